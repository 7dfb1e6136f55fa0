//! A watched page: whether its answer is a change that is sure, and when to look again.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};

use super::schedule;
use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::read::watch::{Step, Watching, advance};
use crate::model::{BrandId, PageVersion, PageWatch, ReadAs, SourceKind, Timestamp, WatchFor};
use crate::store::{DueSource, PageFind, SourceState};
use crate::understand::query::{About, Document};

/// What the answer leads to, and how soon the page should be asked again out of turn.
pub(super) async fn compare(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    version: PageVersion,
    now: Timestamp,
) -> Result<(PageFind, Option<Duration>)> {
    let before = app.store.page_watch(due.id).await?.map(|watch| watch.not_after(now));
    let (rules, name, brands) = (Arc::clone(rules), source.config.name.clone(), source.brands.clone());
    let ReadAs::Page { watch: what, .. } = source.config.read_as.clone() else {
        anyhow::bail!("{} is no page", due.name)
    };
    let task = tokio::task::spawn_blocking(move || step(&rules, &name, brands.as_deref(), &what, before, version, now));
    let Step { watch, change, come_back } = task.await.context("comparing two versions of the page")?;
    Ok((PageFind { watch, change }, come_back))
}

/// A 304 says that the page is as it was when it was last read.
pub(super) async fn unchanged(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    now: Timestamp,
) -> Result<Option<(PageFind, Option<Duration>)>> {
    if !matches!(source.config.read_as, ReadAs::Page { .. }) {
        return Ok(None);
    }
    let Some(watch) = app.store.page_watch(due.id).await? else { return Ok(None) };
    let last = watch.pending.map_or(watch.base, |pending| pending.version);
    compare(app, rules, source, due, last, now).await.map(Some)
}

/// A site of one's own that failed once is looked at again soon: twice in a row is told.
pub(super) fn look_again(source: &WatchedSource, state: &mut SourceState, now: Timestamp) {
    if source.config.is_own_site() && state.health.failures == 1 {
        schedule::come_back(state, Some(OWN_SITE_AGAIN), None, now);
    }
}

const OWN_SITE_AGAIN: Duration = Duration::from_mins(2);

fn step(
    rules: &Rules,
    source: &str,
    brands: Option<&[BrandId]>,
    what: &WatchFor,
    before: Option<PageWatch>,
    version: PageVersion,
    now: Timestamp,
) -> Step {
    let is_named = |text: &str| {
        let language = || crate::model::Language::Other;
        let about = About { kind: Some(SourceKind::Page), ..About::default() };
        let document = Document { title: "", text, author: None, url: None, source, language: &language, about };
        let mut hits = rules.matcher.hits(&document).into_iter();
        hits.any(|hit| brands.is_none_or(|brands| brands.contains(&hit.brand)))
    };
    advance(before, version, now, &Watching { what, is_named: &is_named })
}
