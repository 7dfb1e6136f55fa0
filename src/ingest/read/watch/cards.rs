//! Values in a list of cards, and whose they are: `48,90 €` says nothing without the name above it.
//!
//! Where cards rotate ("customers also bought"), the value that stands below another name is no price that moved. So a
//! value of a list belongs to its label: it is left out with it, and sure only when its label is. A page's own price,
//! in no list, belongs to nobody and is never left out for what stands above it, unless the two are alone in one element.

use std::collections::HashMap;

use super::compare::{Compared, Line, SAME, Unit, likeness};
use super::rolls::parent;
use super::tokens::Token;

/// Cards of one make, from which on they are a list.
const CARDS: usize = 3;
/// Lines between a label and its values, at most.
const REACH: usize = 4;
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

/// Whether a unit is a value that stands below another name than before.
pub(super) fn is_others(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    label_of(&compared.old, before) != label_of(&compared.new, after)
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
