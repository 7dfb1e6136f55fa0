//! What a page differs in without saying anything new: learnt where a difference did not hold.
//!
//! While the page is new, once is enough; later a place has to do it three times. What is left out is as narrow as
//! what was seen: the numbers of one block, a text that comes and goes, what stands after a certain block, and only
//! then every block of a path.

use std::collections::{HashMap, HashSet};

use super::cards;
use super::compare::{Compared, Line, Read, SAME, Unit, keys, likeness, noise_key, words_key};
use super::hold::same_words;
use super::tokens::{Grip, Token, key};
use crate::model::{DAY_MS, HOUR_MS, NetText, Noise, NoiseKind, Timestamp};

/// Answers in which a page is learnt.
pub(super) const LEARNING: u32 = 4;
const FIRES: u32 = 3;
/// A list that moved on so often moves on by itself.
const ROLLS: u32 = 2;
/// Lines by which a turn of a list of offers is known again.
const MAX_TURN: usize = 60;
/// Texts that a place held to for a while only, from which on it is noise.
const TEXTS: usize = 3;
/// Prices that a place held to for a while only, or told one after the other, from which on it is a rate.
const PRICES: usize = 5;
const PRICE_FIRES: u32 = 5;
/// The most that is remembered of a page's noise.
const MAX_NOISE: usize = 200;
/// A place that has been quiet for so long is looked at again.
const FORGET_MS: i64 = 30 * DAY_MS;
/// A text that neither came nor went for so long does not come and go any more: it has come, or gone.
const STAYS_MS: i64 = 8 * HOUR_MS;
/// A text that came and went has to hold for so many times as long as it ever did.
pub(super) const BEYOND: i64 = 2;
/// What changes by itself changes again within so long.
const BY_ITSELF_MS: i64 = 3 * DAY_MS;
/// So many places of one path that are noise make the path noise.
const PLACES: usize = 3;
const SHOWN: usize = 120;

/// What is known of units that did not hold.
#[derive(Clone, Copy)]
pub(super) struct Firing {
    /// The page is still being learnt.
    pub(super) is_new: bool,
    /// What it said before had stood for long.
    pub(super) stood: bool,
    /// It says again what it said before: two texts go to and fro, and nothing is known of others at their place.
    pub(super) is_back: bool,
}

/// Takes note of units that did not hold.
pub(super) fn fire(
    noise: &mut Vec<Noise>,
    compared: &Compared<'_>,
    units: &[Unit],
    recent: &[(u64, Timestamp)],
    Firing { is_new, stood, is_back }: Firing,
    now: Timestamp,
) {
    noise.retain(|noise| now.since(noise.at) < FORGET_MS);
    let whole = whole_paths(compared, units);
    for unit in units {
        let comes_and_goes = unit.before.zip(unit.after).filter(|_| is_back);
        for (kind, line) in kinds(compared, &whole, unit, recent, is_back) {
            let key = match comes_and_goes {
                Some(pair) if counts(compared, pair, line) => words_key(line),
                _ => noise_key(kind, line),
            };
            let is_first = !noise.iter().any(|noise| (noise.kind, noise.key) == (kind, key));
            let stood =
                stood && unit.before.is_some_and(|i| compared.old[i].stable == line.stable) && keeps_still(noise, line);
            note(noise, (kind, key), line, is_new, now);
            if let Some(known) = noise.last_mut().filter(|_| is_first) {
                known.stood = stood;
            }
        }
        varied(noise, compared, unit, now);
    }
    widen(noise, compared, now);
    let mut oldest: Vec<usize> = (0..noise.len()).collect();
    oldest.sort_by_key(|&i| (noise[i].masked, noise[i].at));
    oldest.truncate(noise.len().saturating_sub(MAX_NOISE));
    let oldest: HashSet<usize> = oldest.into_iter().collect();
    let mut at = 0..;
    noise.retain(|_| at.next().is_none_or(|at| !oldest.contains(&at)));
}

/// Whether nothing at a line's path is known to be noise.
fn keeps_still(noise: &[Noise], line: &Line<'_>) -> bool {
    !noise.iter().any(|noise| noise.masked && noise.path == line.place.path)
}

