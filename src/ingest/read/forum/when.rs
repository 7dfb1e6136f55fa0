//! Dates that forums spell relative to the day of the visit: "hier, 14:03", "il y a 2 heures", "Monday at 9:15 AM".
//!
//! Read against the instant of the fetch. Months and years ago are taken by the day: that is exact enough to know that
//! a post is old. Deliberately absent: a time without a day, which could be any.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan as _, Zoned};

use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// Reads a relative date; `zone` (an IANA name) is where "today" begins, UTC when absent.
pub(super) fn parse(text: &str, zone: Option<&str>, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim().to_lowercase().replace(['\u{a0}', '\u{202f}', '’'], " ");
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|w| !w.is_empty()).collect();
    if let Some(ago) = ago(&text, &words) {
        return Some(now.plus_millis(-ago));
    }
    let zone = zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let today = now.to_jiff().to_zoned(zone.clone());
    let (date, is_weekday) = words.iter().enumerate().find_map(|(i, word)| {
        if is_one_of(word, TODAY) || *word == "aujourd" || (*word == "jour" && i > 0) {
            return Some((today.date(), false));
        }
        if let Some(days) = days_back(word, i.checked_sub(1).map(|before| words[before])) {
            return Some((today.date().checked_sub(days.days()).ok()?, false));
        }
        // Robinson's Friday, Domingo Pérez: people are called so, too.
        let day =
            weekday(word).filter(|_| clock(&words).is_some() || is_bare(&words, |word| weekday(word).is_some()))?;
        Some((last(day, &today)?, true))
    })?;
    let at = date.to_datetime(clock(&words).unwrap_or(Time::midnight())).to_zoned(zone).ok()?.timestamp();
    let at = Timestamp::from(at);
    // Clocks differ by minutes, zones by hours: a weekday that is today's was a week ago, but what was said today, on a
    // forum whose zone is another than is thought, was said by now.
    Some(match (at.since(now) > HOUR_MS, is_weekday) {
        (false, _) => at,
        (true, true) => at.plus_millis(-7 * DAY_MS),
        (true, false) => now,
    })
}

const MAX_LENGTH: usize = 64;

/// Whether a text says how long ago something was.
pub(super) fn is_relative(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    ago(&text, &words).is_some()
}

const NOW: &[&str] =
    &["now", "instant", "gerade", "soeben", "ahora", "agora", "adesso", "zojuist", "сейчас", "зараз", "сега", "τώρα"];
const TODAY: &[&str] = &[
    "today",
    "heute",
    "hoy",
    "oggi",
    "vandaag",
    "hoje",
    "aujourdhui",
    "dzisiaj",
    "idag",
    "сегодня",
    "сьогодні",
    "днес",
    "σήμερα",
];
const YESTERDAY: &[&str] = &[
    "yesterday",
    "hier",
    "gestern",
    "ayer",
    "ieri",
    "gisteren",
    "ontem",
    "wczoraj",
    "igår",
    "вчера",
    "вчора",
    "χθες",
    "χτες",
];
/// The day before yesterday, in one word.
const EVE: &[&str] = &[
    "vorgestern",
    "anteayer",
    "antier",
    "anteontem",
    "eergisteren",
    "przedwczoraj",
    "позавчера",
    "позавчора",
    "завчера",
    "προχθές",
];
/// What stands before or after the count, in the languages that have such a word.
const AGO: &[&str] =
    &["ago", "vor", "hace", "fa", "geleden", "há", "atrás", "temu", "sedan", "назад", "тому", "преди", "πριν"];
/// What stands beside "now" and beside a weekday that are dates.
const BESIDE: &[&str] = &[
    "just",
    "right",
    "à",
    "l",
    "a",
    "même",
    "eben",
    "mismo",
    "mesmo",
    "last",
    "on",
    "dernier",
    "letzten",
    "pasado",
    "только",
    "что",
    "posted",
    "posté",
    "publié",
    "le",
    "am",
    "el",
];

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

/// How many days back a word says: `hier`, and behind a word that doubles it (`avant-hier`).
fn days_back(word: &str, before: Option<&str>) -> Option<i64> {
    let is_doubled = before.is_some_and(|before| is_one_of(before, &["avant", "altro", "before"]));
    let is_eve = is_one_of(word, EVE);
    (is_eve || is_one_of(word, YESTERDAY)).then_some(if is_eve || is_doubled { 2 } else { 1 })
}

/// Whether there is such a word, and beside it none that could make it another thing.
fn is_bare(words: &[&str], is_such: impl Fn(&str) -> bool) -> bool {
    words.iter().any(|word| is_such(word)) && words.iter().all(|word| is_such(word) || is_one_of(word, BESIDE))
}

