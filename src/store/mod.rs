//! SQLite: one file, one writer, short transactions. The only room that knows SQL.

mod records;

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

pub use records::{
    Arrival, BrandEntry, BrandSeries, DueSource, IncidentWrite, Instance, MentionFilter, MentionTotals, NewItem,
    NewMention, OutboxRow, OutboxSummary, PollRecord, PollSummary, Recognised, SourceEntry, SourceRow, SourceState,
    StoreFigures, Synced,
};

use crate::model::{
    Brand, BrandId, Coverage, CurvePoint, Draft, HourCount, Identity, Incident, IncidentEvent, IncidentId, Mention,
    MentionId, Notice, NoticeDraft, NoticeId, Outcome, PageChange, PageVersion, SourceId, StoryLine, TimelineEntry,
    Timestamp, TopicMark,
};

/// The store: cheap to clone, shared by every loop.
#[derive(Clone)]
pub struct Store {}

#[allow(missing_docs, unused, clippy::todo, clippy::unused_async, reason = "skeleton")]
impl Store {
    /// Opens (makes, migrates) the database at `path`; refuses when another process holds it (F79).
    pub fn open(path: &Path, now: Timestamp) -> Result<Self> {
        todo!()
    }
    /// Opens read-only for `vigie mentions` etc. while a daemon may be running; never migrates, never locks.
    pub fn open_reader(path: &Path) -> Result<Self> {
        todo!()
    }
    /// Finishes the waiting writes and closes.
    pub async fn close(self) -> Result<()> {
        todo!()
    }
    /// Proves that a write goes through (for the watchdog and READY).
    pub async fn ping(&self, now: Timestamp) -> Result<()> {
        todo!()
    }
    pub fn instance(&self) -> &Instance {
        todo!()
    }

    // -- what the config says (one write)
    /// Upserts sources and brands by name; those no longer named are retired (kept, not polled, not matched). A source whose
    /// url changed starts afresh (no validators). New source: due at once. Changed query: `watched_since = now`.
    pub async fn sync(&self, sources: Vec<SourceEntry>, brands: Vec<BrandEntry>, now: Timestamp) -> Result<Synced> {
        todo!()
    }

    // -- poll
    /// oldest due first
    pub async fn due_sources(&self, now: Timestamp, limit: u32) -> Result<Vec<DueSource>> {
        todo!()
    }
    /// not retired, not gone
    pub async fn all_sources(&self) -> Result<Vec<DueSource>> {
        todo!()
    }
    pub async fn next_poll_due(&self) -> Result<Option<Timestamp>> {
        todo!()
    }
    /// For each draft identity, in order, what is known. See the recognition rules below.
    pub async fn recognise(&self, source: SourceId, drafts: Vec<Identity>) -> Result<Vec<Recognised>> {
        todo!()
    }
    pub async fn last_page(&self, source: SourceId) -> Result<Option<PageVersion>> {
        todo!()
    }
    /// Write 1.
    pub async fn record_poll(&self, record: PollRecord) -> Result<PollSummary> {
        todo!()
    }

    // -- watch
    /// Brands with mentions newer than their last watch, with an incident that is not closed, or not watched for 10 min.
    pub async fn brands_to_watch(&self, now: Timestamp) -> Result<Vec<BrandSeries>> {
        todo!()
    }
    pub async fn series(&self, brand: BrandId, now: Timestamp) -> Result<BrandSeries> {
        todo!()
    }
    /// Write 2: all brands of one watch step in one transaction; sets `watched_at = now` for `watched`. Idempotent:
    /// an incident with the same key is updated, an outbox row with the same message_id is left alone.
    pub async fn save_watch(
        &self,
        watched: Vec<BrandId>,
        incidents: Vec<IncidentWrite>,
        now: Timestamp,
    ) -> Result<Vec<IncidentId>> {
        todo!()
    }
    /// `vigie ack`, the page's button. Some(incident) when it was open and is now acknowledged, None when it was not open.
    pub async fn acknowledge(&self, incident: IncidentId, by: &str, now: Timestamp) -> Result<Option<Incident>> {
        todo!()
    }

