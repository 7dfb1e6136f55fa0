//! `[[source]]`: what is polled, how it is read and how often.

mod forum;
/// Searches that are known by name.
pub mod presets;

use std::time::Duration;

use url::Url;

use super::checked::{Pacing, SourceConfig};
use super::hosts;
use super::names::Names;
use super::notes::{Notes, shown};
use super::section::{Section, Text};
use crate::model::{Locale, ReadAs, SourceKind};

const KINDS: &[(&str, SourceKind)] =
    &[("feed", SourceKind::Feed), ("forum", SourceKind::Forum), ("page", SourceKind::Page)];

/// Faster is refused: it is impolite, and no feed is worth it. Hosts that the user calls their own are free.
const FASTEST: Duration = Duration::from_mins(1);

/// The sources, and all their names.
pub(super) fn read(root: &Section<'_>, locale: Locale, allow_hosts: &[String]) -> (Vec<SourceConfig>, Names) {
    let mut names = Names::default();
    let mut sources: Vec<SourceConfig> = Vec::new();
    let mut unnamed = Vec::new();
    if root.lacks("source") {
        root.notes.error(&root.span, "config-no-source", &[]);
    }
    for section in root.sections("source", "source") {
        let name = section.text("name");
        if let Some(name) = &name {
            names.add(&section, name, "config-source-twice");
        }
        let kind = section.choice("kind", KINDS).unwrap_or(SourceKind::Feed);
        let read_as = read_as(&section, kind);
        let respect_robots = section.flag("robots").unwrap_or(true);
        let url = address(&section, locale);
        let own = url.as_ref().is_some_and(|url| hosts::allows(allow_hosts, url));
        let every = section.duration("every", Duration::from_secs(1)).unwrap_or_else(|| default_interval(kind));
        if every < FASTEST && !own {
            section.notes.error(&section.place("every"), "config-too-often", &[]);
        }
        let pacing = pacing(&section, kind);
        let (Some(url), Some(read_as)) = (url, read_as) else { continue };
        if !own && hosts::is_private(&url) {
            section.notes.warn(&section.place("url"), "config-url-private", &[]);
        }
        if let Some(twin) = sources.iter().find(|other| other.url == url && other.read_as == read_as) {
            section.notes.error(&section.place("url"), "config-url-twice", &[("name", shown(&twin.name).into())]);
        }
        if name.is_none() {
            unnamed.push(sources.len());
        }
        let name = name.map_or_else(String::new, |name| name.value.trim().to_owned());
        sources.push(SourceConfig { name, url, read_as, every, pacing, respect_robots });
    }
    name_the_unnamed(&mut sources, &unnamed, &mut names);
    (sources, names)
}

const fn default_interval(kind: SourceKind) -> Duration {
    match kind {
        SourceKind::Feed => Duration::from_mins(15),
        SourceKind::Forum => Duration::from_mins(10),
        SourceKind::Page => Duration::from_hours(1),
    }
}

/// A feed without `every` is asked when it is worth it. `freshness` asks for no less than that; it contradicts `every`.
fn pacing(section: &Section<'_>, kind: SourceKind) -> Pacing {
    const SHORTEST: Duration = Duration::from_mins(5);
    let freshness = section.duration("freshness", SHORTEST);
    if section.has("freshness") && section.has("every") {
        section.notes.error(&section.place("freshness"), "config-freshness-and-every", &[]);
    }
    if section.has("every") || kind != SourceKind::Feed && freshness.is_none() {
        return Pacing::Fixed;
    }
    Pacing::Learnt { freshness }
}

/// `url`, or the address that a preset makes of `query`.
fn address(section: &Section<'_>, locale: Locale) -> Option<Url> {
    let notes = section.notes;
    if !section.has("preset") {
        if section.has("query") {
            notes.error(&section.place("query"), "config-query-without-preset", &[]);
        }
        return hosts::url(notes, &section.required("url", "config-source-url")?);
    }
    if section.has("url") {
        notes.error(&section.place("preset"), "config-preset-and-url", &[]);
    }
    let words: Vec<(&str, &presets::Preset)> = presets::ALL.iter().map(|preset| (preset.name, preset)).collect();
    let preset = section.choice("preset", &words);
    let query = section.required("query", "config-preset-query")?;
    preset?.url(query.value.trim(), locale)
}

fn read_as(section: &Section<'_>, kind: SourceKind) -> Option<ReadAs> {
    let only = |key: &str, owner: SourceKind| {
        if section.has(key) && kind != owner {
            let args = [("key", key.into()), ("kind", owner.as_str().into())];
            section.notes.error(&section.place(key), "config-key-of-kind", &args);
        }
    };
    only("region", SourceKind::Page);
    only("ignore", SourceKind::Page);
    only("forum", SourceKind::Forum);
    match kind {
        SourceKind::Feed => Some(ReadAs::Feed),
        SourceKind::Forum => forum::read(section).map(|selectors| ReadAs::Forum(Box::new(selectors))),
        SourceKind::Page => {
            let region = section.text("region").and_then(|text| selector(section.notes, &text));
            let ignore = section.texts("ignore").iter().filter_map(|text| selector(section.notes, text)).collect();
            Some(ReadAs::Page { region, ignore })
        }
    }
}

/// A CSS selector that parses.
pub(super) fn selector(notes: &Notes<'_>, text: &Text<'_>) -> Option<String> {
    const LONGEST: usize = 1_000;
    let valid = text.value.len() <= LONGEST && scraper::Selector::parse(text.value).is_ok();
    if !valid {
        notes.error(&text.span, "config-selector", &[("value", shown(text.value).into())]);
    }
    valid.then(|| text.value.to_owned())
}

/// A source without a name is called after its host, or after its whole address when that does not tell it apart:
/// names must not depend on the order of the file, because what was read of a source is kept under its name.
fn name_the_unnamed(sources: &mut [SourceConfig], unnamed: &[usize], names: &mut Names) {
    let hosts: Vec<String> =
        unnamed.iter().map(|&i| sources[i].url.host_str().unwrap_or_default().to_owned()).collect();
    for (&i, host) in unnamed.iter().zip(&hosts) {
        let shared = names.contains(host) || hosts.iter().filter(|other| *other == host).count() > 1;
        let whole = sources[i].url.as_str();
        let whole = whole.split_once("://").map_or(whole, |(_, rest)| rest);
        sources[i].name = if shared { whole.to_owned() } else { host.clone() };
    }
    for &i in unnamed {
        names.push(&sources[i].name);
    }
}
