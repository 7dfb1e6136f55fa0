//! A fourth family, written when rules had been chosen on the first three: pages that those leave, edited wherever their
//! text stands (cells, items, headings, divisions), with what changes by the calendar and by the hour, the walls of hosts
//! and proxies, and edits of schedules, rates, recipes, rules and reference pages. What its first run
//! missed and told in vain was looked at since.

mod disturb;
mod edits;
mod noise;
mod rotation;

use super::family::{ALL_KINDS, Family, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "fourth",
    noises: &[noise::ALL, rotation::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // One of ten machines is told of an edit two hours later than the others.
    stale: Stale { minutes: 120, percent: 10, salt: 91 },
    pages: (None, ALL_KINDS),
    again: false,
    paragraphs: Paragraphs { tags: "p|li|td|dd|h[2-4]|div|span|blockquote", letters: (45, 600), least: 3 },
};