/// Milliseconds ago.
fn ago(text: &str, words: &[&str]) -> Option<i64> {
    let says_so = text.starts_with("il y a ") || words.iter().any(|word| is_one_of(word, AGO));
    let is_now = is_bare(words, |word| is_one_of(word, NOW));
    if is_now && !says_so {
        return Some(0);
    }
    // "2h", "3 d": short for "ago" when nothing else stands there.
    let is_short = words.len() <= 2 && text.len() <= 5;
    if !says_so && !is_short {
        return None;
    }
    let mut count = None;
    let french = if text.starts_with("il y a ") { 3 } else { 0 };
    for word in words.iter().skip(french) {
        let split = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, rest) = word.split_at(split);
        if let Ok(number) = digits.parse::<i64>() {
            count = Some(number);
        } else if is_one_of(word, &["a", "an", "one", "un", "une", "einem", "einer", "una", "uma", "een"]) {
            // "un an": the second is the unit.
            if count.is_none() {
                count = Some(1);
                continue;
            }
        }
        if let (Some(count), Some(unit)) = (count, unit(rest)) {
            return count.checked_mul(unit).filter(|&ago| ago <= 100 * 366 * DAY_MS);
        }
    }
    None
}

/// How long a unit is, by the beginning of its name: English, French, German, Spanish, Italian, Dutch, Portuguese,
/// Russian, Ukrainian, Bulgarian.
fn unit(word: &str) -> Option<i64> {
    const UNITS: &[(&[&str], i64)] = &[
        (&["month", "mois", "monat", "mes", "mese", "maand", "mês", "mo", "месяц", "місяц", "месец"], 30 * DAY_MS),
        (&["s", "sec", "seconde", "second", "sekund", "segund", "секунд"], SECOND_MS),
        (&["m", "min", "minut", "минут", "хвилин"], MINUTE_MS),
        (&["h", "hr", "hour", "heure", "stund", "std", "hora", "or", "uur", "uren", "час", "годин"], HOUR_MS),
        (
            &["d", "day", "j", "jour", "tag", "día", "dia", "giorn", "dag", "день", "дня", "дней", "дні", "дн", "ден"],
            DAY_MS,
        ),
        (
            &[
                "w",
                "wk",
                "week",
                "weken",
                "semaine",
                "sem",
                "woche",
                "semana",
                "settiman",
                "недел",
                "тижд",
                "тижн",
                "седмиц",
            ],
            7 * DAY_MS,
        ),
        (
            &["y", "yr", "year", "an", "année", "jahr", "año", "ann", "jaar", "ano", "год", "лет", "рік", "рок"],
            365 * DAY_MS,
        ),
    ];
    let is_it = |name: &&str| {
        if name.len() <= 2 {
            word == *name || word.strip_suffix(['s', 'e', 'a']) == Some(*name)
        } else {
            word.starts_with(*name)
        }
    };
    UNITS.iter().find(|(names, _)| names.iter().any(is_it)).map(|(_, length)| *length)
}

/// A weekday by its name: English, French, German, Spanish, Russian.
fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&[&str], Weekday); 7] = [
        (&["monday", "lundi", "montag", "lunes", "понедельник"], Weekday::Monday),
        (&["tuesday", "mardi", "dienstag", "martes", "вторник"], Weekday::Tuesday),
        (&["wednesday", "mercredi", "mittwoch", "miércoles", "среда", "среду"], Weekday::Wednesday),
        (&["thursday", "jeudi", "donnerstag", "jueves", "четверг"], Weekday::Thursday),
        (&["friday", "vendredi", "freitag", "viernes", "пятница", "пятницу"], Weekday::Friday),
        (&["saturday", "samedi", "samstag", "sábado", "суббота", "субботу"], Weekday::Saturday),
        (&["sunday", "dimanche", "sonntag", "domingo", "воскресенье"], Weekday::Sunday),
    ];
    DAYS.iter().find(|(names, _)| names.contains(&word)).map(|&(_, day)| day)
}

/// The latest such day, today included.
fn last(day: Weekday, today: &Zoned) -> Option<Date> {
    let back = i64::from(today.weekday().since(day));
    today.date().checked_sub(back.days()).ok()
}

