//! `vigie incidents`: what is going on, and what went on.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, open};
use crate::locale::{date_time, say, tell};

/// Arguments of `vigie incidents`.
#[derive(Args)]
pub(super) struct Incidents {
    #[arg(long)]
    all: bool,
    #[arg(long)]
    json: bool,
}

/// Lists incidents, newest first.
pub(super) async fn run(args: &Incidents, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let incidents = store.incidents(!args.all, 100).await?;
    let mut out = out();
    if incidents.is_empty() && !args.json {
        writeln!(out, "{}", say(context.locale, "cli-incidents-none"))?;
    }
    for (incident, brand) in incidents {
        if args.json {
            writeln!(out, "{}", json!({ "brand": brand, "incident": incident }))?;
            continue;
        }
        let facts = [
            ("id", incident.id.map_or_else(String::new, |id| id.to_string()).into()),
            ("brand", brand.into()),
            ("severity", say(context.locale, &format!("web-severity-{}", incident.severity.as_str())).into()),
            ("state", say(context.locale, &format!("cli-state-{}", incident.state.as_str())).into()),
            ("at", date_time(context.locale, incident.key.opened_at, &config.time_zone).into()),
            ("mentions", incident.peak.mentions.into()),
            ("negative", incident.peak.negative.into()),
        ];
        writeln!(out, "{}", tell(context.locale, "cli-incident", &facts))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}
