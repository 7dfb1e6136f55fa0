//! What known services answer, each in its own shape: JSON, a page, a feed with a habit.
//!
//! One file a family of shapes. Each gives drafts with an identity that the service itself keeps (an object's id, a
//! status's address), never the title alone. Deliberately absent: paging. A poll reads the newest page; what a gap of
//! polls missed, the next pages of a service would cost more than they bring.

mod feeds;
mod field;
mod forums;
mod networks;
mod reviews;
mod stream;
mod telegram;
#[cfg(test)]
mod tests;

use std::time::Duration;

use serde_json::Value;
use url::Url;

use super::{Input, MAX_BYTES, Reading, classify, complain, feed, values};
use crate::model::{ApiShape, ComplaintKind, Draft, NetText};
pub(in crate::ingest) use feeds::unwrapped;
use field::{number, string};
pub use stream::told_at;

const MAX_ITEMS: usize = 1_000;
const MAX_TITLE: usize = 4_096;
const MAX_TEXT: usize = 65_536;

/// Reads the answer of a known service.
pub(super) fn read(input: &Input<'_>, shape: ApiShape) -> Reading {
    match shape {
        ApiShape::GoogleNews => feeds::google_news(input),
        ApiShape::Redirected => feeds::redirected(input),
        ApiShape::AppStoreFeed => feeds::app_store(input),
        ApiShape::Telegram => telegram::channel(input),
        ApiShape::BlueskyStream => stream::posts(input),
        ApiShape::HackerNews => json(input, networks::hacker_news),
        ApiShape::Mastodon => json(input, networks::mastodon),
        ApiShape::Bluesky => json(input, networks::bluesky),
        ApiShape::Lemmy => json(input, networks::lemmy),
        ApiShape::Dailymotion => json(input, networks::dailymotion),
        ApiShape::X => json(input, networks::x),
        ApiShape::FacebookPage => json(input, networks::facebook_page),
        ApiShape::StackExchange => json(input, forums::stack_exchange),
        ApiShape::DiscourseSearch => json(input, forums::discourse_search),
        ApiShape::DiscourseTopics => json(input, forums::discourse_topics),
        ApiShape::AppStoreJson => json(input, reviews::app_store),
        ApiShape::GoogleReviews => json(input, reviews::google),
    }
}

/// Reads JSON by a function that gives nothing when it is not of its shape.
fn json(input: &Input<'_>, items: impl FnOnce(&Value, &Url) -> Option<Vec<Draft>>) -> Reading {
    let mut reading = Reading::default();
    let text = input.decoded(MAX_BYTES, &mut reading.complaints);
    let Some((value, is_cut)) = values::whole(text.trim()) else {
        let is_page = text.trim_start().starts_with('<');
        let complaint = if is_page { classify::complaint(&text) } else { None };
        match complaint {
            Some(complaint) => reading.complaints.push(complaint),
            None => complain(&mut reading.complaints, ComplaintKind::WrongKind, "the answer is not JSON"),
        }
        return reading;
    };
    if is_cut {
        complain(&mut reading.complaints, ComplaintKind::Truncated, "more values than are kept of one answer");
    }
    // Asked by the service itself, in the answer: to be obeyed like a header.
    reading.wait = number(&value, "backoff").and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
    let Some(drafts) = items(&value, input.url) else {
        complain(&mut reading.complaints, ComplaintKind::WrongKind, &not_of_its_shape(&value));
        return reading;
    };
    finish(drafts, &mut reading);
    reading
}

/// What the service says instead, when it says it in one of the usual ways.
fn not_of_its_shape(value: &Value) -> String {
    let nested = value.get("error").filter(|error| error.is_object()).unwrap_or(value);
    let told = ["error_message", "message", "error_description", "detail", "title", "error"]
        .into_iter()
        .find_map(|key| string(nested, key));
    match told {
        Some(told) => format!("the service answered: {}", NetText::new(told).clipped(200)),
        None => "the answer is JSON of another shape".to_owned(),
    }
}

/// Cuts what is too long, and leaves out what says nothing.
fn finish(drafts: Vec<Draft>, reading: &mut Reading) {
    if drafts.len() > MAX_ITEMS {
        complain(&mut reading.complaints, ComplaintKind::Truncated, "more than 1,000 items");
    }
    let mut cut = 0_usize;
    for mut draft in drafts.into_iter().take(MAX_ITEMS) {
        let (title, title_cut) = feed::clip(draft.title.as_str(), MAX_TITLE);
        let (text, text_cut) = feed::clip(draft.text.as_str(), MAX_TEXT);
        if title_cut || text_cut {
            cut += 1;
            (draft.title, draft.text) = (title.into(), text.into());
        }
        if !draft.title.is_blank() || !draft.text.is_blank() {
            reading.drafts.push(draft);
        }
    }
    if cut > 0 {
        complain(&mut reading.complaints, ComplaintKind::Truncated, &format!("{cut} items were cut to 64 KiB of text"));
    }
}
