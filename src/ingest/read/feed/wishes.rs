//! What the head of a feed asks of those who read it: how long it keeps, when not to ask, and who tells of its news.
//!
//! Only what stands before the first entry is looked at, as bytes: most feeds ask for nothing, and it is looked for in
//! every answer. Deliberately absent: `sy:updatePeriod`, which is a habit of publishing software and not a wish.

use std::time::Duration;

use memchr::memmem;
use serde_json::Value;
use url::Url;

use crate::ingest::link;
use crate::ingest::read::tags::tags;
use crate::ingest::read::{Input, values};
use crate::model::{Hub, Wishes};

/// A feed's head is this long at most.
const HEAD: usize = 16 * 1_024;
/// Days of the week as RSS 2.0 names them.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// When the feed wishes to be left alone.
pub(in crate::ingest::read) fn wishes(input: &Input<'_>) -> Wishes {
    let head = head(input.bytes);
    if !["<ttl", "<skip"].iter().any(|wish| memmem::find(head, wish.as_bytes()).is_some()) {
        return Wishes::default();
    }
    let head = String::from_utf8_lossy(head);
    let ttl = within(&head, "ttl").and_then(|text| text.trim().parse::<u64>().ok());
    let hours = each(within(&head, "skipHours"), "hour").filter_map(|hour| hour.parse::<u32>().ok());
    let days = each(within(&head, "skipDays"), "day");
    let days = days.filter_map(|day| DAYS.iter().position(|name| day.eq_ignore_ascii_case(name)));
    Wishes {
        ttl: ttl.filter(|minutes| *minutes > 0).map(|minutes| Duration::from_secs(minutes.saturating_mul(60))),
        // Some count from 1 to 24.
        skip_hours: hours.filter(|hour| *hour <= 24).fold(0, |hours, hour| hours | 1 << (hour % 24)),
        skip_days: days.fold(0, |days, day| days | 1 << day),
    }
}

/// Who tells of the feed's news: the first hub that the answer's `Link` headers or the feed itself name, and the feed's
/// own address by the same word; the address that was asked when it gives none.
pub fn hub(input: &Input<'_>, links: &[String]) -> Option<Hub> {
    let mut found = Found::default();
    for link in links.iter().flat_map(|value| link::links(value)) {
        found.take(link.rel(), link.target);
    }
    if found.hub.is_none() {
        found = Found::default();
        let head = head(input.bytes);
        if memmem::find(head, b"\"hubs\"").is_some() {
            found.json(input.bytes);
        } else if memmem::find(head, b"hub").is_some() {
            tags(&String::from_utf8_lossy(head), |name, attribute| {
                if matches!(name.rsplit(':').next(), Some("link")) {
                    let (rel, href) = (attribute("rel"), attribute("href"));
                    found.take(rel.as_deref().unwrap_or_default(), href.as_deref().unwrap_or_default());
                }
            });
        }
    }
    let absolute = |address: String| input.url.join(address.trim()).ok().filter(is_web).map(Url::into);
    let url = found.hub.and_then(absolute)?;
    let topic = found.own.and_then(absolute).unwrap_or_else(|| input.url.to_string());
    Some(Hub { url, topic })
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

#[derive(Default)]
struct Found {
    hub: Option<String>,
    own: Option<String>,
}

impl Found {
    fn take(&mut self, rel: &str, address: &str) {
        for word in rel.split_ascii_whitespace() {
            let place = match word.to_ascii_lowercase().as_str() {
                "hub" => &mut self.hub,
                "self" => &mut self.own,
                _ => continue,
            };
            place.get_or_insert_with(|| address.to_owned());
        }
    }

    /// JSON Feed 1.1: `hubs`, each with a type and an address.
    fn json(&mut self, bytes: &[u8]) {
        let Some((feed, _)) = std::str::from_utf8(bytes).ok().and_then(values::whole) else { return };
        let hubs = feed.get("hubs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let kind = |hub: &&Value| {
            hub.get("type").and_then(Value::as_str).is_some_and(|kind| kind.eq_ignore_ascii_case("websub"))
        };
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        self.hub = hubs.iter().find(kind).and_then(|hub| text(hub.get("url")));
        self.own = text(feed.get("feed_url"));
    }
}

/// What stands before the first entry.
fn head(bytes: &[u8]) -> &[u8] {
    let head = &bytes[..bytes.len().min(HEAD)];
    let end = ["<item", "<entry"].iter().filter_map(|entry| memmem::find(head, entry.as_bytes())).min();
    &head[..end.unwrap_or(head.len())]
}

/// The content of the first element of that name.
fn within<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let rest = head.split_once(&format!("<{name}"))?.1;
    let (_, rest) = rest.split_once('>')?;
    rest.split_once(&format!("</{name}")).map(|(content, _)| content)
}

