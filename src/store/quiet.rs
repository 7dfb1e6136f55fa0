//! Polls that brought nothing: a source that is as it was. Most polls are such, and a row each would be most of their cost.
//!
//! They gather here and are written together, in one job of the writer: when enough have come, and before anything else
//! is read or written that could look at them, so that nobody sees that they waited. A process that is killed before
//! asks these sources once more than it would have, conditionally, and counts nothing twice (R3, R8).

use std::mem;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use rusqlite::{Connection, params};

use super::Store;
use super::columns::millis;
use super::counters::{self, Count, HourSums};
use super::records::{DueSource, PollRecord, QuietPoll, SourceState};

/// As many are written in one go: the index on what is due is written nearly whole each time.
const BATCH: usize = 2_048;

/// What waits to be written.
pub(super) type Quiet = Mutex<Vec<QuietPoll>>;

impl PollRecord {
    /// The same poll, when it was answered and moved nothing but the dates of the source.
    pub fn quiet(&self, due: &DueSource) -> Option<QuietPoll> {
        let before = &due.state;
        let SourceState { url, validators, moved, health, last_polled_at: _, next_due_at, wishes } = &self.state;
        let is_same = (url, validators, moved, wishes)
            == (&before.url, &before.validators, &before.moved, &before.wishes)
            && (health.status, &health.detail, health.failures, health.failing_since)
                == (before.health.status, &before.health.detail, before.health.failures, before.health.failing_since);
        let brings_nothing = self.items.is_empty()
            && self.still_there.is_empty()
            && self.topics.is_empty()
            && self.page.is_none()
            && self.standing.is_none()
            && self.complaints.is_empty()
            && self.events.is_empty()
            && self.pace.is_none()
            && self.sites.is_empty();
        (is_same && brings_nothing && self.covered == Some(true)).then_some(QuietPoll {
            source: self.source,
            at: self.at,
            last_ok_at: health.last_ok_at,
            next_due_at: *next_due_at,
            counting: due.counting.clone(),
        })
    }
}

impl Store {
    /// Takes a poll that brought nothing. On disk when the next verb has ended.
    pub async fn record_quiet(&self, poll: QuietPoll) -> Result<()> {
        let full = {
            let mut waiting = self.0.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.push(poll);
            waiting.len() >= BATCH
        };
        if full { self.write_quiet().await } else { Ok(()) }
    }

    /// Writes what waits.
    pub async fn write_quiet(&self) -> Result<()> {
        let mut waiting = {
            let mut waiting = self.0.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.is_empty() {
                return Ok(());
            }
            mem::take(&mut *waiting)
        };
        // Rows side by side in the table are found faster one after the other.
        waiting.sort_unstable_by_key(|poll| poll.source);
        self.write_now(move |connection| save(connection, &waiting)).await
    }
}

fn save(connection: &Connection, polls: &[QuietPoll]) -> Result<()> {
    let mut sums = HourSums::default();
    let mut keep = connection.prepare_cached(
        "UPDATE source_polls SET last_ok_at = $1, last_polled_at = $2, next_due_at = $3, week = $4
         WHERE source_id = $5 AND configured_at <= $2",
    )?;
    for poll in polls {
        let Some(count) = Count::of(&poll.counting, poll.at, Some(true)) else { continue };
        count.add_to(&mut sums);
        let (ok, due) = (millis(poll.last_ok_at), millis(poll.next_due_at));
        keep.execute(params![ok, poll.at.millis(), due, count.week.to_bytes(), poll.source.0])?;
    }
    counters::add_sums(connection, &sums)
}
