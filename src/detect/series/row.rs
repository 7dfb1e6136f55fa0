//! One line of a series.

use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, days_from_civil};

/// Where the columns stand.
pub(super) struct Columns {
    timestamp: usize,
    value: usize,
    late: Option<usize>,
    stories: Option<usize>,
    coverage: Option<usize>,
}

/// A line, read.
pub(super) struct Row {
    pub(super) at: Timestamp,
    pub(super) timestamp: Vec<u8>,
    pub(super) value: Vec<u8>,
    /// First-seen stories where they are known, else what did not come late, else everything.
    pub(super) volume: f64,
    pub(super) coverage: f64,
}

impl Columns {
    pub(super) fn of(header: &[u8]) -> Result<Self, &'static str> {
        let header = header.strip_prefix("\u{feff}".as_bytes()).unwrap_or(header);
        let place = |name: &[u8]| cells(header).position(|cell| cell == name);
        Ok(Self {
            timestamp: place(b"timestamp").ok_or("the header has no column timestamp")?,
            value: place(b"value").ok_or("the header has no column value")?,
            late: place(b"late"),
            stories: place(b"stories"),
            coverage: place(b"coverage"),
        })
    }

    pub(super) fn row(&self, line: &[u8]) -> Result<Row, &'static str> {
        let (mut timestamp, mut value): (Option<&[u8]>, Option<&[u8]>) = (None, None);
        let (mut late, mut stories, mut coverage) = (None, None, None);
        for (place, cell) in cells(line).enumerate() {
            let here = Some(place);
            if place == self.timestamp {
                timestamp = Some(cell);
            } else if place == self.value {
                value = Some(cell);
            } else if here == self.late {
                late = number(cell, "late is not a number")?;
            } else if here == self.stories {
                stories = number(cell, "stories is not a number")?;
            } else if here == self.coverage {
                coverage = number(cell, "coverage is not a number")?;
            }
        }
        let timestamp = timestamp.ok_or("the timestamp is missing")?;
        let value = value.ok_or("the value is missing")?;
        let all = number(value, "value is not a number")?.ok_or("the value is missing")?;
        if all < 0.0 {
            return Err("value is under zero");
        }
        Ok(Row {
            at: instant(timestamp).ok_or("the timestamp is not YYYY-MM-DD HH:MM:SS")?,
            timestamp: timestamp.to_vec(),
            value: value.to_vec(),
            volume: stories.unwrap_or(all - late.unwrap_or(0.0)).max(0.0),
            coverage: coverage.unwrap_or(1.0),
        })
    }
}

fn cells(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(|&byte| byte == b',').map(|cell| {
        let cell = cell.trim_ascii();
        cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(cell)
    })
}

/// An empty cell is no number, and no mistake.
fn number(cell: &[u8], what: &'static str) -> Result<Option<f64>, &'static str> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number = std::str::from_utf8(cell).ok().and_then(|text| text.parse::<f64>().ok());
    number.filter(|number| number.is_finite()).map(Some).ok_or(what)
}

/// `YYYY-MM-DD HH:MM:SS`, also with `T`, a fraction and `Z`. By hand: it is half of the work of a row.
fn instant(cell: &[u8]) -> Option<Timestamp> {
    let cell = cell.strip_suffix(b"Z").unwrap_or(cell);
    let (cell, fraction) = cell.split_at_checked(19)?;
    let fraction_ok = fraction.is_empty() || (fraction[0] == b'.' && fraction[1..].iter().all(u8::is_ascii_digit));
    let marks = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if !fraction_ok || !matches!(cell[10], b' ' | b'T') || marks.iter().any(|&(at, mark)| cell[at] != mark) {
        return None;
    }
    let (year, month, day) = (digits(&cell[..4])?, digits(&cell[5..7])?, digits(&cell[8..10])?);
    let (hour, minute, second) = (digits(&cell[11..13])?, digits(&cell[14..16])?, digits(&cell[17..])?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let clock = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
    Some(Timestamp::from_millis(days_from_civil(year, month, day)? * DAY_MS + clock))
}

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(instant(text.as_bytes()).map(|at| at.to_string()).as_deref(), want);
    }

    #[test]
    fn timestamps_are_read_as_utc() {
        check("1970-01-01 00:00:00", Some("1970-01-01T00:00:00Z"));
        check("2024-02-29T23:59:59Z", Some("2024-02-29T23:59:59Z"));
        check("2026-03-02 09:05:00.250000", Some("2026-03-02T09:05:00Z"));
        check("2023-02-29 00:00:00", None);
        check("2026-13-01 00:00:00", None);
        check("2026-03-02", None);
        check("2026-03-02 09:05:00é", None);
        check("", None);
    }
}
