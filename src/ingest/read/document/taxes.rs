//! Prices without taxes beside those with them, as shops for companies show both: people pay the second.

use std::sync::LazyLock;

use regex::Regex;

use super::price;
use crate::ingest::read::pattern;

/// Whether a text gives an amount without taxes and none with them, as shops for companies do beside the other.
pub(super) fn is_net(shown: &str) -> bool {
    let lower = without_rate(shown);
    word(&lower, &NET).is_some() && word(&lower, &GROSS).is_none()
}

/// Whether a text says that its amount is one with taxes.
pub(super) fn is_gross(shown: &str) -> bool {
    let lower = without_rate(shown);
    word(&lower, &GROSS).is_some() && word(&lower, &NET).is_none()
}

/// "inkl. 19 % MwSt." without how much the taxes are.
fn without_rate(shown: &str) -> String {
    static RATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:[.,]\d+)?\s*%\s*"));
    RATE.replace_all(&shown.to_lowercase(), "").into_owned()
}

/// What follows the amount without taxes, where the one with them stands behind it: "12,00 € HT soit 14,40 € TTC".
pub(super) fn with_taxes(shown: &str) -> &str {
    let lower = shown.to_lowercase();
    let rest = word(&lower, &NET).filter(|_| lower.len() == shown.len()).and_then(|end| shown.get(end..));
    rest.filter(|rest| word(&rest.to_lowercase(), &GROSS).is_some() && price::parse(rest, None).is_some())
        .unwrap_or(shown)
}

/// Where the first of these ends that stands as a word of its own.
fn word(lower: &str, words: &[&str]) -> Option<usize> {
    let is_apart = |at: usize, end: usize| {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(lower[..at].chars().next_back()) && !inside(lower[end..].chars().next())
    };
    let found = words.iter().flat_map(|word| lower.match_indices(word)).map(|(at, word)| (at, at + word.len()));
    found.filter(|&(at, end)| is_apart(at, end)).min().map(|(_, end)| end)
}

const NET: [&str; 22] = [
    "ht",
    "h.t",
    "hors taxe",
    "hors taxes",
    "excl. vat",
    "excl vat",
    "exc. vat",
    "exc vat",
    "ex vat",
    "ex. vat",
    "excl. tax",
    "excl tax",
    "ex tax",
    "ex. tax",
    "zzgl. mwst",
    "zzgl. ust",
    "exkl. mwst",
    "exkl. ust",
    "iva no incluido",
    "iva esclusa",
    "excl. btw",
    "exkl. moms",
];
const GROSS: [&str; 20] = [
    "ttc",
    "t.t.c",
    "toutes taxes",
    "incl. vat",
    "incl vat",
    "inc vat",
    "inc. vat",
    "incl. tax",
    "incl tax",
    "inc tax",
    "inc. tax",
    "inkl. mwst",
    "inkl. ust",
    "inkl. gesetzl. mwst",
    "iva incluido",
    "iva inclusa",
    "incl. btw",
    "inkl. moms",
    "tva comprise",
    "tva incluse",
];
