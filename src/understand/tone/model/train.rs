//! Trains a table from labelled rows: softmax regression by AdaGrad, a mean of several orders.
//!
//! One thread, one order of sums, an own random draw: the same rows give the same bytes. The written rules are the
//! starting point, and the model learns what they leave.

use super::calibrate;
use super::features::{self, HASHED, ROWS, seen};
use super::table::{self, Pair};
use super::{Head, PRIOR, probabilities, short};
use crate::model::{Field, TermHit};
use crate::understand::moderation;
use crate::understand::tone::reading::passages;
use crate::understand::tone::{Row, rules};

/// How a table is trained. The values stand in [`Head::plan`], chosen on training rows.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Times that every row is seen.
    pub epochs: usize,
    /// AdaGrad's step.
    pub rate: f32,
    /// How much the word lists count beside what is hashed.
    pub plain: f32,
    /// How much more rare features count than common ones.
    pub rarity: f32,
    /// How much more features count whose labels are uneven.
    pub uneven: f32,
    /// Orders that are averaged.
    pub orders: u64,
}

pub(super) struct Example {
    seen: Vec<(u32, f32)>,
    pub(super) label: usize,
    weight: f32,
    prior: f32,
}

impl Example {
    /// What each class is given by these weights.
    pub(super) fn sums(&self, weights: &[[f32; 3]]) -> [f32; 3] {
        let mut sums = [-self.prior, 0.0, self.prior];
        for (row, value) in &self.seen {
            let weights = weights[*row as usize];
            for class in 0..3 {
                sums[class] += weights[class] * value;
            }
        }
        sums
    }
}

/// Trains on files of rows with their weights, and gives the table's file.
pub fn train(head: Head, parts: &[(Vec<Row>, f32)], plan: &Plan) -> Vec<u8> {
    let mut examples = Vec::new();
    for (rows, weight) in parts {
        let mut part: Vec<Example> = rows.iter().filter_map(|row| example(head, row, *weight)).collect();
        balance(&mut part);
        examples.append(&mut part);
    }
    let scales = scales(&examples, plan);
    for example in &mut examples {
        for (row, value) in &mut example.seen {
            *value *= scales[*row as usize];
        }
    }
    let mut mean = vec![[0.0_f32; 3]; ROWS];
    for order in 1..=plan.orders {
        for (mean, weights) in mean.iter_mut().zip(descend(examples.iter(), plan, order)) {
            for class in 0..3 {
                mean[class] += weights[class] / plan.orders as f32;
            }
        }
    }
    let folded: Vec<Pair> = mean
        .iter()
        .zip(&scales)
        .map(|(weights, scale)| [(weights[0] - weights[1]) * scale, (weights[2] - weights[1]) * scale])
        .collect();
    table::write(&folded, calibrate::temperature(&examples, plan))
}

fn example(head: Head, row: &Row, weight: f32) -> Option<Example> {
    let label = head.class(&row.label)?;
    let hit = |(start, end)| TermHit { field: Field::Text, start, end, term: String::new() };
    let target = row.target.filter(|_| head.targeted());
    let hits: Vec<TermHit> = target.map(hit).into_iter().collect();
    let passages = passages("", &row.text, &hits, head.language());
    let mut seen = seen(&passages, head.targeted());
    if head == Head::EnglishOffence {
        features::mark(&moderation::marks(&row.text), &mut seen);
    }
    let seen = seen.into_iter().map(|seen| (seen.row, seen.value)).collect();
    Some(Example { seen, label, weight, prior: PRIOR * short(rules::balance(&passages)) })
}

/// What each feature's value is multiplied with; folded into the weights at the end.
fn scales(examples: &[Example], plan: &Plan) -> Vec<f32> {
    let mut counts = vec![[0.0_f32; 3]; HASHED];
    let mut totals = [1.0_f32; 3];
    for example in examples {
        totals[example.label] += 1.0;
        for (row, _) in &example.seen {
            if let Some(counts) = counts.get_mut(*row as usize) {
                counts[example.label] += 1.0;
            }
        }
    }
    let all: f32 = totals.iter().sum();
    let scale = |counts: &[f32; 3]| {
        let count: f32 = counts.iter().sum();
        let rare = ((all + 1.0) / (count + 1.0)).ln().max(0.05).powf(plan.rarity);
        let share = |class: usize| ((counts[class] + 1.0) / totals[class]).ln();
        let mean = (share(0) + share(1) + share(2)) / 3.0;
        let spread = (0..3).map(|class| (share(class) - mean).abs()).fold(0.0, f32::max);
        rare * (0.2 + spread).powf(plan.uneven)
    };
    counts.iter().map(scale).chain(std::iter::repeat_n(plan.plain, ROWS - HASHED)).collect()
}

/// Every label counts as much as every other, in each file: how often one is seen there is no news elsewhere.
fn balance(examples: &mut [Example]) {
    let mut sums = [0.0_f32; 3];
    for example in examples.iter() {
        sums[example.label] += example.weight;
    }
    let all: f32 = sums.iter().sum();
    for example in examples {
        example.weight *= all / (3.0 * sums[example.label].max(1e-6));
    }
}

pub(super) fn descend<'e>(examples: impl Iterator<Item = &'e Example>, plan: &Plan, order: u64) -> Vec<[f32; 3]> {
    let examples: Vec<&Example> = examples.collect();
    let mut weights = vec![[0.0_f32; 3]; ROWS];
    let mut slopes = vec![[1e-6_f32; 3]; ROWS];
    let mut draw = Draw(order * 7919 + 1);
    let mut turns: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..plan.epochs {
        for at in (1..turns.len()).rev() {
            turns.swap(at, draw.below(at + 1));
        }
        for example in turns.iter().map(|&turn| examples[turn]) {
            let mut errors = probabilities(example.sums(&weights));
            errors[example.label] -= 1.0;
            for (row, value) in &example.seen {
                let (weights, slopes) = (&mut weights[*row as usize], &mut slopes[*row as usize]);
                for class in 0..3 {
                    let slope = errors[class] * value * example.weight;
                    slopes[class] += slope * slope;
                    weights[class] -= plan.rate * slope / slopes[class].sqrt();
                }
            }
        }
    }
    weights
}

/// Marsaglia's xorshift.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or(0)
    }
}
