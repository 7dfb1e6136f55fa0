//! What may be written after the colon of a field that is counted: numbers, dates, and ranges of them.
//!
//! A date is a day, a month or a year, in UTC: what a query means does not depend on where it is asked.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::about::{Between, Filter};

/// Numbers beyond are not meant.
const LARGEST: f64 = 1e9;

/// The ends of `[a TO b]`, `[a..b]`, `a..b`, `>=a`, `<=b` or `a`; none is open.
fn ends(written: &str) -> Option<[Option<&str>; 2]> {
    let inner = match written.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?,
        None => written,
    };
    let is_said = |end: &&str| !matches!(*end, "*" | "");
    if let Some((from, to)) = inner.split_once(" TO ").or_else(|| inner.split_once("..")) {
        return Some([Some(from.trim()).filter(is_said), Some(to.trim()).filter(is_said)]);
    }
    if let Some(from) = inner.strip_prefix(">=") {
        return Some([Some(from.trim()), None]);
    }
    if let Some(to) = inner.strip_prefix("<=") {
        return Some([None, Some(to.trim())]);
    }
    Some([Some(inner.trim()); 2])
}

/// A range of numbers; none when it is none, or holds everything or nothing.
pub(super) fn numbers(written: &str) -> Option<Between> {
    let [from, to] = ends(written)?;
    let (from, to) = (from.map(hundredths), to.map(hundredths));
    if from.is_none() && to.is_none() || from == Some(None) || to == Some(None) {
        return None;
    }
    let (from, to) = (from.flatten(), to.flatten());
    (from.is_none() || to.is_none() || from <= to).then_some(Between { from, to })
}

fn hundredths(number: &str) -> Option<i64> {
    let number: f64 = number.replace(',', ".").parse().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    (number.abs() <= LARGEST).then(|| (number * 100.0).round() as i64)
}

/// A range of dates.
pub(super) fn dates(written: &str) -> Option<Filter> {
    let [from, to] = ends(written)?;
    let (from_ms, to_ms) = (from.map(period), to.map(period));
    if from.is_none() && to.is_none() || from_ms == Some(None) || to_ms == Some(None) {
        return None;
    }
    let (from_ms, to_ms) = (from_ms.flatten().map(|(first, _)| first), to_ms.flatten().map(|(_, past)| past));
    if from_ms.zip(to_ms).is_some_and(|(from, to)| from >= to) {
        return None;
    }
    let written = if from == to {
        from.unwrap_or_default().to_owned()
    } else {
        format!("[{} TO {}]", from.unwrap_or("*"), to.unwrap_or("*"))
    };
    Some(Filter::Date { written, from: from_ms, to: to_ms })
}

/// The first millisecond of a day, month or year, and the first past it.
fn period(written: &str) -> Option<(i64, i64)> {
    let mut parts = written.split('-');
    let mut next = |digits: usize| {
        let part = parts.next()?;
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
    };
    let (year, month, day) = (next(4)?, next(2), next(2));
    let pieces = 1 + usize::from(month.is_some()) + usize::from(day.is_some());
    if written.split('-').count() != pieces {
        return None;
    }
    let part = |part: Option<i16>| i8::try_from(part.unwrap_or(1)).ok();
    let first = Date::new(year, part(month)?, part(day)?).ok()?;
    let end = match pieces {
        1 => first.checked_add(jiff::Span::new().years(1)),
        2 => first.checked_add(jiff::Span::new().months(1)),
        _ => first.tomorrow(),
    };
    let at = |date: Date| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond());
    Some((at(first)?, at(end.ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, want: Option<(Option<i64>, Option<i64>)>) {
        assert_eq!(numbers(written).map(|range| (range.from, range.to)), want, "{written}");
    }

    #[test]
    fn numbers_are_written_as_ranges_or_alone() {
        check("[4 TO 5]", Some((Some(400), Some(500))));
        check("[1..2]", Some((Some(100), Some(200))));
        check("1..2,5", Some((Some(100), Some(250))));
        check(">=-0.3", Some((Some(-30), None)));
        check("<=2", Some((None, Some(200))));
        check("[* TO 2]", Some((None, Some(200))));
        check("3", Some((Some(300), Some(300))));
        check("[5 TO 4]", None);
        check("[* TO *]", None);
        check("[4 TO 5", None);
        check("bon", None);
        check("1e300", None);
    }

    #[test]
    fn dates_are_days_months_or_years() {
        let range = |written: &str| match dates(written) {
            Some(Filter::Date { written, from, to }) => Some((written, from, to)),
            _ => None,
        };
        let day = 86_400_000;
        let march = 1_772_323_200_000;
        assert_eq!(range("2026-03-01"), Some(("2026-03-01".to_owned(), Some(march), Some(march + day))));
        assert_eq!(range("2026-03"), Some(("2026-03".to_owned(), Some(march), Some(march + 31 * day))));
        let open = ("[2026-03 TO *]".to_owned(), Some(march), None);
        assert_eq!(range(">=2026-03"), Some(open.clone()));
        assert_eq!(range("[2026-03 TO *]"), Some(open));
        for wrong in ["2026-13", "2026-02-30", "26-02", "mars", "[2026 TO 2025]", "2026-", "9999-12-31", ""] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
