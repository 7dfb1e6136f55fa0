//! What a source did that a person should know of, and need not be mailed about.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// What a source did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceEventKind {
    /// Its first reading brought a past with it (F47).
    History,
    /// Its items came under other ids (F41, F43).
    Reidentified,
    /// Its known items came with new dates (F42).
    Redated,
    /// One id stood on several items at once (F44).
    SharedIds,
    /// An id came again on something else (F44).
    ReusedIds,
    /// It brought a past that it had not shown before (F46).
    Archive,
    /// It was read again after a time of failures (F40).
    CaughtUp,
    /// Its ids are not believed any more: addresses tell its items apart.
    IdsDistrusted,
}

impl SourceEventKind {
    /// The word of the store, and of locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Reidentified => "reidentified",
            Self::Redated => "redated",
            Self::SharedIds => "shared_ids",
            Self::ReusedIds => "reused_ids",
            Self::Archive => "archive",
            Self::CaughtUp => "caught_up",
            Self::IdsDistrusted => "ids_distrusted",
        }
    }
}

/// One of its doings; the same again is the same note, renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEvent {
    /// What it did.
    pub kind: SourceEventKind,
    /// To how many items.
    pub items: u32,
    /// When it was last seen.
    pub at: Timestamp,
    /// In how many readings.
    pub times: u32,
}

/// By what a source's items are known again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityPolicy {
    /// The publisher's id first.
    #[default]
    Guid,
    /// The address first: the ids have proved to be none.
    Link,
}

/// An earlier text of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// When it was replaced.
    pub at: Timestamp,
    /// The title until then.
    pub title: super::NetText,
    /// The text until then.
    pub text: super::NetText,
    /// Brands that the new text names and this one did not.
    pub gained: Vec<String>,
    /// Brands that the new text does not name any more.
    pub lost: Vec<String>,
}
