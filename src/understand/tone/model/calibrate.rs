//! How sure a table may be: sums are divided by a temperature, fitted on texts that the weights did not see.
//!
//! The training texts are cut into folds; each is judged by weights that were trained on the others. One number a table is
//! enough where sums are only too large or too small, and it cannot turn one label into another.

use super::probabilities;
use super::train::{Example, Plan, descend};

/// Folds, of which so many are judged: enough rows to fit one number, at half the cost.
const FOLDS: usize = 4;
const JUDGED: usize = 2;
/// Steps of the search, each of which narrows the bracket by a third.
const STEPS: usize = 24;

/// The temperature under which the labels of unseen texts are least surprising.
pub(super) fn temperature(examples: &[Example], plan: &Plan, columns: usize) -> f32 {
    let fold = |at: usize| at * 7919 % FOLDS;
    let mut judged: Vec<([f32; 3], usize)> = Vec::new();
    for held in 0..JUDGED {
        let others = examples.iter().enumerate().filter(|(at, _)| fold(*at) != held).map(|(_, example)| example);
        let weights = descend(others, plan, 1, columns);
        let unseen = examples.iter().enumerate().filter(|(at, _)| fold(*at) == held);
        judged.extend(unseen.map(|(_, example)| (example.sums(&weights), example.label)));
    }
    // The surprise has one valley.
    let (mut low, mut high) = (0.3_f32, 5.0_f32);
    for _ in 0..STEPS {
        let third = (high - low) / 3.0;
        if surprise(&judged, low + third) < surprise(&judged, high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    low.midpoint(high)
}

fn surprise(judged: &[([f32; 3], usize)], temperature: f32) -> f64 {
    let one = |(sums, label): &([f32; 3], usize)| {
        let share = probabilities(sums.map(|sum| sum / temperature))[*label];
        -f64::from(share.max(1e-9)).ln()
    };
    judged.iter().map(one).sum()
}
