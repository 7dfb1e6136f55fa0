//! Watched pages: the last version of each, and the changes between versions.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{at, json, to_json};
use super::{PollRecord, Store};
use crate::model::{DiffPart, NetText, PageChange, PageChangeId, PageVersion, SourceId, Timestamp};

impl Store {
    /// The last version of a watched page.
    pub async fn last_page(&self, source: SourceId) -> Result<Option<PageVersion>> {
        self.read(move |connection| {
            let version = connection
                .prepare_cached("SELECT title, text FROM page_versions WHERE source_id = $1")?
                .query_row([source.0], |row| {
                    Ok(PageVersion {
                        title: NetText::new(row.get::<_, String>(0)?),
                        text: NetText::new(row.get::<_, String>(1)?),
                    })
                })
                .optional()?;
            Ok(version)
        })
        .await
    }

    /// Changes of watched pages seen from `from` on and before `to`, newest first.
    pub async fn page_changes(&self, from: Timestamp, to: Timestamp, limit: u32) -> Result<Vec<PageChange>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT c.id, c.source_id, s.name, c.url, c.at, c.diff
                 FROM page_changes c JOIN sources s ON s.id = c.source_id
                 WHERE c.at >= $1 AND c.at < $2 ORDER BY c.at DESC, c.id DESC LIMIT $3",
            )?;
            let rows = statement.query_map(params![from.millis(), to.millis(), limit], |row| {
                Ok(PageChange {
                    id: PageChangeId(row.get(0)?),
                    source: SourceId(row.get(1)?),
                    source_name: row.get(2)?,
                    url: row.get(3)?,
                    at: at(row, 4)?,
                    diff: json(row, 5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

/// Takes the new version, and its diff when it is not the first. Whether a change was added.
pub(super) fn save(
    connection: &Connection,
    record: &PollRecord,
    version: &PageVersion,
    diff: &[DiffPart],
) -> Result<bool> {
    connection
        .prepare_cached(
            "INSERT INTO page_versions (source_id, at, title, text) VALUES ($1, $2, $3, $4)
             ON CONFLICT (source_id) DO UPDATE SET at = excluded.at, title = excluded.title, text = excluded.text",
        )?
        .execute(params![record.source.0, record.at.millis(), version.title.as_str(), version.text.as_str()])?;
    if diff.is_empty() {
        return Ok(false);
    }
    let added = connection
        .prepare_cached(
            "INSERT INTO page_changes (source_id, at, url, diff) VALUES ($1, $2, $3, $4)
             ON CONFLICT (source_id, at) DO NOTHING",
        )?
        .execute(params![record.source.0, record.at.millis(), record.state.url, to_json(diff)?])?;
    Ok(added > 0)
}
