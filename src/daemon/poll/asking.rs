//! Asking a source: at the address that last answered, then at the others where a preset says that the same is found.
//!
//! What answered is kept as the source's address, so that a poll is one request again; once a day it begins at the
//! first, which is the best of them.

use std::borrow::Cow;

use url::Url;

use super::stream;
use crate::config::sources::presets::PresetUse;
use crate::daemon::pace;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, FailureKind, Request};
use crate::model::{DAY_MS, ReadAs, SourceKind, SourceStatus, Timestamp, Validators};
use crate::store::DueSource;

/// What came of asking.
pub(super) struct Asked<'a> {
    pub(super) answer: Answer,
    /// What the failure means in the words of this service.
    pub(super) status: Option<SourceStatus>,
    /// The source, at the address that answered.
    pub(super) due: DueSource,
    /// The source, read as what answered.
    pub(super) source: Cow<'a, WatchedSource>,
}

/// Asks for the source's document.
pub(super) async fn ask<'a>(rules: &Rules, source: &'a WatchedSource, mut due: DueSource, now: Timestamp) -> Asked<'a> {
    let ((first, read_as), others) = places(source, &due, now);
    // The place in a stream is a time, which is the same wherever it is asked for.
    let is_portable = stream::is_stream(&read_as);
    let is_kept = is_portable || first == due.state.url && !pace::doubts(&due, now);
    // A site of one's own is checked whole at every poll: its words, its certificate.
    let is_asked_whole = !is_kept || source.config.is_own_site();
    let validators = if is_asked_whole { Validators::default() } else { due.state.validators.clone() };
    let mut answer = visit(rules, source, &first, &read_as, &validators, now).await;
    let (mut at, mut read_as) = (first, read_as);
    for (place, other) in others {
        if is_answered(&answer, &at, &place) {
            break;
        }
        let known = if is_portable { validators.clone() } else { Validators::default() };
        let second = visit(rules, source, &place, &other, &known, now).await;
        if matches!(second, Answer::Fresh(_) | Answer::Same { .. }) {
            (answer, at, read_as) = (second, place, other);
        }
    }
    if matches!(answer, Answer::Fresh(_) | Answer::Same { .. }) && at != due.state.url {
        due.state.url = at;
        due.state.validators = Validators::default();
        due.state.moved = None;
    }
    let source = if read_as == source.config.read_as {
        Cow::Borrowed(source)
    } else {
        let mut other = source.clone();
        other.config.read_as = read_as;
        Cow::Owned(other)
    };
    let (answer, status) = meant(answer, source.config.preset.as_deref());
    Asked { answer, status, due, source }
}

/// An address to ask, with its reader.
type Place = (String, ReadAs);

/// Where to ask first, and where then, in order.
fn places(source: &WatchedSource, due: &DueSource, now: Timestamp) -> (Place, Vec<Place>) {
    let own = (due.state.url.clone(), source.config.read_as.clone());
    let Some(used) = source.config.preset.as_deref().filter(|used| !used.fallbacks.is_empty()) else {
        return (own, Vec::new());
    };
    let first = (source.config.url.to_string(), source.config.read_as.clone());
    let others = used.fallbacks.iter().map(|place| (place.url.to_string(), place.read_as.clone()));
    let mut all: Vec<Place> = std::iter::once(first).chain(others).collect();
    let day = |at: Timestamp| at.millis().div_euclid(DAY_MS);
    let Some(last) = all.iter().position(|(url, _)| *url == own.0) else {
        // It has moved for good: its new address stands for the first.
        all.remove(0);
        return (own, all);
    };
    let is_new_day = due.state.last_polled_at.is_none_or(|at| day(at) != day(now));
    // It answered last time, with something that is not what it should be.
    let misread = matches!(due.state.health.status, SourceStatus::Unreadable | SourceStatus::SelectorLost);
    if misread {
        let next = (last + 1) % all.len();
        all.rotate_left(next);
    } else if !is_new_day {
        all.rotate_left(last);
    }
    (all.remove(0), all)
}

/// Whether the other address need not be asked: there is an answer, or none is to be had there either.
fn is_answered(answer: &Answer, at: &str, other: &str) -> bool {
    let host = |text: &str| Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned));
    match answer {
        Answer::Fresh(_) | Answer::Same { .. } | Answer::Busy { .. } => true,
        // The site asked for patience: only another site may be asked now.
        Answer::Later { .. } => host(at) == host(other),
        Answer::Gone => false,
        Answer::Failed(failure) => match failure.kind {
            FailureKind::Refused => true,
            FailureKind::Dns | FailureKind::Connect | FailureKind::Timeout | FailureKind::Tls => {
                host(at) == host(other)
            }
            _ => false,
        },
    }
}

async fn visit(
    rules: &Rules,
    source: &WatchedSource,
    address: &str,
    read_as: &ReadAs,
    validators: &Validators,
    now: Timestamp,
) -> Answer {
    // What the config holds is parsed already; the connector judges every address that it asks.
    let url = if source.config.url.as_str() == address {
        Cow::Borrowed(&source.config.url)
    } else {
        match rules.fetcher.check(address) {
            Ok(url) => Cow::Owned(url),
            Err(failure) => return Answer::Failed(failure),
        }
    };
    let token = source.config.preset.as_deref().and_then(|used| used.token.as_ref());
    let robots = source.config.respect_robots;
    if stream::is_stream(read_as) {
        let (url, accept) = stream::resume(&url, source.config.every, validators, now);
        let request = Request { robots, ..Request::new(&url, accept) };
        return stream::keep_place(rules.fetcher.fetch_as(&request, token, now).await, validators);
    }
    let by_owner = source.config.is_own_site();
    let accept = if read_as.kind() == SourceKind::Feed { Accept::Feed } else { Accept::Page };
    rules.fetcher.fetch_as(&Request { url: &url, validators, accept, robots, by_owner }, token, now).await
}

/// The answer in the words of the service: where a 404 comes and goes, gone is not gone.
fn meant(answer: Answer, used: Option<&PresetUse>) -> (Answer, Option<SourceStatus>) {
    let code = match &answer {
        Answer::Gone => 410,
        Answer::Failed(failure) => match failure.kind {
            FailureKind::NotFound => 404,
            FailureKind::BadStatus(code) => code,
            _ => return (answer, None),
        },
        _ => return (answer, None),
    };
    let Some(status) = used.and_then(|used| used.preset.means(code)) else { return (answer, None) };
    let answer = match answer {
        Answer::Gone => Answer::Failed(crate::ingest::fetch::Failure {
            kind: FailureKind::NotFound,
            detail: "the server answered 410".to_owned(),
            retry_after: None,
        }),
        other => other,
    };
    (answer, Some(status))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::sources::presets::Preset;

    #[test]
    fn where_a_404_comes_and_goes_gone_is_not_gone() {
        let used =
            PresetUse { preset: Preset::named("youtube").unwrap(), group: None, fallbacks: Vec::new(), token: None };
        let (answer, status) = meant(Answer::Gone, Some(&used));
        assert!(matches!(answer, Answer::Failed(_)));
        assert_eq!(status, Some(SourceStatus::Unreachable));
        assert!(matches!(meant(Answer::Gone, None), (Answer::Gone, None)));
    }
}
