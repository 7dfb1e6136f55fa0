//! `vigie poll --once`: one pass over the sources, without the daemon.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::listed::Listed;
use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::poll::pass;
use crate::daemon::upkeep;
use crate::locale::{detail, say, tell};
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
    #[command(flatten)]
    listed: Listed,
}

/// Threads that read and understand beside the one that asks.
pub(super) const THREADS: usize = 2;

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
    let listed = args.listed.config(context)?;
    // Who names a list wants all of it asked, now.
    let all = args.all || listed.is_some();
    let app = match listed {
        Some(config) => open::app_of(config).await?,
        None => open::app(context).await?,
    };
    let due = (!all).then(|| app.clock.now());
    if let Some(now) = due {
        upkeep::mend_clock(&app, now).await?;
    }
    let bar = progress(app.rules().sources.len(), !args.json);
    let started = Instant::now();
    let mut total = Pass::default();
    pass(&app, due, |name, end| {
        bar.inc(1);
        total.polled += 1;
        total.same += u64::from(end.same);
        if !end.status.is_well() {
            total
                .failures
                .insert(name.to_owned(), end.detail.clone().unwrap_or_else(|| end.status.as_str().to_owned()));
        }
        add(&mut total.added, &end.summary);
    })
    .await?;
    bar.finish_and_clear();
    app.store.clone().close().await?;
    report(&total, started.elapsed().as_secs_f64(), args.json, context.locale)?;
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
            let facts = [("name", name.as_str().into()), ("why", detail(locale, why).into())];
            writeln!(out, "  {}", tell(locale, "cli-poll-failure", &facts))?;
        }
    }
    Ok(out.flush()?)
}
