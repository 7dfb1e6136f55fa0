//! One more answer of a watched page: is it a change that is sure?
//!
//! A difference waits until it has stood in three answers, the second and third asked for within minutes. Meanwhile
//! each block is judged by itself: an advertisement that differs at every look does not keep a price from being sure.
//! What most of the page lost (F52) and what the page said not long ago (A-B-A) waits for hours instead.

use std::collections::HashSet;
use std::time::Duration;

use super::super::diff::diff;
use super::compare::{Compared, Read, Unit, compare};
use super::noise::{self, LEARNING};
use super::{terms, typed, weigh};
use crate::model::{
    BlockPlace, ChangeKind, DAY_MS, HOUR_MS, NewChange, PageVersion, PageWatch, Pending, Timestamp, WatchFor,
};

/// What a page is watched for, and whose names matter in it.
#[derive(Clone, Copy)]
pub struct Watching<'a> {
    /// What for.
    pub what: &'a WatchFor,
    /// Whether a text names a watched brand.
    pub is_named: &'a dyn Fn(&str) -> bool,
}

/// What one answer leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is to be remembered.
    pub watch: PageWatch,
    /// A change that is sure.
    pub change: Option<NewChange>,
    /// The page should be asked again so soon, out of turn.
    pub come_back: Option<Duration>,
}

/// A difference is sure once it was seen again so often.
const AGAIN: u32 = 2;
/// A difference with what the page said lately: so often, and for so long.
const AGAIN_AFTER_FLAP: u32 = 4;
const FLAP_HOLDS_MS: i64 = 3 * HOUR_MS;
/// A page that kept less than this of its text is in quarantine for so long.
const KEPT: f64 = 0.4;
const QUARANTINE_MS: i64 = 6 * HOUR_MS;
const FLAP_WITHIN_MS: i64 = DAY_MS;
/// Pauses before the page is asked again out of turn: no two alike, for what changes at a beat of its own.
const SOON: [Duration; 4] =
    [Duration::from_mins(3), Duration::from_mins(4), Duration::from_mins(7), Duration::from_mins(9)];
const SECOND_SAMPLE: Duration = Duration::from_mins(6);
const THIRD_SAMPLE: Duration = Duration::from_mins(40);
const MAX_RECENT: usize = 400;
/// A page is being learnt for so long, and for [`LEARNING`] answers.
const LEARNING_MS: i64 = 3 * HOUR_MS;

/// Takes the next answer of a page.
pub fn advance(watch: Option<PageWatch>, version: PageVersion, now: Timestamp, watching: &Watching<'_>) -> Step {
    let Some(mut watch) = watch else { return first(version, now) };
    watch.samples = watch.samples.saturating_add(1);
    watch.recent.retain(|&(_, at)| now.since(at) < FLAP_WITHIN_MS);
    noise::look(&mut watch.noise, Read(&version, now), now);
    let base = std::mem::take(&mut watch.base);
    let mut compared = compare(Read(&base, watch.base_at), Read(&version, now), &watch.noise);
    // What is too small to be told stays as it was last told: small steps add up to a large one.
    let is_small = |unit: &Unit| typed::is_small(watching.what, &compared, unit);
    let (mut undone, units): (Vec<Unit>, Vec<Unit>) = compared.units.iter().cloned().partition(is_small);
    compared.units = units;
    undone.append(&mut compared.passing);
    let pending = watch.pending.take();
    forget_what_did_not_hold(&mut watch, &base, pending.as_ref(), &compared, now);
    let step = if compared.units.is_empty() {
        settled(watch, &base, &version, &compared, &undone, now)
    } else {
        weighed(watch, (&base, &version), &compared, &undone, pending.as_ref(), now, watching)
    };
    Step { come_back: step.come_back.or_else(|| lesson(&step.watch)), ..step }
}

fn first(version: PageVersion, now: Timestamp) -> Step {
    let watch = PageWatch {
        since: now,
        base: version,
        base_at: now,
        samples: 1,
        pending: None,
        noise: Vec::new(),
        recent: Vec::new(),
    };
    let change = NewChange { kind: ChangeKind::Watched, importance: NewChange::DAILY, ..NewChange::default() };
    Step { watch, change: Some(change), come_back: Some(SECOND_SAMPLE) }
}

