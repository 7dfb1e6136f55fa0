//! `[[source]]`: what is polled, how it is read and how often.

mod forum;
mod intake;
/// Sources that are known by name.
pub mod presets;
mod watch;

use std::time::Duration;

use url::Url;

pub(super) use intake::has_webhooks;

use super::checked::{BrandConfig, Pacing, SourceConfig};
use super::hosts;
use super::keys;
use super::names::Names;
use super::notes::{Notes, as_written};
use super::section::{Section, Text};
use super::surroundings::Surroundings;
use crate::model::{Locale, ReadAs, SourceKind, name_of};

const KINDS: &[(&str, SourceKind)] = &[
    ("feed", SourceKind::Feed),
    ("forum", SourceKind::Forum),
    ("page", SourceKind::Page),
    ("maildir", SourceKind::Maildir),
    ("csv", SourceKind::Csv),
    ("jsonl", SourceKind::Jsonl),
    ("webhook", SourceKind::Webhook),
    ("reviews", SourceKind::Reviews),
];

/// What some kinds are called elsewhere.
const ALSO_CALLED: &[(&str, &str)] = &[
    ("atom", "feed"),
    ("avis", "reviews"),
    ("email", "maildir"),
    ("flux", "feed"),
    ("html", "page"),
    ("imap", "maildir"),
    ("json", "jsonl"),
    ("mail", "maildir"),
    ("review", "reviews"),
    ("rss", "feed"),
    ("twitter", "x"),
    ("web", "page"),
    ("website", "page"),
];

/// Faster is refused: it is impolite, and no feed is worth it. Hosts that the user calls their own are free.
const FASTEST: Duration = Duration::from_mins(1);

/// The sources, and all their names.
pub(super) fn read(
    root: &Section<'_>,
    locale: Locale,
    allow_hosts: &[String],
    around: &Surroundings,
) -> (Vec<SourceConfig>, Names) {
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
        if let Some(expanded) = presets::expand(&section, locale, allow_hosts, around) {
            take_expanded(&section, expanded, name.is_some(), &mut sources, &mut names);
            continue;
        }
        // Of a kind that is not known, nothing else can be judged.
        let Some(kind) = kind(&section) else { continue };
        refuse_keys_of_others(&section, kind);
        let respect_robots = section.flag("robots").unwrap_or(true);
        let full_text = section.flag("full_text").unwrap_or(false);
        let (url, read_as) = if intake::is(kind) {
            intake::read(&section, kind, around)
        } else {
            let url = section.required("url", "config-source-url").and_then(|text| hosts::url(section.notes, &text));
            (url, read_as(&section, kind))
        };
        let own = intake::is(kind) || url.as_ref().is_some_and(|url| hosts::allows(allow_hosts, url));
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
            section.notes.error(&section.place("url"), "config-url-twice", &[("name", as_written(&twin.name).into())]);
        }
        if name.is_none() {
            unnamed.push(sources.len());
        }
        let name = name.map_or_else(String::new, |name| name.value.trim().to_owned());
        sources.push(SourceConfig { name, url, read_as, every, pacing, respect_robots, preset: None, full_text });
    }
    name_the_unnamed(&mut sources, &unnamed, &mut names);
    (sources, names)
}

/// The kind that is written, or a feed; none when the word is no kind.
fn kind(section: &Section<'_>) -> Option<SourceKind> {
    let Some(word) = section.quiet_text("kind") else {
        return if section.has("kind") { section.choice("kind", KINDS) } else { Some(SourceKind::Feed) };
    };
    let word = word.trim().to_lowercase();
    if word == "opml" {
        section.notes.error(&section.place("kind"), "config-kind-list", &[]);
        return None;
    }
    if let Some((_, meant)) = ALSO_CALLED.iter().find(|(name, _)| *name == word) {
        let args = [("key", "kind".into()), ("value", as_written(&word).into())];
        section.suggest(&section.place("kind"), "config-choice", &args, Some(meant), &[]);
        return None;
    }
    section.choice("kind", &presets::kind_words(KINDS))
}

