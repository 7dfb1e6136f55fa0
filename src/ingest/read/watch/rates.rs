//! Amounts that are no price of the page's own: tables of rates of exchange.

use std::collections::HashSet;

use super::compare::{Compared, Unit};
use super::tokens::Token;
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
    if !is_rate(compared, unit) {
        return false;
    }
    let path = &weigh::line(compared, unit).place.path;
    let lines = compared.new.iter().filter(|line| line.place.path == *path);
    let mut currencies = HashSet::new();
    for line in lines {
        let mut amounts = line.tokens.iter().filter_map(|token| match token {
            Token::Amount(_, currency) if token.is_price() => Some(currency.as_str()),
            _ => None,
        });
        currencies.extend(amounts.next().filter(|_| amounts.next().is_none()));
    }
    currencies.len() >= CURRENCIES
}
