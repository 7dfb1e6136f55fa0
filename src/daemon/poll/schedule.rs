//! When a source is asked again, and how it is doing, after each kind of answer.
//!
//! Pure: jitter is derived from the source and the instant, so that a test can say when. Intervals live in the store, so
//! that a restart asks nobody sooner (F61, criteria of the feed reader score project).

use std::time::Duration;

use url::Url;

use crate::config::Pacing;
use crate::daemon::rules::WatchedSource;
use crate::ingest::fetch::site;
use crate::model::{DAY_MS, Health, SourceStatus, Timestamp, Wishes};
use crate::store::{DueSource, SourceState};

/// Whatever happens, a source is asked once a day.
const LONGEST: Duration = Duration::from_hours(24);
/// A server may ask us to stay away for this long, and no longer.
const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(7 * 24);
/// The address is rewritten after permanent redirects to one place over so many days and answers (F58).
const MOVED_DAYS: i64 = 7;
const MOVED_ANSWERS: u32 = 10;

/// How a poll ended, as far as the schedule cares.
#[derive(Clone, Debug)]
pub(super) enum Ended {
    /// Answered and read, or not modified.
    Well {
        /// How long the server says that its answer keeps.
        max_age: Option<Duration>,
        /// What it asks of those who read it.
        wishes: Wishes,
        /// Where a chain of nothing but permanent redirects led.
        moved: Option<String>,
    },
    /// Not read.
    Badly {
        /// The word for it.
        status: SourceStatus,
        /// What happened.
        detail: String,
        /// When the server wants to be asked again.
        retry_after: Option<Duration>,
    },
    /// Not asked: others of ours were waiting at that site.
    Busy {
        /// After this long.
        after: Duration,
    },
    /// 410.
    Gone,
}

impl Ended {
    /// How long the server says that its answer keeps.
    pub(super) const fn max_age(&self) -> Option<Duration> {
        match self {
            Self::Well { max_age, .. } => *max_age,
            Self::Badly { .. } | Self::Busy { .. } | Self::Gone => None,
        }
    }
}

/// The source's state after the poll. Validators are the caller's. A source that is well rests for `rest`.
pub(super) fn after(
    due: &DueSource,
    source: &WatchedSource,
    ended: Ended,
    rest: Duration,
    now: Timestamp,
) -> SourceState {
    let mut state = due.state.clone();
    let every = source.config.every;
    state.last_polled_at = Some(now);
    match ended {
        Ended::Well { max_age, wishes, moved } => {
            state.wishes = wishes;
            state.moved = follow_move(&mut state.url, due.state.moved.clone(), moved, now);
            // A learnt rest has its own longest: it is only ever shortened.
            let rest = if source.config.pacing == Pacing::Fixed {
                jittered(rest, due, now)
            } else {
                shortened(rest, due, now)
            };
            let kept = max_age.max(wishes.ttl).unwrap_or_default().min(LONGEST);
            state.next_due_at = Some(wishes.put_off(now.plus(rest.max(kept))));
            state.health = Health {
                status: SourceStatus::Ok,
                detail: None,
                failures: 0,
                failing_since: None,
                last_ok_at: Some(now),
            };
        }
        Ended::Badly { status, detail, retry_after } => {
            let pause = match retry_after {
                Some(asked) => asked.clamp(every, LONGEST_RETRY_AFTER),
                // A site of one's own is asked at its pace until it is back: who waits for that is its owner.
                None if source.config.is_own_site() => every,
                None => back_off(every, due.state.health.failures.saturating_add(1)),
            };
            state.next_due_at = Some(now.plus(jittered(pause, due, now)));
            state.health = failing(&due.state.health, status, detail, now);
        }
        Ended::Busy { after } => {
            state.last_polled_at = due.state.last_polled_at;
            state.next_due_at = Some(now.plus(after.min(LONGEST_RETRY_AFTER)));
        }
        Ended::Gone => {
            state.next_due_at = None;
            let detail = "410 Gone: the publisher says that it will not come back".to_owned();
            state.health = failing(&due.state.health, SourceStatus::Gone, detail, now);
        }
    }
    state
}

/// Asks again out of turn, never sooner than the answer keeps: a cache would only say the same again.
pub(super) fn come_back(state: &mut SourceState, within: Option<Duration>, max_age: Option<Duration>, now: Timestamp) {
    const LONGEST_KEPT: Duration = Duration::from_hours(1);
    let Some(within) = within else { return };
    let sooner = now.plus(within.max(max_age.unwrap_or_default().min(LONGEST_KEPT)));
    state.next_due_at = state.next_due_at.map(|due| due.min(sooner));
}

