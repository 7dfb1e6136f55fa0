//! Outlines of OPML, the format in which feed readers hand their subscriptions to one another.
//!
//! Read by the tokens of the feed reader instead of an XML parser: there are no external entities to resolve, nothing
//! recurses, and a list that a program broke is still read. Deliberately absent: `<include>` outlines (they would fetch),
//! and any judgement on hosts: what may be asked is the configuration's and the connector's to say.

use std::borrow::Cow;
use std::collections::HashSet;

use url::Url;

use super::feed::clip;
use super::token::{Token, Tokens};
use crate::model::{Complaint, ComplaintKind, NetText, key, name_of, shown};

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its name; the address when it has none.
    pub title: NetText,
    /// Where the feed is: `http` or `https`, without user information.
    pub url: Url,
    /// The folder that it stands in.
    pub folder: Option<NetText>,
}

/// The most outlines that are taken.
pub const MAX_OUTLINES: usize = 10_000;
/// What stands deeper is left out.
const MAX_DEPTH: usize = 32;
/// A list most of whose addresses are refused is read no further.
const REFUSED_FOR_EACH: usize = 4;
const MAX_COMPLAINTS: usize = 100;
const MAX_TITLE: usize = 200;
const MAX_ADDRESS: usize = 2_048;

/// The feeds of an OPML document, in its order, each address once.
pub fn read(text: &str) -> (Vec<Outline>, Vec<Complaint>) {
    let list = listed(text, List { most: MAX_OUTLINES, is_named: true, ..List::default() });
    let outlines = list.urls.into_iter().zip(list.names).map(|(url, (title, folder))| Outline { title, url, folder });
    (outlines.collect(), list.complaints)
}

/// The addresses alone, of a list that may be longer: what is asked in one pass needs no place in a configuration.
pub fn addresses(text: &str, most: usize) -> (Vec<Url>, Vec<Complaint>) {
    let list = listed(text, List { most, ..List::default() });
    (list.urls, list.complaints)
}

fn listed(text: &str, mut list: List) -> List {
    let mut seen_root = false;
    for token in Tokens::new(text) {
        match token {
            Token::Open { name, attrs, empty } if name.eq_ignore_ascii_case("outline") => {
                let is_comment = attribute(&attrs, "isComment").is_some_and(|value| value == "true");
                if !is_comment && !list.take(&attrs) {
                    break;
                }
                if !empty {
                    list.enter(&attrs);
                }
            }
            Token::Open { name, .. } if name.eq_ignore_ascii_case("opml") => seen_root = true,
            Token::Close(name) if name.eq_ignore_ascii_case("outline") => list.leave(),
            _ => {}
        }
    }
    if !seen_root && list.urls.is_empty() {
        list.complain(ComplaintKind::WrongKind, "not an OPML document".to_owned());
    }
    if list.untold > 0 {
        let detail = format!("{} more outlines or more were left out", list.untold);
        list.complaints.push(Complaint { kind: ComplaintKind::Rejected, detail });
    }
    list
}

#[derive(Default)]
struct List {
    most: usize,
    /// Whether the outlines' names are wanted.
    is_named: bool,
    /// Addresses that were looked at, the refused ones too.
    given: usize,
    urls: Vec<Url>,
    /// The title of each and its folder, where they are wanted.
    names: Vec<(NetText, Option<NetText>)>,
    /// Keys of the addresses that were taken.
    seen: HashSet<i64>,
    complaints: Vec<Complaint>,
    untold: usize,
    folders: Vec<Option<NetText>>,
    /// Open outlines below the deepest that is followed.
    below: usize,
}

impl List {
    /// Whether there is room for more.
    fn take(&mut self, attrs: &[(&str, &str)]) -> bool {
        let Some(address) = attribute(attrs, "xmlUrl").filter(|address| !address.trim().is_empty()) else {
            return true;
        };
        self.given += 1;
        if self.given > REFUSED_FOR_EACH * self.most {
            self.untold += 1;
            return false;
        }
        if self.folders.len() + self.below >= MAX_DEPTH {
            self.complain(ComplaintKind::Rejected, format!("deeper than {MAX_DEPTH} folders: {}", brief(&address)));
            return true;
        }
        let url = match feed_address(&address) {
            Ok(url) => url,
            Err(why) => {
                self.complain(ComplaintKind::Rejected, format!("{why}{}", brief(&address)));
                return true;
            }
        };
        if !self.seen.insert(key(url.as_str())) {
            self.complain(ComplaintKind::Rejected, format!("listed twice: {}", brief(url.as_str())));
            return true;
        }
        if self.urls.len() >= self.most {
            self.complain(ComplaintKind::Truncated, format!("only the first {} outlines were read", self.most));
            return false;
        }
        if self.is_named {
            let title = title(attrs).unwrap_or_else(|| NetText::new(name_of(url.as_str())));
            self.names.push((title, self.folders.last().cloned().flatten()));
        }
        self.urls.push(url);
        true
    }

    fn enter(&mut self, attrs: &[(&str, &str)]) {
        if self.folders.len() < MAX_DEPTH {
            self.folders.push(title(attrs));
        } else {
            self.below += 1;
        }
    }

