//! One more answer of a watched page: is it a change that is sure?
//!
//! A difference waits until it has stood in three answers, the second and third asked for within minutes. Meanwhile
//! each block is judged by itself: an advertisement that differs at every look does not keep a price from being sure.
//! What most of the page lost (F52) and what the page said not long ago (A-B-A) waits for hours instead.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use super::super::diff::diff;
use super::cards;
use super::compare::{Compared, Known, Line, Read, Unit, compare};
use super::evidence::{by_key, forget_what_did_not_hold, seen_again, with_missed};
use super::hold::{Holding, LOSS, flaps, place_of};
use super::noise;
use super::undone::without;
use super::words::Words;
use super::{memory, terms, turns, typed, weigh};
use crate::model::{ChangeKind, DAY_MS, NewChange, PageVersion, PageWatch, Pending, Seen, Timestamp, WatchFor};

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
/// A difference that an answer was without: so often more than those, because by turns it would be seen as often.
const AGAIN_AFTER_MISS: u32 = 7;
/// A difference with what the page said lately: so often, and for so long.
const AGAIN_AFTER_FLAP: u32 = 4;
/// A page that kept less than this of its text is in quarantine.
pub(super) const KEPT: f64 = 0.4;
const FLAP_WITHIN_MS: i64 = DAY_MS;
/// Pauses before the page is asked again out of turn: no two alike, for what changes at a beat of its own.
const SOON: [Duration; 4] =
    [Duration::from_mins(3), Duration::from_mins(4), Duration::from_mins(7), Duration::from_mins(9)];
/// A page is not asked sooner than this to see whether a difference that waits for hours still stands.
const LEAST: Duration = Duration::from_mins(10);
const SECOND_SAMPLE: Duration = Duration::from_mins(6);
const THIRD_SAMPLE: Duration = Duration::from_mins(40);
const MAX_RECENT: usize = 400;
/// A text that stood in a place that is left out is known for so long.
const FLEETING_MS: i64 = 7 * DAY_MS;

/// Takes the next answer of a page.
pub fn advance(watch: Option<PageWatch>, version: PageVersion, now: Timestamp, watching: &Watching<'_>) -> Step {
    let Some(mut watch) = watch else { return first(version, now) };
    watch.samples = watch.samples.saturating_add(1);
    let words = Words::default();
    watch.recent.retain(|&(_, at)| now.since(at) < FLAP_WITHIN_MS);
    let settled_texts = noise::look(&mut watch.noise, &mut watch.recent, Read(&version, now, &words), now);
    let (base, base_at) = (std::mem::take(&mut watch.base), watch.base_at);
    watch.fleeting.retain(|&(_, at)| now.since(at) < FLEETING_MS);
    let mut compared = compare(Read(&base, base_at, &words), Read(&version, now, &words), known(&watch));
    if compared.kept >= KEPT {
        compared.left_out.iter().for_each(|&text| remember(&mut watch.fleeting, text, now));
        noise::carry(&mut watch.noise, &compared, now);
        let known = noise::rolled(&mut watch.noise, &compared, now);
        let is_known = |unit: &Unit| {
            compared.rolls.iter().any(|roll| known.contains(&roll.key) && roll.holds(unit))
                || cards::turn_of(&compared, unit).is_some_and(|path| known.contains(&cards::turn_key(path)))
        };
        compared.units = compared.units.iter().filter(|unit| !is_known(unit)).cloned().collect();
    }
    // What is too small to be told stays as it was last told: small steps add up to a large one.
    let is_small = |unit: &Unit| typed::is_small(watching.what, &compared, unit);
    let (mut undone, units): (Vec<Unit>, Vec<Unit>) = compared.units.iter().cloned().partition(is_small);
    compared.units = units;
    undone.append(&mut compared.passing);
    let pending = watch.pending.take();
    let missed = forget_what_did_not_hold(&mut watch, Read(&base, base_at, &words), pending.as_ref(), &compared, now);
    let step = if compared.units.is_empty() {
        settled(watch, &base, &version, &compared, &undone, now)
    } else {
        weighed(watch, (&base, &version), &compared, &undone, (pending.as_ref(), &settled_texts), now, watching)
    };
    let step = with_missed(step, missed, &version, now);
    Step { come_back: step.come_back.into_iter().chain(lesson(&step.watch)).min(), ..step }
}

