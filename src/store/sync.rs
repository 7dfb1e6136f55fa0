//! Bringing the config's sources and brands into the store, in one write.

use anyhow::{Context, Result};
use rusqlite::{Connection, params};

use super::{BrandEntry, SourceEntry, Store, Synced};
use crate::model::{BrandId, SourceId, Timestamp};

impl Store {
    /// Upserts sources and brands by name; those no longer named are retired (kept, not polled, not matched). A source
    /// whose address or kind changed starts afresh, without validators. A new source is due at once. A changed query
    /// starts a fresh baseline.
    pub async fn sync(&self, sources: Vec<SourceEntry>, brands: Vec<BrandEntry>, now: Timestamp) -> Result<Synced> {
        self.write(move |connection| {
            // Retire all, then take back what is named: one pass, no list of names in SQL.
            for table in ["sources", "brands"] {
                let sql = format!("UPDATE {table} SET retired_at = $1 WHERE retired_at IS NULL");
                connection.execute(&sql, [now.millis()])?;
            }
            let sources = sources.iter().map(|entry| source(connection, entry, now)).collect::<Result<_>>()?;
            let brands = brands.iter().map(|entry| brand(connection, entry, now)).collect::<Result<_>>()?;
            Ok(Synced { sources, brands })
        })
        .await
    }
}

fn source(connection: &Connection, entry: &SourceEntry, now: Timestamp) -> Result<SourceId> {
    let every = i64::try_from(entry.every.as_millis()).unwrap_or(i64::MAX);
    let context = || format!("bringing source {} into the store", entry.name);
    // A source that comes back, or is asked more often, must not wait for a date set under the old config.
    connection
        .prepare_cached(
            "UPDATE sources SET next_due_at = CASE
                     WHEN next_due_at IS NULL THEN NULL
                     WHEN retired_at < $1 THEN $1
                     WHEN every_ms > $2 AND next_due_at > $3 THEN $3
                     ELSE next_due_at END,
                 configured_at = CASE WHEN retired_at < $1 THEN $1 ELSE configured_at END,
                 every_ms = $2, retired_at = NULL
             WHERE name = $4",
        )?
        .execute(params![now.millis(), every, now.millis().saturating_add(every), entry.name])
        .with_context(context)?;
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO sources (name, kind, configured_url, every_ms, configured_at, url, status, next_due_at)
             VALUES ($1, $2, $3, $4, $5, $3, 'new', $5)
             ON CONFLICT (name) DO UPDATE SET name = excluded.name
             RETURNING id",
        )?
        .query_row(params![entry.name, entry.kind.as_str(), entry.url, every, now.millis()], |row| row.get(0))
        .with_context(context)?;
    let changed = connection
        .prepare_cached(
            "UPDATE sources SET kind = $1, configured_url = $2, url = $2, configured_at = $3, etag = NULL,
                 last_modified = NULL, moved_to = NULL, moved_since = NULL, moved_times = 0, status = 'new',
                 detail = NULL, failures = 0, failing_since = NULL, told_blind_at = NULL, complaints = '[]',
                 last_ok_at = NULL, last_polled_at = NULL, next_due_at = $3
             WHERE id = $4 AND (kind <> $1 OR configured_url <> $2)",
        )?
        .execute(params![entry.kind.as_str(), entry.url, now.millis(), id])
        .with_context(context)?;
    if changed > 0 {
        // What was read at the old address says nothing of the new one.
        connection.execute("DELETE FROM topics WHERE source_id = $1", [id])?;
        connection.execute("DELETE FROM page_versions WHERE source_id = $1", [id])?;
        connection.execute("DELETE FROM ratings WHERE source_id = $1", [id])?;
    }
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
