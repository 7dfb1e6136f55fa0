//! The way of one poll.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tracing::{debug, info, warn};

use super::reading::{Finds, read_answer};
use super::schedule::{self, Ended};
use super::{freshness, understanding};
use crate::daemon::App;
use crate::daemon::app::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Request};
use crate::model::{SourceKind, SourceStatus, Timestamp};
use crate::store::{DueSource, PollRecord, PollSummary, Recognised, SourceState};

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

/// Asks one source, reads the answer, and records all that follows in one write.
pub async fn poll_source(app: Arc<App>, due: DueSource) -> Result<PollEnd> {
    let rules = app.rules();
    let now = app.clock.now();
    let Some(source) = rules.sources.get(&due.id) else {
        return Ok(PollEnd {
            status: due.state.health.status,
            same: false,
            busy: None,
            detail: None,
            summary: PollSummary::default(),
        });
    };
    let _coming = app.store.poll_begins();
    let answer = ask(&rules, source, &due, now).await;
    let same = matches!(answer, Answer::Same { .. });
    let busy = if let Answer::Busy { after } = &answer { Some(*after) } else { None };
    let record = match answer {
        Answer::Fresh(page) => {
            let finds = read_answer(&app, &rules, source, &due, &page, now).await?;
            record_finds(&app, &rules, source, &due, finds, now).await?
        }
        Answer::Same { validators, max_age } => {
            let mut state = schedule::after(&due, source, Ended::Well { max_age, moved: None }, now);
            state.validators = validators;
            record(&due, now, state, Some(true))
        }
        Answer::Gone => record(&due, now, schedule::after(&due, source, Ended::Gone, now), Some(false)),
        Answer::Later { after } => {
            let detail = format!("the site asked us to come back in {} s", after.as_secs());
            let ended = Ended::Badly { status: SourceStatus::Throttled, detail, retry_after: Some(after) };
            record(&due, now, schedule::after(&due, source, ended, now), Some(false))
        }
        Answer::Busy { after } => record(&due, now, schedule::after(&due, source, Ended::Busy { after }, now), None),
        Answer::Failed(failure) => {
            let ended = Ended::Badly {
                status: failure.kind.status(),
                detail: failure.detail,
                retry_after: failure.retry_after,
            };
            record(&due, now, schedule::after(&due, source, ended, now), Some(false))
        }
    };
    let health = record.state.health.clone();
    tell_state_change(&due, health.status, health.detail.as_deref());
    let recorded = if same && due.state.health.status == health.status {
        app.store.record_quiet(record).await.map(|()| PollSummary::default())
    } else {
        app.store.record_poll(record).await
    };
    let summary = recorded.with_context(|| format!("recording the poll of {}", due.name))?;
    app.metrics.poll(if same { "same" } else { health.status.as_str() }, &summary);
    debug!(source.id = %due.id, "Polled {}: {:?}, {summary:?}", due.name, health.status);
    Ok(PollEnd { status: health.status, same, busy, detail: health.detail, summary })
}

async fn ask(rules: &Rules, source: &WatchedSource, due: &DueSource, now: Timestamp) -> Answer {
    let url = match rules.fetcher.check(&due.state.url) {
        Ok(url) => url,
        Err(failure) => return Answer::Failed(failure),
    };
    let accept = if source.config.read_as.kind() == SourceKind::Feed { Accept::Feed } else { Accept::Page };
    let request =
        Request { url: &url, validators: &due.state.validators, accept, robots: source.config.respect_robots };
    rules.fetcher.fetch(&request, now).await
}

/// Recognises the drafts, understands the new ones, and makes the record of the poll.
async fn record_finds(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    finds: Finds,
    now: Timestamp,
) -> Result<PollRecord> {
    let state = schedule::after(due, source, finds.ended, now);
    let covered = state.health.status.is_well();
    let identities = finds.drafts.iter().map(crate::model::Draft::identity).collect::<Vec<_>>();
    let recognised = app.store.recognise(due.id, identities.clone()).await?;
    let mut fresh = Vec::new();
    let mut still_there = Vec::new();
    for ((draft, identity), known) in finds.drafts.into_iter().zip(identities).zip(recognised) {
        if known == Recognised::Known {
            still_there.push(identity);
        } else {
            let counted = known == Recognised::New && freshness::counts(&draft, due, source.config.every, now);
            fresh.push(understanding::Fresh { draft, identity, recognised: known, counted });
        }
    }
    let items = understanding::understand(Arc::clone(rules), due.id, fresh).await?;
    let mut state = state;
    state.validators = if covered { finds.validators } else { due.state.validators.clone() };
    Ok(PollRecord {
        items,
        texts: !rules.config.retention.items.is_zero(),
        still_there,
        topics: finds.topics,
        page: finds.page,
        complaints: finds.complaints,
        ..record(due, now, state, Some(covered))
    })
}

/// The record of a poll that failed in our own hands.
pub(super) fn failed(due: &DueSource, source: &WatchedSource, detail: String, now: Timestamp) -> PollRecord {
    let ended = Ended::Badly { status: SourceStatus::Unreadable, detail, retry_after: None };
    record(due, now, schedule::after(due, source, ended, now), Some(false))
}

fn record(due: &DueSource, at: Timestamp, state: SourceState, covered: Option<bool>) -> PollRecord {
    PollRecord {
        source: due.id,
        at,
        state,
        covered,
        items: Vec::new(),
        texts: true,
        still_there: Vec::new(),
        topics: Vec::new(),
        page: None,
        complaints: Vec::new(),
    }
}

/// One line a change of state, not one a poll (F84).
fn tell_state_change(due: &DueSource, status: SourceStatus, detail: Option<&str>) {
    let (before, name, url) = (due.state.health.status, &due.name, &due.state.url);
    if before == status {
        return;
    }
    let why = detail.map(|detail| format!(": {detail}")).unwrap_or_default();
    if status.is_well() {
        info!(source.id = %due.id, source.url = %url, "Source {name} is read");
    } else {
        warn!(source.id = %due.id, source.url = %url, "Source {name} is {}{why}", status.as_str().replace('_', " "));
    }
}
