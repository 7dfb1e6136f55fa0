//! SQLite: one file, one writer, short transactions. The only room that knows SQL.
//!
//! What changes together is one verb and one transaction: kill the process between any two verbs and the next start
//! carries on (R8). Writing goes through one thread (`writer`), reading through a few query-only connections
//! (`pool`). The SQL keeps to what PostgreSQL takes too (`$1` in order of first appearance, integer milliseconds, no
//! booleans); full-text search and the schema itself are SQLite's. No clock is read: every verb takes `now`.

mod answers;
mod clock;
mod columns;
mod corrections;
mod counters;
mod entries;
mod events;
mod held;
mod incidents;
mod keys;
mod manners;
mod moved;
mod open;
mod outbox;
mod pages;
mod pool;
mod quiet;
mod ratings;
mod reads;
mod recognise;
mod record;
mod records;
mod revise;
mod series;
mod sources;
mod story;
mod subscriptions;
mod sync;
#[cfg(test)]
mod tests;
mod upkeep;
mod voices;
mod watch;
mod week;
mod writer;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use rusqlite::Connection;

pub use answers::{
    BrandSeries, ChangeFilter, KeyFigures, MentionFilter, MentionTotals, OutboxRow, OutboxSummary, SourceRow,
    StoreFigures, ToldStory,
};
pub use counters::Counting;
pub use records::{
    BrandEntry, DueSource, IncidentWrite, Instance, NewItem, NewMention, PageFind, PollRecord, PollSummary, QuietPoll,
    Recognised, Reread, SourceEntry, SourceState, Synced,
};

use crate::model::BrandId;

/// The store: cheap to clone, shared by every loop.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    /// Absent in a reader.
    writer: Option<writer::Writer>,
    pool: pool::Pool,
    instance: Instance,
    /// How many touches of each brand the watch step has been shown, until it saves what it made of them.
    touches_seen: Mutex<HashMap<BrandId, i64>>,
    /// Polls that brought nothing, until they are written together.
    quiet: quiet::Quiet,
}

impl Store {
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.write_quiet().await?;
        self.write_now(work).await
    }

    async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> Result<T> + Send + 'static) -> Result<T> {
        self.write_quiet().await?;
        self.0.pool.run(work).await
    }

    /// Without waiting for the quiet polls: for what does not look at them.
    async fn write_now<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.as_ref().context("the database is open for reading only")?.run(work).await
    }

    /// Like [`Self::write_now`].
    async fn read_now<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.0.pool.run(work).await
    }
}
