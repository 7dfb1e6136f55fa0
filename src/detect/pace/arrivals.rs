//! What is learnt of one source's publications, from nothing but their dates.
//!
//! An item is put down to the source's ordinary life (rates that are forgotten at three speeds, each leaning on the
//! slower one, the slowest on one item a day) or to the heat that earlier items left behind (a self-exciting process
//! with three memories). Which share of its items each memory explains is learnt item by item. Nothing has to be
//! updated while nothing is published: what fades is computed when it is looked at.

use super::DAY;
use super::rhythm::{BINS, Rhythm, bin};
use crate::model::{MINUTE_MS, Timestamp};

/// The three memories of heat, in minutes.
pub(super) const MEMORIES: [f64; 3] = [20.0, 120.0, 350.0];
/// Items that one item draws after it, by memory, where the source itself says nothing yet.
const OFFSPRING: [f64; 3] = [0.3, 0.3, 0.07];
/// How much of the heat the next item replaces instead of adding to it: a batch of thirty is one event, not thirty.
const REPLACED: [f64; 3] = [0.2, 0.065, 0.01];
/// Half-lives of the rates, in days.
const HALF_LIVES: [f64; 3] = [26.0, 3.4, 0.35];
/// Days of the slower rate that each rate starts from.
const LEANS: [f64; 3] = [1.4, 2.5, 2.6];
/// Weight of each rate.
const WEIGHTS: [f64; 3] = [0.2, 0.22, 0.1];
/// Items of its own after which a source is half believed on how its items draw others.
const BELIEVED_AFTER: f64 = 10.0;
/// What an item adds to its hour when that hour has had one already.
const SAME_HOUR: f32 = 0.4;

/// What is learnt of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// Watched from this minute on.
    pub(super) since: f64,
    /// The last publication; `since` when there was none.
    pub(super) last: f64,
    /// Decayed counts, at the last publication.
    pub(super) counts: [f32; 3],
    /// Heat by memory, at the last publication.
    pub(super) heat: [f32; 3],
    /// Items put down to each heat, and to ordinary life.
    pub(super) shares: [f32; 4],
    pub(super) hours: [f32; BINS],
}

/// A minute since the epoch.
pub(super) fn minute(at: Timestamp) -> f64 {
    at.millis() as f64 / MINUTE_MS as f64
}

impl Arrivals {
    /// Of a source that is watched from this instant on.
    pub fn new(since: Timestamp) -> Self {
        Self::watched_from(minute(since))
    }

    pub(super) fn watched_from(since: f64) -> Self {
        Self { since, last: since, counts: [0.0; 3], heat: [0.0; 3], shares: [0.0; 4], hours: [0.0; BINS] }
    }

    /// Takes in a publication. They come in order; one that is dated before the last is taken to be simultaneous.
    pub fn learn(&mut self, published: Timestamp, rhythm: &Rhythm) {
        self.learn_minute(minute(published), rhythm);
    }

    #[expect(clippy::cast_possible_truncation, reason = "statistics are kept as f32")]
    pub(super) fn learn_minute(&mut self, at: f64, rhythm: &Rhythm) {
        let at = at.max(self.last);
        let first = !self.has_spoken();
        let heat = self.heat_at(at);
        let ordinary = self.rate(at) * self.ordinary_share() * rhythm.at(at);
        let drawn: [f64; 3] = std::array::from_fn(|k| OFFSPRING[k] / MEMORIES[k] * heat[k]);
        let sum = ordinary + drawn.iter().sum::<f64>();
        for (share, part) in self.shares.iter_mut().zip(drawn.into_iter().chain([ordinary])) {
            *share += (part / sum.max(f64::MIN_POSITIVE)) as f32;
        }
        for (k, count) in self.counts.iter_mut().enumerate() {
            *count = (f64::from(*count) * fade(at - self.last, life(k)) + 1.0) as f32;
        }
        self.heat = std::array::from_fn(|k| (heat[k] * (1.0 - REPLACED[k]) + 1.0) as f32);
        let same_hour = !first && hour(at) == hour(self.last);
        self.hours[bin(at)] += if same_hour { SAME_HOUR } else { 1.0 };
        self.last = at;
    }

    /// Every item leaves heat of at least 1.
    fn has_spoken(&self) -> bool {
        self.heat[0] > 0.0
    }

