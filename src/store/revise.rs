//! Items that come back changed: another text under the same id, or other ids under the same text.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{millis, to_json};
use super::keys;
use super::record::{Written, add_mentions, index};
use super::records::{NewItem, PollRecord};
use crate::model::{BrandId, Identity, ItemId, NetText};

/// Earlier texts kept of one item; a post edited a thousand times keeps its last ones (R7).
const REVISIONS: i64 = 20;
/// Ids kept of one item: a feed that turns between backends has two, one that draws ids at random has no end (R7).
const NAMES: i64 = 4;

/// Keeps the earlier text as a revision and takes the new one. The tone stays as it was first judged, so that the hours
/// already counted stay true; places in the text are those of the new text. A brand that the edit brought in is a
/// new mention.
pub(super) fn edit(
    connection: &Connection,
    record: &PollRecord,
    item: &NewItem,
    id: ItemId,
    written: &mut Written,
) -> Result<()> {
    let before = connection
        .prepare_cached("SELECT revisions, title, text, mentioned FROM items WHERE id = $1")?
        .query_row([id.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((revisions, title, text, mentioned)) = before else {
        // Pruned since it was recognised: its key is all that is left.
        keys::add(connection, record.source, [item.identity].into_iter(), record.at)?;
        return Ok(());
    };
    let told = connection
        .prepare_cached("SELECT 1 FROM item_keys WHERE item_id = $1 AND print = $2 LIMIT 1")?
        .query_row([id.0, item.identity.print], |row| row.get::<_, i64>(0))
        .optional()?;
    if told.is_some() {
        return Ok(());
    }
    let number = revisions + 1;
    let (gained, lost) = brands_changed(connection, item, id)?;
    connection
        .prepare_cached(
            "INSERT INTO revisions (item_id, number, at, title, text, gained, lost)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )?
        .execute(params![id.0, number, record.at.millis(), title, text, to_json(&gained)?, to_json(&lost)?])?;
    connection
        .prepare_cached("DELETE FROM revisions WHERE item_id = $1 AND number <= $2")?
        .execute([id.0, number - REVISIONS])?;
    rewrite(connection, item, id, number)?;
    reprint(connection, record, item, id)?;
    replace_places(connection, item, id)?;
    if mentioned != 0 {
        connection.prepare_cached("DELETE FROM mention_fts WHERE rowid = $1")?.execute([id.0])?;
        index(connection, id, item)?;
    }
    written.summary.edited += 1;
    add_mentions(connection, record, item, id, written)
}

/// Names of the brands that the new text names and the old one did not, and the reverse.
fn brands_changed(connection: &Connection, item: &NewItem, id: ItemId) -> Result<(Vec<String>, Vec<String>)> {
    let sql = "SELECT brand_id FROM mentions WHERE item_id = $1 AND hits <> '[]' ORDER BY brand_id";
    let mut statement = connection.prepare_cached(sql)?;
    let before = statement.query_map([id.0], |row| row.get(0).map(BrandId))?.collect::<Result<Vec<_>, _>>()?;
    let after = item.mentions.iter().map(|mention| mention.brand).collect::<Vec<_>>();
    let mut name = connection.prepare_cached("SELECT name FROM brands WHERE id = $1")?;
    let mut only = |these: &[BrandId], those: &[BrandId]| {
        let only = these.iter().filter(|brand| !those.contains(brand));
        only.map(|brand| name.query_row([brand.0], |row| row.get(0))).collect::<Result<Vec<String>, _>>()
    };
    Ok((only(&after, &before)?, only(&before, &after)?))
}

/// The item goes by another id too. Whether that is news.
pub(super) fn rename(connection: &Connection, record: &PollRecord, item: &NewItem, id: ItemId) -> Result<bool> {
    let kept = connection
        .prepare_cached("SELECT id FROM items WHERE id = $1")?
        .query_row([id.0], |row| row.get(0).map(ItemId))
        .optional()?;
    let Some(id) = kept else {
        return Ok(keys::add(connection, record.source, [item.identity].into_iter(), record.at)? > 0);
    };
    if !keys::add_of(connection, record.source, &item.identity, id, record.at)? {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "DELETE FROM item_keys WHERE item_id = $1 AND kept_at < COALESCE(
                 (SELECT kept_at FROM item_keys WHERE item_id = $1 ORDER BY kept_at DESC LIMIT 1 OFFSET $2), 0)",
        )?
        .execute([id.0, NAMES - 1])?;
    Ok(true)
}

/// The key alone of an item whose words have changed: it carries the print of the old ones.
pub(super) fn forget_key(connection: &Connection, record: &PollRecord, item: &NewItem) -> Result<()> {
    let Identity { guid, link, .. } = item.identity;
    keys::forget(connection, record.source, |keys| match guid {
        Some(_) => keys.guid == guid,
        None => keys.guid.is_none() && link.is_some() && keys.link == link,
    })
}

fn rewrite(connection: &Connection, item: &NewItem, id: ItemId, number: i64) -> Result<()> {
    let draft = &item.draft;
    connection
        .prepare_cached(
            "UPDATE items SET title = $1, author = $2, text = $3, updated = $4, url = COALESCE($5, url), revisions = $6,
                 rating_value = $7, rating_best = $8
             WHERE id = $9",
        )?
        .execute(params![
            draft.title.as_str(),
            draft.author.as_ref().map(NetText::as_str),
            draft.text.as_str(),
            millis(draft.updated),
            draft.url,
            number,
            draft.rating.map(|rating| rating.value),
            draft.rating.map(|rating| rating.best),
            id.0,
        ])?;
    Ok(())
}

/// All the item's keys carry the print of its present words, so that one guid stands for one text.
fn reprint(connection: &Connection, record: &PollRecord, item: &NewItem, id: ItemId) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT guid, address FROM item_keys WHERE item_id = $1 ORDER BY kept_at")?;
    let names = statement.query_map([id.0], |row| {
        Ok(Identity { guid: keys::some(row.get(0)?), link: keys::some(row.get(1)?), print: item.identity.print })
    })?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    connection.prepare_cached("DELETE FROM item_keys WHERE item_id = $1")?.execute([id.0])?;
    for keys in names.iter().chain([&item.identity]) {
        keys::add_of(connection, record.source, keys, id, record.at)?;
    }
    Ok(())
}

/// Spans of the old text would point anywhere in the new one: a brand no longer named has none.
fn replace_places(connection: &Connection, item: &NewItem, id: ItemId) -> Result<()> {
    connection
        .prepare_cached("UPDATE mentions SET evidence = '[]', hits = '[]', flags = '[]' WHERE item_id = $1")?
        .execute([id.0])?;
    let mut places = connection.prepare_cached(
        "UPDATE mentions SET evidence = $1, hits = $2, flags = $3 WHERE item_id = $4 AND brand_id = $5",
    )?;
    for mention in &item.mentions {
        places.execute(params![
            to_json(&mention.tone.evidence)?,
            to_json(&mention.hits)?,
            to_json(&mention.flags)?,
            id.0,
            mention.brand.0,
        ])?;
    }
    Ok(())
}
