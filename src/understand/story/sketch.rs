//! The sketch of a text: minima, size, and what tells a copy from another filling of the same form.

use std::sync::LazyLock;

use super::words::{Word, words};
use crate::model::Sketch;

/// Permutations over a long text's shingles.
pub(super) const LONG_MINIMA: usize = 126;
/// Permutations of a short text's: fewer, which also keeps the two kinds apart.
const SHORT_MINIMA: usize = 63;
/// Under this many words nothing but equality is claimed.
const FEWEST_WORDS: usize = 4;
/// From this many words on, shingles are of words; under it, of letters.
const LONG_WORDS: usize = 25;
/// Words that are looked at.
const MOST_WORDS: usize = 4_000;
/// Bytes that are looked at, for texts that have no words.
const MOST_BYTES: usize = 64 * 1024;
/// Hashes kept of longer words, and of names and numbers.
pub(super) const MOST_LONG: usize = 64;
pub(super) const MOST_NAMES: usize = 48;
/// Links kept of a short text.
const MOST_LINKS: usize = 4;
/// Letters of a word that says something.
const LONG_LETTERS: usize = 6;

/// What is compared between two texts.
pub fn sketch(title: &str, text: &str) -> Sketch {
    let text = text.trim();
    // Many feeds repeat the title at the head of the text.
    let title = if text.starts_with(title.trim()) { "" } else { title.trim() };
    let bytes = (title.len() + text.len() + 2).min(MOST_BYTES);
    let mut read = Reading { line: String::with_capacity(bytes), ..Reading::default() };
    read.take(title, false);
    read.take(text, true);
    let line = &read.line;
    if read.ends.len() < FEWEST_WORDS {
        let minima = if line.len() < 2 { Vec::new() } else { hash(line.as_bytes(), 0x7e97).to_be_bytes().to_vec() };
        return Sketch { minima, ..Sketch::default() };
    }
    let is_long = read.ends.len() >= LONG_WORDS;
    let mut shingles: Vec<u64> =
        if is_long { read.word_shingles() } else { letter_shingles(line.strip_suffix(' ').unwrap_or(line)) };
    shingles.sort_unstable();
    shingles.dedup();
    Sketch {
        minima: minima(&shingles, if is_long { LONG_MINIMA } else { SHORT_MINIMA }),
        shingles: u32::try_from(shingles.len()).unwrap_or(u32::MAX),
        words: if is_long { least(read.long.into_iter().map(high_half).collect(), MOST_LONG) } else { Vec::new() },
        names: if is_long { least(read.names, MOST_NAMES) } else { Vec::new() },
        links: if is_long { Vec::new() } else { links(text) },
    }
}

/// What one pass over the words gives.
#[derive(Default)]
struct Reading {
    /// Its words, a blank after each: lower case, without accents, every digit a zero, since counters and dates change
    /// from site to site.
    line: String,
    /// Where each word ends with its blank.
    ends: Vec<usize>,
    long: Vec<u64>,
    names: Vec<u32>,
}

impl Reading {
    /// `names`: whether capitals mean something here; in a title they often do not.
    fn take(&mut self, text: &str, names: bool) {
        let head = &text[..text.floor_char_boundary(MOST_BYTES)];
        let mut number = String::new();
        for word in words(head).take(MOST_WORDS.saturating_sub(self.ends.len())) {
            let folded = word.folded();
            if names && !word.continues() {
                self.end_number(&mut number);
            }
            let start = self.line.len();
            if word.is_number() {
                if names {
                    number.push_str(&folded);
                }
                self.line.extend(folded.chars().map(|c| if c.is_numeric() { '0' } else { c }));
                self.line.push(' ');
            } else {
                self.line.push_str(&folded);
                self.line.push(' ');
                self.remember(&word, start, names);
            }
            self.ends.push(self.line.len());
        }
        self.end_number(&mut number);
    }

    /// Keeps what the last word says, which begins there.
    fn remember(&mut self, word: &Word<'_>, start: usize, names: bool) {
        let folded = &self.line[start..];
        if names && word.is_name() && !is_of_the_calendar(folded.trim_end()) {
            self.names.push(high_half(hash(folded.as_bytes(), 0x4e)));
        }
        if folded.len() > LONG_LETTERS {
            self.long.push(hash(folded.as_bytes(), 0x57));
        }
    }

    /// Hashes of each three words in a row.
    fn word_shingles(&self) -> Vec<u64> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let threes = starts.zip(self.ends.iter().skip(2));
        threes.map(|(start, &end)| hash(&self.line.as_bytes()[start..end], 0x10)).collect()
    }

    fn end_number(&mut self, number: &mut String) {
        if !number.is_empty() {
            number.push(' ');
            self.names.push(high_half(hash(number.as_bytes(), 0x4e)));
            number.clear();
        }
    }
}

/// English days and months have capitals, and every report of a day shares them.
fn is_of_the_calendar(folded: &str) -> bool {
    const WORDS: [&str; 19] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    WORDS.contains(&folded)
}

/// The least `most` of the hashes: of any two texts, those that both have are found among them.
fn least(mut hashes: Vec<u32>, most: usize) -> Vec<u32> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(most);
    hashes
}

/// The addresses that stand in the text, without what is asked of them.
fn links(text: &str) -> Vec<u32> {
    let address = |word: &str| {
        let word =
            word.split_once("://").filter(|(scheme, _)| scheme.ends_with("http") || scheme.ends_with("https"))?.1;
        let bare = word.split(['?', '#']).next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!bare.is_empty()).then(|| high_half(hash(format!("{} ", bare.to_ascii_lowercase()).as_bytes(), 0x71)))
    };
    least(text.split_whitespace().filter_map(address).take(MOST_LINKS).collect(), MOST_LINKS)
}

fn letter_shingles(line: &str) -> Vec<u64> {
    let letters: Vec<char> = line.chars().collect();
    letters.windows(4).map(|four| hash(four.iter().chain(&[' ']).collect::<String>().as_bytes(), 0x11)).collect()
}

fn minima(shingles: &[u64], permutations: usize) -> Vec<u8> {
    // Multiply-add-shift (Dietzfelbinger 1996): shingles are mixed already, so that one product a permutation will do.
    static SEEDS: LazyLock<Vec<(u64, u64)>> = LazyLock::new(|| {
        let seeds = (0_u64..).take(LONG_MINIMA).map(|nth| mix(nth.wrapping_add(0x9e37_79b9_7f4a_7c15)));
        seeds.map(|seed| (seed | 1, mix(seed))).collect()
    });
    let least = |&(factor, term): &(u64, u64)| {
        // Four at a time, which do not wait for one another.
        let at = |shingle: u64| shingle.wrapping_mul(factor).wrapping_add(term);
        let (fours, rest) = shingles.as_chunks::<4>();
        let mut least = [u64::MAX; 4];
        for four in fours {
            for (least, &shingle) in least.iter_mut().zip(four) {
                *least = (*least).min(at(shingle));
            }
        }
        rest.iter().map(|&shingle| at(shingle)).chain(least).fold(u64::MAX, u64::min)
    };
    // Mixed: the least of many has noughts in front, and the end of a product has little of its factor.
    SEEDS.iter().take(permutations).map(|seed| mix(least(seed)).to_be_bytes()[0]).collect()
}

/// The better mixed half.
fn high_half(bits: u64) -> u32 {
    let [a, b, c, d, ..] = bits.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// FNV-1a, mixed. Whatever is hashed ends with a blank.
fn hash(bytes: &[u8], seed: u64) -> u64 {
    let next = |state: u64, &byte: &u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325 ^ seed, next))
}

/// The finaliser of SplitMix64.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
