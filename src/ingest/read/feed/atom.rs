//! The canonical feed as clean Atom 1.0, and back through feed-rs.
//!
//! feed-rs is the format's reader of record, but it panics on some inputs and gives random ids to entries without
//! one. It therefore sees only what is written here, under `catch_unwind`, with an id generator that gives none;
//! should it still refuse, the canonical entries themselves serve.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::parser::Builder;

use super::address;
use super::map::{Channel, Entry};
use crate::model::{Timestamp, bytes};

/// Whether feed-rs would give the channel back as it is: no sign that XML forbids, no white space at an end, every
/// address written as its parser writes it. Reading it back is most of the work of reading a feed, and most are so.
pub(super) fn is_plain(channel: &Channel) -> bool {
    let whole = |text: &Option<String>| text.as_deref().is_none_or(|text| is_xml(text) && !text.trim().is_empty());
    let short = |text: &Option<String>| text.as_deref().is_none_or(|text| !text.is_empty() && is_trimmed(text));
    let address = |link: &Option<String>| link.as_deref().is_none_or(is_address);
    is_trimmed(&channel.title)
        && channel.entries.iter().all(|entry| {
            short(&entry.id)
                && is_trimmed(&entry.title)
                && short(&entry.author)
                && short(&entry.email)
                && (entry.author.is_some() || entry.email.is_none())
                && whole(&entry.content)
                && whole(&entry.summary)
                && is_dated(entry.published)
                && is_dated(entry.updated)
                && address(&entry.link)
        })
}

/// Whether a short text comes back as it is.
pub(super) fn is_trimmed(text: &str) -> bool {
    is_xml(text) && text.trim().len() == text.len() && !text.contains('\r')
}

/// Whether an address does.
pub(super) fn is_address(link: &str) -> bool {
    address::is_plain(link) || url::Url::parse(link).is_ok_and(|url| url.as_str() == link)
}

/// Whether a date does.
pub(super) fn is_dated(at: Option<Timestamp>) -> bool {
    at.is_none_or(|at| YEARS.contains(&at.millis()))
}

/// Milliseconds of the years 1970 to 9999: those that every reader of dates reads alike.
const YEARS: std::ops::Range<i64> = 0..253_402_300_800_000;

/// Whether XML allows every sign. It may say no where the answer is yes.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
pub(super) fn is_xml(text: &str) -> bool {
    // What XML forbids beyond ASCII begins with 0xEF.
    !bytes::any(text.as_bytes(), |byte| (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0xef))
}

/// The channel as feed-rs reads it; `None` when it refuses or loses entries.
pub(super) fn through_feed_rs(channel: &Channel) -> Option<Channel> {
    let document = document(channel);
    let parser = Builder::new().sanitize_content(false).id_generator(|_, _, _| String::new()).build();
    // The parser is dropped with whatever state a panic left in it.
    let feed = catch_unwind(AssertUnwindSafe(|| parser.parse(document.as_bytes()))).ok()?.ok()?;
    if feed.entries.len() != channel.entries.len() {
        return None;
    }
    let entries = feed.entries.into_iter().zip(&channel.entries).map(|(read, own)| {
        let person = read.authors.into_iter().next();
        let (author, email) = person.map(|person| (person.name, person.email)).unwrap_or_default();
        Entry {
            id: Some(read.id).filter(|id| !id.is_empty()),
            link: own.link.is_some().then(|| read.links.into_iter().next().map(|link| link.href)).flatten(),
            title: read.title.map(|text| text.content).unwrap_or_default(),
            author,
            email,
            published: read.published.map(|at| Timestamp::from_millis(at.timestamp_millis())),
            updated: read.updated.map(|at| Timestamp::from_millis(at.timestamp_millis())),
            content: read.content.and_then(|content| content.body),
            summary: read.summary.map(|text| text.content),
            lang: own.lang.clone(),
            rating: own.rating.clone(),
        }
    });
    Some(Channel { title: feed.title.map(|text| text.content).unwrap_or_default(), entries: entries.collect() })
}

fn document(channel: &Channel) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">");
    element(&mut out, "title", "", &channel.title);
    for entry in &channel.entries {
        out.push_str("<entry>");
        element(&mut out, "id", "", entry.id.as_deref().unwrap_or_default());
        element(&mut out, "title", "", &entry.title);
        if let Some(link) = &entry.link {
            out.push_str("<link href=\"");
            write_clean(&mut out, link);
            out.push_str("\"/>");
        }
        if entry.author.is_some() || entry.email.is_some() {
            out.push_str("<author>");
            element(&mut out, "name", "", entry.author.as_deref().unwrap_or_default());
            element(&mut out, "email", "", entry.email.as_deref().unwrap_or_default());
            out.push_str("</author>");
        }
        for (name, at) in [("published", entry.published), ("updated", entry.updated)] {
            if let Some(at) = at {
                let _ = write!(out, "<{name}>{at}</{name}>");
            }
        }
        element(&mut out, "summary", " type=\"html\"", entry.summary.as_deref().unwrap_or_default());
        element(&mut out, "content", " type=\"html\"", entry.content.as_deref().unwrap_or_default());
        out.push_str("</entry>");
    }
    out.push_str("</feed>");
    out
}

/// An element with text, unless the text is blank: feed-rs refuses a whole feed for one empty title.
fn element(out: &mut String, name: &str, attrs: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let _ = write!(out, "<{name}{attrs}>");
    write_clean(out, text);
    let _ = write!(out, "</{name}>");
}

/// Text with markup escaped and without the characters that XML 1.0 forbids.
fn write_clean(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '.. if !matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_on_the_way() {
        let entry = Entry {
            id: Some("tag:a&b <1>".into()),
            link: Some("https://a.example/?a=1&b=\"2\"".into()),
            title: "AT&T <b>\u{1}".into(),
            author: Some("“x@y.fr” Rédaction".into()),
            email: Some("foo@bar.com（山田）".into()),
            published: Some(Timestamp::from_millis(1_737_453_600_000)),
            content: Some("<p>a &amp; b</p>".into()),
            lang: Some("fr".into()),
            ..Entry::default()
        };
        let channel = Channel { title: "é".into(), entries: vec![entry.clone(), Entry::default()] };
        let read = through_feed_rs(&channel).unwrap();
        assert_eq!(read.title, "é");
        assert_eq!(read.entries[1], Entry::default());
        let got = &read.entries[0];
        assert_eq!((&got.id, &got.author, &got.email), (&entry.id, &entry.author, &entry.email));
        assert_eq!((&got.published, &got.content, &got.lang), (&entry.published, &entry.content, &entry.lang));
        assert_eq!(got.title, "AT&T <b>");
        assert_eq!(got.link.as_deref(), Some("https://a.example/?a=1&b=%222%22"));
    }
}
