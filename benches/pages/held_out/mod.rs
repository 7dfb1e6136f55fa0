//! The family that no rule was tuned on: other pages, other noise, other disturbances, other edits.

mod disturb;
mod edits;
mod noise;

use super::family::Family;

pub(crate) const HELD_OUT: Family = Family {
    name: "held-out",
    noises: noise::ALL,
    disturbances: disturb::ALL,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    is_stale: disturb::is_stale,
    pages: (
        1,
        &[("news", "aeb/html"), ("product", "wcxb/product"), ("forum", "wcxb/forum"), ("article", "wcxb/article")],
    ),
};
