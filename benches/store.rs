//! What people and loops wait for when the store is large. Quick by default; for the figures that count:
//! `VIGIE_BENCH_MENTIONS=1000000 cargo bench --bench store`. With `VIGIE_BENCH_DB=FILE` the database is kept for the next
//! time.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use anyhow::Result;
use divan::Bencher;
use tokio::runtime::Runtime;
use vigie::model::{
    BrandId, DAY_MS, Draft, HOUR_MS, Health, Language, MINUTE_MS, Role, SourceKind, SourceStatus, Timestamp, Tone,
    ToneLabel, Validators, Wishes,
};
use vigie::store::{
    BrandEntry, MentionFilter, NewItem, NewMention, PollRecord, Recognised, SourceEntry, SourceState, Store, Synced,
};
use vigie::understand::query::Query;

fn main() {
    divan::main();
}

const BRANDS: usize = 50;
const SOURCES: usize = 200;
const AT_ONCE: usize = 250;
/// 2026-03-02T09:00:00Z, and the days before it.
const NOW: Timestamp = Timestamp::from_millis(1_772_442_000_000);
const DAYS: i64 = 90;

struct World {
    runtime: Runtime,
    store: Store,
    path: PathBuf,
    brands: Vec<BrandId>,
    _folder: Option<tempfile::TempDir>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| world().expect("a filled store"));

fn world() -> Result<World> {
    let runtime = Runtime::new()?;
    let kept = std::env::var_os("VIGIE_BENCH_DB").map(PathBuf::from);
    let folder = if kept.is_none() { Some(tempfile::tempdir()?) } else { None };
    let path = kept.or_else(|| Some(folder.as_ref()?.path().join("v.db"))).unwrap_or_default();
    if !path.exists() {
        let count = std::env::var("VIGIE_BENCH_MENTIONS").ok().and_then(|count| count.parse().ok());
        runtime.block_on(fill(&path, count.unwrap_or(20_000)))?;
    }
    let store = Store::open_reader(&path)?;
    let brands = runtime.block_on(store.brands())?.iter().map(|brand| brand.id).collect();
    Ok(World { runtime, store, path, brands, _folder: folder })
}

async fn fill(path: &std::path::Path, count: usize) -> Result<()> {
    let start = NOW.plus_millis(-DAYS * DAY_MS);
    let store = Store::open(path, start)?;
    let source = |nth: usize| SourceEntry {
        name: format!("source {nth}"),
        kind: SourceKind::Feed,
        url: format!("https://s{nth}.example/feed"),
        every: Duration::from_mins(15),
    };
    let brand =
        |nth: usize| BrandEntry { name: format!("brand {nth}"), role: Role::Own, query: format!("\"brand {nth}\"") };
    let sources = (0..SOURCES).map(source).collect();
    let synced = store.sync(sources, (0..BRANDS).map(brand).collect(), start).await?;
    let polls = count.div_ceil(AT_ONCE);
    for poll in 0..polls {
        let share = i64::try_from(poll)? * DAYS * DAY_MS / i64::try_from(polls)?;
        store.record_poll(record(&synced, poll, start.plus_millis(share))).await?;
    }
    store.close().await
}

fn record(synced: &Synced, poll: usize, at: Timestamp) -> PollRecord {
    let health =
        Health { status: SourceStatus::Ok, detail: None, failures: 0, failing_since: None, last_ok_at: Some(at) };
    let state = SourceState {
        url: "https://s.example/feed".to_owned(),
        validators: Validators::default(),
        moved: None,
        health,
        last_polled_at: Some(at),
        next_due_at: Some(at.plus_millis(15 * MINUTE_MS)),
        wishes: Wishes::default(),
    };
    let items = (0..AT_ONCE).map(|nth| item(synced, poll * AT_ONCE + nth)).collect();
    PollRecord { items, ..PollRecord::new(synced.sources[poll % SOURCES], at, state, Some(true)) }
}

