//! What the word lists say of some words, laid out so that a linear model can bend it: how far for, how far against, how
//! mixed, and what came last.
//!
//! Each scale is read between two knots, so that a little more said is a little more answered.

use crate::understand::tone::weigh::Weighed;

/// Features of one scale.
pub(super) const SCALE: usize = 37;

const BALANCE: [f64; 11] = [-1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
const AMOUNT: [f64; 8] = [0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0];
const SHARE: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
const SOFTNESS: f64 = 15.0;

/// Puts the features of both lists, ours and the rated one, from `at` on.
pub(super) fn put<'w>(words: impl Iterator<Item = &'w Weighed> + Clone, at: usize, out: &mut impl FnMut(usize, f64)) {
    scale(words.clone().map(|word| word.weight), at, out);
    scale(words.map(|word| word.rated), at + SCALE, out);
}

fn scale(weights: impl Iterator<Item = f64>, at: usize, out: &mut impl FnMut(usize, f64)) {
    let (mut good, mut bad, mut last) = (0.0, 0.0, 0.0);
    for weight in weights.filter(|weight| *weight != 0.0) {
        if weight > 0.0 {
            good += weight;
        } else {
            bad -= weight;
        }
        last = weight;
    }
    let sum = good - bad;
    let balance = sum / (sum * sum + SOFTNESS).sqrt();
    between(balance, &BALANCE, at, out);
    out(at + 11, balance);
    out(at + 12, balance.abs());
    between(good, &AMOUNT, at + 13, out);
    between(bad, &AMOUNT, at + 21, out);
    if good + bad > 0.0 {
        out(at + if last > 0.0 { 29 } else { 30 }, last.abs().min(1.0));
        between(good / (good + bad), &SHARE, at + 31, out);
    } else {
        out(at + 36, 1.0);
    }
}

/// Shares one unit between the two knots that `x` lies between.
fn between(x: f64, knots: &[f64], at: usize, out: &mut impl FnMut(usize, f64)) {
    let above = knots.partition_point(|knot| *knot <= x);
    if above == 0 || above == knots.len() {
        out(at + above.saturating_sub(1), 1.0);
        return;
    }
    let (low, high) = (knots[above - 1], knots[above]);
    let part = (x - low) / (high - low);
    out(at + above - 1, 1.0 - part);
    if part > 0.0 {
        out(at + above, part);
    }
}
