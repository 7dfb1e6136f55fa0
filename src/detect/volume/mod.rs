//! The streaming spike detector: one pass, constant state (about 5 kB a brand), no look-ahead, no tuning per brand.
//!
//! A bin's expectation is level x hour of day x hour of week, each held back towards the coarser one until it has been
//! seen often enough. Surprise is taken over about 0.5, 2 and 8 hours at once, so that a burst and a slow rise are both
//! seen, and is measured in units of the brand's own daily maxima (`Scale`): what counts is not how rare a count is
//! under some law, but how rare such a peak is for this brand.
//!
//! Bins with coverage under one half teach nothing and raise nothing. What comes in late after an outage is expected,
//! not surprising (R4). Deliberately absent: any threshold that a user has to choose per brand.

mod scale;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::model::{Bin, DAY_MS, HOUR_MS};
use scale::Scale;

/// Deviation at which a bin is an alert: an ordinary day peaks so high about once in 14 days. In the middle of a plateau
/// (1.5 to 1.8) of the score on labelled series, not at its edge.
pub const Z_ON: f64 = 1.6;
/// Deviation beyond the last alert's at which a new one is raised within the cooldown.
const Z_ESCALATES: f64 = 2.0;
/// One alert a day at most, unless it gets much worse.
const COOLDOWN_HOURS: f64 = 24.0;
/// Windows over which surprise is taken, in hours.
const WINDOW_HOURS: [f64; 3] = [0.5, 2.0, 8.0];
/// Half-life of the level, in hours: four weeks.
const LEVEL_HALF_LIFE_HOURS: f64 = 28.0 * 24.0;
/// Memory of the hour-of-day profile in days, and of the hour-of-week profile in weeks.
const PROFILE_DAYS: f64 = 28.0;
const PROFILE_WEEKS: f64 = 8.0;
/// Hours of expectation that hold a profile back towards the coarser one.
const HOLD_DAY: f64 = 12.0;
const HOLD_WEEK: f64 = 83.0;
/// Fewest mentions an hour that a brand is taken to have.
const FLOOR_PER_HOUR: f64 = 0.12;
/// A bin teaches at most this: a crisis is not the new usual.
const CLIP_TIMES: f64 = 2.0;
const CLIP_PLUS: f64 = 3.0;
/// Under this coverage a bin is blind.
pub const BLIND_UNDER: f64 = 0.5;
/// Hours' worth of missed mentions that may come in after an outage, and the share of them that comes in each bin.
const CATCH_UP_HOURS: f64 = 2.0;
const CATCH_UP_SHARE: f64 = 0.6;
/// `z` of a blind bin.
const Z_BLIND: f64 = -9.0;
/// Counts above this are taken for this: nothing real is larger, and sums stay finite.
const MOST: f64 = 1e12;

/// What one window says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// Its length in hours; at least one bin.
    pub hours: f64,
    /// What was counted in it, the newest weighing most.
    pub count: f64,
    /// What was expected in it.
    pub expected: f64,
    /// Surprise: logarithm of the root deviance.
    pub surprise: f64,
    /// Mean of the brand's daily maxima of the surprise.
    pub usual_peak: f64,
    /// Their standard deviation.
    pub peak_spread: f64,
}

impl Window {
    /// Deviation of another surprise on this window's yardstick.
    pub fn z_of(&self, surprise: f64) -> f64 {
        (surprise - self.usual_peak) / self.peak_spread.max(f64::MIN_POSITIVE)
    }
}

/// What the detector says of a bin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Deviation in units of the brand's daily maxima, over the window where it is largest.
    pub z: f64,
    /// Whether this bin opens or escalates an alert.
    pub alert: bool,
    /// What was expected in the bin.
    pub expected: f64,
    /// The three windows; as they last stood, when the bin was blind.
    pub windows: [Window; 3],
    /// Usual volume of one bin, without regard to the hour.
    pub level: f64,
    /// Whether the bin was seen well enough to be scored.
    pub covered: bool,
}

impl Score {
    /// Probability that an ordinary day's peak stays below this (Gumbel's law).
    pub fn anomaly_score(&self) -> f64 {
        if self.z < -8.0 { 0.0 } else { (-(-gumbel(self.z)).exp()).exp() }
    }
}

/// An ordinary day peaks this high once in so many days.
pub fn return_days(z: f64) -> f64 {
    /// A century: more says nothing.
    const MOST_DAYS: f64 = 36_500.0;
    let exceeds = -(-(-gumbel(z)).exp()).exp_m1();
    (1.0 / exceeds.max(1.0 / MOST_DAYS)).min(MOST_DAYS)
}

fn gumbel(z: f64) -> f64 {
    /// Euler's constant.
    const EULER: f64 = 0.577_215_664_9;
    std::f64::consts::PI / 6.0_f64.sqrt() * z + EULER
}

/// Counted and expected, for one hour of the day or of the week.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    counted: f64,
    expected: f64,
}

impl Cell {
    fn factor(self, hold: f64, coarser: f64) -> f64 {
        (self.counted + hold * coarser) / (self.expected + hold)
    }

    fn learn(&mut self, keep: f64, counted: f64, expected: f64) {
        self.counted = self.counted * keep + counted;
        self.expected = self.expected * keep + expected;
    }
}

