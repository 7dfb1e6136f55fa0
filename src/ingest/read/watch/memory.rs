//! What was told of a page lately: by its text, by the words before it, and by the list that it stands in.
//!
//! What changes by itself changes again, mostly within a day or two: what was told is the page's history from then on.

use super::compare::{Compared, Line, SAME, Unit, likeness};
use super::tokens::mix;
use super::turns::{NEAR, Nature, is_turned_over, leading, nature, path_of, prices_beside};
use super::{marks, weigh};
use crate::model::{DAY_MS, PageWatch, Timestamp};

const WORN_FOR_MS: i64 = 8 * DAY_MS;
/// Words that stay of a sentence, at least: the same ones of it may be edited twice.
const SENTENCE: usize = 8;
/// Lines of a list that change at once, from which on they are known as those of a list that does so.
const SEVERAL: usize = 2;
/// Words that a line is known by, at least.
const NAMED: usize = 3;
/// What was told is remembered for so long: what changes each week is replaced when it is as old as that.
const TOLD_FOR_MS: i64 = 15 * DAY_MS;
const MAX_TOLD: usize = 200;
/// A place that kept still for so long is not one that changes by the day.
const STILL_MS: i64 = 3 * DAY_MS;
/// What turns by itself does so again within so long; of what was replaced longer ago, half as much is thought.
const LATELY_MS: i64 = DAY_MS + DAY_MS / 2;

/// The words of a line that became others, by what stands before them; of a long sentence they may do so twice.
pub(super) fn slot(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let (old, new) = (&compared.old[unit.before?], &compared.new[unit.after?]);
    let (kept, stays) = (leading(old, new), likeness(old, new) * (old.tokens.len() + new.tokens.len()) as f64 / 2.0);
    // Figures of a sentence move by themselves as those of a short line do.
    let is_short = stays < SENTENCE as f64 || old.skeleton == new.skeleton;
    // Words enough to be known by wherever a new layout puts them.
    let path = if kept < NAMED { new.place.path.as_str() } else { "" };
    (kept > 0 && is_short && !weigh::is_price(compared, unit)).then(|| mix(("slot", path, &old.tokens[..kept])))
}

/// A place that turned over, for what comes and goes there.
pub(super) fn turned(compared: &Compared<'_>, unit: &Unit) -> u64 {
    mix(("turned", path_of(compared, unit)))
}

/// A list of which several prices became others at once.
pub(super) fn priced(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    prices_beside(compared, unit).next().map(|_| mix(("prices", path_of(compared, unit))))
}

/// A list or a text of which a line became another one wholly, by what stands above it.
pub(super) fn replaced(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let (old, after) = (&compared.old[unit.before?], unit.after?);
    let new = &compared.new[after];
    let is_other = likeness(old, new) < SAME && !compared.about.1.is_body(&new.place.path);
    is_other.then(|| mix(("replaced", new.place.path.as_str(), above(compared, after))))
}

/// A list of which several lines became others at once.
pub(super) fn several(compared: &Compared<'_>, unit: &Unit) -> Option<u64> {
    let after = unit.before.and(unit.after)?;
    let own = compared.new[after].place.path.as_str();
    let is_near = |other: usize| after.abs_diff(other) <= NEAR && compared.new[other].place.path == own;
    let near = compared.units.iter().filter_map(|unit| unit.before.and(unit.after)).filter(|&other| is_near(other));
    (!compared.about.1.is_body(own) && near.take(SEVERAL).count() >= SEVERAL)
        .then(|| mix(("several", own, above(compared, after))))
}

/// What stands above a line's list.
fn above(compared: &Compared<'_>, after: usize) -> Option<u64> {
    compared.about.1.above(after).map(|at| compared.new[at].exact)
}

/// How often a text, or what it came for, was told of lately: what changes by itself changes again.
pub(super) fn turns(line: &Line<'_>, compared: &Compared<'_>, watch: &PageWatch) -> u32 {
    told(watch, line.stable, compared.at)
}

/// Since when a text stands that was told of.
pub(super) fn told_at(watch: &PageWatch, text: u64) -> Option<Timestamp> {
    watch.told.iter().find(|&&(known, ..)| known == text).map(|&(_, at, _)| at)
}

pub(super) fn told(watch: &PageWatch, key: u64, now: Timestamp) -> u32 {
    let told = watch.told.iter().find(|&&(known, at, _)| known == key && now.since(at) < WORN_FOR_MS);
    told.map_or(0, |&(.., times)| times)
}

/// How much is thought of a list for what was told of it, and how lately.
pub(super) fn lately(watch: &PageWatch, list: u64, now: Timestamp) -> f64 {
    let times = f64::from(told(watch, list, now));
    if told_at(watch, list).is_some_and(|at| now.since(at) < LATELY_MS) { times } else { times / 2.0 }
}

/// Whether a text that was told of took the place of one that had stood for days.
pub(super) fn kept_still(watch: &PageWatch, text: u64, now: Timestamp) -> bool {
    told(watch, still(text), now) > 0
}

fn still(text: u64) -> u64 {
    mix(("still", text))
}

/// Takes note of a change that was told: of its texts, of what it was made of, and of its siblings.
pub(super) fn remember(watch: &mut PageWatch, compared: &Compared<'_>, unit: &Unit, since: Timestamp) {
    let (before, after) = (unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i]));
    let turns = before.map_or(0, |before| turns(before, compared, watch));
    let stood_from = before.and_then(|before| told_at(watch, before.stable));
    for (line, times) in before.map(|before| (before, 1)).into_iter().chain(after.map(|after| (after, turns + 1))) {
        note(watch, line.stable, times, since);
    }
    for key in [marks::mark(compared, unit), slot(compared, unit)].into_iter().flatten() {
        note(watch, key, 1, since);
    }
    let turns = nature(compared, unit) == Nature::Apart || is_turned_over(compared, unit);
    let turned = turns.then(|| turned(compared, unit));
    for list in
        [several(compared, unit), replaced(compared, unit), priced(compared, unit), turned].into_iter().flatten()
    {
        let is_first = told(watch, list, since) == 0;
        note(watch, list, u32::from(is_first || told_at(watch, list) != Some(since)), since);
    }
    let Some(after) = after.filter(|_| before.is_some()) else { return };
    if since.since(stood_from.unwrap_or(watch.since)) >= STILL_MS {
        note(watch, still(after.stable), 1, since);
    }
}

fn note(watch: &mut PageWatch, text: u64, times: u32, now: Timestamp) {
    watch.told.retain(|&(_, at, _)| now.since(at) < TOLD_FOR_MS);
    match watch.told.iter_mut().find(|(known, ..)| *known == text) {
        Some((_, at, known)) => (*at, *known) = (now, known.saturating_add(times)),
        None => watch.told.push((text, now, times)),
    }
    let over = watch.told.len().saturating_sub(MAX_TOLD);
    watch.told.drain(..over);
}
