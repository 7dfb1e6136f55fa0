//! What people say of mentions: kept each time, with the words that it teaches by; and mentions that are read anew.
//!
//! A correction changes the mention and the hours that it was counted in, in one transaction, so that series, totals and
//! lists need not know of it. Nothing is deleted: what is about something else is set aside, and comes back when a person
//! says so.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{at, json, to_json, word};
use super::counters::{Arrivals, count_mention};
use super::record::finite;
use super::records::Reread;
use super::{MentionFilter, Store};
use crate::model::{BrandId, Mention, MentionId, Timestamp, Tone, ToneLabel, Verdict};
use crate::understand::taught::Lesson;

/// Bytes of a text that a correction keeps.
const KEPT: usize = 4_000;
/// Corrections that a brand learns from: its last ones (R7).
const LESSONS: u32 = 2_000;
/// Texts of a brand that nobody corrected, to compare with those that were.
const UNSEEN: u32 = 200;

impl Store {
    /// Takes a person's word on a mention; none when there is no such mention.
    pub async fn correct(&self, id: MentionId, verdict: Verdict, by: &str, now: Timestamp) -> Result<Option<Mention>> {
        let Some(mention) = self.mention(id).await? else { return Ok(None) };
        let by = by.to_owned();
        self.write(move |connection| correct(connection, &mention, verdict, &by, now)).await?;
        self.mention(id).await
    }

    /// Writes what mentions are read as anew. What a person said stays.
    pub async fn reread(&self, rereads: Vec<Reread>) -> Result<()> {
        self.write(move |connection| {
            for reread in &rereads {
                let Some(state) = State::read(connection, reread.id)? else { continue };
                let (told_tone, told_about) = told(connection, reread.id)?;
                let tone = if told_tone { None } else { Some(&reread.tone) };
                let excluded = if told_about { state.excluded != 0 } else { reread.excluded };
                state.change(connection, tone, excluded)?;
            }
            Ok(())
        })
        .await
    }

    /// The number of the last correction: what was learnt before it is out of date.
    pub async fn last_correction(&self) -> Result<i64> {
        self.read(|connection| {
            let sql = "SELECT COALESCE(MAX(id), 0) FROM corrections";
            Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
        })
        .await
    }

    /// What people's corrections teach; of a brand that has some, also its latest mentions that nobody corrected.
    pub async fn lessons(&self) -> Result<Vec<Lesson>> {
        let mut lessons = self.read(taught).await?;
        let mut brands: Vec<BrandId> = lessons.iter().map(|lesson| lesson.brand).collect();
        brands.sort_unstable();
        brands.dedup();
        for brand in brands {
            let filter = MentionFilter { brands: vec![brand], limit: UNSEEN, ..MentionFilter::default() };
            let unseen = self.mentions(filter).await?.into_iter().filter(|mention| mention.correction.is_none());
            lessons.extend(unseen.map(|mention| Lesson { about: None, tone: None, ..lesson(&mention) }));
        }
        Ok(lessons)
    }
}

/// A mention as a lesson, nobody's word on it yet.
fn lesson(mention: &Mention) -> Lesson {
    let text = mention.text.as_str();
    Lesson {
        brand: mention.brand,
        title: mention.title.as_str().to_owned(),
        text: text[..text.floor_char_boundary(KEPT)].to_owned(),
        hits: mention.hits.iter().filter(|hit| hit.end <= KEPT).cloned().collect(),
        language: mention.language,
        kind: mention.source_kind,
        tone: None,
        about: None,
    }
}

