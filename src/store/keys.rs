//! The keys of what a source has published, so that it is never new again.
//!
//! Keys of kept items are rows of `item_keys`, where a single item can be found. Keys alone, of which no text is kept, are
//! by far the most, and are only ever asked for source by source: what one poll brought lies in one row of `key_runs`,
//! its run. An index by each key would cost more than all else that a poll writes.

use std::collections::HashSet;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use crate::model::{Identity, ItemId, SourceId, Timestamp};

/// Bytes of a key: print, id, address.
pub(super) const BYTES: usize = 24;
/// Keys of one source that are known, the newest: one that makes up its ids would else fill memory and time (R7).
const MOST: usize = 100_000;
/// A key's date is renewed this often, not at each poll.
const KEEP_ALIVE_MS: i64 = 7 * crate::model::DAY_MS;

/// What one poll brought, less what has gone since.
pub(super) struct Run {
    pub(super) kept_at: i64,
    /// With the address beside an id too: it is all that is left when a source changes its ids and its words at once.
    pub(super) keys: Vec<Identity>,
}

/// The runs of a source, the newest first.
pub(super) fn runs(connection: &Connection, source: SourceId) -> Result<Vec<Run>> {
    let mut statement =
        connection.prepare_cached("SELECT kept_at, keys FROM key_runs WHERE source_id = $1 ORDER BY kept_at DESC")?;
    let mut rows = statement.query([source.0])?;
    let (mut runs, mut count) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let keys = unpack(row.get_ref(1)?.as_blob()?);
        count += keys.len();
        runs.push(Run { kept_at: row.get(0)?, keys });
        if count >= MOST {
            break;
        }
    }
    Ok(runs)
}

/// Whether anything is known of a source.
pub(super) fn has_any(connection: &Connection, source: SourceId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM item_keys WHERE source_id = $1)
                   OR EXISTS (SELECT 1 FROM key_runs WHERE source_id = $1)";
    Ok(connection.prepare_cached(sql)?.query_row([source.0], |row| row.get(0))?)
}

fn has_items(connection: &Connection, source: SourceId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM item_keys WHERE source_id = $1)";
    Ok(connection.prepare_cached(sql)?.query_row([source.0], |row| row.get(0))?)
}

/// What makes two things of a source one: the address counts only without id.
pub(super) fn same(keys: &Identity) -> (Option<i64>, i64, Option<i64>) {
    (keys.guid, keys.print, if keys.guid.is_some() { None } else { keys.link })
}

/// Whether the source has these very keys already.
pub(super) fn exists(connection: &Connection, source: SourceId, keys: &Identity) -> Result<bool> {
    if is_of_item(connection, source, keys)? {
        return Ok(true);
    }
    let wanted = same(keys);
    Ok(runs(connection, source)?.iter().flat_map(|run| &run.keys).any(|keys| same(keys) == wanted))
}

