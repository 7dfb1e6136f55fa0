//! Prices as people write them: `1 099,00 €`, `$1,099.00`, `1.099,-`, `CHF 1'099.–`, `12 €50`.
//!
//! The separators tell their meaning by their places, not by a locale: a page of one country may well be written for
//! another. A single separator before three digits parts thousands, as it does in nearly all prices.

use super::currency::{self, named};
use crate::model::{Currency, Money};

/// Texts of prices are short; longer ones are something else.
const LONGEST: usize = 200;

/// Reads the first price of a text. `currency` holds when the text names none.
pub(super) fn parse(text: &str, currency: Option<Currency>) -> Option<Money> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let Some((run, from, to)) = number(text) else {
        let lower = text.trim_end_matches(['!', '.']).to_lowercase();
        let is_free = ["free", "gratuit", "gratis", "kostenlos", "offert"].contains(&lower.as_str());
        return is_free.then_some(Money { micros: 0, currency });
    };
    // `$45.00 CAD`: a dollar says whose it is behind the number.
    let dollars = if text[..from].trim_end().ends_with('$') { dollars(&text[to..]) } else { None };
    let currency = dollars
        .or_else(|| currency::before(&text[..from]))
        .or_else(|| currency::behind(&text[to..]))
        .or_else(|| named(text, false))
        .or(currency);
    Money::decimal(&plain(&run, currency.is_some_and(currency::has_three_decimals)), currency)
}

/// The kind of dollar that a text begins with the code of.
fn dollars(text: &str) -> Option<Currency> {
    let word: String = text.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let code = word.to_ascii_uppercase();
    ["CAD", "AUD", "NZD", "HKD", "SGD", "MXN", "TWD", "USD"].contains(&code.as_str()).then(|| Currency::code(&code))?
}

/// Whether a text names a currency.
pub(super) fn names_currency(text: &str) -> bool {
    named(text, false).is_some()
        || number(text).is_some_and(|(_, from, to)| {
            currency::before(&text[..from]).or_else(|| currency::behind(&text[to..])).is_some()
        })
}

/// The first number that is no percentage, without blanks beside its separators, and where it stands.
fn number(text: &str) -> Option<(String, usize, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let run = run(&text[at..]);
        let end = at + run.len();
        let rest = text[end..].trim_start();
        // A percentage, a size, an article number.
        let is_lettered = text[..at].ends_with(|c: char| c.is_ascii_alphabetic() && !is_code_end(&text[..at]));
        // "Prix spécial47,20 €": a sign behind it says more than the label that was written against it.
        let is_in_one = !run.contains(char::is_whitespace);
        if rest.starts_with('%') || is_lettered && !(is_in_one && rest.starts_with(['€', '£', '$'])) {
            from = at + run.find(char::is_whitespace).unwrap_or(run.len());
            continue;
        }
        // `12 €50`: the sign stands where the separator would.
        if run.bytes().all(|b| b.is_ascii_digit())
            && let Some(cents) = cents_behind_sign(rest)
        {
            let to = text.len() - rest.len() + rest.find(cents).unwrap_or(0) + cents.len();
            return Some((format!("{run}.{cents}"), at, to));
        }
        // `$119. 95`: a shop wrote the cents apart.
        if let Some(cents) = cents_apart(&text[end..]).filter(|_| !text[..at].ends_with('.') && names_sign(text)) {
            let to = text.len() - text[end..].len() + 2 + cents.len();
            return Some((format!("{run},{cents}"), at, to));
        }
        let (at, run) = if is_fraction(&text[..at], run) { (at - 1, format!(".{run}")) } else { (at, run.to_owned()) };
        return Some((run, at, end));
    }
    None
}

fn names_sign(text: &str) -> bool {
    named(text, false).is_some()
}

/// Two digits behind a separator and a blank, and no more of them: not `38, 40, 42`.
fn cents_apart(rest: &str) -> Option<&str> {
    let cents = rest.strip_prefix([',', '.'])?.strip_prefix(' ')?;
    let is_two = cents.len() >= 2 && cents.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    let end = is_two.then(|| cents[2..].chars().next())?;
    end.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ',' | '.' | '-' | '%')).then(|| &cents[..2])
}

/// Whether a point before the digits is theirs (`$.75`), and ends nothing that stands before it (`Rs.599`, `No.12`).
fn is_fraction(before: &str, run: &str) -> bool {
    let is_short = run.len() <= 2 && run.bytes().all(|b| b.is_ascii_digit());
    let point = before.strip_suffix('.').filter(|_| is_short);
    point.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '.'))
}

/// Whether the letters before a number are a currency: `EUR12`, `Rs12`, `RM12`.
fn is_code_end(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    currency::before(word).is_some()
}

/// Digits and the separators between them.
fn run(text: &str) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() {
            end = at + 1;
            continue;
        }
        let after = &text[at + c.len_utf8()..];
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let joins = match c {
            '.' | ',' => digits > 0,
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => digits == 3 && !text[..end].contains(','),
            _ => false,
        };
        if !joins {
            break;
        }
    }
    &text[..end]
}

fn cents_behind_sign(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix(['€', '$', '£'])?.trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && !after[2..].starts_with(['.', ','])).then(|| &after[..2])
}

/// A run of digits and separators as a plain decimal. Where the currency has thousandths, three digits behind a single
/// separator are those.
fn plain(run: &str, has_three_decimals: bool) -> String {
    let last = run.rfind(['.', ',']);
    let decimal = last.filter(|&at| {
        let mark = run.as_bytes()[at];
        let other = if mark == b',' { '.' } else { ',' };
        let digits = run.len() - at - 1;
        let is_single = run.matches(char::from(mark)).count() == 1;
        is_single
            && (run.contains(other)
                || digits != 3
                || has_three_decimals
                || run[..at] == *"0"
                || run[..at].contains([' ', '\'', '’', '\u{a0}', '\u{202f}', '\u{2009}']))
    });
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    match decimal {
        Some(at) => format!("{}.{}", digits(&run[..at]), digits(&run[at..])),
        None => digits(run),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        let table = include_str!("../../../../tests/data/read/prices.tsv");
        let mut rows = 0;
        for row in table.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
            let (text, want) = row.split_once('\t').unwrap();
            let got = parse(text, None).map_or_else(|| "-".to_owned(), |price| price.to_string());
            assert_eq!(got, want, "{text:?}");
            rows += 1;
        }
        assert!(rows >= 100, "{rows}");
    }

    #[test]
    fn words_that_are_codes_too_are_codes_in_capitals() {
        for (text, want) in
            [("Ils sont à 12 €", "12 EUR"), ("Try it: £5", "5 GBP"), ("ILS 12", "12 ILS"), ("12 TRY", "12 TRY")]
        {
            assert_eq!(parse(text, None).map(|price| price.to_string()).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn hostile_texts_give_no_price_and_no_panic_r7() {
        for text in
            ["9".repeat(150), "1,".repeat(90), "€€€".to_owned(), "’’1’’".to_owned(), "٣٤ €".to_owned(), "1".repeat(300)]
        {
            let _ = parse(&text, None);
        }
        assert_eq!(parse(&"9".repeat(150), None), None);
    }
}
