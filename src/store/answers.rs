//! What the store gives to those who look: series, lists, figures, and the filter of a list.

use super::records::SourceState;
use crate::model::{
    Arrival, BrandId, Complaint, Coverage, HourCount, Incident, MINUTE_MS, MentionId, NoticeState, Role, SourceEvent,
    SourceId, SourceKind, Standing, StoryId, Timestamp, ToneLabel,
};
use crate::understand::query::Prefilter;

/// A brand that the watch step has to look at.
#[derive(Clone, Debug)]
pub struct BrandSeries {
    /// The brand.
    pub brand: BrandId,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// Since when it is watched with its present query.
    pub watched_since: Timestamp,
    /// Closed hours, oldest first, without gaps, from `watched_since` or 56 days back, up to 24 h before now.
    pub hours: Vec<HourCount>,
    /// The last 24 h cut into hours that end now, oldest first.
    pub recent: Vec<HourCount>,
    /// Counted mentions of the last 72 h, oldest first: (seen at, story, whether it is the story's first, tone, source).
    pub latest: Vec<Arrival>,
    /// The incident that is not closed.
    pub incident: Option<Incident>,
}

/// Totals over a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MentionTotals {
    /// Mentions.
    pub mentions: u32,
    /// Stories.
    pub stories: u32,
    /// Negative mentions.
    pub negative: u32,
    /// Positive mentions.
    pub positive: u32,
}

/// A story of a period, as trends are told from it.
#[derive(Clone, Debug)]
pub struct ToldStory {
    /// Its first mention in the period, whose title, address and text these are.
    pub mention: MentionId,
    /// The story.
    pub story: StoryId,
    /// Title of the item.
    pub title: String,
    /// Address of the item.
    pub url: Option<String>,
    /// Start of the item's text.
    pub text: String,
    /// What the query hits in it.
    pub names: Vec<String>,
    /// Sites that tell the story, the first teller first.
    pub outlets: Vec<String>,
    /// Named authors.
    pub authors: Vec<String>,
    /// Mentions in the period.
    pub mentions: u32,
    /// Negative ones.
    pub negative: u32,
    /// Positive ones.
    pub positive: u32,
}

/// Which changes of watched pages a list holds.
#[derive(Clone, Debug)]
pub struct ChangeFilter {
    /// Seen from this instant on.
    pub from: Timestamp,
    /// Seen before this instant.
    pub to: Timestamp,
    /// At least so important.
    pub importance: f64,
    /// Of these sources; of all when absent.
    pub sources: Option<Vec<SourceId>>,
    /// Those alone that say that a page is watched from now on, or the others alone; both when absent.
    pub first_looks: Option<bool>,
    /// At most so many.
    pub limit: u32,
}

/// Which mentions a list holds.
#[derive(Clone, Debug, Default)]
pub struct MentionFilter {
    /// Of these brands; all when empty.
    pub brands: Vec<BrandId>,
    /// Seen from this instant on.
    pub from: Option<Timestamp>,
    /// Seen before this instant.
    pub to: Option<Timestamp>,
    /// With this tone.
    pub tone: Option<ToneLabel>,
    /// Only those that count for spikes.
    pub counted_only: bool,
    /// Also those that were set aside as being about something else.
    pub excluded_too: bool,
    /// What the full-text index narrows it to; the caller evaluates the query itself on what comes back.
    pub words: Option<Prefilter>,
    /// Older than this mention, for paging.
    pub before: Option<MentionId>,
    /// At most so many, newest first.
    pub limit: u32,
}

/// A source in the health table.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// The source.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// What it is read as.
    pub kind: SourceKind,
    /// State after the last poll.
    pub state: SourceState,
    /// Items stored.
    pub items: u64,
    /// Mentions among them.
    pub mentions: u64,
    /// Coverage of the last seven days.
    pub coverage: Coverage,
    /// The rating that it sums its reviews up in, at its last poll.
    pub standing: Option<Standing>,
    /// Complaints of the last poll that was read.
    pub complaints: Vec<Complaint>,
    /// What it did of late.
    pub events: Vec<SourceEvent>,
    /// When its blindness was told.
    pub told_blind_at: Option<Timestamp>,
}

/// Mails that wait for longer are told to people.
const STUCK_MS: i64 = 10 * MINUTE_MS;

/// The outbox at a glance.
#[derive(Clone, Debug, Default)]
pub struct OutboxSummary {
    /// Waiting or leased.
    pub waiting: u64,
    /// Sent so far.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
    /// Creation of the oldest that waits past its due time.
    pub oldest_due: Option<Timestamp>,
    /// The last error.
    pub last_error: Option<String>,
}

impl OutboxSummary {
    /// Since when mails have been waiting, when that is longer than a relay's moment of weakness explains.
    pub fn stuck_since(&self, now: Timestamp) -> Option<Timestamp> {
        self.oldest_due.filter(|&oldest| now.since(oldest) > STUCK_MS)
    }
}

/// A notice in a list.
#[derive(Clone, Debug)]
pub struct OutboxRow {
    /// Recipient.
    pub recipient: String,
    /// Topic.
    pub topic: String,
    /// Where it stands.
    pub state: NoticeState,
    /// Tries so far.
    pub attempts: u32,
    /// When it is due.
    pub due_at: Timestamp,
    /// The last error.
    pub last_error: Option<String>,
}

/// Sizes, for metrics and `vigie status`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreFigures {
    /// Sources in the config.
    pub sources: u64,
    /// Items with their text.
    pub items: u64,
    /// Mentions.
    pub mentions: u64,
    /// Stories.
    pub stories: u64,
    /// Incidents that are not closed.
    pub open_incidents: u64,
    /// Bytes of the database file.
    pub bytes: u64,
}

/// How many things the sources have published, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyFigures {
    /// Known by a key.
    pub entries: u64,
    /// Kept with their text.
    pub texts: u64,
    /// That mention a brand.
    pub mentioned: u64,
}
