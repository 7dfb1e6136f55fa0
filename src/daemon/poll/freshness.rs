//! Which items count for spikes (R4).
//!
//! A spike is told of what is being said now. What a first poll brings, what was published long before it was found
//! (an archive that is replayed, an outage caught up with), and undated items after a gap are stored and searchable, and
//! never counted (F40, F42, F46, F47).

use std::time::Duration;

use crate::model::{Draft, HOUR_MS, MINUTE_MS, Timestamp};
use crate::store::DueSource;

/// Publication dates may lie this far ahead: clocks differ.
const AHEAD_MS: i64 = 10 * MINUTE_MS;
/// An item found later than this after its publication is late, unless the source is polled less often.
const LATE_MS: i64 = 2 * HOUR_MS;

/// Whether a new item counts.
pub(super) fn counts(draft: &Draft, due: &DueSource, every: Duration, now: Timestamp) -> bool {
    let Some(last_ok) = due.state.health.last_ok_at else { return false };
    let every = i64::try_from(every.as_millis()).unwrap_or(i64::MAX / 2);
    let patience = LATE_MS.max(every.saturating_add(every / 2));
    match draft.published.filter(|published| published.since(now) <= AHEAD_MS) {
        Some(published) => now.since(published) <= patience,
        None => now.since(last_ok) <= patience,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Health, SourceId, SourceStatus, Validators, Wishes};
    use crate::store::{Counting, SourceState};

    const NOW: Timestamp = Timestamp::from_millis(1_000 * HOUR_MS);

    #[track_caller]
    fn check(published_hours_ago: Option<i64>, last_ok_hours_ago: Option<i64>, want: bool) {
        let back = |hours: i64| NOW.plus_millis(-hours * HOUR_MS);
        let health = Health {
            status: SourceStatus::Ok,
            detail: None,
            failures: 0,
            failing_since: None,
            last_ok_at: last_ok_hours_ago.map(back),
        };
        let state = SourceState {
            url: String::new(),
            validators: Validators::default(),
            moved: None,
            health,
            last_polled_at: None,
            next_due_at: None,
            wishes: Wishes::default(),
        };
        let due = DueSource {
            id: SourceId(1),
            name: String::new(),
            state,
            topics: Vec::new(),
            pace: None,
            counting: Counting::default(),
        };
        let draft = Draft { published: published_hours_ago.map(back), ..Draft::default() };
        assert_eq!(counts(&draft, &due, Duration::from_mins(15), NOW), want);
    }

    #[test]
    fn r4_the_first_poll_counts_nothing_f47() {
        check(Some(0), None, false);
        check(None, None, false);
    }

    #[test]
    fn r4_an_archive_is_not_counted_f46() {
        check(Some(1), Some(1), true);
        check(Some(48), Some(1), false);
    }

    #[test]
    fn r4_undated_items_after_an_outage_are_not_counted_f40() {
        check(None, Some(1), true);
        check(None, Some(9), false);
    }

    #[test]
    fn a_date_in_the_future_is_no_date() {
        check(Some(-5), Some(1), true);
        check(Some(-5), Some(9), false);
    }
}
