//! Numbers, dates and spans of time.
//!
//! French: narrow no-break space in thousands and before `; ? ! »`, no-break space before `:` and `%`, decimal comma
//! (Lexique des règles typographiques en usage à l'Imprimerie nationale); dates as `21 nov. 2026`, hours as `23 h 40`.

use std::time::Duration;

use crate::model::{Locale, Timestamp};

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// A whole number with its thousands apart.
pub fn integer(locale: Locale, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 8);
    if value < 0 {
        out.push('−');
    }
    let separator = if locale == Locale::Fr { NARROW } else { ',' };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with a fixed count of decimals.
pub fn decimal(locale: Locale, value: f64, decimals: usize) -> String {
    let fixed = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let mut out = integer(locale, whole.parse().unwrap_or(i64::MAX));
    if value < 0.0 && fixed.contains(|c| ('1'..='9').contains(&c)) {
        out.insert(0, '−');
    }
    if !fraction.is_empty() {
        out.push(if locale == Locale::Fr { ',' } else { '.' });
        out.push_str(fraction);
    }
    out
}

/// A share from 0 to 1 as a whole percentage. A share short of the whole never reads as the whole, nor one above nothing as
/// nothing.
pub fn percent(locale: Locale, share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let told = if share < 1.0 && share > 0.0 { share.clamp(0.01, 0.99) } else { share };
    of_hundred(locale, told, 0)
}

/// By which part of what it was something has changed: `+150 %`, `−8 %`, `+0,4 %`.
pub fn change(locale: Locale, part: f64) -> String {
    let decimals = usize::from(part.abs() < 0.01);
    let number = of_hundred(locale, part, decimals);
    if part > 0.0 { format!("+{number}") } else { number }
}

fn of_hundred(locale: Locale, part: f64, decimals: usize) -> String {
    let number = decimal(locale, part * 100.0, decimals);
    if locale == Locale::Fr { format!("{number}{NO_BREAK}%") } else { format!("{number}%") }
}

/// `21 nov. 2026` or `21 Nov 2026`.
pub fn date(locale: Locale, at: Timestamp, time_zone: &str) -> String {
    let local = at.in_zone(time_zone);
    let month = usize::try_from(local.month() - 1).unwrap_or_default();
    match locale {
        Locale::Fr => {
            let day = if local.day() == 1 { "1er".to_owned() } else { local.day().to_string() };
            format!("{day}{NO_BREAK}{} {}", FRENCH_MONTHS[month], local.year())
        }
        Locale::En => format!("{}{NO_BREAK}{} {}", local.day(), ENGLISH_MONTHS[month], local.year()),
    }
}

/// `23 h 40` or `23:40`.
pub fn clock(locale: Locale, at: Timestamp, time_zone: &str) -> String {
    let local = at.in_zone(time_zone);
    match locale {
        Locale::Fr => format!("{}{NO_BREAK}h{NO_BREAK}{:02}", local.hour(), local.minute()),
        Locale::En => format!("{:02}:{:02}", local.hour(), local.minute()),
    }
}

/// Date and time of day.
pub fn date_time(locale: Locale, at: Timestamp, time_zone: &str) -> String {
    format!("{}, {}", date(locale, at, time_zone), clock(locale, at, time_zone))
}

/// A length of time in its two largest units: `3 h 10`, `3 h 10 min`, `2 j 4 h`, `40 min`, `12 s`.
pub fn span(locale: Locale, length: Duration) -> String {
    let seconds = length.as_secs();
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let day = if locale == Locale::Fr { "j" } else { "d" };
    let n = NO_BREAK;
    match (days, hours, minutes) {
        (1.., 0, _) => format!("{days}{n}{day}"),
        (1.., ..) => format!("{days}{n}{day}{n}{hours}{n}h"),
        (0, 1.., 0) => format!("{hours}{n}h"),
        (0, 1.., _) if locale == Locale::Fr => format!("{hours}{n}h{n}{minutes:02}"),
        (0, 1.., _) => format!("{hours}{n}h{n}{minutes}{n}min"),
        (0, 0, 1..) => format!("{minutes}{n}min"),
        _ => format!("{seconds}{n}s"),
    }
}

/// The length of a window of so many minutes: a day is `24 h`, since it ends now and not at midnight.
pub fn window(locale: Locale, minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours @ 1..=48, 0) => format!("{hours}{NO_BREAK}h"),
        _ => span(locale, Duration::from_secs(60 * u64::from(minutes))),
    }
}

const FRENCH_MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];
const ENGLISH_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_each_language_writes_them() {
        assert_eq!(decimal(Locale::Fr, 1234.5, 1), "1\u{202f}234,5");
        assert_eq!(decimal(Locale::En, -1234.5, 1), "−1,234.5");
        assert_eq!(decimal(Locale::En, -0.01, 1), "0.0");
        assert_eq!(integer(Locale::Fr, 1_000_000), "1\u{202f}000\u{202f}000");
        assert_eq!(percent(Locale::Fr, 0.62), "62\u{a0}%");
    }

    #[test]
    fn shares_are_not_rounded_to_all_or_nothing() {
        assert_eq!(
            [0.0, 0.001, 0.999, 1.0, f64::NAN].map(|share| percent(Locale::En, share)),
            ["0%", "1%", "99%", "100%", "0%"]
        );
    }

    #[test]
    fn changes_may_be_more_than_the_whole_and_less_than_a_hundredth() {
        assert_eq!(
            [1.5, -10.0 / 49.0, 0.004, -0.004].map(|part| change(Locale::Fr, part)),
            ["+150\u{a0}%", "−20\u{a0}%", "+0,4\u{a0}%", "−0,4\u{a0}%"]
        );
    }

    #[test]
    fn dates_are_local() {
        let at = Timestamp::from_millis(1_795_302_000_000);
        assert_eq!(date_time(Locale::Fr, at, "Europe/Paris"), "22\u{a0}nov. 2026, 0\u{a0}h\u{a0}00");
        assert_eq!(date_time(Locale::En, at, "UTC"), "21\u{a0}Nov 2026, 23:00");
    }

    #[test]
    fn spans_keep_their_two_largest_units() {
        assert_eq!(span(Locale::Fr, Duration::from_mins(190)), "3\u{a0}h\u{a0}10");
        assert_eq!(span(Locale::En, Duration::from_hours(52)), "2\u{a0}d\u{a0}4\u{a0}h");
        assert_eq!(span(Locale::En, Duration::from_secs(40)), "40\u{a0}s");
        assert_eq!(
            [30, 90, 1_440].map(|minutes| window(Locale::En, minutes)),
            ["30\u{a0}min", "1\u{a0}h\u{a0}30\u{a0}min", "24\u{a0}h"]
        );
    }
}
