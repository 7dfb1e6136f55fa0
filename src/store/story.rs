//! Stories: which earlier mentions tell the same. Candidates are at most 72 hours old and have enough minima in common with
//! the new text (`held.rs`); what decides is their sketches. A story's face is its earliest item, whatever comes later.
//!
//! `understand::story::Window` is the same in memory, and a test holds the two equal.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{at, pack, unpack};
use super::held;
use super::records::{NewItem, PollRecord};
use crate::model::{Sketch, StoryId, Timestamp, outlet};
use crate::understand::story::{Met, OPEN_MS as OPEN, is_like, is_worth_keeping};

/// How long a story takes up what looks like it.
pub(super) const OPEN_MS: i64 = OPEN;

/// The story that the item tells: an open one, or else a new one.
pub(super) fn link(connection: &Connection, record: &PollRecord, item: &NewItem) -> Result<StoryId> {
    let site = item.draft.url.as_deref().and_then(outlet);
    let sketch = item.sketch.as_ref().filter(|sketch| sketch.shingles > 0);
    let Some(sketch) = sketch else { return begin(connection, record, item) };
    let Some((story, met)) = find(connection, sketch, site.as_deref(), record.at)? else {
        let story = begin(connection, record, item)?;
        keep(connection, story, sketch, site.as_deref(), record.at)?;
        return Ok(story);
    };
    connection.prepare_cached("UPDATE stories SET pickups = pickups + 1 WHERE id = $1")?.execute([story.0])?;
    let count = "SELECT COUNT(*) FROM story_sketches WHERE story_id = $1";
    let kept: i64 = connection.prepare_cached(count)?.query_row([story.0], |row| row.get(0))?;
    if is_worth_keeping(met, usize::try_from(kept).unwrap_or(usize::MAX)) {
        keep(connection, story, sketch, site.as_deref(), record.at)?;
    }
    Ok(story)
}

fn find(
    connection: &Connection,
    sketch: &Sketch,
    site: Option<&str>,
    now: Timestamp,
) -> Result<Option<(StoryId, Met)>> {
    let since = now.plus_millis(-OPEN_MS);
    let mut load = connection.prepare_cached(
        "SELECT story_id, at, outlet, minima, shingles, words, names, links FROM story_sketches WHERE id = $1",
    )?;
    held::with(connection, since, |held| {
        for (_, candidate) in held.recent.alike(&sketch.minima).filter(|(at, _)| *at >= since) {
            let Some((story, seen_at, known_site, known)) = load.query_row([candidate], known).optional()? else {
                continue;
            };
            let one_site = site.is_some() && site == known_site.as_deref();
            if let Some(met) = is_like(&known, sketch, now.since(seen_at), one_site) {
                return Ok(Some((story, met)));
            }
        }
        Ok(None)
    })
}

fn known(row: &Row<'_>) -> rusqlite::Result<(StoryId, Timestamp, Option<String>, Sketch)> {
    let hashes = |column| row.get::<_, Vec<u8>>(column).map(|bytes| unpack(&bytes));
    let sketch =
        Sketch { minima: row.get(3)?, shingles: row.get(4)?, words: hashes(5)?, names: hashes(6)?, links: hashes(7)? };
    Ok((StoryId(row.get(0)?), at(row, 1)?, row.get(2)?, sketch))
}

/// Characters of a text that stand for the title it has not.
const TITLE: usize = 120;

fn begin(connection: &Connection, record: &PollRecord, item: &NewItem) -> Result<StoryId> {
    let draft = &item.draft;
    let title = if draft.title.is_blank() { &draft.text.clipped(TITLE) } else { &draft.title };
    connection
        .prepare_cached(
            "INSERT INTO stories (first_seen_at, source_id, url, title, pickups) VALUES ($1, $2, $3, $4, 1)",
        )?
        .execute(params![record.at.millis(), record.source.0, draft.url, title.as_str()])?;
    Ok(StoryId(connection.last_insert_rowid()))
}

/// Lets later texts be compared with this one.
fn keep(connection: &Connection, story: StoryId, sketch: &Sketch, site: Option<&str>, now: Timestamp) -> Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO story_sketches (story_id, at, outlet, minima, shingles, words, names, links)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )?;
    held::with(connection, now.plus_millis(-OPEN_MS), |held| {
        insert.execute(params![
            story.0,
            now.millis(),
            site,
            sketch.minima,
            sketch.shingles,
            pack(&sketch.words),
            pack(&sketch.names),
            pack(&sketch.links),
        ])?;
        held.last = connection.last_insert_rowid();
        held.recent.push(&sketch.minima, now, held.last);
        Ok(())
    })
}
