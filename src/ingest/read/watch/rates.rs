//! Amounts that are no price of the page's own: tables of rates of exchange, and sums that others make by bidding or giving.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::compare::{Compared, Unit};
use super::weigh;

/// A price that moves by less, in thousandths, moves like a rate.
const RATE: i64 = 30;
/// Currencies from which on a list is one of rates, where its amounts move like one.
const CURRENCIES: usize = 3;

/// Whether prices moved by no more than a rate does.
pub(super) fn is_rate(compared: &Compared<'_>, unit: &Unit) -> bool {
    weigh::price_moves(compared, unit).is_some_and(|by| by < RATE)
}

/// Whether an amount is one that others make.
pub(super) fn is_of_others(compared: &Compared<'_>, unit: &Unit) -> bool {
    is_of_exchange(compared, unit) || is_sum(compared, unit)
}

/// Whether an amount is a bid, or what was given until now: its own line says so, or one beside it counts who did.
fn is_sum(compared: &Compared<'_>, unit: &Unit) -> bool {
    let Some(after) = unit.before.and(unit.after).filter(|_| weigh::is_price(compared, unit)) else { return false };
    let mut beside = compared.new.iter().skip(after.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
    SUM.is_match(compared.new[after].text) || beside.any(|line| WHO.is_match(line.text))
}

/// Lines between a sum and the count of those who gave it, and one more.
const BESIDE: usize = 2;

static SUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:sur)?ench[èe]res?|(?:current|highest|winning|last|top|leading) (?:bid|offer)|bids?|offre (?:actuelle|en cours|la plus haute)|cagnotte|jackpot|collectée?s?|récoltée?s?|raised|pledged|donated|funded|dons? re[çc]us?)\b",
    )
});
static WHO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b\d+ (?:bids?|bidders?|ench[èe]res?|ench[ée]risseurs?|backers?|donors?|donateurs?|contribut(?:eur|or)s?|parrains?)\b",
    )
});

/// Whether an amount moved like a rate in a list that has one of several currencies on each line.
fn is_of_exchange(compared: &Compared<'_>, unit: &Unit) -> bool {
    let path = &weigh::line(compared, unit).place.path;
    compared.about.1.currencies(path) >= CURRENCIES && is_rate(compared, unit)
}
