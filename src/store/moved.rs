//! A source that gave all its items new ids and other words at once (F41): only their addresses are left.
//!
//! Looked for when most of an answer is unknown; a single unknown item is new. An address speaks for an item only when
//! it is that item's alone, in the answer and in the store.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rusqlite::{Connection, params};

use super::{Recognised, keys};
use crate::model::{Identity, ItemId, SourceId};

/// Fewer unknown items are new ones.
const FEWEST: usize = 3;
/// Keys looked at.
const MOST_KEYS: u32 = 20_000;

/// An id, and the item that it stands for, unless that is pruned.
type Key = (i64, Option<ItemId>);

/// Finds among the new ones those whose address is known.
pub(super) fn find(
    connection: &Connection,
    source: SourceId,
    drafts: &[Identity],
    found: &mut [Recognised],
) -> Result<()> {
    let is_candidate =
        |at: &usize| found[*at] == Recognised::New && drafts[*at].guid.is_some() && drafts[*at].link.is_some();
    let unknown = (0..drafts.len()).filter(is_candidate).collect::<Vec<_>>();
    if unknown.len() < FEWEST || unknown.len() * 2 < drafts.len() {
        return Ok(());
    }
    let mut times: HashMap<i64, usize> = HashMap::new();
    drafts.iter().filter_map(|draft| draft.link).for_each(|link| *times.entry(link).or_default() += 1);
    let here = drafts.iter().filter_map(|draft| draft.guid).collect::<HashSet<_>>();
    let known = by_link(connection, source, &times)?;
    let mut claimed = HashSet::new();
    for at in unknown {
        let Some(link) = drafts[at].link.filter(|link| times.get(link) == Some(&1)) else { continue };
        let Some(rows) = known.get(&link) else { continue };
        let (guid, item) = rows[0];
        if rows.iter().any(|(_, other)| *other != item) || rows.iter().any(|(guid, _)| here.contains(guid)) {
            continue;
        }
        found[at] = match item {
            // Its text is pruned; it is known all the same.
            None if claimed.insert((None, guid)) => Recognised::Known,
            Some(item) if claimed.insert((Some(item), 0)) => Recognised::Moved(item),
            _ => continue,
        };
    }
    Ok(())
}

/// Ids and items under each of the addresses.
fn by_link(connection: &Connection, source: SourceId, wanted: &HashMap<i64, usize>) -> Result<HashMap<i64, Vec<Key>>> {
    let sql = "SELECT address, guid, item_id FROM item_keys WHERE source_id = $1 AND guid <> 0 LIMIT $2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![source.0, MOST_KEYS])?;
    let mut known: HashMap<i64, Vec<Key>> = HashMap::new();
    let mut keep = |link: i64, key: Key| {
        if wanted.contains_key(&link) {
            known.entry(link).or_default().push(key);
        }
    };
    while let Some(row) = rows.next()? {
        keep(row.get(0)?, (row.get(1)?, Some(ItemId(row.get(2)?))));
    }
    for keys in keys::runs(connection, source)?.into_iter().flat_map(|run| run.keys) {
        if let (Some(link), Some(guid)) = (keys.link, keys.guid) {
            keep(link, (guid, None));
        }
    }
    Ok(known)
}
