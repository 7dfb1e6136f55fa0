//! How much a change matters, and why: what sort of value changed, where on the page, and how much of its text.
//!
//! A weight is a judgement that a person can follow, not a model: a price on the page's own matter weighs most, a
//! count of views in a side bar nothing.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::compare::{Compared, Line, Unit};
use super::counts::{is_count, is_counted, names_a_count, term_of};
use super::tokens::{PARTS, Token};
use super::{by_itself, cards, marks, rates};
use crate::model::{ChangeKind, ChangeReason, DAY_MS, NetText};

/// What a change weighs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weight {
    pub(super) kind: ChangeKind,
    pub(super) importance: f64,
    pub(super) reasons: Vec<ChangeReason>,
}

/// From so much of the page's own text on, a change weighs its whole weight.
const MUCH: f64 = 0.05;
const MAX_AMOUNTS: usize = 5;
const SEVERAL: usize = 3;
/// What is left of the weight of what came and went several times.
const WORN: f64 = 0.25;
/// Words of a notice that stands before the page's heading, at least.
const SENTENCE_BEFORE: usize = 8;
/// What stands before a page's heading is less than this part of it.
const HEAD: usize = 3;
/// Words of a sentence, at least.
const SENTENCE: usize = 5;

/// Weighs the units of a change.
pub(super) fn weigh(
    compared: &Compared<'_>,
    units: &[Unit],
    is_named: &dyn Fn(&str) -> bool,
    is_worn: &dyn Fn(&Unit) -> bool,
) -> Weight {
    let is_list = is_list(&compared.new);
    let share = share(compared, units);
    let size = 0.6 + 0.4 * (share / MUCH).min(1.0);
    let mut weight = Weight { kind: ChangeKind::Figure, importance: 0.0, reasons: Vec::new() };
    let mut named = false;
    for unit in units {
        let (kind, worth) = nature(compared, unit);
        let line = line(compared, unit);
        let place = if line.place.aside || is_furniture(compared, unit) || says_nothing_new(compared, unit) {
            0.25
        } else if (line.place.link || is_card(compared, unit)) && !is_list {
            0.4
        } else {
            1.0
        };
        let texts = [unit.before.map(|i| compared.old[i].text), unit.after.map(|i| compared.new[i].text)];
        let speaks_of_us = !line.place.aside && texts.into_iter().flatten().any(is_named);
        named |= speaks_of_us;
        let place = if is_worn(unit) { WORN.min(place) } else { place };
        let importance = (worth * place * size * if speaks_of_us { 1.5 } else { 1.0 }).min(1.0);
        if importance > weight.importance {
            (weight.kind, weight.importance) = (kind, importance);
        }
    }
    let amounts = units.iter().filter_map(|unit| amount(compared, unit)).take(MAX_AMOUNTS);
    weight.reasons.extend(amounts);
    weight.reasons.push(ChangeReason::Share { share });
    weight.reasons.extend(named.then_some(ChangeReason::Named));
    weight
}

/// The line of a unit as it is now, or as it was.
pub(super) fn line<'c, 'a>(compared: &'c Compared<'a>, unit: &Unit) -> &'c Line<'a> {
    match (unit.after, unit.before) {
        (Some(after), _) => &compared.new[after],
        (None, before) => &compared.old[before.unwrap_or_default()],
    }
}

/// Whether the page itself says that it comes and goes, or says it in another place.
fn says_nothing_new(compared: &Compared<'_>, unit: &Unit) -> bool {
    by_itself::asks(compared, unit)
        || by_itself::is_announced(compared, unit)
        || by_itself::is_touch(compared, unit)
        || marks::is_shared(compared, unit)
        || marks::is_said_again(compared, unit)
}

/// Whether a unit is a short block before the page's own heading: a ticker, a menu, a greeting.
fn is_furniture(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (lines, at) = match (unit.after, unit.before) {
        (Some(at), _) => (&compared.new, at),
        (None, Some(at)) => (&compared.old, at),
        (None, None) => return false,
    };
    let line = &lines[at];
    if is_main_heading(line) || line.tokens.len() >= SENTENCE_BEFORE {
        return false;
    }
    let about = if unit.after.is_some() { &compared.about.1 } else { &compared.about.0 };
    about.head(HEAD).is_some_and(|heading| at < heading)
}

