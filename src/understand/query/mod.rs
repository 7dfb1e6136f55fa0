//! The query language.

/// What a full-text index can narrow a search to without losing a hit. The query itself decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefilter {
    /// Nothing can be said: every mention is a candidate.
    All,
    /// A folded word.
    Word(String),
    /// The start of a folded word.
    Prefix(String),
    /// Folded words in a row.
    Phrase(Vec<String>),
    /// All of these.
    And(Vec<Prefilter>),
    /// One of these.
    Or(Vec<Prefilter>),
}
