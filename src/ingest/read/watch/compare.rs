//! Two versions of a page, block by block: what went, what came, what became something else.
//!
//! Blocks are matched by what they say wherever they stand, so that a block that moved, a list in another order and a
//! new layout are no difference (F54, F55). What is known as noise is left out. What is left is paired by place and
//! likeness. Every pass is linear in the number of blocks but for the pairing, which looks at a few neighbours.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::about::About;
use super::bag::Bag;
use super::cards::{self, turn_key};
use super::dated::is_only_dated;
use super::dresses;
use super::matching::{match_by, match_copies, match_within};
use super::overturned::overturned;
use super::pairing::pair;
use super::rolls::{Roll, rolls};
use super::tokens::{Grip, Token, key, mix};
use super::words::{Said, Words};
use crate::model::{BlockPlace, Noise, NoiseKind, PageVersion, Timestamp};

/// Blocks of one version that are compared.
const MAX_LINES: usize = 3_000;
pub(super) const SAME: f64 = 0.5;

/// One block, ready to be compared.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) place: &'a BlockPlace,
    pub(super) tokens: Rc<[Token]>,
    pub(super) bag: Rc<Bag>,
    pub(super) exact: u64,
    pub(super) skeleton: u64,
    /// What it is told apart by: without the spans that are noise here.
    pub(super) stable: u64,
    loose: bool,
    pub(super) matched: bool,
    /// The line whose value it is.
    pub(super) label: Option<usize>,
    /// The block before it that stands in both versions.
    pub(super) anchor: u64,
    /// No other line stands at its path.
    pub(super) alone: bool,
    /// Which one it is of those behind it that do not, at the same path.
    nth: usize,
}

/// One difference: a block that went, came, or became another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) key: u64,
    /// Lines of the older and of the newer version.
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

/// Two versions beside each other.
#[derive(Debug)]
pub(super) struct Compared<'a> {
    pub(super) old: Vec<Line<'a>>,
    pub(super) new: Vec<Line<'a>>,
    pub(super) units: Vec<Unit>,
    /// Texts that come and go: no difference, and never what the page is known by.
    pub(super) passing: Vec<Unit>,
    /// Texts that were left out for the place where they stand.
    pub(super) left_out: Vec<u64>,
    /// Lines of the newer version that were left out for their text, at a place not yet known for it.
    pub(super) carried: Vec<usize>,
    /// Lists that moved on, and are not yet known to.
    pub(super) rolls: Vec<Roll>,
    /// How much of the older text is still there, from 0 to 1.
    pub(super) kept: f64,
    /// Most blocks stand elsewhere, and say the same.
    pub(super) relaid: bool,
    /// What the older and the newer one are made of.
    pub(super) about: (About<'a>, About<'a>),
    /// Lists of offers that turned, and are not yet known to, by the path of their names.
    pub(super) turned: BTreeSet<&'a str>,
    /// Paths at which a text went and another one came, whether that is news or is left out.
    pub(super) overturned: HashSet<&'a str>,
    /// When the newer one was read.
    pub(super) at: Timestamp,
}

/// A version, when it was read, and what its blocks say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read<'a>(pub(super) &'a PageVersion, pub(super) Timestamp, pub(super) &'a Words);

/// What is known of a page's noise: what is left out, and texts that stood where something was left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) noise: &'a [Noise],
    pub(super) fleeting: &'a [(u64, Timestamp)],
}

