//! `vigie stats`: what a database holds, in numbers.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, open};
use crate::locale::tell;
use crate::store::Store;

/// Arguments of `vigie stats`.
#[derive(Args)]
pub(super) struct Stats {
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    state: Option<PathBuf>,
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    #[arg(long)]
    json: bool,
}

/// Counts; reads only, beside a daemon that may be running.
pub(super) async fn run(args: &Stats, context: &Context) -> Result<Exit> {
    let store = match &args.state {
        Some(dir) => Store::open_reader(&dir.join("vigie.db"))?,
        None => open::reader(context)?.1,
    };
    let (figures, keys) = (store.figures().await?, store.keys().await?);
    let counts = [
        ("sources", figures.sources),
        ("entries", keys.entries),
        ("texts", keys.texts),
        ("mentioned", keys.mentioned),
        ("mentions", figures.mentions),
        ("stories", figures.stories),
        ("bytes", figures.bytes),
    ];
    let mut out = out();
    if args.plain {
        let words = counts.iter().map(|(name, count)| format!("{name}={count}")).collect::<Vec<_>>();
        writeln!(out, "{}", words.join(" "))?;
    } else if args.json {
        let object = counts.iter().map(|(name, count)| ((*name).to_owned(), json!(count)));
        writeln!(out, "{}", serde_json::Value::Object(object.collect()))?;
    } else {
        let facts = counts.map(|(name, count)| (name, count.into()));
        writeln!(out, "{}", tell(context.locale, "cli-stats", &facts))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}