/// The detector. Feed it bins of one width, oldest first.
#[derive(Clone, Debug)]
pub struct Detector {
    step_hours: f64,
    bins_a_day: u64,
    learn_level: f64,
    keep_day: f64,
    keep_week: f64,
    level: f64,
    level_weight: f64,
    day: [Cell; 24],
    week: [Cell; 168],
    scales: [Scale; 3],
    bins: u64,
    covered_today: u64,
    last_alert: Option<(u64, f64)>,
    missed: f64,
}

impl Detector {
    /// A detector that has seen nothing, for bins of this width (taken as one minute to one day).
    pub fn new(step: Duration) -> Self {
        let step_hours = (step.as_secs_f64() / 3_600.0).clamp(1.0 / 60.0, 24.0);
        let per_hour = (1.0 / step_hours).max(1.0);
        Self {
            step_hours,
            bins_a_day: bins_in(24.0, step_hours),
            learn_level: 1.0 - 0.5_f64.powf(step_hours / LEVEL_HALF_LIFE_HOURS),
            keep_day: 1.0 - 1.0 / (per_hour * PROFILE_DAYS),
            keep_week: 1.0 - 1.0 / (per_hour * PROFILE_WEEKS),
            level: 0.0,
            level_weight: 0.0,
            day: [Cell::default(); 24],
            week: [Cell::default(); 168],
            scales: WINDOW_HOURS.map(|hours| Scale::new((hours / step_hours).max(1.0))),
            bins: 0,
            covered_today: 0,
            last_alert: None,
            missed: 0.0,
        }
    }

    /// Scores the next bin, then learns from it.
    pub fn step(&mut self, bin: &Bin) -> Score {
        let count = if bin.volume.is_finite() { bin.volume.clamp(0.0, MOST) } else { 0.0 };
        let (hour, hour_of_week) = hours_of(bin);
        let floor = FLOOR_PER_HOUR * self.step_hours;
        let level = if self.level_weight > 0.0 { self.level / self.level_weight } else { count }.max(floor);
        let by_day = self.day[hour].factor(HOLD_DAY / self.step_hours * level, 1.0);
        let factor = self.week[hour_of_week].factor(HOLD_WEEK / self.step_hours * level, by_day);
        let usual = (level * factor).max(floor);

        self.bins += 1;
        let covered = bin.coverage >= BLIND_UNDER;
        let (z, alert, expected) = if covered {
            let expected = usual + self.release_missed();
            let z = self.scales.iter_mut().map(|scale| scale.step(count, expected)).fold(Z_BLIND, f64::max);
            self.covered_today += 1;
            let clipped = count.min(CLIP_TIMES * usual + CLIP_PLUS);
            self.learn(hour, hour_of_week, clipped, level, factor);
            (z, self.alerts(z), expected)
        } else {
            self.missed = (self.missed + usual).min(CATCH_UP_HOURS / self.step_hours * usual);
            (Z_BLIND, false, usual)
        };
        self.end_day_when_due();
        let windows = self.scales.each_ref().map(|scale| scale.window(self.step_hours));
        Score { z, alert, expected, windows, level, covered }
    }

    fn release_missed(&mut self) -> f64 {
        let released = CATCH_UP_SHARE * self.missed;
        self.missed -= released;
        released
    }

    fn learn(&mut self, hour: usize, hour_of_week: usize, count: f64, level: f64, factor: f64) {
        let keep = 1.0 - self.learn_level;
        self.level = keep * self.level + self.learn_level * count / factor.max(0.05);
        self.level_weight = keep * self.level_weight + self.learn_level;
        self.day[hour].learn(self.keep_day, count, level);
        self.week[hour_of_week].learn(self.keep_week, count, level);
    }

    fn alerts(&mut self, z: f64) -> bool {
        let rested = self.last_alert.is_none_or(|(at, last_z)| {
            (self.bins - at) as f64 >= COOLDOWN_HOURS / self.step_hours || z >= last_z + Z_ESCALATES
        });
        let alert = z >= Z_ON && rested;
        if alert {
            self.last_alert = Some((self.bins, z));
        }
        alert
    }

    fn end_day_when_due(&mut self) {
        if !self.bins.is_multiple_of(self.bins_a_day) {
            return;
        }
        let seen_enough = self.covered_today as f64 >= self.bins_a_day as f64 * BLIND_UNDER;
        for scale in &mut self.scales {
            scale.end_day(seen_enough);
        }
        self.covered_today = 0;
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are clamped: at most 1440 bins")]
fn bins_in(hours: f64, step_hours: f64) -> u64 {
    (hours / step_hours).round_ties_even().max(1.0) as u64
}

/// Hour of the day, and hour of the week from Monday, UTC.
fn hours_of(bin: &Bin) -> (usize, usize) {
    /// 1970-01-01 was a Thursday.
    const EPOCH_WEEKDAY: i64 = 3;
    let millis = bin.start.millis();
    let hour = millis.rem_euclid(DAY_MS) / HOUR_MS;
    let weekday = (millis.div_euclid(DAY_MS) + EPOCH_WEEKDAY).rem_euclid(7);
    let index = |value: i64| usize::try_from(value).unwrap_or(0);
    (index(hour), index(weekday * 24 + hour))
}
