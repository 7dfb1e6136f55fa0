//! Values in a list of cards, and whose they are: `48,90 €` says nothing without the name above it.
//!
//! Where cards rotate ("customers also bought"), the value that stands below another name is no price that moved. So a
//! value of a list belongs to its label: it is left out with it, and sure only when its label is. A page's own price,
//! in no list, belongs to nobody and is never left out for what stands above it, unless the two are alone in one element.

use std::collections::{BTreeSet, HashMap};

use super::compare::{Compared, Line, SAME, Unit, likeness};
use super::rolls::parent;
use super::tokens::{Token, mix};
use super::weigh::line;

/// Cards of one make, from which on they are a list.
const CARDS: usize = 3;
/// Lines between a label and its values, at most.
const REACH: usize = 4;
/// Names that became others at once, from which on a list of offers turned.
const TURNED: usize = 2;
/// Names of one list that are looked at for edits.
const EDITS: usize = 60;
/// Words beside a value, at most: `from 49 €`.
const FEW: usize = 3;
/// An element of so many lines is more than one offer.
const BOX: usize = 9;

/// Finds the label of each value that stands in a list of cards.
pub(super) fn label(lines: &mut [Line<'_>]) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last = None;
    let mut texts: HashMap<u64, usize> = HashMap::new();
    for line in &*lines {
        *texts.entry(line.exact).or_default() += 1;
    }
    for (i, line) in lines.iter().enumerate() {
        if is_value(line) {
            found.extend(last.filter(|label| i - label <= REACH).map(|label| (i, label)));
        } else if has_words(line) && texts[&line.exact] < CARDS {
            // What stands on every card (a button) tells none of them from the others.
            last = Some(i);
        }
    }
    let mut cards: HashMap<(&str, &str), usize> = HashMap::new();
    for &(value, label) in &found {
        *cards.entry((&lines[value].place.path, &lines[label].place.path)).or_default() += 1;
    }
    found.retain(|&(value, label)| {
        cards[&(lines[value].place.path.as_str(), lines[label].place.path.as_str())] >= CARDS
    });
    for (value, label) in found {
        lines[value].label = Some(label);
    }
    for i in 0..lines.len() {
        if lines[i].label.is_none() && lines[i].tokens.iter().any(Token::is_price) && is_value(&lines[i]) {
            lines[i].label = alone_with(lines, i);
        }
    }
}

/// An amount with few words, or a number alone; a link is a name, whatever numbers are in it.
fn is_value(line: &Line<'_>) -> bool {
    let words = line.tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    let has = |sort: fn(&Token) -> bool| line.tokens.iter().any(sort);
    !line.place.link
        && (words <= FEW && has(|token| matches!(token, Token::Amount(..)))
            || words <= 1 && has(|token| matches!(token, Token::Number(_))))
}

fn has_words(line: &Line<'_>) -> bool {
    line.tokens.iter().any(|token| matches!(token, Token::Word(_)))
}

/// The paths of names whose list of offers turned: as many names as are left became others at once, or some did and
/// nothing in the list is as it was. Whatever is still offered there under its old name turned with them.
pub(super) fn turned<'a>(old: &[Line<'a>], new: &[Line<'a>]) -> BTreeSet<&'a str> {
    let (was, is) = (offers(old), offers(new));
    let mut alike: HashMap<&str, usize> = HashMap::new();
    for line in new {
        *alike.entry(line.place.path.as_str()).or_default() += 1;
    }
    let has_turned = |(path, was): (&'a str, Vec<Offer>)| {
        let is = is.get(path)?;
        // Where other texts stand like the names, they are no names of a list.
        let listed: usize = is.iter().map(|offer| 1 + offer.count).sum();
        if alike.get(path).is_some_and(|alike| alike * 2 > listed * 3) {
            return None;
        }
        let by_name = |of: &[Offer], lines: &[Line<'_>]| -> HashMap<u64, u64> {
            of.iter().map(|offer| (lines[offer.name].exact, offer.values)).collect()
        };
        let (before, now) = (by_name(&was, old), by_name(is, new));
        let gone: Vec<&Line<'_>> =
            was.iter().map(|offer| &old[offer.name]).filter(|name| !now.contains_key(&name.exact)).collect();
        let come = || is.iter().map(|offer| &new[offer.name]).filter(|name| !before.contains_key(&name.exact));
        // A name that was edited is the same offer.
        let is_edited = |name: &&Line<'_>| gone.iter().take(EDITS).any(|gone| likeness(gone, name) >= SAME);
        let others = come().count() - come().take(EDITS).filter(is_edited).count();
        let (others, all) = (others.min(gone.len()), was.len().max(is.len()));
        let moved =
            now.iter().filter(|&(name, values)| before.get(name).is_some_and(|before| before != values)).count();
        (others >= TURNED && others * 2 >= all || others > 0 && all >= CARDS && others + moved >= all).then_some(path)
    };
    was.into_iter().filter_map(has_turned).collect()
}

/// What a list offers: where its name stands, and its values.
struct Offer {
    name: usize,
    values: u64,
    count: usize,
}

/// The offers of a version, by the path of their names.
fn offers<'a>(lines: &[Line<'a>]) -> HashMap<&'a str, Vec<Offer>> {
    let mut offers: HashMap<&str, Vec<Offer>> = HashMap::new();
    for (line, name) in lines.iter().filter_map(|line| Some((line, line.label?))) {
        let known = offers.entry(lines[name].place.path.as_str()).or_default();
        match known.last_mut().filter(|offer| offer.name == name) {
            Some(offer) => {
                (offer.values, offer.count) = (mix((offer.values, line.exact)), offer.count + 1);
            }
            None => known.push(Offer { name, values: line.exact, count: 1 }),
        }
    }
    offers
}

