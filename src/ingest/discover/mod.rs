//! From an address that a person knows to what can be polled there.
//!
//! Looking is one request for the page and at most twenty for what it leads to, all through the one connector: private
//! addresses and robots.txt are its business (A20, A74). What the page itself names is believed before what is usual
//! elsewhere; usual addresses are only guessed when nothing is named. Deliberately absent: following links in search of
//! pages, which would be crawling.

mod engines;
mod links;

use std::time::Duration;

use tokio::time::timeout;
use url::Url;

pub use engines::{Engine, engine_of};

use super::fetch::{Accept, Answer, Fetcher, Page, Request};
use super::read::{self, Input, Reading};
use crate::model::{ComplaintKind, ReadAs, Timestamp};

/// Addresses that are tried.
pub const MOST: usize = 20;
/// One step takes no longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Names under which feeds are usually found, from the site's root.
const USUAL: [&str; 8] =
    ["/feed", "/rss", "/atom.xml", "/feed.xml", "/rss.xml", "/index.xml", "/feed.json", "/?feed=rss2"];

/// How an address was found. The order is that of belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the address that was given.
    Itself,
    /// The page names it as its feed.
    Named,
    /// A header of the answer names it.
    Header,
    /// The page is made by an engine that publishes it there.
    Engine,
    /// A link on the page looks like it.
    Linked,
    /// Feeds are often there.
    Usual,
}

impl How {
    /// Stable word, and end of the key of its message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Itself => "itself",
            Self::Named => "named",
            Self::Header => "header",
            Self::Engine => "engine",
            Self::Linked => "linked",
            Self::Usual => "usual",
        }
    }
}

/// An address that may be worth polling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where.
    pub url: Url,
    /// How it would be read.
    pub read_as: ReadAs,
    /// How it was found.
    pub how: How,
}

/// A candidate that was read.
#[derive(Clone, Debug)]
pub struct Tried {
    /// What was tried.
    pub candidate: Candidate,
    /// What was read of it, or why nothing was.
    pub outcome: Result<Reading, String>,
}

/// What the page at an address says of itself.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// The address that answered in the end.
    pub url: Option<Url>,
    /// The feed that the address itself is.
    pub itself: Option<Reading>,
    /// What the page leads to.
    pub candidates: Vec<Candidate>,
    /// The engine that made the page.
    pub engine: Option<&'static Engine>,
}

/// Asks for the page, and reads what it names.
pub async fn look(fetcher: &Fetcher, url: &Url, now: Timestamp) -> Result<Looked, String> {
    let page = ask(fetcher, url, now).await?;
    let input = Input { bytes: &page.bytes, content_type: page.content_type.as_deref(), url: &page.url, text: None };
    let reading = read::read(&input, &ReadAs::Feed);
    if is_read(&reading) {
        return Ok(Looked { url: Some(page.url.clone()), itself: Some(reading), ..Looked::default() });
    }
    let source = String::from_utf8_lossy(&page.bytes[..page.bytes.len().min(links::MAX_SOURCE)]).into_owned();
    let mut candidates = links::of_headers(&page.links, &page.url);
    candidates.extend(links::of_page(&source, &page.url));
    let engine = engine_of(&source, &page.url);
    Ok(Looked { url: Some(page.url.clone()), itself: None, candidates, engine })
}

/// The usual addresses of a site's feed.
pub fn usual(url: &Url) -> Vec<Candidate> {
    let found = USUAL.iter().filter_map(|path| url.join(path).ok());
    found.map(|url| Candidate { url, read_as: ReadAs::Feed, how: How::Usual }).collect()
}

/// Puts the candidates into their order, each address once, and no more than are tried.
pub fn ranked(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| candidate.how);
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if kept.len() < MOST && !kept.iter().any(|other| other.url == candidate.url) {
            kept.push(candidate);
        }
    }
    kept
}

/// Asks for each candidate, one after the other, and reads it.
pub async fn try_all(fetcher: &Fetcher, candidates: Vec<Candidate>, now: Timestamp) -> Vec<Tried> {
    let mut tried = Vec::new();
    for candidate in candidates.into_iter().take(MOST) {
        let outcome = match ask(fetcher, &candidate.url, now).await {
            Err(why) => Err(why),
            Ok(page) => {
                let content_type = page.content_type.as_deref();
                let input = Input { bytes: &page.bytes, content_type, url: &page.url, text: None };
                let reading = read::read(&input, &candidate.read_as);
                if is_read(&reading) { Ok(reading) } else { Err(why_not(&reading)) }
            }
        };
        tried.push(Tried { candidate, outcome });
    }
    tried
}

async fn ask(fetcher: &Fetcher, url: &Url, now: Timestamp) -> Result<Page, String> {
    let url = fetcher.check(url.as_str()).map_err(|failure| failure.detail)?;
    let Ok(answer) = timeout(PATIENCE, fetcher.fetch(&Request::new(&url, Accept::Feed), now)).await else {
        return Err(format!("no answer within {} s", PATIENCE.as_secs()));
    };
    match answer {
        Answer::Fresh(page) => Ok(*page),
        Answer::Failed(failure) => Err(failure.detail),
        Answer::Gone => Err("the server answered 410".to_owned()),
        Answer::Later { .. } | Answer::Busy { .. } => Err("the site asked for patience".to_owned()),
        Answer::Same { .. } => Err("the server answered 304 to a first question".to_owned()),
    }
}

/// Whether the answer was what it should be; a feed may well be empty.
fn is_read(reading: &Reading) -> bool {
    let wrong = |kind| matches!(kind, ComplaintKind::WrongKind | ComplaintKind::Blocked | ComplaintKind::SelectorLost);
    !reading.complaints.iter().any(|complaint| wrong(complaint.kind))
}

fn why_not(reading: &Reading) -> String {
    reading.complaints.first().map_or_else(|| "nothing to read".to_owned(), |complaint| complaint.detail.clone())
}
