//! Ten days of real pages, with what pages do to a reader put into them: which real changes are told, and what else.
//!
//! `VIGIE_BENCH_PAGES=DIR cargo bench --bench pages`, where DIR holds `aeb/html` and `wcxb/TYPE` with gzipped pages.
//! `VIGIE_BENCH_PAGES_A_KIND=4` is quicker, `--family=tuned`, `--family=held-out`, `--family=third`,
//! `--family=fourth`, `--family=fifth`, `--family=sixth`, `--family=seventh`, `--family=eighth`,
//! `--family=ninth`, `--family=tenth`, `--family=eleventh` or `--family=twelfth` is a part of it.
//! With `--page=214282`, that page alone is replayed, and all that is told of it is written. With `--write=DIR`, the
//! answers go to files, one a page and poll, with `manifest.json` to say what is real among them: `rival.py` serves them to
//! another program and scores it by the same rule. `--every=1440` is a poll a day instead of one an hour.
//!
//! Figures of 24 November 2026, with hourly polls and those that vigie asks for out of turn; rivals of 22 November, on 18
//! pages of each of the two families instead of 21 and 20, with a poll a day at noon, and urlwatch with one an hour. False alerts
//! are those in 200 page-days; a change is told by an alert that names it. With a poll a day, urlwatch and changedetection.io
//! alerted on every page at every poll but one or two.
//!
//! | who, and how | tuned: told | false | fifth: told | false |
//! |---|---|---|---|---|
//! | vigie | 105 of 105 | 0 | 100 of 100 | 3 |
//! | urlwatch 2.29, plain, daily | 84 of 90 | 87 | 88 of 90 | 81 |
//! | urlwatch 2.29, `html2text`, daily | 83 of 90 | 88 | 81 of 90 | 89 |
//! | urlwatch 2.29, `html2text`, hourly | 90 of 90 | 4,582 | 83 of 90 | 4,637 |
//! | changedetection.io 0.60.10, plain fetcher, daily | 77 of 90 | 93 | 86 of 90 | 83 |
//!
//! The other families: held-out 136 of 140 and none; third 134 of 135 and 1; fourth 167 of 175 and 5; sixth 181 of 190
//! and 6; seventh 165 of 165 and 4; eighth 154 of 155 and 5; ninth 180 of 185 and 1; tenth 149 of 150 and 4; eleventh
//! 164 of 165 and 1; twelfth 148 of 150 and 11. Their first runs, on the pages taken before: sixth 145 of 190 and 47;
//! seventh 160 of 160 and 38; eighth 155 of 155 and 28; ninth 168 of 185 and 55; tenth 102 of 130 and 25; eleventh 142
//! of 160 and 8; twelfth 140 of 150 and 21.

mod dice;
mod disturb;
mod edits;
mod eighth;
mod eleventh;
mod family;
mod fifth;
mod fourth;
mod held_out;
mod ninth;
mod noise;
mod place;
mod replay;
mod seventh;
mod sixth;
mod tenth;
mod third;
mod twelfth;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use family::{Family, TUNED};
use replay::{Outcome, World};

/// In the order in which they take their pages.
const FAMILIES: [&Family; 12] = [
    &TUNED,
    &held_out::FAMILY,
    &third::FAMILY,
    &fourth::FAMILY,
    &fifth::FAMILY,
    &sixth::FAMILY,
    &seventh::FAMILY,
    &eighth::FAMILY,
    &ninth::FAMILY,
    &tenth::FAMILY,
    &eleventh::FAMILY,
    &twelfth::FAMILY,
];
const DAYS: i64 = 10;
/// Minutes from one poll to the next.
const HOUR: usize = 60;
const PAGES_A_KIND: usize = 12;
const LARGEST: usize = 300_000;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let Some(folder) = std::env::var_os("VIGIE_BENCH_PAGES").map(PathBuf::from) else {
        return writeln!(out, "Nothing to replay: set VIGIE_BENCH_PAGES to a folder of pages");
    };
    let only = option("--family=");
    let page: Option<u64> = option("--page=").and_then(|page| page.parse().ok());
    let to = option("--write=").map(PathBuf::from);
    let every = option("--every=").and_then(|every| every.parse().ok()).filter(|&every| every > 0).unwrap_or(HOUR);
    let mut manifest = serde_json::Map::new();
    // No page is in two of the first five families.
    let mut used = HashSet::new();
    for family in FAMILIES {
        let mut worlds = worlds(&folder, family, &used);
        used.extend(worlds.iter().map(World::seed));
        if only.as_deref().is_some_and(|only| only != family.name) {
            continue;
        }
        worlds = some_of_each_kind(worlds);
        if let Some(page) = page {
            worlds.retain(|world| world.seed() == page);
        }
        if let Some(to) = &to {
            for world in &worlds {
                let (name, edits) = world.write(DAYS, every, to)?;
                manifest.insert(name, edits);
            }
            continue;
        }
        let outcomes = replay_all(&worlds);
        report(&mut out, family, &outcomes)?;
        for told in outcomes.iter().filter(|_| page.is_some()).flat_map(|outcome| &outcome.told) {
            writeln!(out, "{told}")?;
        }
    }
    match to {
        Some(to) => fs::write(to.join("manifest.json"), serde_json::Value::Object(manifest).to_string()),
        None => Ok(()),
    }
}

