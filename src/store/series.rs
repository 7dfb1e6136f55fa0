//! What detection is fed with: a brand's hours, its last day cut into hours that end now, its latest arrivals.

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, params};

use super::answers::BrandSeries;
use super::columns::{at, word};
use super::counters::{self, HourlyCoverage};
use super::{Store, incidents};
use crate::model::{Arrival, BrandId, DAY_MS, HOUR_MS, HourCount, SourceId, StoryId, Timestamp, ToneLabel};

/// How far a baseline looks back.
const PAST_MS: i64 = 56 * DAY_MS;
/// How far single arrivals are given.
const LATEST_MS: i64 = 72 * HOUR_MS;
/// Arrivals given at most: a flood is a flood by then (R7).
const ARRIVALS: u32 = 20_000;
/// Bins of the last day.
const BINS: usize = 24;

impl Store {
    /// The brand's hours from the one that holds `from` until `to`, without gaps.
    pub async fn hours(&self, brand: BrandId, from: Timestamp, to: Timestamp) -> Result<Vec<HourCount>> {
        self.read(move |connection| counters::hours(connection, brand, (from, to), to)).await
    }
}

pub(super) fn of_brand(connection: &Connection, brand: BrandId, now: Timestamp) -> Result<BrandSeries> {
    let (name, role, watched_since) = connection
        .prepare_cached("SELECT name, role, watched_since FROM brands WHERE id = $1")?
        .query_row([brand.0], |row| Ok((row.get(0)?, word(row, 1)?, at(row, 2)?)))
        .optional()?
        .with_context(|| format!("there is no brand {brand}"))?;
    // The first hour is cut by the start of the watch: a baseline begins with the next whole one.
    let whole = watched_since.plus_millis(HOUR_MS - 1).hour_start();
    let from = whole.max(now.plus_millis(-PAST_MS).hour_start());
    let to = now.plus_millis(-DAY_MS).hour_start();
    Ok(BrandSeries {
        brand,
        name,
        role,
        watched_since,
        hours: counters::hours(connection, brand, (from, to), now)?,
        recent: recent(connection, brand, now)?,
        latest: latest(connection, brand, watched_since, now)?,
        incident: incidents::open_of(connection, brand)?,
    })
}

/// Hours that end now, so that detection never waits for the clock to strike. `(start, end]`: what was seen at this
/// very instant is in the last one.
fn recent(connection: &Connection, brand: BrandId, now: Timestamp) -> Result<Vec<HourCount>> {
    let from = now.plus_millis(-DAY_MS);
    let coverage = HourlyCoverage::load(connection, from, now.plus_millis(1))?;
    let mut bins: Vec<HourCount> = (0..BINS)
        .map(|bin| {
            let hour = from.plus_millis(HOUR_MS * i64::try_from(bin).unwrap_or(0));
            let coverage = coverage.share(hour, now);
            HourCount { hour, mentions: 0, stories: 0, negative: 0, positive: 0, late: 0, coverage }
        })
        .collect();
    let mut statement = connection.prepare_cached(
        "SELECT seen_at, counted, leads, tone FROM mentions WHERE brand_id = $1 AND seen_at > $2 AND seen_at <= $3
             AND excluded = 0",
    )?;
    let mut rows = statement.query(params![brand.0, from.millis(), now.millis()])?;
    while let Some(row) = rows.next()? {
        let age = at(row, 0)?.since(from) - 1;
        let Some(bin) = usize::try_from(age / HOUR_MS).ok().and_then(|bin| bins.get_mut(bin)) else { continue };
        if row.get::<_, i64>(1)? == 0 {
            bin.late += 1;
            continue;
        }
        bin.mentions += 1;
        bin.stories += u32::from(row.get::<_, i64>(2)? != 0);
        match word(row, 3)? {
            ToneLabel::Negative => bin.negative += 1,
            ToneLabel::Positive => bin.positive += 1,
            ToneLabel::Neutral => {}
        }
    }
    Ok(bins)
}

fn latest(connection: &Connection, brand: BrandId, since: Timestamp, now: Timestamp) -> Result<Vec<Arrival>> {
    let from = now.plus_millis(-LATEST_MS).max(since);
    let mut statement = connection.prepare_cached(
        "SELECT seen_at, story_id, leads, tone, source_id FROM mentions
         WHERE brand_id = $1 AND seen_at >= $2 AND seen_at <= $3 AND counted = 1
         ORDER BY seen_at DESC, id DESC LIMIT $4",
    )?;
    let rows = statement.query_map(params![brand.0, from.millis(), now.millis(), ARRIVALS], |row| {
        Ok(Arrival {
            at: at(row, 0)?,
            story: StoryId(row.get(1)?),
            first: row.get::<_, i64>(2)? != 0,
            tone: word(row, 3)?,
            source: SourceId(row.get(4)?),
        })
    })?;
    let mut arrivals = rows.collect::<Result<Vec<_>, _>>()?;
    arrivals.reverse();
    Ok(arrivals)
}
