//! RSS, Atom, RDF, JSON Feed and sitemaps of news, as they are and not as they should be.
//!
//! A feed in the wild is seldom well-formed XML in its declared encoding. It is decoded once, its root is found
//! behind whatever stands before it, a tolerant tree is grown, what the elements mean is mapped to one shape, and
//! that is written as clean Atom for feed-rs to read. Most feeds need none of that, and `clean` reads them in one step.
//! Deliberately absent: sanitising (only visible text leaves this room as a draft), and any guess at a missing date, id or
//! title.

mod address;
mod atom;
mod base64;
mod clean;
mod elements;
mod find;
mod json;
mod lines;
mod map;
mod marks;
mod mend;
mod names;
mod person;
mod sitemap;
mod text;
mod tree;
mod wishes;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod short_way;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use url::Url;

pub(super) use elements::is_block;
pub(super) use lines::Lines;
use map::{Channel, Entry};
pub(in crate::ingest) use text::visible;
pub use wishes::hub;
pub(super) use wishes::wishes;

use super::{Input, MAX_BYTES, classify, complain};
use crate::model::{Complaint, ComplaintKind, Draft, NetText, Rating};

/// What was read of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedReading {
    /// Title of the feed.
    pub title: Option<NetText>,
    /// Its entries, in the order of the document.
    pub entries: Vec<FeedEntry>,
    /// What was mended or left out.
    pub complaints: Vec<Complaint>,
}

/// An entry with its sources as published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedEntry {
    /// What the rest of the house works on.
    pub draft: Draft,
    /// The publisher's id as published, even where the draft has none because several entries bear it.
    pub id: Option<String>,
    /// The author's e-mail address, beside the name.
    pub email: Option<String>,
    /// HTML source of the content. Never to be shown as markup.
    pub html: Option<String>,
    /// HTML source of the summary. Never to be shown as markup.
    pub summary: Option<String>,
}

/// Reads a feed.
pub fn feed(input: &Input<'_>) -> FeedReading {
    feed_with(input, clean::channel, atom::is_plain)
}

/// `clean` reads what needs nothing mended, `is_plain` says of what need not be read a second time.
fn feed_with(
    input: &Input<'_>,
    clean: fn(&str, &Url) -> Option<Channel>,
    is_plain: fn(&Channel) -> bool,
) -> FeedReading {
    let mut reading = FeedReading::default();
    let complaints = &mut reading.complaints;
    let bytes = input.text.map_or(input.bytes, str::as_bytes);
    let is_plain_as_sent = clean::is_plain(bytes);
    let text = input.decoded_knowing(MAX_BYTES, is_plain_as_sent, complaints);
    let is_plain_text = match &text {
        Cow::Borrowed(text) => is_plain_as_sent && !text.is_empty(),
        Cow::Owned(text) => clean::is_plain(text.as_bytes()),
    };
    if is_plain_text
        && let find::Found::Xml { document, doctype: "" } = find::find(&text)
        && let Some(channel) = clean(document, input.url)
    {
        return finish(reading, channel);
    }
    let text = mend::characters(text);
    let channel = match find::find(&text) {
        find::Found::Xml { document, doctype } => {
            let declared = text::declared(doctype);
            let tree = tree::grow(document, &declared);
            if tree.cut {
                complain(complaints, ComplaintKind::Truncated, "more than 5,000 entries or 200,000 elements");
            }
            if tree.is_thinned {
                complain(complaints, ComplaintKind::Truncated, "an element holds more than 20,000 elements and texts");
            }
            // A root that is cut off within its own tag is no element.
            if tree.is_empty() { None } else { map::channel(&tree, input.url, complaints) }
        }
        find::Found::Json(document) => json::channel(document, input.url, complaints),
        find::Found::Html => {
            complaints.push(classify::in_place_of_a_feed(&text));
            return reading;
        }
        find::Found::Unknown => None,
        find::Found::Nothing => {
            complain(complaints, ComplaintKind::WrongKind, "the answer is empty");
            return reading;
        }
    };
    let Some(mut channel) = channel else {
        complain(complaints, ComplaintKind::WrongKind, "neither RSS nor Atom nor JSON Feed");
        return reading;
    };
    let mended = mend::channel(&mut channel);
    if mended > 0 {
        complain(complaints, ComplaintKind::Repaired, &format!("{mended} texts had been encoded twice"));
    }
    let channel = if is_plain(&channel) { channel } else { atom::through_feed_rs(&channel).unwrap_or(channel) };
    finish(reading, channel)
}

