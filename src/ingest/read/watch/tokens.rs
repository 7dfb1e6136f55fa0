//! A block of text as what it says: words, and values that compare by what they mean (amounts, dates, times).
//!
//! `1 099,00 €` and `€1,099` are one amount, `12 mars 2026` and `12/03/2026` one day; case, white space, typographic
//! variants and a text read in the wrong encoding (F57) are no difference. Bounded: a line is cut, and no pattern
//! backtracks.

use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::super::{date, pattern};
use crate::model::{DAY_MS, Timestamp};

/// The most of one line that is compared.
const MAX_LINE: usize = 20_000;

/// One thing that a line says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Token {
    Word(String),
    /// In ten-thousandths, with its currency, or `%`.
    Amount(i64, String),
    /// Days since 1970.
    Day(i64),
    /// A time of day, or how long ago.
    Time(String),
    Number(String),
    /// A word of letters and digits that means nothing: a session, a digest.
    Opaque(String),
}

/// The tokens of a line.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let line = super::super::feed::clip(line, MAX_LINE).0;
    let mended = unmangled(line);
    let text: String = mended.as_deref().unwrap_or(line).nfkc().flat_map(char::to_lowercase).collect();
    PATTERN.captures_iter(&text).filter_map(|found| token(&found, &text)).collect()
}

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d+[.,]\d{4,}\b|\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?";
    let sign = r"€|\$|£|(?:eur|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|huf|ron|jpy|cny|inr|brl|mad|tnd|xof)\b";
    let month = r"(?:jan|f[ée]v|feb|mar|avr|apr|ma[iy]|jui?n|jui?l|ao[uû]|aug|sep|oct|nov|d[ée]c)\p{L}{0,8}";
    let unit = r"(?:secondes?|seconds?|secs?|minutes?|mins?|heures?|hours?|hrs?|jours?|days?|semaines?|weeks?|mois|months?|ans?|ann[ée]es?|years?|[smhdj])";
    let all = format!(
        r"(?P<ago>il y a (?:\d+|une?|quelques) {unit}\b|\b(?:\d+|an?|a few) {unit} ago\b|\bjust now\b|\b(?:avant-hier|hier|aujourd['’]hui|yesterday|today)\b|à l['’]instant)|(?P<day>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b|\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:of )?{month}\.?,? \d{{4}}\b|\b{month}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b)|(?P<time>\b\d{{1,2}}(?::|h| h )\d{{2}}(?:[:.]\d{{2}})?(?: ?[ap]\.?m\b)?)|(?P<split>\b\d+ ?€ ?\d{{2}}\b)|(?P<sign>{sign}) ?(?P<front>{number})|(?P<back>{number}) ?(?P<unit>{sign}|%|euros?\b|dollars?\b|pounds?\b)|(?P<mixed>\d+[\p{{L}}_][\p{{L}}\d_]*)|(?P<number>{number})|(?P<word>[\p{{L}}\p{{M}}\d_\u{{fffd}}]+)"
    );
    pattern(&all)
});

fn token(found: &Captures<'_>, text: &str) -> Option<Token> {
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    if part("ago").is_some() {
        return Some(Token::Time("ago".to_owned()));
    }
    if let Some(day) = part("day") {
        let day = day.replace("1er ", "1 ");
        return Some(match date::parse(&day, None) {
            Some(at) => Token::Day(at.millis().div_euclid(DAY_MS)),
            None => Token::Number(day),
        });
    }
    if let Some(time) = part("time") {
        return Some(Token::Time(time.replace(' ', "").replace('h', ":")));
    }
    if let Some(split) = part("split") {
        let (whole, cents) = split.split_once('€')?;
        return amount(&format!("{},{}", whole.trim(), cents.trim()), "€", "");
    }
    let behind = &text[found.get(0)?.end()..];
    if let Some(number) = part("front") {
        return amount(number, part("sign")?, behind);
    }
    if let Some(number) = part("back") {
        return amount(number, part("unit")?, behind);
    }
    if let Some(number) = part("number") {
        return Some(Token::Number(number.chars().filter(char::is_ascii_digit).collect()));
    }
    word(part("mixed").or_else(|| part("word"))?)
}

