//! Days that a page writes otherwise as they pass: `today`, then `yesterday`, then `1 March`.
//!
//! Deliberately absent: which day a relative word means. A block of which nothing but that became something else says
//! what it said.

use std::sync::LazyLock;

use regex::Regex;

use super::super::{date, pattern};
use super::compare::{Line, Unit};
use super::tokens::Token;
use super::weigh::differing_of;
use crate::model::{DAY_MS, Timestamp};

/// Words of a month, as tokens write them: without letters that encodings disagree on.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fvr", "fv", "avr", "mai",
    "juin", "juil", "aot", "dc",
];
const GLUE: &[&str] = &["at", "on", "the", "le", "of", "il", "y", "a", "last"];
const LONGEST_DAY: usize = 4;
/// Days for which what is past may stay on a page.
pub(super) const PAST: i64 = 14;
const MAX_DAYS: usize = 8;

/// Whether all that differs between the sides of a unit is how a day is written.
pub(super) fn is_only_dated(unit: &Unit, old: &[Line<'_>], new: &[Line<'_>]) -> bool {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let (gone, come) = differing_of(&old[before], &new[after]);
    let is_relative = |token: &&Token| matches!(token, Token::Time(time) if time == "ago");
    let all = || gone.iter().chain(&come).copied();
    let (relative, absolute) = if gone.iter().any(is_relative) { (&gone, &come) } else { (&come, &gone) };
    relative.iter().any(is_relative) && absolute.iter().any(|token| is_date(token)) && all().all(says_a_day)
}

/// Whether a line names a day: in words, or in two numbers.
pub(super) fn is_dated(line: &Line<'_>) -> bool {
    let numbers = line.tokens.iter().filter(|token| matches!(token, Token::Number(_))).count();
    line.tokens.iter().any(is_date) || numbers >= 2
}

/// Whether a line names a day that went by lately: what was announced for it leaves by itself.
pub(super) fn is_past(line: &Line<'_>, now: Timestamp) -> bool {
    let today = now.millis().div_euclid(DAY_MS);
    named(line, now).into_iter().any(|day| (today - PAST..today).contains(&day))
}

/// The days that a line names, with their year or without.
pub(super) fn named(line: &Line<'_>, now: Timestamp) -> Vec<i64> {
    dates(line).into_iter().chain(days(line, now)).collect()
}

/// The days that a line names with their year.
pub(super) fn dates(line: &Line<'_>) -> Vec<i64> {
    let day = |token: &Token| if let Token::Day(day) = token { Some(*day) } else { None };
    line.tokens.iter().filter_map(day).collect()
}

/// The days that a line names without their year, in days since 1970; where either number may be the month, both.
pub(super) fn days(line: &Line<'_>, now: Timestamp) -> Vec<i64> {
    let (text, year) = (line.text.to_lowercase(), now.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).year());
    let mut days: Vec<i64> = Vec::new();
    for found in SHORT.captures_iter(&text).take(MAX_DAYS) {
        let part = |name: &str| found.name(name).map(|part| part.as_str());
        let written = if let (Some(day), Some(month)) = (part("day"), part("month")) {
            vec![format!("{day} {month} {year}")]
        } else {
            let (one, other) = (part("one").unwrap_or_default(), part("other").unwrap_or_default());
            [(one, other), (other, one)].map(|(day, month)| format!("{year}-{month:0>2}-{day:0>2}")).to_vec()
        };
        let read = written.iter().filter_map(|day| date::parse(day, None));
        days.extend(read.map(|at| at.millis().div_euclid(DAY_MS)));
    }
    days.dedup();
    days
}

/// A day without its year.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?P<one>\d{1,2})[/.](?P<other>\d{1,2})\b|\b(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?P<month>(?:jan|f[ée]v|feb|mar|avr|apr|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[ée]c)\p{L}{0,8})",
    )
});

fn is_date(token: &Token) -> bool {
    matches!(token, Token::Day(_)) || matches!(token, Token::Word(word) if is_month(word))
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.starts_with(month)) && word.len() <= "septembre".len()
}

/// Whether a token is of a day or an hour, and of nothing else.
pub(super) fn says_a_day(token: &Token) -> bool {
    match token {
        Token::Day(_) | Token::Time(_) => true,
        Token::Word(word) => is_month(word) || GLUE.contains(&word.as_str()),
        Token::Number(number) => number.len() <= LONGEST_DAY,
        Token::Amount(..) | Token::Opaque(_) => false,
    }
}
