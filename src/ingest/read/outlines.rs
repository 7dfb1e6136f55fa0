//! The feeds of a list of subscriptions (OPML).
//!
//! A list comes from other programs and other people, so it is read like everything from the network: flat, without
//! recursion, without entities of its own, at most so many outlines (A44). Which of the addresses may be asked is not
//! decided here: the connector's guard judges each when it is asked (A13).

use std::collections::HashSet;

use url::Url;

use super::feed;
use super::token::{Token, Tokens};

/// Outlines that are taken of one list.
const MAX_OUTLINES: usize = 100_000;
const MAX_TITLE: usize = 512;
const MAX_ADDRESS: usize = 8_192;

/// One subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What the list calls it; may be empty.
    pub title: String,
    /// Where the feed is: http or https.
    pub url: Url,
}

/// The feeds of the list, each address once, in the list's order; and how many outlines were left out.
pub fn outlines(text: &str) -> (Vec<Outline>, usize) {
    let (mut found, mut known, mut left_out) = (Vec::new(), HashSet::new(), 0);
    for token in Tokens::new(text) {
        let Token::Open { name, attrs, .. } = token else { continue };
        if !name.eq_ignore_ascii_case("outline") {
            continue;
        }
        let attr = |wanted: &str| attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|&(_, raw)| raw);
        // A folder has no address.
        let Some(address) = attr("xmlUrl") else { continue };
        let url = Some(address).filter(|raw| raw.len() <= MAX_ADDRESS).and_then(web_address);
        match url {
            Some(url) if found.len() < MAX_OUTLINES => {
                if known.insert(url.as_str().to_owned()) {
                    let title = feed::resolved(attr("title").or_else(|| attr("text")).unwrap_or_default());
                    found.push(Outline { title: feed::clip(title.trim(), MAX_TITLE).0.to_owned(), url });
                }
            }
            _ => left_out += 1,
        }
    }
    (found, left_out)
}

fn web_address(raw: &str) -> Option<Url> {
    let url = Url::parse(feed::resolved(raw).trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)], left_out: usize) {
        let (got, out) = outlines(text);
        let got: Vec<_> = got.iter().map(|one| (one.title.as_str(), one.url.as_str())).collect();
        assert_eq!((got, out), (want.to_vec(), left_out), "{text:.80}");
    }

    #[test]
    fn subscriptions_are_found_in_folders() {
        let list = r#"<?xml version="1.0"?><opml><body><outline text="Presse"><outline text="A &amp; B" type="rss"
            xmlUrl="https://a.example/f?x=1&amp;y=2"/><outline xmlurl='http://b.example'></outline></outline>
            <outline title="again" xmlUrl="https://a.example/f?x=1&amp;y=2"/></body></opml>"#;
        check(list, &[("A & B", "https://a.example/f?x=1&y=2"), ("", "http://b.example/")], 0);
    }

    #[test]
    fn a44_what_is_no_web_address_is_left_out() {
        let list = "<outline xmlUrl=\"javascript:alert(1)\"/><outline xmlUrl='file:///etc/passwd'/>\
                    <outline xmlUrl=''/><outline text=folder><outline xmlUrl=\"ftp://a.example/\"/>";
        check(list, &[], 4);
        let entity =
            "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><outline xmlUrl='http://a.example/&x;'/>";
        check(entity, &[("", "http://a.example/&x;")], 0);
    }

    #[test]
    fn a44_a_list_without_end_is_cut() {
        let nested = "<outline text=a>".repeat(10_000);
        check(&nested, &[], 0);
        let many = (0..MAX_OUTLINES + 5).map(|i| format!("<outline xmlUrl=http://a.example/{i}>")).collect::<Vec<_>>();
        let many = many.concat();
        let (found, left_out) = outlines(&many);
        assert_eq!((found.len(), left_out), (MAX_OUTLINES, 5));
    }
}
