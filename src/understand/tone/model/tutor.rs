//! What other texts teach: a tutor is trained on labels of another kind (tone, hate), and what it says of a head's own texts
//! is one more thing seen of them.
//!
//! A head of few texts meets words that only other texts know. All of it is linear: how much a tutor turned out to count is
//! multiplied into its weights and added to the head's, so that the finished table is neither larger nor slower for it, and
//! still says exactly which words decided.

use super::features::{HASHED, ROWS};
use super::short;
use super::table::Pair;
use super::train::Example;

/// How much a tutor's word counts beside what is hashed, before the head learns how much it deserves.
const TOLD: f32 = 0.1;

/// One side (against, towards) of what a tutor says, brought to a mean of nought and a spread of [`TOLD`].
pub(super) struct Told {
    rows: Vec<f32>,
    mean: f32,
    factor: f32,
}

/// Tells the examples what a tutor's weights say of them, side by side: a column each, from `columns` on.
pub(super) fn tell(tutor: &[Pair], sides: usize, examples: &mut [Example], columns: usize) -> Vec<Told> {
    let mut out = Vec::new();
    for side in 0..sides {
        let rows: Vec<f32> = tutor.iter().take(ROWS).map(|pair| pair[side]).collect();
        let said: Vec<f32> = examples.iter().map(|example| example.sum(&rows)).collect();
        let count = (said.len() as f64).max(1.0);
        let mean = said.iter().copied().map(f64::from).sum::<f64>() / count;
        let spread = (said.iter().map(|sum| (f64::from(*sum) - mean).powi(2)).sum::<f64>() / count).sqrt();
        let told = Told { rows, mean: short(mean), factor: TOLD / short(spread.max(1e-6)) };
        for (example, sum) in examples.iter_mut().zip(said) {
            example.add(ROWS + columns + side, (sum - told.mean) * told.factor);
        }
        out.push(told);
    }
    out
}

/// Adds to a head's rows what the tutors turned out to count; what was weighed stands in the rows past its own.
pub(super) fn fold(mut rows: Vec<Pair>, told: &[Told]) -> Vec<Pair> {
    let weighed = rows.split_off(ROWS);
    for (told, weighed) in told.iter().zip(weighed) {
        for side in 0..2 {
            let factor = weighed[side] * told.factor;
            for (row, said) in rows.iter_mut().zip(&told.rows) {
                row[side] += factor * said;
            }
            // The first row that is not hashed is there for every text.
            rows[HASHED][side] -= factor * told.mean;
        }
    }
    rows
}