    // -- deliver
    /// Write 3: due and waiting, or leased with an expired lease; highest priority, then oldest due first.
    pub async fn lease_notices(&self, now: Timestamp, lease: Duration, limit: u32) -> Result<Vec<Notice>> {
        todo!()
    }
    /// Write 4.
    pub async fn settle(&self, outcomes: Vec<(NoticeId, Outcome)>, now: Timestamp) -> Result<()> {
        todo!()
    }
    /// also the earliest lease expiry
    pub async fn next_notice_due(&self) -> Result<Option<Timestamp>> {
        todo!()
    }
    /// Adds notices (digests, health); those whose message_id exists already are left alone. Returns how many were new.
    pub async fn enqueue(&self, drafts: Vec<NoticeDraft>, now: Timestamp) -> Result<u32> {
        todo!()
    }
    pub async fn notice_exists(&self, message_id: &str) -> Result<bool> {
        todo!()
    }
    /// Marks sources' blindness as told / as ended, with the notices, in one write.
    pub async fn save_health(
        &self,
        blind: Vec<SourceId>,
        recovered: Vec<SourceId>,
        notices: Vec<NoticeDraft>,
        now: Timestamp,
    ) -> Result<()> {
        todo!()
    }
    pub async fn outbox_summary(&self, now: Timestamp) -> Result<OutboxSummary> {
        todo!()
    }
    /// newest first
    pub async fn outbox_rows(&self, limit: u32) -> Result<Vec<OutboxRow>> {
        todo!()
    }

    // -- reads for people
    /// not retired
    pub async fn brands(&self) -> Result<Vec<Brand>> {
        todo!()
    }
    /// not retired, by name
    pub async fn source_rows(&self, now: Timestamp) -> Result<Vec<SourceRow>> {
        todo!()
    }
    /// without gaps
    pub async fn hours(&self, brand: BrandId, from: Timestamp, to: Timestamp) -> Result<Vec<HourCount>> {
        todo!()
    }
    pub async fn totals(
        &self,
        brand: BrandId,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
    ) -> Result<MentionTotals> {
        todo!()
    }
    /// most pickups first
    pub async fn stories(
        &self,
        brands: Vec<BrandId>,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
        limit: u32,
    ) -> Result<Vec<StoryLine>> {
        todo!()
    }
    /// newest first
    pub async fn mentions(&self, filter: MentionFilter) -> Result<Vec<Mention>> {
        todo!()
    }
    /// Most negative first (score x confidence), one a story, at most `limit`.
    pub async fn worst_mentions(
        &self,
        brands: Vec<BrandId>,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
        limit: u32,
    ) -> Result<Vec<Mention>> {
        todo!()
    }
    /// The earliest counted mention (negative when `negative`) of the period, by publication time where known.
    pub async fn first_mention(
        &self,
        brand: BrandId,
        from: Timestamp,
        to: Timestamp,
        negative: bool,
    ) -> Result<Option<Mention>> {
        todo!()
    }
    pub async fn mention(&self, id: MentionId) -> Result<Option<Mention>> {
        todo!()
    }
    /// with the brand's name
    pub async fn incident(&self, id: IncidentId) -> Result<Option<(Incident, String)>> {
        todo!()
    }
    /// newest first
    pub async fn incidents(&self, open_only: bool, limit: u32) -> Result<Vec<(Incident, String)>> {
        todo!()
    }
    pub async fn timeline(&self, id: IncidentId) -> Result<Vec<TimelineEntry>> {
        todo!()
    }
    /// newest first
    pub async fn page_changes(&self, from: Timestamp, to: Timestamp, limit: u32) -> Result<Vec<PageChange>> {
        todo!()
    }
    pub async fn coverage(&self, from: Timestamp, to: Timestamp) -> Result<Coverage> {
        todo!()
    }
    pub async fn figures(&self) -> Result<StoreFigures> {
        todo!()
    }

    // -- upkeep
    /// Items without mention older than `items_before` leave an 8-byte key; mentions older than `mentions_before` go with their items
    /// likewise; old keys older than `keys_before` go; stories' bands older than 72 h go. In slices (at most 500 rows a call); returns rows touched.
    pub async fn prune(
        &self,
        items_before: Timestamp,
        mentions_before: Timestamp,
        keys_before: Timestamp,
        now: Timestamp,
    ) -> Result<u64> {
        todo!()
    }
}
