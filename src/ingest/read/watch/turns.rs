//! Whether a change is one of those that its place makes by itself.
//!
//! Each place is taken to turn so often, and what it is seen to do is added to that. Nothing is known of it at first but
//! the kind of the change: what somebody writes keeps most of its words, its label, or stands in what the page is about;
//! where another text stands in a box from one answer to the next, the box turns until it was quiet for long. What is
//! seen counts for the text, for the same words of a line, and for the siblings of a list. Together they say whether a
//! change is told or is for the weekly digest. What was told is kept in [`super::memory`].

use std::sync::LazyLock;

use regex::Regex;

use super::super::document::says_stock;
use super::super::pattern;
use super::about::rank;
use super::compare::{Compared, Line, SAME, Unit, likeness, noise_key};
use super::hold::place_of;
use super::memory::{lately, priced, replaced, several, slot, told, turned, turns};
use super::tokens::Token;
use super::{cards, marks, rates, typed, weigh};
use crate::model::{DAY_MS, HOUR_MS, Noise, NoiseKind, PageWatch};

/// A place that turns as often as this is no news.
const BY_ITSELF: f64 = 1.0;
/// A box that held to its text for so long is half as likely to turn by itself.
const QUIET_MS: i64 = 10 * DAY_MS;
/// A place that gave up a text which it had held to for so long changes by the day.
const GAVE_UP_MS: i64 = 8 * HOUR_MS;
/// A text that came and went so often within a week is no news the next time.
const WORN: u32 = 2;
/// Moves of a price within a week that are news.
const PRICE_MOVES: u32 = 3;
/// Edits of one text within a week that are news.
const EDITS: u32 = 2;
/// Units of a change whose siblings are looked at.
const MAX_UNITS: usize = 500;
/// Lines between siblings, at most.
pub(super) const NEAR: usize = 8;
/// Siblings that turn, from which on a line of their list turns with them.
const OTHERS: usize = 2;
/// Lines that count up from one, from which on a list is one of ranks.
const RANKS: usize = 3;
/// Words of a paragraph, at least: what a page says at length is its text, wherever that stands.
const LONG: usize = 12;
/// Letters of a word that can be a label, at least; and of one that says what a line is of.
const LABEL: usize = 4;
const SUBJECT: usize = 7;

/// What kind of change it is, as far as anybody can tell who sees the page for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// In what the page is about: its own price, its heading, its main text; or a block that came or went.
    Matter,
    /// Most of the words or the label stayed.
    Edit,
    /// Another text in the place of one.
    Apart,
}

pub(super) fn nature(compared: &Compared<'_>, unit: &Unit) -> Nature {
    let alone = alone(compared, unit);
    let at = |unit: &Unit| unit.after.or(unit.before).unwrap_or_default();
    let turns_with = |other: &&Unit| {
        *other != unit && path_of(compared, other) == path_of(compared, unit) && at(other).abs_diff(at(unit)) <= NEAR
    };
    let others = || compared.units.iter().filter(turns_with);
    // Where next to all is another, nothing is known of neighbours.
    if alone != Nature::Apart
        && compared.units.len() <= MAX_UNITS
        && others().filter(|other| self::alone(compared, other) == Nature::Apart).count() >= OTHERS
    {
        return Nature::Apart;
    }
    alone
}

/// Without a look at what else changed.
fn alone(compared: &Compared<'_>, unit: &Unit) -> Nature {
    let (Some(before), Some(after)) = (unit.before, unit.after) else {
        let turns = is_ranked(compared, unit) || cards::is_of_a_turn(compared, unit);
        return if turns { Nature::Apart } else { Nature::Matter };
    };
    let (old, new) = (&compared.old[before], &compared.new[after]);
    if typed::is_typed(new.place) || is_own_price(compared, unit) {
        Nature::Matter
    } else if cards::is_others(compared, unit) || is_ranked(compared, unit) {
        Nature::Apart
    } else if likeness(old, new) >= SAME
        || is_labelled(compared, before, after)
        || heads_what_stays(compared, before, after)
        || is_captioned(compared, before, after)
        || keeps_its_subject(compared, before, after)
        || [old, new].into_iter().all(is_address)
        || [old, new].into_iter().all(is_stock)
    {
        Nature::Edit
    } else if weigh::is_main_heading(new) || old.tokens.len() >= LONG || is_in_text(compared, after) {
        Nature::Matter
    } else {
        Nature::Apart
    }
}

/// Whether a line stands in the page's main text, or right before or behind one of the same make that stays.
pub(super) fn is_in_text(compared: &Compared<'_>, after: usize) -> bool {
    let path = &compared.new[after].place.path;
    let (before, behind) = compared.new.split_at(after);
    let next_to = [before.last(), behind.get(1)].into_iter().flatten();
    compared.about.1.is_body(path)
        || next_to.filter(|line| line.place.path == *path).any(|line| compared.about.0.says(line))
}

