//! The health table: every source, how it is doing, and how much of its last week was read.

use anyhow::Result;
use rusqlite::params;

use crate::model::{Coverage, DAY_MS, SourceId, Timestamp};
use crate::store::columns::{json, large, maybe_at, word};
use crate::store::sources::{STATE, state};
use crate::store::{SourceRow, Store};
use crate::store::{events, ratings};

impl Store {
    /// Sources that are not retired, by name.
    pub async fn source_rows(&self, now: Timestamp) -> Result<Vec<SourceRow>> {
        self.read(move |connection| {
            let mut week = connection.prepare_cached(
                "SELECT CAST(COALESCE(SUM(expected), 0) AS BIGINT), CAST(COALESCE(SUM(succeeded), 0) AS BIGINT)
                 FROM source_hours WHERE source_id = $1 AND hour > $2 AND hour <= $3",
            )?;
            let mut statement = connection.prepare_cached(&format!(
                "SELECT id, name, kind, items, mentions, complaints, told_blind_at, {STATE} FROM sources
                 WHERE retired_at IS NULL ORDER BY name"
            ))?;
            let rows = statement.query_map([], |row| {
                let id: i64 = row.get(0)?;
                let since = now.millis() - 7 * DAY_MS;
                let coverage = week.query_row(params![id, since, now.millis()], |sum| {
                    Ok(Coverage { expected: large(sum, 0)?, succeeded: large(sum, 1)? })
                })?;
                Ok(SourceRow {
                    id: SourceId(id),
                    name: row.get(1)?,
                    kind: word(row, 2)?,
                    items: large(row, 3)?,
                    mentions: large(row, 4)?,
                    complaints: json(row, 5)?,
                    standing: ratings::last(connection, SourceId(id))?,
                    told_blind_at: maybe_at(row, 6)?,
                    events: Vec::new(),
                    state: state(row, 7)?,
                    coverage,
                })
            })?;
            let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
            for row in &mut rows {
                row.events = events::of_source(connection, row.id, now)?;
            }
            Ok(rows)
        })
        .await
    }
}
