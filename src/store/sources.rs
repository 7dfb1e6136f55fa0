//! The state of sources between polls: which are due, and what their next request needs.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use rusqlite::{Connection, Row, Statement, params};

use super::columns::{count, maybe_at, millis, to_json, word};
use super::{DueSource, PollRecord, PollSummary, SourceState, Store};
use crate::model::{Health, SourceId, Timestamp, TopicMark, Validators, Wishes};

/// The columns that [`state`] reads.
pub(super) const STATE: &str = "url, etag, last_modified, moved_to, moved_since, moved_times, status, detail, failures, \
                                failing_since, last_ok_at, last_polled_at, next_due_at, ttl_s, skip_hours, skip_days";

impl Store {
    /// Sources that are due, oldest due first.
    pub async fn due_sources(&self, now: Timestamp, limit: u32) -> Result<Vec<DueSource>> {
        self.read(move |connection| {
            let due = "retired_at IS NULL AND next_due_at <= $1 ORDER BY next_due_at, id LIMIT $2";
            select(connection, due, params![now.millis(), limit])
        })
        .await
    }

    /// One source, due or not.
    pub async fn due_source(&self, id: SourceId) -> Result<Option<DueSource>> {
        self.read(move |connection| Ok(select(connection, "retired_at IS NULL AND id = $1", [id.0])?.pop())).await
    }

    /// All sources that are neither retired nor gone, for `vigie poll --all`.
    pub async fn all_sources(&self) -> Result<Vec<DueSource>> {
        self.read(|connection| select(connection, "retired_at IS NULL AND next_due_at IS NOT NULL ORDER BY id", []))
            .await
    }

    /// Sources that are neither retired nor gone, in the order of their ids, from the one after `after` on: a page of a
    /// list that may be long. Of those, only what is due at `due`, where that is given.
    pub async fn sources_after(&self, after: SourceId, due: Option<Timestamp>, limit: u32) -> Result<Vec<DueSource>> {
        self.read(move |connection| {
            let which = "id > $1 AND retired_at IS NULL AND next_due_at <= $2 ORDER BY id LIMIT $3";
            select(connection, which, params![after.0, due.map_or(i64::MAX, Timestamp::millis), limit])
        })
        .await
    }

    /// When the next source is due; absent when there is none to poll.
    pub async fn next_poll_due(&self) -> Result<Option<Timestamp>> {
        self.read(|connection| {
            let sql = "SELECT MIN(next_due_at) FROM sources WHERE retired_at IS NULL AND next_due_at IS NOT NULL";
            Ok(connection.prepare_cached(sql)?.query_row([], |row| maybe_at(row, 0))?)
        })
        .await
    }
}

/// The state in the columns [`STATE`], from `first` on.
pub(super) fn state(row: &Row<'_>, first: usize) -> rusqlite::Result<SourceState> {
    let moved_to: Option<String> = row.get(first + 3)?;
    let moved_since = maybe_at(row, first + 4)?;
    let moved_times = count(row, first + 5)?;
    Ok(SourceState {
        url: row.get(first)?,
        validators: Validators { etag: row.get(first + 1)?, last_modified: row.get(first + 2)? },
        moved: moved_to.zip(moved_since).map(|(to, since)| (to, since, moved_times)),
        health: Health {
            status: word(row, first + 6)?,
            detail: row.get(first + 7)?,
            failures: count(row, first + 8)?,
            failing_since: maybe_at(row, first + 9)?,
            last_ok_at: maybe_at(row, first + 10)?,
        },
        last_polled_at: maybe_at(row, first + 11)?,
        next_due_at: maybe_at(row, first + 12)?,
        wishes: Wishes {
            ttl: row.get::<_, Option<u32>>(first + 13)?.map(|seconds| Duration::from_secs(seconds.into())),
            skip_hours: row.get(first + 14)?,
            skip_days: row.get(first + 15)?,
        },
    })
}

/// Keeps the state after a poll at `polled`, unless the config has since pointed the source elsewhere.
pub(super) fn save_state(
    connection: &Connection,
    source: SourceId,
    state: &SourceState,
    polled: Timestamp,
) -> Result<()> {
    write_state(&mut *connection.prepare_cached(SAVE)?, source, state, polled)
}

