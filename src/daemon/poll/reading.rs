//! From an answer to drafts. Reading runs off the reactor, but for what takes less time than the way there and back.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use url::Url;

use super::reread::{self, Extent};
use super::schedule::Ended;
use super::{certificate, page as versions, slowness, stream, topics};
use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::ingest::fetch::Page;
use crate::ingest::read::{self, Input, Reading};
use crate::model::{Complaint, Draft, Hub, ReadAs, SourceKind, Standing, Timestamp, TopicMark, Validators, Wishes};
use crate::store::{DueSource, PageFind};

/// A feed of so many bytes is read in a fraction of a millisecond.
const IN_PLACE: usize = 128 * 1024;

/// What one poll found.
pub(super) struct Finds {
    pub(super) drafts: Vec<Draft>,
    /// How much of a feed they are.
    pub(super) extent: Extent,
    pub(super) page: Option<PageFind>,
    /// The source should be asked again so soon, out of turn.
    pub(super) come_back: Option<Duration>,
    pub(super) standing: Option<Standing>,
    pub(super) topics: Vec<TopicMark>,
    pub(super) complaints: Vec<Complaint>,
    pub(super) validators: Validators,
    pub(super) ended: Ended,
    /// The address that is to be asked from now on: a forum's feed.
    pub(super) address: Option<Url>,
    /// Who tells of the feed's news.
    pub(super) hub: Option<Hub>,
}

impl Finds {
    /// Of an answer that holds these drafts and nothing else.
    pub(super) fn of(drafts: Vec<Draft>, complaints: Vec<Complaint>, validators: Validators, ended: Ended) -> Self {
        Self {
            drafts,
            extent: Extent::default(),
            page: None,
            come_back: None,
            standing: None,
            topics: Vec::new(),
            complaints,
            validators,
            ended,
            address: None,
            hub: None,
        }
    }

    /// Whether the answer was read.
    pub(super) const fn is_well(&self) -> bool {
        matches!(self.ended, Ended::Well { .. })
    }
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
    let links = (rules.config.web.websub && how.kind() == SourceKind::Feed).then(|| page.links.clone());
    let is_feed = matches!(how, ReadAs::Feed);
    let was_read = is_feed && due.state.health.last_ok_at.is_some();
    let known = if was_read { app.store.known_entries(due.id).await? } else { None };
    let short =
        known.and_then(|known| reread::shorten(page, &known, now)).filter(|short| short.bytes.len() <= IN_PLACE);
    let whose = stream::is_stream(&how).then(|| (Arc::clone(rules), due.id));
    let read = move |input: &Input<'_>| {
        let mut reading = read::read(input, &how);
        if let Some((rules, source)) = &whose
            && let Some(source) = rules.sources.get(*source)
        {
            stream::leave_out_others(&mut reading.drafts, rules, source);
        }
        (reading, links.as_ref().and_then(|links| read::hub(input, links)))
    };
    let content_type = page.content_type.as_deref();
    let of_part = short.and_then(|short| {
        let (reading, hub) = read(&Input { bytes: &short.bytes, content_type, url: &page.url, text: None });
        Some((short.with(&reading)?, reading, hub))
    });
    let (extent, reading, hub) = if let Some(part) = of_part {
        part
    } else {
        let (reading, hub) = if is_feed && page.bytes.len() <= IN_PLACE {
            read(&Input { bytes: &page.bytes, content_type, url: &page.url, text: None })
        } else {
            off_reactor(page, read).await?
        };
        let extent = if is_feed { Extent::whole(page, &reading) } else { Extent::default() };
        (extent, reading, hub)
    };
    let ended = ending(&reading, page, due.state.wishes);
    let mut finds = Finds {
        extent,
        come_back: stream::come_back(page, &due.state.validators),
        standing: reading.standing,
        hub,
        ..Finds::of(reading.drafts, reading.complaints, page.validators.clone(), ended)
    };
    if let ReadAs::Forum(selectors) = &source.config.read_as {
        topics::read_forum(rules, source, selectors, due, (reading.topics, reading.forum), now, &mut finds).await?;
    }
    if let Some(version) = reading.page {
        let (mut find, come_back) = versions::compare(app, rules, source, due, version, now).await?;
        if source.config.is_own_site() {
            certificate::look(&mut find, page.certificate_until, now);
            slowness::look(&mut find, &source.config.read_as, page.first_byte);
        }
        (finds.page, finds.come_back) = (Some(find), come_back);
    }
    Ok(finds)
}

/// A complaint about the whole answer is a state of the source, not a change of what it says (F50 to F53).
fn ending(reading: &Reading, page: &Page, known: Wishes) -> Ended {
    let whole = reading.complaints.iter().find_map(|complaint| {
        let status = complaint.kind.status()?;
        Some(Ended::Badly { status, detail: complaint.detail.clone(), retry_after: None })
    });
    let moved = page.moved_permanently.as_ref().map(Url::to_string);
    let wishes = reading.wishes.unwrap_or(known);
    whole.unwrap_or(Ended::Well { max_age: page.max_age.max(reading.wait), wishes, moved })
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
