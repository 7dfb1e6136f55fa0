//! Instants. Stored and compared as integer milliseconds UTC; a time zone appears only where a person reads.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Milliseconds in a second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// An instant, in milliseconds since 1970-01-01T00:00:00Z. The clock is read in `daemon/clock.rs` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant that is `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant and `millis` milliseconds more (or less, when negative).
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// This instant and `span` more.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        self.plus_millis(i64::try_from(span.as_millis()).unwrap_or(i64::MAX))
    }

    /// This instant and `span` less.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        self.plus_millis(-i64::try_from(span.as_millis()).unwrap_or(i64::MAX))
    }

    /// Milliseconds from `earlier` to this instant; negative when `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// How long from this instant until `later`; zero when `later` is past.
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(u64::try_from(later.since(self)).unwrap_or(0))
    }

    /// What clocks show in the IANA zone; UTC when there is none of that name (`config` refuses such a zone).
    pub fn in_zone(self, name: &str) -> jiff::Zoned {
        self.to_jiff().to_zoned(jiff::tz::TimeZone::get(name).unwrap_or(jiff::tz::TimeZone::UTC))
    }

    /// The start of the UTC hour that holds this instant.
    #[must_use]
    pub const fn hour_start(self) -> Self {
        Self(self.0.div_euclid(HOUR_MS) * HOUR_MS)
    }

    /// The same instant for calendar work; instants outside jiff's range become its nearest bound.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar; none for a day that no month has. By hand: dates are a large
/// part of what reading costs. The year is counted from March, so that a leap day ends it (Hinnant, `days_from_civil`).
#[inline]
pub fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = || year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i64::from(leap()),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self(instant.as_millisecond())
    }
}

/// RFC 3339 in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_jiff().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_start_before_the_epoch_too() {
        assert_eq!(Timestamp::from_millis(-1).hour_start().millis(), -HOUR_MS);
        assert_eq!(Timestamp::from_millis(HOUR_MS).hour_start().millis(), HOUR_MS);
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (date, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2024-02-29", 19_782), ("2026-03-01", 20_513)] {
            let civil: jiff::civil::Date = date.parse().unwrap();
            let (year, month, day) = (civil.year().into(), civil.month().into(), civil.day().into());
            assert_eq!(days_from_civil(year, month, day), Some(days), "{date}");
        }
        for (year, month, day) in
            [(2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0)]
        {
            assert_eq!(days_from_civil(year, month, day), None, "{year}-{month}-{day}");
        }
    }

    #[test]
    fn prints_rfc_3339() {
        assert_eq!(Timestamp::from_millis(1_772_442_300_000).to_string(), "2026-03-02T09:05:00Z");
    }
}
