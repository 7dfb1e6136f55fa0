//! Versions of a watched page, and what changed between two of them.

use serde::{Deserialize, Serialize};

use super::{NetText, PageChangeId, SourceId, Timestamp};

/// The watched region of a page at one time: one block a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageVersion {
    /// Title of the page.
    pub title: NetText,
    /// Blocks of the region, one a line.
    pub text: NetText,
}

/// A run of words of a diff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", content = "text", rename_all = "lowercase")]
pub enum DiffPart {
    /// Stands in both.
    Same(NetText),
    /// Stood only in the older version.
    Removed(NetText),
    /// Stands only in the newer version.
    Added(NetText),
    /// Unchanged words that a reader does not need.
    Skipped,
}

/// A change between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageChange {
    /// The store's id.
    pub id: PageChangeId,
    /// The page.
    pub source: SourceId,
    /// The page's name in the config.
    pub source_name: String,
    /// Address of the page.
    pub url: String,
    /// When the newer version was seen.
    pub at: Timestamp,
    /// Word by word.
    pub diff: Vec<DiffPart>,
}