pub(super) fn is_main_heading(line: &Line<'_>) -> bool {
    line.place.element() == "h1"
}

/// Whether a unit is a value below a name that leads elsewhere, and is another one than before.
fn is_card(compared: &Compared<'_>, unit: &Unit) -> bool {
    let leads = |lines: &[Line<'_>], i: usize| lines[i].label.is_some_and(|label| lines[label].place.link);
    match (unit.before, unit.after) {
        (Some(_), Some(after)) => cards::is_others(compared, unit) && leads(&compared.new, after),
        (None, Some(after)) => leads(&compared.new, after),
        (Some(before), None) => leads(&compared.old, before),
        (None, None) => false,
    }
}

/// A page that holds little but links is read for its links.
fn is_list(lines: &[Line<'_>]) -> bool {
    let words = |only_links: bool| -> usize {
        let own = lines.iter().filter(|line| !line.place.aside && (line.place.link || !only_links));
        own.map(|line| line.tokens.len()).sum()
    };
    words(true) * 2 > words(false)
}

/// How much of the page's own text went or came.
fn share(compared: &Compared<'_>, units: &[Unit]) -> f64 {
    let all = |lines: &[Line<'_>]| -> usize {
        lines.iter().filter(|line| !line.place.aside).map(|line| line.tokens.len()).sum()
    };
    let all = all(&compared.old).max(all(&compared.new)).max(1);
    let changed: usize = units
        .iter()
        .filter(|unit| !line(compared, unit).place.aside)
        .map(|unit| {
            let (gone, come) = differing(compared, unit);
            gone.len().max(come.len())
        })
        .sum();
    (changed as f64 / all as f64).min(1.0)
}

/// How much of the page went with nothing that came for it.
pub(super) fn loss(compared: &Compared<'_>) -> f64 {
    let all: usize = compared.old.iter().map(|line| line.tokens.len()).sum();
    let gone = compared.units.iter().filter(|unit| unit.after.is_none()).filter_map(|unit| unit.before);
    let gone: usize = gone.map(|i| compared.old[i].tokens.len()).sum();
    gone as f64 / all.max(1) as f64
}

/// Whether all that changed is a price among words that stayed.
pub(super) fn is_price(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let (gone, _) = differing(compared, unit);
    compared.old[before].skeleton == compared.new[after].skeleton && gone.iter().any(|token| token.is_price())
}

/// Whether a price became another one in the same money: in another, a page speaks to another country.
pub(super) fn is_price_that_moves(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (gone, come) = differing(compared, unit);
    let money = |tokens: &[&Token]| -> HashSet<String> {
        let unit = |token: &&Token| match token {
            Token::Amount(_, unit) => Some(unit.clone()),
            _ => None,
        };
        tokens.iter().filter_map(unit).collect()
    };
    is_price(compared, unit) && money(&gone) == money(&come)
}

/// By how much the amounts of a unit moved, at most, in thousandths of what they were.
pub(super) fn price_moves(compared: &Compared<'_>, unit: &Unit) -> Option<i64> {
    let (gone, come) = differing(compared, unit);
    let amount = |token: &&Token| match token {
        Token::Amount(value, _) => Some(*value),
        _ => None,
    };
    let pairs =
        gone.iter().zip(&come).map(|(before, after)| amount(before).filter(|&value| value != 0).zip(amount(after)));
    let by = |(before, after): (i64, i64)| (after - before).abs().saturating_mul(1_000) / before.abs();
    if gone.len() == come.len() {
        pairs.map(|pair| pair.map(by)).collect::<Option<Vec<i64>>>()?.into_iter().max()
    } else {
        None
    }
}

/// What sort of change one unit is, and what that is worth on the page's own matter.
fn nature(compared: &Compared<'_>, unit: &Unit) -> (ChangeKind, f64) {
    let (gone, come) = differing(compared, unit);
    let has = |sort: fn(&Token) -> bool| gone.iter().chain(&come).any(|token| sort(token));
    let is_price = |tokens: &[&Token]| tokens.iter().any(|token| token.is_price());
    if by_itself::is_quote(compared, unit)
        || by_itself::keeps_ahead(compared, unit)
        || rates::is_of_others(compared, unit)
    {
        return (ChangeKind::Figure, 0.2);
    }
    if is_price(&gone) && is_price(&come) && !cards::is_others(compared, unit) {
        return (ChangeKind::Price, 1.0);
    }
    let sides = [unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i])];
    if sides.into_iter().flatten().all(is_count) {
        return (ChangeKind::Figure, 0.05);
    }
    // The price below another name is another thing, not another price.
    if has(|token| matches!(token, Token::Word(_))) || cards::is_others(compared, unit) || is_card(compared, unit) {
        return (ChangeKind::Text, 0.6);
    }
    let line = line(compared, unit);
    if has(|token| matches!(token, Token::Amount(..))) {
        return (ChangeKind::Price, 0.8);
    }
    let words = line.tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    if has(|token| matches!(token, Token::Number(_))) {
        let numbers = come.iter().filter(|token| matches!(token, Token::Number(_))).count();
        // Several numbers at once are no count: a telephone, an account, an address.
        let worth = if numbers >= SEVERAL || HOURS.is_match(line.text) {
            0.6
        } else if is_counted(line) || term_of(compared, unit).is_some_and(names_a_count) {
            0.05
        } else if [&REFERENCE, &TERM].into_iter().any(|says| says.is_match(&line.text.to_lowercase())) {
            0.6
        } else if moves_much(&gone, &come)
            && (words >= 2 || is_row(line) && words > 0 || term_of(compared, unit).is_some())
            || names_an_offer(compared, unit)
        {
            0.55
        } else if line.tokens.len() >= 8 {
            0.5
        } else if words > 0 {
            0.35
        } else {
            0.1
        };
        return (ChangeKind::Figure, worth);
    }
    let times = line.tokens.iter().filter(|token| token.is_time_of_day()).count();
    let is_dated = line.tokens.iter().any(|token| matches!(token, Token::Day(_)));
    let worth = if has(Token::is_time_of_day) && (is_cell(line) || times >= 2 || words >= 2 && !is_dated) {
        // From one time to another, or an hour for something: a clock or a stamp would not have held, or has its day.
        0.6
    } else if !has(|token| matches!(token, Token::Day(_))) {
        0.05
    } else if words >= SENTENCE || is_to_come(compared, &come) {
        // A sentence that names another day says something else; a stamp does not.
        0.6
    } else {
        0.45
    };
    (ChangeKind::Figure, worth)
}

