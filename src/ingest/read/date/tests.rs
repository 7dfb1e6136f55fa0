//! Dates as they are met.

use super::*;

#[track_caller]
fn check(text: &str, want: &str) {
    assert_eq!(parse(text, None).map(|t| t.to_string()).unwrap_or_default(), want, "{text}");
}

#[test]
fn machines_dates_are_read() {
    check("2025-01-21T10:00:00+01:00", "2025-01-21T09:00:00Z");
    check("2025-01-21T10:00:00.5Z", "2025-01-21T10:00:00.5Z");
    check("2025-01-21 10:00:00", "2025-01-21T10:00:00Z");
    check("2025-01-21T10:00:00 +0100", "2025-01-21T09:00:00Z");
    check("20250121T100000Z", "2025-01-21T10:00:00Z");
    check("20250121100000", "2025-01-21T10:00:00Z");
    check("2025-01-21", "2025-01-21T00:00:00Z");
    check("2025-01", "2025-01-01T00:00:00Z");
    check("2025", "2025-01-01T00:00:00Z");
    check("1737453600", "2025-01-21T10:00:00Z");
    check("1737453600000", "2025-01-21T10:00:00Z");
    check("2003-W01-3", "2003-01-01T00:00:00Z");
    check("2003-335", "2003-12-01T00:00:00Z");
    check("2025-01-21T24:00:00Z", "2025-01-22T00:00:00Z");
}

#[test]
fn what_is_relative_is_no_date() {
    check("2 years, 3 months ago", "");
    check("1 day, 5 hours ago", "");
    check("3 ago 2026", "2026-08-03T00:00:00Z");
    check("2 Hours 5 Minutes Ago", "");
}

#[test]
fn mail_dates_are_read() {
    check("Tue, 21 Jan 2025 10:00:00 GMT", "2025-01-21T10:00:00Z");
    check("Tue, 21 Jan 25 10:00 EST", "2025-01-21T15:00:00Z");
    check("Tue Jan 21 10:00:00 2025", "2025-01-21T10:00:00Z");
    check("Tue Jan 21 10:00:00 UTC 2025", "2025-01-21T10:00:00Z");
    check("21-Jan-2025 10:00:00", "2025-01-21T10:00:00Z");
    check("January 21, 2025 3:05 PM", "2025-01-21T15:05:00Z");
    check("Tue, 21 Jan 2025 10:00:00 +0100 (CET)", "2025-01-21T09:00:00Z");
    check("Tue, 21 Jan 2025 10:00:00 Europe/Paris", "2025-01-21T09:00:00Z");
}

#[test]
fn peoples_dates_are_read() {
    check("mar. 21 janv. 2025 10:30", "2025-01-21T10:30:00Z");
    check("21 mar 2025 10:30", "2025-03-21T10:30:00Z");
    check("Mar 21, 2025", "2025-03-21T00:00:00Z");
    check("mardi 21 janvier 2025 à 10h30", "2025-01-21T10:30:00Z");
    check("1er août 2025", "2025-08-01T00:00:00Z");
    check("Di, 21 Mär 2025 10:00:00 MEZ", "2025-03-21T09:00:00Z");
    check("21/01/2025 10:00", "2025-01-21T10:00:00Z");
    check("01/21/2025", "2025-01-21T00:00:00Z");
    check("21.01.25", "2025-01-21T00:00:00Z");
    check("Réponse #1 le: 03 mars 2012 à 10:05:31", "2012-03-03T10:05:31Z");
    check("2 mars 2026 à 9 h 05 min", "2026-03-02T09:05:00Z");
}

#[test]
fn dates_of_east_asia_are_read() {
    check("2026年3月2日 9:05", "2026-03-02T09:05:00Z");
    check("2026年03月02日(月) 09時05分", "2026-03-02T09:05:00Z");
    check("2026年3月2日月曜日 午後3時05分", "2026-03-02T15:05:00Z");
    check("2026년 3월 2일 오후 3:05", "2026-03-02T15:05:00Z");
    check("2026. 3. 2. 09:05", "2026-03-02T09:05:00Z");
    check("2026年3月2日下午3:05", "2026-03-02T15:05:00Z");
    check("2026年3月", "2026-03-01T00:00:00Z");
    check("3年2月", "");
}

#[test]
fn what_is_not_a_date_is_absent() {
    for text in ["", "hier", "now", "31 Feb 2025", "2025-13-45", "99:99", "Tue, 21 2025 10:00", "é12é", "0", "-+-"] {
        check(text, "");
    }
}

#[test]
fn a_zone_fills_in_what_is_not_said() {
    assert_eq!(parse("2025-07-01 12:00", Some("Europe/Paris")), parse("2025-07-01T10:00:00Z", None));
    assert_eq!(parse("2025-07-01 12:00Z", Some("Europe/Paris")), parse("2025-07-01T12:00:00Z", None));
}
