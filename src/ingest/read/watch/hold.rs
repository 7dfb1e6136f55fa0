//! How long a difference has to stand before it is told.
//!
//! Changes are told in a digest, so that hours cost nothing, and what rotates by itself every hour or every other hour
//! does not stand for long. The calmer the page and the rarer such a change, the shorter the wait; prices wait least.

use super::compare::{Compared, Line, Unit, likeness, noise_key};
use super::noise::BEYOND;
use super::tokens::{Grip, key};
use super::turns::Nature;
use super::{rates, turns, typed, weigh};
use crate::model::{DAY_MS, HOUR_MS, Noise, NoiseKind, PageWatch, Timestamp, WatchFor};

/// With a page that keeps still.
const CALM_MS: i64 = 2 * HOUR_MS;
/// With a page of which something rotates.
const RESTLESS_PAGE_MS: i64 = 6 * HOUR_MS;
/// On the first day with a layout, where what changes by itself is not yet known: longer than an office is open.
const NEW_HOLDS_MS: i64 = 9 * HOUR_MS + HOUR_MS / 2;
pub(super) const NEW_MS: i64 = DAY_MS;
/// What came and went by itself, for no longer than this as far as is known: longer than an office is closed at night.
const TURNED_MS: i64 = 17 * HOUR_MS;
/// In a place that changed lately; a price there waits less.
const RESTLESS_PLACE_MS: i64 = 8 * HOUR_MS;
const RESTLESS_PRICE_MS: i64 = 3 * HOUR_MS;
/// What the page said lately.
const FLAP_MS: i64 = 6 * HOUR_MS;
/// When much of the page went and nothing came for it.
const LOSS_MS: i64 = 3 * HOUR_MS;
/// From this share of the page's text on, a loss is a large one.
pub(super) const LOSS: f64 = 0.1;
/// When next to nothing of the page is left.
const QUARANTINE_MS: i64 = 6 * HOUR_MS;
/// What another text replaces at midnight, the calendar may replace again the next night; what differs on the first day,
/// on the second.
const DAY_AND_MORE_MS: i64 = 25 * HOUR_MS;
/// A place that held to a text for long, and gave it up, is waited for no longer than this.
const LASTED_MS: i64 = 7 * DAY_MS;
/// Words in common with what it replaces, from which on a text is the same one with an edit.
const EDITED: f64 = 0.5;
/// Something rotated on the page so lately.
const LATELY_MS: i64 = 3 * DAY_MS;

/// A page, as far as waiting goes.
pub(super) struct Holding<'c, 'a> {
    compared: &'c Compared<'a>,
    watch: &'c PageWatch,
    what: &'c WatchFor,
    quarantine: bool,
    loses: bool,
    rotates: bool,
}

impl<'c, 'a> Holding<'c, 'a> {
    pub(super) fn new(compared: &'c Compared<'a>, watch: &'c PageWatch, what: &'c WatchFor, quarantine: bool) -> Self {
        let loses = !quarantine && weigh::loss(compared) >= LOSS;
        let last =
            watch.noise.iter().filter(|noise| noise.masked && noise.kind != NoiseKind::Spans).map(|noise| noise.at);
        let rotates = last.max().is_some_and(|at| watch.base_at.since(at) < LATELY_MS);
        Self { compared, watch, what, quarantine, loses, rotates }
    }

    /// How long a unit that is seen since then has to stand, in milliseconds.
    pub(super) fn holds(&self, unit: &Unit, since: Timestamp) -> i64 {
        if self.quarantine {
            return QUARANTINE_MS;
        }
        if flaps(unit, self.compared, self.watch) {
            return FLAP_MS;
        }
        if typed::is_typed(weigh::line(self.compared, unit).place) {
            return 0;
        }
        // Terms of use do not change by themselves, and what changed of them is told together.
        if *self.what == WatchFor::Terms {
            return if self.loses { LOSS_MS } else { 0 };
        }
        let is_restless =
            place_of(self.compared, unit).is_some_and(|key| self.watch.recent.iter().any(|&(known, _)| known == key));
        if turns::is_own_price(self.compared, unit) {
            let is_rate = rates::is_rate(self.compared, unit);
            let is_first = since.since(self.watch.since) < CALM_MS && weigh::counts_too(self.compared, unit);
            return if is_restless || is_rate || is_first { RESTLESS_PRICE_MS } else { 0 };
        }
        if self.is_by_the_day(unit, since) || self.is_by_the_calendar(unit, since) || self.moves_on(unit) {
            DAY_AND_MORE_MS
        } else if let Some(age) = self.lasted(unit) {
            (age + age / 2).clamp(RESTLESS_PLACE_MS, LASTED_MS)
        } else if let Some(longest) = self.turned(unit) {
            TURNED_MS.max(BEYOND * longest)
        } else if turns::nature(self.compared, unit) == Nature::Apart || self.stands_alone(unit) {
            TURNED_MS
        } else if is_restless {
            RESTLESS_PLACE_MS
        } else if (0..NEW_MS).contains(&since.since(self.watch.laid)) {
            NEW_HOLDS_MS
        } else if self.rotates {
            RESTLESS_PAGE_MS
        } else if self.loses && unit.after.is_none() {
            LOSS_MS
        } else {
            CALM_MS
        }
    }

