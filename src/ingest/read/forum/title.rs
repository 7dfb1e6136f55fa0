//! What a thread is called.
//!
//! Its page says it twice, in its `<title>` beside the forum's name and in a heading; but the first heading of many
//! themes is the forum's name, and some write before it what it is a title of.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};

use super::super::html::Effort;
use super::super::page;
use super::super::pattern;

/// The thread's title out of the page's heading and its `<title>`; `stands` says whether another heading of the page, or
/// what is in bold, says so much.
pub(super) fn title(heading: &str, told: &str, stands: impl Fn(&str) -> bool) -> String {
    let (heading, told) = (bare(heading), bare(told));
    if heading.is_empty() || heading == told {
        return told.to_owned();
    }
    // "Thread - The Forum" under the heading "The Forum", "The Forum • View topic - Thread".
    let before = told.strip_suffix(heading).and_then(ends_apart);
    let before = before.map(|(before, sign)| before.split(sign).next().unwrap_or(before).trim());
    let behind = told.strip_prefix(heading).map(apart);
    if let Some(other) = before.into_iter().chain(behind).map(bare).find(|other| !other.is_empty() && stands(other)) {
        return other.to_owned();
    }
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let of_title = words(told);
    let is_shared = words(heading).iter().any(|word| of_title.contains(word));
    if !is_shared && stands(told) { told.to_owned() } else { heading.to_owned() }
}

/// The same of a page whose heading is known.
pub(in crate::ingest::read) fn of_page(page: &Html, heading: &str) -> String {
    const LOOKED_AT: usize = 300;
    let (told, effort) = (page::title(page), Effort::of_tree(page));
    let places = selector!("h1, h2, h3, h4, strong, b, [id*=subject i]");
    let same = |element: ElementRef<'_>, text: &str| {
        let mut said = element.text().flat_map(str::split_whitespace);
        bare(text).split_whitespace().all(|word| said.next() == Some(word)) && said.next().is_none()
    };
    let stands =
        |text: &str| page.select(places).take(LOOKED_AT).any(|place| effort.look_into(place) && same(place, text));
    title(heading, told.as_str(), stands)
}

/// Without what says that it is a title: "Thread: ", "Sujet : ", "Voir le sujet - ".
fn bare(text: &str) -> &str {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\s*(?:(?:discussion|thread|topic|sujet|fil)\s*:|(?:view (?:topic|thread)|(?:voir|afficher) le (?:sujet|fil))\s*[:–-])\s+",
        )
    });
    let found = LABEL.find(text);
    found.map_or(text, |label| &text[label.end()..]).trim()
}

/// The text without the sign at its end that parts names, and that sign; nothing where there is none.
fn ends_apart(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    let sign = SIGNS.iter().find(|sign| text.ends_with(**sign))?;
    let before = text.strip_suffix(sign)?;
    let is_apart = before.ends_with(char::is_whitespace) && !before.trim().is_empty();
    is_apart.then(|| (before.trim(), text.get(before.trim_end().len()..).unwrap_or(sign)))
}

fn apart(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || SIGNS.iter().any(|sign| sign.starts_with(c)))
}

const SIGNS: [&str; 9] = ["-", "–", "—", "|", "•", "·", "»", "/", "::"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_is_told_from_its_forum() {
        for (heading, told, others, want) in [
            ("Panne", "Panne - Le forum", &[][..], "Panne"),
            ("Le forum", "Panne - Le forum", &["Panne"], "Panne"),
            ("Le forum", "Panne / Entraide / Le forum", &["Panne"], "Panne"),
            ("Le forum", "Le forum • Voir le sujet - Panne", &["Panne"], "Panne"),
            ("Le forum", "Panne", &["Panne"], "Panne"),
            ("Le forum", "Panne", &[], "Le forum"),
            ("Discussion\u{a0}: Panne", "Panne", &[], "Panne"),
            ("Thread: Acme is down", "Acme is down - Board", &[], "Acme is down"),
            ("Acme is down\u{a0} ", "Board | Acme is down", &[], "Acme is down"),
            ("", "Panne - Le forum", &[], "Panne - Le forum"),
            ("Panne", "", &[], "Panne"),
            ("Discussion - prix", "Discussion - prix", &[], "Discussion - prix"),
            ("Sujet-test", "Sujet-test - Le forum", &[], "Sujet-test"),
        ] {
            assert_eq!(title(heading, told, |text| others.contains(&text)), want, "{heading:?} {told:?}");
        }
    }
}
