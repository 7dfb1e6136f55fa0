//! The rating that a source sums its reviews up in, each time that it changed.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::at;
use super::{PollRecord, Store};
use crate::model::{Rating, SourceId, Standing, Timestamp};

impl Store {
    /// The ratings of a source from `from` on, oldest first.
    pub async fn standings(&self, source: SourceId, from: Timestamp) -> Result<Vec<(Timestamp, Standing)>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT value, best, count, at FROM ratings WHERE source_id = $1 AND at >= $2 ORDER BY at",
            )?;
            let rows =
                statement.query_map(params![source.0, from.millis()], |row| Ok((at(row, 3)?, standing(row)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}

fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok(Standing { rating: Rating { value: row.get(0)?, best: row.get(1)? }, count: row.get(2)? })
}

/// The last rating of a source.
pub(super) fn last(connection: &Connection, source: SourceId) -> rusqlite::Result<Option<Standing>> {
    connection
        .prepare_cached("SELECT value, best, count FROM ratings WHERE source_id = $1 ORDER BY at DESC LIMIT 1")?
        .query_row([source.0], standing)
        .optional()
}

/// Keeps a rating that differs from the last one.
pub(super) fn save(connection: &Connection, record: &PollRecord, now: Standing) -> Result<()> {
    if last(connection, record.source)? == Some(now) {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT INTO ratings (source_id, at, value, best, count) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (source_id, at) DO NOTHING",
        )?
        .execute(params![record.source.0, record.at.millis(), now.rating.value, now.rating.best, now.count])?;
    Ok(())
}
