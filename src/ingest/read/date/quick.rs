//! The two dates that nearly every feed writes, read without taking them apart: `2026-03-02T09:05:00Z` and
//! `Mon, 02 Mar 2026 09:05:00 GMT`, each also with an offset in digits. Anything else is for the permissive reader, which
//! reads these alike.

use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, days_from_civil};

const MONTHS: [&[u8; 3]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
const DAYS: [&[u8; 3]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

/// The date, when it is one of the two.
pub(super) fn parse(text: &[u8]) -> Option<Timestamp> {
    if text.get(4) == Some(&b'-') { rfc_3339(text) } else { rfc_822(text) }
}

fn rfc_3339(text: &[u8]) -> Option<Timestamp> {
    let (date, time) = (text.get(..10)?, text.get(11..19)?);
    if date[7] != b'-' || text[10] != b'T' {
        return None;
    }
    let zone = match text.get(19..)? {
        b"Z" => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => offset(*sign, &[*h1, *h2, *m1, *m2])?,
        _ => return None,
    };
    instant([digits(&date[..4])?, digits(&date[5..7])?, digits(&date[8..])?], time, zone)
}

fn rfc_822(text: &[u8]) -> Option<Timestamp> {
    let (day, rest) = text.split_at_checked(5)?;
    if day[3..] != *b", " || !DAYS.iter().any(|name| day.starts_with(*name)) {
        return None;
    }
    let (date, rest) = rest.split_at_checked(12)?;
    if date[2] != b' ' || date[6] != b' ' || date[11] != b' ' {
        return None;
    }
    let month = MONTHS.iter().position(|name| date[3..6] == **name)?;
    let (time, zone) = rest.split_at_checked(8)?;
    let zone = match zone {
        b" GMT" | b" UTC" | b" Z" => 0,
        [b' ', sign @ (b'+' | b'-'), hhmm @ ..] if hhmm.len() == 4 => offset(*sign, hhmm)?,
        _ => return None,
    };
    instant([digits(&date[7..11])?, i64::try_from(month).ok()? + 1, digits(&date[..2])?], time, zone)
}

/// Milliseconds east of Greenwich.
fn offset(sign: u8, hhmm: &[u8]) -> Option<i64> {
    let (hours, minutes) = (digits(&hhmm[..2])?, digits(&hhmm[2..])?);
    let east = hours * HOUR_MS + minutes * MINUTE_MS;
    (hours < 15 && minutes < 60).then_some(if sign == b'+' { east } else { -east })
}

/// The instant of a date and `09:05:00`. Days that no month has are for the permissive reader to refuse.
fn instant([year, month, day]: [i64; 3], time: &[u8], zone: i64) -> Option<Timestamp> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = *time else { return None };
    let (hour, minute, second) = (digits(&[h1, h2])?, digits(&[m1, m2])?, digits(&[s1, s2])?);
    if !(1..=9998).contains(&year) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let within = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
    Some(Timestamp::from_millis(days_from_civil(year, month, day)? * DAY_MS + within - zone))
}

fn digits(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_read_as_the_permissive_reader_reads_them() {
        let mut quick = 0;
        for number in 0..40_000_i64 {
            // Steps that meet every month, hour and zone over eight thousand years.
            let at = jiff::Timestamp::from_millisecond(-62_000_000_000_000 + number * 7_654_321_987).unwrap();
            let zone = jiff::tz::Offset::from_seconds(i32::try_from(number % 113 - 56).unwrap() * 900).unwrap();
            let civil = at.to_zoned(zone.to_time_zone());
            for format in
                ["%Y-%m-%dT%H:%M:%S%:z", "%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %T GMT"]
            {
                let text = civil.strftime(format).to_string();
                if let Some(got) = parse(text.as_bytes()) {
                    quick += 1;
                    assert_eq!(
                        Some(got),
                        super::super::patiently(&text, None, super::super::Order::default()),
                        "{text}"
                    );
                }
            }
        }
        assert!(quick > 100_000, "{quick}");
    }

    #[test]
    fn what_is_none_is_left_to_it() {
        for text in
            ["2026-02-30T09:05:00Z", "2026-03-02T24:00:00Z", "Mon, 02 Foo 2026 09:05:00 GMT", "2026-03-02", "", "Mon"]
        {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
        assert_eq!(parse(b"Mon, 02 Mar 2026 09:05:00 GMT").unwrap().to_string(), "2026-03-02T09:05:00Z");
        assert_eq!(parse(b"2026-03-02T10:05:00+01:00").unwrap().to_string(), "2026-03-02T09:05:00Z");
    }
}
