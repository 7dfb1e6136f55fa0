//! A fifth family, written when rules had been chosen on the first four: what is left of the pages, with the noise of
//! transport, shops, funds and media, walls and dresses that those had not, and edits of insurers, clinics, lines,
//! programs and associations. Its first run told 78 of 90 changes, and 108 false ones in 180 page-days; it has been looked
//! at since.

mod disturb;
mod edits;
mod noise;
mod turns;

use super::family::{ALL_KINDS, Family, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "fifth",
    noises: &[noise::ALL, turns::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // For an hour and a half, one answer in five comes from before the edit.
    stale: Stale { minutes: 90, percent: 20, salt: 113 },
    pages: (None, ALL_KINDS),
    again: false,
    paragraphs: Paragraphs { tags: "p|li|td|dd|h[1-5]|div|blockquote", letters: (40, 900), least: 3 },
};
