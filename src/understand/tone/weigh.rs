//! What each word of a passage adds once negation, strength and the mood of its sentence are counted in.

use super::lexicon::{Lexicon, Mark};
use super::tokens::{Kind, Token};

/// A word or phrase that speaks for or against, by the indices of its first and last token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weighed {
    pub first: usize,
    pub last: usize,
    pub weight: f64,
}

struct Unit {
    first: usize,
    last: usize,
    mark: Option<Mark>,
}

/// How far back a negation reaches, in words; the French one stands on both sides of its verb.
const NEGATION_REACH: usize = 3;
/// `not good` is milder than `bad`, and `not bad` much milder than `good`.
const NEGATED_GOOD: f64 = -0.75;
const NEGATED_BAD: f64 = -0.45;

/// The words that speak, with what each adds.
pub(crate) fn weigh(tokens: &[Token], lexicons: &[&Lexicon]) -> Vec<Weighed> {
    let units = units(tokens, lexicons);
    let shouting = mostly_shouted(tokens);
    let mut out = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let token = &tokens[unit.first];
        let Some(Mark::Polar { weight, verb, settled }) = unit.mark else { continue };
        let mut weight = weight * strength(tokens, &units, i);
        if !settled && negated(tokens, &units, i, verb) {
            weight *= if weight > 0.0 { NEGATED_GOOD } else { NEGATED_BAD };
        }
        if token.shouted && !shouting {
            weight *= 1.25;
        }
        if token.stretched {
            weight *= 1.2;
        }
        if weight != 0.0 {
            out.push(Weighed { first: unit.first, last: unit.last, weight });
        }
    }
    moods(tokens, &mut out);
    out
}

/// Groups tokens into the longest phrases that a lexicon knows.
fn units(tokens: &[Token], lexicons: &[&Lexicon]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let first = tokens[at].fold.as_str();
        let longest = lexicons.iter().map(|lexicon| lexicon.longest_from(first)).max().unwrap_or(1);
        let words = tokens[at..].iter().take(longest).take_while(|token| token.kind == Kind::Word).count();
        let found = (1..=words).rev().find_map(|len| Some((len, lookup(&tokens[at..at + len], lexicons)?)));
        let (len, mark) = match (found, tokens[at].kind) {
            (Some((len, mark)), _) => (len, Some(mark)),
            (None, Kind::Sign(weight)) => (1, Some(Mark::Polar { weight, verb: false, settled: true })),
            (None, _) => (1, None),
        };
        out.push(Unit { first: at, last: at + len - 1, mark });
        at += len;
    }
    out
}

fn lookup(words: &[Token], lexicons: &[&Lexicon]) -> Option<Mark> {
    let find = |key: &str| lexicons.iter().find_map(|lexicon| lexicon.get(key));
    if let [word] = words {
        let squeezed = || word.stretched.then(|| find(&squeeze(&word.fold))).flatten();
        let contracted = || word.fold.ends_with("n't").then_some(Mark::Negator);
        return find(&word.fold).or_else(squeezed).or_else(contracted);
    }
    find(&words.iter().map(|word| word.fold.as_str()).collect::<Vec<_>>().join(" "))
}

fn squeeze(fold: &str) -> String {
    let mut last = '\0';
    fold.chars().filter(|&c| std::mem::replace(&mut last, c) != c).collect()
}

/// The words before unit `i`, nearest first, up to a break.
fn before<'u>(tokens: &'u [Token], units: &'u [Unit], i: usize) -> impl Iterator<Item = &'u Unit> {
    units[..i].iter().rev().take_while(|unit| tokens[unit.first].kind == Kind::Word && !turns(&tokens[unit.first]))
}

fn strength(tokens: &[Token], units: &[Unit], i: usize) -> f64 {
    before(tokens, units, i)
        .take(2)
        .filter_map(|unit| match unit.mark {
            Some(Mark::Scale(factor)) => Some(factor),
            _ => None,
        })
        .product()
}

fn negated(tokens: &[Token], units: &[Unit], i: usize, verb: bool) -> bool {
    let mut only = false;
    for unit in before(tokens, units, i).take(NEGATION_REACH) {
        let word = tokens[unit.first].fold.as_str();
        match unit.mark {
            // `ne … que` and `not only` restrict; they do not deny.
            Some(Mark::Negator) => return !only,
            _ if matches!(word, "que" | "qu" | "only" | "seulement" | "just" | "juste") => only = true,
            _ => {}
        }
    }
    verb && units.get(i + 1).is_some_and(|next| matches!(tokens[next.first].fold.as_str(), "pas" | "jamais" | "guere"))
}

fn mostly_shouted(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.kind == Kind::Word).count();
    tokens.iter().filter(|token| token.shouted).count() * 2 > words
}

/// A word after which the sentence says what it was after.
pub(crate) fn turns(token: &Token) -> bool {
    matches!(
        token.fold.as_str(),
        "mais"
            | "but"
            | "however"
            | "cependant"
            | "pourtant"
            | "toutefois"
            | "although"
            | "though"
            | "yet"
            | "neanmoins"
    )
}

/// A question asserts little; exclamation marks add; what stands after the last `but` outweighs what stands before.
fn moods(tokens: &[Token], out: &mut [Weighed]) {
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let mood = match token.kind {
            Kind::Sentence { question: true, .. } => 0.6,
            Kind::Sentence { bangs, .. } => 1.0 + 0.08 * f64::from(bangs),
            _ if at + 1 == tokens.len() => 1.0,
            _ => continue,
        };
        let turn = tokens[start..=at].iter().rposition(turns).map(|turn| start + turn);
        for word in out.iter_mut().filter(|word| word.first >= start && word.first <= at) {
            word.weight *= mood
                * match turn {
                    Some(turn) if word.first < turn => 0.65,
                    Some(_) => 1.3,
                    None => 1.0,
                };
        }
        start = at + 1;
    }
}