/// The first samples come early: two within the hour.
const fn lesson(watch: &PageWatch) -> Option<Duration> {
    match watch.samples {
        2 => Some(THIRD_SAMPLE),
        _ => None,
    }
}

/// What was pending and is not there any more was noise, unless the page as a whole was in disorder.
fn forget_what_did_not_hold(
    watch: &mut PageWatch,
    base: &PageVersion,
    pending: Option<&Pending>,
    compared: &Compared<'_>,
    now: Timestamp,
) {
    let Some(pending) = pending else { return };
    let before = compare(Read(base, watch.base_at), Read(&pending.version, pending.at), &watch.noise);
    let lost: Vec<Unit> =
        before.units.iter().filter(|unit| !compared.units.iter().any(|still| still.key == unit.key)).cloned().collect();
    if lost.is_empty() || before.kept < KEPT || compared.kept < KEPT {
        return;
    }
    let is_new = watch.samples <= LEARNING || now.since(watch.since) < LEARNING_MS;
    noise::fire(&mut watch.noise, &before, &lost, &watch.recent, is_new, now);
    for unit in &lost {
        if let Some(after) = unit.after {
            remember(&mut watch.recent, before.new[after].stable, now);
        }
        if let Some(gone) = unit.before.filter(|_| unit.after.is_none()) {
            remember(&mut watch.recent, before.old[gone].stable, now);
        }
    }
}

fn remember(recent: &mut Vec<(u64, Timestamp)>, key: u64, now: Timestamp) {
    recent.retain(|&(known, _)| known != key);
    recent.push((key, now));
    let over = recent.len().saturating_sub(MAX_RECENT);
    recent.drain(..over);
}

/// The page says what it said.
fn settled(
    mut watch: PageWatch,
    base: &PageVersion,
    version: &PageVersion,
    compared: &Compared<'_>,
    undone: &[Unit],
    now: Timestamp,
) -> Step {
    // A page that holds next to nothing is no version of it, whatever is masked.
    let change = compared.relaid.then(|| {
        // What was learnt by place has to be learnt anew.
        watch.samples = 1;
        NewChange { kind: ChangeKind::Layout, importance: 0.0, ..NewChange::default() }
    });
    (watch.base, watch.base_at) =
        if compared.kept < KEPT { (base.clone(), watch.base_at) } else { (without(version, compared, undone), now) };
    Step { watch, change, come_back: None }
}

/// The page says something else: which of it is sure by now?
fn weighed(
    mut watch: PageWatch,
    (base, version): (&PageVersion, &PageVersion),
    compared: &Compared<'_>,
    undone: &[Unit],
    pending: Option<&Pending>,
    now: Timestamp,
    watching: &Watching<'_>,
) -> Step {
    let (at, tries) = pending.map_or((now, 0), |pending| (pending.at, pending.tries));
    let seen_again = |key: u64| {
        let times = pending.and_then(|pending| pending.seen.iter().find(|(known, _)| *known == key));
        times.map_or(0, |(_, times)| times + 1)
    };
    let quarantine = compared.kept < KEPT;
    let is_sure = |unit: &Unit| {
        let times = seen_again(unit.key);
        let flaps = flaps(unit, compared, &watch);
        let holds = if quarantine {
            QUARANTINE_MS
        } else if flaps {
            FLAP_HOLDS_MS
        } else {
            0
        };
        times >= if flaps { AGAIN_AFTER_FLAP } else { AGAIN } && now.since(at) >= holds
    };
    let (sure, unsure): (Vec<Unit>, Vec<Unit>) = compared.units.iter().cloned().partition(is_sure);
    let change = (!sure.is_empty()).then(|| told(base, version, compared, &sure, &watch, watching));
    for unit in &sure {
        unit.before.into_iter().for_each(|i| remember(&mut watch.recent, compared.old[i].stable, now));
        unit.after.into_iter().for_each(|i| remember(&mut watch.recent, compared.new[i].stable, now));
    }
    let undone: Vec<Unit> = unsure.iter().chain(undone).cloned().collect();
    (watch.base, watch.base_at) =
        if sure.is_empty() { (base.clone(), watch.base_at) } else { (without(version, compared, &undone), now) };
    let restless = unsure.iter().all(|unit| quarantine || flaps(unit, compared, &watch));
    let come_back = SOON.get(tries as usize).copied().filter(|_| !unsure.is_empty() && !restless);
    if !unsure.is_empty() {
        let seen: Vec<(u64, u32)> = unsure.iter().map(|unit| (unit.key, seen_again(unit.key))).collect();
        // The wait begins anew when nothing of it was seen before.
        let at = if seen.iter().any(|&(_, times)| times > 0) { at } else { now };
        let tries = if come_back.is_some() { tries + 1 } else { 0 };
        watch.pending = Some(Pending { version: version.clone(), at, seen, tries });
    }
    Step { watch, change, come_back }
}

