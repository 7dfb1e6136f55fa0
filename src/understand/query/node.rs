//! The tree of a query, and its canonical form.

use std::fmt;

use super::about::Filter;
use super::pattern::Pattern;
use super::term::Term;

/// A query or a part of one. All that nests is bounded by the parser's depth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Or(Vec<Node>),
    And(Vec<Node>),
    /// A first operand, then others, each within reach of what was found before it.
    Near(Box<Node>, Vec<(Reach, Node)>),
    Not(Box<Node>),
    Term(Term),
    Pattern(Pattern),
    Filter(Filter),
    /// A saved search by its name, and what it says.
    Search(String, Box<Node>),
}

/// How near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// At most so many words between, within a sentence.
    Words {
        words: u8,
        /// The second after the first.
        ordered: bool,
    },
    Sentence,
    Paragraph,
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words { words, ordered } => write!(f, "NEAR/{words}{}", if *ordered { "f" } else { "" }),
            Self::Sentence => f.write_str("SENT"),
            Self::Paragraph => f.write_str("PARA"),
        }
    }
}

impl Node {
    /// Whether a hit needs something that is there, not only something that is not.
    pub(super) fn is_anchored(&self) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().all(Self::is_anchored),
            Self::And(nodes) => nodes.iter().any(Self::is_anchored),
            Self::Near(..) | Self::Term(_) | Self::Pattern(_) | Self::Filter(_) => true,
            Self::Not(_) => false,
            Self::Search(_, node) => node.is_anchored(),
        }
    }

    /// Whether a document with none of the words could match.
    pub(super) fn matches_without_words(&self) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().any(Self::matches_without_words),
            Self::And(nodes) => nodes.iter().all(Self::matches_without_words),
            Self::Near(..) | Self::Term(_) | Self::Pattern(_) => false,
            Self::Not(_) | Self::Filter(_) => true,
            Self::Search(_, node) => node.matches_without_words(),
        }
    }

    /// The parts of a node that has some.
    pub(super) fn parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match self {
            Self::Or(nodes) | Self::And(nodes) => Box::new(nodes.iter()),
            Self::Near(first, rest) => Box::new(std::iter::once(&**first).chain(rest.iter().map(|(_, node)| node))),
            Self::Not(node) | Self::Search(_, node) => Box::new(std::iter::once(&**node)),
            Self::Term(_) | Self::Pattern(_) | Self::Filter(_) => Box::new(std::iter::empty()),
        }
    }

    /// The node, then what is in it, in order.
    pub(super) fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        self.parts().for_each(|node| node.each(visit));
    }

    /// Gives each term and pattern its number, from `next` on.
    pub(super) fn number(&mut self, next: &mut u32) {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter_mut().for_each(|node| node.number(next)),
            Self::Near(first, rest) => {
                first.number(next);
                for (_, node) in rest {
                    node.number(next);
                }
            }
            Self::Not(node) | Self::Search(_, node) => node.number(next),
            Self::Term(Term { id, .. }) | Self::Pattern(Pattern { id, .. }) => {
                *id = *next;
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
            Self::Term(_) | Self::Pattern(_) | Self::Filter(_) | Self::Search(..) => 4,
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
                    write!(f, " {reach} ")?;
                    node.print(f, 4)?;
                }
                Ok(())
            }
            Self::Not(node) => {
                f.write_str("NOT ")?;
                node.print(f, 4)
            }
            Self::Term(term) => term.fmt(f),
            Self::Pattern(pattern) => pattern.fmt(f),
            Self::Filter(filter) => filter.fmt(f),
            Self::Search(name, _) => write!(f, "search:{name}"),
        }
    }
}
