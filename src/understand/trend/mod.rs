//! What is said of a brand now that was not said before: words, groups of two and three, hashtags, linked sites.
//!
//! Counted in stories, not in words: a term that one text says twenty times is one voice. A term counts when a
//! log-likelihood test says that it is no accident (Dunning 1993), and is ranked by log-odds with an informative
//! Dirichlet prior (Monroe, Colaresi and Quinn 2008), which tames what is rare. Terms of the same stories are one topic.
//! Deliberately absent: a topic model. Nothing is guessed that is not written in a text that can be shown.

mod gather;
mod measure;
mod terms;
#[cfg(test)]
mod tests;

pub use gather::{Topic, topics};

use crate::model::TrendKind;

/// A story as far as trends go: its first text in the period, and who tells it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Title of the text.
    pub title: String,
    /// The text.
    pub text: String,
    /// Sites that tell it; of the past, as many as are known.
    pub outlets: Vec<String>,
    /// Named authors.
    pub authors: Vec<String>,
    /// What the query hits in it: names of the brand, which are no news of it.
    pub names: Vec<String>,
}

/// A term as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    kind: TrendKind,
    hash: u64,
}
