//! Counts by the hour: what each brand received, and how many of the expected polls succeeded.
//!
//! A poll that did not happen is expected all the same: when a source is polled at last, the polls missed since it was
//! due (or since its last failure) are counted into the hours where they belonged. So an hour in which the daemon was
//! down has coverage 0, and an hour in which nothing was due has coverage 1.

use std::collections::HashMap;

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::columns::{count, large, maybe_at};
use super::records::PollRecord;
use super::sources::next_due;
use super::week::Week;
use crate::model::{BrandId, Coverage, DAY_MS, HOUR_MS, HourCount, Timestamp};

/// Missed polls further back than this are not counted: no baseline looks there.
const MISSED_MS: i64 = 56 * DAY_MS;
/// The longest series given: two years.
const SERIES_MS: i64 = 731 * DAY_MS;

/// What one mention adds to its hour.
#[derive(Clone, Copy)]
pub(super) struct Arrivals {
    pub(super) mentions: i64,
    pub(super) stories: i64,
    pub(super) negative: i64,
    pub(super) positive: i64,
    pub(super) late: i64,
}

/// Adds to the brand's hour.
pub(super) fn count_mention(connection: &Connection, brand: BrandId, now: Timestamp, add: Arrivals) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO brand_hours (brand_id, hour, mentions, stories, negative, positive, late)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (brand_id, hour) DO UPDATE SET
                 mentions = brand_hours.mentions + excluded.mentions, stories = brand_hours.stories + excluded.stories,
                 negative = brand_hours.negative + excluded.negative, positive = brand_hours.positive + excluded.positive,
                 late = brand_hours.late + excluded.late",
        )?
        .execute([brand.0, now.hour_start().millis(), add.mentions, add.stories, add.negative, add.positive, add.late])?;
    Ok(())
}

/// Counts this poll and those that were missed before it; a record seen before counts no more.
pub(super) fn count_poll(connection: &Connection, record: &PollRecord) -> Result<()> {
    let counting = connection
        .prepare_cached(&format!("SELECT {COUNTING} FROM source_polls WHERE source_id = $1"))?
        .query_row([record.source.0], |row| counting(row, 0))
        .optional()?
        .context("there is no such source")?;
    let Some(count) = Count::of(&counting, record.at, record.covered) else { return Ok(()) };
    let mut sums = HourSums::default();
    count.add_to(&mut sums);
    add_sums(connection, &sums)?;
    connection
        .prepare_cached("UPDATE source_polls SET recorded_at = $1, week = $2 WHERE source_id = $3")?
        .execute(params![record.at.millis(), count.week.to_bytes(), record.source.0])?;
    Ok(())
}

/// Hours with what was expected in them and what succeeded.
pub(super) type HourSums = HashMap<i64, (i64, i64)>;

/// What must be known of a source to count its next poll.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    /// The last poll that was counted.
    recorded_at: Option<Timestamp>,
    /// When the first was due that nobody has counted.
    missed_from: Option<i64>,
    every: i64,
    week: Week,
}

/// What one poll says of the hours before it and of its own.
pub(super) struct Count {
    /// Hours, polls expected, polls that succeeded.
    hours: Vec<(i64, i64, i64)>,
    /// The source's week with them.
    pub(super) week: Week,
}

/// The columns of `source_polls` that [`counting`] reads.
pub(super) const COUNTING: &str = "recorded_at, CASE WHEN failures > 0 AND last_polled_at >= configured_at
                                                THEN last_polled_at + every_ms ELSE next_due_at END, every_ms, week";

/// What the columns [`COUNTING`] say, from `first` on.
pub(super) fn counting(row: &Row<'_>, first: usize) -> rusqlite::Result<Counting> {
    Ok(Counting {
        recorded_at: maybe_at(row, first)?,
        missed_from: row.get(first + 1)?,
        every: row.get(first + 2)?,
        week: Week::from_bytes(row.get_ref(first + 3)?.as_blob()?),
    })
}

impl Count {
    /// None for a record seen before.
    pub(super) fn of(counting: &Counting, at: Timestamp, covered: Option<bool>) -> Option<Self> {
        if counting.recorded_at == Some(at) {
            return None;
        }
        let missed = counting.missed_from.map(|from| missed(from, at.millis(), counting.every)).unwrap_or_default();
        let here = covered.map(|covered| (at.hour_start().millis(), 1, i64::from(covered)));
        let hours: Vec<_> = missed.into_iter().map(|(hour, missed)| (hour, missed, 0)).chain(here).collect();
        let mut week = counting.week.clone();
        for &(hour, expected, succeeded) in &hours {
            week.add(Timestamp::from_millis(hour), expected, succeeded);
        }
        Some(Self { hours, week })
    }

    /// Adds to the hours of all sources.
    pub(super) fn add_to(&self, sums: &mut HourSums) {
        for (hour, expected, succeeded) in &self.hours {
            let sum = sums.entry(*hour).or_default();
            *sum = (sum.0 + expected, sum.1 + succeeded);
        }
    }
}

