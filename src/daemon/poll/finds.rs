//! What an answer is read to.

use std::time::Duration;

use anyhow::{Context, Result};
use url::Url;

use super::reread::Extent;
use super::schedule::Ended;
use crate::ingest::fetch::Page;
use crate::ingest::read::Input;
use crate::model::{Complaint, Draft, Hub, Standing, TopicMark, Validators};
use crate::store::PageFind;

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
    /// The answer may change again under these validators.
    pub(super) settling: bool,
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
            settling: false,
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

/// Reads a page beside the reactor: it may take a while.
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
