//! Forgetting what is old, a slice at a time, so that no write waits behind a long one (R6).

use anyhow::Result;
use rusqlite::{Connection, params};

use super::Store;
use super::events::NEAR_MS;
use super::keys;
use super::story::OPEN_MS;
use crate::model::{MINUTE_MS, Timestamp};

/// Rows touched in one call.
const SLICE: u64 = 500;

/// Sources whose old rows are looked for in one minute.
const SOURCES_A_TURN: i64 = 16;

impl Store {
    /// Items without mention older than `items_before` leave a key of a few bytes, so that they are never new again;
    /// mentions older than `mentions_before` go with their items likewise; old keys older than `keys_before` go; sketches
    /// of stories that take up nothing any more go. At most 500 rows a call; how many were touched.
    pub async fn prune(
        &self,
        items_before: Timestamp,
        mentions_before: Timestamp,
        keys_before: Timestamp,
        now: Timestamp,
    ) -> Result<u64> {
        self.write(move |connection| {
            let mut left = SLICE;
            for (mentioned, before) in [(0, items_before), (1, mentions_before)] {
                left -= items(connection, mentioned, before, left)?;
            }
            let turn = turn(connection, now)?;
            left = left.saturating_sub(of_a_few(connection, KEYS, turn, keys_before, left)?);
            let rows = [
                ("story_sketches", "id", "at", now.plus_millis(-OPEN_MS), ""),
                ("item_nears", "item_id", "at", now.plus_millis(-NEAR_MS), ""),
                ("source_events", "source_id, kind", "at", keys_before, ""),
                ("topics", "source_id, url", "read_at", keys_before, ""),
                ("sites", "site", "until", now, ""),
                ("voices", "brand_id, kind, name", "last_at", mentions_before, ""),
                ("robots", "file", "until", now, ""),
                ("page_changes", "id", "at", keys_before, ""),
                ("outbox", "id", "created_at", keys_before, "AND state IN ('sent', 'dead')"),
                (
                    "stories",
                    "id",
                    "first_seen_at",
                    mentions_before,
                    "AND NOT EXISTS (SELECT 1 FROM story_sketches WHERE story_id = stories.id)
                     AND NOT EXISTS (SELECT 1 FROM items WHERE story_id = stories.id)",
                ),
            ];
            for (table, key, age, before, and) in rows {
                let sql = format!(
                    "DELETE FROM {table} WHERE ({key}) IN
                         (SELECT {key} FROM {table} WHERE {age} < $1 {and} ORDER BY {age} LIMIT $2)"
                );
                let gone = connection.prepare_cached(&sql)?.execute(params![before.millis(), to_i64(left)])?;
                left = left.saturating_sub(gone as u64);
            }
            Ok(SLICE - left)
        })
        .await
    }
}

/// Where this minute's few sources begin.
fn turn(connection: &Connection, now: Timestamp) -> Result<i64> {
    let sources: i64 = connection.prepare_cached("SELECT COUNT(*) FROM sources")?.query_row([], |row| row.get(0))?;
    let turn = now.millis().div_euclid(MINUTE_MS).saturating_mul(SOURCES_A_TURN).rem_euclid(sources.max(1));
    Ok(turn - turn % SOURCES_A_TURN)
}

/// Table, key, and what is old, of rows that lie by their source.
type OfSources = (&'static str, &'static str, &'static str);
const KEYS: OfSources = ("key_runs", "source_id, kept_at", "kept_at");

/// Old rows of a few sources, others each minute: an index by age would be most of what such a row costs to write.
fn of_a_few(connection: &Connection, rows: OfSources, turn: i64, before: Timestamp, limit: u64) -> Result<u64> {
    let (table, key, age) = rows;
    let sql = format!(
        "DELETE FROM {table} WHERE ({key}) IN
             (SELECT {key} FROM {table}
              WHERE source_id IN (SELECT id FROM sources ORDER BY id LIMIT $1 OFFSET $2) AND {age} < $3 LIMIT $4)"
    );
    let values = params![SOURCES_A_TURN, turn, before.millis(), to_i64(limit)];
    Ok(connection.prepare_cached(&sql)?.execute(values)? as u64)
}

fn items(connection: &Connection, mentioned: i64, before: Timestamp, limit: u64) -> Result<u64> {
    let old: Vec<(i64, i64)> = connection
        .prepare_cached(
            "SELECT id, source_id FROM items WHERE mentioned = $1 AND seen_at < $2 ORDER BY seen_at, id LIMIT $3",
        )?
        .query_map(params![mentioned, before.millis(), to_i64(limit)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (item, source) in &old {
        let gone = connection.prepare_cached("DELETE FROM mentions WHERE item_id = $1")?.execute([item])?;
        if mentioned != 0 {
            connection.prepare_cached("DELETE FROM mention_fts WHERE rowid = $1")?.execute([item])?;
        }
        for table in ["revisions", "item_nears"] {
            connection.prepare_cached(&format!("DELETE FROM {table} WHERE item_id = $1"))?.execute([item])?;
        }
        keys::leave_alone(connection, *item)?;
        connection.prepare_cached("DELETE FROM items WHERE id = $1")?.execute([item])?;
        connection
            .prepare_cached("UPDATE sources SET items = items - 1, mentions = mentions - $1 WHERE id = $2")?
            .execute(params![to_i64(gone as u64), source])?;
    }
    Ok(old.len() as u64)
}

fn to_i64(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
