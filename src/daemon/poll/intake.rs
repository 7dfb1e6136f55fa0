//! What comes in by itself goes the same way as what is asked for: recognised, understood, recorded in one write.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use bytes::Bytes;

use super::finds::Finds;
use super::recording::{PollEnd, keep, record_finds};
use super::schedule::{self, Ended};
use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::intake;
use crate::model::{Intake, ReadAs, SourceId, Timestamp, Validators, Wishes};
use crate::store::{DueSource, PollRecord, PollSummary};

/// When there is more than one look takes, the next one follows after this.
const NEXT_LOOK: Duration = Duration::from_secs(1);

/// Looks at what has come in.
pub(super) async fn look(
    app: &Arc<App>,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    intake: &Intake,
    due: &DueSource,
    now: Timestamp,
) -> Result<PollEnd> {
    let (intake, cursor) = (intake.clone(), due.state.validators.etag.clone());
    let task = tokio::task::spawn_blocking(move || intake::take(&intake, cursor.as_deref(), now));
    let taken = task.await.context("the reader panicked")?;
    // A folder that is missing is looked for at the usual pace: nobody is troubled by it.
    let ended = match taken.failed {
        Some((status, detail)) => Ended::Badly { status, detail, retry_after: Some(source.config.every) },
        None => Ended::Well { max_age: None, wishes: Wishes::default(), moved: None },
    };
    if taken.same {
        let state = schedule::after(due, source, ended, source.config.every, now);
        return keep(app, due, PollRecord::new(due.id, now, state, Some(true)), true).await;
    }
    let cursor = taken.cursor.or_else(|| due.state.validators.etag.clone());
    let validators = Validators { etag: cursor, last_modified: None };
    let finds = Finds::of(taken.drafts, taken.complaints, validators, ended);
    let mut record = record_finds(app, rules, source, due, finds, now).await?;
    if taken.more {
        record.state.next_due_at = Some(now.plus(NEXT_LOOK));
    }
    keep(app, due, record, false).await
}

/// What became of a body that was handed in.
#[derive(Clone, Debug)]
pub struct Received {
    /// Items in it.
    pub items: usize,
    /// Parts of it that are none, and what was mended, in words.
    pub complaints: Vec<String>,
    /// What was stored of them.
    pub summary: PollSummary,
}

/// Takes a body that was handed in; its items are stored when this returns. Why it is refused, when it holds none. Only
/// one call at a time for one source.
pub async fn receive(app: &Arc<App>, id: SourceId, body: Bytes) -> Result<Result<Received, String>> {
    let (rules, now) = (app.rules(), app.clock.now());
    let source = rules.sources.get(id).context("the source is no longer in the configuration")?;
    let ReadAs::Intake(intake) = &source.config.read_as else { bail!("nothing is handed in to this source") };
    let Intake::Webhook(hook) = intake.as_ref() else { bail!("nothing is handed in to this source") };
    let columns = hook.columns.clone();
    let read = tokio::task::spawn_blocking(move || match std::str::from_utf8(&body) {
        Ok(text) => intake::items(text, &columns),
        Err(_) => Err("the body is not UTF-8".to_owned()),
    });
    let (drafts, complaints) = match read.await.context("the reader panicked")? {
        Ok(items) => items,
        Err(why) => return Ok(Err(why)),
    };
    let (items, told) = (drafts.len(), complaints.iter().map(|complaint| complaint.detail.clone()).collect());
    let mut due = app.store.due_source(id).await?.context("the store does not know the source")?;
    // Nothing is found here that lay there before: what is handed in is news.
    due.state.health.last_ok_at = due.state.health.last_ok_at.or(Some(now));
    let ended = Ended::Well { max_age: None, wishes: Wishes::default(), moved: None };
    let finds = Finds::of(drafts, complaints, due.state.validators.clone(), ended);
    let mut record = record_finds(app, &rules, source, &due, finds, now).await?;
    // Nobody was asked: coverage is that of the daily look.
    record.covered = None;
    let end = keep(app, &due, record, false).await?;
    if end.summary.counted > 0 {
        app.wake.watch.notify_one();
    }
    Ok(Ok(Received { items, complaints: told, summary: end.summary }))
}
