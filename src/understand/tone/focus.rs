//! How much a word counts towards the brand, by where it stands from the brand's occurrences.
//!
//! Only windows round the occurrences are read: what is said of the brand is said near it, and a megabyte of text costs no
//! more than a page.

use super::tokens::{Kind, Token};
use super::weigh::turns;

/// Bytes read on each side of an occurrence.
const WINDOW: usize = 700;
/// Bytes read of a text without occurrences.
const HEAD: usize = 4_000;
/// Occurrences that are looked at, in a field.
const OCCURRENCES: usize = 12;

/// Spans that may begin before a token and be looked at for it.
const NESTED: usize = 64;

/// The parts of a text that are read: merged windows round the spans, or the head of the text.
pub(crate) fn windows(text: &str, spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
    if spans.is_empty() {
        return vec![(0, word_edge(text, HEAD))];
    }
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in spans.iter().take(OCCURRENCES) {
        let from = start.saturating_sub(WINDOW);
        let from = if from == 0 { 0 } else { word_edge(text, from) };
        let to = word_edge(text, end.saturating_add(WINDOW));
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// The next edge of a word at or after `at`; a word longer than any is cut.
fn word_edge(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    text[at..].char_indices().take(60).find(|(_, c)| c.is_whitespace()).map_or(at, |(offset, _)| at + offset)
}

/// The tokens that are the brand's own words, in order.
pub(crate) fn named(tokens: &[Token], spans: &[(usize, usize)]) -> Vec<usize> {
    // Spans are in order of their starts; nested ones may end before their neighbours.
    let inside = |token: &Token| {
        let begun = spans.partition_point(|&(start, _)| start < token.end);
        spans[..begun].iter().rev().take(NESTED).any(|&(_, end)| token.start < end)
    };
    tokens.iter().enumerate().filter(|(_, token)| inside(token)).map(|(at, _)| at).collect()
}

/// The sentences that name the brand, each with as much round it as `room` tokens hold.
pub(crate) fn stretches(tokens: &[Token], hits: &[usize], room: usize) -> impl Iterator<Item = (usize, usize)> {
    let ends = |token: &Token| matches!(token.kind, Kind::Sentence { .. });
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &hit in hits {
        if out.last().is_some_and(|last| hit < last.1) {
            continue;
        }
        let floor = out.last().map_or(0, |last| last.1).max(hit.saturating_sub(room));
        let before = |at: usize| tokens[floor..at].iter().rposition(ends).map_or(floor, |end| floor + end + 1);
        let after = |at: usize| tokens[at..].iter().position(ends).map_or(tokens.len(), |end| at + end + 1);
        let (mut from, mut to) = (before(hit), after(hit).min(hit + room));
        loop {
            let (wider, longer) = (before(from.saturating_sub(1).max(floor)), after(to));
            if longer > to && longer - from <= room {
                to = longer;
            } else if wider < from && to - wider <= room {
                from = wider;
            } else {
                break;
            }
        }
        out.push((from, to));
    }
    out.into_iter()
}

/// The share with which each token counts.
pub(crate) fn shares(tokens: &[Token], hits: &[usize]) -> Vec<f64> {
    if hits.is_empty() {
        return vec![1.0; tokens.len()];
    }
    let clauses = clauses(tokens);
    let speaks = hits.iter().any(|&hit| is_speaker(tokens, hit));
    let mut out = vec![0.0; tokens.len()];
    let sentences: Vec<usize> = hits.iter().filter_map(|&hit| clause_of(&clauses, hit)).map(|of| of.sentence).collect();
    for clause in &clauses {
        let near = nearest(&sentences, clause.sentence).unwrap_or(9);
        let holds = hits.get(hits.partition_point(|&hit| hit < clause.from)).is_some_and(|&hit| hit < clause.to);
        let foreign = !holds && names_another(&tokens[clause.from..clause.to], clause.opens);
        let share = match (near, holds, foreign) {
            (0, true, _) => 1.0,
            (0, _, true) => 0.3,
            (0, ..) => 0.75,
            (1, _, true) => 0.2,
            (1, ..) => 0.5,
            (_, _, true) => 0.1,
            _ => 0.3,
        };
        for (at, slot) in out.iter_mut().enumerate().take(clause.to).skip(clause.from) {
            let far = nearest(hits, at).unwrap_or(0);
            let reach = if near == 0 { 1.0 / (1.0 + far as f64 / 25.0) } else { 0.8 };
            *slot = share * reach * if speaks { 0.6 } else { 1.0 };
        }
    }
    for &hit in hits {
        out[hit] = 0.0;
    }
    out
}

/// Clauses follow one another without gaps.
fn clause_of(clauses: &[Clause], token: usize) -> Option<&Clause> {
    clauses.get(clauses.partition_point(|clause| clause.to <= token))
}

/// How far the nearest of these is, which are in order.
fn nearest(sorted: &[usize], at: usize) -> Option<usize> {
    let after = sorted.partition_point(|&one| one < at);
    let neighbours = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|nth| sorted.get(nth));
    neighbours.map(|one| one.abs_diff(at)).min()
}

struct Clause {
    from: usize,
    to: usize,
    sentence: usize,
    /// Opens its sentence: its first capital says nothing.
    opens: bool,
}

fn clauses(tokens: &[Token]) -> Vec<Clause> {
    let mut out = Vec::new();
    let (mut from, mut sentence, mut opens) = (0, 0, true);
    for (at, token) in tokens.iter().enumerate() {
        let ends = matches!(token.kind, Kind::Clause | Kind::Sentence { .. });
        let contrasts = turns(token) || matches!(token.fold.as_str(), "while" | "whereas" | "tandis" | "contrairement");
        if !ends && !contrasts {
            continue;
        }
        let to = if ends { at + 1 } else { at };
        if to > from {
            out.push(Clause { from, to, sentence, opens });
            from = to;
            opens = false;
        }
        if matches!(token.kind, Kind::Sentence { .. }) {
            (sentence, opens) = (sentence + 1, true);
        }
    }
    out.push(Clause { from, to: tokens.len(), sentence, opens });
    out
}

/// A capital inside a sentence is a name. Shouted words are none.
fn names_another(tokens: &[Token], opens: bool) -> bool {
    let inner =
        |(at, token): (usize, &Token)| token.capital && !token.shouted && (at > 0 || !opens) && token.fold.len() > 1;
    tokens.iter().enumerate().any(inner)
}

/// Whether the brand speaks (`Acme said …`): what it says is not said of it.
pub(crate) fn is_speaker(tokens: &[Token], hit: usize) -> bool {
    let says = |token: &Token| {
        matches!(
            token.fold.as_str(),
            "said"
                | "says"
                | "told"
                | "tells"
                | "added"
                | "according"
                | "dit"
                | "declare"
                | "affirme"
                | "explique"
                | "selon"
                | "indique"
                | "precise"
        )
    };
    let from = hit.saturating_sub(2);
    tokens[from..tokens.len().min(hit + 3)].iter().any(says)
}