/// Whether the page said lately what it says now, or has said only for a while what it does not say any more.
fn flaps(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> bool {
    let key = match (unit.before, unit.after) {
        (_, Some(after)) => compared.new[after].stable,
        (Some(before), None) => compared.old[before].stable,
        (None, None) => return false,
    };
    watch.recent.iter().any(|&(known, _)| known == key)
}

/// The change, with its words and its weight.
fn told(
    base: &PageVersion,
    version: &PageVersion,
    compared: &Compared<'_>,
    sure: &[Unit],
    watch: &PageWatch,
    watching: &Watching<'_>,
) -> NewChange {
    let weight = weigh::weigh(compared, sure, watching.is_named);
    let is_back = sure.iter().all(|unit| flaps(unit, compared, watch));
    let (before, after) = (only(compared, sure, base, false), only(compared, sure, version, true));
    let diff = diff(&before, &after);
    let mut change = NewChange { kind: weight.kind, importance: weight.importance, reasons: weight.reasons, diff };
    if is_back {
        change.kind = ChangeKind::Back;
    } else if *watching.what == WatchFor::Terms {
        terms::tell(&mut change, compared, sure);
    } else {
        typed::tell(&mut change, watching.what, compared, sure);
    }
    change
}

/// A version with the lines that stand word for word in both, and those of the sure units.
fn only(compared: &Compared<'_>, sure: &[Unit], version: &PageVersion, newer: bool) -> PageVersion {
    let (lines, others, side): (_, _, fn(&Unit) -> Option<usize>) = if newer {
        (&compared.new, &compared.old, |unit| unit.after)
    } else {
        (&compared.old, &compared.new, |unit| unit.before)
    };
    let common: HashSet<u64> = others.iter().map(|line| line.exact).collect();
    let (unsure, told): (HashSet<usize>, HashSet<usize>) =
        (compared.units.iter().filter_map(side).collect(), sure.iter().filter_map(side).collect());
    let kept = lines
        .iter()
        .enumerate()
        .filter(|(i, line)| told.contains(i) || common.contains(&line.exact) && !unsure.contains(i));
    let text = kept.map(|(_, line)| line.text).collect::<Vec<_>>().join("\n");
    PageVersion { title: version.title.clone(), text: text.into(), places: Vec::new() }
}

/// A version in which the units that are not sure have not happened.
fn without(version: &PageVersion, compared: &Compared<'_>, unsure: &[Unit]) -> PageVersion {
    if unsure.is_empty() {
        return version.clone();
    }
    let mut lines: Vec<(&str, BlockPlace)> = Vec::new();
    for (i, line) in compared.new.iter().enumerate() {
        match unsure.iter().find(|unit| unit.after == Some(i)) {
            None => lines.push((line.text, line.place.clone())),
            Some(Unit { before: Some(before), .. }) => {
                let old = &compared.old[*before];
                lines.push((old.text, old.place.clone()));
            }
            Some(_) => {}
        }
    }
    for before in unsure.iter().filter(|unit| unit.after.is_none()).filter_map(|unit| unit.before) {
        lines.push((compared.old[before].text, compared.old[before].place.clone()));
    }
    let (texts, places): (Vec<&str>, Vec<BlockPlace>) = lines.into_iter().unzip();
    PageVersion { title: version.title.clone(), text: texts.join("\n").into(), places }
}
