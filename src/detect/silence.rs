//! Volume that fell to nothing although every poll succeeded: a reader that has gone blind, or a query that no longer
//! matches. It is a matter of health, never a crisis; and where polls failed, their own notice says so (R5).

use super::{negbin, past};
use crate::model::{DAY_MS, HourCount, Timestamp};

/// Silence as rare as this is told.
const RARE: f64 = 1e-4;
/// Polls must have succeeded, all of them but for rounding.
const COVERED: f64 = 0.999;

/// A silence that chance does not explain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence {
    /// Since when nothing has come.
    pub since: Timestamp,
    /// Stories that were expected since then.
    pub expected: f64,
    /// Probability of such a silence.
    pub probability: f64,
}

/// Looks for a silence that lasts until now. A brand that is still being learnt is never too silent.
pub fn find(hours: &[HourCount], recent: &[HourCount], watched_since: Timestamp, now: Timestamp) -> Option<Silence> {
    if now.since(watched_since) < past::LEARNING_DAYS * DAY_MS {
        return None;
    }
    let past = past::run(hours, recent, watched_since, now);
    let silent = past.hours.iter().rev().take_while(|hour| hour.mentions == 0 && hour.coverage >= COVERED);
    let (expected, since) = silent.fold((0.0, None), |(sum, _), hour| (sum + hour.expected, Some(hour.start)));
    let probability = negbin::probability_of_none(expected);
    since.filter(|_| probability < RARE).map(|since| Silence { since, expected, probability })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HOUR_MS;

    fn hour(index: i64, mentions: u32, coverage: f64) -> HourCount {
        let hour = Timestamp::from_millis(index * HOUR_MS);
        HourCount { hour, mentions, stories: mentions, negative: 0, positive: 0, late: 0, coverage }
    }

    #[track_caller]
    fn check(rate: u32, silent: i64, coverage: f64, want: Option<i64>) {
        let (total, from) = (28 * 24, 28 * 24 - silent);
        let all: Vec<_> =
            (0..total).map(|at| if at < from { hour(at, rate, 1.0) } else { hour(at, 0, coverage) }).collect();
        let (hours, recent) = all.split_at(all.len() - 24);
        let now = Timestamp::from_millis(total * HOUR_MS);
        let found = find(hours, recent, Timestamp::from_millis(0), now);
        assert_eq!(found.map(|silence| silence.since.millis() / HOUR_MS), want);
    }

    #[test]
    fn a_brand_that_falls_silent_is_told() {
        check(3, 12, 1.0, Some(28 * 24 - 12));
    }

    #[test]
    fn a_short_silence_and_an_unread_one_are_not() {
        check(3, 2, 1.0, None);
        check(3, 12, 0.0, None);
        check(0, 24, 1.0, None);
    }
}
