//! The way of one poll.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tracing::{debug, info, warn};

use super::reading::{Finds, read_answer};
use super::schedule::{self, Ended};
use super::{asking, full_text, intake, page, recognition, topics, understanding};
use crate::config::Pacing;
use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::daemon::{hubs, pace};
use crate::detect::pace::Arrivals;
use crate::ingest::fetch::Answer;
use crate::model::{ReadAs, SourceStatus, Timestamp, shown};
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

/// Asks one source, reads the answer, and records all that follows in one write.
pub async fn poll_source(app: Arc<App>, due: DueSource) -> Result<PollEnd> {
    let rules = app.rules();
    let now = app.clock.now();
    let Some(source) = rules.sources.get(due.id) else {
        return Ok(PollEnd {
            status: due.state.health.status,
            same: false,
            busy: None,
            detail: None,
            summary: PollSummary::default(),
        });
    };
    if let ReadAs::Intake(intake) = &source.config.read_as {
        return Box::pin(intake::look(&app, &rules, source, intake, &due, now)).await;
    }
    // Nothing has been recorded yet: a poll given up here is one that never was.
    let before = due.state.health.status;
    let stopped = || PollEnd { status: before, same: false, busy: None, detail: None, summary: PollSummary::default() };
    let _coming = app.store.poll_begins();
    let asking::Asked { answer, status, due, source } = tokio::select! {
        biased;
        () = app.stopping.cancelled() => return Ok(stopped()),
        asked = asking::ask(&rules, source, due, now) => asked,
    };
    let source = source.as_ref();
    let every = source.config.every;
    let same = matches!(answer, Answer::Same { .. });
    let busy = if let Answer::Busy { after } = &answer { Some(*after) } else { None };
    let mut hub = None;
    let mut record = match answer {
        Answer::Fresh(page) => {
            // Most polls end with a 304: what only the others need stands elsewhere, or each would carry its room about.
            let reading = Box::pin(read_answer(&app, &rules, source, &due, &page, now));
            let mut finds = tokio::select! {
                biased;
                () = app.stopping.cancelled() => return Ok(stopped()),
                finds = reading => finds?,
            };
            hub = finds.hub.take();
            // From here on it waits for its turn to be written, and many wait with it.
            drop(page);
            Box::pin(record_finds(&app, &rules, source, &due, finds, now)).await?
        }
        Answer::Same { validators, max_age } => {
            if source.config.pacing != Pacing::Fixed {
                app.pacer.know_hours(&app.store).await?;
            }
            let rest = app.pacer.pause(&due, source, None, true, now);
            let wishes = due.state.wishes;
            let mut state = schedule::after(&due, source, Ended::Well { max_age, wishes, moved: None }, rest, now);
            state.validators = validators;
            if let Some(learnt) = due.pace.as_deref().and_then(Arrivals::from_bytes) {
                pace::mark_silence(&mut state.health, &learnt, now);
            }
            let seen = page::unchanged(&app, &rules, source, &due, now).await?;
            let (find, come_back) = seen.map_or((None, None), |(find, come_back)| (Some(find), come_back));
            schedule::come_back(&mut state, come_back, max_age, now);
            PollRecord { page: find, ..PollRecord::new(due.id, now, state, Some(true)) }
        }
        Answer::Gone => {
            PollRecord::new(due.id, now, schedule::after(&due, source, Ended::Gone, every, now), Some(false))
        }
        Answer::Later { after, status } => {
            let detail = not_now(status, after.max(every));
            let ended = Ended::Badly { status: SourceStatus::Throttled, detail, retry_after: Some(after) };
            PollRecord::new(due.id, now, schedule::after(&due, source, ended, every, now), Some(false))
        }
        Answer::Busy { after } => {
            PollRecord::new(due.id, now, schedule::after(&due, source, Ended::Busy { after }, every, now), None)
        }
        Answer::Failed(failure) => {
            let ended = Ended::Badly {
                status: status.unwrap_or(failure.kind.status()),
                detail: failure.detail,
                retry_after: failure.retry_after,
            };
            PollRecord::new(due.id, now, schedule::after(&due, source, ended, every, now), Some(false))
        }
    };
    if app.hubs.tells(due.id, now) {
        record.state.next_due_at = record.state.next_due_at.map(|at| at.max(now.plus(hubs::REST)));
    }
    page::look_again(source, &mut record.state, now);
    topics::go_home(source, &mut record.state);
    record.sites = rules.fetcher.take_notes();
    let end = keep(&app, &due, record, same).await?;
    if end.summary.items > 0 {
        // A hub that keeps its word would have told.
        app.hubs.heard(due.id, false);
    }
    if end.status.is_well() {
        hubs::follow(&app, &rules, due.id, hub, now).await?;
    }
    Ok(PollEnd { busy, ..end })
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
    state.validators = if covered { finds.validators } else { due.state.validators.clone() };
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

/// What is said of a site that asks for patience.
pub fn not_now(status: Option<u16>, after: Duration) -> String {
    let seconds = after.as_secs();
    match status {
        Some(status) => format!("the site answered {status}, and is asked again in {seconds} s"),
        None => format!("the site said not now (429 or 503), and is asked again in {seconds} s"),
    }
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
