//! From an answer to drafts. Reading runs off the reactor.

use std::sync::Arc;

use anyhow::{Context, Result};
use url::Url;

use super::schedule::Ended;
use super::{page as versions, topics};
use crate::daemon::App;
use crate::daemon::app::{Rules, WatchedSource};
use crate::ingest::fetch::Page;
use crate::ingest::read::{self, Input, Reading};
use crate::model::{
    Complaint, ComplaintKind, DiffPart, Draft, PageVersion, ReadAs, SourceStatus, Standing, Timestamp, TopicMark,
    Validators,
};
use crate::store::DueSource;

/// What one poll found.
pub(super) struct Finds {
    pub(super) drafts: Vec<Draft>,
    pub(super) page: Option<(PageVersion, Vec<DiffPart>)>,
    pub(super) standing: Option<Standing>,
    pub(super) topics: Vec<TopicMark>,
    pub(super) complaints: Vec<Complaint>,
    pub(super) validators: Validators,
    pub(super) ended: Ended,
}

/// Reads the answer, and what it leads to.
pub(super) async fn read_answer(
    app: &App,
    rules: &Arc<Rules>,
    source: &WatchedSource,
    due: &DueSource,
    page: &Page,
    now: Timestamp,
) -> Result<Finds> {
    let how = source.config.read_as.clone();
    let reading = off_reactor(page, move |input| read::read(input, &how)).await?;
    let mut finds = Finds {
        ended: ending(&reading, page),
        drafts: reading.drafts,
        page: None,
        standing: reading.standing,
        topics: Vec::new(),
        complaints: reading.complaints,
        validators: page.validators.clone(),
    };
    if let ReadAs::Forum(selectors) = &source.config.read_as {
        topics::read_topics(rules, source, selectors, due, reading.topics, now, &mut finds).await?;
    }
    if let Some(version) = reading.page {
        finds.page = versions::compare(app, due, version).await?;
    }
    Ok(finds)
}

/// A complaint about the whole answer is a state of the source, not a change of what it says (F50 to F53).
fn ending(reading: &Reading, page: &Page) -> Ended {
    let whole = reading.complaints.iter().find_map(|complaint| {
        let status = match complaint.kind {
            ComplaintKind::WrongKind => SourceStatus::Unreadable,
            ComplaintKind::Blocked => SourceStatus::Blocked,
            ComplaintKind::SelectorLost => SourceStatus::SelectorLost,
            ComplaintKind::Repaired | ComplaintKind::Rejected | ComplaintKind::Truncated => return None,
        };
        Some(Ended::Badly { status, detail: complaint.detail.clone(), retry_after: None })
    });
    let moved = page.moved_permanently.as_ref().map(Url::to_string);
    whole.unwrap_or(Ended::Well { max_age: page.max_age, moved })
}

pub(super) async fn off_reactor<T: Send + 'static>(
    page: &Page,
    read: impl FnOnce(&Input<'_>) -> T + Send + 'static,
) -> Result<T> {
    let (bytes, content_type, url) = (page.bytes.clone(), page.content_type.clone(), page.url.clone());
    let task = tokio::task::spawn_blocking(move || {
        read(&Input { bytes: &bytes, content_type: content_type.as_deref(), url: &url, text: None })
    });
    task.await.context("the reader panicked")
}
