//! Amounts that are no price of the page's own: tables of rates of exchange.

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

/// Whether an amount moved like a rate in a list that has one of several currencies on each line.
pub(super) fn is_of_exchange(compared: &Compared<'_>, unit: &Unit) -> bool {
    let path = &weigh::line(compared, unit).place.path;
    compared.about.1.currencies(path) >= CURRENCIES && is_rate(compared, unit)
}
