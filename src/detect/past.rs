//! A brand's past, hour by hour, run through the detector up to now.

use std::time::Duration;

use super::volume::{Detector, Score};
use crate::model::{Bin, DAY_MS, HOUR_MS, HourCount, Timestamp};

/// Under so many days of past, a figure is said to be still learning.
pub(super) const LEARNING_DAYS: i64 = 7;
/// Hours that are kept to find when a rise began.
const KEPT: usize = 72;
/// The brand's record is never taken lower: a peak that comes about once a month.
const LEAST_RECORD: f64 = 2.1;
/// The first week's deviations are no record: nothing was known yet.
const NO_RECORD_HOURS: usize = 168;

/// One hour, seen and expected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) start: Timestamp,
    pub(super) stories: f64,
    pub(super) expected: f64,
    pub(super) coverage: f64,
}

/// What the past leaves behind.
pub(super) struct Past {
    /// The score of the hour that ends now.
    pub(super) last: Option<Score>,
    /// The last hours, oldest first, the one that ends now included.
    pub(super) hours: Vec<Seen>,
    /// The largest deviation before the last 24 hours.
    pub(super) record: f64,
    /// Hours that were covered, the last one left out.
    pub(super) learned: usize,
    /// Whether the past is still short.
    pub(super) learning: bool,
}

/// Runs closed hours, then the hours that end now. Hours that ended before the brand was watched say nothing of it.
pub(super) fn run(hours: &[HourCount], recent: &[HourCount], watched_since: Timestamp, now: Timestamp) -> Past {
    let mut detector = Detector::new(Duration::from_hours(1));
    let first_recent = recent.first().map_or(now, |hour| hour.hour);
    let watched = |hour: &&HourCount| hour.hour.plus_millis(HOUR_MS) > watched_since;
    let closed = hours.iter().filter(watched).filter(|hour| hour.hour < first_recent);
    let mut past = Past {
        last: None,
        hours: Vec::with_capacity(KEPT + 1),
        record: LEAST_RECORD,
        learned: 0,
        learning: now.since(watched_since) < LEARNING_DAYS * DAY_MS,
    };
    let mut fed = 0;
    for hour in closed {
        let score = past.feed(&mut detector, hour);
        fed += 1;
        if score.covered && fed > NO_RECORD_HOURS {
            past.record = past.record.max(score.z);
        }
    }
    let recent: Vec<&HourCount> = recent.iter().filter(watched).collect();
    if fed == 0 && recent.len() == 1 {
        // A brand without any past is compared with a silent hour, or its first hour would be its own measure.
        detector.step(&bin(now.plus_millis(-2 * HOUR_MS), 0.0, 1.0));
    }
    for hour in recent {
        past.feed(&mut detector, hour);
    }
    past.learned = past.learned.saturating_sub(1);
    past
}

impl Past {
    fn feed(&mut self, detector: &mut Detector, hour: &HourCount) -> Score {
        let stories = f64::from(hour.stories);
        let score = detector.step(&bin(hour.hour, stories, hour.coverage));
        if self.hours.len() >= KEPT {
            self.hours.remove(0);
        }
        self.hours.push(Seen { start: hour.hour, stories, expected: score.expected, coverage: hour.coverage });
        self.learned += usize::from(score.covered);
        self.last = Some(score);
        score
    }

    /// When the rise that is still on began: the hour in which evidence for a doubled rate left zero for the last time.
    pub(super) fn rise_began(&self) -> Option<Timestamp> {
        let (mut evidence, mut since) = (0.0, None);
        for hour in self.hours.iter().filter(|hour| hour.coverage >= super::volume::BLIND_UNDER) {
            evidence += hour.stories * std::f64::consts::LN_2 - hour.expected;
            if evidence > 0.0 {
                since.get_or_insert(hour.start);
            } else {
                (evidence, since) = (0.0, None);
            }
        }
        since
    }

    /// Share of the expected polls that succeeded in the last so many hours.
    pub(super) fn coverage(&self, hours: usize) -> f64 {
        let last = &self.hours[self.hours.len().saturating_sub(hours.max(1))..];
        if last.is_empty() {
            return 0.0;
        }
        last.iter().map(|hour| hour.coverage).sum::<f64>() / last.len() as f64
    }
}

fn bin(start: Timestamp, stories: f64, coverage: f64) -> Bin {
    Bin { start, volume: stories, mentions: stories, negative: 0.0, coverage }
}
