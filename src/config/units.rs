//! Durations, sizes and times of day in words: `15 min`, `1 h 30`, `2 jours`, `10 MB`, `monday 8 h`.
//!
//! A month is 30 days and a year 365: these lengths are how long things are kept or waited for, never calendar dates.
//! `m` alone is refused: it is a minute for some and a month for others.

use std::time::Duration;

use jiff::civil::{Time, Weekday};

use super::nearest::nearest;

/// Why a length or a size is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// There is no number where one should be.
    Number,
    /// A number without a unit.
    NoUnit,
    /// A unit that is not known, and the one that was probably meant.
    Unit { word: String, meant: Option<&'static str> },
    /// More than a hundred years, or more bytes than can be counted.
    TooLarge,
}

const SECOND: u64 = 1;
const MINUTE: u64 = 60;
const HOUR: u64 = 3_600;
const DAY: u64 = 86_400;

const TIME_UNITS: &[(&[&str], u64)] = &[
    (&["s", "sec", "secs", "second", "seconds", "seconde", "secondes"], SECOND),
    (&["min", "mins", "mn", "minute", "minutes"], MINUTE),
    (&["h", "hr", "hrs", "hour", "hours", "heure", "heures"], HOUR),
    (&["d", "day", "days", "j", "jour", "jours"], DAY),
    (&["w", "week", "weeks", "sem", "semaine", "semaines"], 7 * DAY),
    (&["month", "months", "mois"], 30 * DAY),
    (&["y", "year", "years", "an", "ans", "année", "années"], 365 * DAY),
];

const SIZE_UNITS: &[(&[&str], u64)] = &[
    (&["B", "o", "bytes", "octets"], 1),
    (&["kB", "KB", "ko", "Ko"], 1_000),
    (&["KiB", "Kio"], 1 << 10),
    (&["MB", "Mo"], 1_000_000),
    (&["MiB", "Mio"], 1 << 20),
    (&["GB", "Go"], 1_000_000_000),
];

const DAYS: [(&str, &str, Weekday); 7] = [
    ("monday", "lundi", Weekday::Monday),
    ("tuesday", "mardi", Weekday::Tuesday),
    ("wednesday", "mercredi", Weekday::Wednesday),
    ("thursday", "jeudi", Weekday::Thursday),
    ("friday", "vendredi", Weekday::Friday),
    ("saturday", "samedi", Weekday::Saturday),
    ("sunday", "dimanche", Weekday::Sunday),
];

/// A length of time. After hours, a bare number is minutes: `1 h 30`.
pub(super) fn duration(text: &str) -> Result<Duration, Unclear> {
    const CENTURY: u64 = 100 * 365 * DAY;
    let mut seconds = 0_u64;
    let mut last_unit = 0;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (number, after) = number(rest)?;
        let (word, after) = word(after);
        let unit = match word {
            "" if last_unit == HOUR && number < 60 => MINUTE,
            "" => return Err(Unclear::NoUnit),
            _ => unit(TIME_UNITS, &word.to_lowercase(), word)?,
        };
        seconds = number.checked_mul(unit).and_then(|part| seconds.checked_add(part)).ok_or(Unclear::TooLarge)?;
        last_unit = unit;
        rest = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', ',']);
        rest = rest.strip_prefix("et ").or_else(|| rest.strip_prefix("and ")).unwrap_or(rest).trim_start();
    }
    match seconds {
        _ if last_unit == 0 => Err(Unclear::Number),
        ..=CENTURY => Ok(Duration::from_secs(seconds)),
        _ => Err(Unclear::TooLarge),
    }
}

/// A size in bytes.
pub(super) fn size(text: &str) -> Result<u64, Unclear> {
    let (number, after) = number(text.trim())?;
    let (word, after) = word(after);
    if word.is_empty() {
        return Err(Unclear::NoUnit);
    }
    let unit = unit(SIZE_UNITS, word, word)?;
    if !after.trim().is_empty() {
        return Err(Unclear::Number);
    }
    number.checked_mul(unit).ok_or(Unclear::TooLarge)
}

