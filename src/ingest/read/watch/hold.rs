//! How long a difference has to stand before it is told.
//!
//! Changes are told in a digest, so that hours cost nothing, and what rotates by itself every hour or every other hour
//! does not stand for long. The calmer the page and the rarer such a change, the shorter the wait; prices wait least.

use super::cards;
use super::compare::{Compared, Line, Unit, likeness, noise_key};
use super::noise::BEYOND;
use super::tokens::{Grip, key};
use super::{typed, weigh};
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
/// What another text replaces at midnight, the calendar may replace again the next night.
const MIDNIGHT_MS: i64 = 25 * HOUR_MS;
/// What came and went at the same hour of other days, at most; and how exact an hour is, with hourly looks.
const BEAT_MS: i64 = 7 * DAY_MS;
const BEAT_SLACK_MS: i64 = HOUR_MS / 4;
/// Words in common with what it replaces, from which on a text is the same one with an edit.
const EDITED: f64 = 0.5;
/// Words in common of the two halves of a change, where they are no more than a value.
const ALIKE: f64 = 0.3;
const SHORT: usize = 3;
/// A price that moves by less, in thousandths, moves like a rate.
const RATE: i64 = 30;
/// A text that came and went so often within a week is no news the next time.
const WORN: u32 = 2;
const WORN_FOR_MS: i64 = 7 * DAY_MS;
/// What was told is remembered for so long: what changes each week is replaced when it is as old as that.
const TOLD_FOR_MS: i64 = 15 * DAY_MS;
const MAX_TOLD: usize = 200;
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
        if weigh::is_price_that_moves(self.compared, unit) && !cards::is_others(self.compared, unit) {
            let is_rate = weigh::price_moves(self.compared, unit).is_some_and(|by| by < RATE);
            if self.is_passing_offer(unit) {
                return MIDNIGHT_MS;
            }
            let is_first = since.since(self.watch.since) < CALM_MS && weigh::counts_too(self.compared, unit);
            return if is_restless || is_rate || is_first { RESTLESS_PRICE_MS } else { 0 };
        }
        let young = self.replaces_young(unit, since);
        if let Some(age) = young.filter(|age| beats(*age)) {
            (age + age / 2).clamp(MIDNIGHT_MS, BEAT_MS)
        } else if self.is_by_the_calendar(unit, since) || self.is_by_the_day(unit, since) {
            MIDNIGHT_MS
        } else if let Some(age) = self.lasted(unit).filter(|age| young.is_none_or(|young| young < *age)) {
            (age + age / 2).clamp(RESTLESS_PLACE_MS, BEAT_MS)
        } else if let Some(age) = young {
            (age + age / 2).clamp(RESTLESS_PLACE_MS, MIDNIGHT_MS)
        } else if let Some(longest) = self.turned(unit) {
            TURNED_MS.max(BEYOND * longest)
        } else if is_restless {
            RESTLESS_PLACE_MS
        } else if (0..NEW_MS).contains(&since.since(self.watch.laid)) || self.was_told(unit) {
            NEW_HOLDS_MS
        } else if self.rotates {
            RESTLESS_PAGE_MS
        } else if self.loses && unit.after.is_none() {
            LOSS_MS
        } else {
            CALM_MS
        }
    }

    /// Whether a price stands below a name that became others lately: the next offer may have the same name.
    fn is_passing_offer(&self, unit: &Unit) -> bool {
        let Some(label) = unit.after.and_then(|i| self.compared.new[i].label) else { return false };
        let key = noise_key(NoiseKind::Place, &self.compared.new[label]);
        let is_name = |noise: &Noise| noise.kind == NoiseKind::Place && noise.key == key;
        self.watch.noise.iter().any(|noise| is_name(noise) && self.watch.base_at.since(noise.at) < LATELY_MS)
    }

    /// Whether a block came, went or was replaced by another one about midnight, somewhere in Europe.
    fn is_by_the_calendar(&self, unit: &Unit, since: Timestamp) -> bool {
        let hour = since.millis().rem_euclid(DAY_MS) / HOUR_MS;
        !(1..22).contains(&hour) && (!self.is_edit(unit) || self.is_figures(unit))
    }

    /// Whether a list moved on, or a text wholly replaced another one on the page's first day: what does so every day is
    /// not known before the second.
    fn is_by_the_day(&self, unit: &Unit, since: Timestamp) -> bool {
        let is_first_day = since.since(self.watch.since) < NEW_MS && unit.before.is_some() && unit.after.is_some();
        is_first_day && !self.is_edit(unit)
            || self.compared.rolls.iter().any(|roll| !roll.come.is_empty() && roll.holds(unit))
    }

    /// Whether numbers became others among words that stayed.
    fn is_figures(&self, unit: &Unit) -> bool {
        let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
        let words = |line: &Line<'_>| key(&line.tokens, Grip::Spans);
        words(&self.compared.old[before]) == words(&self.compared.new[after])
    }

    /// Whether numbers became others where they did so before.
    fn counts(&self, unit: &Unit) -> bool {
        let Some(after) = unit.after.filter(|_| self.is_figures(unit)) else { return false };
        let key = noise_key(NoiseKind::Spans, &self.compared.new[after]);
        self.watch.noise.iter().any(|noise| noise.kind == NoiseKind::Spans && noise.key == key)
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

    /// Whether a text was told within the last days.
    fn was_told(&self, unit: &Unit) -> bool {
        let lately = |at: Timestamp| self.watch.base_at.since(at) < WORN_FOR_MS;
        self.texts(unit).any(|key| self.watch.told.iter().any(|&(known, at, _)| known == key && lately(at)))
    }

    /// How long ago what is replaced was told to come: what changes again within days changes by itself, like the dish of
    /// the day, unless it holds for longer than the last one did.
    fn replaces_young(&self, unit: &Unit, since: Timestamp) -> Option<i64> {
        let before = self.compared.old
            [unit.before.filter(|_| unit.after.is_some() && (!self.is_edit(unit) || self.counts(unit)))?]
        .stable;
        let told = self.watch.told.iter().find(|&&(known, ..)| known == before)?;
        Some(since.since(told.1).max(0))
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

/// Whether something lasted for whole days: it was replaced at the hour at which it came.
fn beats(lasted: i64) -> bool {
    lasted >= DAY_MS / 2 && (lasted + BEAT_SLACK_MS).rem_euclid(DAY_MS) <= 2 * BEAT_SLACK_MS
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

/// Whether the page was told to say, or not to say, what the unit says, so often that it is no news: a sign that turns
/// with the hours.
pub(super) fn is_worn(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> bool {
    let lines = [unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i])];
    let lately = |at: Timestamp| watch.base_at.since(at) < WORN_FOR_MS;
    let often = |key: u64| watch.told.iter().any(|&(known, at, times)| known == key && times >= WORN && lately(at));
    !weigh::is_price(compared, unit) && lines.into_iter().flatten().all(|line| often(line.stable))
}

/// Whether a text goes of which it was told lately that another one came for it: the other half of one change.
pub(super) fn is_second_half(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> bool {
    let Some(gone) = unit.before.filter(|_| unit.after.is_none()).map(|i| &compared.old[i]) else { return false };
    let lately = |at: Timestamp| compared.at.since(at) < DAY_MS;
    let is_told = |line: &Line<'_>| watch.told.iter().any(|&(key, at, _)| key == line.stable && lately(at));
    let is_short = |line: &Line<'_>| line.tokens.len() <= SHORT;
    let here = compared.new.iter().filter(|line| line.matched && line.place.path == gone.place.path);
    here.filter(|line| is_told(line)).any(|line| likeness(line, gone) >= ALIKE || is_short(line) && is_short(gone))
}

/// Takes note that a text was told to come or to go, or (no times) that it did so by itself for a while.
pub(super) fn remember_told(watch: &mut PageWatch, text: u64, times: u32, now: Timestamp) {
    watch.told.retain(|&(_, at, _)| now.since(at) < TOLD_FOR_MS);
    match watch.told.iter_mut().find(|(known, ..)| *known == text) {
        Some((_, at, known)) => (*at, *known) = (now, known.saturating_add(times)),
        None => watch.told.push((text, now, times)),
    }
    let over = watch.told.len().saturating_sub(MAX_TOLD);
    watch.told.drain(..over);
}

/// The place where a block became another one.
pub(super) fn place_of(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let after = unit.before.and(unit.after)?;
    Some(noise_key(NoiseKind::Place, &compared.new[after]))
}