fn is_of_item(connection: &Connection, source: SourceId, keys: &Identity) -> Result<bool> {
    let found: Option<i64> = connection
        .prepare_cached(
            "SELECT kept_at FROM item_keys WHERE source_id = $1 AND print = $2 AND guid = $3 AND link = $4",
        )?
        .query_row(params![source.0, keys.print, guid(keys), link(keys)], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// Adds keys of a kept item, unless the source has them.
pub(super) fn add_of(
    connection: &Connection,
    source: SourceId,
    keys: &Identity,
    item: ItemId,
    now: Timestamp,
) -> Result<bool> {
    let added = connection
        .prepare_cached(
            "INSERT INTO item_keys (source_id, print, guid, link, address, item_id, kept_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![source.0, keys.print, guid(keys), link(keys), keys.link.unwrap_or(0), item.0, now.millis()])?;
    Ok(added > 0)
}

/// The id as the table has it.
fn guid(keys: &Identity) -> i64 {
    keys.guid.unwrap_or(0)
}

/// The address as the table has it: it counts only without id.
fn link(keys: &Identity) -> i64 {
    if keys.guid.is_some() { 0 } else { keys.link.unwrap_or(0) }
}

/// Leaves of an item its keys alone.
pub(super) fn leave_alone(connection: &Connection, item: i64) -> Result<()> {
    let sql = "SELECT source_id, print, guid, address, kept_at FROM item_keys WHERE item_id = $1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([item], |row| {
        let keys = Identity { print: row.get(1)?, guid: some(row.get(2)?), link: some(row.get(3)?) };
        Ok((SourceId(row.get(0)?), keys, row.get(4)?))
    })?;
    let left = rows.collect::<Result<Vec<(SourceId, Identity, i64)>, _>>()?;
    connection.prepare_cached("DELETE FROM item_keys WHERE item_id = $1")?.execute([item])?;
    for (source, keys, kept_at) in left {
        append(connection, source, kept_at, &[keys])?;
    }
    Ok(())
}

/// A key, unless it is absent.
pub(super) fn some(key: i64) -> Option<i64> {
    (key != 0).then_some(key)
}

/// Adds keys alone that are not there yet; how many.
pub(super) fn add(
    connection: &Connection,
    source: SourceId,
    keys: impl Iterator<Item = Identity>,
    at: Timestamp,
) -> Result<u32> {
    let mut keys = keys.peekable();
    if keys.peek().is_none() {
        return Ok(0);
    }
    let mut known: HashSet<_> = runs(connection, source)?.iter().flat_map(|run| &run.keys).map(same).collect();
    known.reserve(keys.size_hint().0);
    // Most sources have no item that is kept, and one look tells.
    let has_items = has_items(connection, source)?;
    let mut new = Vec::with_capacity(keys.size_hint().0);
    for keys in keys.filter(|keys| known.insert(same(keys))) {
        if !has_items || !is_of_item(connection, source, &keys)? {
            new.push(keys);
        }
    }
    append(connection, source, at.millis(), &new)?;
    Ok(u32::try_from(new.len()).unwrap_or(u32::MAX))
}

/// Forgets those of which `is_it` is true.
pub(super) fn forget(connection: &Connection, source: SourceId, is_it: impl Fn(&Identity) -> bool) -> Result<()> {
    for Run { kept_at, mut keys } in runs(connection, source)? {
        let before = keys.len();
        keys.retain(|keys| !is_it(keys));
        if keys.len() < before {
            replace(connection, source, kept_at, &keys)?;
        }
    }
    Ok(())
}

/// What the source still publishes stays (F45).
pub(super) fn keep_alive(
    connection: &Connection,
    source: SourceId,
    still_there: &[Identity],
    now: Timestamp,
) -> Result<()> {
    let stale = now.millis().saturating_sub(KEEP_ALIVE_MS);
    if still_there.is_empty() || !is_stale(connection, source, stale)? {
        return Ok(());
    }
    let guids: HashSet<i64> = still_there.iter().filter_map(|keys| keys.guid).collect();
    let prints: HashSet<i64> = still_there.iter().map(|keys| keys.print).collect();
    let is_there =
        |keys: &Identity| prints.contains(&keys.print) || keys.guid.is_some_and(|guid| guids.contains(&guid));
    let mut renewed = Vec::new();
    for Run { kept_at, keys } in runs(connection, source)?.into_iter().filter(|run| run.kept_at < stale) {
        let (there, gone): (Vec<_>, Vec<_>) = keys.into_iter().partition(is_there);
        if !there.is_empty() {
            replace(connection, source, kept_at, &gone)?;
            renewed.extend(there);
        }
    }
    append(connection, source, now.millis(), &renewed)
}

/// Whether a key is due to be renewed at all: most polls renew none, and one look tells.
fn is_stale(connection: &Connection, source: SourceId, stale: i64) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM key_runs WHERE source_id = $1 AND kept_at < $2)";
    Ok(connection.prepare_cached(sql)?.query_row([source.0, stale], |row| row.get(0))?)
}

fn append(connection: &Connection, source: SourceId, kept_at: i64, keys: &[Identity]) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO key_runs (source_id, kept_at, keys) VALUES ($1, $2, $3)
               ON CONFLICT (source_id, kept_at) DO UPDATE SET keys = CAST(key_runs.keys || excluded.keys AS BLOB)";
    connection.prepare_cached(sql)?.execute(params![source.0, kept_at, pack(keys)])?;
    Ok(())
}

fn replace(connection: &Connection, source: SourceId, kept_at: i64, keys: &[Identity]) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM key_runs WHERE source_id = $1 AND kept_at = $2")?
        .execute([source.0, kept_at])?;
    append(connection, source, kept_at, keys)
}

fn pack(keys: &[Identity]) -> Vec<u8> {
    keys.iter().map(packed).collect::<Vec<_>>().into_flattened()
}

fn unpack(packed: &[u8]) -> Vec<Identity> {
    let (keys, _) = packed.as_chunks::<BYTES>();
    keys.iter().map(unpacked).collect()
}

/// Keys as bytes; an absent one is 0.
pub(super) fn packed(keys: &Identity) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    let keys = [keys.print, keys.guid.unwrap_or(0), keys.link.unwrap_or(0)];
    for (part, key) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(keys) {
        *part = key.to_le_bytes();
    }
    bytes
}

/// What [`packed`] wrote.
pub(super) fn unpacked(bytes: &[u8; BYTES]) -> Identity {
    let (numbers, _) = bytes.as_chunks::<8>();
    let [print, guid, link] = [0, 1, 2].map(|at| i64::from_le_bytes(numbers[at]));
    Identity { print, guid: some(guid), link: some(link) }
}
