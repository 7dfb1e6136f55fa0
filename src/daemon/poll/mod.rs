//! Poll: from a due source to stored mentions. Write 1.
//!
//! `source.rs` is the way of one poll, read straight down: ask, read, recognise, understand, record.

mod asking;
mod certificate;
mod finds;
mod freshness;
mod full_text;
mod intake;
mod outage;
mod page;
mod pass;
mod pushed;
mod reading;
mod recognition;
mod recording;
mod reread;
mod schedule;
mod slowness;
mod source;
mod stream;
mod topics;
mod understanding;

use std::sync::Arc;

use anyhow::Result;

pub use intake::{Received, receive};
pub use pass::pass;
pub use pushed::{Pushed, pushed};
pub use recording::PollEnd;
pub use schedule::elsewhere;
pub use source::{not_now, poll_source};
pub use stream::{is_stream, resume};

use super::polls::AT_ONCE;
use super::{App, Next};
use crate::model::{SourceId, Timestamp};
use crate::store::DueSource;

/// Starts a poll for each source that is due, as far as there are free slots.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    // What is read of a source while it is polled is old as soon as that poll ends: it waits for the next step.
    let in_flight = app.polls.in_flight();
    let limit = u32::try_from(AT_ONCE + in_flight.len()).unwrap_or(u32::MAX);
    for due in app.store.due_sources(now, limit).await? {
        if in_flight.contains(&due.id) || !app.polls.claim(due.id) {
            continue;
        }
        let Ok(slot) = Arc::clone(&app.polls.slots).try_acquire_owned() else {
            app.polls.release(due.id);
            return Ok(Next::Woken);
        };
        let app = Arc::clone(&app);
        app.clone().polls.tasks.spawn(async move {
            let _slot = slot;
            let id = due.id;
            // A task of its own inside, so that a panic ends here and the source is released.
            let ended = tokio::spawn(poll_and_wake(Arc::clone(&app), due)).await;
            if let Err(failure) = ended
                && failure.is_panic()
            {
                tracing::error!(source.id = %id, "A poll panicked; the source is tried again later");
                app.metrics.loop_failed("poll_task");
                postpone_after_panic(&app, id).await;
            }
            app.polls.release(id);
            app.wake.poll.notify_one();
        });
    }
    // Sources that are due yet in flight must not make the loop spin.
    Ok(match app.store.next_poll_due().await? {
        Some(instant) if instant > now => Next::At(instant),
        _ => Next::Woken,
    })
}

async fn poll_and_wake(app: Arc<App>, due: DueSource) {
    let name = due.name.clone();
    match poll_source(Arc::clone(&app), due).await {
        Ok(end) if end.summary.counted > 0 => app.wake.watch.notify_one(),
        // A daemon that is killed keeps its pace: few of its polls end together, so that waiting would spare little.
        Ok(end) if end.same => {
            if let Err(failure) = app.store.write_quiet().await {
                tracing::error!("The poll of {name} could not be recorded: {failure:#}");
            }
        }
        Ok(_) => {}
        Err(failure) => tracing::error!("The poll of {name} could not be recorded: {failure:#}"),
    }
}

async fn postpone_after_panic(app: &App, id: SourceId) {
    let rules = app.rules();
    let Some(source) = rules.sources.get(id) else { return };
    let Ok(Some(due)) = app.store.due_source(id).await else { return };
    let record = recording::failed(&due, source, "the reader panicked".to_owned(), app.clock.now());
    if let Err(failure) = app.store.record_poll(record).await {
        tracing::error!("The failed poll of {} could not be recorded: {failure:#}", due.name);
    }
}
