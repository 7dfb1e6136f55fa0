//! Mentions, with as much of their items as a list shows.

use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};

use super::words;
use crate::model::{BrandId, Correction, ItemId, Mention, MentionId, NetText, Rating, StoryId, Timestamp, Tone};
use crate::store::columns::{at, json, maybe_at, places, word};
use crate::store::{MentionFilter, Store};

const COLUMNS: &str = "m.id, m.item_id, m.brand_id, b.name, m.story_id, s.name, i.url, i.title, i.text, i.author, \
                       i.language, i.published, m.seen_at, m.counted, m.hits, m.tone, m.score, m.confidence, \
                       m.evidence, m.flags, i.rating_value, i.rating_best, s.kind, m.excluded, \
                       c.tone, c.about, c.by, c.at, c.read";
const JOINED: &str = "JOIN items i ON i.id = m.item_id JOIN brands b ON b.id = m.brand_id \
                      JOIN sources s ON s.id = m.source_id LEFT JOIN corrections c ON c.id = m.correction_id";

impl Store {
    /// The mentions that the filter lets through, newest first.
    pub async fn mentions(&self, filter: MentionFilter) -> Result<Vec<Mention>> {
        self.read(move |connection| list(connection, &filter)).await
    }

    /// Most negative first (score times confidence), one a story, at most `limit`.
    pub async fn worst_mentions(
        &self,
        brands: Vec<BrandId>,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
        limit: u32,
    ) -> Result<Vec<Mention>> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        self.worst_wanted(brands, (from, to), counted_only, limit, most, |_| true).await
    }

    /// The same, at most `most` of those that are wanted, looked for among `looked_at`. One is held at a time beside those
    /// that are given.
    pub async fn worst_wanted(
        &self,
        brands: Vec<BrandId>,
        (from, to): (Timestamp, Timestamp),
        counted_only: bool,
        looked_at: u32,
        most: usize,
        is_wanted: impl Fn(&Mention) -> bool + Send + 'static,
    ) -> Result<Vec<Mention>> {
        self.read(move |connection| {
            let mut worst = Vec::new();
            for id in worst_first(connection, Which::told(&brands, from, to, !counted_only), looked_at)? {
                if worst.len() == most {
                    break;
                }
                worst.extend(one(connection, id)?.filter(&is_wanted));
            }
            Ok(worst)
        })
        .await
    }

    /// The earliest counted mention (negative when `negative`) of the period, by publication time where known.
    pub async fn first_mention(
        &self,
        brand: BrandId,
        from: Timestamp,
        to: Timestamp,
        negative: bool,
    ) -> Result<Option<Mention>> {
        self.read(move |connection| {
            let tone = if negative { "AND m.tone = 'negative'" } else { "" };
            let sql = format!(
                "SELECT {COLUMNS} FROM mentions m {JOINED}
                 WHERE m.brand_id = $1 AND m.seen_at >= $2 AND m.seen_at < $3 AND m.counted = 1 {tone}
                 ORDER BY COALESCE(i.published, m.seen_at), m.id LIMIT 1"
            );
            let parameters = params![brand.0, from.millis(), to.millis()];
            Ok(connection.prepare_cached(&sql)?.query_row(parameters, read).optional()?)
        })
        .await
    }

    /// One mention.
    pub async fn mention(&self, id: MentionId) -> Result<Option<Mention>> {
        self.read(move |connection| one(connection, id)).await
    }
}

