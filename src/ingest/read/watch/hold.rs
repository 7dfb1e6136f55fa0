//! How long a difference has to stand before it is told.
//!
//! Changes are told in a digest, so that hours cost nothing, and what rotates by itself every hour or every other hour
//! does not stand for long. The calmer the page and the rarer such a change, the shorter the wait; prices wait least.

use super::compare::{Compared, Line, Unit, likeness, noise_key};
use super::noise::BEYOND;
use super::tokens::{Grip, Token, key};
use super::turns::Nature;
use super::{cards, memory, rates, turns, typed, weigh};
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
/// What was told and stood for less is waited for longer than it stood.
const SHORT_MS: i64 = DAY_MS + DAY_MS / 2;
/// A place that held to a text for long, and gave it up, is waited for no longer than this.
const LASTED_MS: i64 = 7 * DAY_MS;
/// Words in common with what it replaces, from which on a text is the same one with an edit.
const EDITED: f64 = 0.5;
/// A page of fewer words is all about one thing.
const FEW: usize = 30;
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
        let (is_typed, is_of_terms) =
            (typed::is_typed(weigh::line(self.compared, unit).place), *self.what == WatchFor::Terms);
        let brief = if is_typed || is_of_terms { 0 } else { self.brief(unit, since) };
        if flaps(unit, self.compared, self.watch) {
            return FLAP_MS.max(brief);
        }
        if is_typed {
            return 0;
        }
        // Terms of use do not change by themselves, and what changed of them is told together.
        if is_of_terms {
            return if self.loses { LOSS_MS } else { 0 };
        }
        let is_restless =
            place_of(self.compared, unit).is_some_and(|key| self.watch.recent.iter().any(|&(known, _)| known == key));
        if turns::is_own_price(self.compared, unit) {
            let is_rate = rates::is_rate(self.compared, unit);
            let is_first = since.since(self.watch.since) < CALM_MS && !self.is_all();
            let least = if is_restless || is_rate || is_first { RESTLESS_PRICE_MS } else { 0 };
            let by_the_day = if self.is_tariff(unit, since) { DAY_AND_MORE_MS } else { least };
            return by_the_day.max(brief);
        }
        self.holds_text(unit, since, is_restless).max(brief)
    }

    /// Whether what is watched has so few words that it was picked out for what it says, and has no room for more.
    fn is_all(&self) -> bool {
        self.compared.new.iter().map(|line| line.tokens.len()).sum::<usize>() < FEW
    }

    /// Longer than texts last in its place, where that is known to be short; of prices, in the places beside it as well.
    fn brief(&self, unit: &Unit, since: Timestamp) -> i64 {
        let of = |unit: &Unit| self.stood(unit, since).max(self.lasted(unit)).map_or(0, longer).min(LASTED_MS);
        let beside = turns::prices_beside(self.compared, unit).map(of).max();
        of(unit).max(beside.unwrap_or_default())
    }

    /// How long what is no price has to stand, as far as its place was never told of.
    fn holds_text(&self, unit: &Unit, since: Timestamp, is_restless: bool) -> i64 {
        let is_by_the_day = self.is_by_the_day(unit, since) || self.is_by_the_calendar(unit, since);
        // A list is told of as a whole: else a part of it would stand among what it does not go with.
        if is_by_the_day || self.moves_on(unit) || cards::is_of_a_turn(self.compared, unit) {
            DAY_AND_MORE_MS
        } else if self.lasted(unit).is_some() {
            RESTLESS_PLACE_MS
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

    /// How long a text stood that was told of when it came, where that is short: what gives up its texts so soon gives up
    /// the next one as soon. One that kept still for days before has been corrected.
    fn stood(&self, unit: &Unit, since: Timestamp) -> Option<i64> {
        let before = &self.compared.old[unit.before?];
        let stood = since.since(memory::told_at(self.watch, before.stable)?);
        let is_brief = (1..SHORT_MS).contains(&stood) && !memory::kept_still(self.watch, before.stable, since);
        (unit.after.is_some() && is_brief).then_some(stood)
    }

    /// Whether one of several prices of a line, or several of a list at once, became others on the first day, or one that
    /// moves like a rate did: by a tariff of the day, for all that is known.
    fn is_tariff(&self, unit: &Unit, since: Timestamp) -> bool {
        let is_one_of_several = || turns::prices_beside(self.compared, unit).next().is_some();
        since.since(self.watch.since) < NEW_MS
            && (rates::is_rate(self.compared, unit)
                || weigh::line(self.compared, unit).tokens.iter().filter(|token| token.is_price()).count() >= 2
                || is_one_of_several())
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
        let is_short = || memory::slot(self.compared, unit).is_some() && is_alone();
        is_first_day && (!self.is_edit(unit) || self.is_figures(unit) || is_short())
    }

    /// Whether it is such a change, and of no price, nor in the page's main text: it happened while nobody knew the place,
    /// so that the place is one where such things happen.
    pub(super) fn is_by_chance(&self, unit: &Unit, since: Timestamp) -> bool {
        *self.what == WatchFor::Text
            && !typed::is_typed(weigh::line(self.compared, unit).place)
            && !turns::is_own_price(self.compared, unit)
            && !self.compared.about.1.is_body(turns::path_of(self.compared, unit))
            && self.is_by_the_day(unit, since)
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

    /// How long the place, or the same words wherever they stand, held to another text at most, before it gave it up.
    fn lasted(&self, unit: &Unit) -> Option<i64> {
        let place = place_of(self.compared, unit)?;
        let words = same_words(self.compared, unit);
        let is_known = |noise: &&Noise| match noise.kind {
            NoiseKind::Place => noise.key == place,
            NoiseKind::Spans => Some(noise.key) == words,
            _ => false,
        };
        self.watch.noise.iter().filter(is_known).map(|noise| noise.longest).max().filter(|&longest| longest > 0)
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

/// Longer than something stood.
const fn longer(stood: i64) -> i64 {
    stood + stood / 4
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

/// The words among which values became others: what is known of them is known wherever a new layout puts them.
pub(super) fn same_words(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let (before, after) = (&compared.old[unit.before?], &compared.new[unit.after?]);
    let has_words = after.tokens.iter().any(|token| matches!(token, Token::Word(_)));
    (has_words && before.skeleton == after.skeleton).then(|| noise_key(NoiseKind::Spans, after))
}

/// The place where a block became another one.
pub(super) fn place_of(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let after = unit.before.and(unit.after)?;
    Some(noise_key(NoiseKind::Place, &compared.new[after]))
}
