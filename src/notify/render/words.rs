//! How things are said to one reader: language and time zone together.

use crate::locale::{self, Arg};
use crate::model::{Locale, NetText, Timestamp};

/// One reader's language and time zone.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) locale: Locale,
    zone: &'a str,
}

impl<'a> Words<'a> {
    pub(super) const fn new(locale: Locale, zone: &'a str) -> Self {
        Self { locale, zone }
    }

    pub(super) fn say(self, key: &str) -> String {
        locale::say(self.locale, key)
    }

    pub(super) fn tell(self, key: &str, args: &[(&str, Arg)]) -> String {
        locale::tell(self.locale, key, args)
    }

    pub(super) fn detail(self, english: &str) -> String {
        locale::detail(self.locale, english)
    }

    pub(super) fn date(self, at: Timestamp) -> String {
        locale::date(self.locale, at, self.zone)
    }

    pub(super) fn date_time(self, at: Timestamp) -> String {
        locale::date_time(self.locale, at, self.zone)
    }

    /// From `earlier` to `later`, in the two largest units.
    pub(super) fn between(self, earlier: Timestamp, later: Timestamp) -> String {
        locale::span(self.locale, earlier.until(later))
    }

    pub(super) fn minutes(self, minutes: u32) -> String {
        locale::window(self.locale, minutes)
    }

    /// A share from 0 to 1.
    pub(super) fn percent(self, share: f64) -> String {
        locale::percent(self.locale, share)
    }

    /// By which part of what it was something has changed.
    pub(super) fn changed_by(self, part: f64) -> String {
        locale::change(self.locale, part)
    }

    pub(super) fn integer(self, value: u32) -> String {
        locale::integer(self.locale, value.into())
    }

    /// A number of expected things: whole from ten on.
    pub(super) fn about(self, value: f64) -> String {
        let value = if value.is_finite() { value.clamp(0.0, 1e9) } else { 0.0 };
        let decimals = usize::from(value < 9.95 && (value - value.round()).abs() >= 0.05);
        locale::decimal(self.locale, value, decimals)
    }

    /// `+4`, `−3` or `=`.
    pub(super) fn change(self, now: u32, before: u32) -> String {
        let change = i64::from(now) - i64::from(before);
        match change {
            0 => "=".to_owned(),
            1.. => format!("+{}", locale::integer(self.locale, change)),
            _ => locale::integer(self.locale, change),
        }
    }
}

/// Text of any origin as one line of at most `max` characters, cut at a word where possible.
pub(super) fn line(text: &str, max: usize) -> String {
    NetText::new(text).clipped(max).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_its_no_break_spaces_and_its_limit() {
        assert_eq!(line("Quoi\u{202f}?\r\nRien\u{a0}: rien", 70), "Quoi\u{202f}? Rien\u{a0}: rien");
        assert_eq!(line("Une très longue phrase, dit-elle", 24), "Une très longue phrase…");
        assert_eq!(line(&"é".repeat(90), 70).chars().count(), 70);
    }
}
