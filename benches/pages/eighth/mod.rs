//! An eighth family, written while rules were being changed and committed before it was run: noise of status pages,
//! leaflets, clubs, libraries, counters and shops with sizes; walls and dresses that the others have not; facts in tiers,
//! in questions and answers, in tables with heads at the side and in notes; edits of contracts, plans, clubs, roads and
//! care. It takes the first half of each folder, and texts that stand in any element. Run once on each: the rules from before
//! told 147 of 155 changes and 47 false ones in 310 page-days, those of after 155 and 43. The eight are edits of a note and
//! of a page whose facts stand in a quotation, both in an `aside`; of the false ones, the three of marks are gone.
//! What was left were tables of a league, rates of exchange and chemists on duty that are others every morning, and headings
//! that are given numbers; it has been looked at since.

mod disturb;
mod edits;
mod noise;
mod turns;

use super::family::{ALL_KINDS, Family, Paragraphs, Stale};

pub(crate) const FAMILY: Family = Family {
    name: "eighth",
    noises: &[noise::ALL, turns::ALL],
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    // For an hour and a half, one answer in seven comes from before the edit.
    stale: Stale { minutes: 90, percent: 14, salt: 211 },
    pages: (Some(0), ALL_KINDS),
    again: true,
    paragraphs: Paragraphs { tags: "p|div|td|span|dd|li|h2|h3", letters: (55, 1000), least: 4 },
};
