//! What a hub tells goes the same way as an answer that was asked for: read, recognised, understood, recorded.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use url::Url;

use super::reading::read_answer;
use super::recording::{keep, record_finds};
use crate::daemon::App;
use crate::ingest::fetch::Page;
use crate::model::SourceId;

/// How long a poll of the same source that is on its way is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(50);

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// Stored, or of no use.
    Taken,
    /// The source is being polled, and that takes long: to be told again.
    Busy,
}

/// Takes what a hub told of a source; it is stored when this returns.
pub async fn pushed(app: &Arc<App>, id: SourceId, body: Bytes, content_type: Option<String>) -> Result<Pushed> {
    let mut waited = Duration::ZERO;
    while !app.polls.claim(id) {
        if waited >= PATIENCE {
            return Ok(Pushed::Busy);
        }
        tokio::time::sleep(LOOK).await;
        waited += LOOK;
    }
    let taken = take(app, id, body, content_type).await;
    app.polls.release(id);
    app.wake.poll.notify_one();
    taken.map(|()| Pushed::Taken)
}

async fn take(app: &Arc<App>, id: SourceId, body: Bytes, content_type: Option<String>) -> Result<()> {
    let (rules, now) = (app.rules(), app.clock.now());
    let source = rules.sources.get(id).context("the source is no longer in the configuration")?;
    let due = app.store.due_source(id).await?.context("the store does not know the source")?;
    let url = Url::parse(&due.state.url).context("reading the source's address")?;
    let page = Page::new(url, body, content_type);
    let mut finds = read_answer(app, &rules, source, &due, &page, now).await?;
    if !finds.is_well() {
        tracing::warn!(source.id = %id, "What the hub of {} told could not be read, and was left alone", due.name);
        return Ok(());
    }
    // The server said nothing: what it said last still stands.
    finds.validators = due.state.validators.clone();
    let mut record = record_finds(app, &rules, source, &due, finds, now).await?;
    record.covered = None;
    record.state.last_polled_at = due.state.last_polled_at;
    record.state.next_due_at = due.state.next_due_at;
    record.state.health = due.state.health.clone();
    let end = keep(app, &due, record, false).await?;
    app.hubs.heard(id, true);
    if end.summary.counted > 0 {
        app.wake.watch.notify_one();
    }
    Ok(())
}
