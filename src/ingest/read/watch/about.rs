//! What a version is made of, found once for all its blocks: how much stands under each path, and what is said.

use std::collections::{HashMap, HashSet};

use super::compare::Line;
use super::tokens::Token;

/// A path that holds so much of the page is its main text, and is never noise as a whole.
const BODY: f64 = 0.4;
/// Words of an entry of a list in ranks, at most.
const ENTRY: usize = 8;

#[derive(Debug, Default)]
pub(super) struct About<'a> {
    words: HashMap<&'a str, usize>,
    all: usize,
    /// How far the lines of a path count, from one on.
    ranks: HashMap<&'a str, usize>,
    said: HashSet<(&'a str, u64)>,
}

impl<'a> About<'a> {
    pub(super) fn new(lines: &[Line<'a>]) -> Self {
        let mut about = Self::default();
        for line in lines {
            let path = line.place.path.as_str();
            *about.words.entry(path).or_default() += line.tokens.len();
            about.all += line.tokens.len();
            about.said.insert((path, line.exact));
            let last = about.ranks.entry(path).or_default();
            *last += usize::from(rank(line) == Some(*last + 1));
        }
        about
    }

    /// Whether a path holds so much of the page that it is its main text.
    pub(super) fn is_body(&self, path: &str) -> bool {
        self.words.get(path).copied().unwrap_or_default() as f64 > BODY * self.all as f64
    }

    /// How many lines of a path are counted, from one on.
    pub(super) fn ranks(&self, path: &str) -> usize {
        self.ranks.get(path).copied().unwrap_or_default()
    }

    /// Whether a line says what stands at its path.
    pub(super) fn says(&self, line: &Line<'_>) -> bool {
        self.said.contains(&(line.place.path.as_str(), line.exact))
    }
}

/// The number that a short line begins with.
pub(super) fn rank(line: &Line<'_>) -> Option<usize> {
    match line.tokens.first() {
        Some(Token::Number(number)) if line.tokens.len() <= ENTRY => number.parse().ok(),
        _ => None,
    }
}
