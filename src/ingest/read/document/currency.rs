//! How people name currencies beside an amount: signs, words, codes.
//!
//! What several countries write (`kr`, `ريال`) names none of them.

use crate::model::Currency;

/// The currency named before a number; the nearest.
pub(super) fn before(text: &str) -> Option<Currency> {
    let word = text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next();
    named(text, true).or_else(|| code(word?))
}

/// The currency named behind a number; the nearest.
pub(super) fn behind(text: &str) -> Option<Currency> {
    let word = text.trim_start().split(|c: char| !c.is_alphabetic()).next();
    named(text, false).or_else(|| code(word?))
}

/// Whether prices in it have thousandths (ISO 4217): `12,500 DT` are twelve dinars and a half.
pub(super) fn has_three_decimals(currency: Currency) -> bool {
    ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].into_iter().any(|code| Currency::code(code) == Some(currency))
}

/// A currency by its code in capitals.
fn code(word: &str) -> Option<Currency> {
    CODES.split(' ').any(|code| code == word).then(|| Currency::code(word))?
}

/// The currency that a text names; the last one of it when `last`, because it stands before its number.
pub(super) fn named(text: &str, last: bool) -> Option<Currency> {
    let lower = text.to_lowercase();
    let mut best: Option<(usize, usize, &str)> = None;
    let in_capitals = CAPITALS.iter().map(|&(sign, code)| (text, sign, code));
    for (text, sign, code) in SIGNS.iter().map(|&(sign, code)| (lower.as_str(), sign, code)).chain(in_capitals) {
        let Some(at) = (if last { rfind_word(text, sign) } else { find_word(text, sign) }) else { continue };
        let place = if last { text.len() - at - sign.len() } else { at };
        // The nearest, and of two at one place the longer one: `us$` before `$`.
        if best.is_none_or(|(known, length, _)| place < known || place == known && sign.len() > length) {
            best = Some((place, sign.len(), code));
        }
    }
    best.and_then(|(_, _, code)| Currency::code(code))
}

fn find_word(text: &str, sign: &str) -> Option<usize> {
    text.match_indices(sign).map(|(at, _)| at).find(|&at| stands_alone(text, at, sign))
}

fn rfind_word(text: &str, sign: &str) -> Option<usize> {
    text.rmatch_indices(sign).map(|(at, _)| at).find(|&at| stands_alone(text, at, sign))
}

/// A sign made of letters must be a word.
fn stands_alone(text: &str, at: usize, sign: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let before = text[..at].chars().next_back();
    let after = text[at + sign.len()..].chars().next();
    let starts = !sign.starts_with(char::is_alphabetic) || !is_letter(before);
    let ends = !sign.ends_with(char::is_alphabetic) || !is_letter(after);
    starts && ends
}

/// Those that are words too in small letters ("ils sont à 12 €", "try it", "da 12 €"): they count as written here only.
const CAPITALS: [(&str, &str); 12] = [
    ("ILS", "ILS"),
    ("TRY", "TRY"),
    ("DA", "DZD"),
    ("DH", "MAD"),
    ("DT", "TND"),
    ("KD", "KWD"),
    ("OMR", "OMR"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("F CFA", "XOF"),
    ("CFA", "XOF"),
    ("Р", "RUB"),
];

/// Codes without a sign above that are no words in capitals either (`TOP 10`, `GEL 200`).
const CODES: &str = "AED AMD ARS AZN BDT BHD BYN CLP COP CRC DZD EGP ETB GHS GTQ IDR IQD ISK JOD KES KGS KHR KWD KZT LBP \
                     LKR LYD MAD MDL MKD MUR MYR NGN NPR OMR PHP PKR PYG QAR RSD SAR TND TZS UGX UYU UZS VND XAF XOF XPF";

/// Signs and words, in small letters.
const SIGNS: [(&str, &str); 98] = [
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("u$s", "USD"),
    ("$us", "USD"),
    ("$", "USD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("cad", "CAD"),
    ("$ca", "CAD"),
    ("$ ca", "CAD"),
    ("$ can", "CAD"),
    ("$ cad", "CAD"),
    ("$ us", "USD"),
    ("$ usd", "USD"),
    ("$ aud", "AUD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("aud", "AUD"),
    ("nz$", "NZD"),
    ("nzd", "NZD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("s$", "SGD"),
    ("sgd", "SGD"),
    ("r$", "BRL"),
    ("brl", "BRL"),
    ("mx$", "MXN"),
    ("mxn", "MXN"),
    ("nt$", "TWD"),
    ("twd", "TWD"),
    ("¥", "JPY"),
    ("jpy", "JPY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("rs.", "INR"),
    ("inr", "INR"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("rub", "RUB"),
    ("zł", "PLN"),
    ("pln", "PLN"),
    ("kč", "CZK"),
    ("czk", "CZK"),
    ("ft", "HUF"),
    ("huf", "HUF"),
    ("lei", "RON"),
    ("ron", "RON"),
    ("лв", "BGN"),
    ("bgn", "BGN"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("krw", "KRW"),
    ("₪", "ILS"),
    ("chf", "CHF"),
    ("fr.", "CHF"),
    ("sfr", "CHF"),
    ("₴", "UAH"),
    ("zar", "ZAR"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("฿", "THB"),
    ("рублей", "RUB"),
    ("рубля", "RUB"),
    ("рубль", "RUB"),
    ("р.", "RUB"),
    ("грн", "UAH"),
    ("uah", "UAH"),
    ("тг", "KZT"),
    ("₸", "KZT"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₡", "CRC"),
    ("₾", "GEL"),
    ("֏", "AMD"),
    ("₼", "AZN"),
    ("৳", "BDT"),
    ("gh₵", "GHS"),
    ("s/", "PEN"),
    ("ksh", "KES"),
    ("дин", "RSD"),
    ("ден", "MKD"),
    ("fcfa", "XOF"),
    ("thb", "THB"),
];
