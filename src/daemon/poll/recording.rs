//! From what was found to what is kept of it, and what is told of the poll.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tracing::{debug, info, warn};

use super::finds::Finds;
use super::schedule::{self, Ended};
use super::{full_text, recognition, understanding};
use crate::daemon::rules::{Rules, WatchedSource};
use crate::daemon::{App, pace};
use crate::detect::pace::Arrivals;
use crate::model::{SourceStatus, Timestamp, Validators, shown};
use crate::store::{DueSource, PollRecord, PollSummary, Recognised};

/// What a poll ended in.
#[derive(Clone, Debug)]
pub struct PollEnd {
    /// How the source is doing now.
    pub status: SourceStatus,
    /// The server said that nothing changed (304).
    pub same: bool,
    /// It was not asked: others of ours were waiting at its site. When to try again.
    pub busy: Option<Duration>,
    /// What went wrong, in English.
    pub detail: Option<String>,
    /// What was stored.
    pub summary: PollSummary,
}

/// Stores the record, and tells what came of the poll.
pub(super) async fn keep(app: &App, due: &DueSource, record: PollRecord, same: bool) -> Result<PollEnd> {
    let health = record.state.health.clone();
    tell_state_change(due, health.status, health.detail.as_deref());
    let recorded = match record.quiet(due).filter(|_| same) {
        Some(quiet) => app.store.record_quiet(quiet).await.map(|()| PollSummary::default()),
        None => Box::pin(app.store.record_poll(record)).await,
    };
    let summary = recorded.with_context(|| format!("recording the poll of {}", due.name))?;
    app.metrics.poll(if same { "same" } else { health.status.as_str() }, &summary);
    debug!(source.id = %due.id, "Polled {}: {:?}, {summary:?}", due.name, health.status);
    Ok(PollEnd { status: health.status, same, busy: None, detail: health.detail, summary })
}

/// Recognises the drafts, understands the new ones, and makes the record of the poll.
pub(super) async fn record_finds(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    finds: Finds,
    now: Timestamp,
) -> Result<PollRecord> {
    let covered = matches!(finds.ended, Ended::Well { .. });
    let max_age = finds.ended.max_age();
    let mut recognised = recognition::recognise(app, source, due, finds.drafts, finds.extent.left_out(), now).await?;
    let entries = finds.extent.known(&recognised.identities, now);
    let new = recognised.fresh.iter().filter(|item| item.recognised == Recognised::New).map(|item| &item.draft);
    app.pacer.know_hours(&app.store).await?;
    let learnt = app.pacer.learn(due, &new.collect::<Vec<_>>(), now).filter(|_| covered);
    // An answer with new items says nothing of whether it could have been a 304: validators do.
    let spares = finds.validators.etag.is_some() || finds.validators.last_modified.is_some();
    let rest = app.pacer.pause(due, source, learnt.as_ref(), spares, now);
    let mut complaints = finds.complaints;
    complaints.extend(full_text::complete(rules, source, &mut recognised.fresh, now).await?);
    let items = understanding::understand(Arc::clone(rules), due.id, recognised.fresh).await?;
    let mut state = schedule::after(due, source, finds.ended, rest, now);
    let kept = || due.pace.as_deref().and_then(Arrivals::from_bytes);
    if let Some(known) = learnt.clone().or_else(kept).filter(|_| covered) {
        pace::mark_silence(&mut state.health, &known, now);
    }
    schedule::come_back(&mut state, finds.come_back, max_age, now);
    let brought = !items.is_empty() || finds.page.as_ref().is_some_and(|page| page.change.is_some());
    state.validators = match covered {
        // What comes later in the same second would be hidden by a 304. Who stamps every answer still says when nothing came.
        true if finds.settling && brought => Validators::default(),
        true => finds.validators,
        false => due.state.validators.clone(),
    };
    if let Some(address) = finds.address {
        state.url = address.into();
    }
    Ok(PollRecord {
        items,
        texts: !rules.config.retention.items.is_zero(),
        still_there: recognised.still_there,
        events: recognised.events,
        topics: finds.topics,
        page: finds.page,
        standing: finds.standing,
        complaints,
        pace: learnt.as_ref().map(Arrivals::to_bytes),
        entries,
        ..PollRecord::new(due.id, now, state, Some(covered))
    })
}

/// The record of a poll that failed in our own hands.
pub(super) fn failed(due: &DueSource, source: &WatchedSource, detail: String, now: Timestamp) -> PollRecord {
    let ended = Ended::Badly { status: SourceStatus::Unreadable, detail, retry_after: None };
    let state = schedule::after(due, source, ended, source.config.every, now);
    PollRecord::new(due.id, now, state, Some(false))
}

/// One line a change of state, not one a poll (F84).
fn tell_state_change(due: &DueSource, status: SourceStatus, detail: Option<&str>) {
    let (before, name) = (due.state.health.status, &due.name);
    if before == status {
        return;
    }
    let url = shown(&due.state.url);
    let why = detail.map(|detail| format!(": {detail}")).unwrap_or_default();
    if status == SourceStatus::Ok {
        info!(source.id = %due.id, source.url = %url, "Source {name} is read");
    } else {
        warn!(source.id = %due.id, source.url = %url, "Source {name} is {}{why}", status.as_str().replace('_', " "));
    }
}
