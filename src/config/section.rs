//! Reads one table of the file, key by key, with a place for every complaint.
//!
//! The file is walked by hand over `toml`'s spanned tree instead of being deserialised: a derived reader stops at the
//! first bad value and knows the place of few of them.

use std::ops::Range;
use std::sync::LazyLock;
use std::time::Duration;

use toml::de::{DeTable, DeValue};

use super::keys;
use super::nearest::nearest;
use super::notes::{Notes, as_written};
use super::units::{self, Unclear};
use crate::locale::{say, tell};

static EMPTY: LazyLock<DeTable<'static>> = LazyLock::new(DeTable::new);

/// A string and its place.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    pub(super) value: &'a str,
    /// Of the literal, quotes included.
    pub(super) span: Range<usize>,
}

/// A table and its place. A table that the file does not have reads as an empty one.
pub(super) struct Section<'a> {
    pub(super) notes: &'a Notes<'a>,
    /// Of the header, or of the whole inline table.
    pub(super) span: Range<usize>,
    path: &'static str,
    table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    /// A table; keys that `path` does not know are noted at once.
    pub(super) fn new(notes: &'a Notes<'a>, path: &'static str, span: Range<usize>, table: &'a DeTable<'a>) -> Self {
        let valid = keys::of(path);
        for key in table.keys() {
            let word = key.get_ref().as_ref();
            if !valid.contains(&word) && !keys::is_refused(path, word) {
                unknown_key(notes, path, key.get_ref(), &key.span());
            }
        }
        Self { notes, span, path, table }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the key is absent, and no slip of the hand stands for it (which is complained of already).
    pub(super) fn lacks(&self, key: &str) -> bool {
        let valid = keys::of(self.path);
        let slipped = |word: &str| !valid.contains(&word) && nearest(word, valid.iter().copied()) == Some(key);
        !self.has(key) && !self.table.keys().any(|word| slipped(word.get_ref()))
    }

    /// Where a complaint on the key belongs: its value, or the table when it is absent.
    pub(super) fn place(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.span.clone(), toml::Spanned::span)
    }

    /// A string that is not blank.
    pub(super) fn text(&self, key: &str) -> Option<Text<'a>> {
        let value = self.table.get(key)?;
        self.as_text(key, value)
    }

    /// A string, without a complaint when it is none: for looking ahead.
    pub(super) fn quiet_text(&self, key: &str) -> Option<&'a str> {
        match self.table.get(key)?.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// A string that must be there.
    pub(super) fn required(&self, key: &str, missing: &str) -> Option<Text<'a>> {
        if self.lacks(key) {
            self.notes.error(&self.span, missing, &[]);
        }
        self.text(key)
    }

    /// A list of strings; one string alone is a list of one.
    pub(super) fn texts(&self, key: &str) -> Vec<Text<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.as_text(key, item)).collect(),
            DeValue::String(_) => self.as_text(key, value).into_iter().collect(),
            other => {
                self.wrong_type(key, &value.span(), "config-type-texts", other);
                Vec::new()
            }
        }
    }

    /// `true` or `false`.
    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let value = self.table.get(key)?;
        if let DeValue::Boolean(flag) = value.get_ref() {
            return Some(*flag);
        }
        self.wrong_type(key, &value.span(), "config-type-flag", value.get_ref());
        None
    }

    /// A whole number between two bounds.
    pub(super) fn number(&self, key: &str, bounds: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let value = self.table.get(key)?;
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(key, &value.span(), "config-type-number", value.get_ref());
            return None;
        };
        let number = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| bounds.contains(n));
        if number.is_none() {
            let args = [("key", key.into()), ("low", (*bounds.start()).into()), ("high", (*bounds.end()).into())];
            self.notes.error(&value.span(), "config-number-range", &args);
        }
        number
    }

    /// A length of time, at least `shortest`.
    pub(super) fn duration(&self, key: &str, shortest: Duration) -> Option<Duration> {
        let text = self.text_or(key, "config-type-duration")?;
        self.as_duration(key, &text, shortest)
    }

    /// The same, where no time at all has a meaning of its own.
    pub(super) fn duration_or_none(&self, key: &str, shortest: Duration) -> Option<Duration> {
        let text = self.text_or(key, "config-type-duration")?;
        let is_none = units::duration(text.value).is_ok_and(|length| length.is_zero());
        if is_none { Some(Duration::ZERO) } else { self.as_duration(key, &text, shortest) }
    }

    /// A length of time in a string that was already found.
    pub(super) fn as_duration(&self, key: &str, text: &Text<'_>, shortest: Duration) -> Option<Duration> {
        match units::duration(text.value) {
            Ok(length) if length >= shortest => return Some(length),
            Ok(_) => {
                let least = crate::locale::span(self.notes.locale(), shortest);
                self.notes.error(&text.span, "config-too-short", &[("key", key.into()), ("least", least.into())]);
            }
            Err(unclear) => self.unclear(text, &unclear, "config-duration"),
        }
        None
    }

    /// A size in bytes between 1 and `largest`.
    pub(super) fn size(&self, key: &str, largest: u64) -> Option<u64> {
        let text = self.text_or(key, "config-type-size")?;
        match units::size(text.value) {
            Ok(bytes) if (1..=largest).contains(&bytes) => return Some(bytes),
            Ok(_) => {
                let most = (largest / 1_000_000).into();
                self.notes.error(&text.span, "config-size-range", &[("key", key.into()), ("most", most)]);
            }
            Err(unclear) => self.unclear(&text, &unclear, "config-size"),
        }
        None
    }

    /// One of a closed set of words.
    pub(super) fn choice<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let lower = text.value.trim().to_lowercase();
        let found = words.iter().find(|(word, _)| *word == lower);
        if found.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let args = [("key", key.into()), ("value", as_written(text.value).into())];
            self.suggest(&text.span, "config-choice", &args, nearest(text.value, all.iter().copied()), &all);
        }
        found.map(|(_, value)| *value)
    }

    /// A table within this one; an empty one when absent.
    pub(super) fn section(&self, key: &str, path: &'static str) -> Section<'a> {
        if let Some(value) = self.table.get(key) {
            match value.get_ref() {
                DeValue::Table(table) => return Section::new(self.notes, path, value.span(), table),
                other => self.wrong_type(key, &value.span(), "config-type-table", other),
            }
        }
        Section { notes: self.notes, span: self.span.clone(), path, table: &EMPTY }
    }

    /// The `[[key]]` tables.
    pub(super) fn sections(&self, key: &str, path: &'static str) -> Vec<Section<'a>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(key, &value.span(), "config-type-tables", value.get_ref());
            return Vec::new();
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => sections.push(Section::new(self.notes, path, item.span(), table)),
                other => self.wrong_type(key, &item.span(), "config-type-tables", other),
            }
        }
        sections
    }

    /// Notes an error with what was probably meant, or else with all that is valid.
    pub(super) fn suggest(
        &self,
        span: &Range<usize>,
        message: &str,
        args: &[(&str, crate::locale::Arg)],
        meant: Option<&str>,
        valid: &[&str],
    ) {
        suggest(self.notes, span, message, args, meant, valid);
    }

    fn as_text(&self, key: &str, value: &'a toml::Spanned<DeValue<'a>>) -> Option<Text<'a>> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, &value.span(), "config-type-text", value.get_ref());
            return None;
        };
        if text.trim().is_empty() {
            self.notes.error(&value.span(), "config-empty", &[("key", key.into())]);
            return None;
        }
        Some(Text { value: text, span: value.span() })
    }

    /// A string, or a complaint that something more precise than a string was expected.
    pub(super) fn text_or(&self, key: &str, expected: &str) -> Option<Text<'a>> {
        let value = self.table.get(key)?;
        if matches!(value.get_ref(), DeValue::String(_)) {
            return self.as_text(key, value);
        }
        self.wrong_type(key, &value.span(), expected, value.get_ref());
        None
    }

    fn wrong_type(&self, key: &str, span: &Range<usize>, expected: &str, found: &DeValue<'_>) {
        let locale = self.notes.locale();
        let found = say(locale, &format!("config-found-{}", found.type_str()));
        let example = tell(locale, &format!("{expected}-example"), &[("key", key.into())]);
        let args = [
            ("key", key.into()),
            ("expected", say(locale, expected).into()),
            ("found", found.into()),
            ("example", example.into()),
        ];
        self.notes.error(span, "config-wrong-type", &args);
    }

    fn unclear(&self, text: &Text<'_>, unclear: &Unclear, what: &str) {
        let value = as_written(text.value);
        match unclear {
            Unclear::Number => self.notes.error(&text.span, &format!("{what}-number"), &[("value", value.into())]),
            Unclear::NoUnit => self.notes.error(&text.span, &format!("{what}-no-unit"), &[("value", value.into())]),
            Unclear::TooLarge => self.notes.error(&text.span, &format!("{what}-too-large"), &[("value", value.into())]),
            Unclear::Unit { word, meant: Some(meant) } => {
                let args = [("word", as_written(word).into()), ("meant", (*meant).into())];
                self.notes.error(&text.span, &format!("{what}-unit-meant"), &args);
            }
            Unclear::Unit { word, meant: None } => {
                self.notes.error(&text.span, &format!("{what}-unit"), &[("word", as_written(word).into())]);
            }
        }
    }
}

