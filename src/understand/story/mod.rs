//! Whether two texts are one story: a wire text on forty sites is one voice with forty pickups, not forty voices.
//!
//! MinHash (Broder 1997) of three-word shingles, compared by Jaccard and by containment, since sites cut a wire text and
//! put their own frame round it. SimHash was measured and misses just those. Two reports of one event in their authors'
//! own words are two stories: that is meant. The seeds are fixed, for sketches are stored and compared across runs.

mod sketch;
#[cfg(test)]
mod tests;

pub use sketch::{bands_of, sketch};

use crate::model::Sketch;
use sketch::LONG_MINIMA;

/// Long texts are one story from this share of common shingles on; different articles stay under 0.09.
const ALIKE: f64 = 0.3;
/// Or when this share of the shorter one stands in the longer one,
const CONTAINED: f64 = 0.5;
/// provided that the common share is above what chance and the sketch's grain give.
const CONTAINED_ALIKE: f64 = 0.12;
/// Short texts say the same thing in the same words by chance: they must be nearly equal.
const SHORT_ALIKE: f64 = 0.6;

/// Whether the two are one story.
pub fn same_story(a: &Sketch, b: &Sketch) -> bool {
    if a.shingles == 0 || b.shingles == 0 {
        return a.shingles == b.shingles && !a.bands.is_empty() && a.bands == b.bands;
    }
    if a.minima.len() != b.minima.len() || a.minima.is_empty() {
        return false;
    }
    let equal = a.minima.iter().zip(&b.minima).filter(|(x, y)| x == y).count();
    let alike = equal as f64 / a.minima.len() as f64;
    if a.minima.len() < LONG_MINIMA {
        return alike >= SHORT_ALIKE;
    }
    let (a_size, b_size) = (f64::from(a.shingles), f64::from(b.shingles));
    let common = alike / (1.0 + alike) * (a_size + b_size);
    alike >= ALIKE || (alike >= CONTAINED_ALIKE && common / a_size.min(b_size) >= CONTAINED)
}
