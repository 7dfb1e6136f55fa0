//! The query language: what a person writes to say which items speak of a brand.
//!
//! `parse` turns a query into a tree and never stops at the first mistake; `words` cuts a document once into folded
//! words; `eval` decides on the tree; `matcher` asks one automaton over every brand's words (`seen`) which queries are worth
//! deciding on, before a document is cut; `prefilter` says what a full-text index may narrow a search to.
//!
//! Words end where SQLite's `unicode61` tokenizer ends them, but for signs younger than its tables: an index is given
//! `indexable` text, so that it never knows fewer words than we do.
//! Deliberately absent: stemming (a brand is a name, not a verb) and segmentation of scripts written without blanks
//! (a wildcard on both sides finds a name there).

mod about;
mod compounds;
mod edits;
mod eval;
mod explain;
mod fault;
mod fields;
mod fold;
mod gaps;
mod glob;
mod leaf;
mod lex;
mod library;
mod matcher;
mod node;
mod normal;
mod parse;
mod part;
mod pattern;
mod prefilter;
mod ranges;
mod seen;
mod spans;
mod term;
/// Queries with texts that they are to hit or not.
pub mod trial;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

pub use about::{About, AboutMention};
pub use fault::{ErrorKind, QueryError, Warning, WarningKind, render};
pub use fold::fold;
pub use library::Library;
pub use matcher::{Hit, Matcher};
pub use prefilter::Prefilter;
pub use words::indexable;

use crate::model::{Language, Locale, Mention, NetText, TermHit};
use node::Node;
use words::Words;

/// A query that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    root: Node,
}

/// A query, and what is doubtful in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// What may not mean what was meant.
    pub warnings: Vec<Warning>,
    /// Where it asks for what is known of mentions only: it can search, not find.
    pub of_mentions: Vec<Range<usize>>,
}

/// What a query is asked about.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The title.
    pub title: &'a str,
    /// The visible text.
    pub text: &'a str,
    /// The author's name.
    pub author: Option<&'a str>,
    /// The address.
    pub url: Option<&'a str>,
    /// The source's name in the config.
    pub source: &'a str,
    /// The language; called only when a query asks for it.
    pub language: &'a dyn Fn() -> Language,
    /// What else is known.
    pub about: About<'a>,
}

impl Query {
    /// Reads a query; when it cannot be asked, says everything that is wrong with it.
    /// The saved searches that it may say are those of the program.
    pub fn parse(source: &str) -> Result<Parsed, Vec<QueryError>> {
        Self::parse_with(source, Library::packed())
    }

    /// The same with saved searches of one's own.
    pub fn parse_with(source: &str, library: &Library) -> Result<Parsed, Vec<QueryError>> {
        let parse::Read { root, warnings, of_mentions } = parse::parse(source, library)?;
        Ok(Parsed { query: Self { root }, warnings, of_mentions })
    }

    /// Where the positive terms stand, sorted by field and place; `None` when the query does not match.
    pub fn hits(&self, document: &Document<'_>) -> Option<Vec<TermHit>> {
        eval::hits(&self.root, &Words::new(document), None)
    }

    /// Where it hits a stored mention: the same places as when the item came, and what is known since beside them.
    pub fn hits_mention(&self, mention: &Mention) -> Option<Vec<TermHit>> {
        self.hits(&Document {
            title: mention.title.as_str(),
            text: mention.text.as_str(),
            author: mention.author.as_ref().map(NetText::as_str),
            url: mention.url.as_deref(),
            source: &mention.source_name,
            language: &|| mention.language,
            about: About::of(mention),
        })
    }

    /// What it asks, in words: one line a part, each with how deep it stands.
    pub fn explained(&self, locale: Locale) -> Vec<(usize, String)> {
        explain::lines(&self.root, locale)
    }

    /// What a full-text index can narrow the search to without losing a hit.
    pub fn prefilter(&self) -> Prefilter {
        prefilter::of(&self.root)
    }
}

/// The canonical form: reads back as the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}
