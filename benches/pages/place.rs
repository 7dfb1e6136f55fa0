//! Where markup is put into a page, and what else is done to one.

use regex::{Captures, Regex};

use super::dice::{below, chance};
use super::family::{Moment, Served};

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

/// A page that stands in the place of another one: its title, which is its heading too, and a word of why.
pub(crate) fn wall(title: &str, why: &str) -> Served {
    page(&format!("<title>{title}</title><h1>{title}</h1><p>{why}</p>"))
}

/// The page with every match of a pattern as a function of its groups and of how many came before it makes it.
pub(crate) fn each(text: &str, pattern: &str, make: impl Fn(usize, &Captures<'_>) -> String) -> Served {
    let Ok(pattern) = Regex::new(pattern) else { return page(text) };
    let mut nth = 0..;
    page(&pattern.replace_all(text, |found: &Captures<'_>| make(nth.next().unwrap_or_default(), found)))
}

/// The page without some of its parts that are shorter than that, others at each answer.
pub(crate) fn parts_late(text: &str, (end, long): (&str, usize), percent: u64, (now, salt): (Moment, u64)) -> Served {
    let keep = |n: usize| !chance(percent, &[now.seed, now.asked, n as u64, salt]);
    let parts = text.split_inclusive(end).enumerate().filter(|(n, part)| part.len() > long || keep(*n));
    page(&parts.map(|(_, part)| part).collect::<String>())
}

/// The page up to so many hundredths and some more, as far as each answer came.
pub(crate) fn cut_off(text: &str, (least, more): (u64, u64), (now, salt): (Moment, u64)) -> Served {
    page(part(text, least + below(more, &[now.seed, now.asked, salt])))
}
