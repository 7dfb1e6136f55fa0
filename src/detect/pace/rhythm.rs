//! The hours at which publications come: one profile for working days and one for weekends.
//!
//! A source that has published little says little of its hours. It is then taken to keep the hours of the crowd, moved
//! to the time zone that fits its own few items best (all 24 are weighed, none is chosen).

use super::arrivals::Arrivals;

/// Bins of a profile: the hours of a working day, then those of a day of the weekend.
pub(super) const BINS: usize = 48;
/// How many items of its own weigh as much as the crowd.
const CROWD_WEIGHS: f64 = 25.0;
/// How sure an item's hour is of the time zone: items come in fits, so they count for less than one each.
const SURE: f64 = 0.5;

/// How much livelier an hour is than the mean one.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm([f32; BINS]);

/// The hours of all sources together.
#[derive(Clone, Debug)]
pub struct Crowd {
    items: [f64; BINS],
    shape: [f64; BINS],
    logs: [f64; BINS],
    /// The profile of a source that has published nothing: it is asked for at each first poll.
    newcomer: Rhythm,
}

/// The bin of a minute since the epoch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a remainder of 10,080 minutes")]
pub(super) fn bin(minute: f64) -> usize {
    // The epoch was a Thursday; the week begins on Monday.
    let of_week = (minute + 3.0 * super::DAY).rem_euclid(7.0 * super::DAY) as usize;
    let hour = of_week / 60;
    hour % 24 + if hour >= 120 { 24 } else { 0 }
}

impl Default for Crowd {
    /// Before anything is known: every hour alike, working days livelier.
    fn default() -> Self {
        let mut items = [100.0; BINS];
        items[24..].fill(40.0);
        let mut crowd = Self { items, shape: [1.0; BINS], logs: [0.0; BINS], newcomer: Rhythm([1.0; BINS]) };
        crowd.settle();
        crowd
    }
}

impl Crowd {
    /// Takes in the hours of one source.
    pub fn add(&mut self, source: &Arrivals) {
        for (all, own) in self.items.iter_mut().zip(source.hours()) {
            *all += f64::from(*own);
        }
    }

    /// Computes the profile anew; call after adding.
    pub fn settle(&mut self) {
        let mut shape = smooth(&per_day(&self.items));
        level(&mut shape);
        self.shape = shape;
        self.logs = shape.map(|share| share.max(1e-3).ln());
        self.newcomer = self.profile(&[0.0; BINS]);
    }

    /// The profile of a source, as far as its own items and the crowd's tell.
    pub fn rhythm(&self, source: &Arrivals) -> Rhythm {
        let own = source.hours().map(f64::from);
        if own.iter().all(|&items| items == 0.0) { self.newcomer.clone() } else { self.profile(&own) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "profiles are kept as f32")]
    fn profile(&self, own: &[f64; BINS]) -> Rhythm {
        let mut profile = smooth(&per_day(own));
        for (bin, crowd) in profile.iter_mut().zip(self.moved_to_fit(own)) {
            *bin += CROWD_WEIGHS / 168.0 * crowd;
        }
        level(&mut profile);
        Rhythm(profile.map(|share| share as f32))
    }

    fn moved_to_fit(&self, own: &[f64; BINS]) -> [f64; BINS] {
        let mut fits = [0.0_f64; 24];
        for (zone, fit) in fits.iter_mut().enumerate() {
            *fit = SURE * (0..BINS).map(|bin| own[bin] * self.logs[turned(bin, zone)]).sum::<f64>();
        }
        let best = fits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let fits = fits.map(|fit| (fit - best).exp());
        let sum: f64 = fits.iter().sum();
        let mut fitted = [0.0; BINS];
        for (bin, to) in fitted.iter_mut().enumerate() {
            *to = (0..24).map(|zone| fits[zone] / sum * self.shape[turned(bin, zone)]).sum();
        }
        fitted
    }
}

impl Rhythm {
    /// How much livelier than the mean the minute's hour is.
    pub fn at(&self, minute: f64) -> f64 {
        f64::from(self.0[bin(minute)])
    }
}

/// The same hour of the day in a time zone `zone` hours on.
const fn turned(bin: usize, zone: usize) -> usize {
    bin / 24 * 24 + (bin % 24 + zone) % 24
}

fn per_day(items: &[f64; BINS]) -> [f64; BINS] {
    let mut per_day = *items;
    for (bin, value) in per_day.iter_mut().enumerate() {
        *value /= if bin < 24 { 5.0 } else { 2.0 };
    }
    per_day
}

fn smooth(values: &[f64; BINS]) -> [f64; BINS] {
    let mut smoothed = [0.0; BINS];
    for (bin, to) in smoothed.iter_mut().enumerate() {
        *to = 0.5 * values[bin] + 0.25 * (values[turned(bin, 1)] + values[turned(bin, 23)]);
    }
    smoothed
}

/// Scales to a mean of 1 over the week.
fn level(values: &mut [f64; BINS]) {
    let sum = |range: &[f64]| range.iter().sum::<f64>();
    let mean = (sum(&values[..24]) * 5.0 + sum(&values[24..]) * 2.0) / 168.0;
    if mean > 0.0 {
        for value in values {
            *value /= mean;
        }
    }
}