fn option(name: &str) -> Option<String> {
    std::env::args().find_map(|argument| argument.strip_prefix(name).map(str::to_owned))
}

/// Two at a time, each as soon as there is room.
fn replay_all(worlds: &[World]) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut outcomes = Vec::new();
        while let Some(world) = worlds.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = world.replay(DAYS);
            let told = outcome.edits.iter().filter(|edit| edit.1.is_some()).count();
            let line = format!(
                "{} {}: {told} of {} told, {} false",
                outcome.kind,
                outcome.name,
                outcome.edits.len(),
                outcome.wrong.len()
            );
            let _ = writeln!(std::io::stderr(), "{line}");
            outcomes.push(outcome);
        }
        outcomes
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut outcomes = work();
        outcomes.extend(other.join().unwrap_or_default());
        outcomes
    })
}

fn pages_a_kind() -> usize {
    let a_kind = std::env::var("VIGIE_BENCH_PAGES_A_KIND").ok().and_then(|count| count.parse().ok());
    a_kind.unwrap_or(PAGES_A_KIND)
}

fn some_of_each_kind(mut worlds: Vec<World>) -> Vec<World> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    worlds.retain(|world| {
        let count = counts.entry(world.kind()).or_default();
        *count += 1;
        *count <= pages_a_kind()
    });
    worlds
}

/// Pages of several kinds, in the order of their names.
fn worlds(folder: &Path, family: &'static Family, used: &HashSet<u64>) -> Vec<World> {
    let mut worlds = Vec::new();
    let (part, folders) = family.pages;
    for (kind, place) in folders {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.join(place)).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "gz"));
        files.sort();
        let half = if part.is_some() { files.len().div_ceil(2) } else { files.len() };
        let files = files.iter().skip(part.unwrap_or_default() * half).take(half);
        let unused = |path: &PathBuf| page(path).filter(|(seed, _)| family.again || !used.contains(seed));
        worlds.extend(
            files.filter_map(|path| World::new(kind, &unused(path)?, &content(path)?, family, DAYS)).take(PAGES_A_KIND),
        );
    }
    worlds
}

fn page(path: &Path) -> Option<(u64, String)> {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(path).ok()?).read_to_end(&mut bytes).ok()?;
    let name =
        path.file_name()?.to_string_lossy().bytes().fold(7_u64, |sum, byte| sum * 31 % 1_000_003 + u64::from(byte));
    (bytes.len() < LARGEST).then(|| (name, String::from_utf8_lossy(&bytes).into_owned()))
}

/// What the page is read for, as people marked it: only that is edited.
fn content(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".html.gz")?;
    let own = path.with_file_name(format!("{name}.json"));
    let json = |path: PathBuf| serde_json::from_slice::<serde_json::Value>(&fs::read(path).ok()?).ok();
    let text = if own.exists() {
        json(own)?["ground_truth"]["main_content"].clone()
    } else {
        json(path.parent()?.with_file_name("ground-truth.json"))?[name]["articleBody"].clone()
    };
    text.as_str().map(str::to_owned)
}

fn report(out: &mut impl std::io::Write, family: &Family, outcomes: &[Outcome]) -> std::io::Result<()> {
    let days = (outcomes.len() as u64).cast_signed() * DAYS;
    let edits: usize = outcomes.iter().map(|outcome| outcome.edits.len()).sum();
    let told: usize = outcomes.iter().flat_map(|outcome| &outcome.edits).filter(|edit| edit.1.is_some()).count();
    let wrong: usize = outcomes.iter().map(|outcome| outcome.wrong.len()).sum();
    let small: usize = outcomes.iter().map(|outcome| outcome.small).sum();
    let polls: u64 = outcomes.iter().map(|outcome| outcome.polls).sum();
    writeln!(out, "{}: {} pages, {days} page-days, {polls} answers", family.name, outcomes.len())?;
    writeln!(out, "  real changes told: {told} of {edits} ({:.1} %)", 100.0 * told as f64 / edits.max(1) as f64)?;
    writeln!(
        out,
        "  false alerts: {wrong} ({:.2} in 200 page-days); small, weekly only: {small}",
        200.0 * wrong as f64 / days as f64
    )?;
    let mut kinds: BTreeMap<&str, (usize, usize, Vec<i64>)> = BTreeMap::new();
    for (kind, told) in outcomes.iter().flat_map(|outcome| &outcome.edits) {
        let row = kinds.entry(kind).or_default();
        row.0 += usize::from(told.is_some());
        row.1 += 1;
        row.2.extend(told);
    }
    for (kind, (told, all, mut waits)) in kinds {
        waits.sort_unstable();
        let median = waits.get(waits.len() / 2).copied().unwrap_or_default();
        writeln!(out, "    {kind}: {told} of {all}, told {median} min after the first look that could see it")?;
    }
    for outcome in outcomes {
        for (why, what) in
            outcome.wrong.iter().map(|what| ("false", what)).chain(outcome.missed.iter().map(|what| ("missed", what)))
        {
            writeln!(out, "    {why} [{} {}] {what}", outcome.kind, outcome.name)?;
        }
    }
    Ok(())
}
