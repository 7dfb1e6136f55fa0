//! Where markup is put into a page, and what else is done to one.

use regex::Regex;

use super::family::Served;

/// Puts markup at the start of the page's body.
pub(crate) fn first(page: &str, markup: &str) -> String {
    let at = page.find("<body").and_then(|at| page[at..].find('>').map(|to| at + to + 1)).unwrap_or(0);
    format!("{}{markup}{}", &page[..at], &page[at..])
}

/// Puts markup at the end of the page's body.
pub(crate) fn last(page: &str, markup: &str) -> String {
    let at = page.rfind("</body").unwrap_or(page.len());
    format!("{}{markup}{}", &page[..at], &page[at..])
}

/// Puts markup behind the n-th paragraph.
pub(crate) fn after_paragraph(page: &str, n: usize, markup: &str) -> String {
    let at = page.match_indices("</p>").nth(n).map_or(page.len(), |(at, _)| at + 4);
    format!("{}{markup}{}", &page[..at], &page[at..])
}

pub(crate) fn page(text: &str) -> Served {
    Served::Page(text.to_owned())
}

/// The page with every match of a pattern replaced.
pub(crate) fn replaced(text: &str, pattern: &str, with: &str) -> String {
    Regex::new(pattern).map_or_else(|_| text.to_owned(), |pattern| pattern.replace_all(text, with).into_owned())
}

/// The first so many hundredths of a page.
pub(crate) fn part(text: &str, percent: u64) -> &str {
    let mut end = text.len() * usize::try_from(percent).unwrap_or(50) / 100;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