/// The same for many polls.
pub(super) fn save_states(connection: &Connection, records: &[PollRecord]) -> Result<()> {
    let mut save = connection.prepare_cached(SAVE)?;
    records.iter().try_for_each(|record| write_state(&mut save, record.source, &record.state, record.at))
}

const SAVE: &str = "UPDATE sources SET url = $1, etag = $2, last_modified = $3, moved_to = $4, moved_since = $5,
                        moved_times = $6, status = $7, detail = $8, failures = $9, failing_since = $10,
                        last_ok_at = $11, last_polled_at = $12, next_due_at = $13, ttl_s = $14,
                        skip_hours = $15, skip_days = $16
                    WHERE id = $17 AND configured_at <= $18";

fn write_state(save: &mut Statement<'_>, source: SourceId, state: &SourceState, polled: Timestamp) -> Result<()> {
    let (moved_to, moved_since, moved_times) = match &state.moved {
        Some((to, since, times)) => (Some(to), Some(since.millis()), *times),
        None => (None, None, 0),
    };
    let health = &state.health;
    save.execute(params![
        state.url,
        state.validators.etag,
        state.validators.last_modified,
        moved_to,
        moved_since,
        moved_times,
        health.status.as_str(),
        health.detail,
        health.failures,
        millis(health.failing_since),
        millis(health.last_ok_at),
        millis(state.last_polled_at),
        millis(state.next_due_at),
        state.wishes.ttl.map(|ttl| u32::try_from(ttl.as_secs()).unwrap_or(u32::MAX)),
        state.wishes.skip_hours,
        state.wishes.skip_days,
        source.0,
        polled.millis(),
    ])?;
    Ok(())
}

/// Keeps how far topics were read.
pub(super) fn save_topics(
    connection: &Connection,
    source: SourceId,
    topics: &[TopicMark],
    now: Timestamp,
) -> Result<()> {
    let mut keep = connection.prepare_cached(
        "INSERT INTO topics (source_id, url, activity, last_page, read_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (source_id, url) DO UPDATE
         SET activity = excluded.activity, last_page = excluded.last_page, read_at = excluded.read_at",
    )?;
    for topic in topics {
        keep.execute(params![source.0, topic.url, topic.activity, topic.last_page, now.millis()])?;
    }
    Ok(())
}

fn select(connection: &Connection, which: &str, parameters: impl rusqlite::Params) -> Result<Vec<DueSource>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT id, name, pace, {STATE} FROM sources WHERE {which}"))?;
    let rows = statement.query_map(parameters, |row| {
        Ok(DueSource {
            id: SourceId(row.get(0)?),
            name: row.get(1)?,
            pace: row.get(2)?,
            state: state(row, 3)?,
            topics: Vec::new(),
        })
    })?;
    let mut due = rows.collect::<Result<Vec<_>, _>>()?;
    // One query for all: few sources are forums.
    let ids = due.iter().map(|source| source.id.to_string()).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT source_id, url, activity, last_page FROM topics WHERE source_id IN ({ids})");
    let mut marks: HashMap<i64, Vec<TopicMark>> = HashMap::new();
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mark = TopicMark { url: row.get(1)?, activity: row.get(2)?, last_page: row.get(3)? };
        marks.entry(row.get(0)?).or_default().push(mark);
    }
    for source in &mut due {
        source.topics = marks.remove(&source.id.0).unwrap_or_default();
    }
    Ok(due)
}

/// Keeps that the poll was recorded, what it added, and the complaints of an answer that was read; a 304 says nothing of the
/// answer before it.
pub(super) fn save_finds(connection: &Connection, record: &PollRecord, added: &PollSummary) -> Result<()> {
    let read = !record.items.is_empty() || !record.still_there.is_empty() || record.page.is_some();
    let complaints = (read || !record.complaints.is_empty()).then(|| to_json(&record.complaints)).transpose()?;
    connection
        .prepare_cached(
            "UPDATE sources SET recorded_at = $1, items = items + $2, mentions = mentions + $3,
                 complaints = COALESCE($4, complaints)
             WHERE id = $5",
        )?
        .execute(params![record.at.millis(), added.items, added.mentions, complaints, record.source.0])?;
    Ok(())
}
