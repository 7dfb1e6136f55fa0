//! The posts of the whole Bluesky network, as its Jetstream tells them: a JSON object a line.
//!
//! <https://docs.bsky.app/blog/jetstream>. A post is known by the address that its author's repository gives it, the same
//! that the other readers of Bluesky give. The stream names authors by their ids alone.

use serde_json::Value;

use super::field::{id, instant, list, name, string};
use super::{Input, MAX_TEXT, Reading, complain, feed};
use crate::model::{ComplaintKind, Draft, NetText};

const COLLECTION: &str = "app.bsky.feed.post";
/// Posts of one poll: some minutes of all that is said there.
const MOST_POSTS: usize = 50_000;

/// When a message was told, in microseconds since 1970: the place to go on from.
pub fn told_at(message: &str) -> Option<i64> {
    let (_, rest) = message.split_once("\"time_us\":")?;
    let digits = rest.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// Reads the messages.
pub(super) fn posts(input: &Input<'_>) -> Reading {
    let mut reading = Reading::default();
    let text = input.decoded_in_place(usize::MAX, &mut reading.complaints);
    let mut strange = 0_usize;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(event) => reading.drafts.extend(post(&event)),
            Err(_) => strange += 1,
        }
        if reading.drafts.len() >= MOST_POSTS {
            complain(&mut reading.complaints, ComplaintKind::Truncated, "more than 50,000 posts");
            break;
        }
    }
    if strange > 0 {
        let kind = if reading.drafts.is_empty() { ComplaintKind::WrongKind } else { ComplaintKind::Rejected };
        complain(&mut reading.complaints, kind, &format!("{strange} messages are not JSON"));
    }
    reading
}

/// A post that was written or edited; what was taken back or is something else is none.
fn post(event: &Value) -> Option<Draft> {
    let is_said = matches!(event.get("commit")?.get("operation")?.as_str()?, "create" | "update");
    if !is_said || string(event, "commit.collection").as_deref() != Some(COLLECTION) {
        return None;
    }
    let (author, key) = (id(event, "did")?, id(event, "commit.rkey")?);
    let langs = event.get("commit")?.get("record").and_then(|record| list(record, "langs"));
    // What a post links to is part of what it says, and often the only place that names the brand.
    let card = ["title", "uri"].map(|part| string(event, &format!("commit.record.embed.external.{part}")));
    let said = string(event, "commit.record.text").into_iter().chain(card.into_iter().flatten());
    let text = said.collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return None;
    }
    Some(Draft {
        url: Some(format!("https://bsky.app/profile/{author}/post/{key}")),
        guid: Some(format!("at://{author}/{COLLECTION}/{key}")),
        author: name(event, "did"),
        text: NetText::new(feed::clip(&text, MAX_TEXT).0),
        published: instant(event, "commit.record.createdAt"),
        lang_hint: langs.and_then(|langs| langs.first()?.as_str()).filter(|tag| tag.len() <= 35).map(str::to_owned),
        ..Draft::default()
    })
}