fn amount(number: &str, unit: &str, behind: &str) -> Option<Token> {
    let unit = match unit.trim_end_matches('s') {
        "euro" | "eur" => "€",
        "dollar" | "usd" => "$",
        "pound" | "gbp" => "£",
        unit => unit,
    };
    Some(Token::Amount(parts(number, PER.is_match(behind))?, unit.to_owned()))
}

/// Parts of one of an amount, as it is kept: a litre or a kilowatt-hour is sold in tenths of a cent and less.
pub(super) const PARTS: i64 = 10_000;
const DECIMALS: usize = 4;

/// What follows a price by a small measure: `1,688 €/l`, `$3.459 a gallon`; a rent by the month has thousands.
static PER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s?(?:/\s?|(?:le|la|du|par|per|an?|the)\s|l['’]\s?)(?:[kmg]?wh|l|litres?|liters?|gal(?:lons?)?|km|m[3³]|min(?:utes?)?)\b",
    )
});

/// `1 099,00` and `1,099.00` alike: the last mark is the decimal one when one or two digits follow it, or up to four where
/// the price is one by a small measure, or of less than one.
fn parts(number: &str, by_measure: bool) -> Option<i64> {
    let is_fine = by_measure || number.starts_with("0,") || number.starts_with("0.");
    let most = if is_fine { DECIMALS } else { 2 };
    // Four decimals are no thousands, a rate of exchange has them.
    let is_decimals = |&at: &usize| (1..=most).contains(&(number.len() - at - 1)) || number.len() - at - 1 == DECIMALS;
    let mark = number.rfind(['.', ',']).filter(is_decimals);
    let (whole, decimals) = mark.map_or((number, ""), |at| (&number[..at], &number[at + 1..]));
    let whole: i64 = whole.chars().filter(char::is_ascii_digit).take(15).collect::<String>().parse().ok()?;
    let decimals: i64 = format!("{decimals:0<DECIMALS$}").parse().ok()?;
    whole.checked_mul(PARTS)?.checked_add(decimals)
}

/// Letters that encodings disagree on are left out: `dÃ©jà`, `d\u{fffd}j\u{fffd}` and `déjà` are one word.
fn word(text: &str) -> Option<Token> {
    if text.contains('_') && text.chars().all(|c| c == '_') {
        return None;
    }
    let (letters, digits) = (text.chars().filter(|c| c.is_alphabetic()).count(), digits_of(text));
    if text.is_ascii() && digits >= 2 && letters >= 1 && text.len() >= 8 {
        return Some(Token::Opaque(text.to_owned()));
    }
    if text.len() >= 7 && letters >= 1 && digits >= 2 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(Token::Opaque(text.to_owned()));
    }
    let plain: String = text.chars().filter(|&c| c.is_ascii() || c > '\u{24f}' && c != '\u{fffd}').collect();
    (!plain.is_empty()).then_some(Token::Word(plain))
}

fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// The text of a line that was UTF-8 and was read as windows-1252; `None` for any other (F57). Each run of such
/// characters is mended by itself, because what was a control character is lost on the way.
fn unmangled(line: &str) -> Option<String> {
    if !line.contains(['Ã', 'Â', 'â', 'Å']) {
        return None;
    }
    let (mut mended, mut rest) = (String::with_capacity(line.len()), line);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_ascii() != first.is_ascii()).unwrap_or(rest.len());
        match unmangled_run(&rest[..end]) {
            Some(run) => mended.push_str(&run),
            None => mended.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    Some(mended)
}