/// The worst of each story, without their texts: rows are sorted whole.
fn worst_first(connection: &Connection, mut which: Which, most: u32) -> Result<Vec<MentionId>> {
    let condition = which.condition();
    let sql = format!(
        "SELECT id FROM (
             SELECT id, seen_at, score * confidence AS weight, ROW_NUMBER() OVER
                 (PARTITION BY story_id ORDER BY score * confidence, seen_at, id) AS place
             FROM mentions m {condition})
         WHERE place = 1 ORDER BY weight, seen_at, id LIMIT {}",
        which.place(i64::from(most))
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let ids = statement.query_map(params_from_iter(which.values), |row| Ok(MentionId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn one(connection: &Connection, id: MentionId) -> Result<Option<Mention>> {
    let sql = format!("SELECT {COLUMNS} FROM mentions m {JOINED} WHERE m.id = $1");
    Ok(connection.prepare_cached(&sql)?.query_row([id.0], read).optional()?)
}

/// Conditions on `mentions m`, with their values in the order of their places.
pub(super) struct Which {
    said: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Which {
    pub(super) fn of(brands: &[BrandId], from: Option<Timestamp>, to: Option<Timestamp>, counted_only: bool) -> Self {
        let mut which = Self { said: Vec::new(), values: Vec::new() };
        if !brands.is_empty() {
            which.said.push(format!("m.brand_id IN ({})", places(0, brands.len())));
            which.values.extend(brands.iter().map(|brand| Value::Integer(brand.0)));
        }
        if let Some(from) = from {
            which.and("m.seen_at >=", from.millis());
        }
        if let Some(to) = to {
            which.and("m.seen_at <", to.millis());
        }
        which.said.push(if counted_only { "m.counted = 1" } else { "m.excluded = 0" }.to_owned());
        which
    }

    /// What a period tells: the counted, and with `late_too` also what was not counted, if it was published in the period
    /// or in as long a time before it. What a first poll finds in an archive is no news of any period.
    pub(super) fn told(brands: &[BrandId], from: Timestamp, to: Timestamp, late_too: bool) -> Self {
        let mut which = Self::of(brands, Some(from), Some(to), !late_too);
        if late_too {
            let since = which.place(from.plus_millis(-to.since(from)).millis());
            which.said.push(format!(
                "(m.counted = 1 OR EXISTS (SELECT 1 FROM items p WHERE p.id = m.item_id AND p.published >= {since}))"
            ));
        }
        which
    }

    /// `before` and the place of `value`.
    fn and(&mut self, before: &str, value: impl Into<Value>) {
        let place = self.place(value);
        self.said.push(format!("{before} {place}"));
    }

    pub(super) fn place(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    pub(super) fn condition(&self) -> String {
        if self.said.is_empty() { String::new() } else { format!("WHERE {}", self.said.join(" AND ")) }
    }
}

fn list(connection: &Connection, filter: &MentionFilter) -> Result<Vec<Mention>> {
    let mut which = Which::of(&filter.brands, filter.from, filter.to, filter.counted_only);
    if filter.excluded_too {
        which.said.retain(|said| said != "m.excluded = 0");
    }
    if let Some(tone) = filter.tone {
        which.and("m.tone =", tone.as_str().to_owned());
    }
    if let Some(before) = filter.before {
        let place = which.place(before.0);
        which.said.push(format!("(m.seen_at, m.id) < (SELECT seen_at, id FROM mentions WHERE id = {place})"));
    }
    if let Some(expression) = filter.words.as_ref().and_then(words::expression) {
        let place = which.place(expression);
        which.said.push(format!("m.item_id IN (SELECT rowid FROM mention_fts WHERE mention_fts MATCH {place})"));
    }
    let limit = which.place(i64::from(filter.limit));
    // Only what is shown is joined: sorting the rows of several brands with their texts took seconds.
    let sql = format!(
        "SELECT {COLUMNS} FROM
             (SELECT m.id FROM mentions m {} ORDER BY m.seen_at DESC, m.id DESC LIMIT {limit}) AS few
         JOIN mentions m ON m.id = few.id {JOINED} ORDER BY m.seen_at DESC, m.id DESC",
        which.condition()
    );
    collect(connection, &sql, which.values)
}

fn collect(connection: &Connection, sql: &str, values: Vec<Value>) -> Result<Vec<Mention>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params_from_iter(values), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn rating(row: &Row<'_>) -> rusqlite::Result<Option<Rating>> {
    let (value, best): (Option<f64>, Option<f64>) = (row.get(20)?, row.get(21)?);
    Ok(value.zip(best).map(|(value, best)| Rating { value, best }))
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Option<Correction>> {
    let Some(by) = row.get::<_, Option<String>>(26)? else { return Ok(None) };
    let tone = if row.get::<_, Option<String>>(24)?.is_some() { Some(word(row, 24)?) } else { None };
    Ok(Some(Correction { tone, about: row.get::<_, i64>(25)? != 0, by, at: at(row, 27)?, read: word(row, 28)? }))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mention> {
    let text = |column| row.get::<_, String>(column).map(NetText::new);
    Ok(Mention {
        id: MentionId(row.get(0)?),
        item: ItemId(row.get(1)?),
        brand: BrandId(row.get(2)?),
        brand_name: row.get(3)?,
        story: StoryId(row.get(4)?),
        source_name: row.get(5)?,
        source_kind: word(row, 22)?,
        url: row.get(6)?,
        title: text(7)?,
        text: text(8)?,
        author: row.get::<_, Option<String>>(9)?.map(NetText::new),
        language: word(row, 10)?,
        published: maybe_at(row, 11)?,
        seen_at: at(row, 12)?,
        counted: row.get::<_, i64>(13)? != 0,
        hits: json(row, 14)?,
        tone: Tone { label: word(row, 15)?, score: row.get(16)?, confidence: row.get(17)?, evidence: json(row, 18)? },
        flags: json(row, 19)?,
        rating: rating(row)?,
        excluded: row.get::<_, i64>(23)? != 0,
        correction: correction(row)?,
    })
}
