//! `vigie ack ID`: somebody takes an incident on.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::tell;
use crate::model::IncidentId;

/// Arguments of `vigie ack`.
#[derive(Args)]
pub(super) struct Ack {
    id: i64,
    #[arg(long)]
    by: Option<String>,
}

/// Takes the incident on, beside a daemon that may be running.
pub(super) async fn run(args: Ack, context: &Context) -> Result<Exit> {
    let (_, store) = open::shared(context)?;
    let by = args.by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "vigie".to_owned());
    let id = IncidentId(args.id);
    let taken = store.acknowledge(id, &by, Clock::system().now()).await?;
    let known = store.incident(id).await?;
    store.close().await?;
    let mut out = out();
    let facts = |brand: String| [("id", id.to_string().into()), ("brand", brand.into()), ("by", by.as_str().into())];
    match (taken, known) {
        (Some(_), Some((_, brand))) => writeln!(out, "{}", tell(context.locale, "cli-ack-done", &facts(brand)))?,
        (None, Some((_, brand))) => bail!(tell(context.locale, "cli-ack-not-open", &facts(brand))),
        (_, None) => bail!(tell(context.locale, "cli-ack-unknown", &facts(String::new()))),
    }
    out.flush()?;
    Ok(Exit::Well)
}
