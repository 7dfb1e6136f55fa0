//! `vigie poll --once`: one pass over the sources, without the daemon.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::poll::poll_all;
use crate::locale::{say, tell};
use crate::model::Locale;
use crate::store::PollSummary;

/// Arguments of `vigie poll`.
#[derive(Args)]
pub(super) struct Poll {
    #[arg(long)]
    once: bool,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    json: bool,
}

#[derive(Default)]
struct Pass {
    polled: u64,
    same: u64,
    failures: BTreeMap<String, String>,
    added: PollSummary,
}

/// Polls, and says in one line what came of it.
pub(super) async fn run(args: Poll, context: &Context) -> Result<Exit> {
    if !args.once {
        bail!(say(context.locale, "cli-poll-once"));
    }
    let app = open::app(context).await?;
    let sources = if args.all {
        app.store.all_sources().await?
    } else {
        app.store.due_sources(app.clock.now(), u32::MAX).await?
    };
    let bar = progress(sources.len(), !args.json);
    let started = Instant::now();
    let mut pass = Pass::default();
    poll_all(&app, sources, |name, end| {
        bar.inc(1);
        pass.polled += 1;
        pass.same += u64::from(end.same);
        if !end.status.is_well() {
            pass.failures.insert(name.to_owned(), end.detail.clone().unwrap_or_else(|| end.status.as_str().to_owned()));
        }
        add(&mut pass.added, &end.summary);
    })
    .await?;
    bar.finish_and_clear();
    app.store.clone().close().await?;
    report(&pass, started.elapsed().as_secs_f64(), args.json, context.locale)?;
    Ok(Exit::Well)
}

fn progress(count: usize, shown: bool) -> ProgressBar {
    if !shown || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX)).with_style(style)
}

fn add(total: &mut PollSummary, summary: &PollSummary) {
    total.items += summary.items;
    total.mentions += summary.mentions;
    total.counted += summary.counted;
    total.renamed += summary.renamed;
    total.edited += summary.edited;
}

fn report(pass: &Pass, seconds: f64, json: bool, locale: Locale) -> Result<()> {
    let mut out = out();
    if json {
        let object = json!({
            "polled": pass.polled, "not_modified": pass.same, "failed": pass.failures.len(), "failures": pass.failures,
            "items": pass.added.items, "mentions": pass.added.mentions, "renamed": pass.added.renamed,
            "edited": pass.added.edited, "seconds": (seconds * 1000.0).round() / 1000.0,
        });
        writeln!(out, "{object}")?;
    } else {
        let facts = [
            ("polled", pass.polled.into()),
            ("same", pass.same.into()),
            ("failed", pass.failures.len().into()),
            ("items", pass.added.items.into()),
            ("mentions", pass.added.mentions.into()),
            ("seconds", seconds.into()),
        ];
        writeln!(out, "{}", tell(locale, "cli-poll-summary", &facts))?;
        for (name, why) in &pass.failures {
            writeln!(out, "  {name}: {why}")?;
        }
    }
    Ok(out.flush()?)
}