/// One more failure in the row.
fn failing(before: &Health, status: SourceStatus, detail: String, now: Timestamp) -> Health {
    Health {
        status,
        detail: Some(detail),
        failures: before.failures.saturating_add(1),
        failing_since: before.failing_since.or(Some(now)),
        last_ok_at: before.last_ok_at,
    }
}

/// Doubles from the source's own interval, up to a day.
fn back_off(every: Duration, failures: u32) -> Duration {
    every.saturating_mul(1 << failures.saturating_sub(1).min(12)).min(LONGEST).max(every)
}

/// Longer than `pause` by up to 10 %, the same for the same source and instant: sources that started together drift
/// apart, and nobody is asked sooner than was promised.
fn jittered(pause: Duration, due: &DueSource, now: Timestamp) -> Duration {
    pause.mul_f64(1.0 + 0.1 * chance(due, now))
}

/// Shorter than `pause` by up to 5 %.
fn shortened(pause: Duration, due: &DueSource, now: Timestamp) -> Duration {
    pause.mul_f64(1.0 - 0.05 * chance(due, now))
}

fn chance(due: &DueSource, now: Timestamp) -> f64 {
    let seed = due.id.0.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64.cast_signed())
        ^ now.millis().wrapping_mul(0x2545_F491_4F6C_DD1D);
    f64::from(u16::try_from((seed >> 40) & 0x3ff).unwrap_or_default()) / 1023.0
}

fn follow_move(
    url: &mut String,
    before: Option<(String, Timestamp, u32)>,
    target: Option<String>,
    now: Timestamp,
) -> Option<(String, Timestamp, u32)> {
    let target = target.filter(|target| target != url)?;
    let (since, answers) = match before {
        Some((known, since, answers)) if known == target => (since, answers + 1),
        _ => (now, 1),
    };
    // A name that lapsed and was bought leads its readers where the buyer likes: a new site waits for a person, who
    // writes it into the configuration (A59).
    let is_lasting = now.since(since) >= MOVED_DAYS * DAY_MS && answers >= MOVED_ANSWERS;
    if is_lasting && is_same_site(url, &target) {
        *url = target;
        return None;
    }
    Some((target, since, answers))
}

/// Where the source says that it has gone for good, and since when, if that is another site: a person has to say so too.
pub fn elsewhere(state: &SourceState) -> Option<(&str, Timestamp)> {
    let (target, since, _) = state.moved.as_ref()?;
    (!is_same_site(&state.url, target)).then_some((target, *since))
}

/// Whether both addresses belong to whoever registered the name.
fn is_same_site(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => site(&one) == site(&other),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a59_another_site_is_never_moved_to_unasked() {
        let mut url = "https://blog.old.example/feed".to_owned();
        let mut moved = None;
        for day in 0..40 {
            let target = Some("https://bought.example/feed".to_owned());
            moved = follow_move(&mut url, moved, target, Timestamp::from_millis(day * DAY_MS));
        }
        assert_eq!(url, "https://blog.old.example/feed");
        assert_eq!(moved.map(|(target, ..)| target).as_deref(), Some("https://bought.example/feed"));
    }

    #[test]
    fn f58_a_single_permanent_redirect_moves_nothing() {
        let mut url = "http://a.example/feed".to_owned();
        let target = || Some("https://a.example/feed".to_owned());
        let mut moved = None;
        for day in 0..10 {
            moved = follow_move(&mut url, moved, target(), Timestamp::from_millis(day * DAY_MS));
            assert_eq!(url, if day < 9 { "http://a.example/feed" } else { "https://a.example/feed" }, "day {day}");
        }
        assert_eq!(moved, None);
    }

    #[test]
    fn f58_a_redirect_that_stops_starts_over() {
        let mut url = "http://a.example/feed".to_owned();
        let moved = follow_move(&mut url, None, Some("https://b.example/".to_owned()), Timestamp::from_millis(0));
        assert_eq!(follow_move(&mut url, moved, None, Timestamp::from_millis(DAY_MS)), None);
    }

    #[test]
    fn back_off_doubles_up_to_a_day() {
        let every = Duration::from_mins(15);
        assert_eq!(back_off(every, 1), every);
        assert_eq!(back_off(every, 3), every * 4);
        assert_eq!(back_off(every, 40), LONGEST);
    }
}
