//! What the model sees of a mention: hashed runs of words and letters, and what the word lists say.
//!
//! Training and answering go through the same function. Nothing here knows a brand: its words are one mask, and what is
//! not said of it weighs less.

use xxhash_rust::xxh3::xxh3_64;

use super::scales::{self, SCALE};
use super::short;
use crate::understand::tone::focus;
use crate::understand::tone::lexicon::{Mark, key, lexicons};
use crate::understand::tone::reading::Passage;
use crate::understand::tone::tokens::{Kind, Token};
use crate::understand::tone::weigh::{Weighed, turns};

/// Hashed features go to one of these many rows, of which the model's table has this power of two.
pub(super) const BITS: u32 = 18;
/// Rows of what is hashed.
pub(super) const HASHED: usize = 1 << BITS;
/// Rows of what is not: a constant, the flags, and the scales of the scopes.
pub(super) const PLAIN: usize = FLAGS + SCOPES * 2 * SCALE;
/// Rows of a table.
pub(super) const ROWS: usize = HASHED + PLAIN;

const FLAGS: usize = 40;
/// What is meant of the brand; the whole, its clause, what stands before it, after it, and near it.
const SCOPES: usize = 6;

/// Tokens of a stretch that is judged: about the longest tweet, or a long sentence.
const STRETCH: usize = 60;
/// Stretches that are judged, of all that name the brand.
const STRETCHES: usize = 12;
/// Tokens read where nobody is named.
const HEAD: usize = 160;
/// How much a find of the moderation lists counts beside some two hundred runs of words and letters.
const MARK: f32 = 0.6;
/// How far back a denial reaches, in words.
const DENIAL: u8 = 4;

/// One thing seen, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    pub row: u32,
    pub value: f32,
    /// Passage, first and last token; a last before the first is no place.
    pub place: (u16, u16, u16),
}

const NONE: u32 = u32::MAX;
const NOWHERE: (u16, u16, u16) = (0, 1, 0);

/// All that is seen of a mention. `targeted`: also where things stand from the brand.
pub(super) fn seen(passages: &[Passage], targeted: bool) -> Vec<Seen> {
    let named = passages.iter().any(|passage| !passage.brand.is_empty());
    let mut stretches = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        if named {
            stretches
                .extend(focus::stretches(&passage.tokens, &passage.brand, STRETCH).map(|(from, to)| (at, from, to)));
        } else {
            stretches.push((at, 0, passage.tokens.len().min(HEAD)));
        }
    }
    stretches.retain(|&(_, from, to)| from < to);
    stretches.truncate(STRETCHES);
    let mut out = Vec::with_capacity(1_200);
    let share = 1.0 / (stretches.len() as f32).max(1.0);
    for &(at, from, to) in &stretches {
        let begin = out.len();
        let stretch = Stretch::new(at, &passages[at], from, to);
        stretch.runs(&mut out);
        if targeted && !stretch.brand.is_empty() {
            stretch.relative(&mut out);
        }
        level(&mut out, begin, share);
        stretch.flags(&mut |flag, value| out.push(plain(flag, value * f64::from(share))));
        if targeted && !stretch.brand.is_empty() {
            stretch.scopes(&mut |scope, value| out.push(plain(scope, value * f64::from(share))));
        }
    }
    let meant = passages.iter().flat_map(|passage| &passage.meant);
    scales::put(meant, FLAGS, &mut |row, value| out.push(plain(row, value)));
    out.push(plain(0, 1.0));
    out
}

/// What the moderation lists found, as features beside the words themselves.
pub(super) fn mark(marks: &[u64], out: &mut Vec<Seen>) {
    out.extend(marks.iter().map(|mark| Seen { row: row(30, *mark), value: MARK, place: NOWHERE }));
}

fn plain(row: usize, value: f64) -> Seen {
    Seen { row: u32::try_from(HASHED + row).unwrap_or(u32::MAX), value: short(value), place: NOWHERE }
}

