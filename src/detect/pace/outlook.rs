//! What is expected of a source from one look to the next, and what waiting costs.

use super::arrivals::{Arrivals, MEMORIES, minute};
use super::rhythm::Rhythm;
use crate::model::Timestamp;

/// How much of the hours' liveliness heat takes on.
const HEAT_KEEPS_HOURS: f64 = 0.07;
/// Items that nobody has seen draw others, too: how many, as a fixed part and as a part of what the source's items draw,
/// and how soon, in minutes.
const UNSEEN_DRAW: (f64, f64) = (0.3, 0.38);
const UNSEEN_WITHIN: f64 = 40.0;

/// A source after a look at it, minute by minute.
#[derive(Clone, Debug)]
pub struct Outlook {
    at: f64,
    age: f64,
    ordinary: f64,
    heat: [f64; 3],
    draw: f64,
    drawn: f64,
    index: f64,
    fades: [f64; 3],
    settles: f64,
}

/// How soon and how late a source may be asked again, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Not before.
    pub least: u32,
    /// Not after.
    pub most: u32,
}

impl Outlook {
    /// From a look at this instant on.
    pub fn new(source: &Arrivals, now: Timestamp) -> Self {
        Self::from_minute(source, minute(now))
    }

    pub(super) fn from_minute(source: &Arrivals, at: f64) -> Self {
        let offspring = source.offspring();
        let heat = source.heat_at(at);
        let drawn: f64 = offspring.iter().sum();
        Self {
            at,
            age: 0.0,
            ordinary: source.rate(at) * source.ordinary_share(),
            heat: std::array::from_fn(|k| offspring[k] / MEMORIES[k] * heat[k]),
            draw: UNSEEN_DRAW.0 + UNSEEN_DRAW.1 * (drawn / (1.0 - drawn.min(0.9))).min(6.0),
            drawn: 0.0,
            index: 0.0,
            fades: MEMORIES.map(|memory| (-1.0 / memory).exp()),
            settles: (-1.0 / UNSEEN_WITHIN).exp(),
        }
    }

    /// A minute passes: the index after it.
    pub fn wait(&mut self, rhythm: &Rhythm) -> f64 {
        let lively = rhythm.at(self.at);
        self.at += 1.0;
        self.age += 1.0;
        let heat = self.heat.iter().sum::<f64>() * (1.0 + HEAT_KEEPS_HOURS * (lively.min(2.0) - 1.0));
        let seen = self.ordinary * lively + heat;
        self.drawn = self.drawn * self.settles + seen * self.draw * (1.0 - self.settles);
        for (heat, fade) in self.heat.iter_mut().zip(self.fades) {
            *heat *= fade;
        }
        self.index += self.age * (seen + self.drawn);
        self.index
    }

    /// Minutes until the index reaches the price, within the bounds.
    pub fn due(mut self, rhythm: &Rhythm, price: f64, bounds: Bounds) -> u32 {
        for after in 1..bounds.most {
            if self.wait(rhythm) >= price && after >= bounds.least {
                return after;
            }
        }
        bounds.most.max(bounds.least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::pace::Crowd;
    use crate::model::{HOUR_MS, MINUTE_MS};

    const START: Timestamp = Timestamp::from_millis(1_772_438_400_000); // a Monday, 2026-03-02T08:00Z
    const BOUNDS: Bounds = Bounds { least: 5, most: 120 };

    /// Minutes to wait after these items (minutes after the start), looked at that long after the start.
    fn due(items: &[i64], looked_at: i64) -> u32 {
        let mut source = Arrivals::new(START);
        let rhythm = Crowd::default().rhythm(&source);
        for &item in items {
            source.learn(START.plus_millis(item * MINUTE_MS), &rhythm);
        }
        Outlook::new(&source, START.plus_millis(looked_at * MINUTE_MS)).due(&rhythm, 0.8, BOUNDS)
    }

    #[test]
    fn a_source_is_asked_soon_after_it_spoke_and_late_when_it_is_silent() {
        let day = 24 * HOUR_MS / MINUTE_MS;
        let (hot, warm, cold) = (due(&[0, 10, 20], 21), due(&[0, 10, 20], 200), due(&[0, 10, 20], 9 * day));
        assert!(hot < warm && warm < cold, "{hot} {warm} {cold}");
        assert!(hot <= 20, "{hot}");
        assert_eq!(due(&[], 60 * day), 120);
    }
}
