//! Brands, coverage and sizes.

use anyhow::Result;
use rusqlite::{OptionalExtension as _, Row};

use crate::model::{Brand, BrandId, Coverage, SourceId, Timestamp};
use crate::store::columns::{at, large, word};
use crate::store::week::Week;
use crate::store::{KeyFigures, Store, StoreFigures, counters};

impl Store {
    /// Brands that are not retired, by id.
    pub async fn brands(&self) -> Result<Vec<Brand>> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT id, name, role FROM brands WHERE retired_at IS NULL ORDER BY id")?;
            let rows = statement
                .query_map([], |row| Ok(Brand { id: BrandId(row.get(0)?), name: row.get(1)?, role: word(row, 2)? }))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// Since when the brand is watched with its present query.
    pub async fn watched_since(&self, brand: BrandId) -> Result<Timestamp> {
        self.read(move |connection| {
            let mut since = connection.prepare_cached("SELECT watched_since FROM brands WHERE id = $1")?;
            Ok(since.query_row([brand.0], |row| at(row, 0))?)
        })
        .await
    }

    /// Coverage over all sources in the hours that touch the period.
    pub async fn coverage(&self, from: Timestamp, to: Timestamp) -> Result<Coverage> {
        self.read(move |connection| counters::coverage(connection, from, to)).await
    }

    /// Coverage over these sources in the days that touch the period, of which the last seven are known.
    pub async fn coverage_of(&self, sources: Vec<SourceId>, from: Timestamp, to: Timestamp) -> Result<Coverage> {
        self.read(move |connection| {
            let mut week = connection.prepare_cached("SELECT week FROM source_polls WHERE source_id = $1")?;
            sources.into_iter().try_fold(Coverage::default(), |sum, source| {
                let coverage = |row: &Row<'_>| Ok(Week::from_bytes(row.get_ref(0)?.as_blob()?).between(from, to));
                Ok(sum.and(week.query_row([source.0], coverage).optional()?.unwrap_or_default()))
            })
        })
        .await
    }

    /// Sizes, for metrics and `vigie status`.
    pub async fn figures(&self) -> Result<StoreFigures> {
        self.read(|connection| {
            let (sources, items, mentions) = connection.query_row(
                "SELECT COUNT(CASE WHEN retired_at IS NULL THEN 1 END), CAST(COALESCE(SUM(items), 0) AS BIGINT),
                     CAST(COALESCE(SUM(mentions), 0) AS BIGINT) FROM sources",
                [],
                |row| Ok((large(row, 0)?, large(row, 1)?, large(row, 2)?)),
            )?;
            let one = |sql| connection.query_row(sql, [], |row| large(row, 0));
            Ok(StoreFigures {
                sources,
                items,
                mentions,
                stories: one("SELECT COUNT(*) FROM stories")?,
                open_incidents: one("SELECT COUNT(*) FROM incidents WHERE state <> 'closed'")?,
                bytes: one("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")?,
            })
        })
        .await
    }

    /// How many things are known of, and of how many the text is kept. Counts every key: for a person who asks.
    pub async fn keys(&self) -> Result<KeyFigures> {
        self.read(|connection| {
            let one = |sql| connection.query_row(sql, [], |row| large(row, 0));
            Ok(KeyFigures {
                entries: one(
                    "SELECT (SELECT COALESCE(SUM(LENGTH(keys) / 24), 0) FROM key_runs) + (SELECT COUNT(*) FROM items)",
                )?,
                texts: one("SELECT COUNT(*) FROM items")?,
                mentioned: one("SELECT COUNT(*) FROM items WHERE mentioned = 1")?,
            })
        })
        .await
    }
}
