//! Dates after now: the clock was ahead, and was put right.
//!
//! What was to happen some time after a wrong hour would be left alone for as long as that: sources, mails, incidents,
//! the first days of a brand. Such a date becomes now. Curves keep nothing of hours that have not come yet.
//!
//! The rating of a source is written anew when it is next read.
//!
//! Deliberately absent: the dates in what is remembered of a page, which are mended where it is read, and those that
//! only tell how long something is kept.

use anyhow::Result;
use rusqlite::Connection;

use super::Store;
use crate::model::{HOUR_MS, MINUTE_MS, Timestamp};

/// A clock may be a little ahead.
const AHEAD_MS: i64 = MINUTE_MS;
/// No mail waits so long for its next try.
const LONGEST_WAIT_MS: i64 = 2 * HOUR_MS;

/// First, for they go by dates that are put back themselves. `$1` is now, `$2` the last date that is not ahead.
const ASKED_AGAIN: &str = "UPDATE source_polls SET next_due_at = $1 WHERE last_polled_at > $2 AND next_due_at > $2";
const WEEKS: &str = "UPDATE source_polls SET week = x'', recorded_at = NULL WHERE last_polled_at > $1";
/// `$2` is later than any mail is tried again, `$3` the last date that is not ahead.
const MAILS: &str = "UPDATE outbox SET due_at = $1 WHERE state = 'waiting' AND (due_at > $2 OR created_at > $3)";
const LEASES: &str = "UPDATE outbox SET leased_until = $1 WHERE state = 'leased' AND leased_until > $2";

/// What keeps nothing of what is to come.
const CURVES: [&str; 3] = [
    "DELETE FROM ratings WHERE at > $1",
    "DELETE FROM brand_hours WHERE hour > $1",
    "DELETE FROM poll_hours WHERE hour > $1",
];

/// Of these no two rows may bear one date: the last one bears it, each before it is a millisecond earlier.
const APART: [(&str, &str, &str); 3] =
    [("page_changes", "at", "source_id"), ("incidents", "opened_at", "brand_id"), ("timeline", "at", "incident_id")];

const DATES: [(&str, &str); 17] = [
    ("source_polls", "configured_at"),
    ("source_polls", "last_polled_at"),
    ("source_polls", "last_ok_at"),
    ("sources", "failing_since"),
    ("sources", "moved_since"),
    ("brands", "watched_since"),
    ("brands", "watched_at"),
    ("items", "seen_at"),
    ("mentions", "seen_at"),
    ("incidents", "told_at"),
    ("incidents", "calm_since"),
    ("incidents", "closed_at"),
    ("incidents", "acknowledged_at"),
    ("outbox", "created_at"),
    ("outbox", "settled_at"),
    ("instance", "created_at"),
    ("instance", "pinged_at"),
];

impl Store {
    /// Puts dates after now back to now; how many sources were asked after now, or `None` when no date is.
    pub async fn put_back(&self, now: Timestamp) -> Result<Option<usize>> {
        if !self.read(move |connection| is_ahead(connection, now)).await? {
            return Ok(None);
        }
        self.write(move |connection| {
            let (now, last) = (now.millis(), now.millis() + AHEAD_MS);
            let latest = now + LONGEST_WAIT_MS;
            let sources = connection.execute(ASKED_AGAIN, [now, last])?;
            connection.execute(WEEKS, [last])?;
            connection.execute(MAILS, [now, latest, last])?;
            connection.execute(LEASES, [now, latest])?;
            for sql in CURVES {
                connection.execute(sql, [last])?;
            }
            for (table, date, apart) in APART {
                let later =
                    format!("SELECT COUNT(*) FROM {table} l WHERE l.{apart} = {table}.{apart} AND l.id > {table}.id");
                connection
                    .execute(&format!("UPDATE {table} SET {date} = $1 - ({later}) WHERE {date} > $2"), [now, last])?;
            }
            for (table, date) in DATES {
                connection.execute(&format!("UPDATE {table} SET {date} = $1 WHERE {date} > $2"), [now, last])?;
            }
            Ok(Some(sources))
        })
        .await
    }

    /// When this installation was made; the clock may have been put right since it was opened.
    pub async fn created_at(&self) -> Result<Timestamp> {
        self.read_now(|connection| {
            Ok(Timestamp::from_millis(connection.query_row("SELECT created_at FROM instance", [], |row| row.get(0))?))
        })
        .await
    }
}

/// What lives dates what it does: one of these is ahead when anything is.
fn is_ahead(connection: &Connection, now: Timestamp) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM instance WHERE created_at > $1 OR pinged_at > $1)
                   OR EXISTS (SELECT 1 FROM poll_hours WHERE hour > $1)
                   OR EXISTS (SELECT 1 FROM outbox WHERE created_at > $1)
                   OR EXISTS (SELECT 1 FROM source_polls WHERE last_polled_at > $1 OR configured_at > $1)";
    Ok(connection.prepare_cached(sql)?.query_row([now.millis() + AHEAD_MS], |row| row.get(0))?)
}
