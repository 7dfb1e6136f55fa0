//! The bands of the last sketches, in memory until some hundreds go to the file at once.
//!
//! They belong to the thread that writes, as its connection does. Nothing hangs on them: they are made again from the
//! sketches whenever these are others than those they were made of, so that a rollback, a restart and a kill need no word
//! of them. Deliberately absent: a table, temporary or not; fifty rows a text cost more than all that compares it.

use std::cell::RefCell;
use std::collections::HashMap;

use anyhow::Result;
use rusqlite::Connection;

use super::columns::unpack;
use crate::understand::story::bands_of;

/// The bands of the sketches that follow `upto`, as far as `last`.
#[derive(Default)]
pub(super) struct Held {
    pub(super) upto: i64,
    pub(super) last: i64,
    /// For each band the places of its first and its last sketch.
    ends: HashMap<i64, (u32, u32)>,
    /// Sketches, each with the place of the next one of its band; its own where there is none.
    sketches: Vec<(i64, u32)>,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// What is held of the sketches that stand in the database now.
pub(super) fn with<T>(connection: &Connection, work: impl FnOnce(&mut Held) -> Result<T>) -> Result<T> {
    let now = "SELECT upto, (SELECT COALESCE(MAX(id), 0) FROM story_sketches) FROM story_banded";
    let (upto, last) = connection.prepare_cached(now)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    HELD.with_borrow_mut(|held| {
        if (held.upto, held.last) != (upto, last) {
            *held = Held::load(connection, upto)?;
            held.last = last;
        }
        work(held)
    })
}

impl Held {
    fn load(connection: &Connection, upto: i64) -> Result<Self> {
        let mut held = Self { upto, ..Self::default() };
        let mut lost = connection.prepare_cached("SELECT id, minima FROM story_sketches WHERE id > $1 ORDER BY id")?;
        let mut rows = lost.query([upto])?;
        while let Some(row) = rows.next()? {
            held.add(row.get(0)?, &bands_of(&unpack(row.get_ref(1)?.as_blob()?)));
        }
        Ok(held)
    }

    /// Adds a later sketch.
    pub(super) fn add(&mut self, sketch: i64, bands: &[i64]) {
        // First, so that a sketch that is added in part is known to be none.
        self.last = sketch;
        for &band in bands {
            let Ok(place) = u32::try_from(self.sketches.len()) else { return };
            let before = self.ends.get(&band).map(|&(_, last)| last);
            if before.is_some_and(|before| self.sketches[before as usize].0 == sketch) {
                continue;
            }
            self.sketches.push((sketch, place));
            if let Some(before) = before {
                self.sketches[before as usize].1 = place;
            }
            self.ends.entry(band).or_insert((place, place)).1 = place;
        }
    }

    /// The sketches that have the band, in order.
    pub(super) fn of(&self, band: i64) -> impl Iterator<Item = i64> {
        let mut next = self.ends.get(&band).map(|&(first, _)| first);
        std::iter::from_fn(move || {
            let place = next?;
            let (sketch, after) = *self.sketches.get(place as usize)?;
            next = (after != place).then_some(after);
            Some(sketch)
        })
    }

    /// All of them, in the order of the table.
    pub(super) fn rows(&self) -> Vec<(i64, i64)> {
        let of = |&band: &i64| self.of(band).map(move |sketch| (band, sketch));
        let mut rows: Vec<_> = self.ends.keys().flat_map(of).collect();
        rows.sort_unstable();
        rows
    }

    /// All are written.
    pub(super) fn clear(&mut self) {
        *self = Self { upto: self.last, last: self.last, ..Self::default() };
    }
}
