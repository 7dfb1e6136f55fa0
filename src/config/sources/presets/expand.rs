//! From a `[[source]]` of a known kind to the addresses that are polled.
//!
//! A route is taken when all its keys are given, unless another route with the same keys and more is taken too: who
//! names a forum and two of its sections wants the sections.

use std::collections::BTreeSet;
use std::time::Duration;

use super::row::{Address, Key, Pick, Preset, Route};
use super::template::{self, Choice, Values};
use super::value::Shape;
use super::{Endpoint, Grade, PresetUse, all, edition, token};
use crate::config::checked::{Pacing, SourceConfig};
use crate::config::hosts;
use crate::config::keys;
use crate::config::notes::as_written;
use crate::config::section::{Section, Text};
use crate::config::surroundings::Surroundings;
use crate::locale::{say, span};
use crate::model::{Locale, SourceKind};

/// Sources that one `[[source]]` may become.
const MOST: usize = 100;

/// The preset that the section names, when it names one.
fn chosen(section: &Section<'_>) -> Option<&'static Preset> {
    let word = section.quiet_text("kind")?.trim().to_lowercase();
    Preset::named(&word)
}

/// The words of `kind` for suggestions: those of the plain kinds, then the presets.
pub(in crate::config::sources) fn kind_words(plain: &[(&'static str, SourceKind)]) -> Vec<(&'static str, SourceKind)> {
    plain.iter().copied().chain(all().map(|preset| (preset.name, SourceKind::Feed))).collect()
}

/// The sources that the section becomes; nothing when it names no preset, none when it says something wrong.
pub(in crate::config::sources) fn expand(
    section: &Section<'_>,
    locale: Locale,
    allow_hosts: &[String],
    around: &Surroundings,
) -> Option<Vec<SourceConfig>> {
    let preset = chosen(section)?;
    if preset.grade == Grade::D {
        closed(section, preset);
        return Some(Vec::new());
    }
    refuse_foreign_keys(section, preset);
    let respect_robots = section.flag("robots").unwrap_or(true);
    let values = values(section, preset, locale);
    let token = token::read(section, preset, around);
    let Some(values) = values else { return Some(Vec::new()) };
    let routes = routes(section, preset, &values).unwrap_or_default();
    let mut sources = Vec::new();
    for (label, mut endpoints) in addresses(section, preset, &routes, &values) {
        let first = endpoints.remove(0);
        let own = hosts::allows(allow_hosts, &first.url);
        if !own && hosts::is_private(&first.url) {
            section.notes.warn(&section.place("url"), "config-url-private", &[]);
        }
        let token = token.as_ref().and_then(|token| token.for_address(&first.url));
        let used = PresetUse { preset, group: None, fallbacks: endpoints, token };
        sources.push(SourceConfig {
            full_text: false,
            pacing: Pacing::Fixed,
            name: label,
            url: first.url,
            read_as: first.read_as,
            every: every(section, preset, own),
            respect_robots,
            preset: Some(Box::new(used)),
        });
    }
    name(section, preset, &mut sources, &values);
    Some(sources)
}

fn closed(section: &Section<'_>, preset: &Preset) {
    let why = say(section.notes.locale(), &preset.note_key());
    let args = [("kind", preset.name.into()), ("why", why.into())];
    section.notes.error(&section.place("kind"), "config-closed", &args);
}

fn refuse_foreign_keys(section: &Section<'_>, preset: &Preset) {
    let valid = preset.key_names();
    let of_kinds = keys::OF_KINDS.iter().map(|(key, _)| *key).filter(|key| *key != "robots");
    let known = keys::OF_PRESETS.iter().copied().chain(of_kinds);
    for key in known.filter(|key| section.has(key) && !valid.contains(key)) {
        let args = [("key", key.into()), ("kind", preset.name.into()), ("valid", valid.join(", ").into())];
        section.notes.error(&section.place(key), "config-preset-key", &args);
    }
}

/// What the file gives, checked; nothing when something is wrong, so that one slip gives one finding.
fn values(section: &Section<'_>, preset: &Preset, locale: Locale) -> Option<Values> {
    let mut values = Values::new();
    let mut well = true;
    for key in preset.keys {
        let given = section.texts(key.name);
        let mut taken: Vec<String> = Vec::new();
        for text in &given {
            match key.shape.take(text.value) {
                Some(value) if !taken.contains(&value) => taken.push(value),
                Some(_) => {}
                None => {
                    misshapen(section, key, text);
                    well = false;
                }
            }
        }
        well &= !section.has(key.name) || !given.is_empty();
        if taken.is_empty()
            && let Some(unless) = key.unless
        {
            taken.push(if key.shape == Shape::Edition { edition(locale) } else { unless }.to_owned());
        }
        if !taken.is_empty() {
            values.insert(key.name, taken);
        }
    }
    well.then_some(values)
}

fn misshapen(section: &Section<'_>, key: &Key, text: &Text<'_>) {
    let start = if let Shape::Under(start) = key.shape { start } else { "" };
    let args = [("key", key.name.into()), ("value", as_written(text.value).into()), ("start", start.into())];
    // An address may hold a password: its complaint does not repeat it.
    section.notes.error(&text.span, &format!("config-preset-{}", key.shape.word()), &args);
}

/// The words that choose among routes.
pub(super) fn choices(preset: &Preset) -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    for route in preset.routes {
        if !route.what.is_empty() && !words.contains(&route.what) {
            words.push(route.what);
        }
    }
    words
}

/// The routes to take, in order.
fn routes(section: &Section<'_>, preset: &'static Preset, values: &Values) -> Option<Vec<&'static Route>> {
    let needs = |route: &Route| template::keys(route.to.template).map(str::to_owned).collect::<BTreeSet<String>>();
    let wanted = wanted(section, preset)?;
    let is_wanted = |route: &&Route| wanted.is_empty() || wanted.contains(&route.what);
    let possible: Vec<&Route> =
        preset.routes.iter().filter(|route| needs(route).iter().all(|key| values.contains_key(key.as_str()))).collect();
    let fitting: Vec<&Route> = possible.iter().copied().filter(is_wanted).collect();
    let mut taken: Vec<&Route> = Vec::new();
    for route in &fitting {
        let own = needs(route);
        let redundant = fitting.iter().any(|other| needs(other).is_superset(&own) && needs(other).len() > own.len());
        let twin = preset.pick == Pick::First && wanted.is_empty() && taken.iter().any(|other| needs(other) == own);
        if !redundant && !twin {
            taken.push(route);
        }
    }
    if preset.pick == Pick::InOrder && !wanted.is_empty() {
        taken.sort_by_key(|route| wanted.iter().position(|what| *what == route.what));
    }
    if taken.is_empty() {
        let is_asked = |key: &&String| preset.keys.iter().any(|known| known.name == **key && known.unless.is_none());
        let sets = preset.routes.iter().filter(is_wanted).map(|route| {
            needs(route).iter().filter(is_asked).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" + ")
        });
        let mut sets: Vec<String> = sets.collect();
        sets.sort_by_key(String::len);
        sets.dedup();
        let args = [("kind", preset.name.into()), ("keys", sets.join(" / ").into())];
        section.notes.error(&section.span, "config-preset-needs", &args);
        return None;
    }
    Some(taken)
}