fn taught(connection: &Connection) -> Result<Vec<Lesson>> {
    let mut statement = connection.prepare_cached(
        "SELECT brand_id, title, text, hits, language, tone, about, kind FROM corrections WHERE replaced = 0
         ORDER BY id DESC LIMIT $1",
    )?;
    let rows = statement.query_map([LESSONS], |row| {
        Ok(Lesson {
            brand: BrandId(row.get(0)?),
            title: row.get(1)?,
            text: row.get(2)?,
            hits: json(row, 3)?,
            language: word(row, 4)?,
            tone: if row.get::<_, Option<String>>(5)?.is_some() { Some(word(row, 5)?) } else { None },
            about: Some(row.get::<_, i64>(6)? != 0),
            kind: word(row, 7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn correct(connection: &Connection, mention: &Mention, verdict: Verdict, by: &str, now: Timestamp) -> Result<()> {
    let Some(state) = State::read(connection, mention.id)? else { return Ok(()) };
    let before = mention.correction.as_ref();
    // A second word adds to the first: who tells the tone does not take back that it is about the brand.
    let (tone, about) = match verdict {
        Verdict::Tone(tone) => (Some(tone), true),
        Verdict::NotAboutUs => (before.and_then(|said| said.tone), false),
        Verdict::AboutUs => (before.and_then(|said| said.tone), true),
    };
    let read = before.map_or(mention.tone.label, |said| said.read);
    let lesson = lesson(mention);
    connection
        .prepare_cached("UPDATE corrections SET replaced = 1 WHERE mention_id = $1 AND brand_id = $2")?
        .execute([mention.id.0, mention.brand.0])?;
    connection
        .prepare_cached(
            "INSERT INTO corrections (mention_id, brand_id, at, by, tone, about, read, title, text, hits, language,
                 kind)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )?
        .execute(params![
            mention.id.0,
            mention.brand.0,
            now.millis(),
            by,
            tone.map(ToneLabel::as_str),
            i64::from(about),
            read.as_str(),
            lesson.title,
            lesson.text,
            to_json(&lesson.hits)?,
            mention.language.as_str(),
            mention.source_kind.as_str(),
        ])?;
    let correction = connection.last_insert_rowid();
    connection
        .prepare_cached("UPDATE mentions SET correction_id = $1 WHERE id = $2")?
        .execute([correction, mention.id.0])?;
    let told = tone.map(|label| Tone {
        label,
        score: match label {
            ToneLabel::Negative => -1.0,
            ToneLabel::Neutral => 0.0,
            ToneLabel::Positive => 1.0,
        },
        confidence: 1.0,
        evidence: mention.tone.evidence.clone(),
    });
    state.change(connection, told.as_ref(), !about)
}

/// Whether a person told its tone, and whether a person said what it is about.
fn told(connection: &Connection, id: MentionId) -> Result<(bool, bool)> {
    let sql = "SELECT c.tone IS NOT NULL FROM mentions m JOIN corrections c ON c.id = m.correction_id WHERE m.id = $1";
    let found: Option<bool> = connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    Ok((found == Some(true), found.is_some()))
}

/// What the hours count of a mention.
struct State {
    id: MentionId,
    brand: BrandId,
    story: i64,
    seen_at: Timestamp,
    counted: bool,
    leads: bool,
    tone: ToneLabel,
    excluded: i64,
}

impl State {
    fn read(connection: &Connection, id: MentionId) -> Result<Option<Self>> {
        let sql = "SELECT brand_id, story_id, seen_at, counted, leads, tone, excluded FROM mentions WHERE id = $1";
        let state = connection.prepare_cached(sql)?.query_row([id.0], |row| {
            Ok(Self {
                id,
                brand: BrandId(row.get(0)?),
                story: row.get(1)?,
                seen_at: at(row, 2)?,
                counted: row.get::<_, i64>(3)? != 0,
                leads: row.get::<_, i64>(4)? != 0,
                tone: word(row, 5)?,
                excluded: row.get(6)?,
            })
        });
        Ok(state.optional()?)
    }

    /// Gives it another tone or place, and moves what the hours count of it.
    fn change(&self, connection: &Connection, tone: Option<&Tone>, excluded: bool) -> Result<()> {
        self.count(connection, -1)?;
        if let Some(tone) = tone {
            connection
                .prepare_cached(
                    "UPDATE mentions SET tone = $1, score = $2, confidence = $3, evidence = $4 WHERE id = $5",
                )?
                .execute(params![
                    tone.label.as_str(),
                    finite(tone.score),
                    finite(tone.confidence),
                    to_json(&tone.evidence)?,
                    self.id.0
                ])?;
        }
        match (self.excluded, excluded) {
            (0, true) => self.set_aside(connection)?,
            (1.., false) => self.take_back(connection)?,
            _ => {}
        }
        if let Some(after) = Self::read(connection, self.id)? {
            after.count(connection, 1)?;
        }
        let touch = "UPDATE brands SET touches = touches + 1 WHERE id = $1";
        connection.prepare_cached(touch)?.execute([self.brand.0])?;
        Ok(())
    }

    fn count(&self, connection: &Connection, sign: i64) -> Result<()> {
        let of = |label: ToneLabel| sign * i64::from(self.counted && self.tone == label);
        let add = Arrivals {
            mentions: sign * i64::from(self.counted),
            stories: sign * i64::from(self.leads),
            negative: of(ToneLabel::Negative),
            positive: of(ToneLabel::Positive),
            late: sign * i64::from(!self.counted && self.excluded == 0),
        };
        count_mention(connection, self.brand, self.seen_at, add)
    }

    /// The story's next counted mention of the brand leads in its place.
    fn set_aside(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached("UPDATE mentions SET excluded = 1 + counted, counted = 0, leads = 0 WHERE id = $1")?
            .execute([self.id.0])?;
        if !self.leads {
            return Ok(());
        }
        let sql = "SELECT id, seen_at FROM mentions WHERE story_id = $1 AND brand_id = $2 AND counted = 1
                   ORDER BY seen_at, id LIMIT 1";
        let next: Option<(i64, Timestamp)> = connection
            .prepare_cached(sql)?
            .query_row([self.story, self.brand.0], |row| Ok((row.get(0)?, at(row, 1)?)))
            .optional()?;
        let Some((next, seen_at)) = next else { return Ok(()) };
        connection.prepare_cached("UPDATE mentions SET leads = 1 WHERE id = $1")?.execute([next])?;
        let one = Arrivals { mentions: 0, stories: 1, negative: 0, positive: 0, late: 0 };
        count_mention(connection, self.brand, seen_at, one)
    }

    fn take_back(&self, connection: &Connection) -> Result<()> {
        connection
            .prepare_cached(
                "UPDATE mentions SET counted = excluded - 1, excluded = 0, leads = CASE WHEN excluded = 2 AND NOT EXISTS
                     (SELECT 1 FROM mentions o WHERE o.story_id = mentions.story_id AND o.brand_id = mentions.brand_id
                          AND o.counted = 1) THEN 1 ELSE 0 END
                 WHERE id = $1",
            )?
            .execute([self.id.0])?;
        Ok(())
    }
}