/// Half of all speaks of the first brand.
fn item(synced: &Synced, nth: usize) -> NewItem {
    let brand = if nth.is_multiple_of(2) { 0 } else { nth / 2 % BRANDS };
    let draft = Draft {
        guid: Some(format!("item-{nth}")),
        url: Some(format!("https://s.example/{nth}")),
        title: format!("Avis {nth} sur brand {brand}").into(),
        text: format!("Commande {nth} : {}", "le colis n’est jamais arrivé et personne ne répond. ".repeat(6)).into(),
        ..Draft::default()
    };
    let (label, score) = [(ToneLabel::Negative, -0.7), (ToneLabel::Neutral, 0.0), (ToneLabel::Positive, 0.6)][nth % 3];
    let tone = Tone { label, score: score + nth as f64 % 100.0 / 1e3, confidence: 0.8, evidence: Vec::new() };
    let mention =
        NewMention { brand: synced.brands[brand], hits: Vec::new(), tone, flags: Vec::new(), excluded: false };
    NewItem {
        identity: draft.identity(),
        draft,
        recognised: Recognised::New,
        language: Language::Fr,
        counted: true,
        sketch: None,
        mentions: vec![mention],
    }
}

/// What one call costs.
#[expect(clippy::needless_pass_by_value, reason = "a closure made for the one call")]
fn ask<T>(bencher: Bencher<'_, '_>, call: impl AsyncFn(&World) -> Result<T>) {
    let world = &*WORLD;
    bencher.bench_local(|| world.runtime.block_on(call(world)).expect("an answer"));
}

fn week() -> (Timestamp, Timestamp) {
    (NOW.plus_millis(-7 * DAY_MS), NOW.plus_millis(1))
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_to_ready(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| {
        let store = Store::open(&world.path, NOW)?;
        store.ping(NOW).await?;
        store.close().await
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn source_rows(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| world.store.source_rows(NOW).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn cards_of_all_brands(bencher: Bencher<'_, '_>) {
    let (from, to) = week();
    ask(bencher, async |world| {
        for brand in &world.brands {
            world.store.hours(*brand, from, to).await?;
            world.store.totals(*brand, from, to, true).await?;
            world.store.totals(*brand, from.plus_millis(-7 * DAY_MS), from, true).await?;
        }
        Ok(())
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn totals_of_the_largest_brand(bencher: Bencher<'_, '_>) {
    let (from, to) = week();
    ask(bencher, async |world| world.store.totals(world.brands[0], from, to, true).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_incidents(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| world.store.incidents(true, 20).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn latest_mentions(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| world.store.mentions(MentionFilter { limit: 30, ..MentionFilter::default() }).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn latest_mentions_of_a_small_brand(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| {
        let filter = MentionFilter { brands: vec![world.brands[7]], limit: 30, ..MentionFilter::default() };
        world.store.mentions(filter).await
    });
}

#[divan::bench(args = ["\"avis 123456\"", "commande", "zzz"], sample_count = 5, sample_size = 1)]
fn mentions_with_words(bencher: Bencher<'_, '_>, words: &str) {
    let words = Query::parse(words).map(|parsed| parsed.query.prefilter()).ok();
    ask(bencher, async |world| {
        let filter = MentionFilter { words: words.clone(), limit: 30, ..MentionFilter::default() };
        world.store.mentions(filter).await
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn coverage_and_figures(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| {
        world.store.coverage(NOW.plus_millis(-DAY_MS), NOW).await?;
        world.store.outbox_summary(NOW).await?;
        world.store.figures().await
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn brands_to_watch(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| world.store.brands_to_watch(NOW).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn worst_mentions_of_all(bencher: Bencher<'_, '_>) {
    let (from, to) = week();
    ask(bencher, async |world| world.store.worst_mentions(Vec::new(), from, to, true, 5).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn worst_mentions_of_the_largest_brand(bencher: Bencher<'_, '_>) {
    let (from, to) = week();
    ask(bencher, async |world| world.store.worst_mentions(vec![world.brands[0]], from, to, true, 5).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn stories_of_all(bencher: Bencher<'_, '_>) {
    let (from, to) = week();
    ask(bencher, async |world| world.store.stories(Vec::new(), from, to, true, 5).await);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn first_mention_of_two_days(bencher: Bencher<'_, '_>) {
    ask(bencher, async |world| {
        let from = NOW.plus_millis(-48 * HOUR_MS);
        world.store.first_mention(world.brands[0], from, NOW, true).await
    });
}