/// Whether a text that comes and goes with another one holds a number, which will be another one next time.
fn counts(compared: &Compared<'_>, (before, after): (usize, usize), line: &Line<'_>) -> bool {
    let words = |line: &Line<'_>| key(&line.tokens, Grip::Spans);
    let has = |sort: fn(&Token) -> bool| line.tokens.iter().any(sort);
    words(&compared.old[before]) != words(&compared.new[after])
        && has(|token| matches!(token, Token::Word(_)))
        && has(|token| matches!(token, Token::Number(_) | Token::Time(_) | Token::Opaque(_)))
}

/// Takes note of what stood at a place for a while only: a place that showed several texts and held to none is noise,
/// though each of them comes back.
fn varied(noise: &mut Vec<Noise>, compared: &Compared<'_>, unit: &Unit, now: Timestamp) {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return };
    let (old, new) = (&compared.old[before], &compared.new[after]);
    let texts = if is_price(compared, unit) { PRICES } else { TEXTS };
    if compared.about.1.is_body(&new.place.path) && likeness(old, new) >= SAME {
        return;
    }
    let at = entry(noise, (NoiseKind::Place, noise_key(NoiseKind::Place, new)), new, now);
    let known = &mut noise[at];
    if !known.texts.contains(&new.stable) && known.texts.len() < texts {
        known.texts.push(new.stable);
    }
    known.masked |= known.texts.len() >= texts;
    (known.shown, known.at) = (NetText::new(new.text).clipped(SHOWN), now);
}

/// Takes note of blocks that became others and stayed so: a place that does it every other day does it by itself, like
/// a thought for the day. A price does so when it is a rate.
pub(super) fn changed(noise: &mut Vec<Noise>, compared: &Compared<'_>, units: &[Unit], now: Timestamp) {
    for unit in units {
        let (Some(before), Some(after)) = (unit.before, unit.after) else { continue };
        let (before, after) = (&compared.old[before], &compared.new[after]);
        let is_price = is_price(compared, unit);
        let kind = if key(&before.tokens, Grip::Spans) == key(&after.tokens, Grip::Spans) {
            NoiseKind::Spans
        } else {
            NoiseKind::Place
        };
        let known = noise_key(kind, after);
        noise.retain(|noise| noise.masked || noise.key != known || now.since(noise.at) < BY_ITSELF_MS);
        note(noise, (kind, known), after, false, now);
        if let Some(known) = noise.iter_mut().find(|noise| is_price && (noise.kind, noise.key) == (kind, known)) {
            known.masked &= known.fires >= PRICE_FIRES;
        }
    }
}

/// Takes note of the places to which a known advertisement moved.
pub(super) fn carry(noise: &mut Vec<Noise>, compared: &Compared<'_>, now: Timestamp) {
    for &i in &compared.carried {
        let line = &compared.new[i];
        note(noise, (NoiseKind::Place, noise_key(NoiseKind::Place, line)), line, true, now);
    }
}

