//! One permissive reader of dates, for feeds and forums.
//!
//! It takes RFC 3339 and RFC 822 and all that resembles them, asctime, seconds since the epoch, AM and PM, the names of
//! months that stand where a date has its month, the signs of East Asia and the usual zone names. What it cannot read is
//! absent: never "now", never a guess of the day. Deliberately absent: relative dates ("hier"), which would need a clock.

mod month;
mod names;
mod order;
mod quick;
mod token;

use jiff::civil;
use jiff::tz::TimeZone;

use crate::model::{DAY_MS, HOUR_MS, Timestamp};
use month::Piece;
use names::zone_minutes;
pub(super) use order::Order;
use token::Token::{self, Mark, Number, Word};
use token::tokens;

/// Reads a date; `zone` (an IANA name) holds when the date names none, UTC when that is absent too.
pub(in crate::ingest) fn parse(text: &str, zone: Option<&str>) -> Option<Timestamp> {
    parse_in(text, zone, Order::default())
}

/// The same of a page whose dates have their figures in that order.
pub(super) fn parse_in(text: &str, zone: Option<&str>, order: Order) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    if let Some(at) = quick::parse(text.as_bytes()) {
        return Some(at);
    }
    patiently(text, zone, order)
}

/// Reads a day without a year (`3 mars, 14:03`): the last one before `now`.
pub(super) fn latest(text: &str, zone: Option<&str>, now: Timestamp) -> Option<Timestamp> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let found = Found::of(text, Order::default());
    let named = month::named(&found.pieces)?;
    if found.year.is_some() || named.year.is_some() || named.day.is_none() {
        return None;
    }
    let this_year = now.to_jiff().to_zoned(TimeZone::UTC).year();
    // A 29th of February may be some years ago.
    let years = (0..=8).map(|back| this_year.saturating_sub(back));
    let mut days = years.filter_map(|year| Found { year: Some(year), ..found.clone() }.instant(zone));
    days.find(|day| day.since(now) <= HOUR_MS)
}

fn patiently(text: &str, zone: Option<&str>, order: Order) -> Option<Timestamp> {
    // "2 years, 3 months ago" is no date of August, which some languages abbreviate so: theirs is followed by a year.
    if text.len().checked_sub(4).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(" ago")) {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) && !matches!(text.len(), 4 | 6 | 7 | 8 | 14) {
        return epoch(text);
    }
    Found::of(text, order).instant(zone)
}

/// Whether somebody meant that date: programs write the first day of their calendar where they know none.
pub(super) fn is_meant(at: Timestamp) -> bool {
    at.millis() >= DAY_MS
}

const MAX_LENGTH: usize = 128;

fn epoch(digits: &str) -> Option<Timestamp> {
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        9 | 10 => Some(Timestamp::from_millis(number * 1_000)),
        12 | 13 => Some(Timestamp::from_millis(number)),
        _ => None,
    }
}

#[derive(Default, Debug, Clone)]
struct Found {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Numbers and months' names, whose part shows only at the end.
    pieces: Vec<Piece>,
    order: Order,
    clock: Option<(i8, i8, i8, i32)>,
    afternoon: Option<bool>,
    offset_minutes: Option<i32>,
    zone: Option<TimeZone>,
    day_of_year: Option<i16>,
}

impl Found {
    fn of(text: &str, order: Order) -> Self {
        let mut found = Self { order, ..Self::default() };
        let tokens = tokens(text);
        let mut rest = tokens.as_slice();
        while !rest.is_empty() {
            let taken = found.take(rest);
            rest = &rest[taken.max(1).min(rest.len())..];
        }
        found
    }

