//! One window of the detector, and the memory of how high it peaks on the brand's days.
//!
//! Days are remembered, not bins: a burst that lasts an hour is one extreme, however many bins it fills.

use super::Window;
use crate::detect::negbin;

/// Days that are remembered, and the half-life of their weight.
const DAYS: usize = 56;
const DAYS_HALF_LIFE: f64 = 60.0;
/// What is believed before any day has ended, with the weight of one day.
const PRIOR_MEAN: f64 = 1.0;
const PRIOR_SPREAD: f64 = 0.5;
const PRIOR_WEIGHT: f64 = 1.0;
/// Four points that stand for a normal law.
const PRIOR_POINTS: [f64; 4] = [-1.15, -0.32, 0.32, 1.15];
/// Days above this quantile weigh as if they stood on it: one crisis does not make the next one usual.
const WINSOR: f64 = 0.95;
/// The spread is never taken smaller.
const LEAST_SPREAD: f64 = 0.05;

#[derive(Clone, Debug)]
pub(super) struct Scale {
    bins: f64,
    counted: f64,
    expected: Option<f64>,
    surprise: f64,
    peak_today: f64,
    /// Oldest first.
    peaks: Vec<f64>,
    usual_peak: f64,
    peak_spread: f64,
}

impl Scale {
    pub(super) fn new(bins: f64) -> Self {
        Self {
            bins,
            counted: 0.0,
            expected: None,
            surprise: 0.0,
            peak_today: f64::MIN,
            peaks: Vec::with_capacity(DAYS + 1),
            usual_peak: PRIOR_MEAN,
            peak_spread: PRIOR_SPREAD,
        }
    }

    /// Takes a bin in and gives its deviation.
    pub(super) fn step(&mut self, count: f64, expected: f64) -> f64 {
        let share = 1.0 / self.bins;
        self.counted += share * (count - self.counted);
        let mean = self.expected.map_or(expected, |before| before + share * (expected - before));
        self.expected = Some(mean);
        self.surprise = negbin::surprise(self.counted * self.bins, mean * self.bins);
        self.peak_today = self.peak_today.max(self.surprise);
        (self.surprise - self.usual_peak) / self.peak_spread
    }

    pub(super) fn window(&self, step_hours: f64) -> Window {
        Window {
            hours: self.bins * step_hours,
            count: self.counted * self.bins,
            expected: self.expected.unwrap_or(0.0) * self.bins,
            surprise: self.surprise,
            usual_peak: self.usual_peak,
            peak_spread: self.peak_spread,
        }
    }

    /// Remembers the day's peak, when enough of the day was seen.
    pub(super) fn end_day(&mut self, seen_enough: bool) {
        let peak = std::mem::replace(&mut self.peak_today, f64::MIN);
        if !seen_enough {
            return;
        }
        self.peaks.push(peak);
        if self.peaks.len() > DAYS {
            self.peaks.remove(0);
        }
        self.calibrate();
    }

    fn calibrate(&mut self) {
        let mut points = [(0.0, 0.0); DAYS + PRIOR_POINTS.len()];
        let mut filled = 0;
        let fade = 0.5_f64.powf(1.0 / DAYS_HALF_LIFE);
        let mut weight = 1.0;
        let prior = PRIOR_POINTS.map(|point| (PRIOR_MEAN + PRIOR_SPREAD * point, PRIOR_WEIGHT / 4.0));
        let days = self.peaks.iter().rev().map(|&peak| {
            let day = (peak, weight);
            weight *= fade;
            day
        });
        for (slot, point) in points.iter_mut().zip(days.chain(prior)) {
            *slot = point;
            filled += 1;
        }
        let points = &mut points[..filled];
        points.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let most = quantile(points, WINSOR);
        let total: f64 = points.iter().map(|point| point.1).sum();
        let mean = points.iter().map(|&(value, weight)| weight * value.min(most)).sum::<f64>() / total;
        let square = points.iter().map(|&(value, weight)| weight * value.min(most).powi(2)).sum::<f64>() / total;
        self.usual_peak = mean;
        self.peak_spread = (square - mean * mean).max(1e-4).sqrt().max(LEAST_SPREAD);
    }
}

/// Weighted quantile of sorted points, each standing in the middle of its weight, linear between them.
fn quantile(points: &[(f64, f64)], share: f64) -> f64 {
    let target = share * points.iter().map(|point| point.1).sum::<f64>();
    let mut sum = 0.0;
    let mut before: Option<(f64, f64)> = None;
    for &(value, weight) in points {
        let middle = sum + weight / 2.0;
        if middle >= target {
            return before.map_or(value, |(low, at)| low + (value - low) * (target - at) / (middle - at));
        }
        before = Some((value, middle));
        sum += weight;
    }
    before.map_or(0.0, |(value, _)| value)
}
