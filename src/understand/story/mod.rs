//! Whether two texts are one story: a wire text on forty sites is one voice with forty pickups, not forty voices.
//!
//! MinHash (Broder 1997) of three-word shingles, compared by Jaccard and by containment, since sites cut a wire text and
//! put their own frame round it. SimHash was measured and misses just those. Two reports of one event in their authors'
//! own words are two stories: that is meant. So are two fillings of one form (weather, stock, match, notice of death) and
//! two releases that end with the same words on the firm, which shingles alone cannot tell from a copy with a few words
//! changed: names, numbers and longer words do. The seeds are fixed, for sketches are stored and compared across runs.

#[cfg(test)]
mod accuracy;
mod evaluate;
mod recent;
mod sketch;
#[cfg(test)]
mod tests;
mod verdict;
mod window;
mod words;

pub use evaluate::{Labelled, Pairs, Report, evaluate, labelled};
pub use recent::Recent;
pub use sketch::sketch;
pub use verdict::{Met, is_like, is_worth_keeping};
pub use window::{OPEN_MS, Window};
