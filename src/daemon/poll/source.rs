//! The way of one poll.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use super::reading::read_answer;
use super::recording::{PollEnd, keep, record_finds};
use super::schedule::{self, Ended};
use super::{asking, intake, outage, page, topics};
use crate::config::Pacing;
use crate::daemon::App;
use crate::daemon::{hubs, pace};
use crate::detect::pace::Arrivals;
use crate::ingest::fetch::Answer;
use crate::model::{ReadAs, SourceStatus};
use crate::store::{DueSource, PollRecord, PollSummary};

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
    let is_asked = record.covered.is_some();
    let end = keep(&app, &due, record, same).await?;
    if is_asked && source.neighbours > 1 {
        outage::note(&app, &rules, source, &due, end.status, now).await?;
    }
    if end.summary.items > 0 {
        // A hub that keeps its word would have told.
        app.hubs.heard(due.id, false);
    }
    if end.status.is_well() {
        hubs::follow(&app, &rules, due.id, hub, now).await?;
    }
    Ok(PollEnd { busy, ..end })
}

/// What is said of a site that asks for patience.
pub fn not_now(status: Option<u16>, after: Duration) -> String {
    let seconds = after.as_secs();
    match status {
        Some(status) => format!("the site answered {status}, and is asked again in {seconds} s"),
        None => format!("the site said not now (429 or 503), and is asked again in {seconds} s"),
    }
}
