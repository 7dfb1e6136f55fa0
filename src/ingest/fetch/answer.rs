//! What comes of a visit.

use std::time::Duration;

use bytes::Bytes;
use url::Url;

use crate::model::{NetText, SourceStatus, Timestamp, Validators};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Where.
    pub url: &'a Url,
    /// From the last answer, for a conditional request; empty for a full one.
    pub validators: &'a Validators,
    /// What kind of document is hoped for.
    pub accept: Accept,
    /// Whether robots.txt is obeyed.
    pub robots: bool,
    /// Whether a site of one's own is looked after: silent refusals do not make its owner wait longer each time.
    pub by_owner: bool,
}

impl<'a> Request<'a> {
    /// For the whole document, as any visitor asks who obeys robots.txt.
    pub const fn new(url: &'a Url, accept: Accept) -> Self {
        const NONE: &Validators = &Validators { etag: None, last_modified: None };
        Self { url, validators: NONE, accept, robots: true, by_owner: false }
    }
}

/// What kind of document is hoped for.
#[derive(Clone, Copy, Debug)]
pub enum Accept {
    /// RSS, Atom, JSON Feed.
    Feed,
    /// HTML.
    Page,
    /// The messages of a service that tells them as they happen, over a WebSocket.
    Messages(Messages),
}

/// Which messages are taken.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    /// When a message was told, on the service's own scale.
    pub time_of: fn(&str) -> Option<i64>,
    /// They are taken up to that time.
    pub until: i64,
}

/// What came of a visit.
#[derive(Debug)]
pub enum Answer {
    /// A whole document.
    Fresh(Box<Page>),
    /// 304: what was read last time still stands.
    Same {
        /// To be kept: the old ones, with what the server sent anew.
        validators: Validators,
        /// For how long the server says that it will stand.
        max_age: Option<Duration>,
    },
    /// 410: gone for good.
    Gone,
    /// Not now: the site asked for patience (429, 503), this time or not long ago.
    Later {
        /// When to come back, from now.
        after: Duration,
        /// What it answered; not known after a restart.
        status: Option<u16>,
    },
    /// Not asked at all: others of ours wait at that site already.
    Busy {
        /// When to come back, from now.
        after: Duration,
    },
    /// No document.
    Failed(Failure),
}

/// A document, whole, as the server sent it (decompressed).
#[derive(Debug)]
pub struct Page {
    /// Where it was found in the end.
    pub url: Url,
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub bytes: Bytes,
    /// `Content-Type`, as sent.
    pub content_type: Option<String>,
    /// For the next request.
    pub validators: Validators,
    /// Within the second of its last change it may change again under the same validators.
    pub settling: bool,
    /// Where the document has moved for good: only when every redirect said so.
    pub moved_permanently: Option<Url>,
    /// For how long the server says that it will stand.
    pub max_age: Option<Duration>,
    /// `Link` headers, as sent.
    pub links: Vec<String>,
    /// There is more already than one visit takes.
    pub more: bool,
    /// Until when the server's certificate is valid; nothing without TLS.
    pub certificate_until: Option<Timestamp>,
    /// How long its answer took to begin, redirects included.
    pub first_byte: Duration,
}

impl Page {
    /// A document that was found elsewhere than on the network (a file), or that a test makes.
    pub fn new(url: Url, bytes: impl Into<Bytes>, content_type: Option<String>) -> Self {
        Self {
            url,
            status: 200,
            bytes: bytes.into(),
            content_type,
            validators: Validators::default(),
            settling: false,
            moved_permanently: None,
            max_age: None,
            links: Vec::new(),
            more: false,
            certificate_until: None,
            first_byte: Duration::ZERO,
        }
    }
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Failure {
    /// The sort of failure.
    pub kind: FailureKind,
    /// What happened, in English, without the query part of any address.
    pub detail: String,
    /// When the server says to come back.
    pub retry_after: Option<Duration>,
}

/// Sorts of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// The name leads nowhere.
    Dns,
    /// Nobody answers at the address.
    Connect,
    /// Too slow.
    Timeout,
    /// The certificate or the handshake is not sound.
    Tls,
    /// What came is not HTTP, is broken off, or is in an unknown encoding.
    Protocol,
    /// Larger than the policy allows.
    TooLarge,
    /// An HTTP status that brings no document.
    BadStatus(u16),
    /// 404.
    NotFound,
    /// Redirects without end.
    RedirectLoop,
    /// Outside the policy: not asked.
    Refused,
    /// robots.txt forbids it: not asked.
    Robots,
    /// An anti-robot wall.
    Blocked,
}

impl FailureKind {
    /// The word of the health table.
    pub const fn status(self) -> SourceStatus {
        match self {
            // Without a recognised wall, these three still say that the door is shut to us.
            Self::Blocked | Self::BadStatus(401 | 403 | 451) => SourceStatus::Blocked,
            Self::BadStatus(429) => SourceStatus::Throttled,
            Self::Dns
            | Self::Connect
            | Self::Timeout
            | Self::Tls
            | Self::Protocol
            | Self::RedirectLoop
            | Self::BadStatus(_) => SourceStatus::Unreachable,
            Self::TooLarge => SourceStatus::Unreadable,
            Self::NotFound => SourceStatus::Missing,
            Self::Refused => SourceStatus::Refused,
            Self::Robots => SourceStatus::Forbidden,
        }
    }
}

impl Failure {
    pub(super) fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        // Part of it may be a server's own words.
        let detail = NetText::new(detail).to_string();
        Self { kind, detail, retry_after: None }
    }
}