fn unknown_key(notes: &Notes<'_>, path: &'static str, key: &str, span: &Range<usize>) {
    let valid = keys::of(path);
    let args = [("key", as_written(key).into()), ("section", keys::header(path).into())];
    let meant = nearest(key, valid.iter().copied());
    if let (None, Some(home)) = (meant, keys::home_of(key)) {
        let args = [("key", as_written(key).into()), ("home", keys::header(home).into())];
        return notes.error(span, "config-key-elsewhere", &args);
    }
    suggest(
        notes,
        span,
        if path.is_empty() { "config-unknown-key-top" } else { "config-unknown-key" },
        &args,
        meant,
        &valid,
    );
}

fn suggest(
    notes: &Notes<'_>,
    span: &Range<usize>,
    message: &str,
    args: &[(&str, crate::locale::Arg)],
    meant: Option<&str>,
    valid: &[&str],
) {
    use super::finding::{Level, Words};
    use crate::locale::tell;

    let locale = notes.locale();
    let remedy = match meant {
        Some(meant) => tell(locale, "config-meant", &[("meant", meant.into())]),
        None if valid.is_empty() => tell(locale, &format!("{message}-remedy"), args),
        None => tell(locale, "config-valid", &[("valid", valid.join(", ").into())]),
    };
    notes.note(Level::Error, span, Words { message: tell(locale, message, args), label: None, remedy });
}
