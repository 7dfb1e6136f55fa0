//! `/…/`: a regular expression, in time that grows with the text only.
//!
//! It is the one term that looks at the text as written, case, accents and signs included. A pattern that would fit
//! everywhere is refused, and so is one that would need much memory (R7, A39).

use std::fmt;
use std::ops::Range;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::term::Scope;
use super::words::FieldWords;

/// Bytes of a compiled pattern.
const LARGEST: usize = 1 << 20;
/// Depth of its groups.
const DEEPEST: u32 = 100;
/// Places found in one field.
const MOST_PLACES: usize = 1_000;

/// A regular expression in a query.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Its number within the query's terms.
    pub(super) id: u32,
    pub(super) scope: Scope,
    source: String,
    any_case: bool,
    regex: Regex,
}

/// Why a pattern cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Wrong,
    TooLarge,
    FitsEverywhere,
}

impl Pattern {
    pub(super) fn new(scope: Scope, source: String, any_case: bool) -> Result<Self, Refusal> {
        let regex = builder(&source, any_case).build().map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => Refusal::TooLarge,
            _ => Refusal::Wrong,
        })?;
        if regex.is_match("") {
            return Err(Refusal::FitsEverywhere);
        }
        Ok(Self { id: 0, scope, source, any_case, regex })
    }

    /// Whether it stands anywhere in a field.
    pub(super) fn is_in(&self, field: &FieldWords<'_>) -> bool {
        self.regex.is_match(field.source)
    }

    /// Where it stands in a field.
    pub(super) fn places(&self, field: &FieldWords<'_>) -> Vec<Range<usize>> {
        let found = self.regex.find_iter(field.source).filter(|found| !found.is_empty());
        found.take(MOST_PLACES).map(|found| found.range()).collect()
    }

    /// The words, first and last, that bytes of a field touch; none when there is none.
    pub(super) fn words(field: &FieldWords<'_>, bytes: &Range<usize>) -> Option<(usize, usize)> {
        let first = field.words.partition_point(|word| word.at.end <= bytes.start);
        let past = field.words.partition_point(|word| word.at.start < bytes.end);
        (first < past).then(|| (first, past - 1))
    }

    /// As one of a set, where each says itself whether case counts.
    pub(super) fn for_set(&self) -> String {
        if self.any_case { format!("(?i:{})", self.source) } else { self.source.clone() }
    }

    /// As the query writes it, without its field.
    pub(super) fn written(&self) -> String {
        format!("/{}/{}", self.source, if self.any_case { "i" } else { "" })
    }
}

/// All of the patterns at once.
pub(super) fn set(patterns: Vec<String>) -> Result<RegexSet, regex::Error> {
    RegexSetBuilder::new(patterns).size_limit(16 * LARGEST).dfa_size_limit(LARGEST).build()
}

fn builder(source: &str, any_case: bool) -> RegexBuilder {
    // In a query a slash ends the pattern, so one that is meant is escaped; the engine knows the escape too.
    let mut builder = RegexBuilder::new(source);
    builder.case_insensitive(any_case).size_limit(LARGEST).dfa_size_limit(LARGEST).nest_limit(DEEPEST);
    builder
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        (self.id, self.scope, &self.source, self.any_case) == (other.id, other.scope, &other.source, other.any_case)
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.scope.written(), self.written())
    }
}
