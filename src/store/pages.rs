//! Watched pages: what is remembered of each, and the changes that are sure.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{at, json, to_json};
use super::records::PageFind;
use super::{ChangeFilter, PollRecord, Store};
use crate::model::{ChangeKind, PageChange, PageChangeId, PageWatch, SourceId};

impl Store {
    /// What is remembered of a watched page.
    pub async fn page_watch(&self, source: SourceId) -> Result<Option<PageWatch>> {
        self.read(move |connection| {
            let watch = connection
                .prepare_cached("SELECT watch FROM page_watches WHERE source_id = $1")?
                .query_row([source.0], |row| json(row, 0))
                .optional()?;
            Ok(watch)
        })
        .await
    }

    /// Changes of watched pages, newest first.
    pub async fn page_changes(&self, which: ChangeFilter) -> Result<Vec<PageChange>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT c.id, c.source_id, s.name, c.url, c.at, c.change
                 FROM page_changes c JOIN sources s ON s.id = c.source_id
                 WHERE c.at >= $1 AND c.at < $2 AND c.importance >= $3
                     AND ($4 IS NULL OR c.source_id IN (SELECT value FROM json_each($4)))
                     AND ($5 IS NULL OR $5 = (json_extract(c.change, '$.kind') = $6))
                 ORDER BY c.at DESC, c.id DESC LIMIT $7",
            )?;
            let ids = |sources: &[SourceId]| to_json(&sources.iter().map(|source| source.0).collect::<Vec<_>>());
            let sources = which.sources.as_deref().map(ids).transpose()?;
            let (from, to, watched) = (which.from.millis(), which.to.millis(), ChangeKind::Watched.as_str());
            let wanted = params![from, to, which.importance, sources, which.first_looks, watched, which.limit];
            let rows = statement.query_map(wanted, |row| {
                Ok(PageChange {
                    id: PageChangeId(row.get(0)?),
                    source: SourceId(row.get(1)?),
                    source_name: row.get(2)?,
                    url: row.get(3)?,
                    at: at(row, 4)?,
                    change: json(row, 5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// Takes what is remembered of the page, and a change that is sure. Whether a change was added.
pub(super) fn save(connection: &Connection, record: &PollRecord, find: &PageFind) -> Result<bool> {
    connection
        .prepare_cached(
            "INSERT INTO page_watches (source_id, at, watch) VALUES ($1, $2, $3)
             ON CONFLICT (source_id) DO UPDATE SET at = excluded.at, watch = excluded.watch",
        )?
        .execute(params![record.source.0, record.at.millis(), to_json(&find.watch)?])?;
    let Some(change) = &find.change else { return Ok(false) };
    let added = connection
        .prepare_cached(
            "INSERT INTO page_changes (source_id, at, url, importance, change) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (source_id, at) DO NOTHING",
        )?
        .execute(params![
            record.source.0,
            record.at.millis(),
            record.state.url,
            if change.importance.is_finite() { change.importance } else { 0.0 },
            to_json(change)?,
        ])?;
    Ok(added > 0 && change.kind != ChangeKind::Watched)
}
