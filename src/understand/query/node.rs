//! The tree of a query, and its canonical form.

use std::fmt;

use super::glob::Glob;
use super::term::Term;
use crate::model::Language;

/// A query or a part of one. All that nests is bounded by the parser's depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Or(Vec<Node>),
    And(Vec<Node>),
    /// A first operand, then others, each within reach of what was found before it.
    Near(Box<Node>, Vec<(Reach, Node)>),
    Not(Box<Node>),
    Term(Term),
    Filter(Filter),
}

/// How near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// At most so many words between.
    pub(super) words: u8,
    /// The second after the first.
    pub(super) ordered: bool,
}

/// What does not look at words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// The host, or the end of it from a dot on.
    Site(String),
    Language(Language),
    /// The name as written, and its pattern.
    Source(String, Glob),
}

impl Node {
    /// Whether a hit needs something that is there, not only something that is not.
    pub(super) fn is_anchored(&self) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().all(Self::is_anchored),
            Self::And(nodes) => nodes.iter().any(Self::is_anchored),
            Self::Near(..) | Self::Term(_) | Self::Filter(_) => true,
            Self::Not(_) => false,
        }
    }

    /// Whether a document with none of the words could match.
    pub(super) fn matches_without_words(&self) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().any(Self::matches_without_words),
            Self::And(nodes) => nodes.iter().all(Self::matches_without_words),
            Self::Near(..) | Self::Term(_) => false,
            Self::Not(_) | Self::Filter(_) => true,
        }
    }

    /// Every term.
    pub(super) fn terms<'a>(&'a self, visit: &mut dyn FnMut(&'a Term)) {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter().for_each(|node| node.terms(visit)),
            Self::Near(first, rest) => {
                first.terms(visit);
                for (_, node) in rest {
                    node.terms(visit);
                }
            }
            Self::Not(node) => node.terms(visit),
            Self::Term(term) => visit(term),
            Self::Filter(_) => {}
        }
    }

    /// Gives each term its number, from `next` on.
    pub(super) fn number(&mut self, next: &mut u32) {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter_mut().for_each(|node| node.number(next)),
            Self::Near(first, rest) => {
                first.number(next);
                for (_, node) in rest {
                    node.number(next);
                }
            }
            Self::Not(node) => node.number(next),
            Self::Term(term) => {
                term.id = *next;
                *next += 1;
            }
            Self::Filter(_) => {}
        }
    }

    fn binds(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Near(..) => 2,
            Self::Not(_) => 3,
            Self::Term(_) | Self::Filter(_) => 4,
        }
    }

    /// Prints with parentheses when it binds less than `least`.
    fn print(&self, f: &mut fmt::Formatter<'_>, least: u8) -> fmt::Result {
        if self.binds() < least { write!(f, "({self})") } else { fmt::Display::fmt(self, f) }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Self], word: &str, least: u8| {
            for (i, node) in nodes.iter().enumerate() {
                if i > 0 {
                    f.write_str(word)?;
                }
                node.print(f, least)?;
            }
            Ok(())
        };
        match self {
            // Parentheses round AND inside OR are not needed, but a person reads them more surely.
            Self::Or(nodes) => list(f, nodes, " OR ", 2),
            Self::And(nodes) => list(f, nodes, " AND ", 2),
            Self::Near(first, rest) => {
                first.print(f, 4)?;
                for (reach, node) in rest {
                    write!(f, " NEAR/{}{} ", reach.words, if reach.ordered { "f" } else { "" })?;
                    node.print(f, 4)?;
                }
                Ok(())
            }
            Self::Not(node) => {
                f.write_str("NOT ")?;
                node.print(f, 4)
            }
            Self::Term(term) => term.fmt(f),
            Self::Filter(filter) => filter.fmt(f),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Site(host) => write!(f, "site:{host}"),
            Self::Language(language) => write!(f, "lang:{}", language.as_str()),
            Self::Source(name, _) => write!(f, "source:\"{name}\""),
        }
    }
}
