//! `vigie sources`: what is polled, and how it is doing; with a word behind it, what stands behind it and how to
//! change it.

mod exchange;
mod expand;
mod probe;

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

pub(super) use exchange::write_block;

use super::output::{out, status};
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::daemon::poll::elsewhere;
use crate::locale::{date_time, detail, percent, standing, tell};
use crate::model::{SourceKind, shown};

/// Arguments of `vigie sources`.
#[derive(Args)]
pub(super) struct Sources {
    #[arg(value_enum, hide_possible_values = true)]
    action: Option<Action>,
    target: Option<String>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

/// What is done with the sources, beside listing them.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Every address.
    Expand,
    /// Every service that is known by name.
    Presets,
    /// Asks each once.
    Probe,
    /// Adds a list of feeds.
    Import,
    /// Prints the list of feeds.
    Export,
}

/// Lists the sources, or does what was asked.
pub(super) async fn run(args: &Sources, context: &Context) -> Result<Exit> {
    match args.action {
        None => list(args, context).await,
        Some(Action::Presets) => expand::known(context, args.json),
        Some(Action::Expand) if args.all => expand::known(context, args.json),
        Some(Action::Expand) => expand::configured(context, args.json),
        Some(Action::Probe) => probe::run(context, args.target.as_deref(), args.json).await,
        Some(Action::Import) => exchange::import(context, args.target.as_deref(), args.dry_run),
        Some(Action::Export) => exchange::export(context),
    }
}

/// Lists the sources with their health.
async fn list(args: &Sources, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let mut out = out();
    for row in store.source_rows(Clock::system().now()).await? {
        let health = &row.state.health;
        if args.json {
            let object = json!({
                "name": row.name, "kind": row.kind.as_str(), "url": shown(&row.state.url), "status": health.status.as_str(),
                "detail": health.detail, "failures": health.failures, "items": row.items, "mentions": row.mentions,
                "last_ok_at": health.last_ok_at.map(|at| at.to_string()),
                "next_due_at": row.state.next_due_at.map(|at| at.to_string()),
                "elsewhere": elsewhere(&row.state).map(|(url, _)| shown(url)), "coverage": row.coverage.share(), "complaints": row.complaints, "rating": row.standing, "events": row.events,
            });
            writeln!(out, "{object}")?;
            continue;
        }
        let facts = [
            ("name", row.name.as_str().into()),
            ("status", status(context.locale, health.status).into()),
            ("paged", if row.kind == SourceKind::Page { "yes" } else { "no" }.into()),
            ("items", row.items.into()),
            ("mentions", row.mentions.into()),
            ("coverage", percent(context.locale, row.coverage.share()).into()),
        ];
        writeln!(out, "{}", tell(context.locale, "cli-source", &facts))?;
        if let Some(rating) = row.standing {
            writeln!(out, "    {}", standing(context.locale, rating))?;
        }
        if let Some(english) = health.detail.as_ref().filter(|_| !health.status.is_well()) {
            writeln!(out, "    {}", detail(context.locale, english))?;
        }
        if let Some((url, since)) = elsewhere(&row.state) {
            let at = date_time(context.locale, since, &config.time_zone);
            let facts = [("at", at.into()), ("url", shown(url).into())];
            writeln!(out, "    {}", tell(context.locale, "cli-elsewhere", &facts))?;
        }
        for event in &row.events {
            let key = format!("cli-event-{}", event.kind.as_str());
            let what = tell(context.locale, &key, &[("items", event.items.into())]);
            let at = date_time(context.locale, event.at, &config.time_zone);
            writeln!(out, "    {}", tell(context.locale, "cli-event", &[("at", at.into()), ("what", what.into())]))?;
        }
        let is_told = |detail: &str| health.detail.as_deref() == Some(detail);
        for complaint in row.complaints.iter().filter(|complaint| !is_told(&complaint.detail)).take(3) {
            writeln!(out, "    {}", detail(context.locale, &complaint.detail))?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}
