//! The state of sources between polls: which are due, and what their next request needs.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::columns::{count, maybe_at, millis, to_json, word};
use super::counters::{COUNTING, counting};
use super::{DueSource, PollRecord, PollSummary, SourceState, Store};
use crate::model::{Health, SourceId, Timestamp, TopicMark, Validators, Wishes};

/// Sources with their dates. The second table is the outer one: it is short, and has the index on what is due.
pub(super) const SOURCES: &str = "source_polls CROSS JOIN sources ON id = source_id";
/// The columns of [`SOURCES`] that [`state`] reads.
pub(super) const STATE: &str = "url, etag, last_modified, moved_to, moved_since, moved_times, status, detail, failures, \
                                failing_since, last_ok_at, last_polled_at, next_due_at, ttl_s, skip_hours, skip_days";

impl Store {
    /// Sources that are due, oldest due first.
    pub async fn due_sources(&self, now: Timestamp, limit: u32) -> Result<Vec<DueSource>> {
        self.read(move |connection| {
            let due = "retired_at IS NULL AND next_due_at <= $1 ORDER BY next_due_at, source_id LIMIT $2";
            select(connection, due, params![now.millis(), limit])
        })
        .await
    }

    /// One source, due or not.
    pub async fn due_source(&self, id: SourceId) -> Result<Option<DueSource>> {
        self.read(move |connection| Ok(select(connection, "retired_at IS NULL AND source_id = $1", [id.0])?.pop()))
            .await
    }

    /// Sources that are neither retired nor gone, in the order of their ids, from the one after `after` on: a page of a
    /// list that may be long. Of those, only what is due at `due`, where that is given. Quiet polls since the first page
    /// may not be seen: they are of the pages before.
    pub async fn sources_after(&self, after: SourceId, due: Option<Timestamp>, limit: u32) -> Result<Vec<DueSource>> {
        if after == SourceId(0) {
            self.write_quiet().await?;
        }
        self.read_now(move |connection| {
            let which = "source_id > $1 AND retired_at IS NULL AND next_due_at <= $2 ORDER BY source_id LIMIT $3";
            select(connection, which, params![after.0, due.map_or(i64::MAX, Timestamp::millis), limit])
        })
        .await
    }

    /// When the next source is due; absent when there is none to poll.
    pub async fn next_poll_due(&self) -> Result<Option<Timestamp>> {
        self.read(next_due).await
    }
}

/// When the next source is due.
pub(super) fn next_due(connection: &Connection) -> Result<Option<Timestamp>> {
    let sql = format!(
        "SELECT next_due_at FROM {SOURCES} WHERE retired_at IS NULL AND next_due_at IS NOT NULL
         ORDER BY next_due_at LIMIT 1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([], |row| maybe_at(row, 0)).optional()?.flatten())
}

