//! From an answer to drafts: reading runs off the reactor, and a forum's topics are fetched one by one.

use std::sync::Arc;

use anyhow::{Context, Result};
use url::Url;

use super::schedule::Ended;
use crate::daemon::App;
use crate::daemon::app::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Page, Request};
use crate::ingest::read::{self, Input, Reading, Topic};
use crate::model::{
    Complaint, ComplaintKind, DiffPart, Draft, ForumSelectors, PageVersion, ReadAs, SourceStatus, Timestamp, TopicMark,
    Validators,
};
use crate::store::DueSource;

/// Pages of one topic that are read in one poll.
const TOPIC_PAGES: usize = 2;

/// What one poll found.
pub(super) struct Finds {
    pub(super) drafts: Vec<Draft>,
    pub(super) page: Option<(PageVersion, Vec<DiffPart>)>,
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
        topics: Vec::new(),
        complaints: reading.complaints,
        validators: page.validators.clone(),
    };
    if let ReadAs::Forum(selectors) = &source.config.read_as {
        read_topics(rules, source, selectors, due, reading.topics, now, &mut finds).await?;
    }
    if let Some(version) = reading.page {
        finds.page = compare(app, due, version).await?;
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

/// Reads the topics whose row has changed since they were last read. A topic that cannot be fetched keeps its old mark:
/// it is tried again at the next poll.
async fn read_topics(
    rules: &Rules,
    source: &WatchedSource,
    selectors: &ForumSelectors,
    due: &DueSource,
    topics: Vec<Topic>,
    now: Timestamp,
    finds: &mut Finds,
) -> Result<()> {
    let changed = topics
        .into_iter()
        .filter(|topic| !due.topics.iter().any(|mark| mark.url == topic.url && mark.activity == topic.activity));
    let limit = usize::try_from(selectors.max_topics).unwrap_or(usize::MAX);
    for topic in changed.take(limit) {
        match read_topic(rules, source, selectors, &topic, now, finds).await? {
            Topics::Read => finds.topics.push(TopicMark { url: topic.url, activity: topic.activity }),
            Topics::NotRead => {}
            Topics::Stop => break,
        }
    }
    Ok(())
}

/// What became of a topic.
enum Topics {
    Read,
    NotRead,
    /// The host wants no more for now.
    Stop,
}

/// Reads the topic's page, and its last page when there is one: new posts stand there.
async fn read_topic(
    rules: &Rules,
    source: &WatchedSource,
    selectors: &ForumSelectors,
    topic: &Topic,
    now: Timestamp,
    finds: &mut Finds,
) -> Result<Topics> {
    let first = Url::parse(&topic.url).ok();
    let mut next = topic.last_page.clone().or(first);
    let mut asked = Vec::new();
    while let Some(url) = next.take() {
        let validators = Validators::default();
        let request =
            Request { url: &url, validators: &validators, accept: Accept::Page, robots: source.config.respect_robots };
        match rules.fetcher.fetch(&request, now).await {
            Answer::Fresh(page) => {
                let (selectors, title) = (selectors.clone(), topic.title.clone());
                let posts = off_reactor(&page, move |input| read::posts(input, &selectors, title.as_str())).await?;
                finds.drafts.extend(posts.drafts);
                finds.complaints.extend(posts.complaints);
                asked.push(url);
                let last = posts.topics.into_iter().find_map(|topic| topic.last_page);
                next = last.filter(|last| asked.len() < TOPIC_PAGES && !asked.contains(last));
            }
            Answer::Later { .. } | Answer::Busy { .. } => return Ok(Topics::Stop),
            Answer::Failed(failure) => {
                let detail = format!("topic {url} was not read: {}", failure.detail);
                finds.complaints.push(Complaint { kind: ComplaintKind::Rejected, detail });
                return Ok(Topics::NotRead);
            }
            Answer::Same { .. } | Answer::Gone => return Ok(Topics::Read),
        }
    }
    Ok(Topics::Read)
}

/// The version with its diff, unless it says the same as the last one.
async fn compare(app: &App, due: &DueSource, version: PageVersion) -> Result<Option<(PageVersion, Vec<DiffPart>)>> {
    let Some(before) = app.store.last_page(due.id).await? else { return Ok(Some((version, Vec::new()))) };
    if before.text == version.text {
        return Ok(None);
    }
    let task = tokio::task::spawn_blocking(move || {
        let diff = read::diff(&before, &version);
        (version, diff)
    });
    let (version, diff) = task.await.context("comparing two versions of the page")?;
    Ok((!diff.is_empty()).then_some((version, diff)))
}

async fn off_reactor<T: Send + 'static>(page: &Page, read: impl FnOnce(&Input<'_>) -> T + Send + 'static) -> Result<T> {
    let (bytes, content_type, url) = (page.bytes.clone(), page.content_type.clone(), page.url.clone());
    let task = tokio::task::spawn_blocking(move || {
        read(&Input { bytes: &bytes, content_type: content_type.as_deref(), url: &url, text: None })
    });
    task.await.context("the reader panicked")
}
