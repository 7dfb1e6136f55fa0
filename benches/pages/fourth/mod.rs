//! A fourth family, written when rules had been chosen on the first three: pages that those leave, edited wherever their
//! text stands (cells, items, headings, divisions), with what changes by the calendar and by the hour, the walls of hosts
//! and proxies, and edits of schedules, rates, recipes, rules and reference pages. What its first run
//! missed and told in vain was looked at since.

mod disturb;
mod edits;
mod noise;
mod rotation;

use super::dice::chance;
use super::family::{ALL_KINDS, Family, Moment};

pub(crate) const FOURTH: Family = Family {
    name: "fourth",
    noises: &[noise::ALL, rotation::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    is_stale: is_behind,
    pages: (None, ALL_KINDS),
    again: false,
    paragraphs: (
        r"<(?:p|li|td|dd|h[2-4]|div|span|blockquote)(?:\s[^>]*)?>([^<>]{45,600})</(?:p|li|td|dd|h[2-4]|div|span|blockquote)>",
        3,
    ),
};

/// One of ten machines is told of an edit two hours later than the others.
fn is_behind(edited: i64, now: Moment) -> bool {
    (0..120).contains(&(now.minute - edited)) && chance(10, &[now.seed, now.asked, 91])
}
