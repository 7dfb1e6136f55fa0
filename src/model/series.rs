//! Counts over time: what detection thinks on.

use serde::{Deserialize, Serialize};

use super::{SourceId, StoryId, Timestamp, ToneLabel};

/// What one brand received in one UTC hour.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HourCount {
    /// Start of the hour.
    pub hour: Timestamp,
    /// Fresh mentions.
    pub mentions: u32,
    /// Stories first seen in the hour: what spikes count.
    pub stories: u32,
    /// Fresh mentions with a negative tone.
    pub negative: u32,
    /// Fresh mentions with a positive tone.
    pub positive: u32,
    /// Mentions that came late or from a first poll: never in a spike.
    pub late: u32,
    /// Share of the expected polls that succeeded.
    pub coverage: f64,
}

/// One step of a series: what detection is fed with. Bins of one series are of equal width.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Start of the bin.
    pub start: Timestamp,
    /// First-seen stories, or mentions where stories are not known.
    pub volume: f64,
    /// Fresh mentions.
    pub mentions: f64,
    /// Fresh mentions with a negative tone.
    pub negative: f64,
    /// Share of the expected polls that succeeded.
    pub coverage: f64,
}

/// One counted mention, as detection sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it was seen.
    pub at: Timestamp,
    /// Its story.
    pub story: StoryId,
    /// Whether it is the story's first mention of the brand.
    pub first: bool,
    /// Its tone.
    pub tone: ToneLabel,
    /// Where.
    pub source: SourceId,
}
