//! What it costs to tell whose story a text is, with 100,000 texts of the last 72 hours to compare with. Fill it smaller
//! with `VIGIE_BENCH_TEXTS=10000`; put `TMPDIR` in memory to leave the disk's commits out.
//!
//! A text in eight is a reprint. Figures are of single texts: sketching, finding its story in memory, and what linking
//! adds to recording a poll of one item (each with a sketch, then each without).

#![expect(clippy::print_stdout, reason = "a bench says its figures")]

use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::runtime::Runtime;
use vigie::model::{
    Draft, Health, Language, MINUTE_MS, Role, Sketch, SourceKind, SourceStatus, Timestamp, Tone, Validators, Wishes,
};
use vigie::store::{BrandEntry, NewItem, NewMention, PollRecord, Recognised, SourceEntry, SourceState, Store, Synced};
use vigie::understand::story::{Window, sketch};

/// 2026-03-02T09:00:00Z.
const START: Timestamp = Timestamp::from_millis(1_772_442_000_000);
const MEASURED: usize = 2_000;
const AT_ONCE: usize = 250;

/// A small generator, the same in every run (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    /// Few words are frequent, many are rare.
    fn word(&mut self) -> usize {
        let ceiling = 1 << (2 + self.below(14));
        self.below(ceiling)
    }
}

/// Words like words, by their rank: capitals and digits where texts have some.
fn spelt(rank: usize) -> String {
    const PARTS: [&str; 16] = [
        "ra", "pel", "con", "som", "ma", "teur", "vi", "gie", "pro", "duit", "ser", "vice", "den", "lo", "qua", "tion",
    ];
    let mut word = PARTS[rank % 16].to_owned();
    let mut rest = rank / 16;
    while rest > 0 {
        word.push_str(PARTS[rest % 16]);
        rest /= 16;
    }
    match rank % 13 {
        5 => word[..1].to_uppercase() + &word[1..],
        9 => rank.to_string(),
        _ => word,
    }
}

fn texts(count: usize, words: &[String]) -> Vec<String> {
    let mut dice = Dice(42);
    let mut out: Vec<String> = Vec::with_capacity(count);
    for nth in 0..count {
        let text = if nth > 500 && dice.below(8) == 0 {
            let original = &out[nth - 1 - dice.below(500)];
            let cut = original.floor_char_boundary(original.len() * (5 + dice.below(5)) / 10);
            format!("Publié par la rédaction. {} Lire aussi nos autres articles.", &original[..cut])
        } else {
            let long = 40 + dice.below(320);
            (0..long).map(|_| words[dice.word()].as_str()).collect::<Vec<_>>().join(" ")
        };
        out.push(text);
    }
    out
}

fn told(name: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let at = |share: usize| took[(took.len() - 1) * share / 1_000].as_nanos() as f64 / 1e3;
    println!("{name:44} p50 {:8.1} us   p99 {:8.1} us   max {:8.1} us", at(500), at(990), at(1_000));
}

fn timed(each: impl Iterator<Item = usize>, mut call: impl FnMut(usize)) -> Vec<Duration> {
    each.map(|nth| {
        let begun = Instant::now();
        call(nth);
        begun.elapsed()
    })
    .collect()
}

fn main() -> Result<()> {
    // `cargo test --benches` only wants to see that it runs.
    let is_test = std::env::args().any(|arg| arg == "--test");
    let asked = std::env::var("VIGIE_BENCH_TEXTS").ok().and_then(|count| count.parse().ok());
    let open = asked.unwrap_or(if is_test { 1_000 } else { 100_000 });
    let words: Vec<String> = (0..1 << 16).map(spelt).collect();
    let texts = texts(open + 2 * MEASURED, &words);
    let letters: usize = texts.iter().map(String::len).sum();
    println!("{open} texts open, {} bytes each in the mean", letters / texts.len());
    let mut sketches: Vec<Sketch> = Vec::with_capacity(texts.len());
    let took = timed(0..texts.len(), |nth| sketches.push(sketch("", &texts[nth])));
    told("sketching", took);
    let at = |nth: usize| START.plus_millis(i64::try_from(nth * 4_000 / texts.len()).unwrap_or(0) * MINUTE_MS);
    in_memory(open, &sketches, at);
    Runtime::new()?.block_on(in_store(open, &texts, &sketches, at))
}

fn in_memory(open: usize, sketches: &[Sketch], at: impl Fn(usize) -> Timestamp) {
    let mut window = Window::new(open.max(1) * 2);
    let mut reprints = 0;
    for (nth, sketch) in sketches[..open].iter().enumerate() {
        reprints += usize::from(window.place(sketch.clone(), None, at(nth)) != nth);
    }
    let took = timed(open..open + MEASURED, |nth| {
        window.place(sketches[nth].clone(), None, at(nth));
    });
    told("finding its story in memory", took);
    println!("{reprints} of them reprints");
}

async fn in_store(open: usize, texts: &[String], sketches: &[Sketch], at: impl Fn(usize) -> Timestamp) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("v.db"), START)?;
    let source = SourceEntry {
        name: "press".to_owned(),
        kind: SourceKind::Feed,
        url: "https://press.example/feed".to_owned(),
        every: Duration::from_mins(15),
    };
    let brand = BrandEntry { name: "Acme".to_owned(), role: Role::Own, query: "acme".to_owned() };
    let synced = store.sync(vec![source], vec![brand], START).await?;
    let item = |nth: usize, sketched: bool| item(&synced, nth, &texts[nth], sketched.then(|| sketches[nth].clone()));
    let all: Vec<usize> = (0..open).collect();
    for poll in all.chunks(AT_ONCE) {
        let items = poll.iter().map(|&nth| item(nth, true)).collect();
        store.record_poll(record(&synced, at(poll[0]), items)).await?;
    }
    for sketched in [true, false] {
        let mut took = Vec::new();
        for nth in (open..open + 2 * MEASURED).filter(|nth| nth.is_multiple_of(2) == sketched) {
            let record = record(&synced, at(nth), vec![item(nth, sketched)]);
            let begun = Instant::now();
            store.record_poll(record).await?;
            took.push(begun.elapsed());
        }
        told(if sketched { "recording a poll of one, linked" } else { "recording a poll of one, as it is" }, took);
    }
    store.close().await
}

fn item(synced: &Synced, nth: usize, text: &str, sketch: Option<Sketch>) -> NewItem {
    let draft = Draft {
        guid: Some(format!("item-{nth}")),
        url: Some(format!("https://site{}.example/{nth}", nth % 977)),
        text: text.into(),
        ..Draft::default()
    };
    let mention = NewMention {
        brand: synced.brands[0],
        hits: Vec::new(),
        tone: Tone::default(),
        flags: Vec::new(),
        excluded: false,
    };
    NewItem {
        identity: draft.identity(),
        draft,
        recognised: Recognised::New,
        language: Language::Fr,
        counted: true,
        sketch,
        mentions: vec![mention],
    }
}

fn record(synced: &Synced, at: Timestamp, items: Vec<NewItem>) -> PollRecord {
    let health =
        Health { status: SourceStatus::Ok, detail: None, failures: 0, failing_since: None, last_ok_at: Some(at) };
    let state = SourceState {
        url: "https://press.example/feed".to_owned(),
        validators: Validators::default(),
        moved: None,
        health,
        last_polled_at: Some(at),
        next_due_at: Some(at.plus_millis(15 * MINUTE_MS)),
        wishes: Wishes::default(),
    };
    PollRecord { items, ..PollRecord::new(synced.sources[0], at, state, Some(true)) }
}