/// The words of `what`, `on` or `providers`; nothing when one is unknown.
fn wanted(section: &Section<'_>, preset: &Preset) -> Option<Vec<&'static str>> {
    let key = preset.pick.key();
    let valid = choices(preset);
    let mut wanted = Vec::new();
    for text in section.texts(key).into_iter().filter(|_| valid.len() > 1) {
        let word = text.value.trim().to_lowercase();
        let Some(known) = valid.iter().find(|valid| **valid == word) else {
            let args = [("key", key.into()), ("value", as_written(text.value).into())];
            let meant = crate::config::nearest::nearest(text.value, valid.iter().copied());
            section.suggest(&text.span, "config-choice", &args, meant, &valid);
            return None;
        };
        if !wanted.contains(known) {
            wanted.push(*known);
        }
    }
    Some(wanted)
}

/// For each source its label and its addresses, the first of which is asked first.
fn addresses(
    section: &Section<'_>,
    preset: &Preset,
    routes: &[&Route],
    values: &Values,
) -> Vec<(String, Vec<Endpoint>)> {
    let several = routes.len() > 1 && preset.pick != Pick::InOrder;
    let mut sources: Vec<(String, Vec<Endpoint>)> = Vec::new();
    for (i, route) in routes.iter().enumerate() {
        let mut ladder: Vec<Vec<Endpoint>> = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        for address in std::iter::once(&route.to).chain(route.instead) {
            let Some(filled) = template::fill(address.template, values, MOST + 1) else { continue };
            for (at, (told, url)) in filled.into_iter().enumerate() {
                if at == ladder.len() {
                    ladder.push(Vec::new());
                    labels.push(label(route, &told, routes, values, several));
                }
                ladder[at].push(endpoint(address, url));
            }
        }
        if preset.pick == Pick::InOrder && i > 0 {
            for (source, more) in sources.iter_mut().zip(ladder) {
                source.1.extend(more);
            }
        } else {
            sources.extend(labels.into_iter().zip(ladder));
        }
    }
    if sources.len() > MOST {
        section.notes.error(&section.span, "config-preset-many", &[("most", u32::try_from(MOST).unwrap_or(0).into())]);
        sources.truncate(MOST);
    }
    sources
}

fn endpoint(address: &Address, url: url::Url) -> Endpoint {
    Endpoint { url, read_as: address.read_as() }
}

/// What tells the source from the others of its `[[source]]`: its route, and the values that are its own.
fn label(route: &Route, choice: &Choice<'_>, routes: &[&Route], values: &Values, several: bool) -> String {
    let is_own = |key: &str| {
        let everywhere = || routes.iter().all(|route| template::keys(route.to.template).any(|needed| needed == key));
        values.get(key).is_some_and(|all| all.len() > 1) || several && !everywhere()
    };
    let what = several && routes.iter().any(|other| other.what != route.what);
    let what = Some(route.what).filter(|_| what);
    let own = choice.iter().filter(|(key, _)| is_own(key)).map(|(_, value)| *value);
    what.into_iter().chain(own).collect::<Vec<_>>().join(", ")
}

fn every(section: &Section<'_>, preset: &Preset, own: bool) -> Duration {
    let every = section.duration("every", Duration::from_secs(1)).unwrap_or_else(|| preset.every());
    if every < preset.least() && !own {
        let least = span(section.notes.locale(), preset.least());
        let args = [("kind", preset.name.into()), ("least", least.into())];
        section.notes.error(&section.place("every"), "config-preset-too-often", &args);
    }
    every
}

/// `News` for one source, `News (fr-BE)` for one of several. Without a name, the preset's own and what it was given.
fn name(section: &Section<'_>, preset: &Preset, sources: &mut [SourceConfig], values: &Values) {
    let several = sources.len() > 1;
    let given = section.text("name").map(|name| name.value.trim().to_owned());
    let whole = given.unwrap_or_else(|| {
        let told = preset.keys.iter().filter(|key| section.has(key.name));
        let told = told.filter_map(|key| values.get(key.name));
        // What tells the sources apart stands behind each name.
        let told = told.filter(|all| !several || all.len() == 1).map(|all| all.join("+"));
        let told = told.map(|text| text.trim_start_matches("https://").to_owned()).collect::<Vec<_>>().join(", ");
        if told.is_empty() { preset.name.to_owned() } else { format!("{}: {told}", preset.name) }
    });
    for (i, source) in sources.iter_mut().enumerate() {
        let label = std::mem::take(&mut source.name);
        source.name = match (several, label.is_empty()) {
            (true, false) => format!("{whole} ({label})"),
            (true, true) => format!("{whole} ({})", i + 1),
            (false, _) => whole.clone(),
        };
        if let Some(used) = source.preset.as_mut().filter(|_| several) {
            used.group = Some(whole.clone());
        }
    }
}