    /// Whether a block came, went or was replaced by another one about midnight, somewhere in Europe.
    fn is_by_the_calendar(&self, unit: &Unit, since: Timestamp) -> bool {
        let hour = since.millis().rem_euclid(DAY_MS) / HOUR_MS;
        !(1..22).contains(&hour) && (!self.is_edit(unit) || self.is_figures(unit))
    }

    /// Whether a text wholly replaced another one, or a figure did, on the first day that the page is watched: what does so
    /// every day is not known before the second. Words that are edited within a text are written by somebody.
    fn is_by_the_day(&self, unit: &Unit, since: Timestamp) -> bool {
        let is_first_day = since.since(self.watch.since) < NEW_MS && unit.before.is_some() && unit.after.is_some();
        let is_alone = || unit.after.is_some_and(|after| !turns::is_in_text(self.compared, after));
        let is_short = || turns::slot(self.compared, unit).is_some() && is_alone();
        is_first_day && (!self.is_edit(unit) || self.is_figures(unit) || is_short())
    }

    /// Whether a text came or went that has none of its kind beside it: a strip, a notice.
    fn stands_alone(&self, unit: &Unit) -> bool {
        let line = weigh::line(self.compared, unit);
        unit.before.is_none() != unit.after.is_none() && line.alone && !self.compared.about.1.is_body(&line.place.path)
    }

    /// Whether a list moved on.
    fn moves_on(&self, unit: &Unit) -> bool {
        self.compared.rolls.iter().any(|roll| !roll.come.is_empty() && roll.holds(unit))
    }

    /// Whether numbers became others among words that stayed.
    fn is_figures(&self, unit: &Unit) -> bool {
        let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
        let words = |line: &Line<'_>| key(&line.tokens, Grip::Spans);
        words(&self.compared.old[before]) == words(&self.compared.new[after])
    }

    /// How long the place held to another text, at most, before it gave it up.
    fn lasted(&self, unit: &Unit) -> Option<i64> {
        let place = place_of(self.compared, unit)?;
        let is_here = |noise: &&Noise| noise.kind == NoiseKind::Place && noise.key == place;
        self.watch.noise.iter().find(is_here).map(|noise| noise.longest).filter(|&longest| longest > 0)
    }

    /// Whether most of a text stayed.
    fn is_edit(&self, unit: &Unit) -> bool {
        let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
        likeness(&self.compared.old[before], &self.compared.new[after]) >= EDITED
    }

    /// How long a text that came and went by itself held to it, at most.
    fn turned(&self, unit: &Unit) -> Option<i64> {
        let turns = self.watch.noise.iter().filter(|noise| noise.kind == NoiseKind::Text && noise.longest > 0);
        let texts: Vec<u64> = self.texts(unit).collect();
        turns.filter(|noise| texts.contains(&noise.key)).map(|noise| noise.longest).max()
    }

    fn texts(&self, unit: &Unit) -> impl Iterator<Item = u64> {
        let texts = [unit.before.map(|i| self.compared.old[i].stable), unit.after.map(|i| self.compared.new[i].stable)];
        texts.into_iter().flatten()
    }
}

/// Whether the page said lately what it says now, or has said only for a while what it does not say any more.
pub(super) fn flaps(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> bool {
    let key = match (unit.before, unit.after) {
        (_, Some(after)) => compared.new[after].stable,
        (Some(before), None) => compared.old[before].stable,
        (None, None) => return false,
    };
    watch.recent.iter().any(|&(known, _)| known == key)
}

/// The place where a block became another one.
pub(super) fn place_of(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let after = unit.before.and(unit.after)?;
    Some(noise_key(NoiseKind::Place, &compared.new[after]))
}