    /// Takes what it understands at the start of `rest`; how many tokens that was.
    fn take(&mut self, rest: &[Token]) -> usize {
        match rest {
            [Number(h), Mark(':'), Number(m), Mark(':'), Number(s), Mark('.' | ','), Number(f), ..]
                if self.clock.is_none() =>
            {
                self.time(h, m, s, f);
                7
            }
            [Number(h), Mark(':'), Number(m), Mark(':'), Number(s), ..] if self.clock.is_none() => {
                self.time(h, m, s, "");
                5
            }
            [Number(h), Mark(':'), Number(m), ..] if self.clock.is_none() => {
                self.time(h, m, "0", "");
                3
            }
            [Number(h), Word(mark), Number(m), ..] if mark == "h" && self.clock.is_none() => {
                self.time(h, m, "0", "");
                3
            }
            [Number(h), Mark(' '), Word(mark), Mark(' '), Number(m), ..] if mark == "h" && self.clock.is_none() => {
                self.time(h, m, "0", "");
                5
            }
            [Number(h), Word(mark), ..] if mark == "h" && self.clock.is_none() => {
                self.time(h, "0", "0", "");
                2
            }
            // "18.37 Uhr".
            [Number(h), Mark('.'), Number(m), Mark(' '), Word(mark), ..] if mark == "uhr" && self.clock.is_none() => {
                self.time(h, m, "0", "");
                5
            }
            // A zone needs a time before it.
            [Mark(sign @ ('+' | '-' | '\u{2212}')), Number(h), Mark(':'), Number(m), ..] if self.clock.is_some() => {
                self.offset(*sign, h, m);
                4
            }
            [Mark(sign @ ('+' | '-' | '\u{2212}')), Number(hm), ..] if self.clock.is_some() && hm.len() <= 4 => {
                let (h, m) = if hm.len() > 2 { hm.split_at(hm.len() - 2) } else { (hm.as_str(), "0") };
                self.offset(*sign, h, m);
                2
            }
            [Number(y), Mark('-'), Word(w), Number(week), tail @ ..] if y.len() == 4 && w == "w" => {
                let day = match tail {
                    [Mark('-'), Number(day), ..] => day.parse().unwrap_or(1),
                    _ => 1_i8,
                };
                self.week(y, week, day);
                if tail.first() == Some(&Mark('-')) { 6 } else { 4 }
            }
            [Number(year), Mark(one @ ('-' | '/' | '.')), Number(month), Mark(two), Number(day), ..]
                if year.len() == 4 && one == two && self.is_dayless() =>
            {
                self.set(year, month, day);
                5
            }
            [Number(first), Mark(one @ ('-' | '/' | '.')), Number(second), Mark(two), Number(third), ..]
                if one == two && self.is_dayless() =>
            {
                self.numeric(first, second, third, *one);
                5
            }
            [Number(y), Mark('-'), Number(d), ..] if y.len() == 4 && d.len() == 3 && self.year.is_none() => {
                self.year = y.parse().ok();
                self.day_of_year = d.parse().ok();
                3
            }
            [Number(y), Mark('-'), Number(m), ..] if y.len() == 4 && m.len() <= 2 && self.year.is_none() => {
                self.set(y, m, "1");
                3
            }
            // "Reply #1 on: 3 March 2012".
            [Mark('#'), Number(_), ..] => 2,
            // "2026. 3. 2."
            [Number(year), Mark('.'), Mark(' '), Number(month), Mark('.'), Mark(' '), Number(day), ..]
                if year.len() == 4 =>
            {
                self.set(year, month, day);
                7
            }
            [Number(number), Word(sign), ..] if self.signed(number, sign) => 2,
            [Number(number), ..] => {
                self.number(number);
                1
            }
            [Word(word), ..] => {
                self.word(word);
                1
            }
            [Mark(mark), ..] => {
                self.pieces.extend(Piece::of_mark(*mark));
                1
            }
            [] => 1,
        }
    }

    /// Whether no day is known yet, in figures or by name.
    fn is_dayless(&self) -> bool {
        self.day.is_none() && self.month.is_none() && !month::is_whole(&self.pieces)
    }

    fn time(&mut self, h: &str, m: &str, s: &str, fraction: &str) {
        let Ok(hour) = h.parse::<i8>() else { return };
        let (Ok(minute), Ok(second)) = (m.parse::<i8>(), s.parse::<i8>()) else { return };
        let digits: String = fraction.chars().chain("000000000".chars()).take(9).collect();
        // A leap second is the second before it.
        self.clock = Some((hour, minute, second.min(59), digits.parse().unwrap_or(0)));
    }

