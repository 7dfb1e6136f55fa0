//! How much of a source's last week was read: polls that were expected and polls that succeeded, day by day, in one short
//! value beside the source's dates. A row an hour would be most of what a poll that brought nothing writes, and a table of
//! millions for ten thousand sources.

use crate::model::{Coverage, DAY_MS, Timestamp};

/// Days kept: the last, and the six before it.
const DAYS: usize = 7;

/// The counts of seven days (UTC).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Week {
    /// The last day counted, in days since 1970.
    last: i32,
    /// From the last day back: polls expected, polls that succeeded.
    days: [(u16, u16); DAYS],
}

impl Week {
    /// As [`Self::to_bytes`] wrote it; bytes of another kind are an empty week.
    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        let mut week = Self::default();
        let Some((last, counts)) = bytes.split_first_chunk() else { return week };
        week.last = i32::from_le_bytes(*last);
        for (day, counts) in week.days.iter_mut().zip(counts.as_chunks::<4>().0) {
            let [a, b, c, d] = *counts;
            *day = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        }
        week
    }

    /// The last day, then the counts of each day back to the first that has any.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let kept = self.days.iter().rposition(|day| *day != (0, 0)).map_or(0, |last| last + 1);
        let mut bytes = self.last.to_le_bytes().to_vec();
        for (expected, succeeded) in &self.days[..kept] {
            bytes.extend(expected.to_le_bytes());
            bytes.extend(succeeded.to_le_bytes());
        }
        bytes
    }

    /// Adds polls to the day of `at`; what is older than the week is past.
    pub(super) fn add(&mut self, at: Timestamp, expected: i64, succeeded: i64) {
        let day = day(at);
        let ahead = usize::try_from(day.saturating_sub(self.last)).unwrap_or(0).min(DAYS);
        self.days.rotate_right(ahead);
        self.days[..ahead].fill((0, 0));
        self.last = self.last.max(day);
        let back = usize::try_from(self.last.saturating_sub(day)).unwrap_or(DAYS);
        if let Some(counts) = self.days.get_mut(back) {
            let add = |count: u16, more: i64| count.saturating_add(u16::try_from(more).unwrap_or(u16::MAX));
            *counts = (add(counts.0, expected), add(counts.1, succeeded));
        }
    }

    /// The sum of the seven days that end with that of `now`.
    pub(super) fn coverage(&self, now: Timestamp) -> Coverage {
        self.of_days(day(now).saturating_sub(6), i32::MAX)
    }

    /// The sum of the days that the period touches, as far back as they are kept.
    pub(super) fn between(&self, from: Timestamp, to: Timestamp) -> Coverage {
        self.of_days(day(from), day(to.plus_millis(-1)))
    }

    fn of_days(&self, first: i32, last: i32) -> Coverage {
        let days = (0..).map(|back| self.last.saturating_sub(back)).zip(&self.days);
        let within = days.filter(|(day, _)| (first..=last).contains(day));
        within.fold(Coverage::default(), |sum, (_, &(expected, succeeded))| {
            sum.and(Coverage { expected: expected.into(), succeeded: succeeded.into() })
        })
    }
}

fn day(at: Timestamp) -> i32 {
    i32::try_from(at.millis().div_euclid(DAY_MS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_772_438_400_000);

    /// Adds a poll on each of these days; `expected` and `succeeded` of the week seen on day `seen`.
    #[track_caller]
    fn check(days: &[i64], seen: i64, want: (u64, u64)) {
        let at = |day: i64| START.plus_millis(day * DAY_MS);
        let mut week = Week::default();
        for &day in days {
            week.add(at(day), 2, 1);
            assert_eq!(Week::from_bytes(&week.to_bytes()), week, "{days:?}");
        }
        let coverage = week.coverage(at(seen));
        assert_eq!((coverage.expected, coverage.succeeded), want, "{days:?} seen on {seen}");
    }

    #[test]
    fn seven_days_count_and_no_more() {
        check(&[0, 0, 1, 6], 6, (8, 4));
        check(&[0, 0, 1, 6], 7, (4, 2));
        check(&[0, 0, 1, 6], 100, (0, 0));
        check(&[0, 20], 20, (2, 1));
    }

    #[test]
    fn polls_that_were_missed_are_added_to_their_own_day() {
        check(&[5, 3, 4], 5, (6, 3));
        check(&[20, 3], 20, (2, 1));
    }

    #[test]
    fn a_period_counts_the_days_that_it_touches() {
        let midnight = Timestamp::from_millis(START.millis() / DAY_MS * DAY_MS);
        let at = |day: i64| midnight.plus_millis(day * DAY_MS);
        let mut week = Week::default();
        (0..=6).for_each(|day| week.add(at(day), 1, 0));
        let expected = |from: Timestamp, to: Timestamp| week.between(from, to).expected;
        assert_eq!(expected(at(5), at(6)), 1);
        assert_eq!(expected(at(5).plus_millis(1), at(6).plus_millis(1)), 2);
        assert_eq!(expected(at(-9), at(2)), 2);
        assert_eq!(expected(at(7), at(9)), 0);
    }

    #[test]
    fn what_is_no_week_is_an_empty_one() {
        for bytes in [&b""[..], b"abc", b"abcd", b"abcdefg"] {
            assert_eq!(Week::from_bytes(bytes).coverage(START), Coverage::default());
        }
    }
}
