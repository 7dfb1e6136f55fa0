//! Versions of a watched page, and what changed between two of them.

use serde::{Deserialize, Serialize};

use super::{NetText, PageChangeId, SourceId, Timestamp};

/// The watched region of a page at one time: one block a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageVersion {
    /// Title of the page.
    pub title: NetText,
    /// Blocks of the region, one a line.
    pub text: NetText,
    /// Where each block stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<BlockPlace>,
}

/// Where a block stands in its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockPlace {
    /// Elements from the outside in, with their names, without their positions: `main>div.price>p`.
    pub path: String,
    /// Beside the page's own matter: navigation, advertisement, related links.
    #[serde(default)]
    pub aside: bool,
    /// Nothing but links.
    #[serde(default)]
    pub link: bool,
}

impl BlockPlace {
    /// The name of the element that it stands in.
    pub fn element(&self) -> &str {
        let step = self.path.rsplit('>').next().unwrap_or_default();
        step.split(['.', '#']).next().unwrap_or_default()
    }
}

/// What sort of change it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// None: from now on the page is watched.
    Watched,
    /// Words.
    #[default]
    Text,
    /// A price or another amount.
    Price,
    /// A number, a date or a time alone.
    Figure,
    /// Clauses of terms of use.
    Terms,
    /// What an offer says of itself: price, currency, availability.
    Offer,
    /// The layout, with the same text.
    Layout,
    /// The page says again what it said before.
    Back,
    /// A site of one's own.
    Site,
}

impl ChangeKind {
    /// Stable word for the store and for locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Watched => "watched",
            Self::Text => "text",
            Self::Price => "price",
            Self::Figure => "figure",
            Self::Terms => "terms",
            Self::Offer => "offer",
            Self::Layout => "layout",
            Self::Back => "back",
            Self::Site => "site",
        }
    }
}

/// Why a change matters, before any language is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "lowercase")]
pub enum ChangeReason {
    /// So much of the page's own text changed.
    Share {
        /// From 0 to 1.
        share: f64,
    },
    /// An amount, before and after.
    Amount {
        /// As it was written.
        before: NetText,
        /// As it is written.
        after: NetText,
        /// Change as a share of what it was, when both can be compared.
        change: Option<f64>,
    },
    /// A watched brand is named in what changed.
    Named,
    /// The clauses that changed, by their headings.
    Clauses {
        /// At most five.
        clauses: Vec<NetText>,
        /// How many there are.
        count: u32,
    },
    /// One clause, as it was and as it is.
    Clause {
        /// Number and title; blank when it has neither.
        heading: NetText,
        /// What became of it.
        fate: ClauseFate,
        /// What can be read off the change.
        effects: Vec<ClauseEffect>,
        /// Word by word.
        diff: Vec<DiffPart>,
    },
    /// The date on which it takes effect, as it is written.
    Effective {
        /// The words of the page.
        date: NetText,
    },
    /// Whether it can be had, before and after, in the words of schema.org.
    Availability {
        /// Before.
        before: NetText,
        /// After.
        after: NetText,
    },
    /// The certificate of the site ends soon.
    Certificate {
        /// When.
        until: Timestamp,
    },
    /// The site's answers have begun late for some time.
    Slow {
        /// How long the last one took to begin, in milliseconds.
        first_byte_ms: u32,
    },
    /// The site asks search engines to leave it out.
    Noindex,
}

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseFate {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Its words changed.
    Reworded,
}

impl ClauseFate {
    /// Stable word for locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
        }
    }
}

/// What a change of a clause does, where it can be read off its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "lowercase")]
pub enum ClauseEffect {
    /// A period became another one.
    Period {
        /// What it was.
        before: (u32, PeriodUnit),
        /// What it is.
        after: (u32, PeriodUnit),
    },
    /// An amount became another one.
    Amount {
        /// What it was.
        before: NetText,
        /// What it is.
        after: NetText,
    },
    /// A negation came or went: the clause may say the contrary.
    Negation {
        /// It came.
        added: bool,
    },
    /// A duty came or went.
    Duty {
        /// It came.
        added: bool,
    },
}

/// Units of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PeriodUnit {
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// Years.
    Years,
}

impl PeriodUnit {
    /// Stable word for locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }

    /// About how many hours one is, to tell the longer of two periods.
    pub const fn hours(self) -> u64 {
        match self {
            Self::Hours => 1,
            Self::Days => 24,
            Self::Weeks => 7 * 24,
            Self::Months => 30 * 24,
            Self::Years => 365 * 24,
        }
    }
}

/// A change that is sure: what the store keeps beside the version.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NewChange {
    /// What sort.
    pub kind: ChangeKind,
    /// From 0, nobody needs it, to 1.
    pub importance: f64,
    /// Why it matters.
    pub reasons: Vec<ChangeReason>,
    /// Word by word.
    pub diff: Vec<DiffPart>,
}

impl NewChange {
    /// From here on a change is told in the daily digest.
    pub const DAILY: f64 = 0.3;
    /// From here on a change is told in the weekly digest.
    pub const WEEKLY: f64 = 0.1;
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
    /// What changed.
    pub change: NewChange,
}
