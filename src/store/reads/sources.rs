//! The health table: every source, how it is doing, and how much of its last week was read.

use anyhow::Result;

use crate::model::{SourceId, Timestamp};
use crate::store::columns::{json, large, maybe_at, word};
use crate::store::sources::{SOURCES, STATE, state};
use crate::store::week::Week;
use crate::store::{SourceRow, Store};
use crate::store::{events, ratings};

impl Store {
    /// Sources that are not retired, by name.
    pub async fn source_rows(&self, now: Timestamp) -> Result<Vec<SourceRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT id, name, kind, items, mentions, complaints, told_blind_at, week, {STATE} FROM {SOURCES}
                 WHERE retired_at IS NULL ORDER BY name"
            ))?;
            let rows = statement.query_map([], |row| {
                let id: i64 = row.get(0)?;
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
                    coverage: Week::from_bytes(row.get_ref(7)?.as_blob()?).coverage(now),
                    state: state(row, 8)?,
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
