//! `vigie sources expand` and `presets`: every address behind the config, and every service that is known by name.

use std::io::Write;

use anyhow::{Result, bail};
use serde_json::json;

use crate::cli::output::out;
use crate::cli::{Context, Exit, open};
use crate::config::sources::presets::{Preset, VERIFIED, all};
use crate::config::{self, Config, Pacing, SourceConfig};
use crate::locale::{say, span, tell};
use crate::model::{Intake, Locale, ReadAs, RowFormat, SourceKind, shown};

/// The configuration without its credentials, which only the service is given.
pub(super) fn checked(context: &Context) -> Result<Config> {
    match config::check(&open::config_path(context), context.locale) {
        Ok(loaded) => Ok(loaded.config),
        Err(report) => bail!("{}\n{}", say(context.locale, "cli-config-wrong"), report.render(false)),
    }
}

/// Lists the addresses of all sources.
pub(super) fn configured(context: &Context, as_json: bool) -> Result<Exit> {
    let config = checked(context)?;
    let mut out = out();
    for source in &config.sources {
        if as_json {
            writeln!(out, "{}", source_json(source, context.locale))?;
        } else {
            source_lines(&mut out, source, &config, context.locale)?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}

/// Lists the presets.
pub(super) fn known(context: &Context, as_json: bool) -> Result<Exit> {
    let mut out = out();
    for preset in all() {
        if as_json {
            let object = json!({
                "kind": preset.name, "grade": preset.grade.as_str(), "keys": preset.key_names(),
                "every_seconds": preset.every().as_secs(), "least_seconds": preset.least().as_secs(),
                "note": say(context.locale, &preset.note_key()), "evidence": preset.evidence.as_str(),
                "verified": VERIFIED, "example": preset.example,
            });
            writeln!(out, "{object}")?;
            continue;
        }
        writeln!(out, "{}", heading(preset, context.locale))?;
        for line in std::iter::once(format!("kind = \"{}\"", preset.name))
            .chain(preset.example.lines().map(str::to_owned))
            .filter(|_| !preset.example.is_empty())
        {
            writeln!(out, "    {line}")?;
        }
        writeln!(out, "  {}", note(preset, context.locale))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn heading(preset: &Preset, locale: Locale) -> String {
    let facts = [
        ("kind", preset.name.into()),
        ("grade", preset.grade.as_str().into()),
        ("every", span(locale, preset.every()).into()),
        ("least", span(locale, preset.least()).into()),
        ("keys", preset.key_names().join(", ").into()),
    ];
    let key = if preset.example.is_empty() { "cli-preset-closed" } else { "cli-preset" };
    tell(locale, key, &facts)
}

/// What to know, and what that rests on: nothing of it was seen to answer from here.
fn note(preset: &Preset, locale: Locale) -> String {
    let evidence = say(locale, &format!("preset-evidence-{}", preset.evidence.as_str()));
    let facts =
        [("note", say(locale, &preset.note_key()).into()), ("evidence", evidence.into()), ("date", VERIFIED.into())];
    tell(locale, "cli-preset-note", &facts)
}

/// What the bytes are.
pub(super) fn format(read_as: &ReadAs) -> &'static str {
    match read_as {
        ReadAs::Feed => "RSS/Atom/JSON Feed",
        ReadAs::Api { shape } => shape.format(),
        ReadAs::Intake(intake) => match intake.as_ref() {
            Intake::Maildir(_) => "Maildir",
            Intake::Table(table) if table.format == RowFormat::Csv => "CSV",
            Intake::Table(_) => "JSON Lines",
            Intake::Webhook(_) => "JSON",
        },
        _ => "HTML",
    }
}

/// What says when it is asked.
fn pace(source: &SourceConfig) -> &'static str {
    match source.pacing {
        _ if source.read_as.kind() == SourceKind::Webhook => "sent",
        Pacing::Learnt { freshness: None } => "learnt",
        Pacing::Learnt { .. } | Pacing::Fixed => "fixed",
    }
}

/// Where it is asked, looked for, or sent to.
pub(super) fn place(source: &SourceConfig, config: &Config) -> String {
    let ReadAs::Intake(intake) = &source.read_as else { return shown(source.url.as_str()) };
    match intake.as_ref() {
        Intake::Maildir(mails) => mails.path.display().to_string(),
        Intake::Table(table) => table.path.display().to_string(),
        Intake::Webhook(_) => {
            let named = config.web.public_url.clone().map(String::from);
            let here = || config.web.listen.map(|at| format!("http://{at}")).unwrap_or_default();
            format!("POST {}{}", named.unwrap_or_else(here).trim_end_matches('/'), source.url.path())
        }
    }
}

fn kind(source: &SourceConfig) -> &'static str {
    source.preset.as_ref().map_or(source.read_as.kind().as_str(), |used| used.preset.name)
}

fn source_lines(out: &mut impl Write, source: &SourceConfig, config: &Config, locale: Locale) -> Result<()> {
    let used = source.preset.as_deref();
    let facts = [
        ("name", source.name.as_str().into()),
        ("kind", kind(source).into()),
        ("graded", if used.is_some() { "yes" } else { "no" }.into()),
        ("grade", used.map_or("", |used| used.preset.grade.as_str()).into()),
        ("format", format(&source.read_as).into()),
        ("pace", pace(source).into()),
        ("every", span(locale, source.every).into()),
    ];
    writeln!(out, "{}", tell(locale, "cli-source-expanded", &facts))?;
    writeln!(out, "    {}", place(source, config))?;
    let Some(used) = used else { return Ok(()) };
    for other in &used.fallbacks {
        let facts = [("url", shown(other.url.as_str()).into()), ("format", format(&other.read_as).into())];
        writeln!(out, "    {}", tell(locale, "cli-source-else", &facts))?;
    }
    if used.token.is_some() {
        writeln!(out, "    {}", say(locale, "cli-source-token"))?;
    }
    writeln!(out, "    {}", note(used.preset, locale))?;
    Ok(())
}

fn source_json(source: &SourceConfig, locale: Locale) -> serde_json::Value {
    let used = source.preset.as_deref();
    let fallbacks = used.map(|used| used.fallbacks.as_slice()).unwrap_or_default();
    json!({
        "name": source.name,
        "kind": kind(source),
        "group": used.and_then(|used| used.group.as_deref()),
        "url": shown(source.url.as_str()),
        "format": format(&source.read_as),
        "fallbacks": fallbacks.iter().map(|f| json!({"url": shown(f.url.as_str()), "format": format(&f.read_as)})).collect::<Vec<_>>(),
        "every_seconds": source.every.as_secs(),
        "grade": used.map(|used| used.preset.grade.as_str()),
        "note": used.map(|used| say(locale, &used.preset.note_key())),
        "evidence": used.map(|used| used.preset.evidence.as_str()),
        "verified": used.map(|_| VERIFIED),
        "token": used.is_some_and(|used| used.token.is_some()),
    })
}
