//! Patterns: a threat is a person, a blow and somebody who is to get it, in words that are harmless each by itself.
//!
//! A pattern is written as its words in order: `|` parts those that may stand in one place, `@name` is a set defined on
//! a line of its own, `~` lets up to four other words stand between. It stays within one sentence.

use super::list::Entry;
use super::words::{Gap, Word, read};
use crate::understand::fixed::FixedMap;

const REACH: usize = 4;

/// One pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    steps: Vec<Step>,
    pub entry: Entry,
}

#[derive(Clone, Debug)]
struct Step {
    words: Vec<String>,
    /// Other words may stand before it.
    loose: bool,
}

impl Pattern {
    pub(super) fn parse(written: &str, sets: &FixedMap<String, String>, entry: Entry) -> Self {
        let (mut steps, mut loose) = (Vec::new(), false);
        for place in written.split(' ') {
            if place == "~" {
                loose = true;
                continue;
            }
            let words =
                place.split('|').flat_map(|word| match word.strip_prefix('@').and_then(|name| sets.get(name)) {
                    Some(set) => set.split('|').map(folded).collect(),
                    None => vec![folded(word)],
                });
            steps.push(Step { words: words.collect(), loose });
            loose = false;
        }
        Self { steps, entry }
    }

    /// The words that may begin it.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().take(1).flat_map(|step| &step.words).map(String::as_str)
    }

    /// How many words it takes from word `at` on, which is one of its first.
    pub(super) fn len_at(&self, words: &[Word], at: usize) -> Option<usize> {
        let mut next = at + 1;
        for step in &self.steps[1..] {
            let reach = if step.loose { REACH } else { 0 };
            let ahead = words.get(next..)?.iter().take(reach + 1).take_while(|word| word.gap != Gap::Sentence);
            let found = ahead
                .map(|word| word.forms().any(|form| step.words.iter().any(|own| own == form)))
                .position(|fits| fits)?;
            next += found + 1;
        }
        Some(next - at)
    }
}

fn folded(word: &str) -> String {
    read(word).into_iter().next().map(|word| word.plain.into_string()).unwrap_or_default()
}
