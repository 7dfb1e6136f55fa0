//! Trains a table from labelled rows: softmax regression by AdaGrad, a mean of several orders.
//!
//! One thread, one order of sums, an own random draw: the same rows give the same bytes. The written rules are the
//! starting point, and the model learns what they leave.

use super::calibrate;
use super::features::{self, HASHED, ROWS, seen};
use super::table::{self, Pair};
use super::{Head, PRIOR, probabilities, short, tutor};
use crate::model::{Field, TermHit};
use crate::understand::moderation;
use crate::understand::tone::reading::passages;
use crate::understand::tone::{Row, rules, scorn};

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

    /// What one side is given by these weights, which know nothing of what was added.
    pub(super) fn sum(&self, weights: &[f32]) -> f32 {
        self.seen.iter().filter_map(|(row, value)| Some(weights.get(*row as usize)? * value)).sum()
    }

    /// One more thing seen.
    pub(super) fn add(&mut self, row: usize, value: f32) {
        self.seen.push((u32::try_from(row).unwrap_or(u32::MAX), value));
    }
}

/// Trains on files of rows with their weights, told what its tutors say of them, and gives the table's file. `tutors` are
/// the rows of each of [`Head::tutors`], as far as there are some.
pub fn train(head: Head, parts: &[(Vec<Row>, f32)], tutors: &[Vec<Row>], plan: &Plan) -> Vec<u8> {
    let mut examples = Vec::new();
    for (rows, weight) in parts {
        let class = |label: &str| head.class(label);
        let mut part: Vec<Example> = rows.iter().filter_map(|row| example(head, row, class, *weight)).collect();
        balance(&mut part);
        examples.append(&mut part);
    }
    let mut told = Vec::new();
    for (tutor, rows) in head.tutors().iter().zip(tutors) {
        let class = |label: &str| tutor.class(label);
        let mut part: Vec<Example> = rows.iter().filter_map(|row| example(head, row, class, 1.0)).collect();
        balance(&mut part);
        // What the word lists say is the head's to start from, once.
        for example in &mut part {
            example.prior = 0.0;
        }
        let weights = fit(&mut part, &Head::tutoring(), 0);
        told.extend(tutor::tell(&weights, tutor.sides(), &mut examples, told.len()));
    }
    let rows = tutor::fold(fit(&mut examples, plan, told.len()), &told);
    table::write(&rows, calibrate::temperature(&examples, plan, told.len()))
}

/// The weights of these examples' rows and of the columns past them. Their values are scaled on the way.
fn fit(examples: &mut [Example], plan: &Plan, columns: usize) -> Vec<Pair> {
    let mut scales = scales(examples, plan);
    scales.resize(ROWS + columns, 1.0);
    for (row, value) in examples.iter_mut().flat_map(|example| &mut example.seen) {
        *value *= scales[*row as usize];
    }
    let mut mean = vec![[0.0_f32; 3]; scales.len()];
    for order in 1..=plan.orders {
        for (mean, weights) in mean.iter_mut().zip(descend(examples.iter(), plan, order, columns)) {
            for class in 0..3 {
                mean[class] += weights[class] / plan.orders as f32;
            }
        }
    }
    let folded =
        |(weights, scale): (&[f32; 3], &f32)| [(weights[0] - weights[1]) * scale, (weights[2] - weights[1]) * scale];
    mean.iter().zip(&scales).map(folded).collect()
}

fn example(head: Head, row: &Row, class: impl Fn(&str) -> Option<usize>, weight: f32) -> Option<Example> {
    let label = class(&row.label)?;
    let hit = |(start, end)| TermHit { field: Field::Text, start, end, term: String::new() };
    let target = row.target.filter(|_| head.targeted());
    let hits: Vec<TermHit> = target.map(hit).into_iter().collect();
    let passages = passages("", &row.text, &hits, head.language());
    let mut seen = seen(&passages, head.targeted());
    if head == Head::EnglishOffence {
        features::mark(&moderation::marks(&row.text), &mut seen);
        features::mark(&scorn::marks(&passages), &mut seen);
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
    // A class that the texts know nothing of says nothing of how uneven a feature is.
    let met = || (0..3).filter(|class| totals[*class] > 1.0);
    let classes = met().count() as f32;
    let scale = |counts: &[f32; 3]| {
        let count: f32 = counts.iter().sum();
        let rare = ((all + 1.0) / (count + 1.0)).ln().max(0.05).powf(plan.rarity);
        let share = |class: usize| ((counts[class] + 1.0) / totals[class]).ln();
        let mean = met().map(share).sum::<f32>() / classes;
        let spread = met().map(|class| (share(class) - mean).abs()).fold(0.0, f32::max);
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
    let met = sums.iter().filter(|sum| **sum > 0.0).count() as f32;
    for example in examples {
        example.weight *= all / (met * sums[example.label].max(1e-6));
    }
}

pub(super) fn descend<'e>(
    examples: impl Iterator<Item = &'e Example>,
    plan: &Plan,
    order: u64,
    columns: usize,
) -> Vec<[f32; 3]> {
    let examples: Vec<&Example> = examples.collect();
    let mut weights = vec![[0.0_f32; 3]; ROWS + columns];
    let mut slopes = vec![[1e-6_f32; 3]; ROWS + columns];
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
