//! What speaks for a difference from answer to answer: how often it was seen, since when, and what an answer without it
//! says of it.
//!
//! Evidence belongs to what is said, not to where it stands: a new layout takes nothing of it away.

use std::collections::{HashMap, HashSet};

use super::advance::{KEPT, Step, remember, remember_place};
use super::compare::{Compared, Known, Read, Unit, compare};
use super::hold::{LOSS, NEW_MS};
use super::noise::{self, Firing, LEARNING};
use super::weigh;
use crate::model::{PageVersion, PageWatch, Pending, Seen, Timestamp};

/// So many times that a difference was seen are lost each time that it was missed.
const MISS: u32 = 3;

/// What was seen until now, by what it is of.
pub(super) fn by_key(pending: Option<&Pending>) -> HashMap<u64, &Seen> {
    pending.iter().flat_map(|pending| pending.seen.iter().rev()).map(|seen| (seen.key, seen)).collect()
}

/// A unit as it is seen now: once more, or for the first time. What came and went until then stands since it held.
pub(super) fn seen_again(
    known: Option<&Seen>,
    settled: &[(u64, Timestamp)],
    compared: &Compared<'_>,
    unit: &Unit,
    now: Timestamp,
) -> Seen {
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
    let there: HashSet<u64> = compared.units.iter().map(|unit| unit.key).collect();
    let (mut lost, shown) = (Vec::new(), Shown::new(compared));
    for unit in before.units.iter().filter(|unit| !there.contains(&unit.key)) {
        lost.push((unit.clone(), shown.is_back(unit, &before)));
    }
    let missed = missed(watch, pending, (&lost, &there), compared, now);
    let is_missed: HashSet<u64> = missed.iter().map(|seen| seen.key).collect();
    lost.retain(|(unit, _)| !is_missed.contains(&unit.key));
    if lost.is_empty() || before.kept < KEPT || compared.kept < KEPT {
        return missed;
    }
    let is_new = watch.samples <= LEARNING || now.since(watch.laid) < NEW_MS;
    let stood = now.since(watch.since) >= NEW_MS;
    if weigh::loss(&before) >= LOSS {
        // Half a page is disorder, and says nothing of the places that were missing.
        lost.retain(|(unit, _)| unit.after.is_some());
    }
    let those = |back: bool| -> Vec<Unit> {
        lost.iter().filter(|(_, is_back)| *is_back == back).map(|(unit, _)| unit.clone()).collect()
    };
    let (back, other) = (those(true), those(false));
    // What says a third thing changes by itself; what says the old one may be a cache that has not heard of an edit.
    noise::fire(&mut watch.noise, &before, &other, &watch.recent, Firing { is_new, stood, is_back: false }, now);
    noise::fire(&mut watch.noise, &before, &back, &watch.recent, Firing { is_new, stood, is_back: true }, now);
    let until_now = by_key(Some(pending));
    for (unit, is_back) in &lost {
        if let Some(seen) = until_now.get(&unit.key).filter(|_| !is_back) {
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
    (lost, there): (&[(Unit, bool)], &HashSet<u64>),
    compared: &Compared<'_>,
    now: Timestamp,
) -> Vec<Seen> {
    if now.since(watch.since) < NEW_MS || compared.kept < KEPT {
        return Vec::new();
    }
    let others: HashSet<u64> = lost.iter().filter(|(_, is_back)| !is_back).map(|(unit, _)| unit.key).collect();
    let unseen = pending.seen.iter().filter(|seen| !there.contains(&seen.key));
    let missed = unseen.filter(|seen| seen.times > 0 && !seen.away && !others.contains(&seen.key));
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

/// What an answer says, and where it says something new.
struct Shown<'c> {
    texts: HashSet<u64>,
    paths: HashSet<&'c str>,
}

impl<'c> Shown<'c> {
    fn new(now: &'c Compared<'_>) -> Self {
        let paths = now.units.iter().filter_map(|unit| unit.after).map(|i| now.new[i].place.path.as_str());
        Self { texts: now.new.iter().map(|line| line.stable).collect(), paths: paths.collect() }
    }

    /// Whether the page says again what it said before a difference that did not hold, and nothing else in its place.
    fn is_back(&self, unit: &Unit, before: &Compared<'_>) -> bool {
        match (unit.before, unit.after) {
            (Some(old), _) => self.texts.contains(&before.old[old].stable),
            (None, Some(i)) => !self.paths.contains(before.new[i].place.path.as_str()),
            (None, None) => false,
        }
    }
}