/// What falls into one row counts once, and each stretch counts alike however long it is.
fn level(out: &mut Vec<Seen>, begin: usize, share: f32) {
    // A small table of what was met, by row: rows are hashes, so that their lower bits will do.
    let mut met = vec![NONE; ((out.len() - begin) * 2).next_power_of_two()];
    let mut kept = begin;
    for at in begin..out.len() {
        let seen = out[at];
        let mut slot = seen.row as usize & (met.len() - 1);
        while met[slot] != NONE && out[met[slot] as usize].row != seen.row {
            slot = (slot + 1) & (met.len() - 1);
        }
        if met[slot] == NONE {
            met[slot] = u32::try_from(kept).unwrap_or(NONE);
            out[kept] = seen;
            kept += 1;
        } else if seen.value > out[met[slot] as usize].value {
            out[met[slot] as usize] = seen;
        }
    }
    out.truncate(kept);
    let length: f32 = out[begin..].iter().map(|seen| seen.value * seen.value).sum::<f32>().sqrt();
    for seen in &mut out[begin..] {
        seen.value *= share / length.max(1e-6);
    }
}

/// A token as runs are made of it: the brand is one of them, whatever its words.
struct Piece {
    hash: u64,
    first: usize,
    last: usize,
    share: f32,
    denied: bool,
    kind: PieceKind,
    /// How many pieces from the nearest of the brand's, to its right over nought.
    from_brand: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PieceKind {
    Brand,
    Phrase,
    Word,
}

impl Piece {
    fn new(passage: &Passage, nth: usize, phrase: Option<usize>, named: bool, denied: bool) -> Self {
        let last = phrase.unwrap_or(nth);
        let (kind, hash) = match phrase {
            _ if named => (PieceKind::Brand, MASK),
            Some(last) => (PieceKind::Phrase, key(passage.tokens[nth..=last].iter().map(|token| token.hash))),
            None => (PieceKind::Word, form(&passage.tokens[nth])),
        };
        let share = if named { 1.0 } else { short(passage.shares[nth]) };
        Self { hash, first: nth, last, share, denied, kind, from_brand: 0 }
    }
}

/// Which of the tokens deny what follows.
fn denials(passage: &Passage, from: usize, to: usize) -> Vec<bool> {
    let lists = lexicons(passage.language, to - from);
    let listed =
        |hash: u64| lists.iter().any(|list| list.get(hash).is_some_and(|known| known.mark == Some(Mark::Negator)));
    passage.tokens[from..to].iter().map(|token| listed(token.hash) || token.fold.ends_with("n't")).collect()
}

/// How far each piece is from the nearest of the brand's; both are in order.
fn measure(pieces: &mut [Piece], brand: &[usize]) {
    for (nth, piece) in pieces.iter_mut().enumerate() {
        if let Some(hit) = brand.iter().min_by_key(|hit| hit.abs_diff(nth)) {
            piece.from_brand = i32::try_from(nth).unwrap_or(0) - i32::try_from(*hit).unwrap_or(0);
        }
    }
}

struct Stretch<'p> {
    at: usize,
    passage: &'p Passage,
    tokens: (usize, usize),
    pieces: Vec<Piece>,
    /// Pieces that are the brand.
    brand: Vec<usize>,
}

/// What stands for the brand's words.
const MASK: u64 = 0x0005_EED0_FB4A_9D00;