/// From one hour to another: nothing that runs by itself says so.
static HOURS: LazyLock<Regex> = LazyLock::new(|| {
    const HOUR: &str = r"\d{1,2}(?:\s?[:h.]\s?\d{2}|\s?h\b)?(?:\s?[ap]\.?m\b\.?)?";
    pattern(&format!(
        r"(?i)\b{HOUR}\s?(?:[-–—]|à|to|until|bis|jusqu['’]à)\s?\d{{1,2}}(?:\s?[:h]\s?\d{{2}}|\s?h\b|\s?[ap]\.?m\b)"
    ))
});

/// A row with a figure in several columns, of which one became another: a limit of a plan.
fn is_row(line: &Line<'_>) -> bool {
    line.tokens.iter().filter(|token| matches!(token, Token::Number(_))).count() >= 2
}

/// Whether the number is one in the name of what is offered right below it.
fn names_an_offer(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (Some(_), Some(after)) = (unit.before, unit.after) else { return false };
    let is_offered = |line: &Line<'_>| line.tokens.len() <= SENTENCE && line.tokens.iter().any(Token::is_price);
    is_heading(&compared.new[after]) && compared.new.get(after + 1).is_some_and(is_offered)
}

/// Whether a line is a heading of whatever rank.
pub(super) fn is_heading(line: &Line<'_>) -> bool {
    matches!(line.place.element(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary")
}

/// Whether a day is named that is to come: no stamp names one.
fn is_to_come(compared: &Compared<'_>, come: &[&Token]) -> bool {
    let today = compared.at.millis().div_euclid(DAY_MS);
    come.iter().any(|token| matches!(token, Token::Day(day) if *day > today + 1))
}

/// An hour that stands alone where a table or a list of terms has its values.
fn is_cell(line: &Line<'_>) -> bool {
    line.tokens.len() == 1 && matches!(line.place.element(), "dd" | "td" | "th" | "tr")
}

/// Whether numbers among words became others that no count would have come to: a limit, a quota, a size, a version.
fn moves_much(gone: &[&Token], come: &[&Token]) -> bool {
    let number = |token: &Token| match token {
        Token::Number(number) => number.parse::<i64>().ok(),
        _ => None,
    };
    let is_move = |(before, after): (i64, i64)| {
        let (by, before) = (before.abs_diff(after), before.unsigned_abs());
        by >= 2 && by.saturating_mul(10) >= before || by.saturating_mul(FEW) >= before && before > 0
    };
    let pairs = gone.iter().zip(come).map(|(before, after)| number(before).zip(number(after)));
    let Some(pairs) = pairs.collect::<Option<Vec<(i64, i64)>>>().filter(|pairs| !pairs.is_empty()) else {
        return false;
    };
    // What is counted goes up here and down there.
    let rises = pairs.iter().filter(|(before, after)| after > before).count();
    gone.len() == come.len() && (rises == 0 || rises == pairs.len()) && pairs.into_iter().all(is_move)
}

/// One of so few, or one more, is no step of a count.
const FEW: u64 = 4;

/// A number that is no quantity: a telephone, an account, an entry in a register.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\+|\b00)\d{1,3}[\s.()/-]*\d|\b0\d(?:[\s.-]?\d{2}){4}\b|\b(?:t[ée]l[ée]?(?:phone)?|phone|fax|hotline|iban|bic|siret|siren|rcs|ape|tva|vat|ean|isbn)\b[^\d]{0,12}\d",
    )
});

