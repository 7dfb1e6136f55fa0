//! What is polled, and how it is doing.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// What a source is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A forum read from its HTML: a list of topics, then their posts.
    Forum,
    /// A page whose watched region is kept in versions.
    Page,
}

impl SourceKind {
    /// The word of the config file and of the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Forum => "forum",
            Self::Page => "page",
        }
    }
}

/// What a server gave for the next conditional request (RFC 9110, 13.1), kept byte for byte.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`, quotes and `W/` included.
    pub etag: Option<String>,
    /// `Last-Modified`, as sent.
    pub last_modified: Option<String>,
}

/// How a source is doing, in the words of the health table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceStatus {
    /// Never polled yet.
    New,
    /// The last poll was answered and read.
    Ok,
    /// Answered and read, with nothing new for so long that it is improbable for this source.
    Silent,
    /// The network, TLS or the server failed.
    Unreachable,
    /// Answered, but with something else than what it should be (a login page for a feed, say).
    Unreadable,
    /// An anti-robot wall answered.
    Blocked,
    /// The server asked to come back later (429, 503).
    Throttled,
    /// robots.txt forbids it.
    Forbidden,
    /// The address is outside the policy (a private address, say).
    Refused,
    /// 404 for now.
    Missing,
    /// 410: gone for good; not asked again.
    Gone,
    /// The selector of a page or forum matches nothing.
    SelectorLost,
}

impl SourceStatus {
    /// Whether the source is being read.
    pub const fn is_well(self) -> bool {
        matches!(self, Self::New | Self::Ok | Self::Silent)
    }

    /// Stable word for the store, metrics and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Ok => "ok",
            Self::Silent => "silent",
            Self::Unreachable => "unreachable",
            Self::Unreadable => "unreadable",
            Self::Blocked => "blocked",
            Self::Throttled => "throttled",
            Self::Forbidden => "forbidden",
            Self::Refused => "refused",
            Self::Missing => "missing",
            Self::Gone => "gone",
            Self::SelectorLost => "selector_lost",
        }
    }
}

/// A source's state of health after a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The word for it.
    pub status: SourceStatus,
    /// What happened, in English, for the log and the page (`connect timed out after 10 s`).
    pub detail: Option<String>,
    /// Failed polls in a row.
    pub failures: u32,
    /// When the row of failures began.
    pub failing_since: Option<Timestamp>,
    /// The last poll that was answered and read.
    pub last_ok_at: Option<Timestamp>,
}

/// How a source's answers are read. Selectors are CSS, checked when the config is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "lowercase")]
pub enum ReadAs {
    /// RSS, Atom or JSON Feed: the format is found in the bytes.
    Feed,
    /// A forum's HTML.
    Forum(Box<ForumSelectors>),
    /// A watched region of a page.
    Page {
        /// The region; the whole body when absent.
        region: Option<String>,
        /// What is left out of it: clocks, counters, banners.
        ignore: Vec<String>,
    },
}

impl ReadAs {
    /// The kind of source that is read so.
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Feed => SourceKind::Feed,
            Self::Forum(_) => SourceKind::Forum,
            Self::Page { .. } => SourceKind::Page,
        }
    }
}

/// Where a forum's pages hold what. Selectors under `topic` and `post` are relative to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForumSelectors {
    /// One row of the list of topics.
    pub topic: String,
    /// The topic's link within the row; its text is the topic's title.
    pub topic_link: String,
    /// What changes in the row when somebody answers (count of replies, last date); the row's text when absent.
    pub topic_activity: Option<String>,
    /// A link to the topic's last page, within the row or on the topic's page.
    pub last_page: Option<String>,
    /// One post on a topic's page.
    pub post: String,
    /// The author within the post.
    pub author: Option<String>,
    /// The date within the post: `datetime`, `title` or text.
    pub date: Option<String>,
    /// The text within the post; the post's own when absent.
    pub text: Option<String>,
    /// The post's own link; else its `id` attribute as a fragment of the topic's address.
    pub permalink: Option<String>,
    /// Quotations of other posts, left out.
    pub quote: Option<String>,
    /// IANA zone of dates without one.
    pub time_zone: Option<String>,
    /// Topics read in one poll, at most.
    pub max_topics: u32,
}

/// How far a topic of a forum was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicMark {
    /// Address of the topic.
    pub url: String,
    /// What its row showed when its posts were last read.
    pub activity: String,
}
