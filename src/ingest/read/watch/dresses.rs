//! Lines that say the same in another dress: many were given the same words at one end, or several stand in one now.
//!
//! What one person writes of one thing says something. What is put before or behind many lines in one version, numbers and
//! letters among it, is layout, whatever the words are. Deliberately absent: a list of such words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::compare::Line;
use super::marks::is_plain;
use super::tokens::{Token, mix};

/// Lines that are dressed alike at once, at least; fewer are enough where they are counted.
const MANY: usize = 4;
const COUNTED: usize = 3;
/// Tokens of a dress, at most.
const LONGEST: usize = 6;
/// Dresses of one version that are looked for within lines.
const MAX_DRESSES: usize = 8;
/// Lines that stand in one, at most.
const JOINED: usize = 6;

/// Matches lines that have been given the same words at one end, many at once, and those within which they stand too.
pub(super) fn match_dressed<'a>(plain: &mut [Line<'a>], others: &mut [Line<'a>]) {
    let mut waiting: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, line) in plain.iter().enumerate().rev().filter(|(_, line)| !line.matched) {
        waiting.entry(mix(&*line.bag.ids)).or_default().push(i);
    }
    if waiting.is_empty() {
        return;
    }
    // In an order of their own, so that two looks at the same versions say the same.
    let mut dresses: BTreeMap<u64, Dress> = BTreeMap::new();
    for (i, line) in others.iter().enumerate().filter(|(_, line)| !line.matched) {
        let mut here = cuts(line).filter(|cut| waiting.contains_key(&mix(&line.bag.ids[cut.own.clone()])));
        let Some((key, least, cut)) = here.find_map(|cut| named(line, cut)) else { continue };
        let own = mix(&line.bag.ids[cut.own]);
        let words = || Dress { least, ids: line.bag.ids[cut.dress].to_vec(), lines: Vec::new() };
        dresses.entry(key).or_insert_with(words).lines.push((own, i));
    }
    dresses.retain(|_, dress| dress.lines.len() >= dress.least);
    for &(own, i) in dresses.values().flat_map(|dress| &dress.lines) {
        if let Some(found) = waiting.get_mut(&own).and_then(Vec::pop) {
            (plain[found].matched, others[i].matched) = (true, true);
        }
    }
    let within: Vec<&[u64]> = dresses.values().map(|dress| dress.ids.as_slice()).take(MAX_DRESSES).collect();
    for line in others.iter_mut().filter(|line| !line.matched) {
        let Some(own) = undressed(&line.bag.ids, &within) else { continue };
        if own.is_empty() {
            line.matched = true;
        } else if let Some(found) = waiting.get_mut(&mix(&*own)).and_then(Vec::pop) {
            (plain[found].matched, line.matched) = (true, true);
        }
    }
}

/// Words that many lines were given.
struct Dress {
    least: usize,
    ids: Vec<u64>,
    /// What each line says without them, and which one it is.
    lines: Vec<(u64, usize)>,
}

/// A line cut in two: what it may have been given, at one end, and what it says.
struct Cut {
    is_front: bool,
    dress: Range<usize>,
    own: Range<usize>,
}

fn cuts(line: &Line<'_>) -> impl Iterator<Item = Cut> {
    let all = line.tokens.len();
    (1..=LONGEST.min(all.saturating_sub(1))).flat_map(move |long| {
        let front = Cut { is_front: true, dress: 0..long, own: long..all };
        [front, Cut { is_front: false, dress: all - long..all, own: 0..all - long }]
    })
}

/// What such words are known by, and how many lines have to be given them; none for what says a fact or an amount.
fn named(line: &Line<'_>, cut: Cut) -> Option<(u64, usize, Cut)> {
    let tokens = &line.tokens[cut.dress.clone()];
    if cut.is_front && tokens.len() <= 2 && ORDINAL.is_match(line.text) {
        return Some((mix(("counted", tokens.len())), COUNTED, cut));
    }
    let is_word = |token: &Token| matches!(token, Token::Word(_));
    let is_dress = |token: &Token| is_plain(token) || !is_word(token) && !matches!(token, Token::Amount(..));
    let said: Vec<Option<u64>> = tokens.iter().map(|token| is_word(token).then(|| mix(token))).collect();
    let is_said = !cut.is_front || tokens.iter().any(is_word);
    (is_said && tokens.iter().all(is_dress)).then(|| (mix((cut.is_front, said)), MANY, cut))
}

/// A number or a letter before what it counts.
static ORDINAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W{0,4}(?:\d{1,3}(?:\.\d{1,2})?|[a-z]|[ivx]{1,5})\s?[.):–-]\s"));

/// What a line says without such words; `None` for one that has none of them.
fn undressed(ids: &[u64], dresses: &[&[u64]]) -> Option<Vec<u64>> {
    let mut own = Vec::with_capacity(ids.len());
    let mut rest = ids;
    while let Some((first, behind)) = rest.split_first() {
        if let Some(dress) = dresses.iter().find(|dress| rest.starts_with(dress)) {
            rest = &rest[dress.len()..];
        } else {
            own.push(*first);
            rest = behind;
        }
    }
    (own.len() < ids.len()).then_some(own)
}

/// Matches lines that stood one behind the other, and stand in one line now: terms and what they say, in the rows of a table.
pub(super) fn match_joined<'a>(apart: &mut [Line<'a>], joined: &mut [Line<'a>]) {
    let mut first: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, line) in apart.iter().enumerate().filter(|(_, line)| !line.matched) {
        first.entry(mix(&*line.bag.ids)).or_default().push(i);
    }
    if first.is_empty() {
        return;
    }
    for line in joined.iter_mut().filter(|line| !line.matched) {
        let starts = (1..line.tokens.len().min(LONGEST + 1)).filter_map(|cut| first.get(&mix(&line.bag.ids[..cut])));
        let end = |from: usize| {
            let mut rest = &*line.bag.ids;
            let behind = apart[from..].iter().take(JOINED).take_while(|part| {
                let left = rest.strip_prefix(&*part.bag.ids).filter(|_| !rest.is_empty() && !part.matched);
                rest = left.unwrap_or(rest);
                left.is_some()
            });
            let count = behind.count();
            rest.is_empty().then_some(from..from + count)
        };
        let found = starts.flatten().take(JOINED).find_map(|&from| end(from));
        if let Some(parts) = found {
            line.matched = true;
            apart[parts].iter_mut().for_each(|part| part.matched = true);
        }
    }
}