/// A time of day: `08:00`, `8 h`, `8h30`.
pub(super) fn time_of_day(text: &str) -> Option<Time> {
    let text = text.trim();
    let (hour, rest) = text.split_once([':', 'h', 'H'])?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "0"));
    let (hour, minute) = (hour.trim(), minute.trim());
    let minute = if minute.is_empty() && !text.contains(':') { "0" } else { minute };
    Time::new(two_digits(hour)?, two_digits(minute)?, two_digits(second)?, 0).ok()
}

/// A day of the week, in French or English.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    DAYS.iter().find(|(en, fr, _)| *en == word || *fr == word).map(|(_, _, day)| *day)
}

/// The names of the days, for suggestions.
pub(super) fn day_names() -> impl Iterator<Item = &'static str> {
    DAYS.iter().flat_map(|(en, fr, _)| [*en, *fr])
}

fn number(text: &str) -> Result<(u64, &str), Unclear> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 {
        return Err(Unclear::Number);
    }
    let value = text[..end].parse().map_err(|_| Unclear::TooLarge)?;
    Ok((value, text[end..].trim_start()))
}

fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

fn unit(units: &'static [(&'static [&'static str], u64)], wanted: &str, written: &str) -> Result<u64, Unclear> {
    let all = || units.iter().flat_map(|(names, value)| names.iter().map(move |name| (*name, *value)));
    all().find(|(name, _)| *name == wanted).map(|(_, value)| value).ok_or_else(|| {
        // A one-letter slip may be any unit: nothing is guessed.
        let meant = nearest(written, all().map(|(name, _)| name).filter(|name| name.len() > 1));
        Unclear::Unit { word: written.to_owned(), meant }
    })
}

fn two_digits(text: &str) -> Option<i8> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, seconds: u64) {
        assert_eq!(duration(text), Ok(Duration::from_secs(seconds)), "{text}");
    }

    #[test]
    fn durations_are_read_in_both_languages() {
        check("90 s", 90);
        check("15 min", 900);
        check("15min", 900);
        check("1 h 30", 5_400);
        check("1h30", 5_400);
        check("1\u{a0}h\u{a0}30\u{a0}min", 5_400);
        check("2 jours", 172_800);
        check("2 days", 172_800);
        check("1 jour et 2 heures", 93_600);
        check("1 day, 2 hours and 5 minutes", 93_900);
        check("2 semaines", 1_209_600);
        check("3 mois", 7_776_000);
        check("2 années", 63_072_000);
        check("15 MIN", 900);
    }

    #[test]
    fn unclear_durations_say_why() {
        assert_eq!(duration("15"), Err(Unclear::NoUnit));
        assert_eq!(duration("1 h 75"), Err(Unclear::NoUnit));
        assert_eq!(duration(""), Err(Unclear::Number));
        assert_eq!(duration("soon"), Err(Unclear::Number));
        assert_eq!(duration("15 minuts"), Err(Unclear::Unit { word: "minuts".to_owned(), meant: Some("minutes") }));
        assert_eq!(duration("15 m"), Err(Unclear::Unit { word: "m".to_owned(), meant: None }));
        assert_eq!(duration("999999999999999999999 s"), Err(Unclear::TooLarge));
        assert_eq!(duration("101 years"), Err(Unclear::TooLarge));
    }

    #[test]
    fn sizes_know_both_alphabets() {
        assert_eq!(size("8 MB"), Ok(8_000_000));
        assert_eq!(size("8 Mo"), Ok(8_000_000));
        assert_eq!(size("8 MiB"), Ok(8 << 20));
        assert_eq!(size("8"), Err(Unclear::NoUnit));
        assert_eq!(size("8 MB 2"), Err(Unclear::Number));
    }

    #[test]
    fn times_of_day_are_read_in_both_languages() {
        for text in ["08:30", "8:30", "8h30", "8 h 30"] {
            assert_eq!(time_of_day(text), Time::new(8, 30, 0, 0).ok(), "{text}");
        }
        assert_eq!(time_of_day("8 h"), Time::new(8, 0, 0, 0).ok());
        assert_eq!(time_of_day("08:30:15"), Time::new(8, 30, 15, 0).ok());
        for text in ["25:00", "8:60", "8:30:60", "8", "8:", "", "+8:00", "h", "midi"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
        assert_eq!(weekday("Lundi"), Some(Weekday::Monday));
        assert_eq!(weekday("sunday"), Some(Weekday::Sunday));
        assert_eq!(weekday("someday"), None);
    }
}
