//! `vigie sources`: what is polled, and how it is doing.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::{out, status};
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::{date_time, percent, tell};

/// Arguments of `vigie sources`.
#[derive(Args)]
pub(super) struct Sources {
    #[arg(long)]
    json: bool,
}

/// Lists the sources with their health.
pub(super) async fn run(args: &Sources, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let mut out = out();
    for row in store.source_rows(Clock::system().now()).await? {
        let health = &row.state.health;
        if args.json {
            let object = json!({
                "name": row.name, "kind": row.kind.as_str(), "url": row.state.url, "status": health.status.as_str(),
                "detail": health.detail, "failures": health.failures, "items": row.items, "mentions": row.mentions,
                "last_ok_at": health.last_ok_at.map(|at| at.to_string()),
                "next_due_at": row.state.next_due_at.map(|at| at.to_string()),
                "coverage": row.coverage.share(), "complaints": row.complaints, "events": row.events,
            });
            writeln!(out, "{object}")?;
            continue;
        }
        let facts = [
            ("name", row.name.as_str().into()),
            ("status", status(context.locale, health.status).into()),
            ("items", row.items.into()),
            ("mentions", row.mentions.into()),
            ("coverage", percent(context.locale, row.coverage.share()).into()),
        ];
        writeln!(out, "{}", tell(context.locale, "cli-source", &facts))?;
        if let Some(detail) = health.detail.as_ref().filter(|_| !health.status.is_well()) {
            writeln!(out, "    {detail}")?;
        }
        for event in &row.events {
            let key = format!("cli-event-{}", event.kind.as_str());
            let what = tell(context.locale, &key, &[("items", event.items.into())]);
            let at = date_time(context.locale, event.at, &config.time_zone);
            writeln!(out, "    {}", tell(context.locale, "cli-event", &[("at", at.into()), ("what", what.into())]))?;
        }
        for complaint in row.complaints.iter().take(3) {
            writeln!(out, "    {}", complaint.detail)?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}