    /// Takes a number by the sign of East Asia behind it: `2026年3月2日 9時05分`, `2026년 3월 2일`.
    fn signed(&mut self, number: &str, sign: &str) -> bool {
        let Some(first) = sign.chars().next() else { return false };
        match first {
            '年' | '년' if number.len() == 4 => self.year = year(number),
            '月' | '월' => self.month = number.parse().ok(),
            '日' | '일' | '号' => self.day = number.parse().ok(),
            '時' | '时' | '点' | '시' => self.time(number, "0", "0", ""),
            '分' | '분' => self.clock = self.clock.and_then(|(h, _, s, f)| Some((h, number.parse().ok()?, s, f))),
            '秒' | '초' => self.clock = self.clock.and_then(|(h, m, _, f)| Some((h, m, number.parse().ok()?, f))),
            _ => return false,
        }
        // "2日下午": the half of the day, or the weekday.
        self.word(&sign[first.len_utf8()..]);
        true
    }

    fn offset(&mut self, sign: char, h: &str, m: &str) {
        let (Ok(h), Ok(m)) = (h.parse::<i32>(), m.parse::<i32>()) else { return };
        let Some(minutes) = h.checked_mul(60).and_then(|minutes| minutes.checked_add(m)) else { return };
        if minutes <= 26 * 60 {
            self.offset_minutes = Some(if sign == '+' { minutes } else { -minutes });
        }
    }

    fn set(&mut self, y: &str, m: &str, d: &str) {
        self.year = year(y);
        self.month = m.parse().ok();
        self.day = d.parse().ok();
    }

    /// Day first, as most of the world writes, unless that is impossible or the page writes otherwise.
    fn numeric(&mut self, a: &str, b: &str, c: &str, separator: char) {
        if a.len() <= 2 && c.len() <= 2 && separator == '-' && a.parse().unwrap_or(0) > 31 {
            return self.set(a, b, c);
        }
        let second: u8 = b.parse().unwrap_or(0);
        let first: u8 = a.parse().unwrap_or(0);
        let is_american = separator != '.' && self.order == Order::MonthFirst && first <= 12;
        if second > 12 || is_american { self.set(c, a, b) } else { self.set(c, b, a) }
    }

    fn week(&mut self, y: &str, week: &str, day: i8) {
        let weekday = civil::Weekday::from_monday_one_offset(day).unwrap_or(civil::Weekday::Monday);
        let (Ok(y), Ok(week)) = (y.parse(), week.parse()) else { return };
        if let Ok(date) = civil::ISOWeekDate::new(y, week, weekday) {
            let date = date.date();
            (self.year, self.month, self.day) = (Some(date.year()), Some(date.month()), Some(date.day()));
        }
    }

    fn number(&mut self, digits: &str) {
        match digits.len() {
            8 if self.year.is_none() => self.set(&digits[..4], &digits[4..6], &digits[6..]),
            7 if self.year.is_none() => {
                self.year = digits[..4].parse().ok();
                self.day_of_year = digits[4..].parse().ok();
            }
            14 if self.year.is_none() => {
                self.set(&digits[..4], &digits[4..6], &digits[6..8]);
                self.time(&digits[8..10], &digits[10..12], &digits[12..], "");
            }
            6 if self.year.is_some() && self.clock.is_none() => {
                self.time(&digits[..2], &digits[2..4], &digits[4..], "");
            }
            4 if self.day.is_some() && self.year.is_some() && self.clock.is_none() => {
                self.time(&digits[..2], &digits[2..], "0", "");
            }
            1..=4 | 6 => self.pieces.push(Piece::Number(digits.to_owned())),
            _ => {}
        }
    }