const fn default_interval(kind: SourceKind) -> Duration {
    match kind {
        SourceKind::Feed => Duration::from_mins(15),
        SourceKind::Forum => Duration::from_mins(10),
        SourceKind::Page | SourceKind::Reviews => Duration::from_hours(1),
        SourceKind::Maildir | SourceKind::Csv | SourceKind::Jsonl => Duration::from_mins(1),
        // Nothing is looked for; once a day it is noted that nothing is wrong.
        SourceKind::Webhook => Duration::from_hours(24),
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

/// The sources of a preset, each under a name of its own; the name that the file gives stands for all of them.
fn take_expanded(
    section: &Section<'_>,
    expanded: Vec<SourceConfig>,
    is_named: bool,
    sources: &mut Vec<SourceConfig>,
    names: &mut Names,
) {
    for mut source in expanded {
        let twin = sources.iter().find(|other| other.url == source.url && other.read_as == source.read_as);
        if let Some(twin) = twin {
            section.notes.error(&section.span, "config-url-twice", &[("name", as_written(&twin.name).into())]);
            continue;
        }
        let is_group = source.preset.as_ref().is_some_and(|used| used.group.is_some());
        if (is_group || !is_named) && names.contains(&source.name) {
            source.name = whole_name(&source.url);
        }
        if is_group || !is_named {
            names.push(&source.name);
        }
        sources.push(source);
    }
}

/// Complains of keys that another kind has, or only presets.
fn refuse_keys_of_others(section: &Section<'_>, kind: SourceKind) {
    for (key, kinds) in keys::OF_KINDS.iter().filter(|(key, kinds)| section.has(key) && !kinds.contains(&kind)) {
        let args = [("key", (*key).into()), ("kind", kinds[0].as_str().into())];
        section.notes.error(&section.place(key), "config-key-of-kind", &args);
    }
    // A webhook has a credential of its own.
    let is_foreign = |key: &&&str| section.has(key) && !(kind == SourceKind::Webhook && **key == "credential");
    for key in keys::OF_PRESETS.iter().filter(is_foreign) {
        let args = [("key", (*key).into()), ("kind", kind.as_str().into())];
        section.notes.error(&section.place(key), "config-key-of-preset", &args);
    }
}

/// A brand that names the source of a preset means all the sources that it became.
pub(super) fn spread_groups(brands: &mut [BrandConfig], sources: &[SourceConfig]) {
    for brand in brands {
        let named = std::mem::take(&mut brand.sources);
        for name in named {
            let group = |source: &&SourceConfig| {
                source.preset.as_ref().is_some_and(|used| used.group.as_deref() == Some(name.as_str()))
            };
            let members: Vec<String> = sources.iter().filter(group).map(|source| source.name.clone()).collect();
            brand.sources.extend(if members.is_empty() { vec![name] } else { members });
        }
    }
}

fn read_as(section: &Section<'_>, kind: SourceKind) -> Option<ReadAs> {
    match kind {
        SourceKind::Feed => Some(ReadAs::Feed),
        SourceKind::Reviews => Some(ReadAs::Reviews),
        SourceKind::Forum => forum::read(section).map(|selectors| ReadAs::Forum(Box::new(selectors))),
        SourceKind::Page => {
            let region = section.text("region").and_then(|text| selector(section.notes, &text));
            let ignore = section.texts("ignore").iter().filter_map(|text| selector(section.notes, text)).collect();
            Some(ReadAs::Page { region, ignore, watch: watch::read(section) })
        }
        SourceKind::Maildir | SourceKind::Csv | SourceKind::Jsonl | SourceKind::Webhook => None,
    }
}

/// A CSS selector that parses.
pub(super) fn selector(notes: &Notes<'_>, text: &Text<'_>) -> Option<String> {
    const LONGEST: usize = 1_000;
    let valid = text.value.len() <= LONGEST && scraper::Selector::parse(text.value).is_ok();
    if !valid {
        notes.error(&text.span, "config-selector", &[("value", as_written(text.value).into())]);
    }
    valid.then(|| text.value.to_owned())
}

/// The host, or the last part of a path.
fn short_name(url: &Url) -> &str {
    let last = || url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    url.host_str().filter(|host| !host.is_empty()).unwrap_or_else(last)
}

/// The whole address, less its scheme and the secret that it may hold.
fn whole_name(url: &Url) -> String {
    let name = name_of(url.as_str());
    name.split_once("://").map(|(_, rest)| rest.to_owned()).unwrap_or(name)
}

/// A source without a name is called after its host, or after its whole address when that does not tell it apart:
/// names must not depend on the order of the file, because what was read of a source is kept under its name.
fn name_the_unnamed(sources: &mut [SourceConfig], unnamed: &[usize], names: &mut Names) {
    let hosts: Vec<String> = unnamed.iter().map(|&i| short_name(&sources[i].url).to_owned()).collect();
    for (&i, host) in unnamed.iter().zip(&hosts) {
        let shared = names.contains(host) || hosts.iter().filter(|other| *other == host).count() > 1;
        sources[i].name = if shared { whole_name(&sources[i].url) } else { host.clone() };
    }
    for &i in unnamed {
        names.push(&sources[i].name);
    }
}