/// The state in the columns [`STATE`], from `first` on.
pub(super) fn state(row: &Row<'_>, first: usize) -> rusqlite::Result<SourceState> {
    Ok(SourceState {
        url: row.get(first)?,
        validators: Validators { etag: row.get(first + 1)?, last_modified: row.get(first + 2)? },
        moved: moved(row, first + 3)?,
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

/// Where permanent redirects lead, since when, and how often they were seen.
fn moved(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<(String, Timestamp, u32)>> {
    let (Some(to), Some(since)) = (row.get(first)?, maybe_at(row, first + 1)?) else { return Ok(None) };
    Ok(Some((to, since, count(row, first + 2)?)))
}

/// Keeps the state after a poll, and what it taught, unless the config has since pointed the source elsewhere.
pub(super) fn save_state(connection: &Connection, record: &PollRecord) -> Result<()> {
    let (source, state) = (record.source, &record.state);
    let health = &state.health;
    let kept = connection
        .prepare_cached(
            "UPDATE source_polls SET failures = $1, last_ok_at = $2, last_polled_at = $3, next_due_at = $4
             WHERE source_id = $5 AND configured_at <= $6",
        )?
        .execute(params![
            health.failures,
            millis(health.last_ok_at),
            millis(state.last_polled_at),
            millis(state.next_due_at),
            source.0,
            record.at.millis(),
        ])?;
    if kept == 0 {
        return Ok(());
    }
    let (moved_to, moved_since, moved_times) = match &state.moved {
        Some((to, since, times)) => (Some(to), Some(since.millis()), *times),
        None => (None, None, 0),
    };
    connection
        .prepare_cached(
            "UPDATE sources SET url = $1, etag = $2, last_modified = $3, moved_to = $4, moved_since = $5,
                 moved_times = $6, status = $7, detail = $8, failing_since = $9, ttl_s = $10, skip_hours = $11,
                 skip_days = $12, pace = COALESCE($13, pace)
             WHERE id = $14",
        )?
        .execute(params![
            state.url,
            state.validators.etag,
            state.validators.last_modified,
            moved_to,
            moved_since,
            moved_times,
            health.status.as_str(),
            health.detail,
            millis(health.failing_since),
            state.wishes.ttl.map(|ttl| u32::try_from(ttl.as_secs()).unwrap_or(u32::MAX)),
            state.wishes.skip_hours,
            state.wishes.skip_days,
            record.pace,
            source.0,
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
        "INSERT INTO topics (source_id, url, activity, last_page, posts, read_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (source_id, url) DO UPDATE SET activity = excluded.activity, last_page = excluded.last_page,
         posts = excluded.posts, read_at = excluded.read_at",
    )?;
    for topic in topics {
        keep.execute(params![source.0, topic.url, topic.activity, topic.last_page, topic.posts, now.millis()])?;
    }
    Ok(())
}

fn select(connection: &Connection, which: &str, parameters: impl rusqlite::Params) -> Result<Vec<DueSource>> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT id, name, pace, {COUNTING}, {STATE} FROM {SOURCES} WHERE {which}"))?;
    let rows = statement.query_map(parameters, |row| {
        Ok(DueSource {
            id: SourceId(row.get(0)?),
            name: row.get(1)?,
            pace: row.get(2)?,
            counting: counting(row, 3)?,
            state: state(row, 7)?,
            topics: Vec::new(),
        })
    })?;
    let mut due = rows.collect::<Result<Vec<_>, _>>()?;
    // One query for all, and none where no forum is watched.
    if !connection.prepare_cached("SELECT 1 FROM topics LIMIT 1")?.exists([])? {
        return Ok(due);
    }
    let mut marks: HashMap<i64, Vec<TopicMark>> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT source_id, url, activity, last_page, posts FROM topics
         WHERE source_id IN (SELECT value FROM json_each($1)) ORDER BY read_at",
    )?;
    let mut rows = statement.query([to_json(&due.iter().map(|source| source.id.0).collect::<Vec<_>>())?])?;
    while let Some(row) = rows.next()? {
        let mark = TopicMark { url: row.get(1)?, activity: row.get(2)?, last_page: row.get(3)?, posts: row.get(4)? };
        marks.entry(row.get(0)?).or_default().push(mark);
    }
    for source in &mut due {
        source.topics = marks.remove(&source.id.0).unwrap_or_default();
    }
    Ok(due)
}

/// Keeps what the poll added, and the complaints of an answer that was read; a 304 says nothing of the
/// answer before it.
pub(super) fn save_finds(connection: &Connection, record: &PollRecord, added: &PollSummary) -> Result<()> {
    let read = !record.items.is_empty() || !record.still_there.is_empty() || record.page.is_some();
    let complaints = (read || !record.complaints.is_empty()).then(|| to_json(&record.complaints)).transpose()?;
    connection
        .prepare_cached(
            "UPDATE sources SET items = items + $1, mentions = mentions + $2, complaints = COALESCE($3, complaints)
             WHERE id = $4",
        )?
        .execute(params![added.items, added.mentions, complaints, record.source.0])?;
    Ok(())
}