/// A term or a measure: so many days to deliver, so many grams in a box.
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\d\s*(?:jours?|days?|heures?|hours?|semaines?|weeks?|mois|months?|ans|ann[ée]es?|years?|nuits?|nights?|[kmcµ]?g|[mcd]?l|[kcm]?m[23²³]?|k?wh?|mah|[kmgt][ob]|litres?|liters?|grammes?|grams?|m[èe]tres?|met(?:er|re)s?)\b|\d\s*\p{L}+ (?:per|par) \p{L}",
    )
});

/// The tokens that only one side of a unit has.
pub(super) fn differing<'c>(compared: &'c Compared<'_>, unit: &Unit) -> (Vec<&'c Token>, Vec<&'c Token>) {
    match (unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i])) {
        (Some(before), Some(after)) => differing_of(before, after),
        (before, after) => {
            let all = |line: Option<&'c Line<'_>>| line.map_or_else(Vec::new, |line| line.tokens.iter().collect());
            (all(before), all(after))
        }
    }
}

/// The tokens that only one of two lines has.
pub(super) fn differing_of<'l>(before: &'l Line<'_>, after: &'l Line<'_>) -> (Vec<&'l Token>, Vec<&'l Token>) {
    let (gone, come) = before.bag.differing(&after.bag);
    let of = |line: &'l Line<'_>, at: Vec<usize>| at.into_iter().map(|i| &line.tokens[i]).collect();
    (of(before, gone), of(after, come))
}

/// The amount that became another one, when it is one alone.
fn amount(compared: &Compared<'_>, unit: &Unit) -> Option<ChangeReason> {
    let (gone, come) = differing(compared, unit);
    let only = |tokens: &[&Token]| -> Option<(i64, String)> {
        let mut amounts = tokens.iter().filter_map(|token| match token {
            Token::Amount(value, unit) => Some((*value, unit.clone())),
            _ => None,
        });
        amounts.next().filter(|_| amounts.next().is_none())
    };
    let ((before, old_unit), (after, new_unit)) = (only(&gone)?, only(&come)?);
    let change = (old_unit == new_unit && before != 0).then(|| (after - before) as f64 / before as f64);
    Some(ChangeReason::Amount { before: written(before, &old_unit), after: written(after, &new_unit), change })
}

/// An amount as figures with a point; who tells it writes it in the reader's way.
pub(super) fn written(parts: i64, unit: &str) -> NetText {
    let (whole, decimals) = (parts / PARTS, format!("{:04}", parts % PARTS));
    let fine = decimals[2..].trim_end_matches('0');
    NetText::new(format!("{whole}.{}{fine} {unit}", &decimals[..2]))
}