/// What a list of offers that turns is known by.
pub(super) fn turn_key(path: &str) -> u64 {
    mix(("offers", path))
}

/// The names of a list of offers and their values.
pub(super) fn lines_of(lines: &[Line<'_>], path: &str) -> Vec<usize> {
    let of = lines.iter().enumerate().filter_map(|(i, line)| Some((i, line.label?)));
    of.filter(|&(_, name)| lines[name].place.path == path).flat_map(|(i, name)| [name, i]).collect()
}

/// The list of offers that turned in which a value or a name stands.
pub(super) fn turn_of<'c>(compared: &'c Compared<'_>, unit: &Unit) -> Option<&'c str> {
    let path = line(compared, unit).place.path.as_str();
    let has_turned = |path: &&str| compared.turned.contains(path) && !compared.about.1.is_body(path);
    list_of(compared, unit).filter(has_turned).or_else(|| Some(path).filter(has_turned))
}

/// Whether a value or a name stands in a list of offers that turned.
pub(super) fn is_of_a_turn(compared: &Compared<'_>, unit: &Unit) -> bool {
    turn_of(compared, unit).is_some()
}

/// The path of the name that a value belongs to.
pub(super) fn list_of<'c>(compared: &'c Compared<'_>, unit: &Unit) -> Option<&'c str> {
    let of = |lines: &'c [Line<'_>], at: usize| lines[at].label.map(|label| lines[label].place.path.as_str());
    match (unit.before, unit.after) {
        (_, Some(after)) => of(&compared.new, after),
        (Some(before), None) => of(&compared.old, before),
        (None, None) => None,
    }
}

/// Whether a unit is a value that stands below another name than before, or in a list of offers that turned.
pub(super) fn is_others(compared: &Compared<'_>, unit: &Unit) -> bool {
    if is_of_a_turn(compared, unit) {
        return true;
    }
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    // What was no value has become one.
    is_value(&compared.old[before]) && label_of(&compared.old, before) != label_of(&compared.new, after)
        || is_value(&compared.new[after])
            && is_replaced(compared, name(&compared.old, before), name(&compared.new, after))
}

/// The name that a value stands alone with in one small element: an offer that another one may follow. A name with
/// figures of its own is none.
fn alone_with(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let name =
        name_at(lines, at).filter(|&name| lines[name].tokens.iter().all(|token| matches!(token, Token::Word(_))))?;
    let card = parent(&lines[name].place.path);
    let is_in = |line: &&Line<'_>| line.place.path.contains(card);
    let before = lines[..name].iter().rev().take(BOX).take_while(is_in).count();
    let behind = lines[name..].iter().take(BOX).take_while(is_in).count();
    (!card.is_empty() && behind > at - name && before + behind < BOX).then_some(name)
}

/// The text that a value stands below, in no list.
fn name<'l, 'a>(lines: &'l [Line<'a>], at: usize) -> Option<&'l Line<'a>> {
    name_at(lines, at).map(|name| &lines[name])
}

fn name_at(lines: &[Line<'_>], at: usize) -> Option<usize> {
    (at.saturating_sub(REACH)..at).rev().find(|&i| !is_value(&lines[i]) && has_words(&lines[i]))
}

/// Whether one text wholly took the place of another one, which the page does not say any more, whether that is news or
/// is left out.
fn is_replaced(compared: &Compared<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    before.place.path == after.place.path
        && likeness(before, after) < SAME
        && !compared.about.1.says_anywhere(before)
        && !compared.about.0.says_anywhere(after)
}

/// What the label of a line says; 0 for a line without one.
pub(super) fn label_of(lines: &[Line<'_>], at: usize) -> u64 {
    lines[at].label.map_or(0, |label| lines[label].exact)
}

/// Units by their lines, to find the label of a value that comes or goes with it.
pub(super) struct Labels<'u> {
    gone: HashMap<usize, &'u Unit>,
    come: HashMap<usize, &'u Unit>,
}

impl<'u> Labels<'u> {
    pub(super) fn new(units: &'u [Unit]) -> Self {
        let by = |side: fn(&Unit) -> Option<usize>| units.iter().filter_map(|unit| Some((side(unit)?, unit))).collect();
        Self { gone: by(|unit| unit.before), come: by(|unit| unit.after) }
    }

    pub(super) fn of(&self, compared: &Compared<'_>, unit: &Unit) -> impl Iterator<Item = &'u Unit> {
        let before = unit.before.and_then(|i| compared.old[i].label).and_then(|label| self.gone.get(&label));
        let after = unit.after.and_then(|i| compared.new[i].label).and_then(|label| self.come.get(&label));
        before.into_iter().chain(after).copied()
    }
}