/// Whether a text came to, or went from, where another one went or came at once: a box that turned over, not a text that
/// somebody put in or took out.
pub(super) fn is_turned_over(compared: &Compared<'_>, unit: &Unit) -> bool {
    let line = weigh::line(compared, unit);
    let path = line.place.path.as_str();
    let is_whole = unit.before.is_none() || unit.after.is_none();
    is_whole && line.tokens.len() < LONG && compared.overturned.contains(path) && !compared.about.1.is_body(path)
}

pub(super) fn path_of<'c>(compared: &'c Compared<'_>, unit: &Unit) -> &'c str {
    &weigh::line(compared, unit).place.path
}

/// Whether several short lines of a list changed that are numbered from one on: their entries change places.
fn is_ranked(compared: &Compared<'_>, unit: &Unit) -> bool {
    let path = path_of(compared, unit);
    let changed = || compared.units.iter().filter(|unit| path_of(compared, unit) == path).take(OTHERS).count();
    rank(weigh::line(compared, unit)).is_some() && compared.about.1.ranks(path) >= RANKS && changed() >= OTHERS
}

/// Whether the page's own price became another one in the same money.
pub(super) fn is_own_price(compared: &Compared<'_>, unit: &Unit) -> bool {
    weigh::is_price_that_moves(compared, unit)
        && !cards::is_others(compared, unit)
        && !rates::is_of_others(compared, unit)
}

/// The other prices of a list that moved at the same time as one of them.
pub(super) fn prices_beside<'c>(compared: &'c Compared<'_>, unit: &Unit) -> impl Iterator<Item = &'c Unit> {
    let after = unit.after.filter(|_| compared.units.len() <= MAX_UNITS && is_own_price(compared, unit));
    let path = path_of(compared, unit);
    let is_beside = move |other: usize| {
        after.is_some_and(|after| other != after && other.abs_diff(after) <= NEAR)
            && compared.new[other].place.path == path
    };
    let others = compared.units.iter().filter(move |other| other.after.is_some_and(is_beside));
    others.filter(|other| is_own_price(compared, other))
}

/// Whether what a value is of stands before it, and stayed: in its line, in its list of cards or of terms.
fn is_labelled(compared: &Compared<'_>, before: usize, after: usize) -> bool {
    let (old, new) = (&compared.old[before], &compared.new[after]);
    let is_label = |token: &Token| matches!(token, Token::Word(word) if word.chars().count() >= LABEL);
    let is_term = matches!(new.place.element(), "dd" | "td");
    let above = |lines: &[Line<'_>], at: usize| at.checked_sub(1).map(|at| lines[at].exact);
    let asks = after.checked_sub(1).is_some_and(|at| compared.new[at].text.trim_end().ends_with([':', '?']));
    old.tokens[..leading(old, new)].iter().any(is_label)
        || (is_term || asks) && above(&compared.old, before) == above(&compared.new, after)
        || new.label.is_some() && cards::label_of(&compared.old, before) == cards::label_of(&compared.new, after)
}

/// Whether a heading became another one above what stayed: a plan by another name, not another plan.
fn heads_what_stays(compared: &Compared<'_>, before: usize, after: usize) -> bool {
    let heading = &compared.new[after];
    stays_below(compared, before, after).is_some_and(|below| below.place.path != heading.place.path)
        && weigh::is_heading(heading)
}

/// Whether a figure became another one above the caption that says what it is, and below none.
fn is_captioned(compared: &Compared<'_>, before: usize, after: usize) -> bool {
    let is_caption = |line: &Line<'_>| line.place.element() == "figcaption";
    let above = after.checked_sub(1).map(|at| &compared.new[at]);
    stays_below(compared, before, after).is_some_and(is_caption) && !above.is_some_and(is_caption)
}

/// Whether both sides have a longer word that nothing beside them has: they speak of one thing.
fn keeps_its_subject(compared: &Compared<'_>, before: usize, after: usize) -> bool {
    let (old, new) = (&compared.old[before], &compared.new[after]);
    let from = after.saturating_sub(NEAR);
    let beside = || compared.new.iter().enumerate().skip(from).take(2 * NEAR + 1).filter(|&(i, _)| i != after);
    let is_long = |token: &&Token| matches!(token, Token::Word(word) if word.chars().count() >= SUBJECT);
    let mut kept = new.tokens.iter().filter(is_long).filter(|word| old.tokens.contains(word));
    kept.any(|word| beside().all(|(_, line)| !line.tokens.contains(word)))
}

/// The line below, when it is as it was.
fn stays_below<'c, 'a>(compared: &'c Compared<'a>, before: usize, after: usize) -> Option<&'c Line<'a>> {
    let (was, is) = (compared.old.get(before + 1)?, compared.new.get(after + 1)?);
    (was.exact == is.exact).then_some(is)
}

/// Whether a line says whether something is to be had, and little else.
fn is_stock(line: &Line<'_>) -> bool {
    line.tokens.len() <= STOCK && says_stock(line.text)
}

/// Words of a line on what is in stock, at most.
const STOCK: usize = 8;

/// Whether a line says where something is: a street, a number in it or a town with its code.
fn is_address(line: &Line<'_>) -> bool {
    line.tokens.len() <= ADDRESS
        && line.tokens.iter().any(|token| matches!(token, Token::Number(_)))
        && STREET.is_match(line.text)
}

/// Tokens of an address, at most.
const ADDRESS: usize = 16;
static STREET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|r\.|quai|avenue|av\.|boulevard|bd|place|pl\.|all[ée]e|chemin|impasse|cours|route|square|passage|zone|za|zi)\b|\b\d{1,5} (?:\p{L}[\p{L}'’.-]* ){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|square|way|boulevard|blvd|place|court|quay|row)\b",
    )
});

