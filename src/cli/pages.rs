//! `vigie pages`: what is watched, what of it is taken for noise, and what changed.
//!
//! A mask that nobody can see is a mask that hides: what a page is not compared by is shown with where it stands.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, open};
use crate::config::SourceConfig;
use crate::daemon::Clock;
use crate::locale::{date_time, decimal, say, tell};
use crate::model::{DAY_MS, NewChange, PageChange, PageLine, PageWatch, ReadAs, WatchFor, shown};
use crate::notify::render::page_change;
use crate::store::ChangeFilter;

/// Arguments of `vigie pages`.
#[derive(Args)]
pub(super) struct Pages {
    name: Option<String>,
    #[arg(long)]
    json: bool,
}

const CHANGES: u32 = 500;
const SHOWN: usize = 5;
const LEARNT: u32 = 4;

/// Lists the watched pages.
pub(super) async fn run(args: &Pages, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let mut out = out();
    let now = Clock::system().now();
    let mut any = false;
    for row in store.source_rows(now).await? {
        let Some((source, what)) = config.sources.iter().find_map(|source| page(source, &row.name)) else { continue };
        if args.name.as_ref().is_some_and(|name| *name != source.name) {
            continue;
        }
        any = true;
        let watch = store.page_watch(row.id).await?;
        let which = ChangeFilter {
            from: now.plus_millis(-90 * DAY_MS),
            to: now.plus_millis(1),
            importance: 0.0,
            sources: Some(vec![row.id]),
            first_looks: None,
            limit: CHANGES,
        };
        let mut changes = store.page_changes(which).await?;
        for change in &mut changes {
            change.url = shown(&change.url);
        }
        if args.json {
            let object = json!({
                "name": source.name, "url": shown(&row.state.url), "watch": what.as_str(),
                "since": watch.as_ref().map(|watch| watch.since.to_string()),
                "samples": watch.as_ref().map(|watch| watch.samples),
                "pending_since": watch.as_ref().and_then(|watch| Some(watch.pending.as_ref()?.at.to_string())),
                "noise": watch.as_ref().map(|watch| &watch.noise), "changes": changes,
            });
            writeln!(out, "{object}")?;
            continue;
        }
        show(&mut out, context, &config.time_zone, source, what, watch.as_ref(), &changes)?;
    }
    if !any && !args.json {
        writeln!(out, "{}", say(context.locale, "cli-pages-none"))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn page<'c>(source: &'c SourceConfig, name: &str) -> Option<(&'c SourceConfig, &'c WatchFor)> {
    match &source.read_as {
        ReadAs::Page { watch, .. } if source.name == name => Some((source, watch)),
        _ => None,
    }
}

fn show(
    out: &mut impl Write,
    context: &Context,
    zone: &str,
    source: &SourceConfig,
    what: &WatchFor,
    watch: Option<&PageWatch>,
    changes: &[PageChange],
) -> Result<()> {
    let (state, at) = match watch {
        None => ("new", None),
        Some(PageWatch { pending: Some(pending), samples, .. }) if *samples >= LEARNT => {
            ("pending", Some(pending.since()))
        }
        Some(watch) if watch.samples < LEARNT => ("learning", Some(watch.since)),
        Some(watch) => ("known", Some(watch.since)),
    };
    let facts = [
        ("name", source.name.as_str().into()),
        ("watch", what.as_str().into()),
        ("state", state.into()),
        ("samples", watch.map_or(0, |watch| watch.samples).into()),
        ("at", at.map(|at| date_time(context.locale, at, zone)).unwrap_or_default().into()),
    ];
    writeln!(out, "{}", tell(context.locale, "cli-page", &facts))?;
    for noise in watch.iter().flat_map(|watch| &watch.noise).filter(|noise| noise.masked) {
        let facts = [
            ("kind", noise.kind.as_str().into()),
            ("shown", noise.shown.to_string().into()),
            ("path", noise.path.as_str().into()),
        ];
        writeln!(out, "    {}", tell(context.locale, "cli-page-noise", &facts))?;
    }
    for change in changes.iter().take(SHOWN) {
        let importance = change.change.importance;
        let told = if importance >= NewChange::DAILY {
            "daily"
        } else if importance >= NewChange::WEEKLY {
            "weekly"
        } else {
            "no"
        };
        let facts = [
            ("at", date_time(context.locale, change.at, zone).into()),
            ("kind", change.change.kind.as_str().into()),
            ("importance", decimal(context.locale, importance, 2).into()),
            ("told", told.into()),
        ];
        writeln!(out, "    {}", tell(context.locale, "cli-page-change", &facts))?;
        let told = page_change(&PageLine::from(change.clone()), context.locale, zone);
        for line in told.reasons.iter().chain(&told.lines) {
            writeln!(out, "        {line}")?;
        }
    }
    Ok(())
}
