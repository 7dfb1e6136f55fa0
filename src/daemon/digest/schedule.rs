//! When digests are due. Computed in the recipient's zone: 08:00 stays 08:00 over both DST nights (R13, F32, F33).

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::model::{DigestPeriod, DigestPlan, Recipient, Timestamp};

/// The last instant at which a digest was due, and the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Local date, part of the Message-ID: two digests of one date are one.
    pub(super) name: String,
    /// Start of the period.
    pub(super) from: Timestamp,
    /// When it was due, and end of the period.
    pub(super) at: Timestamp,
    /// When the next one is due.
    pub(super) next: Timestamp,
}

/// The recipient's slot, if they receive this digest.
pub(super) fn slot(recipient: &Recipient, period: DigestPeriod, now: Timestamp) -> Option<Slot> {
    let plan = match period {
        DigestPeriod::Daily => recipient.daily,
        DigestPeriod::Weekly => recipient.weekly,
    }?;
    let zone = TimeZone::get(&recipient.time_zone).unwrap_or(TimeZone::UTC);
    let today = now.to_jiff().to_zoned(zone.clone()).date();
    // From a week ahead back to two weeks ago holds the next slot, the last and the one before.
    let mut slots = (-7..=14)
        .filter_map(|days_ago: i64| today.checked_sub(days_ago.days()).ok())
        .filter(|date| period == DigestPeriod::Daily || date.weekday() == plan.weekday)
        .filter_map(|date| Some((date, due_at(date, plan, &zone)?)))
        .collect::<Vec<_>>();
    slots.sort_by_key(|&(_, at)| at);
    let last = slots.iter().rposition(|&(_, at)| at <= now)?;
    let from = slots.get(last.checked_sub(1)?)?.1;
    let next = slots.get(last + 1)?.1;
    Some(Slot { name: slots[last].0.to_string(), from, at: slots[last].1, next })
}

/// The instant at which a regular period that ends at `end` began.
pub(super) fn back(end: Timestamp, time_zone: &str, period: DigestPeriod) -> Timestamp {
    let days = match period {
        DigestPeriod::Daily => 1,
        DigestPeriod::Weekly => 7,
    };
    end.in_zone(time_zone).checked_sub(days.days()).map_or(end, |start| start.timestamp().into())
}

/// A local time that a spring night skips is moved to the end of the gap; one that an autumn night repeats is its first.
fn due_at(date: Date, plan: DigestPlan, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = date.to_datetime(plan.at);
    Some(zone.to_ambiguous_zoned(local).compatible().ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, time};

    use super::*;
    use crate::model::Locale;

    #[track_caller]
    fn check(period: DigestPeriod, at: jiff::civil::Time, zone: &str, now: &str, want: [&str; 4]) {
        let plan = Some(DigestPlan { at, weekday: Weekday::Monday });
        let recipient = Recipient {
            name: "Léa".to_owned(),
            address: "lea@acme.example".to_owned(),
            locale: Locale::Fr,
            time_zone: zone.to_owned(),
            brands: Vec::new(),
            alerts_from: None,
            operator: false,
            daily: plan,
            weekly: plan,
        };
        let now: jiff::Timestamp = now.parse().unwrap();
        let slot = slot(&recipient, period, now.into()).unwrap();
        let got = [slot.name, slot.from.to_string(), slot.at.to_string(), slot.next.to_string()];
        assert_eq!(got.each_ref().map(String::as_str), want);
    }

    #[test]
    fn r13_eight_o_clock_stays_eight_o_clock_over_the_spring_night() {
        let want = ["2026-03-29", "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z", "2026-03-30T06:00:00Z"];
        check(DigestPeriod::Daily, time(8, 0, 0, 0), "Europe/Paris", "2026-03-29T10:00:00Z", want);
    }

    #[test]
    fn f32_an_hour_that_does_not_exist_is_moved_not_skipped() {
        let want = ["2026-03-29", "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"];
        check(DigestPeriod::Daily, time(2, 30, 0, 0), "Europe/Paris", "2026-03-29T10:00:00Z", want);
    }

    #[test]
    fn f33_an_hour_that_comes_twice_sends_once() {
        let want = ["2026-10-25", "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"];
        check(DigestPeriod::Daily, time(2, 30, 0, 0), "Europe/Paris", "2026-10-25T01:45:00Z", want);
    }

    #[test]
    fn j2_the_weekly_digest_covers_the_week_of_the_clock_change() {
        let want = ["2026-03-30", "2026-03-23T07:00:00Z", "2026-03-30T06:00:00Z", "2026-04-06T06:00:00Z"];
        check(DigestPeriod::Weekly, time(8, 0, 0, 0), "Europe/Paris", "2026-03-30T06:00:00Z", want);
    }
}
