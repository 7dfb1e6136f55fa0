//! What a thing is sold for, and where: the typed values of a product's page, to be compared field by field.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{NetText, Rating};

/// An amount of money. Fixed point, so that `1099` and `1099.00` are equal and nothing is lost in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Millionths of the currency's unit.
    pub micros: i64,
    /// Its currency; absent when the page does not say.
    pub currency: Option<Currency>,
}

/// Millionths in a unit.
const UNIT: i64 = 1_000_000;

impl Money {
    /// Reads a plain decimal, a point before the fraction (`1099.00`); digits past the sixth are dropped.
    pub fn decimal(text: &str, currency: Option<Currency>) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !digits(whole) || !digits(fraction) {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
        Some(Self { micros: whole.checked_mul(UNIT)?.checked_add(fraction)?, currency })
    }

    /// The amount without its currency: `1099`, `1099.50`.
    pub fn amount(self) -> String {
        let (whole, fraction) = (self.micros / UNIT, (self.micros % UNIT).unsigned_abs());
        if fraction == 0 {
            return whole.to_string();
        }
        let digits = format!("{fraction:06}");
        let kept = digits.trim_end_matches('0').len().max(2);
        format!("{whole}.{}", &digits[..kept])
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.amount())?;
        self.currency.map_or(Ok(()), |currency| write!(f, " {currency}"))
    }
}

/// A currency, by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of that code, in either case.
    pub fn code(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_alphabetic).then(|| Self(code.map(|b| b.to_ascii_uppercase())))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&b| write!(f, "{}", char::from(b)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::code(&text).ok_or_else(|| format!("{text:?} is no currency code"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.to_string()
    }
}

/// Whether a thing can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can be bought now, here or in a shop.
    InStock,
    /// Few are left.
    Limited,
    /// It can be ordered and comes later.
    OnOrder,
    /// Not now.
    OutOfStock,
    /// Never again.
    Discontinued,
}

impl Availability {
    /// The word for programs and for locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InStock => "in_stock",
            Self::Limited => "limited",
            Self::OnOrder => "on_order",
            Self::OutOfStock => "out_of_stock",
            Self::Discontinued => "discontinued",
        }
    }
}

/// What all reviewers of a thing together say.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Their average.
    pub rating: Rating,
    /// How many they are; absent when the page does not say.
    pub count: Option<u32>,
}

/// One offer of a page. Absent fields are those that the page does not give.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// What is sold.
    pub name: Option<NetText>,
    /// Which of several: an article number, a colour, a size.
    pub variant: Option<NetText>,
    /// Who sells it.
    pub seller: Option<NetText>,
    /// For how much; the lowest price of several.
    pub price: Option<Money>,
    /// Whether it can be had.
    pub availability: Option<Availability>,
    /// What buyers think of it, on average.
    pub rating: Option<Rating>,
    /// How many of them.
    pub review_count: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(decimal: &str, want: Option<&str>) {
        assert_eq!(Money::decimal(decimal, Currency::code("eur")).map(|m| m.to_string()).as_deref(), want);
    }

    #[test]
    fn amounts_are_exact_and_compare_as_values() {
        check("1099.00", Some("1099 EUR"));
        check("0.1", Some("0.10 EUR"));
        check(".995", Some("0.995 EUR"));
        check("19.90000001", Some("19.90 EUR"));
        check("1,5", None);
        check("", None);
        check("99999999999999", None);
        assert_eq!(Money::decimal("12.5", None), Money::decimal("12.50", None));
    }
}