/// Compares two versions.
pub(super) fn compare<'a>(old: Read<'a>, new: Read<'a>, known: Known<'_>) -> Compared<'a> {
    let masks = Masks::new(known);
    let at = new.1;
    let (mut old, mut new) = (lines(old, &masks), lines(new, &masks));
    match_by(&mut old, &mut new, |line| Some(line.exact));
    match_by(&mut old, &mut new, |line| Some(line.stable));
    match_by(&mut old, &mut new, |line| line.loose.then_some(line.stable));
    dresses::match_dressed(&mut old, &mut new);
    dresses::match_dressed(&mut new, &mut old);
    dresses::match_joined(&mut old, &mut new);
    dresses::match_joined(&mut new, &mut old);
    match_within(&mut old, &mut new);
    match_copies(&mut old, &mut new);
    let whole = share_matched(&old);
    let relaid = relaid(&old, &new);
    let (known, rolls): (Vec<Roll>, Vec<Roll>) = rolls(&old, &new).into_iter().partition(|roll| masks.rolls(roll));
    let (again, turned): (Vec<&str>, Vec<&str>) = cards::turned(&old, &new)
        .into_iter()
        .partition(|path| masks.known.contains(&(NoiseKind::Roll, turn_key(path))));
    let rolled = |is_new: bool, side: &[Line<'_>]| -> HashSet<usize> {
        let rolled = known.iter().flat_map(|roll| roll.lines(is_new)).copied();
        rolled.chain(again.iter().flat_map(|path| cards::lines_of(side, path))).collect()
    };
    let (mut passing, mut left_out, mut carried) = (Vec::new(), Vec::new(), Vec::new());
    for (side, is_new) in [(&mut old, false), (&mut new, true)] {
        anchor(side);
        let mut quiet = vec![false; side.len()];
        for i in rolled(is_new, side) {
            (side[i].matched, quiet[i]) = (true, true);
        }
        for (i, line) in side.iter_mut().enumerate().filter(|(_, line)| !line.matched) {
            line.matched = masks.cover(line);
            let says = line.tokens.iter().filter(|token| matches!(token, Token::Word(_))).count() >= 2;
            if line.matched {
                left_out.extend((says && !masks.has(NoiseKind::Text, line)).then_some(line.stable));
            } else if masks.fleeting.contains(&line.stable) {
                // An advertisement is one wherever a new layout puts it.
                line.matched = true;
                carried.extend(is_new.then_some(i));
            }
            quiet[i] = line.matched;
            if masks.has(NoiseKind::Text, line) {
                let (before, after) = if is_new { (None, Some(i)) } else { (Some(i), None) };
                passing.push(Unit { key: line.stable, before, after });
            }
        }
        // What is left out takes its values with it, and so does a name that came back to where names pass.
        let with = |line: &Line<'_>| line.label.is_some_and(|label| quiet[label] || masks.cover(&side[label]));
        let taken: Vec<bool> = side.iter().map(with).collect();
        side.iter_mut().zip(taken).for_each(|(line, taken)| line.matched |= taken);
    }
    let mut units = pair(&old, &new);
    let kept = whole + share_in_pairs(&units, &old, &new);
    units.retain(|unit| {
        !is_shuffle(unit, &old, &new) && !is_spaced(unit, &old, &new) && !is_only_dated(unit, &old, &new)
    });
    if says_the_same(&units, &old, &new) {
        units.clear();
    }
    let overturned = overturned(&units, &old, &new);
    let (about, turned) = ((About::new(&old), About::new(&new)), turned.into_iter().collect());
    Compared { old, new, units, passing, left_out, carried, rolls, kept, relaid, about, turned, overturned, at }
}

/// What is left out, ready to be asked.
struct Masks {
    known: HashSet<(NoiseKind, u64)>,
    fleeting: HashSet<u64>,
}

impl Masks {
    fn new(Known { noise, fleeting }: Known<'_>) -> Self {
        Self {
            known: noise.iter().filter(|noise| noise.masked).map(|noise| (noise.kind, noise.key)).collect(),
            fleeting: fleeting.iter().map(|&(key, _)| key).collect(),
        }
    }

    fn has(&self, kind: NoiseKind, line: &Line<'_>) -> bool {
        !self.known.is_empty()
            && (self.known.contains(&(kind, noise_key(kind, line)))
                || kind == NoiseKind::Text && self.known.contains(&(kind, words_key(line))))
    }

    fn rolls(&self, roll: &Roll) -> bool {
        self.known.contains(&(NoiseKind::Roll, roll.key))
    }

    fn cover(&self, line: &Line<'_>) -> bool {
        [NoiseKind::Text, NoiseKind::Place, NoiseKind::Path].into_iter().any(|kind| self.has(kind, line))
    }
}

/// The key under which a line's noise is known.
pub(super) fn noise_key(kind: NoiseKind, line: &Line<'_>) -> u64 {
    let path = line.place.path.as_str();
    match kind {
        // The same words around other numbers are the same block wherever a new layout puts it.
        NoiseKind::Spans if line.tokens.iter().any(|token| matches!(token, Token::Word(_))) => mix(line.skeleton),
        NoiseKind::Spans => mix((path, line.skeleton)),
        // A bare figure is known by its place: another place may say it in earnest.
        NoiseKind::Text if !line.tokens.iter().any(|token| matches!(token, Token::Word(_))) => mix((path, line.stable)),
        NoiseKind::Text => line.stable,
        // A path that holds one line is a place of its own, whatever stands round it.
        NoiseKind::Place if line.alone => mix((path, "alone")),
        NoiseKind::Place => mix((path, line.anchor, line.nth)),
        NoiseKind::Path | NoiseKind::Roll => mix(path),
    }
}

/// The key of a text that comes and goes whatever its numbers are: `37 comments`.
pub(super) fn words_key(line: &Line<'_>) -> u64 {
    mix(("words", key(&line.tokens, Grip::Spans)))
}

/// The texts of a version, as they are known.
pub(super) fn keys(version: Read<'_>, noise: &[Noise]) -> HashSet<u64> {
    lines(version, &Masks::new(Known { noise, fleeting: &[] }))
        .iter()
        .flat_map(|line| [noise_key(NoiseKind::Text, line), words_key(line)])
        .collect()
}

