//! The way of one poll.

use std::sync::Arc;

use anyhow::{Context, Result};
use tracing::{debug, info, warn};

use super::reading::{Finds, read_answer};
use super::schedule::{self, Ended};
use super::{freshness, pace, understanding};
use crate::daemon::App;
use crate::daemon::app::{Rules, WatchedSource};
use crate::detect::pace::Arrivals;
use crate::ingest::fetch::{Accept, Answer, Request};
use crate::model::{SourceKind, SourceStatus, Timestamp, Validators};
use crate::store::{DueSource, PollRecord, PollSummary, Recognised, SourceState};

/// What a poll ended in.
#[derive(Clone, Debug)]
pub struct PollEnd {
    /// How the source is doing now.
    pub status: SourceStatus,
    /// The server said that nothing changed (304).
    pub same: bool,
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
            detail: None,
            summary: PollSummary::default(),
        });
    };
    let stopped =
        || PollEnd { status: due.state.health.status, same: false, detail: None, summary: PollSummary::default() };
    // Nothing has been recorded yet: a poll given up here is one that never was.
    let answer = tokio::select! {
        biased;
        () = app.stopping.cancelled() => return Ok(stopped()),
        answer = ask(&rules, source, &due, now) => answer,
    };
    let every = source.config.every;
    let same = matches!(answer, Answer::Same { .. });
    let mut record = match answer {
        Answer::Fresh(page) => {
            let finds = tokio::select! {
                biased;
                () = app.stopping.cancelled() => return Ok(stopped()),
                finds = read_answer(&app, &rules, source, &due, &page, now) => finds?,
            };
            record_finds(&app, &rules, source, &due, finds, now).await?
        }
        Answer::Same { validators, max_age } => {
            let rest = app.pacer.pause(&due, source, None, true, now);
            let mut state = schedule::after(&due, source, Ended::Well { max_age, moved: None }, rest, now);
            state.validators = validators;
            if let Some(learnt) = due.pace.as_deref().and_then(Arrivals::from_bytes) {
                pace::mark_silence(&mut state.health, &learnt, now);
            }
            record(&due, now, state, Some(true))
        }
        Answer::Gone => record(&due, now, schedule::after(&due, source, Ended::Gone, every, now), Some(false)),
        Answer::Later { after } => {
            let detail = format!("the site asked us to come back in {} s", after.as_secs());
            let ended = Ended::Badly { status: SourceStatus::Throttled, detail, retry_after: Some(after) };
            record(&due, now, schedule::after(&due, source, ended, every, now), Some(false))
        }
        Answer::Busy { after } => {
            record(&due, now, schedule::after(&due, source, Ended::Busy { after }, every, now), None)
        }
        Answer::Failed(failure) => {
            let ended = Ended::Badly {
                status: failure.kind.status(),
                detail: failure.detail,
                retry_after: failure.retry_after,
            };
            record(&due, now, schedule::after(&due, source, ended, every, now), Some(false))
        }
    };
    record.sites = rules.fetcher.take_notes();
    let health = record.state.health.clone();
    tell_state_change(&due, health.status, health.detail.as_deref());
    let summary = app.store.record_poll(record).await.with_context(|| format!("recording the poll of {}", due.name))?;
    app.metrics.poll(if same { "same" } else { health.status.as_str() }, &summary);
    debug!(source.id = %due.id, "Polled {}: {:?}, {summary:?}", due.name, health.status);
    Ok(PollEnd { status: health.status, same, detail: health.detail, summary })
}

async fn ask(rules: &Rules, source: &WatchedSource, due: &DueSource, now: Timestamp) -> Answer {
    let url = match rules.fetcher.check(&due.state.url) {
        Ok(url) => url,
        Err(failure) => return Answer::Failed(failure),
    };
    let accept = if source.config.read_as.kind() == SourceKind::Feed { Accept::Feed } else { Accept::Page };
    let full = Validators::default();
    let validators = if pace::doubts(due, now) { &full } else { &due.state.validators };
    let request = Request { url: &url, validators, accept, robots: source.config.respect_robots };
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
    let covered = matches!(finds.ended, Ended::Well { .. });
    let longest = pace::longest_pause(&source.config);
    let identities = finds.drafts.iter().map(crate::model::Draft::identity).collect::<Vec<_>>();
    let recognised = app.store.recognise(due.id, identities.clone()).await?;
    let mut fresh = Vec::new();
    let mut still_there = Vec::new();
    for ((draft, identity), known) in finds.drafts.into_iter().zip(identities).zip(recognised) {
        if known == Recognised::Known {
            still_there.push(identity);
        } else {
            let counted = known == Recognised::New && freshness::counts(&draft, due, longest, now);
            fresh.push(understanding::Fresh { draft, identity, recognised: known, counted });
        }
    }
    let new = fresh.iter().filter(|item| item.recognised == Recognised::New).map(|item| &item.draft);
    let learnt = app.pacer.learn(due, &new.collect::<Vec<_>>(), now).filter(|_| covered);
    // An answer with new items says nothing of whether it could have been a 304: validators do.
    let spares = finds.validators.etag.is_some() || finds.validators.last_modified.is_some();
    let rest = app.pacer.pause(due, source, learnt.as_ref(), spares, now);
    let items = understanding::understand(Arc::clone(rules), due.id, fresh).await?;
    let mut state = schedule::after(due, source, finds.ended, rest, now);
    let kept = || due.pace.as_deref().and_then(Arrivals::from_bytes);
    if let Some(known) = learnt.clone().or_else(kept).filter(|_| covered) {
        pace::mark_silence(&mut state.health, &known, now);
    }
    state.validators = if covered { finds.validators } else { due.state.validators.clone() };
    Ok(PollRecord {
        items,
        still_there,
        topics: finds.topics,
        page: finds.page,
        complaints: finds.complaints,
        pace: learnt.as_ref().map(Arrivals::to_bytes),
        ..record(due, now, state, Some(covered))
    })
}

/// The record of a poll that failed in our own hands.
pub(super) fn failed(due: &DueSource, source: &WatchedSource, detail: String, now: Timestamp) -> PollRecord {
    let ended = Ended::Badly { status: SourceStatus::Unreadable, detail, retry_after: None };
    record(due, now, schedule::after(due, source, ended, source.config.every, now), Some(false))
}

fn record(due: &DueSource, at: Timestamp, state: SourceState, covered: Option<bool>) -> PollRecord {
    PollRecord {
        source: due.id,
        at,
        state,
        covered,
        items: Vec::new(),
        still_there: Vec::new(),
        topics: Vec::new(),
        page: None,
        complaints: Vec::new(),
        pace: None,
        sites: Vec::new(),
    }
}

/// One line a change of state, not one a poll (F84).
fn tell_state_change(due: &DueSource, status: SourceStatus, detail: Option<&str>) {
    let (before, name, url) = (due.state.health.status, &due.name, &due.state.url);
    if before == status {
        return;
    }
    let why = detail.map(|detail| format!(": {detail}")).unwrap_or_default();
    if status == SourceStatus::Ok {
        info!(source.id = %due.id, source.url = %url, "Source {name} is read");
    } else {
        warn!(source.id = %due.id, source.url = %url, "Source {name} is {}{why}", status.as_str().replace('_', " "));
    }
}
