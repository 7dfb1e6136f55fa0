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
fn who_or_what_is_called_like_a_month_is_none() {
    for text in [
        "By Jane Doe | March 2, 2026",
        "By Jan Novak, 2 March 2026",
        "April Maynard - Mar 2nd, 2026",
        "May Lee wrote on 02.03.2026",
        "Posted by August 5 on 2 March 2026",
        "Sun Microsystems, 2 March 2026",
        "Augusta, Maine | 2026-03-02",
        "The Met, March 2, 2026",
        "Avril Lavigne, 2 mars 2026",
        "Marc Mars, le 2 mars 2026",
        "Mai Linh et Ana, 2 mars 2026",
        "Juan Juin · 02/03/2026",
        "mar. 2 mars 2026",
        "Julia Juillet 1999, 2 mars 2026",
        "von Mai Schmidt, 2. März 2026",
        "August Maier am 02.03.2026",
        "Marzia Marzo, 2 marzo 2026",
        "Julio Abril | 2 de marzo de 2026",
        "Maio, 2 de março de 2026",
        "door Mei Jansen, 2 maart 2026",
        "Майя Март, 2 марта 2026",
    ] {
        check(text, "2026-03-02T00:00:00Z");
    }
    for text in ["Jane Doe, 2026", "Marketing 2026", "Windows 2000", "12 octets, 2026", "Sept 2 kids", "Mai Linh"] {
        check(text, "");
    }
    check("Mar 03 Avr 2024 10:00", "2024-04-03T10:00:00Z");
    check("Max Est, March 2, 2026 at 10:00", "2026-03-02T10:00:00Z");
}

#[test]
fn months_are_read_in_the_languages_of_europe() {
    for text in [
        "2 марта 2026 г., 09:05",
        "02 мар 2026, 09:05",
        "Пн, 2 март 2026 г. 09:05",
        "2 березня 2026, 09:05",
        "2 бер. 2026 р., 09:05",
        "Понеделник, Март 2, 2026 09:05",
        "2 Μαρτίου 2026, 09:05",
        "Δευ 02 Μαρ 2026, 9:05 πμ",
        "2 marca 2026, 09:05",
        "2. března 2026 09:05",
        "2026. március 2. 09:05",
        "2 Mart 2026, 09:05",
        "2 martie 2026, 09:05",
        "mån 2 mars 2026 09:05",
        "2. marts 2026 kl. 09:05",
        "Maret 2, 2026, 09:05",
        "2 de març de 2026, 09:05",
    ] {
        check(text, "2026-03-02T09:05:00Z");
    }
    check("15 января 2026", "2026-01-15T00:00:00Z");
    check("Вторник, 30 Июня 2026, 18:40:11", "2026-06-30T18:40:11Z");
    check("31 мая 2026 в 23:59", "2026-05-31T23:59:00Z");
    check("5 листопада 2025 о 7:30", "2025-11-05T07:30:00Z");
    check("1 жовт. 2025", "2025-10-01T00:00:00Z");
    check("17 ноември 2025", "2025-11-17T00:00:00Z");
    check("Τρί 17 Αύγ 2021, 3:05 μ.μ.", "2021-08-17T15:05:00Z");
}

#[test]
fn a_page_s_other_dates_say_which_figure_is_the_month() {
    let read = |text: &str, page: &[&str]| {
        parse_in(text, None, Order::learnt(page.iter().copied())).map(|at| at.to_string()[..10].to_owned())
    };
    let check = |text: &str, page: &[&str], want: &str| assert_eq!(read(text, page).as_deref(), Some(want), "{text}");
    check("10/02/17 03:04 PM", &["10/02/17 03:04 PM", "10/13/17", "Joined: 05/06/2009"], "2017-10-02");
    check("10/02/17 03:04 PM", &["10/02/17 03:04 PM", "13/10/17"], "2017-02-10");
    check("10/02/17", &["10/02/17"], "2017-02-10");
    check("25/02/17", &["02/26/17", "02/27/17"], "2017-02-25");
    check("10.02.2017", &["02/26/17"], "2017-02-10");
    check("10/02/17", &["v1/28/2017/3", "2017/28/17"], "2017-02-10");
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

#[test]
fn a_day_without_a_year_is_the_last_one() {
    // 5 March 2026, noon in Paris.
    let now: jiff::Timestamp = "2026-03-05T11:00:00Z".parse().unwrap();
    let table = [
        ("3 mars, 14:03", "2026-03-03T13:03:00Z"),
        ("Dimanche 1er Février à 21:24", "2026-02-01T20:24:00Z"),
        ("Mar 3", "2026-03-02T23:00:00Z"),
        ("Dec 24 at 9:15 PM", "2025-12-24T20:15:00Z"),
        ("29 février", "2024-02-28T23:00:00Z"),
        ("23. Februar 18.37 Uhr", "2026-02-23T17:37:00Z"),
        // With a year, without a day, without a month.
        ("3 mars 2026", "-"),
        ("mars", "-"),
        ("14:03", "-"),
        ("3 réponses", "-"),
        ("31 février", "-"),
    ];
    for (text, want) in table {
        let got = latest(text, Some("Europe/Paris"), now.into()).map(|at| at.to_string());
        assert_eq!(got.as_deref().unwrap_or("-"), want, "{text}");
    }
}
