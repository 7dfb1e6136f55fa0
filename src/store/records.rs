//! What the store's verbs take, and what they say of what they did.

use std::time::Duration;

use super::counters::Counting;
use crate::model::{
    BrandId, Complaint, Draft, Flag, Health, Identity, Incident, IncidentEvent, IncidentId, ItemId, KnownEntries,
    Language, NewChange, NoticeDraft, PageWatch, Role, SiteNote, Sketch, SourceEvent, SourceId, SourceKind, Standing,
    TermHit, Timestamp, Tone, TopicMark, Validators, Wishes,
};

/// Who this installation is: part of every Message-ID, and the key of signed links.
#[derive(Clone)]
pub struct Instance {
    /// Twelve hexadecimal digits, drawn when the database is made.
    pub id: String,
    /// Key of signed links.
    pub secret: [u8; 32],
    /// When the database was made.
    pub created_at: Timestamp,
}

/// A source of the config, to be brought into the store.
#[derive(Clone, Debug, Hash)]
pub struct SourceEntry {
    /// Unique name.
    pub name: String,
    /// What it is read as.
    pub kind: SourceKind,
    /// Configured address.
    pub url: String,
    /// Time between polls.
    pub every: Duration,
}

/// A brand of the config, to be brought into the store.
#[derive(Clone, Debug)]
pub struct BrandEntry {
    /// Unique name.
    pub name: String,
    /// Own brand, competitor or sector.
    pub role: Role,
    /// The query as written; a change of it starts a fresh baseline.
    pub query: String,
}

/// The ids that the store gave, in the order of the entries.
#[derive(Clone, Debug, Default)]
pub struct Synced {
    /// Of the sources.
    pub sources: Vec<SourceId>,
    /// Of the brands.
    pub brands: Vec<BrandId>,
}

/// A source that is due, with what the next request needs.
#[derive(Clone, Debug)]
pub struct DueSource {
    /// The source.
    pub id: SourceId,
    /// Its name in the config.
    pub name: String,
    /// State after the last poll.
    pub state: SourceState,
    /// Marks of a forum's topics, the one that waits longest first.
    pub topics: Vec<TopicMark>,
    /// What is learnt of when it publishes, as `detect::pace` writes it.
    pub pace: Option<Vec<u8>>,
    /// What counts its next poll.
    pub counting: Counting,
}

/// What is kept of a source between polls. Written together with the items that it came with, never apart.
#[derive(Clone, Debug)]
pub struct SourceState {
    /// Address to ask: the configured one, or where a confirmed permanent redirect leads.
    pub url: String,
    /// For the next conditional request.
    pub validators: Validators,
    /// Permanent redirect seen: target, first seen, answers in a row.
    pub moved: Option<(String, Timestamp, u32)>,
    /// How it is doing.
    pub health: Health,
    /// When it was last polled.
    pub last_polled_at: Option<Timestamp>,
    /// When it is due again; absent for a source that is gone.
    pub next_due_at: Option<Timestamp>,
    /// When it wishes to be left alone.
    pub wishes: Wishes,
}

/// What the store knows of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// Never seen in this source.
    New,
    /// Never seen, under an id that stood on something else (F44).
    Another,
    /// Known, and the same.
    Known,
    /// Known under its id, with another text: a revision.
    Edited(ItemId),
    /// Known under its id, with another text, while the text that it had is not kept.
    Rewritten,
    /// Known under other ids: the publisher changed them (F41).
    Renamed(ItemId),
    /// Known by its address alone: ids and words changed together (F41).
    Moved(ItemId),
}

/// One new or changed item, understood.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// What was found.
    pub draft: Draft,
    /// Its keys.
    pub identity: Identity,
    /// What the store said of it.
    pub recognised: Recognised,
    /// Its language; not told for what mentions nobody.
    pub language: Language,
    /// Whether it counts for spikes.
    pub counted: bool,
    /// Its sketch; absent without mentions.
    pub sketch: Option<Sketch>,
    /// One for each brand that it mentions.
    pub mentions: Vec<NewMention>,
}

