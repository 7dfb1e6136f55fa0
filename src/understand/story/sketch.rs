//! The sketch of a text: minima, band keys, size.

use crate::model::Sketch;
use crate::understand::tone::tokens::fold;

/// Permutations of a long text's sketch: 42 bands of 3 (a pair with 0.4 in common shares a band 19 times in 20).
pub(super) const LONG_MINIMA: usize = 126;
/// Permutations of a short text's: fewer, which also keeps the two kinds apart.
const SHORT_MINIMA: usize = 63;
/// Minima in a band.
const ROWS: usize = 3;
/// Under this many words nothing but equality is claimed.
const FEWEST_WORDS: usize = 4;
/// From this many words on, shingles are of words; under it, of letters.
const LONG_WORDS: usize = 25;
/// Words that are looked at.
const MOST_WORDS: usize = 4_000;
/// Bytes that are looked at, for texts that have no words.
const MOST_BYTES: usize = 64 * 1024;

/// What is compared between two texts.
pub fn sketch(title: &str, text: &str) -> Sketch {
    let text = text.trim();
    // Many feeds repeat the title at the head of the text.
    let title = if text.starts_with(title.trim()) { "" } else { title.trim() };
    let words: Vec<String> = [title, text].into_iter().flat_map(words).take(MOST_WORDS).collect();
    if words.len() < FEWEST_WORDS {
        let key = words.join(" ");
        let bands = if key.is_empty() { Vec::new() } else { vec![as_key(hash(&[&key], 0x7e97))] };
        return Sketch { minima: Vec::new(), bands, shingles: 0 };
    }
    let (mut shingles, permutations) = if words.len() < LONG_WORDS {
        (letter_shingles(&words.join(" ")), SHORT_MINIMA)
    } else {
        (words.windows(3).map(|three| hash(three, 0x10)).collect(), LONG_MINIMA)
    };
    shingles.sort_unstable();
    shingles.dedup();
    let minima = minima(&shingles, permutations);
    let bands = bands_of(&minima);
    Sketch { minima, bands, shingles: u32::try_from(shingles.len()).unwrap_or(u32::MAX) }
}

/// Lower case, without accents, every digit a zero: counters and dates change from site to site.
fn words(text: &str) -> impl Iterator<Item = String> {
    let head = &text[..text.floor_char_boundary(MOST_BYTES)];
    head.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| fold(word).0)
        .map(|word| if word.chars().any(char::is_numeric) { without_digits(&word) } else { word })
}

fn without_digits(word: &str) -> String {
    word.chars().map(|c| if c.is_numeric() { '0' } else { c }).collect()
}

fn letter_shingles(line: &str) -> Vec<u64> {
    let letters: Vec<char> = line.chars().collect();
    letters.windows(4).map(|four| hash(&[four.iter().collect::<String>()], 0x11)).collect()
}

fn minima(shingles: &[u64], permutations: usize) -> Vec<u32> {
    // Multiply-add-shift (Dietzfelbinger 1996): shingles are mixed already, so that one product a permutation will do.
    let seeds: Vec<(u64, u64)> = (0_u64..)
        .take(permutations)
        .map(|nth| mix(nth.wrapping_add(0x9e37_79b9_7f4a_7c15)))
        .map(|seed| (seed | 1, mix(seed)))
        .collect();
    let mut out = vec![u64::MAX; permutations];
    for &shingle in shingles {
        for ((factor, term), least) in seeds.iter().zip(&mut out) {
            *least = (*least).min(shingle.wrapping_mul(*factor).wrapping_add(*term));
        }
    }
    out.into_iter().map(high_half).collect()
}

/// The better mixed half.
fn high_half(bits: u64) -> u32 {
    let [a, b, c, d, ..] = bits.to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// The keys under which a text with these minima is looked up.
pub fn bands_of(minima: &[u32]) -> Vec<i64> {
    minima.chunks_exact(ROWS).enumerate().map(|(nth, rows)| band(nth, minima.len(), rows)).collect()
}

fn band(nth: usize, permutations: usize, rows: &[u32]) -> i64 {
    let seed = mix((nth as u64) << 8 | permutations as u64);
    as_key(rows.iter().fold(seed, |key, &row| mix(key ^ u64::from(row))))
}

fn hash(parts: &[impl AsRef<str>], seed: u64) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ seed;
    for part in parts {
        for &byte in part.as_ref().as_bytes().iter().chain(b" ") {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mix(state)
}

/// The finaliser of SplitMix64.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The same 64 bits as the store's integers are.
fn as_key(bits: u64) -> i64 {
    i64::from_be_bytes(bits.to_be_bytes())
}
