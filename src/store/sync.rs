//! Bringing the config's sources and brands into the store, in one write.

use std::collections::HashMap;
use std::hash::{Hash, Hasher as _};

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension as _, params};
use xxhash_rust::xxh3::Xxh3;

use super::columns::maybe_at;
use super::entries;
use super::{BrandEntry, SourceEntry, Store, Synced};
use crate::model::{BrandId, SourceId, Timestamp};

impl Store {
    /// Upserts sources and brands by name; those no longer named are retired (kept, not polled, not matched). A source
    /// whose address or kind changed starts afresh, without validators. A new source is due at once. A changed query
    /// starts a fresh baseline.
    pub async fn sync(&self, sources: Vec<SourceEntry>, brands: Vec<BrandEntry>, now: Timestamp) -> Result<Synced> {
        self.write(move |connection| {
            let sources = sync_sources(connection, &sources, now)?;
            // Retire all, then take back what is named: one pass, no list of names in SQL.
            connection.execute("UPDATE brands SET retired_at = $1 WHERE retired_at IS NULL", [now.millis()])?;
            let brands = brands.iter().map(|entry| brand(connection, entry, now)).collect::<Result<_>>()?;
            Ok(Synced { sources, brands })
        })
        .await
    }
}

/// Writes only what differs from the last time, and reads no source when nothing does: there may be ten thousand.
fn sync_sources(connection: &Connection, entries: &[SourceEntry], now: Timestamp) -> Result<Vec<SourceId>> {
    let print_of_list = print(entries);
    let before: Option<i64> = connection.query_row("SELECT print FROM sources_list", [], |row| row.get(0))?;
    if before == Some(print_of_list) {
        return live(connection);
    }
    let mut ids = Vec::with_capacity(entries.len());
    let mut known: HashMap<String, (i64, i64)> = HashMap::new();
    let mut statement = connection.prepare("SELECT name, id, entry_print FROM sources WHERE retired_at IS NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        known.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    let mut mark = connection.prepare("UPDATE sources SET entry_print = $1 WHERE id = $2")?;
    for entry in entries {
        let print = print(entry);
        let id = match known.remove(&entry.name) {
            Some((id, before)) if before == print => SourceId(id),
            _ => {
                let id = source(connection, entry, now)?;
                mark.execute([print, id.0])?;
                id
            }
        };
        ids.push(id);
    }
    let mut retire = connection.prepare("UPDATE sources SET retired_at = $1 WHERE id = $2")?;
    for (id, _) in known.into_values() {
        retire.execute([now.millis(), id])?;
    }
    // Only a list that brought its sources in in its own order finds them again by their order.
    let print_to_keep = ids.is_sorted_by(|one, next| one < next).then_some(print_of_list);
    connection.execute("UPDATE sources_list SET print = $1", [print_to_keep])?;
    Ok(ids)
}

/// Sources that are not retired, in the order in which they came.
fn live(connection: &Connection) -> Result<Vec<SourceId>> {
    let mut statement = connection.prepare("SELECT id FROM sources WHERE retired_at IS NULL ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0).map(SourceId))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Of all that is said, whatever comes to be said of it. Another build may print otherwise: then all is compared once.
fn print(what: &(impl Hash + ?Sized)) -> i64 {
    let mut hasher = Xxh3::new();
    what.hash(&mut hasher);
    hasher.finish().cast_signed()
}

fn source(connection: &Connection, entry: &SourceEntry, now: Timestamp) -> Result<SourceId> {
    let every = i64::try_from(entry.every.as_millis()).unwrap_or(i64::MAX);
    let context = || format!("bringing source {} into the store", entry.name);
    let known = connection
        .prepare_cached("SELECT id, retired_at FROM sources WHERE name = $1")?
        .query_row([&entry.name], |row| Ok((row.get(0)?, maybe_at(row, 1)?)))
        .optional()
        .with_context(context)?;
    let Some((id, retired_at)) = known else { return add(connection, entry, every, now).with_context(context) };
    let is_back = retired_at.is_some_and(|retired| retired < now);
    connection.prepare_cached("UPDATE sources SET retired_at = NULL WHERE id = $1")?.execute([id])?;
    // A source that comes back, or is asked more often, must not wait for a date set under the old config.
    connection
        .prepare_cached(
            "UPDATE source_polls SET next_due_at = CASE
                     WHEN next_due_at IS NULL THEN NULL
                     WHEN $1 THEN $2
                     WHEN every_ms > $3 AND next_due_at > $4 THEN $4
                     ELSE next_due_at END,
                 configured_at = CASE WHEN $1 THEN $2 ELSE configured_at END,
                 every_ms = $3
             WHERE source_id = $5",
        )?
        .execute(params![is_back, now.millis(), every, now.millis().saturating_add(every), id])
        .with_context(context)?;
    let changed = connection
        .prepare_cached(
            "UPDATE sources SET kind = $1, configured_url = $2, url = $2, etag = NULL, last_modified = NULL,
                 moved_to = NULL, moved_since = NULL, moved_times = 0, status = 'new', detail = NULL,
                 failing_since = NULL, told_blind_at = NULL, complaints = '[]', pace = NULL, identity = 'guid'
             WHERE id = $3 AND (kind <> $1 OR configured_url <> $2)",
        )?
        .execute(params![entry.kind.as_str(), entry.url, id])
        .with_context(context)?;
    if changed > 0 {
        // What was read at the old address says nothing of the new one.
        let fresh =
            "UPDATE source_polls SET configured_at = $1, failures = 0, last_ok_at = NULL, last_polled_at = NULL,
                         next_due_at = $1
                     WHERE source_id = $2";
        connection.execute(fresh, params![now.millis(), id])?;
        entries::forget(connection, SourceId(id))?;
        connection.execute("DELETE FROM topics WHERE source_id = $1", [id])?;
        connection.execute("DELETE FROM page_watches WHERE source_id = $1", [id])?;
        connection.execute("DELETE FROM ratings WHERE source_id = $1", [id])?;
    }
    Ok(SourceId(id))
}

fn add(connection: &Connection, entry: &SourceEntry, every: i64, now: Timestamp) -> Result<SourceId> {
    connection
        .prepare_cached("INSERT INTO sources (name, kind, configured_url, url, status) VALUES ($1, $2, $3, $3, 'new')")?
        .execute(params![entry.name, entry.kind.as_str(), entry.url])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO source_polls (source_id, every_ms, configured_at, next_due_at) VALUES ($1, $2, $3, $3)",
        )?
        .execute(params![id, every, now.millis()])?;
    Ok(SourceId(id))
}

fn brand(connection: &Connection, entry: &BrandEntry, now: Timestamp) -> Result<BrandId> {
    // A brand that was retired for a while has a gap in its past: it starts afresh, like one with another query.
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO brands (name, role, query, watched_since) VALUES ($1, $2, $3, $4)
             ON CONFLICT (name) DO UPDATE SET
                 role = excluded.role,
                 watched_since = CASE WHEN brands.query <> excluded.query OR brands.retired_at < $4
                                      THEN excluded.watched_since ELSE brands.watched_since END,
                 query = excluded.query,
                 retired_at = NULL
             RETURNING id",
        )?
        .query_row(params![entry.name, entry.role.as_str(), entry.query, now.millis()], |row| row.get(0))
        .with_context(|| format!("bringing brand {} into the store", entry.name))?;
    Ok(BrandId(id))
}
