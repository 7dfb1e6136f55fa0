//! What a full-text index can narrow a search to.
//!
//! The index is SQLite's FTS5 with `unicode61 remove_diacritics 2` over `indexable` title, text and author.
//! It folds case and
//! accents as we do but leaves ligatures whole, so a word with `oe` may stand there as `œ`. When in doubt: everything.

use super::node::Node;
use super::part::{Part, Piece};
use super::term::{Scope, Term};

/// What a full-text index can narrow a search to without losing a hit. The query itself decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefilter {
    /// Nothing can be said: every mention is a candidate.
    All,
    /// A folded word.
    Word(String),
    /// The start of a folded word.
    Prefix(String),
    /// All of these.
    And(Vec<Prefilter>),
    /// One of these.
    Or(Vec<Prefilter>),
}

/// What folding takes apart and the index does not, longest first.
const LIGATURES: [(&str, &str); 8] =
    [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("oe", "œ"), ("ae", "æ"), ("ss", "ß")];
/// More ways to write one word than this are not worth asking for.
const MOST_SPELLINGS: usize = 8;

pub(super) fn of(node: &Node) -> Prefilter {
    match node {
        Node::Or(nodes) => any(nodes.iter().map(of).collect()),
        Node::And(nodes) => all(nodes.iter().map(of).collect()),
        Node::Near(..) => all(node.parts().map(of).collect()),
        Node::Search(_, node) => of(node),
        // An index has words, not signs, and no words nearly so.
        Node::Not(_) | Node::Filter(_) | Node::Pattern(_) => Prefilter::All,
        Node::Term(term) => of_term(term),
    }
}

fn of_term(term: &Term) -> Prefilter {
    if term.scope == Scope::Url {
        return Prefilter::All;
    }
    all(term.parts.iter().map(of_part).collect())
}

/// Words in a row are asked for one by one: a document may write each of them as a compound, which the index has elsewhere.
fn of_part(part: &Part) -> Prefilter {
    if part.edits.is_some() {
        return Prefilter::All;
    }
    let apart = all(part.pieces.iter().map(of_piece).collect());
    match &part.joined {
        Some(joined) => any(vec![apart, of_piece(joined)]),
        None => apart,
    }
}

fn of_piece(piece: &Piece) -> Prefilter {
    let pattern = piece.glob.as_str();
    let Some(word) = piece.glob.literal() else {
        let head = pattern.split(['*', '?']).next().unwrap_or_default();
        // A ligature may begin with the last letter that is known.
        let head = head.trim_end_matches(['a', 'o', 's', 'f']);
        let prefixes = if is_ascii_word(head) { spellings(head) } else { Vec::new() };
        return any_or_all(prefixes.into_iter().map(Prefilter::Prefix).collect());
    };
    let words = if is_ascii_word(word) { spellings(word) } else { Vec::new() };
    any_or_all(words.into_iter().map(Prefilter::Word).collect())
}

fn is_ascii_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The ways in which the index may have the word; none when there are too many.
fn spellings(word: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let whole: Vec<(&str, &str)> = LIGATURES.into_iter().filter(|(parts, _)| rest.starts_with(parts)).collect();
        // Where ligatures overlap ("ffi", "ff"), what to ask for is not worth working out.
        if whole.len() > 1 || found.len() > MOST_SPELLINGS {
            return Vec::new();
        }
        let Some((parts, ligature)) = whole.first() else {
            for spelling in &mut found {
                spelling.push(c);
            }
            rest = &rest[c.len_utf8()..];
            continue;
        };
        // "sss" may be "sß" or "ßs".
        if parts.len() == 2 && rest[1..].starts_with(parts) {
            return Vec::new();
        }
        let joined: Vec<String> = found.iter().map(|spelling| format!("{spelling}{ligature}")).collect();
        for spelling in &mut found {
            spelling.push_str(parts);
        }
        found.extend(joined);
        rest = &rest[parts.len()..];
    }
    found
}

fn any_or_all(choices: Vec<Prefilter>) -> Prefilter {
    if choices.is_empty() { Prefilter::All } else { any(choices) }
}

fn all(parts: Vec<Prefilter>) -> Prefilter {
    let mut parts: Vec<Prefilter> = parts.into_iter().filter(|part| *part != Prefilter::All).collect();
    match parts.len() {
        0 => Prefilter::All,
        1 => parts.swap_remove(0),
        _ => Prefilter::And(parts),
    }
}

fn any(mut parts: Vec<Prefilter>) -> Prefilter {
    if parts.contains(&Prefilter::All) {
        return Prefilter::All;
    }
    if parts.len() == 1 { parts.swap_remove(0) } else { Prefilter::Or(parts) }
}
