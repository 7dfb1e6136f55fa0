//! What is polled, and how it is doing.

use serde::{Deserialize, Serialize};

use super::{ApiShape, ForumSelectors, Intake, Timestamp, WatchFor};

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
    /// Mails in a Maildir.
    Maildir,
    /// Rows of CSV files.
    Csv,
    /// Rows of JSON Lines files.
    Jsonl,
    /// Items that are handed in.
    Webhook,
    /// A page or a feed of reviews, and the rating that sums them up.
    Reviews,
}

impl SourceKind {
    /// Whether it is asked for over the network; the others come in by themselves.
    pub const fn is_asked(self) -> bool {
        !matches!(self, Self::Maildir | Self::Csv | Self::Jsonl | Self::Webhook)
    }

    /// The word of the config file and of the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Forum => "forum",
            Self::Page => "page",
            Self::Maildir => "maildir",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Webhook => "webhook",
            Self::Reviews => "reviews",
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
        /// What it is watched for.
        watch: WatchFor,
    },
    /// What a known service answers, in its own shape.
    Api {
        /// Which.
        shape: ApiShape,
    },
    /// Nobody is asked: it comes in by itself.
    #[serde(skip)]
    Intake(Box<Intake>),
    /// Reviews with their stars.
    Reviews,
}

impl ReadAs {
    /// The kind of source that is read so.
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Feed | Self::Api { .. } => SourceKind::Feed,
            Self::Forum(_) => SourceKind::Forum,
            Self::Page { .. } => SourceKind::Page,
            Self::Intake(intake) => intake.kind(),
            Self::Reviews => SourceKind::Reviews,
        }
    }
}