fn finish(mut reading: FeedReading, channel: Channel) -> FeedReading {
    reading.title = Some(NetText::new(clip(&channel.title, MAX_TITLE).0)).filter(|title| !title.is_blank());
    reading.entries = entries(channel, &mut reading.complaints);
    reading
}

const MAX_TITLE: usize = 4_096;
const MAX_TEXT: usize = 65_536;
const MAX_SOURCE: usize = 262_144;
const MAX_NAME: usize = 1_024;
const MAX_ADDRESS: usize = 8_192;

fn entries(channel: Channel, complaints: &mut Vec<Complaint>) -> Vec<FeedEntry> {
    // One id on several things tells none of them: they are known by address and text instead (F44).
    let mut shared: Vec<String> = Vec::new();
    let mut bearers: Vec<(&str, usize)> =
        channel.entries.iter().enumerate().filter_map(|(at, entry)| Some((entry.id.as_deref()?, at))).collect();
    bearers.sort_unstable();
    if bearers.windows(2).any(|two| two[0].0 == two[1].0) {
        shared = shared_ids(&channel.entries);
    }
    if let Some(id) = shared.first() {
        let detail = format!("{} ids stand on several entries, such as {:?}", shared.len(), clip(id, 80).0);
        complain(complaints, ComplaintKind::Repaired, &detail);
    }
    let mut cut = 0_usize;
    let read: Vec<FeedEntry> = channel
        .entries
        .into_iter()
        .map(|mut entry| {
            let id = entry.id.clone();
            entry.id = entry.id.filter(|id| !shared.contains(id));
            FeedEntry { id, ..finished(entry, &mut cut) }
        })
        .collect();
    if cut > 0 {
        complain(complaints, ComplaintKind::Truncated, &format!("{cut} entries were cut to 64 KiB of text"));
    }
    read
}

const MAX_SHARED: usize = 64;

/// Ids that stand on entries with different addresses, in the order of the document.
fn shared_ids(entries: &[Entry]) -> Vec<String> {
    let mut bearers: HashMap<&str, &Option<String>> = HashMap::new();
    let mut shared: Vec<String> = Vec::new();
    for entry in entries {
        if let Some(id) = &entry.id {
            let other = bearers.entry(id).or_insert(&entry.link);
            if **other != entry.link && !shared.contains(id) && shared.len() < MAX_SHARED {
                shared.push(id.clone());
            }
        }
    }
    shared
}

fn finished(entry: Entry, cut: &mut usize) -> FeedEntry {
    let seen = |html: &Option<String>| html.as_deref().map(text::seen).unwrap_or_default();
    let (content, summary) = (seen(&entry.content), seen(&entry.summary));
    // A standfirst that the content does not repeat may be the only place that names the brand.
    let whole = if content.is_empty() || content == summary {
        summary
    } else if summary.is_empty() || content.contains(clip(&summary, 60).0) {
        content
    } else {
        format!("{summary}\n{content}")
    };
    let (title, title_cut) = clipped(entry.title, MAX_TITLE);
    let (text, text_cut) = clipped(whole, MAX_TEXT);
    *cut += usize::from(title_cut || text_cut);
    let email = entry.email.map(|mail| clipped(mail, MAX_NAME).0);
    let author = entry.author.or_else(|| email.clone());
    let draft = Draft {
        guid: entry.id.filter(|id| id.len() <= MAX_ADDRESS),
        url: entry.link.filter(|link| link.len() <= MAX_ADDRESS),
        title: title.into(),
        author: author.map(|name| clipped(name, MAX_NAME).0.into()),
        text: text.into(),
        published: entry.published,
        updated: entry.updated,
        lang_hint: entry.lang.map(|lang| clip(lang.trim(), 35).0.to_owned()).filter(|lang| !lang.is_empty()),
        rating: entry.rating.and_then(|stars| stars.trim().parse().ok()).and_then(stars),
    };
    let source = |html: Option<String>| html.map(|html| clipped(html, MAX_SOURCE).0);
    FeedEntry { draft, id: None, email, html: source(entry.content), summary: source(entry.summary) }
}

/// Stores count to five.
fn stars(value: f64) -> Option<Rating> {
    (0.0..=5.0).contains(&value).then_some(Rating { value, best: 5.0 })
}

fn clipped(mut text: String, max: usize) -> (String, bool) {
    let is_cut = text.len() > max;
    text.truncate(text.floor_char_boundary(max));
    (text, is_cut)
}

/// At most so many bytes, and whether that cut something.
pub(super) fn clip(text: &str, max: usize) -> (&str, bool) {
    (&text[..text.floor_char_boundary(max)], text.len() > max)
}
