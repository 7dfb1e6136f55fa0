//! Who wrote an article and when, as a few words right behind its heading say it to people.
//!
//! Read last, and only of short lines before the first long one: behind that, dates are those of other things.
//! Deliberately absent: what stands before the heading, where many papers write the day of today.

use scraper::{ElementRef, Html, Node};

use crate::ingest::read::{date, html, signature};
use crate::model::Timestamp;

/// The lines between a heading and the first words of its article.
pub(super) struct Lines(Vec<String>);

/// Runs of text that are looked at, the letters of a short one, and of one with which the article has begun.
const NEAR: usize = 30;
const SHORT: usize = 80;
const LONG: usize = 160;

impl Lines {
    pub(super) fn of(page: &Html) -> Self {
        let heading = page.select(selector!("h1")).next();
        let Some(last) = heading.map(|heading| heading.descendants().last().map_or(heading.id(), |node| node.id()))
        else {
            return Self(Vec::new());
        };
        let behind = page.tree.root().descendants().skip_while(|node| node.id() != last).skip(1);
        let mut lines = Vec::new();
        for node in behind {
            let Node::Text(text) = node.value() else { continue };
            let is_read = node.parent().and_then(ElementRef::wrap).is_some_and(|outer| !is_beside(outer));
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !is_read || text.is_empty() {
                continue;
            }
            let letters = text.chars().count();
            if letters >= LONG || lines.len() >= NEAR {
                break;
            }
            lines.push(if letters <= SHORT { text } else { String::new() });
        }
        Self(lines)
    }

    /// The day of the first line that says one, and hardly more.
    pub(super) fn day(&self) -> Option<Timestamp> {
        let mut parts = self.0.iter().flat_map(|line| line.split(['|', '·', '•', '–', '—']));
        parts.find_map(|part| date::parse(part, None).filter(|_| says_day(part)))
    }

    /// The person of the first line that names one, or behind one that says that a person follows.
    pub(super) fn person(&self) -> Option<&str> {
        let next = |at: usize| self.0.get(at + 1).map_or("", String::as_str);
        let labelled = self.0.iter().enumerate().filter(|(_, line)| signature::starts(line));
        let mut named = labelled.map(|(at, line)| signature::name(line).unwrap_or_else(|| next(at)));
        named.find(|name| is_name(name))
    }
}

/// Whether a text may be what a person is called.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=4).contains(&words) && text.starts_with(char::is_uppercase) && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text is none that people read as such.
fn is_beside(outer: ElementRef<'_>) -> bool {
    let name = outer.value().name();
    html::is_noise(name) || matches!(name, "style" | "noscript" | "button" | "option" | "label")
}

/// A whole date: with its year and its day, and no word of a change.
fn says_day(line: &str) -> bool {
    const LATER: [&str; 7] = ["updat", "mis à jour", "mise à jour", "modifi", "aktualisiert", "actualizado", "обновл"];
    let lower = line.to_lowercase();
    let numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let is_year = |number: &str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let (years, others) = numbers.fold((0, 0), |(years, others), number| {
        if is_year(number) { (years + 1, others) } else { (years, others + usize::from(number.len() <= 2)) }
    });
    years == 1 && others >= 1 && !lower.contains('©') && !LATER.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_behind_the_heading_say_who_and_when() {
        let check = |behind: &str, day: Option<&str>, person: Option<&str>| {
            let page = html::parse(&format!("<p>Lundi 23 novembre 2026</p><h1>Acme <b>ferme</b></h1>{behind}"));
            let lines = Lines::of(&page);
            let got = lines.day().map(|at| at.to_string()[..10].to_owned());
            assert_eq!((got.as_deref(), lines.person()), (day, person), "{behind}");
        };
        check("<div>Par Jeanne Doe</div><i>Publié le 2 mars 2026 à 9h05</i>", Some("2026-03-02"), Some("Jeanne Doe"));
        check("<p>By Jane Doe | March 2, 2026</p>", Some("2026-03-02"), Some("Jane Doe"));
        check("<p>By <a href=/jane>Jane Doe</a></p><p>Paris</p>", None, Some("Jane Doe"));
        check("<p>By the way</p><p>By 1848 Bakery</p>", None, None);
        check("<p>Mis à jour le 2 mars 2026</p><p>© 2026, 3 photos</p>", None, None);
        let body = "Le fabricant a fermé ses portes hier. ".repeat(6);
        check(&format!("<p>{body}</p><p>4 mars 2026</p>"), None, None);
    }
}