/// "14:03", "9:15 am", "14h03".
fn clock(words: &[&str]) -> Option<Time> {
    words.iter().enumerate().find_map(|(i, word)| {
        let (hour, rest) = word.split_once([':', 'h'])?;
        let hour = hour.parse::<i8>().ok()?;
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let minute = if digits == 0 { 0 } else { rest[..digits].parse::<i8>().ok()? };
        let half = if digits < rest.len() { &rest[digits..] } else { words.get(i + 1).copied().unwrap_or_default() };
        let hour = match half {
            "pm" if hour < 12 => hour + 12,
            "am" if hour == 12 => 0,
            _ => hour,
        };
        Time::new(hour, minute, 0, 0).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wednesday, 4 March 2026, 16:30 in Paris.
    #[track_caller]
    fn check(text: &str, want: &str) {
        let now: jiff::Timestamp = "2026-03-04T15:30:00Z".parse().unwrap();
        let got = parse(text, Some("Europe/Paris"), now.into()).map(|at| at.to_string());
        assert_eq!(got.as_deref().unwrap_or("-"), want, "{text}");
    }

    #[test]
    fn days_are_relative_to_the_visit() {
        check("hier, 14:03", "2026-03-03T13:03:00Z");
        check("Hier à 14h03", "2026-03-03T13:03:00Z");
        check("Aujourd’hui à 08:15", "2026-03-04T07:15:00Z");
        check("Yesterday, 11:59 PM", "2026-03-03T22:59:00Z");
        check("Today at 9:15am", "2026-03-04T08:15:00Z");
        check("Gestern, 00:10", "2026-03-02T23:10:00Z");
        check("ayer a las 18:00", "2026-03-03T17:00:00Z");
        check("Сегодня, 08:15", "2026-03-04T07:15:00Z");
        check("Вчера в 14:03", "2026-03-03T13:03:00Z");
        check("Avant-hier à 14h03", "2026-03-02T13:03:00Z");
        check("The day before yesterday, 2:03 PM", "2026-03-02T13:03:00Z");
        check("Vorgestern, 14:03", "2026-03-02T13:03:00Z");
        check("L’altro ieri, 14:03", "2026-03-02T13:03:00Z");
        check("вчора о 14:03", "2026-03-03T13:03:00Z");
        check("Χθες, 14:03", "2026-03-03T13:03:00Z");
    }

    #[test]
    fn what_is_said_today_by_a_clock_that_is_ahead_is_said_now() {
        check("Aujourd'hui à 18:25", "2026-03-04T15:30:00Z");
        check("Today at 6:20 PM", "2026-03-04T15:30:00Z");
        check("hier à 23:59", "2026-03-03T22:59:00Z");
    }

    #[test]
    fn weekdays_are_the_last_ones() {
        check("Monday at 9:15 AM", "2026-03-02T08:15:00Z");
        check("lundi à 09:15", "2026-03-02T08:15:00Z");
        check("Mittwoch um 12:00", "2026-03-04T11:00:00Z");
        check("Wednesday at 11:00 PM", "2026-02-25T22:00:00Z");
        check("В понедельник в 09:15", "2026-03-02T08:15:00Z");
        check("last Monday", "2026-03-01T23:00:00Z");
    }

    #[test]
    fn spans_are_counted_back() {
        check("il y a 2 heures", "2026-03-04T13:30:00Z");
        check("il y a un jour", "2026-03-03T15:30:00Z");
        check("2 days ago", "2026-03-02T15:30:00Z");
        check("an hour ago", "2026-03-04T14:30:00Z");
        check("vor 5 Minuten", "2026-03-04T15:25:00Z");
        check("vor einer Stunde", "2026-03-04T14:30:00Z");
        check("hace 3 semanas", "2026-02-11T15:30:00Z");
        check("2 horas atrás", "2026-03-04T13:30:00Z");
        check("il y a 3 mois", "2025-12-04T15:30:00Z");
        check("3h", "2026-03-04T12:30:00Z");
        check("A moment ago", "-");
        check("2 часа назад", "2026-03-04T13:30:00Z");
        check("5 дней назад", "2026-02-27T15:30:00Z");
        check("3 хвилини тому", "2026-03-04T15:27:00Z");
        check("2 года назад", "2024-03-04T15:30:00Z");
        check("just now", "2026-03-04T15:30:00Z");
        check("à l’instant", "2026-03-04T15:30:00Z");
    }

    #[test]
    fn who_or_what_is_called_like_a_day_is_none() {
        for text in
            ["Robinson’s Friday", "Domingo Pérez", "Ruby Tuesday | Boston", "Now Foods", "Reply now", "Instant Pot"]
        {
            check(text, "-");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        check("Merci pour la réponse", "-");
        check("14:03", "-");
        check("il y a 99999999999999999999 ans", "-");
        check("", "-");
    }
}
