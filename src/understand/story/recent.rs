//! The minima of the last texts, side by side: which of them are alike enough to be compared in full.
//!
//! All are looked at for each new text, three nanoseconds each. Deliberately absent: an index of bands (LSH). It
//! misses pairs, and kept in the file it is fifty pages a text, which cost more than this does with 100,000 texts.

use std::collections::VecDeque;

use super::verdict::least_equal;
use crate::model::Timestamp;

/// Room for the minima of one text.
const BYTES: usize = 128;

/// The last texts, oldest first, each with what its keeper knows it by. What is kept is bounded by time and by number: a
/// flood makes it reach back less far, never makes it larger (R7).
#[derive(Debug)]
pub struct Recent<T> {
    texts: VecDeque<Text<T>>,
    most: usize,
}

#[derive(Debug)]
struct Text<T> {
    minima: [u8; BYTES],
    length: u8,
    at: Timestamp,
    known_by: T,
}

impl<T> Recent<T> {
    /// At most the last `most` texts.
    pub fn new(most: usize) -> Self {
        Self { texts: VecDeque::new(), most }
    }

    /// Adds a later text. One with more minima than any sketch has is not kept.
    pub fn push(&mut self, minima: &[u8], at: Timestamp, known_by: T) {
        let (Some(minima), Ok(length)) = (padded(minima), u8::try_from(minima.len())) else { return };
        if self.texts.len() >= self.most {
            self.texts.pop_front();
        }
        self.texts.push_back(Text { minima, length, at, known_by });
    }

    /// Forgets the texts of before `before`.
    pub fn forget(&mut self, before: Timestamp) {
        while self.texts.front().is_some_and(|text| text.at < before) {
            self.texts.pop_front();
        }
    }

    /// The texts that `is_like` may find alike, oldest first.
    pub fn alike(&self, minima: &[u8]) -> impl Iterator<Item = (Timestamp, &T)> {
        let (length, least) = (minima.len(), least_equal(minima.len()) + (BYTES - minima.len().min(BYTES)));
        let asked = padded(minima).unwrap_or([0; BYTES]);
        let is_near = move |text: &&Text<T>| usize::from(text.length) == length && equal(&text.minima, &asked) >= least;
        self.texts.iter().filter(is_near).map(|text| (text.at, &text.known_by))
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.texts.iter().map(|text| &text.known_by)
    }
}

/// The minima in the room there is: noughts behind them, which are equal between any two of one length.
fn padded(minima: &[u8]) -> Option<[u8; BYTES]> {
    let mut out = [0; BYTES];
    out.get_mut(..minima.len())?.copy_from_slice(minima);
    Some(out)
}

/// How many are equal: bytes are added to bytes, which machines do sixteen at a time.
fn equal(a: &[u8; BYTES], b: &[u8; BYTES]) -> usize {
    usize::from(a.iter().zip(b).map(|(a, b)| u8::from(a == b)).sum::<u8>())
}
