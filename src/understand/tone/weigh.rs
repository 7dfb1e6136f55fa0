//! What each word of a passage adds once negation, strength and the mood of its sentence are counted in.

use xxhash_rust::xxh3::xxh3_64;

use super::lexicon::{Known, Lexicon, Mark, key};
use super::tokens::{Kind, Token};

/// A word or phrase that speaks for or against, by the indices of its first and last token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Weighed {
    pub first: usize,
    pub last: usize,
    pub weight: f64,
    /// The same by the list that others rated.
    pub rated: f64,
}

struct Unit {
    first: usize,
    last: usize,
    mark: Option<Mark>,
    rated: f64,
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
        let (weight, verb, settled) = match unit.mark {
            Some(Mark::Polar { weight, verb, settled }) => (weight, verb, settled),
            _ => (0.0, false, false),
        };
        if weight == 0.0 && unit.rated == 0.0 {
            continue;
        }
        let mut factor = strength(tokens, &units, i);
        if token.shouted && !shouting {
            factor *= 1.25;
        }
        if token.stretched {
            factor *= 1.2;
        }
        let negated = !settled && negated(tokens, &units, i, verb);
        let turned = |weight: f64| match (negated, weight > 0.0) {
            (false, _) => weight * factor,
            (true, true) => weight * factor * NEGATED_GOOD,
            (true, false) => weight * factor * NEGATED_BAD,
        };
        out.push(Weighed { first: unit.first, last: unit.last, weight: turned(weight), rated: turned(unit.rated) });
    }
    moods(tokens, &mut out);
    out
}

/// Groups tokens into the longest phrases that a lexicon knows.
fn units(tokens: &[Token], lexicons: &[&Lexicon]) -> Vec<Unit> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let begins = |lexicon: &&Lexicon| lexicon.get(tokens[at].hash).map_or(1, |known| known.longest);
        let longest = lexicons.iter().map(begins).max().unwrap_or(1).max(1);
        let words = tokens[at..].iter().take(longest).take_while(|token| token.kind == Kind::Word).count();
        let found = (1..=words).rev().find_map(|len| Some((len, lookup(&tokens[at..at + len], lexicons)?)));
        let (len, mark, rated) = match (found, tokens[at].kind) {
            (Some((len, known)), _) => (len, known.mark, known.rated),
            (None, Kind::Sign(weight)) => (1, Some(Mark::Polar { weight, verb: false, settled: true }), weight),
            (None, _) => (1, None, 0.0),
        };
        out.push(Unit { first: at, last: at + len - 1, mark, rated });
        at += len;
    }
    out
}

fn lookup(words: &[Token], lexicons: &[&Lexicon]) -> Option<Known> {
    let said = |known: &Known| known.mark.is_some() || known.rated != 0.0;
    let find = |key: u64| {
        let mut found = lexicons.iter().filter_map(|lexicon| lexicon.get(key)).filter(said);
        let first = found.next()?;
        Some(found.fold(first, |a, b| Known {
            mark: a.mark.or(b.mark),
            rated: if a.rated == 0.0 { b.rated } else { a.rated },
            ..a
        }))
    };
    if let [word] = words {
        let squeezed = || word.stretched.then(|| find(xxh3_64(squeeze(&word.fold).as_bytes()))).flatten();
        let contracted = || Known { mark: Some(Mark::Negator), ..Known::default() };
        return find(word.hash).or_else(squeezed).or_else(|| word.fold.ends_with("n't").then(contracted));
    }
    find(key(words.iter().map(|word| word.hash)))
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
            let share = mood
                * match turn {
                    Some(turn) if word.first < turn => 0.65,
                    Some(_) => 1.3,
                    None => 1.0,
                };
            word.weight *= share;
            word.rated *= share;
        }
        start = at + 1;
    }
}
