//! Stories: which earlier mentions tell the same. Candidates share a band with the new text and are at most 72 hours
//! old; what decides is their sketches. A story's face is its earliest item, whatever comes later.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::records::{NewItem, PollRecord};
use crate::model::{HOUR_MS, Sketch, StoryId, Timestamp};
use crate::understand::story::{bands_of, same_story};

/// How long a story takes up what looks like it.
pub(super) const OPEN_MS: i64 = 72 * HOUR_MS;
/// Stories looked at for one band: boilerplate makes bands that everything shares (R7).
const CANDIDATES: u32 = 32;

/// The story that the item tells: an open one, or else a new one.
pub(super) fn link(connection: &Connection, record: &PollRecord, item: &NewItem) -> Result<StoryId> {
    if let Some(sketch) = item.sketch.as_ref().filter(|sketch| sketch.shingles > 0)
        && let Some(story) = find(connection, sketch, record.at.millis().saturating_sub(OPEN_MS))?
    {
        connection.prepare_cached("UPDATE stories SET pickups = pickups + 1 WHERE id = $1")?.execute([story.0])?;
        return Ok(story);
    }
    begin(connection, record, item)
}

fn find(connection: &Connection, sketch: &Sketch, since: i64) -> Result<Option<StoryId>> {
    let mut candidates = Vec::new();
    let mut sharing = connection.prepare_cached(
        "SELECT at, story_id FROM story_bands WHERE band = $1 AND at >= $2 ORDER BY at, story_id LIMIT $3",
    )?;
    for band in known_bands(connection, &sketch.bands)? {
        let rows =
            sharing.query_map(params![band, since, CANDIDATES], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
        for row in rows {
            let (at, story): (i64, i64) = row?;
            candidates.push((at, story));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    let mut load = connection.prepare_cached("SELECT minima, shingles FROM stories WHERE id = $1")?;
    for (_, story) in candidates {
        let known = load.query_row([story], |row| Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get(1)?))).optional()?;
        // A text too short for shingles has one band, its own: that it is a candidate says that the bands are equal.
        let known = known.and_then(|(minima, shingles)| {
            let bands = if shingles == 0 { sketch.bands.clone() } else { Vec::new() };
            Some(Sketch { minima: unpack(&minima?), bands, shingles })
        });
        if known.is_some_and(|known| same_story(&known, sketch)) {
            return Ok(Some(StoryId(story)));
        }
    }
    Ok(None)
}

/// Those of the bands that any story has: nearly always none, and one question tells.
fn known_bands(connection: &Connection, bands: &[i64]) -> Result<Vec<i64>> {
    if bands.is_empty() {
        return Ok(Vec::new());
    }
    let places = (1..=bands.len()).map(|nth| format!("(${nth})")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "WITH asked (key) AS (VALUES {places})
         SELECT key FROM asked WHERE EXISTS (SELECT 1 FROM story_bands WHERE band = asked.key)"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let known = statement.query_map(params_from_iter(bands), |row| row.get(0))?;
    Ok(known.collect::<Result<_, _>>()?)
}

/// Takes the bands of stories that began before `before` out of the index; of how many stories.
pub(super) fn forget_bands(connection: &Connection, before: Timestamp, limit: i64) -> Result<u64> {
    let old: Vec<(i64, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT id, minima FROM stories WHERE banded = 1 AND first_seen_at < $1 ORDER BY first_seen_at LIMIT $2",
        )?
        .query_map(params![before.millis(), limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (story, minima) in &old {
        let mut forget = connection.prepare_cached("DELETE FROM story_bands WHERE band = $1 AND story_id = $2")?;
        for band in bands_of(&unpack(minima)) {
            forget.execute([band, *story])?;
        }
        connection.prepare_cached("UPDATE stories SET banded = 0 WHERE id = $1")?.execute([story])?;
    }
    Ok(old.len() as u64)
}

fn begin(connection: &Connection, record: &PollRecord, item: &NewItem) -> Result<StoryId> {
    let sketch = item.sketch.as_ref().filter(|sketch| sketch.shingles > 0);
    connection
        .prepare_cached(
            "INSERT INTO stories (first_seen_at, source_id, url, title, minima, shingles, pickups, banded)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $6 > 0)",
        )?
        .execute(params![
            record.at.millis(),
            record.source.0,
            item.draft.url,
            item.draft.title.as_str(),
            sketch.map(|sketch| pack(&sketch.minima)),
            sketch.map_or(0, |sketch| sketch.shingles),
        ])?;
    let story = connection.last_insert_rowid();
    let mut band = connection
        .prepare_cached("INSERT INTO story_bands (band, story_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")?;
    for key in sketch.map(|sketch| sketch.bands.as_slice()).unwrap_or_default() {
        band.execute(params![key, story, record.at.millis()])?;
    }
    Ok(StoryId(story))
}

fn pack(minima: &[u32]) -> Vec<u8> {
    minima.iter().flat_map(|minimum| minimum.to_be_bytes()).collect()
}

fn unpack(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|chunk| u32::from_be_bytes(*chunk)).collect()
}
