//! The life of an alert: open, updated, acknowledged, closed.

use serde::{Deserialize, Serialize};

use super::{BrandId, IncidentId, Timestamp};

/// How bad it is. Later is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// More than usual, not negative: mail subject `VEILLE` / `WATCH`.
    Notice,
    /// Clearly unusual: `ALERTE` / `ALERT`.
    Warning,
    /// Unusual and negative: `CRISE` / `CRISIS`.
    Critical,
}

impl Severity {
    /// Stable word for the store, metrics and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// What set an incident off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// More stories than the brand's own past leads to expect.
    Volume,
    /// A larger negative share than the brand's own past leads to expect.
    Tone,
    /// Both.
    Both,
}

/// Where an incident stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IncidentState {
    /// Told, nobody has taken it on.
    Open,
    /// Somebody has taken it on.
    Acknowledged,
    /// Over.
    Closed,
}

impl IncidentState {
    /// Stable word for the store and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Closed => "closed",
        }
    }
}

/// What detection found at one time, in figures from which a mail can be written again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// When detection ran.
    pub at: Timestamp,
    /// Volume, tone or both.
    pub trigger: Trigger,
    /// How bad.
    pub severity: Severity,
    /// Length of the window that fired, in minutes.
    pub window_minutes: u32,
    /// Fresh mentions in the window.
    pub mentions: u32,
    /// First-seen stories in the window.
    pub stories: u32,
    /// Negative mentions in the window.
    pub negative: u32,
    /// Stories expected in the window.
    pub expected: f64,
    /// 90 % interval of the expectation.
    pub expected_low: f64,
    /// 90 % interval of the expectation.
    pub expected_high: f64,
    /// Usual share of negative mentions, 0 to 1.
    pub usual_negative_share: f64,
    /// Deviation in units of the brand's own daily maxima.
    pub z: f64,
    /// An ordinary day peaks this high once in so many days.
    pub return_days: f64,
    /// Share of expected polls that succeeded in the window.
    pub coverage: f64,
    /// Whether the brand's past is still short (under seven days).
    pub learning: bool,
    /// When the rise began.
    pub since: Timestamp,
}

/// What makes an incident unique: a brand has at most one that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IncidentKey {
    /// The brand.
    pub brand: BrandId,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// The store's id; absent until it is saved.
    pub id: Option<IncidentId>,
    /// Brand and opening instant: unique.
    pub key: IncidentKey,
    /// Where it stands.
    pub state: IncidentState,
    /// The worst severity reached.
    pub severity: Severity,
    /// The finding that opened it or last made it worse.
    pub finding: Finding,
    /// The finding with the highest z.
    pub peak: Finding,
    /// Updates told so far; the opening is 0.
    pub updates: u32,
    /// Mentions when people were last told, for "changed by half".
    pub told_mentions: u32,
    /// When people were last told.
    pub told_at: Timestamp,
    /// When the figures first fell back to the usual, while they stay there.
    pub calm_since: Option<Timestamp>,
    /// Who took it on, and when.
    pub acknowledged: Option<(String, Timestamp)>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

/// Which message of an incident. Part of the Message-ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "stage", content = "number")]
pub enum Stage {
    /// The root of the thread.
    Opened,
    /// The n-th update, from 1.
    Update(u32),
    /// The end.
    Closed,
}

impl Stage {
    /// Stable word: `open`, `u1`, `end`.
    pub fn word(self) -> String {
        match self {
            Self::Opened => "open".to_owned(),
            Self::Update(number) => format!("u{number}"),
            Self::Closed => "end".to_owned(),
        }
    }
}

/// What happened to an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum IncidentEvent {
    /// It opened.
    Opened {
        /// Why.
        finding: Finding,
    },
    /// It got worse or grew.
    Updated {
        /// Number of the update, from 1.
        number: u32,
        /// Why.
        finding: Finding,
    },
    /// Somebody took it on.
    Acknowledged {
        /// Who.
        by: String,
    },
    /// The figures fell back to the usual.
    Calmed,
    /// It ended.
    Closed,
}

/// One line of an incident's timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: IncidentEvent,
}
