//! A third family, written when rules had been chosen on the first two: other pages again, and noise, walls, layouts and
//! edits of other kinds. What it first measured stands in the history; since then its misses may have been looked at.

mod disturb;
mod edits;
mod noise;
mod widgets;

use super::family::{ALL_KINDS, Family, PROSE, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "third",
    noises: &[noise::ALL, widgets::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // One of several servers is behind: a cache that answers every seventh time, and hears of an edit after some hours.
    stale: Stale { minutes: 300, percent: 15, salt: 77 },
    // What the other two left of the folders.
    pages: (None, ALL_KINDS),
    again: false,
    paragraphs: Paragraphs { least: 3, ..PROSE },
};
