//! Bytes into drafts: what was published, and what had to be mended to read it.
//!
//! Pure: no network, no clock, no file. Reading never fails and never panics; it gives what could be read and its
//! complaints. All input is hostile: sizes, depths and counts are bounded, no pass is more than linear in what is
//! kept, nothing recurses over the input. Deliberately absent: what a draft means (`understand`), and whether it is
//! new (`store`).

/// A selector that stands in the source of this room, compiled once.
macro_rules! selector {
    ($text:expr) => {{
        static SELECTOR: std::sync::LazyLock<scraper::Selector> =
            std::sync::LazyLock::new(|| crate::ingest::read::selector($text));
        &*SELECTOR
    }};
}

mod api;
mod binary;
mod classify;
mod date;
mod diff;
mod document;
mod feed;
mod forum;
mod fragment;
mod html;
/// Lists of feeds, as feed readers hand them over.
pub mod opml;
mod page;
mod pieces;
#[cfg(test)]
pub(crate) mod real_feeds;
mod reviews;
#[cfg(test)]
mod score;
mod signature;
mod stretches;
mod tags;
mod token;
mod values;
/// Watching a page.
pub mod watch;

pub use diff::diff;
pub use document::{Document, DocumentKind, document, offers};
pub use feed::{FeedEntry, FeedReading, feed, hub};
pub use forum::{ForumFront, forum, posts, topics};
pub use stretches::{Stretches, stretches};
pub(super) use tags::tags;

pub use api::told_at;
pub(in crate::ingest) use api::unwrapped;
pub(in crate::ingest) use date::parse as date;
pub(in crate::ingest) use feed::visible;
pub(in crate::ingest) use pieces::{Piece, pieces};

use std::borrow::Cow;

use regex::Regex;
use scraper::Selector;
use url::Url;

use super::charset;
use crate::model::{Complaint, ComplaintKind, Draft, NetText, PageVersion, ReadAs, Standing, Wishes};

/// What an answer brought.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The body.
    pub bytes: &'a [u8],
    /// The header, as sent.
    pub content_type: Option<&'a str>,
    /// The address that answered, after redirects.
    pub url: &'a Url,
    /// The body as text, when it was decoded already.
    pub text: Option<&'a str>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Title of the feed or page.
    pub title: Option<NetText>,
    /// Entries of a feed.
    pub drafts: Vec<Draft>,
    /// The watched region of a page.
    pub page: Option<PageVersion>,
    /// Topics of a forum's list.
    pub topics: Vec<Topic>,
    /// What the page says of its forum.
    pub forum: Option<ForumFront>,
    /// The rating that sums up reviews.
    pub standing: Option<Standing>,
    /// What was mended, left out, or stood in the way.
    pub complaints: Vec<Complaint>,
    /// How long the answer itself asks to be left alone.
    pub wait: Option<std::time::Duration>,
    /// When the feed wishes to be left alone; absent where it is not the feed itself that was read.
    pub wishes: Option<Wishes>,
}

/// A row of a forum's list of topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Absolute address of the topic.
    pub url: String,
    /// Its title.
    pub title: NetText,
    /// What changes when somebody answers.
    pub activity: String,
    /// Absolute address of its last page, where the list gives it.
    pub last_page: Option<Url>,
    /// Absolute address of the page before, where a topic's page gives it.
    pub previous_page: Option<Url>,
}

/// Reads an answer in the way that its source asks for.
pub fn read(input: &Input<'_>, how: &ReadAs) -> Reading {
    match how {
        ReadAs::Feed => {
            let feed = feed(input);
            let drafts = feed.entries.into_iter().map(|entry| entry.draft).collect();
            let wishes = Some(feed::wishes(input));
            Reading { title: feed.title, drafts, complaints: feed.complaints, wishes, ..Reading::default() }
        }
        ReadAs::Api { shape } => api::read(input, *shape),
        ReadAs::Forum(selectors) => forum::forum(input, selectors),
        ReadAs::Page { region, ignore, watch } => page::page(input, region.as_deref(), ignore, watch),
        ReadAs::Reviews => reviews::reviews(input),
        // What comes in by itself is no answer to anybody: `ingest::intake` reads it.
        ReadAs::Intake(_) => Reading::default(),
    }
}

/// A pattern that stands in the source of this room. A slip in one ends the first test that asks it, instead of never matching.
fn pattern(text: &str) -> Regex {
    #[expect(clippy::unwrap_used, reason = "the patterns are constants, and tests use each of them")]
    Regex::new(text).unwrap()
}

/// The same of a selector; `selector!` keeps what this compiles.
fn selector(text: &str) -> Selector {
    #[expect(clippy::unwrap_used, reason = "the selectors are constants, and tests use each of them")]
    Selector::parse(text).unwrap()
}

/// The most that is read of any body: a feed that is longer has what is new at its head (A34).
const MAX_BYTES: usize = 4 * 1_024 * 1_024;

impl Input<'_> {
    /// The text of the body, at most `max` bytes of it.
    fn decoded(&self, max: usize, complaints: &mut Vec<Complaint>) -> String {
        self.decoded_in_place(max, complaints).into_owned()
    }

    /// The same without a copy of what is UTF-8 already.
    fn decoded_in_place(&self, max: usize, complaints: &mut Vec<Complaint>) -> Cow<'_, str> {
        self.decoded_knowing(max, false, complaints)
    }

    /// The same; `is_plain` where it is known that no control character but tab and line feed is in it.
    fn decoded_knowing(&self, max: usize, is_plain: bool, complaints: &mut Vec<Complaint>) -> Cow<'_, str> {
        let packed = if self.text.is_none() { binary::inflated(self.bytes, MAX_BYTES) } else { None };
        if let Some(bytes) = packed {
            complain(complaints, ComplaintKind::Repaired, "the answer was compressed, which nothing said");
            let inner = Input { bytes: &bytes, ..*self };
            return Cow::Owned(inner.decoded_knowing(max, false, complaints).into_owned());
        }
        let kind = if is_plain { binary::named(self.bytes) } else { binary::kind(self.bytes) };
        if let Some(kind) = kind.filter(|_| self.text.is_none()) {
            complain(complaints, ComplaintKind::WrongKind, &format!("the answer is {kind}, not text"));
            return Cow::Borrowed("");
        }
        let text = if let Some(text) = self.text {
            Cow::Borrowed(feed::clip(text, max).0)
        } else {
            let bytes = &self.bytes[..self.bytes.len().min(max)];
            let (text, mended) = charset::decode_in_place(bytes, self.content_type, country(self.url));
            if mended {
                complain(complaints, ComplaintKind::Repaired, "the text is not in the encoding that it declares");
            }
            text
        };
        if self.text.map_or(self.bytes.len(), str::len) > max {
            complain(complaints, ComplaintKind::Truncated, &format!("only the first {max} bytes were read"));
        }
        text
    }
}

/// The last label of the host's name: which language's encodings to think of first.
fn country(url: &Url) -> Option<&str> {
    url.domain()?.rsplit('.').next()
}

fn complain(complaints: &mut Vec<Complaint>, kind: ComplaintKind, detail: &str) {
    complaints.push(Complaint { kind, detail: detail.to_owned() });
}