/// Tokens that two lines begin with.
pub(super) fn leading(old: &Line<'_>, new: &Line<'_>) -> usize {
    old.tokens.iter().zip(&*new.tokens).take_while(|(one, other)| one == other).count()
}

/// Whether a change is one that its place makes by itself: a sign that turns with the hours, a word of the day.
pub(super) fn is_by_itself(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> bool {
    let lines = [unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i])];
    let often = |line: &Line<'_>| turns(line, compared, watch) >= WORN;
    let comes_back = |i: usize| unit.before.is_none() && turns(&compared.new[i], compared, watch) > 0;
    let is_known_mark = |mark: u64| told(watch, mark, compared.at) > 0;
    marks::mark(compared, unit).is_some_and(is_known_mark)
        || !weigh::is_price(compared, unit) && lines.into_iter().flatten().all(often)
        || unit.after.is_some_and(comes_back)
        || is_of_what_turns(compared, unit, watch)
        || prior(unit, compared, watch) + seen(unit, compared, watch) >= BY_ITSELF
}

/// How often a place of its kind turns, in turns that are no news.
fn prior(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> f64 {
    let path = path_of(compared, unit);
    let own = noise_key(NoiseKind::Text, weigh::line(compared, unit));
    // What came and went until lately is not left out any more, and its place is the same.
    let is_transient = |noise: &Noise| noise.masked || noise.longest > 0 && noise.key != own;
    let passes =
        || watch.noise.iter().any(|noise| noise.kind == NoiseKind::Text && noise.path == path && is_transient(noise));
    let is_whole = unit.before.is_none() || unit.after.is_none();
    match nature(compared, unit) {
        // What comes where others come and go does as they do.
        Nature::Matter if is_whole && !compared.about.1.is_body(path) && passes() => 1.0,
        Nature::Matter if is_turned_over(compared, unit) => 1.0,
        Nature::Matter | Nature::Edit => 0.0,
        Nature::Apart if compared.at.since(watch.laid) < QUIET_MS => 1.0,
        Nature::Apart => 0.5,
    }
}

/// What was seen of the text, of its words, of its place and of its siblings.
fn seen(unit: &Unit, compared: &Compared<'_>, watch: &PageWatch) -> f64 {
    let often = |key: u64| f64::from(told(watch, key, compared.at));
    let text = unit.before.map_or(0.0, |i| often(compared.old[i].stable) / f64::from(patience(unit, compared)));
    if is_own_price(compared, unit) {
        return text + priced(compared, unit).map_or(0.0, often);
    }
    if unit.before.is_none() || unit.after.is_none() {
        return text + often(turned(compared, unit));
    }
    let words = slot(compared, unit).map_or(0.0, often);
    let siblings = several(compared, unit)
        .map_or(0.0, often)
        .max(replaced(compared, unit).map_or(0.0, |list| lately(watch, list, compared.at)));
    let place = place_of(compared, unit);
    let gave_up = watch
        .noise
        .iter()
        .any(|noise| noise.kind == NoiseKind::Place && Some(noise.key) == place && noise.longest >= GAVE_UP_MS);
    text + words + siblings + f64::from(u8::from(gave_up))
}

/// Whether it is a value or a name of a list whose offers were seen to make room for others: what is left does as they do.
fn is_of_what_turns(compared: &Compared<'_>, unit: &Unit, watch: &PageWatch) -> bool {
    let own = [cards::list_of(compared, unit), Some(path_of(compared, unit))].into_iter().flatten();
    let keys: Vec<u64> = own.map(cards::turn_key).collect();
    watch.noise.iter().any(|noise| noise.kind == NoiseKind::Roll && keys.contains(&noise.key))
}

/// So many changes of one text are news, before the next ones are for the weekly digest: what is edited may be so again,
/// at another of its words, and a price moves.
fn patience(unit: &Unit, compared: &Compared<'_>) -> u32 {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return 1 };
    let (before, after) = (&compared.old[before], &compared.new[after]);
    if weigh::is_price(compared, unit) {
        if rates::is_rate(compared, unit) { 1 } else { PRICE_MOVES }
    } else if likeness(before, after) >= SAME {
        EDITS
    } else {
        1
    }
}
