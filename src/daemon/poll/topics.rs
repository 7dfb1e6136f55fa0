//! A forum: its feed when its engine has one that says all, else its topics, one by one. The list says which changed.
//!
//! The engine's feed is looked for once, at the first poll, and that which a page names where nothing else is found on
//! it; when there is one, that is what is asked from then on. A topic is resumed at the last page that was read of it, so
//! that several new pages since then are all read, up to a limit.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use url::Url;

use super::finds::{Finds, off_reactor};
use super::schedule::Ended;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::{Accept, Answer, Page, Request};
use crate::ingest::read::{self, ForumFront, Topic};
use crate::model::{
    Complaint, ComplaintKind, Draft, ForumDepth, ForumSelectors, ReadAs, SourceStatus, Timestamp, TopicMark,
    Validators, Wishes, shown,
};
use crate::store::{DueSource, SourceState};

/// Pages of one topic that are read in one poll, when it was never read before, and when it was.
const NEW_TOPIC_PAGES: usize = 2;
const TOPIC_PAGES: usize = 6;
/// Sections of a forum that are read in one poll.
const SECTIONS: usize = 20;
/// Addresses at which an engine's feed is looked for.
const FEEDS: usize = 3;

/// What the poll of one forum needs.
struct Visit<'v> {
    rules: &'v Rules,
    source: &'v WatchedSource,
    selectors: &'v ForumSelectors,
    due: &'v DueSource,
    now: Timestamp,
    finds: &'v mut Finds,
}

/// Reads what the forum's list, or front page, leads to.
pub(super) async fn read_forum(
    rules: &Rules,
    source: &WatchedSource,
    selectors: &ForumSelectors,
    due: &DueSource,
    (topics, front): (Vec<Topic>, Option<ForumFront>),
    now: Timestamp,
    finds: &mut Finds,
) -> Result<()> {
    // Its feed answered: all that it says was read.
    let Some(front) = front else { return Ok(()) };
    let mut visit = Visit { rules, source, selectors, due, now, finds };
    // A forum that was read by its pages stays so, though one answer shows none of its topics.
    let shows_nothing = topics.is_empty() && front.sections.is_empty() && due.topics.is_empty();
    if (due.state.health.last_ok_at.is_none() || shows_nothing) && visit.read_feed(&front).await? {
        return Ok(());
    }
    let topics = visit.listed(topics, front).await?;
    match selectors.depth {
        ForumDepth::Posts => visit.read_topics(topics).await,
        ForumDepth::Topics => {
            visit.finds.drafts.extend(topics.iter().map(title_of));
            Ok(())
        }
    }
}

/// So many failures in a row, and a forum's feed is taken for gone: its pages are asked again.
const FEED_FAILURES: u32 = 3;

/// Goes back from a forum's feed that fails to the forum's own address.
pub(super) fn go_home(source: &WatchedSource, state: &mut SourceState) {
    let is_forum = matches!(source.config.read_as, ReadAs::Forum(_));
    if is_forum && state.health.failures >= FEED_FAILURES && state.url != source.config.url.as_str() {
        state.url = source.config.url.to_string();
        state.validators = Validators::default();
    }
}

/// A topic that is read no further than the list shows it.
fn title_of(topic: &Topic) -> Draft {
    Draft {
        guid: Some(topic.url.clone()),
        url: Some(topic.url.clone()),
        title: topic.title.clone(),
        text: topic.title.clone(),
        ..Draft::default()
    }
}

/// What tells whether a page has another post; empty for a page without any.
fn ends_of(posts: &[Draft]) -> String {
    let name = |post: &Draft| post.guid.clone().or_else(|| post.url.clone()).unwrap_or_default();
    let ends = posts.first().zip(posts.last());
    ends.map(|(first, last)| format!("{} {} {}", posts.len(), name(first), name(last))).unwrap_or_default()
}

/// What became of a page that was asked for.
enum Asked {
    Page(Box<Page>),
    Not,
    /// The host wants no more for now.
    Stop,
}

