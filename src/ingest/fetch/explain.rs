//! A client's errors in our words.

use std::error::Error;
use std::io;

use hyper_util::client::legacy;

use super::answer::{Failure, FailureKind};
use super::dial::TooLate;
use super::guard::Refusal;
use super::resolver::Unresolved;

/// The sort by the deepest cause that we know, the detail from the deepest of all.
pub(super) fn explain(error: &(dyn Error + 'static)) -> Failure {
    let is_connect = error.downcast_ref::<legacy::Error>().is_some_and(legacy::Error::is_connect);
    let (mut kind, mut deepest) = (None, String::new());
    let mut cause = Some(error);
    while let Some(inner) = cause {
        kind = sort(inner).or(kind);
        deepest = inner.to_string();
        cause = inner.source();
    }
    let kind = kind.unwrap_or(if is_connect { FailureKind::Connect } else { FailureKind::Protocol });
    let told: String = deepest.chars().take(300).collect();
    let detail = match kind {
        FailureKind::Timeout if is_connect => TooLate.to_string(),
        FailureKind::Timeout => return late(),
        FailureKind::Connect => format!("could not connect: {told}"),
        FailureKind::Tls => format!("TLS failed: {told}"),
        FailureKind::Protocol => format!("the answer broke off or is not HTTP: {told}"),
        _ => told,
    };
    Failure::new(kind, detail)
}

/// A server that said nothing for too long.
pub(super) fn late() -> Failure {
    Failure::new(FailureKind::Timeout, "the server fell silent or took too long")
}

fn sort(cause: &(dyn Error + 'static)) -> Option<FailureKind> {
    if let Some(broken) = cause.downcast_ref::<io::Error>() {
        // An I/O error names the cause of what it wraps as its own, and hides what it wraps.
        let wrapped = broken.get_ref().and_then(|wrapped| sort(wrapped));
        return wrapped.or((broken.kind() == io::ErrorKind::TimedOut).then_some(FailureKind::Timeout));
    }
    if cause.is::<Refusal>() {
        Some(FailureKind::Refused)
    } else if cause.is::<Unresolved>() {
        Some(FailureKind::Dns)
    } else if cause.is::<rustls::Error>() {
        Some(FailureKind::Tls)
    } else if cause.is::<TooLate>() {
        Some(FailureKind::Timeout)
    } else {
        None
    }
}
