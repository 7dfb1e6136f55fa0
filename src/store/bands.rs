//! Which kept sketches share a band with a text.
//!
//! A band is a hash: the fifty of one text lie on fifty pages of the table. So those of the last texts are held in memory
//! (`held.rs`) and go to the file for some hundreds of texts at once, in its order: a page is then written once for many.

use std::sync::LazyLock;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::columns::unpack;
use super::held::{self, Held};
use crate::model::Timestamp;
use crate::understand::story::{CANDIDATES, bands_of};

/// Texts whose bands are held in memory: some 600 KB.
const HELD: i64 = 512;
/// As many are written at the end of a process, too.
const MANY: i64 = 128;
/// Rows that one statement writes.
const ROWS: usize = 50;

/// Lets later texts find the sketch that `insert` puts behind all others.
pub(super) fn add(connection: &Connection, bands: &[i64], insert: impl FnOnce() -> Result<i64>) -> Result<()> {
    held::with(connection, |held| {
        let sketch = insert()?;
        held.add(sketch, bands);
        if sketch - held.upto >= HELD { write(connection, held) } else { Ok(()) }
    })
}

/// Writes what is held to the file.
pub(super) fn settle(connection: &Connection) -> Result<()> {
    held::with(connection, |held| write(connection, held))
}

/// Before the end: writes what is held when it is much. A few are made again at the next start, for less than the pages
/// that they would be written to.
pub(super) fn settle_many(connection: &Connection) -> Result<()> {
    held::with(connection, |held| if held.last - held.upto >= MANY { write(connection, held) } else { Ok(()) })
}

fn write(connection: &Connection, held: &mut Held) -> Result<()> {
    if held.last == held.upto {
        return Ok(());
    }
    for rows in held.rows().chunks(ROWS) {
        let places = (0..rows.len()).map(|nth| format!("(${}, ${})", nth * 2 + 1, nth * 2 + 2));
        let places = places.collect::<Vec<_>>().join(", ");
        // A statement that can fail halfway would first copy every page that it changes.
        let write = format!("INSERT OR IGNORE INTO story_bands (band, sketch_id) VALUES {places}");
        let values = rows.iter().flat_map(|&(band, sketch)| [band, sketch]);
        connection.prepare_cached(&write)?.execute(params_from_iter(values))?;
    }
    connection.prepare_cached("UPDATE story_banded SET upto = $1")?.execute([held.last])?;
    held.clear();
    Ok(())
}

/// Of the sketches since `since` those that share one of the bands, the oldest few of each.
pub(super) fn sharing(connection: &Connection, bands: &[i64], since: Timestamp) -> Result<Vec<i64>> {
    let first = "SELECT id FROM story_sketches WHERE at >= $1 ORDER BY at, id LIMIT 1";
    let first: Option<i64> =
        connection.prepare_cached(first)?.query_row([since.millis()], |row| row.get(0)).optional()?;
    let Some(first) = first else { return Ok(Vec::new()) };
    held::with(connection, |held| {
        let mut found = Vec::new();
        let written = if first <= held.upto { known(connection, bands)? } else { Vec::new() };
        let mut sharing = connection.prepare_cached(
            "SELECT sketch_id FROM story_bands WHERE band = $1 AND sketch_id >= $2 ORDER BY sketch_id LIMIT $3",
        )?;
        for &band in bands {
            let before = found.len();
            if written.contains(&band) {
                let rows =
                    sharing.query_map(params![band, first, i64::try_from(CANDIDATES)?], |row| row.get::<_, i64>(0))?;
                found.extend(rows.collect::<Result<Vec<_>, _>>()?);
            }
            let room = CANDIDATES.saturating_sub(found.len() - before);
            found.extend(held.of(band).filter(|&sketch| sketch >= first).take(room));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    })
}

/// Those of the bands that any sketch in the file has: nearly always none, and a question or two tell.
fn known(connection: &Connection, bands: &[i64]) -> Result<Vec<i64>> {
    const ASKED: usize = 27;
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let places = (1..=ASKED).map(|nth| format!("(${nth})")).collect::<Vec<_>>().join(", ");
        format!(
            "WITH asked (key) AS (VALUES {places})
             SELECT key FROM asked WHERE EXISTS (SELECT 1 FROM story_bands WHERE band = asked.key)"
        )
    });
    let mut statement = connection.prepare_cached(&SQL)?;
    let mut known = Vec::new();
    for some in bands.chunks(ASKED) {
        // The last question asks again for its first band where it has places left.
        let rest = std::iter::repeat_n(&some[0], ASKED - some.len());
        let rows = statement.query_map(params_from_iter(some.iter().chain(rest)), |row| row.get(0))?;
        known.extend(rows.collect::<Result<Vec<i64>, _>>()?);
    }
    Ok(known)
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
