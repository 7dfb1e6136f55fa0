//! Changes of which the page's own words say that they come by themselves.
//!
//! Who writes "this week", names a day that is past, or puts a day's move in percent behind a figure, says how long it
//! holds. Deliberately absent: any guess from how often it changed, which is what [`super::noise`] learns.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::compare::{Compared, Line, Unit};
use super::dated::{PAST, dates, days, is_past, named, says_a_day};
use super::tokens::Token;
use super::weigh::line;
use crate::model::DAY_MS;

/// Whether it was announced: a text for this week becomes the one for the next, what was for a day that is past goes.
pub(super) fn is_announced(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (before, after) = (unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i]));
    if before.into_iter().chain(after).all(|line| DAILY.is_match(line.text) && !names_amount(line)) {
        return true;
    }
    match (before, after) {
        (Some(before), Some(after)) => {
            let term = |text: &str| TERM.find(text).map(|found| found.as_str().to_lowercase());
            let was = term(before.text);
            was.is_some() && was == term(after.text) || moved_on(compared, before, after)
        }
        (Some(gone), None) => is_past(gone, compared.at),
        _ => false,
    }
}

/// Whether what was for a day that has come made room for something else, which is for a later one. Where nothing but the
/// day is another one, it was put off.
fn moved_on(compared: &Compared<'_>, before: &Line<'_>, after: &Line<'_>) -> bool {
    let today = compared.at.millis().div_euclid(DAY_MS);
    let (was, is) = (named(before, compared.at), named(after, compared.at));
    let (Some(&last), Some(&next)) = (was.iter().max(), is.iter().min()) else { return false };
    let others = before.tokens.iter().filter(|token| is_word(token) && !after.tokens.contains(token));
    (today - PAST..=today).contains(&last) && next > last && others.count() >= OTHERS
}

fn is_word(token: &Token) -> bool {
    matches!(token, Token::Word(_))
}

/// Words from which on a text is another one.
const OTHERS: usize = 2;

/// What each day has another of: a box for it is not what a page is read for, whether it comes or goes.
static DAILY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W* (?:(?:ce\ jour-là|on\ this\ day|this\ day\ in\ history)\b.*\b(?:1\d|20)\d\d\b
          | (?:(?:lever|coucher)\ du\ soleil|(?:pleine|basse)\ mer|sunrise|sunset|(?:high|low)\ tide)\b.*\d\s?[h:]\s?\d\d)",
    )
});

/// A short term that is named.
static TERM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:cette semaine|ce mois-ci|ce soir|cette nuit|en ce moment|(?:du|de la|de l['’]) ?(?:jour|semaine|moment)\b|this (?:week|month|evening|morning)|tonight|right now|of the (?:day|week|month)|(?:à|a) l['’]antenne|on air)\b",
    )
});

/// Whether it is the line in which a page says when it was last looked after, and nothing else: on a day that has come.
pub(super) fn is_touch(compared: &Compared<'_>, unit: &Unit) -> bool {
    let today = compared.at.millis().div_euclid(DAY_MS);
    let says_so = |line: &Line<'_>| {
        // Two numbers may be either day: the one that has come is meant.
        let has_come = |day: i64| day <= today + 1;
        let (dates, days) = (dates(line), days(line, compared.at));
        let is_past = if dates.is_empty() { days.into_iter().any(has_come) } else { dates.into_iter().all(has_come) };
        // Words behind the day say what happened on it.
        let ends = line.tokens.last().is_some_and(says_a_day);
        is_past && ends && line.tokens.len() <= TOUCH && !names_amount(line) && TOUCHED.is_match(line.text)
    };
    let (before, after) = (unit.before.map(|i| &compared.old[i]), unit.after.map(|i| &compared.new[i]));
    before.into_iter().chain(after).all(says_so)
}

/// Whether it is a form's own words that came or went: they ask, and state nothing.
pub(super) fn asks(compared: &Compared<'_>, unit: &Unit) -> bool {
    let line = line(compared, unit);
    (unit.before.is_none() || unit.after.is_none())
        && matches!(line.place.element(), "form" | "fieldset" | "legend" | "label" | "button")
        && !names_amount(line)
}

fn names_amount(line: &Line<'_>) -> bool {
    line.tokens.iter().any(|token| matches!(token, Token::Amount(..)))
}

/// Words of such a line, at most.
const TOUCH: usize = 14;

static TOUCHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W* (?:(?:page|article|fiche|document|texte|contenu|guide|content)\W+)?
          (?:derni[eè]re\ (?:mise\ [aà]\ jour|modification|r[eé]vision|v[eé]rification|relecture|actualisation)
          | mise?\ [aà]\ jour | (?:publi|post|modifi|actualis|v[eé]rifi|contr[oô]l|r[eé]vis)[eé]e?\b | (?:relue?|revue?)\ (?:par|le)\b
          | (?:last|medically|fact)?[\ -]?(?:updated|modified|reviewed|revised|verified|checked|edited|changed|published|posted)\b
          | last\ (?:update|change|review|revision)\b)",
    )
});

/// Whether the only day that both sides name is soon, and moved on by about a day: when what is ordered now will come.
pub(super) fn keeps_ahead(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let (before, after) = (&compared.old[before], &compared.new[after]);
    let today = compared.at.millis().div_euclid(DAY_MS);
    let (was, is) = (days(before, compared.at), days(after, compared.at));
    let ([was], [is]) = (was.as_slice(), is.as_slice()) else { return false };
    (1..=MOVES).contains(&(is - was)) && (0..=SOON).contains(&(is - today)) && before.tokens.len() == after.tokens.len()
}

/// Days that a day moves on by over a week's end, and days ahead that are soon.
const MOVES: i64 = 3;
const SOON: i64 = 10;

/// Whether the lines are quotes of a market: each figure with its move in hundredths of a percent.
pub(super) fn is_quote(compared: &Compared<'_>, unit: &Unit) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    [compared.old[before].text, compared.new[after].text].into_iter().all(|text| QUOTE.is_match(text))
}

static QUOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d[^%]{0,12}(?:[+\-−–▲▼△▽↑↓]\s?)\d{1,2}[.,]\d{1,2}\s?%"));
