//! `vigie sources`: what is polled, and how it is doing.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::{out, status};
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::{percent, standing, tell};

/// Arguments of `vigie sources`.
#[derive(Args)]
pub(super) struct Sources {
    #[arg(long)]
    json: bool,
}

/// Lists the sources with their health.
pub(super) async fn run(args: &Sources, context: &Context) -> Result<Exit> {
    let (_, store) = open::reader(context)?;
    let mut out = out();
    for row in store.source_rows(Clock::system().now()).await? {
        let health = &row.state.health;
        if args.json {
            let object = json!({
                "name": row.name, "kind": row.kind.as_str(), "url": row.state.url, "status": health.status.as_str(),
                "detail": health.detail, "failures": health.failures, "items": row.items, "mentions": row.mentions,
                "last_ok_at": health.last_ok_at.map(|at| at.to_string()),
                "next_due_at": row.state.next_due_at.map(|at| at.to_string()),
                "coverage": row.coverage.share(), "rating": row.standing, "complaints": row.complaints,
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
        if let Some(rating) = row.standing {
            writeln!(out, "    {}", standing(context.locale, rating))?;
        }
        if let Some(detail) = health.detail.as_ref().filter(|_| !health.status.is_well()) {
            writeln!(out, "    {detail}")?;
        }
        for complaint in row.complaints.iter().take(3) {
            writeln!(out, "    {}", complaint.detail)?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}
