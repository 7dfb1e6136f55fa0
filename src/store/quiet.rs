//! Polls that brought nothing: a source that is as it was. Most polls are such, and a row each would be most of their cost.
//!
//! They gather here and are written together, in one job of the writer: when enough have come, and before anything else
//! is read or written that could look at them, so that nobody sees that they waited. A process that is killed before
//! asks these sources once more than it would have, conditionally, and counts nothing twice (R3, R8).

use std::mem;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::{PollRecord, Store, counters, manners, sources};

/// As many are written in one go.
const BATCH: usize = 512;

/// What waits to be written.
pub(super) type Quiet = Mutex<Vec<PollRecord>>;

impl Store {
    /// Takes a poll that brought nothing but dates and validators. On disk when the next verb has ended.
    pub async fn record_quiet(&self, record: PollRecord) -> Result<()> {
        let full = {
            let mut waiting = self.0.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.push(record);
            waiting.len() >= BATCH
        };
        if full { self.write_quiet().await } else { Ok(()) }
    }

    /// Writes what waits.
    pub async fn write_quiet(&self) -> Result<()> {
        let waiting = {
            let mut waiting = self.0.quiet.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.is_empty() {
                return Ok(());
            }
            mem::take(&mut *waiting)
        };
        self.write_now(move |connection| {
            counters::count_polls(connection, &waiting)?;
            sources::save_states(connection, &waiting)?;
            waiting.iter().try_for_each(|record| manners::save(connection, record))
        })
        .await
    }
}
