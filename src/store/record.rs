//! Write 1: all that one poll leaves behind, in one transaction. An ETag is never kept without its items.
//!
//! Every step asks what is there before it adds, so that the same record twice adds nothing (R3).

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{millis, to_json};
use super::records::{NewItem, NewMention, PollRecord, PollSummary, Recognised};
use super::writer::{Announced, Writer};
use super::{Store, counters, entries, events, keys, manners, pages, ratings, revise, sources, story, voices};
use crate::model::{BrandId, ItemId, NetText, StoryId, ToneLabel, outlet};
use crate::understand::likeness;
use crate::understand::query::indexable;

impl Store {
    /// Says that a poll has begun: while many have, the writer waits a moment for what they bring.
    pub fn poll_begins(&self) -> Option<Announced> {
        self.0.writer.as_ref().map(Writer::announce)
    }

    /// Write 1.
    pub async fn record_poll(&self, record: PollRecord) -> Result<PollSummary> {
        let write = move |connection: &Connection| {
            save(connection, &record).with_context(|| format!("recording the poll of source {}", record.source))
        };
        self.0.writer.as_ref().context("the database is open for reading only")?.run_again(write).await
    }
}

/// What was written so far.
#[derive(Default)]
pub(super) struct Written {
    pub(super) summary: PollSummary,
    /// Brands that have news.
    touched: Vec<BrandId>,
}

fn save(connection: &Connection, record: &PollRecord) -> Result<PollSummary> {
    let mut written = Written::default();
    counters::count_poll(connection, record)?;
    let (bare, whole): (Vec<_>, Vec<_>) = record.items.iter().partition(|item| is_bare(record, item));
    written.summary.items += keys::add(connection, record.source, bare.iter().map(|item| item.identity), record.at)?;
    for item in whole {
        match item.recognised {
            Recognised::New | Recognised::Another => add(connection, record, item, &mut written)?,
            Recognised::Rewritten => {
                revise::forget_key(connection, record, item)?;
                add(connection, record, item, &mut written)?;
            }
            Recognised::Edited(id) | Recognised::Moved(id) => {
                revise::edit(connection, record, item, id, &mut written)?;
            }
            Recognised::Renamed(id) => {
                written.summary.renamed += u32::from(revise::rename(connection, record, item, id)?);
            }
            Recognised::Known => {}
        }
    }
    let Written { mut summary, touched } = written;
    for brand in touched {
        let touch = "UPDATE brands SET touches = touches + 1 WHERE id = $1";
        connection.prepare_cached(touch)?.execute([brand.0])?;
    }
    keys::keep_alive(connection, record.source, &record.still_there, record.at)?;
    sources::save_topics(connection, record.source, &record.topics, record.at)?;
    if let Some(find) = &record.page {
        summary.page_changed = pages::save(connection, record, find)?;
    }
    if let Some(standing) = record.standing {
        ratings::save(connection, record, standing)?;
    }
    sources::save_finds(connection, record, &summary)?;
    events::save(connection, record)?;
    sources::save_state(connection, record)?;
    manners::save(connection, record)?;
    if let Some(known) = &record.entries {
        entries::save(connection, record.source, known)?;
    }
    Ok(summary)
}

/// Whether all that is kept of it is its keys: it is new, mentions nobody, and its text is not wanted.
fn is_bare(record: &PollRecord, item: &NewItem) -> bool {
    let is_new = matches!(item.recognised, Recognised::New | Recognised::Another);
    is_new && !record.texts && item.mentions.is_empty()
}

fn add(connection: &Connection, record: &PollRecord, item: &NewItem, written: &mut Written) -> Result<()> {
    if item.mentions.is_empty() && !record.texts {
        let added = keys::add(connection, record.source, [item.identity].into_iter(), record.at)?;
        written.summary.items += if item.recognised == Recognised::Rewritten { 0 } else { added };
        return Ok(());
    }
    if keys::exists(connection, record.source, &item.identity)? {
        return Ok(());
    }
    let draft = &item.draft;
    // Before the item: to write the story into it afterwards would cost as much as RETURNING, see below.
    let story = if item.mentions.is_empty() { None } else { Some(story::link(connection, record, item)?) };
    // RETURNING would make SQLite open a statement transaction, and the full-text index write what it holds at each.
    connection
        .prepare_cached(
            "INSERT INTO items (source_id, guid, url, title, author, text, published, updated, lang_hint, rating_value,
                 rating_best, language, seen_at, counted, mentioned, story_id, outlet)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        )?
        .execute(params![
            record.source.0,
            draft.guid,
            draft.url,
            draft.title.as_str(),
            draft.author.as_ref().map(NetText::as_str),
            draft.text.as_str(),
            millis(draft.published),
            millis(draft.updated),
            draft.lang_hint,
            draft.rating.map(|rating| rating.value),
            draft.rating.map(|rating| rating.best),
            item.language.as_str(),
            record.at.millis(),
            i64::from(item.counted),
            i64::from(story.is_some()),
            story.map(|story| story.0),
            story.and(draft.url.as_deref()).and_then(outlet),
        ])?;
    let id = ItemId(connection.last_insert_rowid());
    keys::add_of(connection, record.source, &item.identity, id, record.at)?;
    if let (None, None) = (item.identity.guid, item.identity.link)
        && let Some(near) = likeness::near_print(draft.title.as_str(), draft.text.as_str())
    {
        events::save_near(connection, record, id, near)?;
    }
    written.summary.items += u32::from(item.recognised != Recognised::Rewritten);
    let Some(story) = story else { return Ok(()) };
    index(connection, id, item)?;
    add_each(connection, record, item, (id, story), written)
}

