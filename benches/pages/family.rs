//! A family of cases: the pages, and what is done to them.

use super::dice::{below, chance};
use super::edits::{self, Change};
use super::{disturb, noise};

/// A moment at which a page is asked for: the minute, and how many times it was asked before.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) minute: i64,
    pub(crate) asked: u64,
    pub(crate) seed: u64,
}

impl Moment {
    pub(crate) fn hour(self) -> u64 {
        u64::try_from(self.minute / 60).unwrap_or_default()
    }

    pub(crate) fn clock(self) -> (i64, i64, u64) {
        (self.minute / 60 % 24, self.minute % 60, below(60, &[self.seed, self.asked]))
    }

    pub(crate) fn date(self) -> (i64, &'static str) {
        (2 + self.minute / 1_440, "mars")
    }
}

/// What a disturbance makes of a page.
pub(crate) enum Served {
    Page(String),
    Status(u16),
}

/// A cache, or one machine of several, that has not heard of an edit: for how long, and on how many answers in a hundred.
#[derive(Clone, Copy)]
pub(crate) struct Stale {
    pub(crate) minutes: i64,
    pub(crate) percent: u64,
    pub(crate) salt: u64,
}

impl Stale {
    pub(crate) fn is(self, edited: i64, now: Moment) -> bool {
        (0..self.minutes).contains(&(now.minute - edited)) && chance(self.percent, &[now.seed, now.asked, self.salt])
    }
}

/// Puts something into a page that is no news.
pub(crate) type Inject = fn(&str, Moment) -> String;

/// How long it lasts, in minutes, and what it does.
pub(crate) type Disturb = (&'static str, i64, fn(&str, Moment) -> Served);

/// An edit of a kind, on a paragraph of the page: the whole element, its text, and chance.
pub(crate) type MakeEdit = fn(usize, &str, &str, u64) -> Option<Change>;

pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) noises: &'static [&'static [(&'static str, Inject)]],
    pub(crate) disturbances: &'static [Disturb],
    /// Kinds of edits.
    pub(crate) kinds: usize,
    pub(crate) facts: fn(u64) -> String,
    pub(crate) edit: MakeEdit,
    /// What some of the answers that follow an edit have not heard of it.
    pub(crate) stale: Stale,
    /// Which half of the pages, or what the other families leave of them; and their folders.
    pub(crate) pages: (Option<usize>, &'static [(&'static str, &'static str)]),
    /// Whether it takes pages that other families have.
    pub(crate) again: bool,
    pub(crate) paragraphs: Paragraphs,
}

/// Which of a page's texts are edited: those that stand alone in such an element.
#[derive(Clone, Copy)]
pub(crate) struct Paragraphs {
    /// Names of elements, as a pattern has them.
    pub(crate) tags: &'static str,
    /// How long they are.
    pub(crate) letters: (usize, usize),
    /// How many of them a page must have.
    pub(crate) least: usize,
}

/// What the first families edit.
pub(crate) const PROSE: Paragraphs = Paragraphs { tags: "p", letters: (80, 600), least: 6 };

impl Family {
    pub(crate) fn noises(&self) -> Vec<(&'static str, Inject)> {
        self.noises.iter().flat_map(|noises| noises.iter().copied()).collect()
    }
}

/// Every folder of pages, with what is in it.
pub(crate) const ALL_KINDS: &[(&str, &str)] =
    &[("news", "aeb/html"), ("product", "wcxb/product"), ("forum", "wcxb/forum"), ("article", "wcxb/article")];

/// The family that was looked at when rules were chosen.
pub(crate) const TUNED: Family = Family {
    name: "tuned",
    noises: &[noise::TUNED],
    disturbances: disturb::TUNED,
    kinds: edits::KINDS,
    facts: edits::facts,
    edit: edits::edit,
    stale: disturb::STALE,
    pages: (Some(0), &[("news", "aeb/html"), ("product", "wcxb/product"), ("forum", "wcxb/forum")]),
    again: false,
    paragraphs: PROSE,
};