/// Takes note of lists that moved on: twice, and a list does so by itself, unless it is what the page is read for. Gives
/// those that are known by now.
pub(super) fn rolled(noise: &mut Vec<Noise>, compared: &Compared<'_>, now: Timestamp) -> Vec<u64> {
    let mut masked = Vec::new();
    let rolls = compared.rolls.iter().map(|roll| {
        let come = roll.come.iter().map(|&i| &compared.new[i]);
        let gone = roll.gone.iter().filter(|_| roll.come.is_empty()).map(|&i| &compared.old[i]);
        (roll.key, come.chain(gone).collect::<Vec<&Line<'_>>>())
    });
    let turns = compared.turned.iter().map(|path| {
        let come = cards::lines_of(&compared.new, path).into_iter().map(|i| &compared.new[i]);
        (cards::turn_key(path), come.filter(|line| !compared.about.0.says_anywhere(line)).take(MAX_TURN).collect())
    });
    for (key, lines) in rolls.chain(turns) {
        let Some(newest) = lines.last() else { continue };
        if compared.about.1.is_body(&newest.place.path) {
            continue;
        }
        let at = entry(noise, (NoiseKind::Roll, key), newest, now);
        let known = &mut noise[at];
        let come: Vec<u64> = lines.iter().map(|line| line.stable).collect();
        if known.fires == 0 || !come.iter().all(|text| known.texts.contains(text)) {
            known.fires = known.fires.saturating_add(1);
            known.masked |= known.fires >= ROLLS;
            (known.shown, known.at) = (NetText::new(newest.text).clipped(SHOWN), now);
        }
        known.texts = come;
        masked.extend(known.masked.then_some(key));
    }
    masked
}

/// Takes note of how long a text stood in a place, and among words, that did not hold to it.
pub(super) fn stayed(noise: &mut Vec<Noise>, compared: &Compared<'_>, unit: &Unit, lasted: i64, now: Timestamp) {
    let Some(after) = unit.before.and(unit.after).map(|i| &compared.new[i]) else { return };
    let place = Some((NoiseKind::Place, noise_key(NoiseKind::Place, after)));
    for known in place.into_iter().chain(same_words(compared, unit).map(|words| (NoiseKind::Spans, words))) {
        let at = entry(noise, known, after, now);
        noise[at].longest = noise[at].longest.max(lasted);
    }
}

/// Looks whether texts that come and go still do; gives those that do not any more, and since when.
///
/// A text has come, or gone, once it holds to it for longer than it ever did between two turns. What never stood before it
/// came and went was a turn of something, and is not missed when it is gone.
pub(super) fn look(
    noise: &mut Vec<Noise>,
    recent: &mut Vec<(u64, Timestamp)>,
    version: Read<'_>,
    now: Timestamp,
) -> Vec<(u64, Timestamp)> {
    if !noise.iter().any(|noise| noise.kind == NoiseKind::Text && noise.masked) {
        return Vec::new();
    }
    let there = keys(version, noise);
    for known in noise.iter_mut().filter(|known| known.kind == NoiseKind::Text && known.masked) {
        let is_there = there.contains(&known.key);
        if is_there != known.there {
            known.longest = known.longest.max(now.since(known.at)).max(1);
            (known.there, known.at) = (is_there, now);
        }
    }
    let passes = |known: &Noise| known.kind == NoiseKind::Text && known.masked;
    let held = |known: &Noise| now.since(known.at);
    let is_over = |known: &&Noise| passes(known) && held(known) >= STAYS_MS.max(BEYOND * known.longest);
    let matters = |known: &&Noise| known.there || known.stood;
    let stays: Vec<String> = noise.iter().filter(matters).filter(is_over).map(|known| known.path.clone()).collect();
    // What came is told together with what went for it, so both are looked at again at once.
    let mut released = Vec::new();
    for known in noise {
        if passes(known) && matters(&&*known) && held(known) >= STAYS_MS / 2 && stays.contains(&known.path) {
            recent.retain(|&(key, _)| key != known.key);
            released.push((known.key, known.at));
            (known.masked, known.longest) = (false, known.longest.max(1));
        }
    }
    released
}

/// What sort of noise a unit is, narrowest first.
fn kinds<'c, 'a>(
    compared: &'c Compared<'a>,
    whole: &HashSet<&str>,
    unit: &Unit,
    recent: &[(u64, Timestamp)],
    is_back: bool,
) -> Vec<(NoiseKind, &'c Line<'a>)> {
    let before = unit.before.map(|i| &compared.old[i]);
    let after = unit.after.map(|i| &compared.new[i]);
    let both = [before, after].into_iter().flatten();
    if is_back {
        return both.map(|line| (NoiseKind::Text, line)).collect();
    }
    if let (Some(before), Some(after)) = (before, after)
        && key(&before.tokens, Grip::Spans) == key(&after.tokens, Grip::Spans)
    {
        return vec![(NoiseKind::Spans, after)];
    }
    let known = |line: &&Line<'_>| recent.iter().any(|&(key, _)| key == line.stable);
    if both.clone().any(|line| known(&line)) {
        return both.map(|line| (NoiseKind::Text, line)).collect();
    }
    // A price that changes is never a reason to look away from its place, nor from what it was.
    if is_price(compared, unit) {
        return after.or(before).map(|line| (NoiseKind::Text, line)).into_iter().collect();
    }
    let is_whole = |line: &Line<'_>| whole.contains(line.place.path.as_str());
    both.map(|line| (if is_whole(line) { NoiseKind::Path } else { NoiseKind::Place }, line)).collect()
}

/// Whether a block tells another price, rather than being another block.
fn is_price(compared: &Compared<'_>, unit: &Unit) -> bool {
    let has = |line: &Line<'_>| line.tokens.iter().any(Token::is_price);
    let (before, after) = (unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i]));
    if cards::is_others(compared, unit) {
        return false;
    }
    match (before, after) {
        (Some(before), Some(after)) => {
            has(before) && has(after) && (before.skeleton == after.skeleton || likeness(before, after) >= SAME)
        }
        (one, other) => one.or(other).is_some_and(has),
    }
}