/// A mention to be stored.
#[derive(Clone, Debug)]
pub struct NewMention {
    /// The brand.
    pub brand: BrandId,
    /// Where the query hits.
    pub hits: Vec<TermHit>,
    /// Tone towards the brand.
    pub tone: Tone,
    /// Moderation flags.
    pub flags: Vec<Flag>,
    /// Whether it is set aside as being about something else.
    pub excluded: bool,
}

/// What a mention is read as anew: its tone, and whether it is set aside.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The mention.
    pub id: crate::model::MentionId,
    /// Its tone.
    pub tone: Tone,
    /// Whether it is about something else.
    pub excluded: bool,
}

/// What a poll of a watched page leads to.
#[derive(Clone, Debug)]
pub struct PageFind {
    /// What is to be remembered of it.
    pub watch: PageWatch,
    /// A change that is sure.
    pub change: Option<NewChange>,
}

/// All that one poll leaves behind: write 1.
#[derive(Clone, Debug)]
pub struct PollRecord {
    /// The source.
    pub source: SourceId,
    /// When it was polled.
    pub at: Timestamp,
    /// State to keep.
    pub state: SourceState,
    /// Whether the poll counts as covered (an answer that could be read, or a 304); absent when nobody was asked.
    pub covered: Option<bool>,
    /// New, edited and renamed items.
    pub items: Vec<NewItem>,
    /// Whether the text of items that mention nobody is kept; else their keys alone are.
    pub texts: bool,
    /// Keys of known items that the answer still held: their tombstones stay alive.
    pub still_there: Vec<Identity>,
    /// Marks of the topics that were read.
    pub topics: Vec<TopicMark>,
    /// What a watched page brought.
    pub page: Option<PageFind>,
    /// The rating that the answer sums its reviews up in.
    pub standing: Option<Standing>,
    /// What the reader mended or left out.
    pub complaints: Vec<Complaint>,
    /// What the source did.
    pub events: Vec<SourceEvent>,
    /// What is learnt of when it publishes, where this poll taught something.
    pub pace: Option<Vec<u8>>,
    /// What visits taught of sites, of this source's or another's.
    pub sites: Vec<SiteNote>,
    /// The entries of a feed as they stand in it now.
    pub entries: Option<KnownEntries>,
}

impl PollRecord {
    /// Of a poll that left nothing but the source's state.
    pub fn new(source: SourceId, at: Timestamp, state: SourceState, covered: Option<bool>) -> Self {
        Self {
            source,
            at,
            state,
            covered,
            items: Vec::new(),
            texts: true,
            still_there: Vec::new(),
            topics: Vec::new(),
            page: None,
            standing: None,
            complaints: Vec::new(),
            events: Vec::new(),
            pace: None,
            sites: Vec::new(),
            entries: None,
        }
    }
}

/// A poll that was answered and brought nothing: the source is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuietPoll {
    /// The source.
    pub source: SourceId,
    /// When it was polled.
    pub at: Timestamp,
    /// The last poll that was answered and read.
    pub last_ok_at: Option<Timestamp>,
    /// When it is due again.
    pub next_due_at: Option<Timestamp>,
    /// What counts it.
    pub counting: Counting,
}

/// What a poll added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PollSummary {
    /// Items stored.
    pub items: u32,
    /// Mentions stored.
    pub mentions: u32,
    /// Mentions that count for spikes.
    pub counted: u32,
    /// Items recognised under new ids.
    pub renamed: u32,
    /// Items whose text changed.
    pub edited: u32,
    /// Whether a page changed.
    pub page_changed: bool,
}

/// What one watch step decides for a brand: part of write 2.
pub struct IncidentWrite {
    /// The incident after the step.
    pub incident: Incident,
    /// What happened.
    pub events: Vec<IncidentEvent>,
    /// Notices to write, once the incident's id is known.
    pub notices: Box<dyn FnOnce(IncidentId) -> Vec<NoticeDraft> + Send>,
}