fn known(watch: &PageWatch) -> Known<'_> {
    Known { noise: &watch.noise, fleeting: &watch.fleeting }
}

fn first(version: PageVersion, now: Timestamp) -> Step {
    let watch = PageWatch::new(version, now);
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

/// Remembers that a block became another one here.
pub(super) fn remember_place(recent: &mut Vec<(u64, Timestamp)>, compared: &Compared<'_>, unit: &Unit, now: Timestamp) {
    if let Some(place) = place_of(compared, unit) {
        remember(recent, place, now);
    }
}

pub(super) fn remember(recent: &mut Vec<(u64, Timestamp)>, key: u64, now: Timestamp) {
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
        learn_anew(&mut watch, now);
        NewChange { kind: ChangeKind::Layout, importance: 0.0, ..NewChange::default() }
    });
    (watch.base, watch.base_at) =
        if compared.kept < KEPT { (base.clone(), watch.base_at) } else { (without(version, compared, undone), now) };
    Step { watch, change, come_back: None }
}

/// What was learnt by place has to be learnt anew.
const fn learn_anew(watch: &mut PageWatch, now: Timestamp) {
    (watch.samples, watch.laid) = (1, now);
}

/// The page says something else: which of it is sure by now?
fn weighed(
    mut watch: PageWatch,
    (base, version): (&PageVersion, &PageVersion),
    compared: &Compared<'_>,
    undone: &[Unit],
    (pending, settled_texts): (Option<&Pending>, &[(u64, Timestamp)]),
    now: Timestamp,
    watching: &Watching<'_>,
) -> Step {
    let tries = pending.map_or(0, |pending| pending.tries);
    let until_now = by_key(pending);
    let again = |unit: &Unit| seen_again(until_now.get(&unit.key).copied(), settled_texts, compared, unit, now);
    let seen: HashMap<u64, Seen> = compared.units.iter().map(|unit| (unit.key, again(unit))).collect();
    let quarantine = compared.kept < KEPT;
    let page = Holding::new(compared, &watch, watching.what, quarantine);
    let holds: HashMap<u64, i64> =
        compared.units.iter().map(|unit| (unit.key, page.holds(unit, seen[&unit.key].since))).collect();
    let holds_by_itself = |unit: &Unit| {
        let seen = seen[&unit.key];
        let again = match seen.missed {
            true => AGAIN_AFTER_MISS,
            false if flaps(unit, compared, &watch) => AGAIN_AFTER_FLAP,
            false => AGAIN,
        };
        seen.times >= again && now.since(seen.since) >= holds[&unit.key]
    };
    let labels = cards::Labels::new(&compared.units);
    let is_sure = |unit: &Unit| holds_by_itself(unit) && labels.of(compared, unit).all(holds_by_itself);
    let (mut sure, mut unsure): (Vec<Unit>, Vec<Unit>) = compared.units.iter().cloned().partition(is_sure);
    let is_worn =
        |unit: &Unit| turns::is_by_itself(unit, compared, &watch) || page.is_by_chance(unit, seen[&unit.key].since);
    let tell =
        |sure: &[Unit]| (!sure.is_empty()).then(|| told((base, version), compared, sure, (&watch, &is_worn), watching));
    let mut change = tell(&sure);
    if change.as_ref().is_some_and(|change| change.importance >= NewChange::DAILY) {
        let (mut parts, others) = parts(&sure, unsure, &seen, &holds);
        unsure = others;
        if !parts.is_empty() {
            sure.append(&mut parts);
            change = tell(&sure);
        }
    }
    let waits = unsure.iter().all(|unit| holds[&unit.key] > 0);
    for unit in &sure {
        for line in [unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i])].into_iter().flatten()
        {
            remember(&mut watch.recent, line.stable, now);
        }
        memory::remember(&mut watch, compared, unit, seen[&unit.key].since);
        remember_place(&mut watch.recent, compared, unit, now);
    }
    noise::changed(&mut watch.noise, compared, &sure, now);
    let undone: Vec<Unit> = unsure.iter().chain(undone).cloned().collect();
    // A new layout is the page's from now on, whatever it says.
    let moves = compared.relaid && !quarantine;
    (watch.base, watch.base_at) = if sure.is_empty() && !moves {
        (base.clone(), watch.base_at)
    } else {
        (without(version, compared, &undone), now)
    };
    let come_back = if waits {
        let left = |unit: &Unit| {
            let Seen { times, since, .. } = seen[&unit.key];
            (holds[&unit.key] - now.since(since)).max(0) / i64::from(AGAIN.saturating_sub(times).max(1))
        };
        unsure.iter().map(left).min().map(|left| Duration::from_millis(left.unsigned_abs()).max(LEAST))
    } else {
        SOON.get(tries as usize).copied().filter(|_| !unsure.is_empty())
    };
    if !unsure.is_empty() {
        let mut seen: Vec<Seen> = unsure.iter().map(|unit| seen[&unit.key]).collect();
        // An answer in disorder says nothing of what it does not show.
        if quarantine || weigh::loss(compared) >= LOSS {
            let kept = pending.iter().flat_map(|pending| &pending.seen);
            let known: HashSet<u64> = seen.iter().map(|seen| seen.key).collect();
            seen.extend(kept.filter(|kept| !known.contains(&kept.key)));
        }
        let tries = if come_back.is_some() && !waits { tries + 1 } else { 0 };
        watch.pending = Some(Pending { version: version.clone(), at: now, seen, tries });
    }
    let change = change.or_else(|| moves.then(|| NewChange { kind: ChangeKind::Layout, ..NewChange::default() }));
    if moves {
        learn_anew(&mut watch, now);
    }
    Step { watch, change, come_back }
}

