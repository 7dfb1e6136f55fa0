//! The minima of the open stories' texts, in memory beside the connection of the thread that writes.
//!
//! Nothing hangs on them: they are read again from the sketches whenever these are others than those they were read from,
//! so that a rollback, a restart and a kill need no word of them.

use std::cell::RefCell;

use anyhow::Result;
use rusqlite::{Connection, params};

use super::columns::at;
use crate::model::{HOUR_MS, Timestamp};
use crate::understand::story::Recent;

/// Texts that a new one is compared with, at most: some 15 MB.
const MOST: usize = 100_000;

pub(super) struct Held {
    /// By the numbers of their sketches.
    pub(super) recent: Recent<i64>,
    /// The sketch behind all others.
    pub(super) last: i64,
    /// What is older was forgotten.
    since: Timestamp,
}

/// Polls that are recorded side by side may be this far out of order; more, and the clock was put back.
const ORDER_MS: i64 = HOUR_MS;

thread_local! {
    static HELD: RefCell<Held> = RefCell::new(Held { recent: Recent::new(MOST), last: 0, since: Timestamp::from_millis(i64::MIN) });
}

/// What is held of the sketches that stand in the database now, those of before `since` left out.
pub(super) fn with<T>(
    connection: &Connection,
    since: Timestamp,
    work: impl FnOnce(&mut Held) -> Result<T>,
) -> Result<T> {
    let last = "SELECT COALESCE(MAX(id), 0) FROM story_sketches";
    let last = connection.prepare_cached(last)?.query_row([], |row| row.get(0))?;
    HELD.with_borrow_mut(|held| {
        if held.last != last || since < held.since.plus_millis(-ORDER_MS) {
            *held = Held { recent: load(connection, since)?, last, since };
        }
        held.since = held.since.max(since);
        held.recent.forget(since);
        work(held)
    })
}

fn load(connection: &Connection, since: Timestamp) -> Result<Recent<i64>> {
    let mut recent = Recent::new(MOST);
    let first = "SELECT COALESCE(MIN(id), 0) FROM story_sketches WHERE at >= $1";
    let first: i64 = connection.prepare_cached(first)?.query_row([since.millis()], |row| row.get(0))?;
    let mut lost = connection.prepare_cached("SELECT minima, at, id FROM story_sketches WHERE id >= $1 ORDER BY id")?;
    let mut rows = lost.query(params![first])?;
    while let Some(row) = rows.next()? {
        recent.push(row.get_ref(0)?.as_blob()?, at(row, 1)?, row.get(2)?);
    }
    Ok(recent)
}
