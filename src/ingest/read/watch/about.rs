//! What a version is made of, found once for all its blocks: how much stands under each path, and what is said.

use std::collections::{HashMap, HashSet};

use super::compare::Line;
use super::tokens::{Token, mix};
use super::weigh::is_main_heading;

/// A path that holds so much of the page is its main text, and is never noise as a whole.
const BODY: f64 = 0.4;
/// Words of an entry of a list in ranks, at most.
const ENTRY: usize = 8;

#[derive(Debug, Default)]
pub(super) struct About<'a> {
    paths: HashMap<&'a str, Path>,
    all: usize,
    /// What is said anywhere, and what is said at a path.
    said: HashSet<u64>,
    /// The page's own heading, and the words before it.
    heading: Option<(usize, usize)>,
    /// For each line the last one before it that stands at another path.
    above: Vec<Option<usize>>,
}

#[derive(Debug, Default)]
struct Path {
    words: usize,
    /// How far its lines count, from one on.
    ranks: usize,
    /// Of those of its lines that name one amount.
    currencies: HashSet<u64>,
}

impl<'a> About<'a> {
    pub(super) fn new(lines: &[Line<'a>]) -> Self {
        let mut about = Self { above: Vec::with_capacity(lines.len()), ..Self::default() };
        for (at, line) in lines.iter().enumerate() {
            let path = line.place.path.as_str();
            let known = about.paths.entry(path).or_default();
            known.words += line.tokens.len();
            known.ranks += usize::from(rank(line) == Some(known.ranks + 1));
            known.currencies.extend(only_currency(line));
            if about.heading.is_none() && is_main_heading(line) {
                about.heading = Some((at, about.all));
            }
            about.all += line.tokens.len();
            about.said.extend([line.exact, mix((path, line.exact))]);
            let before = at.checked_sub(1);
            let is_other = before.is_none_or(|before| lines[before].place.path != path);
            about.above.push(if is_other { before } else { about.above.last().copied().flatten() });
        }
        about
    }

    /// Whether a path holds so much of the page that it is its main text.
    pub(super) fn is_body(&self, path: &str) -> bool {
        self.paths.get(path).map_or(0, |path| path.words) as f64 > BODY * self.all as f64
    }

    /// How many lines of a path are counted, from one on.
    pub(super) fn ranks(&self, path: &str) -> usize {
        self.paths.get(path).map_or(0, |path| path.ranks)
    }

    /// In how many currencies the lines of a path name one amount each.
    pub(super) fn currencies(&self, path: &str) -> usize {
        self.paths.get(path).map_or(0, |path| path.currencies.len())
    }

    /// Where the page's own heading stands: one before which is less than a part of the page.
    pub(super) fn head(&self, part: usize) -> Option<usize> {
        self.heading.filter(|&(_, before)| before * part < self.all).map(|(at, _)| at)
    }

    /// Whether a line says what stands at its path.
    pub(super) fn says(&self, line: &Line<'_>) -> bool {
        self.said.contains(&mix((line.place.path.as_str(), line.exact)))
    }

    /// Whether what a line says stands anywhere.
    pub(super) fn says_anywhere(&self, line: &Line<'_>) -> bool {
        self.said.contains(&line.exact)
    }

    /// The last line before this one that stands at another path.
    pub(super) fn above(&self, at: usize) -> Option<usize> {
        self.above.get(at).copied().flatten()
    }
}

/// The currency of the only amount of money that a line names.
fn only_currency(line: &Line<'_>) -> Option<u64> {
    let mut amounts = line.tokens.iter().filter_map(|token| match token {
        Token::Amount(_, currency) if token.is_price() => Some(mix(currency)),
        _ => None,
    });
    amounts.next().filter(|_| amounts.next().is_none())
}

/// The number that a short line begins with.
pub(super) fn rank(line: &Line<'_>) -> Option<usize> {
    match line.tokens.first() {
        Some(Token::Number(number)) if line.tokens.len() <= ENTRY => number.parse().ok(),
        _ => None,
    }
}
