//! From two sketches to an answer.

use super::sketch::{LONG_MINIMA, MOST_LONG, MOST_NAMES};
use crate::model::{DAY_MS, Sketch};

/// Long texts may be one story from this share of common shingles on; different articles stay under 0.09.
const ALIKE: f64 = 0.2;
/// Or when this share of the shorter one stands in the longer one,
const CONTAINED: f64 = 0.5;
/// provided that the common share is above what chance and the sketch's grain give.
const CONTAINED_ALIKE: f64 = 0.12;
/// On one site more is asked: sites fill their own forms again and again, and seldom reprint themselves.
const ALIKE_AT_HOME: f64 = 0.65;
/// Copies keep the names and numbers of the original, fillings of one form have their own.
const NAMES: f64 = 0.5;
/// Copies with every fifth word changed keep this share of the longer words, texts within one frame do not.
const WORDS: f64 = 0.72;
/// Where no names tell: words changed here and there break more shingles than they are, while what was changed in one
/// stretch, as within a frame, breaks as many. The share of words that shingles of three let expect, less this, is asked.
const WORDS_SLACK: f64 = 0.08;
/// Short texts say the same thing in the same words by chance: they must be nearly equal.
const SHORT_ALIKE: f64 = 0.6;
/// A text less like what the story is known by than this may be met by texts that the others would miss.
const DIFFERENT: f64 = 0.7;
/// Texts by which one story is known, at most.
const MOST_KEPT: usize = 5;

/// How alike two texts of one story are: the share of shingles, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Met(pub f64);

/// Whether a text that met its story so is kept to be compared with later ones, beside the `kept` that are.
pub fn is_worth_keeping(met: Met, kept: usize) -> bool {
    met.0 < DIFFERENT && kept < MOST_KEPT
}

/// Whether the two, so long apart, are one story, and how alike they are.
pub fn is_like(a: &Sketch, b: &Sketch, apart_ms: i64, one_site: bool) -> Option<Met> {
    if a.shingles == 0 || b.shingles == 0 {
        let is_one = a.shingles == b.shingles && !a.minima.is_empty() && a.minima == b.minima;
        return is_one.then_some(Met(1.0));
    }
    if a.minima.len() != b.minima.len() || a.minima.is_empty() {
        return None;
    }
    let equal = a.minima.iter().zip(&b.minima).filter(|(x, y)| x == y).count();
    let alike = common(equal, a.minima.len());
    let is_one = if a.minima.len() < LONG_MINIMA {
        let meets = apart_ms.abs() <= DAY_MS || a.links.iter().any(|link| b.links.contains(link));
        alike >= SHORT_ALIKE && meets
    } else {
        is_copy(a, b, alike) && (!one_site || alike >= ALIKE_AT_HOME)
    };
    is_one.then_some(Met(alike))
}

/// The share of shingles that two texts have in common, with so many of their minima equal. A minimum is kept as one
/// byte, so that one in 256 is equal by chance (b-bit minwise hashing, Li and König 2010).
fn common(equal: usize, minima: usize) -> f64 {
    const CHANCE: f64 = 1.0 / 256.0;
    ((equal as f64 / minima as f64 - CHANCE) / (1.0 - CHANCE)).max(0.0)
}

/// Fewer equal minima, out of so many, make no two texts one story.
pub(super) fn least_equal(minima: usize) -> usize {
    let least = if minima < LONG_MINIMA { SHORT_ALIKE } else { CONTAINED_ALIKE };
    (0..minima).find(|&equal| common(equal, minima) >= least).unwrap_or(minima)
}

fn is_copy(a: &Sketch, b: &Sketch, alike: f64) -> bool {
    let (a_size, b_size) = (f64::from(a.shingles), f64::from(b.shingles));
    let contained = alike / (1.0 + alike) * (a_size + b_size) / a_size.min(b_size);
    let shares = alike >= ALIKE || (alike >= CONTAINED_ALIKE && contained >= CONTAINED);
    let names = held(&a.names, &b.names, MOST_NAMES);
    let words = if names.is_some() { WORDS } else { WORDS.max(contained.min(1.0).cbrt() - WORDS_SLACK) };
    shares
        && names.is_none_or(|share| share >= NAMES)
        && held(&a.words, &b.words, MOST_LONG).is_none_or(|share| share >= words)
}

/// Which share of the smaller set stands in the other, from the least `most` hashes of each; `None` for next to none.
fn held(a: &[u32], b: &[u32], most: usize) -> Option<f64> {
    const FEWEST: usize = 2;
    // What lies above the last hash of a full set was cut off: it may be in there or not.
    let bound = [a, b].into_iter().filter(|set| set.len() == most).filter_map(|set| set.last()).min();
    let within = |set: &[u32]| bound.map_or(set.len(), |bound| set.partition_point(|hash| hash <= bound));
    let (a, b) = (&a[..within(a)], &b[..within(b)]);
    let fewer = a.len().min(b.len());
    let both = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    (fewer >= FEWEST).then(|| both as f64 / fewer as f64)
}