/// The contents of elements of that name.
fn each<'a>(list: Option<&'a str>, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{name}");
    let pieces = list.unwrap_or_default().split('<').filter(|piece| !piece.starts_with('/'));
    pieces.filter_map(move |piece| {
        let (tag, content) = piece.split_once('>')?;
        (tag.trim() == &opening[1..]).then(|| content.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(text: &str) -> Input<'_> {
        static URL: std::sync::LazyLock<Url> =
            std::sync::LazyLock::new(|| Url::parse("https://blog.example/feed?x=1").unwrap());
        Input { bytes: text.as_bytes(), content_type: None, url: &URL, text: None }
    }

    #[track_caller]
    fn check(head: &str, minutes: Option<u64>, hours: &[u32], days: &[u8]) {
        let found = wishes(&input(&format!("<rss><channel>{head}<item><ttl>9</ttl></item></channel></rss>")));
        let want = Wishes {
            ttl: minutes.map(|minutes| Duration::from_secs(60 * minutes)),
            skip_hours: hours.iter().fold(0, |bits, hour| bits | 1 << hour),
            skip_days: days.iter().fold(0, |bits, day| bits | 1 << day),
        };
        assert_eq!(found, want, "{head}");
    }

    #[test]
    fn a_feeds_wishes_are_read_from_its_head() {
        check("", None, &[], &[]);
        check("<ttl> 90 </ttl>", Some(90), &[], &[]);
        for nothing in ["<ttl>0</ttl>", "<ttl>-3</ttl>", "<ttl>soon</ttl>", "<ttl>", "<ttl/>", "<ttl", "<skipHours>"] {
            check(nothing, None, &[], &[]);
        }
        let night = "<skipHours><hour>0</hour><hour>3</hour>\n<hour> 24</hour><hour>77</hour></skipHours>";
        check(night, None, &[0, 3], &[]);
        check("<skipDays><day>Saturday</day><day>sunday</day><day>Dimanche</day></skipDays>", None, &[], &[5, 6]);
    }

    #[track_caller]
    fn check_hub(text: &str, links: &[&str], want: Option<(&str, &str)>) {
        let links = links.iter().map(|&link| link.to_owned()).collect::<Vec<_>>();
        let want = want.map(|(url, topic)| Hub { url: url.to_owned(), topic: topic.to_owned() });
        assert_eq!(hub(&input(text), &links), want, "{text} {links:?}");
    }

    #[test]
    fn a_hub_is_found_in_headers_atom_rss_and_json() {
        let own = "https://blog.example/feed?x=1";
        check_hub("<rss><channel></channel></rss>", &[], None);
        let atom =
            r#"<feed><link rel="hub" href="https://hub.example/?a=1&amp;b=2"/><link rel="self" href="/atom"/><entry>"#;
        check_hub(atom, &[], Some(("https://hub.example/?a=1&b=2", "https://blog.example/atom")));
        let rss = "<rss><channel><atom:link rel='hub' href='https://hub.example/'/><item>";
        check_hub(rss, &[], Some(("https://hub.example/", own)));
        let json = r#"{"feed_url":"https://blog.example/f.json","hubs":[{"type":"rssCloud","url":"https://no.example"},{"type":"WebSub","url":"https://hub.example/"}]}"#;
        check_hub(json, &[], Some(("https://hub.example/", "https://blog.example/f.json")));
        let header = r#"<https://hub.example/h>; rel="hub", <https://blog.example/a,b>; rel=self"#;
        check_hub(atom, &[header], Some(("https://hub.example/h", "https://blog.example/a,b")));
        check_hub(
            "<rss>",
            &["<https://hub.example/h>; rel=\"hub\"", "</me>; rel=\"alternate self\""],
            Some(("https://hub.example/h", "https://blog.example/me")),
        );
        let quoted = r#"</h>; title="a, <https://no.example/>; rel=hub"; rel="preconnect HUB""#;
        check_hub("<rss>", &[quoted], Some(("https://blog.example/h", own)));
        // An entry's links are not the feed's, and what is no web address is none.
        check_hub(r#"<feed><entry><link rel="hub" href="https://hub.example/"/></entry></feed>"#, &[], None);
        check_hub(r#"<feed><link rel="hub" href="javascript:alert(1)"/></feed>"#, &[], None);
    }
}
