//! A service that tells all that is said, as it happens: a poll takes it up where the last one ended, and only what names a
//! brand goes further. The place is kept where other sources keep their validators.

use std::time::Duration;

use url::Url;

use super::understanding;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Messages, Page};
use crate::ingest::read::told_at;
use crate::model::{Draft, ReadAs, Timestamp, Validators};

/// What one poll leaves is taken so soon after.
const NEXT_LOOK: Duration = Duration::from_secs(1);
const MICROS: i64 = 1_000;

/// Whether a source is read so.
pub const fn is_stream(read_as: &ReadAs) -> bool {
    matches!(read_as, ReadAs::Api { shape } if shape.is_stream())
}

/// The address with the place to go on from, and what is wanted. At first that place is one interval ago.
pub fn resume(url: &Url, every: Duration, validators: &Validators, now: Timestamp) -> (Url, Accept) {
    let until = now.millis().saturating_mul(MICROS);
    let kept = validators.etag.as_deref().and_then(|at| at.parse::<i64>().ok()).filter(|at| *at <= until);
    let every = i64::try_from(every.as_micros()).unwrap_or(0);
    let from = kept.unwrap_or(until.saturating_sub(every));
    let mut url = url.clone();
    url.query_pairs_mut().append_pair("cursor", &from.to_string());
    (url, Accept::Messages(Messages { time_of: told_at, until }))
}

/// The answer with the place that was kept, where nothing was told.
pub(super) fn keep_place(mut answer: Answer, validators: &Validators) -> Answer {
    if let Answer::Fresh(page) = &mut answer
        && page.validators.etag.is_none()
    {
        page.validators = validators.clone();
    }
    answer
}

/// Only what names a brand: the rest is what everybody says to everybody.
pub(super) fn leave_out_others(drafts: &mut Vec<Draft>, rules: &Rules, source: &WatchedSource) {
    drafts.retain(|draft| understanding::names_a_brand(rules, source, draft));
}

/// When to come back at once: there is more, and this poll came nearer to it.
pub(super) fn come_back(page: &Page, known: &Validators) -> Option<Duration> {
    (page.more && page.validators.etag != known.etag).then_some(NEXT_LOOK)
}