/// The paths of which most blocks differ, and that are no large part of the page.
fn whole_paths<'c>(compared: &'c Compared<'_>, units: &[Unit]) -> HashSet<&'c str> {
    let mut counts: HashMap<&str, [usize; 4]> = HashMap::new();
    let (gone, come) = (units.iter().filter_map(|unit| unit.before), units.iter().filter_map(|unit| unit.after));
    let lines: [&mut dyn Iterator<Item = &'c Line<'_>>; 4] = [
        &mut compared.old.iter(),
        &mut compared.new.iter(),
        &mut gone.map(|i| &compared.old[i]),
        &mut come.map(|i| &compared.new[i]),
    ];
    for (which, lines) in lines.into_iter().enumerate() {
        lines.for_each(|line| counts.entry(line.place.path.as_str()).or_default()[which] += 1);
    }
    counts.retain(|path, &mut [old, new, gone, come]| {
        gone.max(come) * 5 >= old.max(new) * 3 && !compared.about.1.is_body(path)
    });
    counts.into_keys().collect()
}

/// Where a noise is known, now if not before.
fn entry(noise: &mut Vec<Noise>, (kind, key): (NoiseKind, u64), line: &Line<'_>, now: Timestamp) -> usize {
    noise.iter().position(|noise| noise.kind == kind && noise.key == key).unwrap_or_else(|| {
        let (path, shown) = (line.place.path.clone(), NetText::new(line.text).clipped(SHOWN));
        let texts = Vec::new();
        noise.push(Noise {
            kind,
            key,
            path,
            shown,
            fires: 0,
            masked: false,
            at: now,
            there: true,
            longest: 0,
            stood: false,
            texts,
        });
        noise.len() - 1
    })
}

fn note(noise: &mut Vec<Noise>, what: (NoiseKind, u64), line: &Line<'_>, is_new: bool, now: Timestamp) {
    let shown = NetText::new(line.text).clipped(SHOWN);
    let at = entry(noise, what, line, now);
    let known = &mut noise[at];
    // One answer is one sign, however many blocks of it differ.
    known.fires = known.fires.saturating_add(u32::from(known.at != now || known.fires == 0));
    known.masked |= is_new || known.fires >= FIRES;
    (known.shown, known.at) = (shown, now);
}

/// Several noisy places of one path are a noisy path.
fn widen(noise: &mut Vec<Noise>, compared: &Compared<'_>, now: Timestamp) {
    let is_place = |noise: &Noise| noise.kind == NoiseKind::Place && noise.masked;
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    for known in noise.iter().filter(|noise| is_place(noise)) {
        counts.entry(known.path.clone()).or_default().0 += 1;
    }
    for line in &compared.new {
        if let Some((_, all)) = counts.get_mut(&line.place.path) {
            *all += 1;
        }
    }
    counts.retain(|path, &mut (count, all)| count >= PLACES && count * 5 >= all * 3 && !compared.about.1.is_body(path));
    let mut paths: Vec<Noise> = Vec::new();
    noise.retain(|known| {
        let is_whole = known.kind == NoiseKind::Place && counts.contains_key(&known.path);
        if is_whole && is_place(known) && paths.iter().all(|path| path.path != known.path) {
            let (kind, key) = (NoiseKind::Path, super::tokens::mix(known.path.as_str()));
            paths.push(Noise {
                kind,
                key,
                fires: FIRES,
                at: now,
                there: true,
                longest: 0,
                stood: false,
                texts: Vec::new(),
                ..known.clone()
            });
        }
        !is_whole
    });
    paths.retain(|path| noise.iter().all(|known| known.kind != NoiseKind::Path || known.key != path.key));
    noise.append(&mut paths);
}