    fn leave(&mut self) {
        if self.below > 0 {
            self.below -= 1;
        } else {
            self.folders.pop();
        }
    }

    fn complain(&mut self, kind: ComplaintKind, detail: String) {
        if self.complaints.len() < MAX_COMPLAINTS || kind == ComplaintKind::Truncated {
            self.complaints.push(Complaint { kind, detail });
        } else {
            self.untold += 1;
        }
    }
}

/// An address that a feed can have; else why not, to be said before the address. `feed:` is what browsers once called it.
fn feed_address(raw: &str) -> Result<Url, &'static str> {
    let raw = raw.trim();
    let raw = raw.strip_prefix("feed:").map_or(raw, |rest| rest);
    let raw = if raw.starts_with("//") { Cow::Owned(format!("https:{raw}")) } else { Cow::Borrowed(raw) };
    if raw.len() > MAX_ADDRESS {
        return Err("the address is too long: ");
    }
    let mut url = Url::parse(&raw).map_err(|_| "not an address: ")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("neither http nor https: ");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("the address holds a user name or password: ");
    }
    url.set_fragment(None);
    Ok(url)
}

fn title(attrs: &[(&str, &str)]) -> Option<NetText> {
    let named = ["title", "text"].into_iter().filter_map(|name| attribute(attrs, name));
    let mut titles = named.map(|title| NetText::new(clip(&title, 4 * MAX_TITLE).0).clipped(MAX_TITLE));
    titles.find(|title| !title.is_blank())
}

/// Only predefined and HTML references are resolved: what a DOCTYPE declares stays as it is written.
fn attribute<'a>(attrs: &[(&str, &'a str)], name: &str) -> Option<Cow<'a, str>> {
    let (_, value) = attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(html_escape::decode_html_entities(*value))
}

/// Short, and without what may be a secret.
fn brief(address: &str) -> String {
    NetText::new(shown(clip(address, 400).0)).clipped(100).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str], want_complaints: &[&str]) {
        let (outlines, complaints) = read(text);
        let got: Vec<String> = outlines
            .iter()
            .map(|o| format!("{}|{}|{}", o.folder.as_ref().map_or("", NetText::as_str), o.title, o.url))
            .collect();
        assert_eq!(got, want);
        let got: Vec<&str> = complaints.iter().map(|complaint| complaint.detail.as_str()).collect();
        assert_eq!(got, want_complaints);
    }

    #[test]
    fn outlines_are_read_with_their_folders() {
        check(
            r#"<?xml version="1.0"?><opml version="2.0"><head><title>Moi</title></head><body>
            <outline text="Presse &amp; co"><outline type="rss" text="Le Monde" xmlUrl="https://m.example/rss?a=1&amp;b=2"/>
            <outline title="T" text="t" xmlurl='feed://f.example/x#y'></outline></outline>
            <outline text="" xmlUrl="https://last.example/"/><outline text="Empty"/></body></opml>"#,
            &[
                "Presse & co|Le Monde|https://m.example/rss?a=1&b=2",
                "Presse & co|T|https://f.example/x",
                "|https://last.example/|https://last.example/",
            ],
            &[],
        );
    }

    #[test]
    fn a44_what_is_no_feeds_address_is_left_out_with_its_reason() {
        check(
            r#"<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>
            <outline text="&x;" xmlUrl="javascript:alert(1)"/><outline text="&x;" xmlUrl="https://a.example/&x;"/>
            <outline xmlUrl="https://ann:pw@a.example/"/><outline xmlUrl="nowhere"/><outline xmlUrl="https://a.example/&x;"/>"#,
            &["|&x;|https://a.example/&x;"],
            &[
                "neither http nor https: javascript:alert(1)",
                "the address holds a user name or password: https://…@a.example/",
                "not an address: nowhere",
                "listed twice: https://a.example/&x;",
            ],
        );
        check("<html><body>Hello", &[], &["not an OPML document"]);
    }

    #[test]
    fn a44_count_and_depth_are_bounded() {
        let many: Vec<String> = (0..100_000).map(|i| format!("<outline xmlUrl='https://a.example/{i}'/>")).collect();
        let many = many.concat();
        let (outlines, complaints) = read(&format!("<opml>{many}"));
        assert_eq!((outlines.len(), complaints.len()), (MAX_OUTLINES, 1));
        let (outlines, complaints) = addresses(&format!("<opml>{many}"), 99_999);
        assert_eq!((outlines.len(), complaints.len()), (99_999, 1));
        let bad = "<outline xmlUrl='javascript:x'/>".repeat(100_000);
        let (outlines, complaints) = read(&format!("<opml>{bad}"));
        assert_eq!((outlines.len(), complaints.len()), (0, MAX_COMPLAINTS + 1));
        let deep = format!("<opml>{}", "<outline text='f' xmlUrl='https://a.example/'>".repeat(10_000));
        assert_eq!(read(&deep).0.len(), 1);
        let after = format!(
            "<opml>{}{}<outline xmlUrl='https://b.example/'/>",
            "<outline text='f'>".repeat(10_000),
            "</outline>".repeat(10_000)
        );
        assert_eq!(read(&after).0.len(), 1);
    }
}