fn lines<'a>(Read(version, at, words): Read<'a>, masks: &Masks) -> Vec<Line<'a>> {
    static NOWHERE: BlockPlace = BlockPlace { path: String::new(), aside: false, link: false };
    let places = version.places.iter().chain(std::iter::repeat(&NOWHERE));
    let mut lines = Vec::new();
    for (text, place) in version.text.as_str().lines().zip(places).take(MAX_LINES) {
        let Said { tokens, bag, exact, skeleton, is_dated, is_placeholder } = words.of(text);
        if tokens.is_empty() || is_placeholder {
            continue;
        }
        let stable = if is_dated { key(&tokens, Grip::Today(at)) } else { exact };
        let mut line = Line {
            text,
            place,
            tokens,
            bag,
            exact,
            skeleton,
            stable,
            loose: false,
            matched: false,
            label: None,
            alone: false,
            anchor: 0,
            nth: 0,
        };
        if masks.has(NoiseKind::Spans, &line) {
            (line.loose, line.stable) = (true, key(&line.tokens, Grip::Spans));
        }
        lines.push(line);
    }
    cards::label(&mut lines);
    let mut at: HashMap<&str, usize> = HashMap::new();
    for line in &lines {
        *at.entry(line.place.path.as_str()).or_default() += 1;
    }
    for line in &mut lines {
        line.alone = at[line.place.path.as_str()] == 1;
    }
    lines
}

fn share_matched(old: &[Line<'_>]) -> f64 {
    let words = |matched: bool| old.iter().filter(|line| line.matched || !matched).map(|line| line.tokens.len()).sum();
    let (kept, all): (usize, usize) = (words(true), words(false));
    if all == 0 { 0.0 } else { kept as f64 / all as f64 }
}

/// The share of the older text that stands in blocks that only became another one. A page of a few words is always
/// kept: nothing can be said of it by shares.
fn share_in_pairs(units: &[Unit], old: &[Line<'_>], new: &[Line<'_>]) -> f64 {
    const FEW: usize = 30;
    let all: usize = old.iter().map(|line| line.tokens.len()).sum();
    if all < FEW {
        return 1.0;
    }
    let pairs = units.iter().filter_map(|unit| Some((&old[unit.before?], &new[unit.after?])));
    let common: f64 = pairs
        .map(|(before, after)| likeness(before, after) * (before.tokens.len() + after.tokens.len()) as f64 / 2.0)
        .sum();
    common / all as f64
}

/// Whether most of the lines stand under other paths than before.
fn relaid(old: &[Line<'_>], new: &[Line<'_>]) -> bool {
    let before: HashSet<(u64, &str)> = old.iter().map(|line| (line.exact, line.place.path.as_str())).collect();
    let texts: HashSet<u64> = old.iter().map(|line| line.exact).collect();
    let known = new.iter().filter(|line| texts.contains(&line.exact)).count();
    let moved = new
        .iter()
        .filter(|line| texts.contains(&line.exact) && !before.contains(&(line.exact, line.place.path.as_str())));
    known >= 5 && moved.count() * 2 > known
}

fn anchor(lines: &mut [Line<'_>]) {
    let mut last = 0;
    let mut since: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        line.anchor = last;
        if line.matched {
            last = line.exact;
            since.clear();
        } else {
            let nth = since.entry(line.place.path.as_str()).or_default();
            line.nth = *nth;
            *nth += 1;
        }
    }
}

/// The share of tokens that two lines have in common.
pub(super) fn likeness(a: &Line<'_>, b: &Line<'_>) -> f64 {
    (2 * a.bag.common(&b.bag)) as f64 / (a.tokens.len() + b.tokens.len()) as f64
}

/// A list within one line, in another order.
fn is_shuffle(unit: &Unit, old: &[Line<'_>], new: &[Line<'_>]) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let (before, after) = (&old[before], &new[after]);
    let marks = |text: &str| text.matches([',', '|', '·', '•', '/', ';']).count();
    marks(before.text) >= 2 && before.bag.is_same(&after.bag)
}

/// The same letters, with the space between elements there or not.
fn is_spaced(unit: &Unit, old: &[Line<'_>], new: &[Line<'_>]) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let letters = |line: &'_ str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(old[before].text) == letters(new[after].text)
}

/// Whether all that went came again, cut into other blocks.
fn says_the_same(units: &[Unit], old: &[Line<'_>], new: &[Line<'_>]) -> bool {
    let gone = units.iter().filter_map(|unit| unit.before);
    let come = units.iter().filter_map(|unit| unit.after);
    // Where each block became another one, the same words in other places say something else.
    units.iter().any(|unit| unit.before.is_none() || unit.after.is_none())
        && bag(gone.map(|i| &old[i])) == bag(come.map(|i| &new[i]))
}

fn bag<'l>(lines: impl Iterator<Item = &'l Line<'l>>) -> Vec<u64> {
    let mut ids: Vec<u64> = lines.flat_map(|line| line.bag.ids.iter().copied()).collect();
    ids.sort_unstable();
    ids
}