/// What came or went with what is told, and is a part of it: one change is told once. And the others.
fn parts(
    sure: &[Unit],
    unsure: Vec<Unit>,
    seen: &HashMap<u64, Seen>,
    holds: &HashMap<u64, i64>,
) -> (Vec<Unit>, Vec<Unit>) {
    let waited = sure.iter().filter(|unit| holds[&unit.key] > 0);
    let with: HashSet<Timestamp> = waited.map(|unit| seen[&unit.key].since).collect();
    let is_part = |unit: &Unit| {
        let seen = seen[&unit.key];
        let is_whole = unit.before.is_none() || unit.after.is_none();
        is_whole && seen.times >= AGAIN && !seen.missed && with.contains(&seen.since)
    };
    unsure.into_iter().partition(is_part)
}

/// The change, with its words and its weight.
fn told(
    (base, version): (&PageVersion, &PageVersion),
    compared: &Compared<'_>,
    sure: &[Unit],
    (watch, is_worn): (&PageWatch, &dyn Fn(&Unit) -> bool),
    watching: &Watching<'_>,
) -> NewChange {
    let weight = weigh::weigh(compared, sure, watching.is_named, is_worn);
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
    // A block that says the same in other letters is written as it was: it is no part of what is told.
    let common: HashMap<u64, &str> = compared.old.iter().rev().map(|line| (line.exact, line.text)).collect();
    let others: HashSet<u64> = others.iter().map(|line| line.exact).collect();
    let (unsure, told): (HashSet<usize>, HashSet<usize>) =
        (compared.units.iter().filter_map(side).collect(), sure.iter().filter_map(side).collect());
    let kept = lines
        .iter()
        .enumerate()
        .filter(|(i, line)| told.contains(i) || others.contains(&line.exact) && !unsure.contains(i));
    let words = |(i, line): (usize, &Line<'_>)| {
        if told.contains(&i) { line.text } else { common.get(&line.exact).copied().unwrap_or(line.text) }.to_owned()
    };
    let text = kept.map(words).collect::<Vec<String>>().join("\n");
    PageVersion { title: version.title.clone(), text: text.into(), places: Vec::new() }
}
