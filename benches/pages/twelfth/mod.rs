//! A twelfth family, written and committed before its first run: noise of hotels, transport, job boards, header strips,
//! personal greetings, estimates of delivery, tests of consent, slides, charts that rank and results that come in; walls and
//! dresses that the others have not; facts of an association, a line of buses, a maker of bicycles and a service on line;
//! edits of rows, fees in words, addresses, hours, people, ranges, taxes, delays, licences and clauses. It takes the first half
//! of each folder, and texts that stand in plain boxes as well. At its first run 140 of 150 changes were told and 32 false ones
//! in 300 page-days, by rules chosen on the earlier ones. What was missed was a figure alone below its term and a second edit of
//! one card; what was false were turns of boxes seen by half, words that a new dress puts in many times, and seven prices of
//! another seller, which move every fifty-five hours and still are most of what is false. It has been looked at since.

mod disturb;
mod edits;
mod noise;
mod turns;

use super::family::{ALL_KINDS, Family, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "twelfth",
    noises: &[noise::ALL, turns::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // For an hour and a half, one answer in eight comes from before the edit.
    stale: Stale { minutes: 90, percent: 12, salt: 411 },
    pages: (Some(0), ALL_KINDS),
    again: true,
    paragraphs: Paragraphs { tags: "p|div|li|dd|blockquote|section|h[2-5]", letters: (70, 1000), least: 4 },
};
