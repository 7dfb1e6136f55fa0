//! A forum's topics, fetched one by one: the list says which have changed.

use anyhow::Result;
use url::Url;

use super::reading::{Finds, off_reactor};
use crate::daemon::app::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Request};
use crate::ingest::read::{self, Topic};
use crate::model::{Complaint, ComplaintKind, ForumSelectors, Timestamp, TopicMark, Validators};
use crate::store::DueSource;

/// Pages of one topic that are read in one poll.
const TOPIC_PAGES: usize = 2;

/// Reads the topics whose row has changed since they were last read. A topic that cannot be fetched keeps its old mark:
/// it is tried again at the next poll.
pub(super) async fn read_topics(
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