/// The mentions of an item that are not there yet, with its story, its place in the index and the hour's counts.
pub(super) fn add_mentions(
    connection: &Connection,
    record: &PollRecord,
    item: &NewItem,
    id: ItemId,
    written: &mut Written,
) -> Result<()> {
    if item.mentions.is_empty() {
        return Ok(());
    }
    let known: Option<i64> =
        connection.prepare_cached("SELECT story_id FROM items WHERE id = $1")?.query_row([id.0], |row| row.get(0))?;
    let story = if let Some(story) = known {
        StoryId(story)
    } else {
        let story = story::link(connection, record, item)?;
        connection
            .prepare_cached("UPDATE items SET story_id = $1, mentioned = 1, outlet = $2 WHERE id = $3")?
            .execute(params![story.0, item.draft.url.as_deref().and_then(outlet), id.0])?;
        index(connection, id, item)?;
        story
    };
    add_each(connection, record, item, (id, story), written)
}

fn add_each(
    connection: &Connection,
    record: &PollRecord,
    item: &NewItem,
    place: (ItemId, StoryId),
    written: &mut Written,
) -> Result<()> {
    for mention in &item.mentions {
        if add_mention(connection, record, item, place, mention)? {
            written.summary.mentions += 1;
            written.summary.counted += u32::from(item.counted && !mention.excluded);
            if !written.touched.contains(&mention.brand) {
                written.touched.push(mention.brand);
            }
        }
    }
    Ok(())
}

fn add_mention(
    connection: &Connection,
    record: &PollRecord,
    item: &NewItem,
    (id, story): (ItemId, StoryId),
    mention: &NewMention,
) -> Result<bool> {
    let told = "SELECT 1 FROM mentions WHERE story_id = $1 AND brand_id = $2 AND counted = 1 LIMIT 1";
    let told: Option<i64> =
        connection.prepare_cached(told)?.query_row([story.0, mention.brand.0], |row| row.get(0)).optional()?;
    let counted = item.counted && !mention.excluded;
    let leads = counted && told.is_none();
    let tone = &mention.tone;
    let added = connection
        .prepare_cached(
            "INSERT INTO mentions (item_id, brand_id, source_id, story_id, seen_at, counted, leads, tone, score,
                 confidence, evidence, hits, flags, excluded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (item_id, brand_id) DO NOTHING",
        )?
        .execute(params![
            id.0,
            mention.brand.0,
            record.source.0,
            story.0,
            record.at.millis(),
            i64::from(counted),
            i64::from(leads),
            tone.label.as_str(),
            finite(tone.score),
            finite(tone.confidence),
            to_json(&tone.evidence)?,
            to_json(&mention.hits)?,
            to_json(&mention.flags)?,
            i64::from(mention.excluded) * (1 + i64::from(item.counted)),
        ])?;
    if added == 0 {
        return Ok(false);
    }
    let counts = counters::Arrivals {
        mentions: i64::from(counted),
        stories: i64::from(leads),
        negative: i64::from(counted && tone.label == ToneLabel::Negative),
        positive: i64::from(counted && tone.label == ToneLabel::Positive),
        late: i64::from(!item.counted && !mention.excluded),
    };
    counters::count_mention(connection, mention.brand, record.at, counts)?;
    voices::hear(connection, record, item, mention)?;
    Ok(true)
}

/// SQLite keeps NaN as NULL, which the column refuses: one odd score must not lose the poll (R6).
pub(super) fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// Puts the item's words into the full-text index.
pub(super) fn index(connection: &Connection, id: ItemId, item: &NewItem) -> Result<()> {
    let draft = &item.draft;
    connection
        .prepare_cached("INSERT INTO mention_fts (rowid, title, text, author) VALUES ($1, $2, $3, $4)")?
        .execute(params![
            id.0,
            indexable(draft.title.as_str()),
            indexable(draft.text.as_str()),
            draft.author.as_ref().map(|author| indexable(author.as_str())),
        ])?;
    Ok(())
}
