//! What sources did that people should know of, and what is learnt of it.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::columns::{at, count, json, word};
use super::records::PollRecord;
use crate::model::{
    DAY_MS, IdentityPolicy, ItemId, NetText, Revision, SourceEvent, SourceEventKind, SourceId, Timestamp,
};
use crate::understand::likeness;

/// A note is shown for this long after it was last seen.
const SHOWN_MS: i64 = 30 * DAY_MS;
/// Readings in which ids were changed or used again, until they are not believed any more.
const MOST_REIDENTIFIED: u32 = 3;
const MOST_REUSED: u32 = 2;
/// An item without id and address is known again by its words for a month.
pub(super) const NEAR_MS: i64 = 30 * DAY_MS;
/// The most prints that are compared.
const MOST_NEARS: u32 = 5_000;

/// Keeps the events of a poll; a source whose ids prove to be none is known by addresses from now on.
pub(super) fn save(connection: &Connection, record: &PollRecord) -> Result<()> {
    for event in &record.events {
        note(connection, record.source, *event)?;
        let is_enough = match event.kind {
            SourceEventKind::Reidentified => times(connection, record.source, event.kind)? >= MOST_REIDENTIFIED,
            SourceEventKind::ReusedIds => times(connection, record.source, event.kind)? >= MOST_REUSED,
            _ => false,
        };
        let distrust = "UPDATE sources SET identity = 'link' WHERE id = $1 AND identity = 'guid'";
        if is_enough && connection.prepare_cached(distrust)?.execute([record.source.0])? > 0 {
            note(connection, record.source, SourceEvent { kind: SourceEventKind::IdsDistrusted, ..*event })?;
        }
    }
    Ok(())
}

/// In how many readings the event has been seen.
fn times(connection: &Connection, source: SourceId, kind: SourceEventKind) -> Result<u32> {
    let sql = "SELECT times FROM source_events WHERE source_id = $1 AND kind = $2";
    Ok(connection.prepare_cached(sql)?.query_row(params![source.0, kind.as_str()], |row| count(row, 0))?)
}

fn note(connection: &Connection, source: SourceId, event: SourceEvent) -> Result<()> {
    let sql = "INSERT INTO source_events (source_id, kind, first_at, at, times, items) VALUES ($1, $2, $3, $3, 1, $4)
               ON CONFLICT (source_id, kind) DO UPDATE SET
                   times = source_events.times + CASE WHEN excluded.at > source_events.at THEN 1 ELSE 0 END,
                   items = CASE WHEN excluded.items > source_events.items THEN excluded.items
                                ELSE source_events.items END,
                   at = excluded.at";
    let parameters = params![source.0, event.kind.as_str(), event.at.millis(), event.items];
    connection.prepare_cached(sql)?.execute(parameters)?;
    Ok(())
}

/// The notes of a source that are still shown, newest first.
pub(super) fn of_source(connection: &Connection, source: SourceId, now: Timestamp) -> Result<Vec<SourceEvent>> {
    let sql =
        "SELECT kind, items, at, times FROM source_events WHERE source_id = $1 AND at > $2 ORDER BY at DESC, kind";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![source.0, now.millis() - SHOWN_MS], |row| {
        Ok(SourceEvent { kind: word(row, 0)?, items: count(row, 1)?, at: at(row, 2)?, times: count(row, 3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps the print of an item that has neither id nor address.
pub(super) fn save_near(connection: &Connection, record: &PollRecord, item: ItemId, near: i64) -> Result<()> {
    let sql = "INSERT INTO item_nears (item_id, source_id, near, at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (item_id) DO UPDATE SET near = excluded.near, at = excluded.at";
    connection.prepare_cached(sql)?.execute(params![item.0, record.source.0, near, record.at.millis()])?;
    Ok(())
}

/// By what the source's items are known again.
pub(super) fn identity_policy(connection: &Connection, source: SourceId) -> Result<IdentityPolicy> {
    let sql = "SELECT identity FROM sources WHERE id = $1";
    let policy = connection.prepare_cached(sql)?.query_row([source.0], |row| word(row, 0)).optional()?;
    Ok(policy.unwrap_or_default())
}

impl Store {
    /// For each print, the item of the last month whose print is near it: an edit of what has neither id nor address.
    pub async fn near_items(&self, source: SourceId, prints: Vec<i64>, now: Timestamp) -> Result<Vec<Option<ItemId>>> {
        self.read(move |connection| {
            let sql = "SELECT near, item_id FROM item_nears WHERE source_id = $1 AND at > $2 ORDER BY at DESC LIMIT $3";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![source.0, now.millis() - NEAR_MS, MOST_NEARS], |row| {
                Ok((row.get::<_, i64>(0)?, ItemId(row.get(1)?)))
            })?;
            let known = rows.collect::<Result<Vec<_>, _>>()?;
            let near =
                |print: &i64| known.iter().find(|(near, _)| likeness::is_near(*near, *print)).map(|(_, item)| *item);
            Ok(prints.iter().map(near).collect())
        })
        .await
    }

    /// Address, title and text of an item as they are kept.
    pub async fn item_words(&self, item: ItemId) -> Result<Option<(Option<String>, String, String)>> {
        self.read(move |connection| {
            let sql = "SELECT url, title, text FROM items WHERE id = $1";
            let words =
                connection.prepare_cached(sql)?.query_row([item.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
            Ok(words.optional()?)
        })
        .await
    }

    /// The earlier texts of an item that are kept, oldest first.
    pub async fn revisions(&self, item: ItemId) -> Result<Vec<Revision>> {
        self.read(move |connection| {
            let sql = "SELECT number, at, title, text, gained, lost FROM revisions WHERE item_id = $1 ORDER BY number";
            let mut statement = connection.prepare_cached(sql)?;
            let rows = statement.query_map([item.0], |row| {
                Ok(Revision {
                    number: count(row, 0)?,
                    at: at(row, 1)?,
                    title: NetText::new(row.get::<_, String>(2)?),
                    text: NetText::new(row.get::<_, String>(3)?),
                    gained: json(row, 4)?,
                    lost: json(row, 5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }
}