impl<'p> Stretch<'p> {
    fn new(at: usize, passage: &'p Passage, from: usize, to: usize) -> Self {
        let (mut pieces, mut brand) = (Vec::with_capacity(to - from), Vec::new());
        // A phrase of the lists that holds its own denial is one piece: `pas mal` holds no `mal`.
        let denies = denials(passage, from, to);
        let settled = |word: &&Weighed| {
            word.last > word.first
                && word.first >= from
                && word.last < to
                && (word.first..=word.last).any(|nth| denies[nth - from])
        };
        let mut phrases = passage.said.iter().filter(settled).peekable();
        let (mut reach, mut nth) = (0_u8, from);
        while nth < to {
            let token = &passage.tokens[nth];
            let named = passage.brand.binary_search(&nth).is_ok();
            while phrases.next_if(|phrase| phrase.first < nth).is_some() {}
            let phrase = phrases.next_if(|phrase| phrase.first == nth && !named).map(|phrase| phrase.last);
            if let Some(before) =
                pieces.last_mut().filter(|before: &&mut Piece| named && before.kind == PieceKind::Brand)
            {
                before.last = nth;
                nth += 1;
                continue;
            }
            if matches!(token.kind, Kind::Clause | Kind::Sentence { .. }) || turns(token) {
                reach = 0;
            }
            if named {
                brand.push(pieces.len());
            }
            pieces.push(Piece::new(passage, nth, phrase, named, reach > 0));
            reach = if denies[nth - from] && phrase.is_none() { DENIAL } else { reach.saturating_sub(1) };
            nth = phrase.unwrap_or(nth) + 1;
        }
        measure(&mut pieces, &brand);
        Self { at, passage, tokens: (from, to), pieces, brand }
    }

    fn place(&self, first: usize, last: usize) -> (u16, u16, u16) {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        (small(self.at), small(self.pieces[first].first), small(self.pieces[last].last))
    }

    /// Runs of words, with gaps, and of the letters in them.
    fn runs(&self, out: &mut Vec<Seen>) {
        let hash = |nth: usize| self.pieces.get(nth).map(|piece| piece.hash);
        for (nth, piece) in self.pieces.iter().enumerate() {
            let mut put = |kind: u64, parts: u64, last: usize, value: f32| {
                let share = piece.share.midpoint(self.pieces[last].share);
                out.push(Seen { row: row(kind, parts), value: value * share, place: self.place(nth, last) });
            };
            put(if piece.denied { 2 } else { 1 }, piece.hash, nth, 1.0);
            if let Some(next) = hash(nth + 1) {
                put(3, join(piece.hash, next), nth + 1, 1.0);
                if let Some(third) = hash(nth + 2) {
                    put(4, join(piece.hash, third), nth + 2, 0.7);
                    put(5, join(join(piece.hash, next), third), nth + 2, 0.7);
                }
            }
            let token = &self.passage.tokens[piece.first];
            if piece.kind == PieceKind::Word && token.kind == Kind::Word {
                letters(&token.fold, |hash| put(6, hash, nth, 1.0));
            }
        }
    }

    /// What stands where from the brand.
    fn relative(&self, out: &mut Vec<Seen>) {
        let (from, to) = self.clause();
        for (nth, piece) in self.pieces.iter().enumerate().filter(|(_, piece)| piece.kind != PieceKind::Brand) {
            let far = piece.from_brand;
            let mut put = |kind: u64, parts: u64, last: usize, value: f32| {
                out.push(Seen { row: row(kind, parts), value, place: self.place(nth, last) });
            };
            if far.abs() <= 6 {
                put(7, piece.hash, nth, 1.0);
                if let Some(next) = self.pieces.get(nth + 1) {
                    put(8, join(piece.hash, next.hash), nth + 1, 1.0);
                }
            }
            if far.abs() <= 14 {
                put(if far < 0 { 9 } else { 10 }, piece.hash, nth, 0.8);
            }
            if far.abs() <= 3 {
                put(u64::from((20 + far).unsigned_abs()), piece.hash, nth, 1.0);
            }
            if (from..to).contains(&nth) {
                put(11, piece.hash, nth, 1.0);
            }
        }
    }

    /// The pieces of the first clause that names the brand.
    fn clause(&self) -> (usize, usize) {
        let Some(&hit) = self.brand.first() else { return (0, 0) };
        let breaks = |piece: &Piece| {
            let token = &self.passage.tokens[piece.first];
            piece.kind != PieceKind::Brand
                && (matches!(token.kind, Kind::Clause | Kind::Sentence { .. }) || turns(token))
        };
        let from = self.pieces[..hit].iter().rposition(breaks).map_or(0, |at| at + 1);
        let to = self.pieces[hit..].iter().position(breaks).map_or(self.pieces.len(), |at| hit + at);
        (from, to)
    }

