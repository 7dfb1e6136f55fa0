//! Words of scorn in an English text, as the table of attacks is told of them: how many, how thrown, whether denied.
//!
//! A few thousand labelled texts hold most insults never or once; a list holds them all, and the table learns what its
//! finds are worth. Deliberately absent: flags. `moderation` says what a person has to look at, and where.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::reading::Passage;
use super::tokens::{Kind, Token};
use crate::understand::fixed::FixedMap;

/// How far before a word it is looked who is meant.
const REACH: usize = 3;
/// What is nearly always scorn counts apart from what often is.
const GRADES: usize = 2;
/// Numbers of what was found, past those that the lists of moderation use.
const FIRST: u64 = 300;

/// One number for each thing found.
pub(super) fn marks(passages: &[Passage]) -> Vec<u64> {
    let mut found = [Found::default(); GRADES];
    for passage in passages {
        let words: Vec<&Token> = passage.tokens.iter().filter(|token| token.kind == Kind::Word).collect();
        for (at, word) in words.iter().enumerate() {
            if let Some(grade) = SCORN.get(&word.hash) {
                found[*grade].add(&words[at.saturating_sub(REACH)..at]);
            }
        }
    }
    let mut tokens = passages.iter().flat_map(|passage| &passage.tokens);
    let addressed = tokens.any(|token| ADDRESSES.contains(&token.fold.as_str()));
    let mut out = Vec::new();
    for (found, first) in found.iter().zip((FIRST..).step_by(10)) {
        let facts = [
            found.words > 0,
            found.words > 1,
            found.words > 2,
            found.thrown > 0,
            found.thrown > 1,
            found.denied,
            addressed && found.words > 0,
        ];
        out.extend(facts.into_iter().zip(first..).filter_map(|(holds, mark)| holds.then_some(mark)));
    }
    out
}

#[derive(Clone, Copy, Default)]
struct Found {
    words: usize,
    /// Of these, how many are said of somebody.
    thrown: usize,
    denied: bool,
}

impl Found {
    fn add(&mut self, before: &[&Token]) {
        self.words += 1;
        self.thrown += usize::from(before.iter().any(|token| LEADS.contains(&token.fold.as_str())));
        self.denied |= before.iter().any(|token| DENIES.contains(&token.fold.as_str()));
    }
}

const ADDRESSES: [&str; 6] = ["you", "you're", "youre", "your", "ur", "u"];
const LEADS: [&str; 26] = [
    "you", "you're", "youre", "your", "ur", "u", "he", "he's", "hes", "she", "she's", "shes", "they", "they're", "is",
    "are", "was", "such", "a", "an", "what", "this", "that", "these", "those", "bunch",
];
const DENIES: [&str; 4] = ["not", "never", "isn't", "aren't"];

/// Grades by the hash of a word, from nought.
static SCORN: LazyLock<FixedMap<u64, usize>> = LazyLock::new(|| {
    let entry = |line: &str| {
        let (word, grade) = line.split_once('\t')?;
        let grade = grade.parse::<usize>().ok()?.checked_sub(1).filter(|grade| *grade < GRADES)?;
        Some((xxh3_64(word.as_bytes()), grade))
    };
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(entry).collect()
});

const LIST: &str = include_str!("../../../config/lexicons/en-scorn.tsv");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::understand::tone::reading::passages;

    #[track_caller]
    fn check(text: &str, want: &[u64]) {
        assert_eq!(marks(&passages("", text, &[], Language::En)), want, "{text}");
    }

    #[test]
    fn scorn_is_told_by_grade_and_by_how_it_is_thrown() {
        check("The shop opens at nine.", &[]);
        check("scum everywhere", &[310]);
        check("He is a LIAR and a coward!", &[310, 311, 313, 314]);
        check("you are not an idiot", &[310, 313, 315, 316]);
        check("Such an outrageous decision", &[300, 303]);
    }

    #[test]
    fn every_line_of_the_list_is_read_and_folded() {
        let lines: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(SCORN.len(), lines.len());
        for line in lines {
            let word = line.split('\t').next().unwrap();
            assert_eq!(crate::understand::tone::tokens::fold(word).0, word, "{line}");
        }
    }
}
