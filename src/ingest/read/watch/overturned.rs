//! Places that turned over: a text went and another one came to where it stood.
//!
//! A box of which one text is new and another is known to come and go is seen by half: what is new in it looks as if
//! somebody had put it in. So all lines are asked, not only those that are news.

use std::collections::HashSet;

use super::compare::{Line, SAME, Unit, likeness};
use super::tokens::Token;

/// The paths of such places.
pub(super) fn overturned<'a>(units: &[Unit], old: &[Line<'a>], new: &[Line<'a>]) -> HashSet<&'a str> {
    // What was edited is neither gone nor new.
    let is_edit = |&(before, after): &(usize, usize)| likeness(&old[before], &new[after]) >= SAME;
    let edits: Vec<(usize, usize)> =
        units.iter().filter_map(|unit| unit.before.zip(unit.after)).filter(is_edit).collect();
    let (were, are) = edits.into_iter().unzip();
    let (went, came) = (only(old, &were, new), only(new, &are, old));
    went.intersection(&came).copied().collect()
}

/// The paths of one version's texts that the other one does not say, whatever their figures are.
fn only<'a>(lines: &[Line<'a>], edited: &HashSet<usize>, others: &[Line<'a>]) -> HashSet<&'a str> {
    let (exact, words): (HashSet<u64>, HashSet<u64>) = others.iter().map(|line| (line.exact, line.skeleton)).unzip();
    let has_words = |line: &Line<'_>| line.tokens.iter().any(|token| matches!(token, Token::Word(_)));
    let is_own = |line: &Line<'_>| has_words(line) && !exact.contains(&line.exact) && !words.contains(&line.skeleton);
    let own = lines.iter().enumerate().filter(|(i, line)| !edited.contains(i) && is_own(line));
    own.map(|(_, line)| line.place.path.as_str()).collect()
}
