//! A tenth family, written and committed before its first run: noise of stations, counters, pledges, partners' offers and
//! shops that say who buys; walls and dresses that the others have not; facts in plans side by side, in figures, in folded
//! answers and in hours by the day; edits of plans, loans, clinics, shops and landlords. It takes the first half of each
//! folder, and texts of list entries, cells and paragraphs. At its first run the rules from before the ninth was looked at
//! told 95 of 130 changes and 63 false ones in 260 page-days, those of after 102 and 33. What was missed were hours and limits
//! in rows, the number in a product's name, a stock or a rate in a box of its own, and an entry of a list that becomes
//! another about the same; what was false mostly prices of rooms and of fuel, others every morning. It has been looked at since.

mod disturb;
mod edits;
mod noise;

use super::family::{ALL_KINDS, Family, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "tenth",
    noises: &[noise::ALL, noise::TURNS],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // For two hours, one answer in eight comes from before the edit.
    stale: Stale { minutes: 120, percent: 12, salt: 311 },
    pages: (Some(0), ALL_KINDS),
    again: true,
    paragraphs: Paragraphs { tags: "p|li|td|dd|blockquote|h[2-4]", letters: (60, 900), least: 4 },
};
