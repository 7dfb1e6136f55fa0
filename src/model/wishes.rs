//! What a feed asks of those who read it.

use std::time::Duration;

use super::{DAY_MS, HOUR_MS, Timestamp};

/// When a feed wishes to be left alone (RSS 2.0: `ttl`, `skipHours`, `skipDays`; all in UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How long an answer keeps.
    pub ttl: Option<Duration>,
    /// Hours in which nothing is published: one bit each, from midnight on.
    pub skip_hours: u32,
    /// Days on which nothing is published: one bit each, from Monday on.
    pub skip_days: u8,
}

impl Wishes {
    /// The first hour from `due` on that is not to be left out; `due` itself when every hour is.
    pub fn put_off(self, due: Timestamp) -> Timestamp {
        const HOURS_A_WEEK: i64 = 7 * 24;
        if self.skip_hours == 0 && self.skip_days == 0 {
            return due;
        }
        let later = (1..=HOURS_A_WEEK).map(|hours| due.hour_start().plus_millis(hours * HOUR_MS));
        std::iter::once(due).chain(later).find(|&at| !self.skips(at)).unwrap_or(due)
    }

    fn skips(self, at: Timestamp) -> bool {
        // The epoch was a Thursday.
        let day = (at.millis().div_euclid(DAY_MS) + 3).rem_euclid(7);
        let hour = at.millis().rem_euclid(DAY_MS) / HOUR_MS;
        self.skip_days >> day & 1 == 1 || self.skip_hours >> hour & 1 == 1
    }
}

/// Who tells of a feed's news, and of which feed (WebSub, W3C 2018, 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// Address of the hub.
    pub url: String,
    /// Address of the feed, as the hub knows it.
    pub topic: String,
}

/// What a hub was asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Whom, and for which feed.
    pub hub: Hub,
    /// When it was asked last.
    pub asked_at: Timestamp,
    /// Until when it promised to tell; absent while it has promised nothing.
    pub leased_until: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wishes: Wishes, due: &str, want: &str) {
        let at = |text: &str| text.parse::<jiff::Timestamp>().map(Timestamp::from).unwrap();
        assert_eq!(wishes.put_off(at(due)), at(want), "{wishes:?}");
    }

    #[test]
    fn hours_and_days_that_are_to_be_left_out_are() {
        let (monday, sunday) = ("2026-03-02T03:20:00Z", "2026-03-08T12:30:00Z");
        check(Wishes::default(), monday, monday);
        let night = Wishes { skip_hours: 0b11_1111, ..Wishes::default() };
        check(night, monday, "2026-03-02T06:00:00Z");
        check(night, sunday, sunday);
        let sundays = Wishes { skip_days: 1 << 6, ..night };
        check(sundays, sunday, "2026-03-09T06:00:00Z");
        check(Wishes { skip_days: 0x7f, ..Wishes::default() }, monday, monday);
    }
}
