//! The store, through its verbs, on real files.

mod clock;
mod corrections;
mod history;
mod manners;
mod opening;
mod outbox;
mod poll;
mod reads;
mod recognition;
mod search;
mod stories;
mod upkeep;
mod watch;

use std::time::Duration;

use tempfile::TempDir;

use super::{
    BrandEntry, BrandSeries, NewItem, NewMention, PollRecord, PollSummary, Recognised, SourceEntry, SourceState, Store,
};
use crate::model::{
    BrandId, Draft, HOUR_MS, Health, Language, MINUTE_MS, Role, Sketch, SourceId, SourceKind, SourceStatus, Timestamp,
    Tone, ToneLabel, Validators, Wishes,
};

/// 2026-03-02T09:00:00Z.
const START: Timestamp = Timestamp::from_millis(1_772_442_000_000);

fn minutes(many: i64) -> Timestamp {
    START.plus_millis(many * MINUTE_MS)
}

fn hours(many: i64) -> Timestamp {
    START.plus_millis(many * HOUR_MS)
}

/// A store in a folder of its own, with two sources (polled every ten minutes) and two brands.
struct World {
    store: Store,
    dir: TempDir,
    sources: Vec<SourceId>,
    brands: Vec<BrandId>,
}

impl World {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("v.db"), START).unwrap();
        let synced = store.sync(entries(&["forum", "press"]), brands(&["Acme", "Rival"]), START).await.unwrap();
        Self { store, dir, sources: synced.sources, brands: synced.brands }
    }

    async fn series(&self, brand: BrandId, now: Timestamp) -> BrandSeries {
        self.store.read(move |connection| super::series::of_brand(connection, brand, now)).await.unwrap()
    }

    fn path(&self) -> std::path::PathBuf {
        self.dir.path().join("v.db")
    }

    fn record(&self, source: usize, at: Timestamp, items: Vec<NewItem>) -> PollRecord {
        PollRecord { items, ..PollRecord::new(self.sources[source], at, state(at, true), Some(true)) }
    }

    /// Recognises and records an answer, as the poll loop does.
    async fn poll(&self, source: usize, at: Timestamp, items: Vec<NewItem>) -> PollSummary {
        let identities: Vec<_> = items.iter().map(|item| item.identity).collect();
        let (_, recognised) = self.store.recognise(self.sources[source], identities).await.unwrap();
        let items =
            items.into_iter().zip(recognised).map(|(item, recognised)| NewItem { recognised, ..item }).collect();
        self.store.record_poll(self.record(source, at, items)).await.unwrap()
    }

    /// An item of this id and text that names the first brand.
    fn item(&self, guid: &str, text: &str, label: ToneLabel) -> NewItem {
        let score = match label {
            ToneLabel::Negative => -0.8,
            ToneLabel::Neutral => 0.0,
            ToneLabel::Positive => 0.8,
        };
        let tone = Tone { label, score, confidence: 0.9, evidence: Vec::new() };
        let mention = NewMention { brand: self.brands[0], hits: Vec::new(), tone, flags: Vec::new(), excluded: false };
        NewItem { mentions: vec![mention], ..plain(guid, text) }
    }
}

/// An item without mention.
fn plain(guid: &str, text: &str) -> NewItem {
    let draft = Draft {
        guid: Some(guid.to_owned()),
        url: Some(format!("https://forum.example/{guid}")),
        title: format!("Titre {text}").into(),
        text: text.into(),
        ..Draft::default()
    };
    NewItem {
        identity: draft.identity(),
        draft,
        recognised: Recognised::New,
        language: Language::Fr,
        counted: true,
        sketch: None,
        mentions: Vec::new(),
    }
}

fn sketch(minima: [u8; 4]) -> Sketch {
    Sketch { minima: minima.to_vec(), shingles: 40, ..Sketch::default() }
}

fn state(at: Timestamp, well: bool) -> SourceState {
    SourceState {
        url: "https://forum.example/feed".to_owned(),
        validators: Validators { etag: Some(format!("\"{at}\"")), last_modified: None },
        moved: None,
        health: Health {
            status: if well { SourceStatus::Ok } else { SourceStatus::Unreachable },
            detail: None,
            failures: u32::from(!well),
            failing_since: None,
            last_ok_at: Some(at),
        },
        last_polled_at: Some(at),
        next_due_at: Some(at.plus_millis(10 * MINUTE_MS)),
        wishes: Wishes { ttl: Some(std::time::Duration::from_hours(1)), skip_hours: 1 << 23, skip_days: 1 },
    }
}

fn entries(names: &[&str]) -> Vec<SourceEntry> {
    let entry = |name: &&str| SourceEntry {
        name: (*name).to_owned(),
        kind: SourceKind::Feed,
        url: "https://forum.example/feed".to_owned(),
        every: Duration::from_mins(10),
    };
    names.iter().map(entry).collect()
}

fn brands(names: &[&str]) -> Vec<BrandEntry> {
    let entry = |name: &&str| BrandEntry { name: (*name).to_owned(), role: Role::Own, query: format!("\"{name}\"") };
    names.iter().map(entry).collect()
}
