//! A trained table, as it lies in a file: how much each feature speaks against and for, beside saying nothing.
//!
//! Neutral is nought on every row, so that two numbers a row are enough. What is hashed is kept in bytes; the few rows
//! that are not, in full. A file of another version, of another length or with another checksum is no table.

use xxhash_rust::xxh3::xxh3_64;

use super::features::{HASHED, PLAIN};

const MAGIC: [u8; 8] = *b"vigtone2";
const HEAD: usize = 16;
const LENGTH: usize = HEAD + HASHED * 2 + PLAIN * 8 + 8;
/// The largest weights are cut, one in this many: the finer step serves all others.
const CUT_ONE_IN: usize = 2000;

/// Weights against and for.
pub(super) type Pair = [f32; 2];

/// A table that stands in the program.
pub(super) struct Table {
    step: f32,
    /// What sums are divided by, so that a share of 0.7 is right seven times in ten.
    temperature: f32,
    hashed: &'static [u8],
    plain: Vec<Pair>,
}

impl Table {
    /// Reads a file.
    pub(super) fn read(file: &'static [u8]) -> Option<Self> {
        let (body, sum) = file.split_at_checked(file.len().checked_sub(8)?)?;
        let whole = file.len() == LENGTH && body.starts_with(&MAGIC) && xxh3_64(body).to_le_bytes() == sum;
        let numbers = |bytes: &[u8]| -> Vec<f32> {
            bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect()
        };
        let (hashed, rest) = body.get(HEAD..)?.split_at_checked(HASHED * 2)?;
        let step = *numbers(&body[8..12]).first()?;
        let temperature = *numbers(&body[12..16]).first()?;
        let plain = numbers(rest).as_chunks::<2>().0.to_vec();
        (whole && temperature > 0.0).then_some(Self { step, temperature, hashed, plain })
    }

    /// What sums are divided by.
    pub(super) fn temperature(&self) -> f32 {
        self.temperature
    }

    /// What a row says.
    pub(super) fn row(&self, row: u32) -> Pair {
        let row = row as usize;
        if let Some(plain) = row.checked_sub(HASHED) {
            return self.plain.get(plain).copied().unwrap_or_default();
        }
        let number = |at: usize| self.hashed.get(at).map_or(0.0, |byte| f32::from(byte.cast_signed()) * self.step);
        [number(row * 2), number(row * 2 + 1)]
    }
}

/// Writes a table's file, the hashed rows first.
pub(super) fn write(rows: &[Pair], temperature: f32) -> Vec<u8> {
    let (hashed, plain) = rows.split_at(HASHED);
    let mut sizes: Vec<f32> =
        hashed.as_flattened().iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let nth = sizes.len() - sizes.len() / CUT_ONE_IN;
    let step = sizes.get(nth).or(sizes.last()).copied().unwrap_or(1.0) / 127.0;
    let mut out = Vec::with_capacity(LENGTH);
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&step.to_le_bytes());
    out.extend_from_slice(&temperature.to_le_bytes());
    for weight in hashed.as_flattened() {
        out.push(level(weight / step).cast_unsigned());
    }
    for weight in plain.as_flattened() {
        out.extend_from_slice(&weight.to_le_bytes());
    }
    let sum = xxh3_64(&out);
    out.extend_from_slice(&sum.to_le_bytes());
    out
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to what a byte holds")]
fn level(steps: f32) -> i8 {
    steps.round().clamp(-127.0, 127.0) as i8
}