    fn flags(&self, put: &mut impl FnMut(usize, f64)) {
        let tokens = &self.passage.tokens[self.tokens.0..self.tokens.1];
        let any = |test: &dyn Fn(&Token) -> bool| tokens.iter().any(test);
        let is = |yes: bool| f64::from(u8::from(yes));
        put(1, is(any(&|token| token.shouted)));
        put(2, is(any(&|token| token.stretched)));
        put(3, is(any(&|token| matches!(token.kind, Kind::Sentence { question: true, .. }))));
        put(4, is(any(&|token| matches!(token.kind, Kind::Sentence { bangs: 1.., .. }))));
        put(5 + (tokens.len().max(1).ilog2() as usize).min(7), 1.0);
        let last = match tokens.last().map(|token| token.kind) {
            Some(Kind::Word) | None => 0,
            Some(Kind::Sign(_)) => 1,
            Some(Kind::Clause) => 2,
            Some(Kind::Sentence { question: true, .. }) => 3,
            Some(Kind::Sentence { bangs: 1.., .. }) => 4,
            Some(Kind::Sentence { .. }) => 5,
        };
        put(13 + last, 1.0);
        let speaks = |&hit: &usize| focus::is_speaker(&self.passage.tokens, self.pieces[hit].first);
        if let Some(&hit) = self.brand.first() {
            put(19, 1.0);
            put(20 + (hit * 5 / self.pieces.len().max(1)).min(4), 1.0);
            put(25, is(self.brand.iter().any(speaks)));
            put(26, is(self.brand.len() > 1));
        }
    }

    /// What the lists say in each scope.
    fn scopes(&self, put: &mut impl FnMut(usize, f64)) {
        let token = |nth: usize| self.pieces.get(nth).map_or(self.tokens.1, |piece| piece.first);
        let hit = self.brand.first().copied().unwrap_or(0);
        let (from, to) = self.clause();
        let all = self.tokens;
        let scopes = [
            all,
            (token(from), token(to)),
            (all.0, token(hit)),
            (token(hit), all.1),
            (token(hit.saturating_sub(6)), token(hit + 7)),
        ];
        for (nth, (from, to)) in scopes.into_iter().enumerate() {
            let words = self.passage.said.iter().filter(|word| (from..to).contains(&word.first));
            scales::put(words, FLAGS + (nth + 1) * 2 * SCALE, put);
        }
    }
}

/// Numbers are told apart by their length only.
fn form(token: &Token) -> u64 {
    if token.kind == Kind::Word && token.fold.bytes().all(|b| b.is_ascii_digit()) {
        return 0xD161_7000 + token.fold.len().min(4) as u64;
    }
    token.hash
}

fn join(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn row(kind: u64, parts: u64) -> u32 {
    let mixed = (parts ^ kind.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    let mixed = (mixed ^ (mixed >> 35)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (64 - BITS)) as u32
}

/// Three to five letters in a row, the word's ends among them. A word is read as far as words go.
fn letters(fold: &str, mut put: impl FnMut(u64)) {
    let mut word = [0_u8; 66];
    let mut edges = [0_usize; 67];
    let (mut len, mut count) = (1, 1);
    word[0] = b'<';
    edges[1] = 1;
    for c in fold.chars() {
        if len + c.len_utf8() + 1 > word.len() {
            break;
        }
        len += c.encode_utf8(&mut word[len..]).len();
        count += 1;
        edges[count] = len;
    }
    word[len] = b'>';
    count += 1;
    edges[count] = len + 1;
    if count <= 3 {
        return;
    }
    for run in 3..=5 {
        for at in 0..(count + 1).saturating_sub(run) {
            put(xxh3_64(&word[edges[at]..edges[at + run]]));
        }
    }
}
