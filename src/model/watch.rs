//! What is remembered of a watched page between polls: enough to tell a change from noise after a restart.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{NetText, PageVersion, Timestamp};

/// What a page is watched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "watch", rename_all = "lowercase")]
pub enum WatchFor {
    /// Its text.
    #[default]
    Text,
    /// Terms of use: told clause by clause, with the date on which they take effect.
    Terms,
    /// A price and its availability.
    Offer {
        /// A price is told when it is so far from the last one that was told, in hundredths of a percent.
        price_change: u32,
    },
    /// A site of one's own: told at once when it is down.
    Site {
        /// Words that must stand on the page.
        expect: Vec<String>,
        /// It is slow when its answer begins later than this after it was asked.
        slow_after: Duration,
    },
}

impl WatchFor {
    /// The word of the config file.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Terms => "terms",
            Self::Offer { .. } => "offer",
            Self::Site { .. } => "site",
        }
    }
}

/// A watched page between two polls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageWatch {
    /// Since when the page is watched.
    pub since: Timestamp,
    /// Since when it has the layout that it has.
    pub laid: Timestamp,
    /// What the page says, as far as it was told.
    pub base: PageVersion,
    /// When that was last seen.
    pub base_at: Timestamp,
    /// Answers compared so far.
    pub samples: u32,
    /// A difference that was seen and is not yet sure.
    pub pending: Option<Pending>,
    /// Where the page differs without saying anything new.
    pub noise: Vec<Noise>,
    /// Blocks that stood there lately and do not any more, or the other way round: a page that goes to and fro.
    pub recent: Vec<(u64, Timestamp)>,
    /// Texts that stood in a place that is left out, and when: they are known again wherever a new layout puts them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fleeting: Vec<(u64, Timestamp)>,
    /// Texts that were told to come or to go, when last, and how often.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<(u64, Timestamp, u32)>,
    /// The end of the certificate that was told last, and how many days ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<(Timestamp, u32)>,
    /// How slow the site is.
    #[serde(default)]
    pub slowness: Slowness,
}

impl PageWatch {
    /// A page that is seen for the first time.
    pub const fn new(base: PageVersion, now: Timestamp) -> Self {
        Self {
            since: now,
            laid: now,
            base,
            base_at: now,
            samples: 1,
            pending: None,
            noise: Vec::new(),
            recent: Vec::new(),
            fleeting: Vec::new(),
            told: Vec::new(),
            certificate: None,
            slowness: Slowness { answers: 0, told: false },
        }
    }
}

impl PageWatch {
    /// Without a date after now: the clock was ahead, and what was to stand for an hour would stand for as long as that.
    #[must_use]
    pub fn not_after(mut self, now: Timestamp) -> Self {
        let back = |at: &mut Timestamp| *at = (*at).min(now);
        for at in [&mut self.since, &mut self.laid, &mut self.base_at] {
            back(at);
        }
        if let Some(pending) = &mut self.pending {
            back(&mut pending.at);
            pending.seen.iter_mut().for_each(|seen| back(&mut seen.since));
        }
        self.noise.iter_mut().for_each(|noise| back(&mut noise.at));
        self.recent.iter_mut().chain(&mut self.fleeting).for_each(|(_, at)| back(at));
        self.told.iter_mut().for_each(|(_, at, _)| back(at));
        self
    }
}

/// What is remembered of how fast a site answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slowness {
    /// Answers in a row that speak for the other side: slow ones of a fast site, fast ones of a site that was told.
    pub answers: u8,
    /// Whether it was told to be slow.
    pub told: bool,
}

/// A difference that waits to be seen again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// The page as it was then.
    pub version: PageVersion,
    /// When that was.
    pub at: Timestamp,
    /// Each difference.
    pub seen: Vec<Seen>,
    /// How often the page was asked again out of turn.
    pub tries: u32,
}

impl Pending {
    /// Since when something of it stands.
    pub fn since(&self) -> Timestamp {
        self.seen.iter().map(|seen| seen.since).min().unwrap_or(self.at)
    }
}

/// What speaks for a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which one.
    pub key: u64,
    /// How often it was seen again, less what each answer without it costs.
    pub times: u32,
    /// Since when it stands.
    pub since: Timestamp,
    /// Whether an answer was without it meanwhile.
    pub missed: bool,
    /// Whether the last answer was.
    pub away: bool,
}

/// A place, a span or a text that is noise, or is about to be taken for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Noise {
    /// What is left out of comparisons.
    pub kind: NoiseKind,
    /// Which one: of a path, or a text.
    pub key: u64,
    /// Where, for people.
    pub path: String,
    /// What stood there when it was last learnt, for people.
    pub shown: NetText,
    /// How often it was seen to differ for nothing.
    pub fires: u32,
    /// Whether it is left out by now.
    pub masked: bool,
    /// When it was last seen to differ.
    pub at: Timestamp,
    /// Whether a text stood in the last answer.
    #[serde(default)]
    pub there: bool,
    /// How long a text stood, or was away, between two of its turns, at most, in milliseconds.
    #[serde(default)]
    pub longest: i64,
    /// Whether a text had stood for long before it began to come and go.
    #[serde(default)]
    pub stood: bool,
    /// Texts that stood at a place for a while only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<u64>,
}

/// What of a page is noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoiseKind {
    /// Numbers, times and tokens within a block whose words stay.
    Spans,
    /// A text that comes and goes.
    Text,
    /// Whatever stands after a certain block.
    Place,
    /// Every block of a path.
    Path,
    /// A list that moves on by itself.
    Roll,
}

impl NoiseKind {
    /// Stable word for locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spans => "spans",
            Self::Text => "text",
            Self::Place => "place",
            Self::Path => "path",
            Self::Roll => "roll",
        }
    }
}
