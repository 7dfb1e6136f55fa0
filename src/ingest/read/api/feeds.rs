//! Feeds with a habit: titles that end in the publisher's name, links that lead through the search engine, stars.

use std::collections::HashMap;

use url::Url;

use super::reviews::{review_address, stars};
use crate::ingest::read::token::{Token, Tokens};
use crate::ingest::read::{Input, MAX_BYTES, Reading, feed};
use crate::model::{Draft, NetText, Rating};

fn plain(input: &Input<'_>) -> Reading {
    let feed = feed::feed(input);
    let drafts = feed.entries.into_iter().map(|entry| entry.draft).collect();
    Reading { title: feed.title, drafts, complaints: feed.complaints, ..Reading::default() }
}

/// Google News puts the publisher behind the title: every other publisher's story would look like another story, and a
/// newspaper named like the brand would be a mention of it. It stays as the author.
pub(super) fn google_news(input: &Input<'_>) -> Reading {
    let mut reading = plain(input);
    for draft in &mut reading.drafts {
        let (title, publisher) = split_publisher(draft.title.as_str(), draft.author.as_ref().map(NetText::as_str));
        // The text repeats the title, with the publisher behind it once more.
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
        let own = bare(draft.title.as_str());
        let said = draft.text.as_str().lines().map(str::trim).filter(|line| bare(line) != own);
        draft.text = NetText::new(said.collect::<Vec<_>>().join("\n"));
        if let Some(publisher) = publisher {
            draft.author = Some(NetText::new(publisher));
        }
        draft.title = NetText::new(title);
    }
    reading
}

/// The title, and the publisher behind its last ` - `; the one that the entry names is believed first.
fn split_publisher(title: &str, named: Option<&str>) -> (String, Option<String>) {
    if let Some(named) = named
        && let Some(head) = title.strip_suffix(named).and_then(|head| head.strip_suffix(" - "))
    {
        return (head.trim_end().to_owned(), Some(named.to_owned()));
    }
    match title.rsplit_once(" - ") {
        Some((head, tail)) if named.is_none() && !head.trim().is_empty() && tail.chars().count() <= 60 => {
            (head.trim_end().to_owned(), Some(tail.trim().to_owned()))
        }
        _ => (title.to_owned(), None),
    }
}

/// Google Alerts and Bing News lead through themselves, by addresses that change; what they lead to is the item's own.
pub(super) fn redirected(input: &Input<'_>) -> Reading {
    let mut reading = plain(input);
    for draft in &mut reading.drafts {
        if let Some(target) = draft.url.as_deref().and_then(unwrapped) {
            // An id that is the wrapped address changes with it.
            if draft.guid.as_deref() == draft.url.as_deref() {
                draft.guid = None;
            }
            draft.url = Some(target);
        }
        if let Some(guid) = draft.guid.as_deref().and_then(unwrapped) {
            draft.guid = Some(guid);
        }
    }
    reading
}

/// Where a link of a search engine leads.
pub(in crate::ingest) fn unwrapped(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?.trim_start_matches("www.");
    let engine = host == "google.com" || host.starts_with("google.") && host.len() <= 13;
    let names: &[&str] = match (url.path(), engine, host) {
        ("/url", true, _) => &["url", "q"],
        ("/news/apiclick.aspx", _, "bing.com") => &["url"],
        _ => return None,
    };
    let mut found = url.query_pairs().filter(|(name, _)| names.contains(&name.as_ref())).map(|(_, value)| value);
    let target = found.find(|value| value.starts_with("https://") || value.starts_with("http://"))?;
    Url::parse(&target).ok().map(String::from)
}

/// Apple's reviews: the stars stand in an element that no feed knows. Entries without stars are the app itself.
pub(super) fn app_store(input: &Input<'_>) -> Reading {
    let mut reading = plain(input);
    let text = input.decoded(MAX_BYTES, &mut Vec::new());
    let ratings = ratings(&text);
    if !ratings.is_empty() {
        reading.drafts.retain(|draft| draft.guid.as_ref().is_some_and(|guid| ratings.contains_key(guid)));
    }
    for draft in &mut reading.drafts {
        let Draft { guid: Some(guid), url, rating, published, updated, .. } = draft else { continue };
        *rating = ratings.get(guid).copied();
        *url = review_address(input.url, guid);
        // Reviews have one date, which the format calls that of an edit.
        *published = published.or(*updated);
    }
    reading
}

fn ratings(text: &str) -> HashMap<String, Rating> {
    let mut found = HashMap::new();
    let (mut open, mut id, mut given) = ("", None, None);
    for token in Tokens::new(text) {
        match token {
            Token::Open { name, empty, .. } => open = if empty { "" } else { name },
            Token::Text(text) | Token::Verbatim(text) if open == "id" => id = Some(text.trim().to_owned()),
            Token::Text(text) | Token::Verbatim(text) if open == "im:rating" => given = text.trim().parse().ok(),
            Token::Close("entry") => {
                if let (Some(id), Some(stars)) = (id.take(), given.take().and_then(stars)) {
                    found.insert(id, stars);
                }
                open = "";
            }
            Token::Close(_) => open = "",
            Token::Text(_) | Token::Verbatim(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_search_engines_are_unwrapped() {
        for (link, want) in [
            ("https://www.google.com/url?rct=j&url=https://a.example/x%3Fy%3D1&ct=ga", Some("https://a.example/x?y=1")),
            ("https://www.google.co.uk/url?q=https://a.example/", Some("https://a.example/")),
            (
                "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=9&url=https%3a%2f%2fa.example%2fn&c=1",
                Some("https://a.example/n"),
            ),
            ("https://www.google.com/url?url=javascript:alert(1)", None),
            ("https://google.evil.example/url?url=https://a.example/", None),
            ("https://a.example/url?url=https://b.example/", None),
        ] {
            assert_eq!(unwrapped(link).as_deref(), want, "{link}");
        }
    }

    #[test]
    fn the_publisher_leaves_the_title() {
        for (title, named, want) in [
            ("Acme ferme - Le Monde", Some("Le Monde"), ("Acme ferme", Some("Le Monde"))),
            ("Acme - le retour - Sud Ouest", None, ("Acme - le retour", Some("Sud Ouest"))),
            ("Acme - le retour", Some("Ouest-France"), ("Acme - le retour", None)),
            ("Acme", None, ("Acme", None)),
        ] {
            let (title, publisher) = split_publisher(title, named);
            assert_eq!((title.as_str(), publisher.as_deref()), want);
        }
    }
}