impl Visit<'_> {
    /// Looks for the engine's feed; whether there is one that says something.
    async fn read_feed(&mut self, front: &ForumFront) -> Result<bool> {
        for url in front.feeds.iter().take(FEEDS) {
            let robots = self.source.config.respect_robots;
            let request = Request { robots, ..Request::new(url, Accept::Feed) };
            let Answer::Fresh(page) = self.rules.fetcher.fetch(&request, self.now).await else { continue };
            let selectors = self.selectors.clone();
            let reading = off_reactor(&page, move |input| read::forum(input, &selectors)).await?;
            if reading.forum.is_some() || reading.drafts.is_empty() {
                continue;
            }
            self.finds.drafts = reading.drafts;
            self.finds.complaints = reading.complaints;
            self.finds.ended = Ended::Well { max_age: page.max_age, wishes: Wishes::default(), moved: None };
            self.finds.validators = page.validators.clone();
            self.finds.settling = page.settling;
            self.finds.address = Some(url.clone());
            return Ok(true);
        }
        Ok(false)
    }

    /// The topics of the list, and of the sections that are to be read.
    async fn listed(&mut self, mut topics: Vec<Topic>, front: ForumFront) -> Result<Vec<Topic>> {
        if self.selectors.sections.is_empty() && !topics.is_empty() {
            return Ok(topics);
        }
        if front.sections.is_empty() && !self.selectors.sections.is_empty() && self.finds.is_well() {
            self.lost("none of the forum's sections is called so");
        }
        // Only what is in the sections counts, and the front page may stay the same while they change.
        topics.clear();
        self.finds.validators = Validators::default();
        for (section, _) in front.sections.into_iter().take(SECTIONS) {
            match self.ask(&section).await {
                Asked::Page(page) => {
                    let selectors = self.selectors.clone();
                    let list = off_reactor(&page, move |input| read::topics(input, &selectors)).await?;
                    let new =
                        list.topics.into_iter().filter(|topic| !topics.iter().any(|known| known.url == topic.url));
                    let new: Vec<Topic> = new.collect();
                    topics.extend(new);
                }
                Asked::Not => {}
                Asked::Stop => break,
            }
        }
        if topics.is_empty() && self.finds.is_well() {
            self.lost("no topic was found in any of its sections");
        }
        Ok(topics)
    }

    fn lost(&mut self, detail: &str) {
        let detail = detail.to_owned();
        self.finds.complaints.push(Complaint { kind: ComplaintKind::SelectorLost, detail: detail.clone() });
        self.finds.ended = Ended::Badly { status: SourceStatus::SelectorLost, detail, retry_after: None };
    }

    /// Reads the topics whose row has changed since they were last read: new ones first, then those that wait longest. A
    /// topic that cannot be read keeps its old mark: it is tried again at the next poll, and so is what was too much
    /// for this one.
    async fn read_topics(&mut self, topics: Vec<Topic>) -> Result<()> {
        let marks: HashMap<&str, (usize, &TopicMark)> =
            self.due.topics.iter().enumerate().map(|(at, mark)| (mark.url.as_str(), (at, mark))).collect();
        let is_known =
            |topic: &Topic| marks.get(topic.url.as_str()).is_some_and(|(_, mark)| mark.is_shown_as(&topic.activity));
        let mut changed: Vec<Topic> = topics.into_iter().filter(|topic| !is_known(topic)).collect();
        changed.sort_by_key(|topic| marks.get(topic.url.as_str()).map(|(at, _)| *at));
        let limit = usize::try_from(self.selectors.max_topics).unwrap_or(usize::MAX);
        let mut is_all_read = changed.len() <= limit;
        for topic in changed.into_iter().take(limit) {
            match self.read_topic(topic).await? {
                Some(mark) => self.finds.topics.push(mark),
                None => is_all_read = false,
            }
        }
        if !is_all_read {
            // The list may not change before the rest is read.
            self.finds.validators = Validators::default();
        }
        Ok(())
    }

    /// Reads the topic's last page, and those before it that are newer than what was read; its new mark, once read.
    async fn read_topic(&mut self, topic: Topic) -> Result<Option<TopicMark>> {
        let mark = self.due.topics.iter().find(|mark| mark.url == topic.url);
        let seen = mark.and_then(|mark| Url::parse(mark.last_page.as_deref()?).ok());
        let most = if mark.is_some() { TOPIC_PAGES } else { NEW_TOPIC_PAGES };
        let mut next = topic.last_page.clone().or_else(|| seen.clone()).or_else(|| Url::parse(&topic.url).ok());
        let (mut asked, mut last) = (Vec::new(), None);
        let mut ends = String::new();
        let mut is_at_the_end = false;
        while let Some(url) = next.take() {
            let page = match self.ask(&url).await {
                Asked::Page(page) => page,
                Asked::Not | Asked::Stop => return Ok(None),
            };
            let (selectors, title, now) = (self.selectors.clone(), topic.title.clone(), self.now);
            let read = off_reactor(&page, move |input| read::posts(input, &selectors, title.as_str(), Some(now)));
            let posts = read.await?;
            let shown = ends_of(&posts.drafts);
            self.keep(posts.drafts);
            self.finds.complaints.extend(posts.complaints);
            asked.push(url.clone());
            let around = posts.topics.into_iter().next().unwrap_or_default();
            let further = around.last_page.filter(|last| !is_at_the_end && !asked.contains(last));
            if further.is_none() {
                is_at_the_end = true;
                if last.is_none() {
                    (last, ends) = (Some(url.clone()), shown);
                }
            }
            let is_resumed = seen.as_ref() == Some(&url) && is_at_the_end;
            let back = || around.previous_page.filter(|before| !is_resumed && !asked.contains(before));
            next = further.or_else(back).filter(|_| asked.len() < most);
        }
        let last_page = last.map(String::from);
        let is_unanswered =
            |mark: &&TopicMark| !ends.is_empty() && (&mark.posts, &mark.last_page) == (&ends, &last_page);
        let activity = match mark.filter(is_unanswered) {
            Some(mark) => mark.learnt(&topic.activity),
            None => topic.activity,
        };
        Ok(Some(TopicMark { url: topic.url, activity, last_page, posts: ends }))
    }

    /// Keeps posts once each: a topic's first page has two addresses, and one post may open several topics.
    fn keep(&mut self, drafts: Vec<Draft>) {
        let known: HashSet<String> = self.finds.drafts.iter().filter_map(|draft| draft.guid.clone()).collect();
        let is_new = |draft: &Draft| draft.guid.as_ref().is_none_or(|guid| !known.contains(guid));
        self.finds.drafts.extend(drafts.into_iter().filter(is_new));
    }

    async fn ask(&mut self, url: &Url) -> Asked {
        let robots = self.source.config.respect_robots;
        let request = Request { robots, ..Request::new(url, Accept::Page) };
        match self.rules.fetcher.fetch(&request, self.now).await {
            Answer::Fresh(page) => Asked::Page(page),
            Answer::Later { .. } | Answer::Busy { .. } => Asked::Stop,
            Answer::Failed(failure) => {
                let detail = format!("{} was not read: {}", shown(url.as_str()), failure.detail);
                self.finds.complaints.push(Complaint { kind: ComplaintKind::Rejected, detail });
                Asked::Not
            }
            Answer::Same { .. } | Answer::Gone => Asked::Not,
        }
    }
}