    fn word(&mut self, word: &str) {
        match word {
            "am" | "a" if self.clock.is_some() => self.afternoon = Some(false),
            "pm" | "p" if self.clock.is_some() => self.afternoon = Some(true),
            "午前" | "上午" | "오전" | "πμ" | "π" => self.afternoon = Some(false),
            "午後" | "下午" | "오후" => self.afternoon = Some(true),
            "μμ" | "μ" => self.afternoon = self.afternoon.or(Some(true)),
            _ if self.zone(word) => {}
            _ => self.pieces.extend(Piece::of_word(word)),
        }
    }

    /// Takes the name of a zone. One in letters stands behind a time: people are called Est, and "et" joins two of them.
    fn zone(&mut self, word: &str) -> bool {
        let is_due = self.offset_minutes.is_none_or(|minutes| minutes == 0);
        let is_plain = self.clock.is_some() || matches!(word, "z" | "utc" | "gmt");
        if let Some(minutes) = zone_minutes(word).filter(|_| is_plain) {
            self.offset_minutes = if is_due { Some(minutes) } else { self.offset_minutes };
            return true;
        }
        if word.contains('/') && is_due {
            self.zone = TimeZone::get(word).ok();
        }
        self.zone.is_some() && word.contains('/')
    }

    fn instant(mut self, zone: Option<&str>) -> Option<Timestamp> {
        self.place_loose();
        let date = match self.day_of_year {
            Some(n) => civil::date(in_years(self.year?)?, 1, 1).with().day_of_year(n).build().ok()?,
            None => day_of(in_years(self.year?)?, self.month?, self.day?)?,
        };
        let (mut hour, minute, second, nanos) = self.clock.unwrap_or_default();
        match self.afternoon {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => {}
        }
        // 24:00 is the next day's first instant.
        let (date, hour) = if hour == 24 { (date.tomorrow().ok()?, 0) } else { (date, hour) };
        let civil = date.to_datetime(civil::Time::new(hour, minute, second, nanos).ok()?);
        if let Some(minutes) = self.offset_minutes {
            let utc = civil.to_zoned(TimeZone::UTC).ok()?;
            return Some(Timestamp::from(utc.timestamp()).plus_millis(-60_000 * i64::from(minutes)));
        }
        let named = zone.and_then(|name| TimeZone::get(name).ok());
        let zone = self.zone.or(named).unwrap_or(TimeZone::UTC);
        Some(civil.to_zoned(zone).ok()?.timestamp().into())
    }

    /// Beside a month's name stand a day and a year; alone stands a year.
    fn place_loose(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let named = month::named(&pieces).filter(|_| self.month.is_none());
        if let Some(named) = &named {
            self.month = Some(named.month);
            self.day = self.day.or_else(|| named.day?.parse().ok());
            self.year = self.year.or_else(|| year(named.year?));
        }
        let loose: Vec<&str> = pieces.iter().filter_map(Piece::number).collect();
        if self.year.is_none() {
            let at = loose.iter().position(|number| number.len() == 4).or((loose.len() > 1).then_some(1));
            self.year = at.and_then(|at| year(loose[at]));
            let others = loose.iter().enumerate().filter(|(i, _)| Some(*i) != at);
            self.day = self.day.or_else(|| others.map(|(_, n)| n).next()?.parse().ok());
        } else {
            let year = named.and_then(|named| named.year);
            self.day = self.day.or_else(|| loose.iter().find(|number| Some(**number) != year)?.parse().ok());
        }
        if self.month.is_none() && self.day.is_none() && matches!(&pieces[..], [Piece::Number(_)]) {
            self.month = Some(1);
        }
        if self.month.is_some() && self.day.is_none() {
            self.day = Some(1);
        }
    }
}

/// A year in four digits, or in two.
fn year(digits: &str) -> Option<i16> {
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        1 | 2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        4 => Some(number),
        _ => None,
    }
}

/// The 31st of a month of 30 days is the 1st of the next: who writes so counted a day too far.
fn day_of(year: i16, month: i8, day: i8) -> Option<civil::Date> {
    let eve = || civil::Date::new(year, month, 30).ok().filter(|_| day == 31)?.tomorrow().ok();
    civil::Date::new(year, month, day).ok().or_else(eve)
}

fn in_years(year: i16) -> Option<i16> {
    (1..=9998).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests;
