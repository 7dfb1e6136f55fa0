//! What speaks for a difference from answer to answer: how often it was seen, since when, and what an answer without it
//! says of it.
//!
//! Evidence belongs to what is said, not to where it stands: a new layout takes nothing of it away.

use std::collections::HashSet;

use super::advance::{KEPT, Step, remember, remember_place};
use super::compare::{Compared, Known, Read, Unit, compare};
use super::hold::{LOSS, NEW_MS};
use super::noise::{self, Firing, LEARNING};
use super::weigh;
use crate::model::{PageVersion, PageWatch, Pending, Seen, Timestamp};

/// So many times that a difference was seen are lost each time that it was missed.
const MISS: u32 = 3;

/// A unit as it is seen now: once more, or for the first time. What came and went until then stands since it held.
pub(super) fn seen_again(
    pending: Option<&Pending>,
    settled: &[(u64, Timestamp)],
    compared: &Compared<'_>,
    unit: &Unit,
    now: Timestamp,
) -> Seen {
    let known = pending.and_then(|pending| pending.seen.iter().find(|seen| seen.key == unit.key));
    if let Some(seen) = known {
        return Seen { times: seen.times + 1, away: false, ..*seen };
    }
    let texts = [unit.before.map(|i| compared.old[i].stable), unit.after.map(|i| compared.new[i].stable)];
    let since = |text: u64| settled.iter().find(|(known, _)| *known == text).map(|&(_, at)| at);
    let since = texts.into_iter().flatten().filter_map(since).max().unwrap_or(now);
    Seen { key: unit.key, times: 0, since, missed: false, away: false }
}

/// What was pending and is not there any more was noise, unless the page as a whole was in disorder.
pub(super) fn forget_what_did_not_hold(
    watch: &mut PageWatch,
    base: Read<'_>,
    pending: Option<&Pending>,
    compared: &Compared<'_>,
    now: Timestamp,
) -> Vec<Seen> {
    let Some(pending) = pending else { return Vec::new() };
    let known = Known { noise: &watch.noise, fleeting: &watch.fleeting };
    let before = compare(base, Read(&pending.version, pending.at, base.2), known);
    let is_there = |key: u64| compared.units.iter().any(|still| still.key == key);
    let mut lost: Vec<Unit> = before.units.iter().filter(|unit| !is_there(unit.key)).cloned().collect();
    let missed = missed(watch, pending, (&lost, &before), compared, now);
    lost.retain(|unit| missed.iter().all(|seen| seen.key != unit.key));
    if lost.is_empty() || before.kept < KEPT || compared.kept < KEPT {
        return missed;
    }
    let is_new = watch.samples <= LEARNING || now.since(watch.laid) < NEW_MS;
    let stood = now.since(watch.since) >= NEW_MS;
    let lost: Vec<Unit> = if weigh::loss(&before) >= LOSS {
        // Half a page is disorder, and says nothing of the places that were missing.
        lost.into_iter().filter(|unit| unit.after.is_some()).collect()
    } else {
        lost
    };
    let (back, other): (Vec<Unit>, Vec<Unit>) = lost.iter().cloned().partition(|unit| is_back(unit, &before, compared));
    // What says a third thing changes by itself; what says the old one may be a cache that has not heard of an edit.
    noise::fire(&mut watch.noise, &before, &other, &watch.recent, Firing { is_new, stood, is_back: false }, now);
    noise::fire(&mut watch.noise, &before, &back, &watch.recent, Firing { is_new, stood, is_back: true }, now);
    for unit in &lost {
        if let Some(seen) = pending.seen.iter().find(|seen| seen.key == unit.key).filter(|_| other.contains(unit)) {
            noise::stayed(&mut watch.noise, &before, unit, now.since(seen.since), now);
        }
        if let Some(after) = unit.after {
            remember(&mut watch.recent, before.new[after].stable, now);
        }
        if let Some(gone) = unit.before.filter(|_| unit.after.is_none()) {
            remember(&mut watch.recent, before.old[gone].stable, now);
        }
        remember_place(&mut watch.recent, &before, unit, now);
    }
    missed
}

/// What was seen several times, and is not in an answer that says again what the page said before: a cache that has not
/// heard of an edit answers now and then. It is missed, and not yet lost, unless twice in a row; each time costs several
/// that it was seen.
fn missed(
    watch: &PageWatch,
    pending: &Pending,
    (lost, before): (&[Unit], &Compared<'_>),
    compared: &Compared<'_>,
    now: Timestamp,
) -> Vec<Seen> {
    if now.since(watch.since) < NEW_MS || compared.kept < KEPT {
        return Vec::new();
    }
    let is_other = |key: u64| lost.iter().any(|unit| unit.key == key && !is_back(unit, before, compared));
    let unseen = pending.seen.iter().filter(|seen| !compared.units.iter().any(|unit| unit.key == seen.key));
    let missed = unseen.filter(|seen| seen.times > 0 && !seen.away && !is_other(seen.key));
    missed.map(|seen| Seen { times: seen.times.saturating_sub(MISS), missed: true, away: true, ..*seen }).collect()
}

/// The step, with what was missed still waiting.
pub(super) fn with_missed(mut step: Step, missed: Vec<Seen>, version: &PageVersion, now: Timestamp) -> Step {
    if missed.is_empty() {
        return step;
    }
    let nothing = || Pending { version: version.clone(), at: now, seen: Vec::new(), tries: 0 };
    let pending = step.watch.pending.get_or_insert_with(nothing);
    let known: HashSet<u64> = pending.seen.iter().map(|seen| seen.key).collect();
    pending.seen.extend(missed.into_iter().filter(|seen| !known.contains(&seen.key)));
    step
}

/// Whether the page says again what it said before a difference that did not hold, and nothing else in its place.
fn is_back(unit: &Unit, before: &Compared<'_>, now: &Compared<'_>) -> bool {
    if let Some(old) = unit.before {
        return now.new.iter().any(|line| line.stable == before.old[old].stable);
    }
    let Some(path) = unit.after.map(|i| &before.new[i].place.path) else { return false };
    !now.units.iter().any(|unit| unit.after.is_some_and(|i| now.new[i].place.path == *path))
}
