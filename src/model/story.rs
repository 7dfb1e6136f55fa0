//! Near-duplicates: one wire text on forty sites is one story with forty pickups.

use serde::{Deserialize, Serialize};

/// What is compared between two texts to tell whether they are one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// MinHash of the text's shingles (Broder 1997), one byte a permutation; of a text too short to compare, its hash.
    pub minima: Vec<u8>,
    /// Number of distinct shingles; 0 for a text too short to compare.
    pub shingles: u32,
    /// The least hashes of its longer words, in order: a frame that two texts share holds few of what they are about.
    pub words: Vec<u32>,
    /// The least hashes of its names and numbers, in order: reports made from one form share none.
    pub names: Vec<u32>,
    /// Hashes of the addresses in it; of a short text only.
    pub links: Vec<u32>,
}