    /// Items a minute that ordinary life brings, before its share and its hours are looked at.
    pub(super) fn rate(&self, at: f64) -> f64 {
        let (watched, still) = ((at - self.since).max(0.0), (at - self.last).max(0.0));
        let (mut rate, mut sum) = (1.0 / DAY, 0.0);
        for k in 0..3 {
            let exposure = life(k) * (1.0 - fade(watched, life(k)));
            let count = f64::from(self.counts[k]) * fade(still, life(k));
            let lean = LEANS[k] * DAY;
            rate = (count + lean * rate) / (exposure + lean);
            sum += WEIGHTS[k] * rate;
        }
        sum
    }

    /// Items that one item draws after it, by memory.
    pub(super) fn offspring(&self) -> [f64; 3] {
        let items: f64 = self.shares.iter().map(|&share| f64::from(share)).sum();
        std::array::from_fn(|k| (f64::from(self.shares[k]) + BELIEVED_AFTER * OFFSPRING[k]) / (items + BELIEVED_AFTER))
    }

    /// What is left to ordinary life when items draw many others, and the other way round.
    pub(super) fn ordinary_share(&self) -> f64 {
        let drawn: f64 = self.offspring().iter().sum();
        ((1.0 - drawn.min(0.95)) / (1.0 - OFFSPRING.iter().sum::<f64>())).max(0.1)
    }

    pub(super) fn heat_at(&self, at: f64) -> [f64; 3] {
        let still = (at - self.last).max(0.0);
        std::array::from_fn(|k| f64::from(self.heat[k]) * fade(still, MEMORIES[k]))
    }

    pub(super) const fn hours(&self) -> &[f32; BINS] {
        &self.hours
    }

    /// How many days the source has been silent, and how probable so long a silence was: for a source that used to
    /// publish and died. The rate is what it was when it last published.
    pub fn silence(&self, now: Timestamp) -> (f64, f64) {
        let (alive, still) = ((self.last - self.since).max(DAY), (minute(now) - self.last).max(0.0));
        // The slowest memory, over the time it was filled: items in fits count once a fit.
        let fits = f64::from(self.shares[3]).min(f64::from(self.counts[0]));
        let exposure = life(0) * (1.0 - fade(alive, life(0)));
        (still / DAY, (-fits / exposure.max(DAY) * still).exp())
    }

    /// The publication that was learnt last.
    pub fn last(&self) -> Option<Timestamp> {
        #[expect(clippy::cast_possible_truncation, reason = "minutes of our time are far below 2^53")]
        let at = Timestamp::from_millis((self.last * MINUTE_MS as f64).round() as i64);
        self.has_spoken().then_some(at)
    }
}

/// Mean life of a rate, in minutes.
fn life(k: usize) -> f64 {
    HALF_LIVES[k] * DAY / std::f64::consts::LN_2
}

fn fade(after: f64, life: f64) -> f64 {
    (-after / life).exp()
}

#[expect(clippy::cast_possible_truncation, reason = "hours of our time are far below 2^53")]
fn hour(minute: f64) -> i64 {
    (minute / 60.0).floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::pace::Crowd;
    use crate::model::{DAY_MS, HOUR_MS};

    const START: Timestamp = Timestamp::from_millis(1_772_438_400_000); // a Monday, 2026-03-02T08:00Z

    fn hourly(hours: i64) -> (Arrivals, Timestamp) {
        let (mut source, mut at) = (Arrivals::new(START), START);
        let flat = Crowd::default().rhythm(&source);
        for _ in 0..hours {
            at = at.plus_millis(HOUR_MS);
            source.learn(at, &flat);
        }
        (source, at)
    }

    #[test]
    fn a_rate_is_learnt_and_forgotten() {
        let (source, end) = hourly(240);
        let a_day = |at: Timestamp| source.rate(minute(at)) * DAY / WEIGHTS.iter().sum::<f64>();
        assert!((18.0..26.0).contains(&a_day(end)), "{}", a_day(end));
        assert!(a_day(end.plus_millis(30 * DAY_MS)) < 7.0);
    }

    #[test]
    fn a_silence_is_improbable_only_for_a_source_that_used_to_speak() {
        let (source, end) = hourly(240);
        assert!(source.silence(end.plus_millis(2 * HOUR_MS)).1 > 0.05);
        assert!(source.silence(end.plus_millis(7 * DAY_MS)).1 < 0.001);
        let new = Arrivals::new(START);
        assert!(new.silence(START.plus_millis(90 * DAY_MS)).1 > 0.5);
    }
}
