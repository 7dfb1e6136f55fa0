//! A query said in words, one line a part, so that a person sees what they have asked.

use super::node::{Node, Reach};
use crate::locale::{say, tell};
use crate::model::Locale;

/// Parts that are said; a longer query is not read to its end by anybody.
const MOST_LINES: usize = 1_000;

/// The lines, each with how deep it stands.
pub(super) fn lines(root: &Node, locale: Locale) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    add(root, 0, locale, &mut out);
    out
}

fn add(node: &Node, depth: usize, locale: Locale, out: &mut Vec<(usize, String)>) {
    if out.len() >= MOST_LINES {
        return;
    }
    let line = match node {
        Node::Or(_) => say(locale, "query-explain-or"),
        Node::And(_) => say(locale, "query-explain-and"),
        Node::Not(_) => say(locale, "query-explain-not"),
        Node::Near(first, rest) => {
            add(first, depth, locale, out);
            for (reach, node) in rest {
                out.push((depth, near(*reach, locale)));
                add(node, depth + 1, locale, out);
            }
            return;
        }
        Node::Term(term) => tell(locale, term.explained(), &[("term", term.to_string().into())]),
        Node::Pattern(pattern) => tell(locale, "query-explain-pattern", &[("term", pattern.to_string().into())]),
        Node::Filter(filter) => tell(locale, "query-explain-filter", &[("term", filter.to_string().into())]),
        Node::Search(name, _) => tell(locale, "query-explain-search", &[("name", name.into())]),
    };
    out.push((depth, line));
    node.parts().for_each(|part| add(part, depth + 1, locale, out));
}

fn near(reach: Reach, locale: Locale) -> String {
    match reach {
        Reach::Words { words, ordered } => {
            let key = if ordered { "query-explain-near-ordered" } else { "query-explain-near" };
            tell(locale, key, &[("words", u32::from(words).into())])
        }
        Reach::Sentence => say(locale, "query-explain-sentence"),
        Reach::Paragraph => say(locale, "query-explain-paragraph"),
    }
}