/// The hours and numbers of the polls due at `from`, `from + every`, … of which the one at `at` is the last.
fn missed(from: i64, at: i64, every: i64) -> Vec<(i64, i64)> {
    let every = every.max(1);
    let behind = (at - MISSED_MS).saturating_sub(from).max(0);
    let from = from + behind.div_euclid(every) * every;
    let mut left = at.saturating_sub(from).div_euclid(every).max(0);
    let mut due = from;
    let mut hours = Vec::new();
    while left > 0 {
        let hour = Timestamp::from_millis(due).hour_start().millis();
        let within = ((hour + HOUR_MS - due + every - 1) / every).clamp(1, left);
        hours.push((hour, within));
        left -= within;
        due = due.saturating_add(within.saturating_mul(every));
    }
    hours
}

/// Adds to what the hours expected of all sources.
pub(super) fn add_sums(connection: &Connection, sums: &HourSums) -> Result<()> {
    let mut add = connection.prepare_cached(
        "INSERT INTO poll_hours (hour, expected, succeeded) VALUES ($1, $2, $3)
         ON CONFLICT (hour) DO UPDATE SET expected = poll_hours.expected + excluded.expected,
             succeeded = poll_hours.succeeded + excluded.succeeded",
    )?;
    for (hour, (expected, succeeded)) in sums {
        add.execute([*hour, *expected, *succeeded])?;
    }
    Ok(())
}

/// Coverage of the hours that touch the period.
pub(super) fn coverage(connection: &Connection, from: Timestamp, to: Timestamp) -> Result<Coverage> {
    let sql = "SELECT CAST(COALESCE(SUM(expected), 0) AS BIGINT), CAST(COALESCE(SUM(succeeded), 0) AS BIGINT)
               FROM poll_hours WHERE hour >= $1 AND hour < $2";
    Ok(connection.prepare_cached(sql)?.query_row([from.hour_start().millis(), to.millis()], |row| {
        Ok(Coverage { expected: large(row, 0)?, succeeded: large(row, 1)? })
    })?)
}

/// Coverage hour by hour.
pub(super) struct HourlyCoverage {
    hours: HashMap<i64, Coverage>,
    /// From the end of this hour on, nothing was polled although something was due: the daemon is down, or was just
    /// started and has not caught up yet.
    silent_from: Option<i64>,
}

impl HourlyCoverage {
    pub(super) fn load(connection: &Connection, from: Timestamp, to: Timestamp) -> Result<Self> {
        let mut statement = connection
            .prepare_cached("SELECT hour, expected, succeeded FROM poll_hours WHERE hour >= $1 AND hour < $2")?;
        let rows = statement.query_map([from.hour_start().millis(), to.millis()], |row| {
            Ok((row.get(0)?, Coverage { expected: large(row, 1)?, succeeded: large(row, 2)? }))
        })?;
        let hours = rows.collect::<Result<_, _>>()?;
        let overdue = next_due(connection)?.map(Timestamp::millis);
        let last: Option<i64> =
            connection.prepare_cached("SELECT MAX(hour) FROM poll_hours")?.query_row([], |row| row.get(0))?;
        Ok(Self { hours, silent_from: overdue.zip(last).map(|(overdue, last)| overdue.max(last + HOUR_MS)) })
    }

    /// Coverage of the hours that touch `[start, start + 1 h)`. An hour that is not over is never called silent.
    pub(super) fn share(&self, start: Timestamp, now: Timestamp) -> f64 {
        let first = start.hour_start().millis();
        let end = start.millis() + HOUR_MS;
        let hours = [first, first + HOUR_MS];
        let touched = hours.into_iter().filter(|hour| *hour < end).filter_map(|hour| self.hours.get(&hour));
        let sum = touched.fold(Coverage::default(), |sum, hour| sum.and(*hour));
        if sum.expected == 0 && end <= now.millis() && self.silent_from.is_some_and(|from| from <= start.millis()) {
            return 0.0;
        }
        sum.share()
    }
}

/// The brand's hours from the one that holds `from` until `to`, without gaps.
pub(super) fn hours(
    connection: &Connection,
    brand: BrandId,
    (from, to): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Vec<HourCount>> {
    let from = from.max(to.plus_millis(-SERIES_MS)).hour_start();
    let coverage = HourlyCoverage::load(connection, from, to)?;
    let mut statement = connection.prepare_cached(
        "SELECT hour, mentions, stories, negative, positive, late FROM brand_hours
         WHERE brand_id = $1 AND hour >= $2 AND hour < $3",
    )?;
    let mut counted = HashMap::new();
    let mut rows = statement.query(params![brand.0, from.millis(), to.millis()])?;
    while let Some(row) = rows.next()? {
        let hour: i64 = row.get(0)?;
        let counts = [count(row, 1)?, count(row, 2)?, count(row, 3)?, count(row, 4)?, count(row, 5)?];
        counted.insert(hour, counts);
    }
    let mut series = Vec::new();
    let mut hour = from;
    while hour < to {
        let [mentions, stories, negative, positive, late] = counted.get(&hour.millis()).copied().unwrap_or_default();
        let coverage = coverage.share(hour, now);
        series.push(HourCount { hour, mentions, stories, negative, positive, late, coverage });
        hour = hour.plus_millis(HOUR_MS);
    }
    Ok(series)
}
