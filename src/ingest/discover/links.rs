//! What a page leads to: `<link rel=alternate>`, the `Link` header, and links whose look gives them away.
//!
//! Read by tokens, bounded in bytes and in links: a page of a hundred thousand links names a few dozen (A74).

use url::Url;

use super::{Candidate, How, MOST};
use crate::ingest::link::{Link, links};
use crate::ingest::read::tags;
use crate::model::ReadAs;

/// What is looked at of a page.
pub(super) const MAX_SOURCE: usize = 1 << 20;
/// Links of one sort that are taken.
const MAX_LINKS: usize = 2 * MOST;

const TYPES: [&str; 5] =
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"];

/// The feeds that the page names, then the links that look like one.
pub(super) fn of_page(source: &str, base: &Url) -> Vec<Candidate> {
    let (mut named, mut linked) = (Vec::new(), Vec::new());
    let mut base = base.clone();
    tags(source, |name, attribute| {
        let href = || attribute("href").and_then(|href| base.join(href.trim()).ok()).filter(is_web);
        match name {
            "base" => {
                if let Some(other) = href() {
                    base = other;
                }
            }
            "link" if named.len() < MAX_LINKS => {
                let rel = attribute("rel").unwrap_or_default().to_lowercase();
                let kind = attribute("type").unwrap_or_default().to_lowercase();
                let is_feed = TYPES.iter().any(|known| kind.starts_with(known)) || rel.contains("feed");
                if is_feed && rel.split_whitespace().any(|word| word == "alternate" || word == "feed") {
                    named.extend(href().map(|url| candidate(url, How::Named)));
                }
            }
            "a" if linked.len() < MAX_LINKS => {
                linked.extend(href().filter(looks_like_a_feed).map(|url| candidate(url, How::Linked)));
            }
            _ => {}
        }
    });
    named.into_iter().chain(linked).collect()
}

/// `Link: <…>; rel="alternate"; type="application/atom+xml"` (RFC 8288).
pub(super) fn of_headers(values: &[String], base: &Url) -> Vec<Candidate> {
    let is_feed = |link: &Link<'_>| {
        let kind = link.kind();
        link.is("alternate") && TYPES.iter().any(|known| kind.starts_with(known))
    };
    let feeds = values.iter().flat_map(|value| links(value)).filter(is_feed);
    feeds
        .filter_map(|link| base.join(link.target).ok())
        .filter(is_web)
        .take(MAX_LINKS)
        .map(|url| candidate(url, How::Header))
        .collect()
}

fn candidate(mut url: Url, how: How) -> Candidate {
    url.set_fragment(None);
    Candidate { url, read_as: ReadAs::Feed, how }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn looks_like_a_feed(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/').to_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(last, "feed" | "rss" | "atom" | "feeds")
        || [".rss", ".atom", "rss.xml", "feed.xml", "atom.xml", "index.rdf", "feed.json"]
            .iter()
            .any(|end| last.ends_with(end))
        || url.query().is_some_and(|query| query.contains("feed=") || query.contains("type=rss"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, want: &[(&str, How)]) {
        let base = Url::parse("https://a.example/x/").unwrap();
        let found = of_page(source, &base);
        let got: Vec<(&str, How)> = found.iter().map(|found| (found.url.as_str(), found.how)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn named_feeds_come_before_links_that_look_like_one() {
        check(
            r#"<a href="/blog/feed/">RSS</a><a href="/feedback">?</a><a href="javascript:feed">x</a>
            <link rel="alternate" type="application/rss+xml" href="/f.xml?a=1&amp;b=2#x">
            <LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF=atom>
            <link rel="alternate" hreflang="en" href="/en"><link rel=stylesheet type=text/xml href=/s>"#,
            &[
                ("https://a.example/f.xml?a=1&b=2", How::Named),
                ("https://a.example/x/atom", How::Named),
                ("https://a.example/blog/feed/", How::Linked),
            ],
        );
        check(
            r#"<base href="https://b.example/"><link rel=alternate type=application/feed+json href=j>"#,
            &[("https://b.example/j", How::Named)],
        );
    }

    #[test]
    fn a74_a_page_of_links_names_a_few() {
        let page = "<link rel=alternate type=application/rss+xml href=/f><a href=/rss>".repeat(100_000);
        let base = Url::parse("https://a.example/").unwrap();
        assert_eq!(of_page(&page[..MAX_SOURCE], &base).len(), 2 * MAX_LINKS);
        let many: Vec<Candidate> =
            (0..1_000).map(|i| candidate(base.join(&format!("/{i}")).unwrap(), How::Linked)).collect();
        assert_eq!(super::super::ranked(many).len(), MOST);
    }

    #[test]
    fn headers_name_feeds_too() {
        let base = Url::parse("https://a.example/").unwrap();
        let values =
            [r#"</f>; rel="alternate"; type="application/atom+xml", <https://hub.example/>; rel="hub""#.to_owned()];
        let found = of_headers(&values, &base);
        assert_eq!(found.iter().map(|found| found.url.as_str()).collect::<Vec<_>>(), ["https://a.example/f"]);
        // Its title says what it is not.
        let values = [r#"</x>; rel=next; title="alternate, <f>; application/rss+xml""#.to_owned()];
        assert!(of_headers(&values, &base).is_empty());
    }
}
