//! Mails that hold several items, where their shape is clear: search alerts, and press reviews cut by rules.
//!
//! When in doubt, a mail stays one item: to part what belongs together loses more than it gains.

use mail_parser::Message;

use super::mail::{self, Body, clip};
use super::row;
use crate::ingest::read;
use crate::model::{Draft, NetText};

/// Items taken of one mail.
pub(super) const MOST_ITEMS: usize = 200;
const MAX_SNIPPET: usize = 2_000;
/// A block of a press review is at least that long.
const SHORTEST_BLOCK: usize = 40;

/// The items of a digest; nothing when it is none.
pub(super) fn split(message: &Message<'_>, body: &Body, whole: Option<&Draft>) -> Option<Vec<Draft>> {
    let items = alerts(body).or_else(|| blocks(body, message))?;
    let published = whole.and_then(|whole| whole.published);
    Some(items.into_iter().map(|item| Draft { published, ..item }).collect())
}

/// A search alert: each title is a link through the search engine's own redirect, with its snippet behind it.
fn alerts(body: &Body) -> Option<Vec<Draft>> {
    let mut items: Vec<Draft> = Vec::new();
    let mut snippet = String::new();
    let close = |items: &mut Vec<Draft>, snippet: &mut String| {
        if let Some(last) = items.last_mut() {
            last.text = NetText::new(clip(snippet.trim(), MAX_SNIPPET));
        }
        snippet.clear();
    };
    for piece in &body.pieces {
        let target = piece.link.as_deref().and_then(redirected);
        match target.filter(|_| !piece.text.trim().is_empty()) {
            // The picture beside a title leads to the same place.
            Some(url) if items.last().is_none_or(|last| last.url.as_ref() != Some(&url)) => {
                close(&mut items, &mut snippet);
                if items.len() == MOST_ITEMS {
                    break;
                }
                items.push(Draft {
                    title: NetText::new(clip(&piece.text, MAX_SNIPPET)),
                    url: Some(url),
                    ..Draft::default()
                });
            }
            None if piece.link.is_none() => snippet.extend([piece.text.as_str(), "\n"]),
            _ => {}
        }
    }
    close(&mut items, &mut snippet);
    if items.is_empty() {
        items = plain_alerts(&body.text);
    }
    (!items.is_empty()).then_some(items)
}

/// The same alert as plain text: title, publisher and snippet above the address.
fn plain_alerts(text: &str) -> Vec<Draft> {
    let mut items = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        let link = line.trim_start_matches('<').trim_end_matches('>');
        if let Some(url) = redirected(link) {
            if let Some((title, rest)) = block.split_first() {
                let (title, text) =
                    (NetText::new(clip(title, MAX_SNIPPET)), NetText::new(clip(&rest.join("\n"), MAX_SNIPPET)));
                items.push(Draft { title, text, url: Some(url), ..Draft::default() });
            }
            block.clear();
        } else if line.is_empty() || line.starts_with("===") || is_rule(line) {
            block.clear();
        } else {
            block.push(line);
        }
        if items.len() == MOST_ITEMS {
            break;
        }
    }
    items
}

/// Where an alert's redirect leads.
fn redirected(link: &str) -> Option<String> {
    row::address(&read::unwrapped(link)?)
}

/// A press review: blocks between rules, each with its title first and one address.
fn blocks(body: &Body, message: &Message<'_>) -> Option<Vec<Draft>> {
    let lines = body.text.lines().collect::<Vec<_>>();
    let blocks = lines.split(|line| is_rule(line)).map(|block| block.join("\n").trim().to_owned());
    let blocks = blocks.filter(|block| block.len() >= SHORTEST_BLOCK && !is_about_the_mail(block)).collect::<Vec<_>>();
    let mut items = Vec::new();
    for (nth, block) in blocks.iter().take(MOST_ITEMS).enumerate() {
        let mut found = addresses(block);
        let (Some(url), None) = (found.next(), found.next()) else { continue };
        let (title, text) = block.split_once('\n').unwrap_or((block.as_str(), ""));
        items.push(Draft {
            guid: Some(format!("{}#{nth}", mail::id(message))),
            url: Some(url),
            title: NetText::new(clip(title.trim(), MAX_SNIPPET)),
            text: NetText::new(without_addresses(text)),
            ..Draft::default()
        });
    }
    // An introduction may have no address; more than that, and the shape is another.
    (items.len() > 1 && items.len() + 1 >= blocks.len()).then_some(items)
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 5 && line.chars().all(|c| "-=_*~#—–─━ ".contains(c)) && !line.is_empty()
}

/// Whether words are about the mail itself: how to be rid of it, how to see it elsewhere.
pub(super) fn is_about_the_mail(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "unsubscribe",
        "désabonn",
        "désinscri",
        "desabonn",
        "desinscri",
        "view this email",
        "view in browser",
        "dans votre navigateur",
        "preferences",
        "préférences",
    ];
    let text = clip(text, 2_000).to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// The addresses that a text holds.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| c.is_whitespace() || "<>\"()[]".contains(c));
    let words = words.filter(|word| word.starts_with("https://") || word.starts_with("http://"));
    words.filter_map(|word| row::address(word.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '»'])))
}

fn without_addresses(text: &str) -> String {
    let is_address = |line: &&str| {
        let line = line.trim().trim_start_matches('<');
        line.starts_with("http") && !line.contains(' ')
    };
    clip(text, 65_536).lines().filter(|line| !is_address(line)).collect::<Vec<_>>().join("\n").trim().to_owned()
}
