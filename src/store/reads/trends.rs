//! What trends are told from: the stories of a period with one text each, who tells them, and who told them first.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use super::mentions::Which;
use crate::model::{BrandId, DAY_MS, Field, MentionId, StoryId, StoryLine, TermHit, Timestamp};
use crate::store::columns::{at, count, json};
use crate::store::{Store, ToldStory};

/// Items of one story whose sites are looked at (R7).
const TELLERS: u32 = 200;
/// Bytes of a text that are read.
const LONGEST: u32 = 8_192;

impl Store {
    /// Stories that the periods tell of the brand, one text each; of many, `most` that lie evenly among them.
    pub async fn told_stories(
        &self,
        brand: BrandId,
        periods: Vec<(Timestamp, Timestamp)>,
        most: usize,
    ) -> Result<Vec<ToldStory>> {
        self.read(move |connection| {
            let mut found = Vec::new();
            for (from, to) in periods {
                found.extend(stories(connection, brand, from, to)?);
            }
            let step = found.len().div_ceil(most.max(1)).max(1);
            found.into_iter().step_by(step).map(|story| fill(connection, story)).collect()
        })
        .await
    }
}

impl Store {
    /// A story with all that tells it, and the sites that do, the first first.
    pub async fn story(&self, id: StoryId) -> Result<Option<(StoryLine, Vec<String>)>> {
        self.read(move |connection| {
            let line = connection
                .prepare_cached(
                    "SELECT t.title, t.url, s.name, t.first_seen_at, 0, t.pickups,
                         (SELECT COUNT(DISTINCT item_id) FROM mentions WHERE story_id = t.id AND tone = 'negative')
                     FROM stories t JOIN sources s ON s.id = t.source_id WHERE t.id = $1",
                )?
                .query_row([id.0], super::stories::line)
                .optional()?;
            let mut sites = connection.prepare_cached(
                "SELECT outlet FROM items WHERE story_id = $1 AND outlet IS NOT NULL
                 GROUP BY outlet ORDER BY MIN(seen_at), MIN(id) LIMIT $2",
            )?;
            let sites: Vec<String> =
                sites.query_map(params![id.0, TELLERS], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let outlets = u32::try_from(sites.len()).unwrap_or(u32::MAX);
            Ok(line.map(|line| (StoryLine { outlets, ..line }, sites)))
        })
        .await
    }
}

/// Stories of the period by their first mention in it, with counts.
fn stories(connection: &Connection, brand: BrandId, from: Timestamp, to: Timestamp) -> Result<Vec<ToldStory>> {
    let which = Which::told(&[brand], from, to, true);
    let sql = format!(
        "SELECT MIN(id), story_id, COUNT(*), COUNT(CASE WHEN tone = 'negative' THEN 1 END),
             COUNT(CASE WHEN tone = 'positive' THEN 1 END)
         FROM mentions m {} GROUP BY story_id ORDER BY 1",
        which.condition()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(which.values), |row| {
        Ok(ToldStory {
            mention: MentionId(row.get(0)?),
            story: StoryId(row.get(1)?),
            mentions: count(row, 2)?,
            negative: count(row, 3)?,
            positive: count(row, 4)?,
            title: String::new(),
            url: None,
            text: String::new(),
            names: Vec::new(),
            outlets: Vec::new(),
            authors: Vec::new(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds the text and who tells it, the first teller first.
fn fill(connection: &Connection, mut story: ToldStory) -> Result<ToldStory> {
    let mut load = connection.prepare_cached(
        "SELECT i.title, i.url, SUBSTR(i.text, 1, $1), m.hits, m.seen_at FROM mentions m JOIN items i ON i.id = m.item_id
         WHERE m.id = $2",
    )?;
    let (title, url, text, hits, seen_at) = load.query_row(params![LONGEST, story.mention.0], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get(1)?,
            row.get::<_, String>(2)?,
            json::<Vec<TermHit>>(row, 3)?,
            at(row, 4)?,
        ))
    })?;
    let name = |hit: &TermHit| {
        let field = match hit.field {
            Field::Title => &title,
            Field::Text => &text,
            Field::Author | Field::Url => return None,
        };
        field.get(hit.start..hit.end).map(str::to_owned)
    };
    story.names = hits.iter().filter_map(name).collect();
    story.names.sort_unstable();
    story.names.dedup();
    (story.title, story.url, story.text) = (title, url, text);
    // A date of publication is believed as far as a story goes: three days before it was seen.
    let mut tellers = connection.prepare_cached(
        "SELECT outlet, author FROM items WHERE story_id = $1 AND seen_at < $2 AND outlet IS NOT NULL
         ORDER BY CASE WHEN published BETWEEN seen_at - $3 AND seen_at THEN published ELSE seen_at END, id LIMIT $4",
    )?;
    let until = seen_at.plus_millis(3 * DAY_MS).millis();
    let mut rows = tellers.query(params![story.story.0, until, 3 * DAY_MS, TELLERS])?;
    while let Some(row) = rows.next()? {
        let (site, author): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        if !story.outlets.contains(&site) {
            story.outlets.push(site);
        }
        if let Some(author) = author.filter(|author| !author.trim().is_empty() && !story.authors.contains(author)) {
            story.authors.push(author);
        }
    }
    Ok(story)
}