fn unmangled_run(run: &str) -> Option<String> {
    if run.is_ascii() || run.chars().nth(1).is_none() {
        return None;
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(run);
    (!lossy).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

impl Token {
    /// A time of day.
    pub(super) fn is_time_of_day(&self) -> bool {
        matches!(self, Self::Time(time) if time != "ago")
    }

    /// An amount of money.
    pub(super) fn is_price(&self) -> bool {
        matches!(self, Self::Amount(_, unit) if unit != "%")
    }
}

/// How loosely a line is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grip {
    /// Every value counts.
    Exact,
    /// A date that is the day on which the page was read is that, whichever day it is.
    Today(Timestamp),
    /// Numbers, shares, dates, times and opaque words are left out; amounts of money count.
    Spans,
    /// Words alone.
    Skeleton,
}

/// A number for what a line says.
pub(super) fn key(tokens: &[Token], grip: Grip) -> u64 {
    let mut hasher = Fnv::default();
    for token in tokens {
        match (token, grip) {
            (Token::Day(day), Grip::Today(at)) if (at.millis().div_euclid(DAY_MS) - day).abs() <= 1 => {
                1.hash(&mut hasher);
            }
            (Token::Amount(_, unit), Grip::Spans) if unit == "%" => 0.hash(&mut hasher),
            (_, Grip::Exact | Grip::Today(_)) | (Token::Word(_), _) | (Token::Amount(..), Grip::Spans) => {
                token.hash(&mut hasher);
            }
            _ => 0.hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// FNV-1a: keys are kept in the store, so they must not change with the compiler.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// One number for several things.
pub(super) fn mix(parts: impl Hash) -> u64 {
    let mut hasher = Fnv::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(tokens(a), tokens(b));
    }

    #[test]
    fn values_compare_by_what_they_mean() {
        same("Prix : 1\u{202f}099,00\u{a0}€", "prix 1099 €");
        same("€1,099.00", "1099 EUR");
        same("49€99", "49,99 €");
        same("le 12 mars 2026", "le 12/03/2026");
        same("March 12, 2026", "2026-03-12");
        same("il y a 3 minutes", "il y a 2 heures");
        same("1,688 €/l", "1.688 €/l");
        same("0,1952 €/kWh", "0.1952 €/kWh");
        same("1,688 €", "1688 €");
        same("1,250 €/mois", "1250 €/mois");
        same("USD 1,0943", "1.0943 $");
        same("$3.459 a gallon", "3,459 $ a gallon");
        assert_ne!(tokens("1,688 €/l"), tokens("1,689 €/l"));
        assert_ne!(tokens("1,688 €/l"), tokens("1688 €/l"));
        assert_ne!(tokens("49 €"), tokens("39 €"));
        assert_ne!(tokens("49 €"), tokens("49 $"));
        assert_ne!(tokens("sous 14 jours"), tokens("sous 7 jours"));
    }

    #[test]
    fn f57_a_text_read_in_the_wrong_encoding_is_the_same_text() {
        same("déjà l’été à 10 €", "dÃ©jÃ\u{a0} lâ€™Ã©tÃ© Ã\u{a0} 10 â‚¬");
        // What was a control character is lost on the way.
        same("l’été “déjà” — à Noël", "lâ€™Ã©tÃ© â€œdÃ©jÃ\u{a0}â€ â€” Ã\u{a0} NoÃ«l");
        same("déjà vu", "d\u{fffd}j\u{fffd} vu");
    }

    #[test]
    fn looser_grips_leave_values_out() {
        let keys = |a: &str, b: &str, grip| (key(&tokens(a), grip), key(&tokens(b), grip));
        let (a, b) = keys("1 234 vues à 10:05, jeton a8f3e9c2b1", "1 299 vues à 11:07, jeton 99ab12cd34", Grip::Spans);
        assert_eq!(a, b);
        let (a, b) = keys("49 € à 10:05", "39 € à 10:06", Grip::Spans);
        assert_ne!(a, b);
        let (a, b) = keys("49 € à 10:05", "39 € à 10:06", Grip::Skeleton);
        assert_eq!(a, b);
    }
}
