//! Which kept sketches share a band with a text.
//!
//! A band is a hash: the fifty of one text lie on fifty pages of the table. So those of the last texts are held in memory,
//! in a temporary table that rolls back with the rest, and go to the file for some hundreds of texts at once, in its order:
//! a page is then written once for many. Nothing hangs on what is held: it is made again from the sketches' minima.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::columns::unpack;
use crate::model::Timestamp;
use crate::understand::story::{CANDIDATES, bands_of};

/// Texts whose bands are held in memory: some 600 KB.
const HELD: i64 = 512;

/// Makes the table of what is held, and what a killed process held.
pub(super) fn hold(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.execute_batch(
        "CREATE TEMP TABLE held_bands (
             band INTEGER NOT NULL, sketch_id INTEGER NOT NULL, PRIMARY KEY (band, sketch_id)
         ) STRICT, WITHOUT ROWID;
         CREATE TEMP VIEW bands AS SELECT band, sketch_id FROM story_bands UNION ALL SELECT band, sketch_id FROM held_bands;",
    )?;
    let mut lost =
        connection.prepare("SELECT id, minima FROM story_sketches WHERE id > (SELECT upto FROM story_banded)")?;
    let mut rows = lost.query([])?;
    while let Some(row) = rows.next()? {
        insert(connection, row.get(0)?, &bands_of(&unpack(&row.get::<_, Vec<u8>>(1)?)))?;
    }
    Ok(())
}

/// Lets later texts find this sketch.
pub(super) fn add(connection: &Connection, sketch: i64, bands: &[i64]) -> Result<()> {
    insert(connection, sketch, bands)?;
    let upto: i64 = connection.prepare_cached("SELECT upto FROM story_banded")?.query_row([], |row| row.get(0))?;
    if sketch - upto >= HELD { settle(connection) } else { Ok(()) }
}

fn insert(connection: &Connection, sketch: i64, bands: &[i64]) -> Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO held_bands (band, sketch_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")?;
    for band in bands {
        insert.execute([*band, sketch])?;
    }
    Ok(())
}

/// Writes what is held to the file.
pub(super) fn settle(connection: &Connection) -> Result<()> {
    let last: Option<i64> =
        connection.prepare_cached("SELECT MAX(sketch_id) FROM held_bands")?.query_row([], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    // A statement that can fail halfway would first copy every page that it changes.
    let write = "INSERT OR IGNORE INTO story_bands SELECT band, sketch_id FROM held_bands ORDER BY band, sketch_id";
    connection.prepare_cached(write)?.execute([])?;
    connection.prepare_cached("DELETE FROM held_bands")?.execute([])?;
    connection.prepare_cached("UPDATE story_banded SET upto = $1")?.execute([last])?;
    Ok(())
}

/// Of the sketches since `since` those that share one of the bands, the oldest few of each.
pub(super) fn sharing(connection: &Connection, bands: &[i64], since: Timestamp) -> Result<Vec<i64>> {
    let first = "SELECT id FROM story_sketches WHERE at >= $1 ORDER BY at, id LIMIT 1";
    let first: Option<i64> =
        connection.prepare_cached(first)?.query_row([since.millis()], |row| row.get(0)).optional()?;
    let Some(first) = first else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut sharing = connection.prepare_cached(
        "SELECT sketch_id FROM bands WHERE band = $1 AND sketch_id >= $2 ORDER BY sketch_id LIMIT $3",
    )?;
    for band in known(connection, bands)? {
        let rows = sharing.query_map(params![band, first, i64::try_from(CANDIDATES)?], |row| row.get::<_, i64>(0))?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Those of the bands that any sketch has: nearly always none, and one question tells.
fn known(connection: &Connection, bands: &[i64]) -> Result<Vec<i64>> {
    if bands.is_empty() {
        return Ok(Vec::new());
    }
    let places = (1..=bands.len()).map(|nth| format!("(${nth})")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "WITH asked (key) AS (VALUES {places})
         SELECT key FROM asked WHERE EXISTS (SELECT 1 FROM story_bands WHERE band = asked.key)
             OR EXISTS (SELECT 1 FROM held_bands WHERE band = asked.key)"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let known = statement.query_map(params_from_iter(bands), |row| row.get(0))?;
    Ok(known.collect::<Result<_, _>>()?)
}

/// Forgets the sketches of before `before`, and their bands; of how many.
pub(super) fn forget(connection: &Connection, before: Timestamp, limit: i64) -> Result<u64> {
    let old: Vec<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT id, minima FROM story_sketches WHERE at < $1 ORDER BY at LIMIT $2")?
        .query_map(params![before.millis(), limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if old.is_empty() {
        return Ok(0);
    }
    settle(connection)?;
    let bands =
        |&(sketch, ref minima): &(i64, Vec<u8>)| bands_of(&unpack(minima)).into_iter().map(move |band| (band, sketch));
    let mut rows: Vec<_> = old.iter().flat_map(bands).collect();
    // In the order of the table: neighbours lie on one page.
    rows.sort_unstable();
    let mut forget = connection.prepare_cached("DELETE FROM story_bands WHERE band = $1 AND sketch_id = $2")?;
    for (band, sketch) in rows {
        forget.execute([band, sketch])?;
    }
    for (sketch, _) in &old {
        connection.prepare_cached("DELETE FROM story_sketches WHERE id = $1")?.execute([sketch])?;
    }
    // All that are left are written, and the next one's number follows theirs: from 1 again where none is left.
    let upto = "UPDATE story_banded SET upto = (SELECT COALESCE(MAX(id), 0) FROM story_sketches)";
    connection.prepare_cached(upto)?.execute([])?;
    Ok(old.len() as u64)
}
