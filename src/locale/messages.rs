//! The message tables.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use super::format;
use crate::model::Locale;

macro_rules! tables {
    ($($table:literal),+ $(,)?) => {
        /// `(name, French, English)` of each table.
        const TABLES: &[(&str, &str, &str)] = &[$((
            $table,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/locales/fr/", $table, ".ftl")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/config/locales/en/", $table, ".ftl")),
        )),+];
    };
}

tables!("cli", "config", "detail", "eval", "help", "mail", "presets", "query", "trend", "web");

type Bundle = FluentBundle<FluentResource>;

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Fr));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));

/// A value inside a message.
#[derive(Clone, Debug)]
pub enum Arg {
    /// Text, shown as it is.
    Text(String),
    /// A number, shown in the locale's way and used to choose a plural.
    Number(f64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

/// The message without arguments.
pub fn say(locale: Locale, key: &str) -> String {
    tell(locale, key, &[])
}

/// The message with its arguments. A key that is missing shows as itself; `tests/it/locales.rs` sees that none is.
pub fn tell(locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
    let bundle = of(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else { return key.to_owned() };
    let mut fluent_args = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        match value {
            Arg::Text(text) => fluent_args.set(*name, text.as_str()),
            Arg::Number(number) => fluent_args.set(*name, *number),
        }
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&fluent_args), &mut errors).into_owned()
}

/// Whether the locale has the message.
pub fn has(locale: Locale, key: &str) -> bool {
    of(locale).has_message(key)
}

/// Every key of a locale with its table, for the test that both languages say the same things.
pub fn keys(locale: Locale) -> Vec<(&'static str, String)> {
    TABLES.iter().flat_map(|(name, ..)| table(locale, name).map(|(key, _)| (*name, key.to_owned()))).collect()
}

/// The keys of a table, with the first line of what each says, as it stands there.
pub(super) fn table(locale: Locale, name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let source = TABLES.iter().filter(move |(table, ..)| *table == name);
    let lines = source.flat_map(move |(_, fr, en)| if locale == Locale::Fr { fr.lines() } else { en.lines() });
    lines.filter_map(|line| {
        let (key, text) = line.split_once('=')?;
        let key = key.trim_end();
        (key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(' ')).then(|| (key, text.trim_start()))
    })
}

fn of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::Fr => &FRENCH,
        Locale::En => &ENGLISH,
    }
}

fn bundle(locale: Locale) -> Bundle {
    let id: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if locale == Locale::Fr { french_numbers } else { english_numbers }));
    for (_, fr, en) in TABLES {
        let source = if locale == Locale::Fr { fr } else { en };
        // A table that does not parse keeps what does; the locale test fails on it.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn french_numbers(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    number(Locale::Fr, value)
}

fn english_numbers(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    number(Locale::En, value)
}

fn number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = usize::from(number.value.fract().abs() > 0.04);
    Some(format::decimal(locale, number.value, decimals))
}
