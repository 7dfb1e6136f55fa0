//! How well the pages of a corpus are read, page by page (skipped without the corpus): threads, articles and products by
//! the mean F1 of the bag of words, the bodies of articles by runs of four words.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use url::Url;

use super::{Document, DocumentKind, Input, document};

type Bag<T> = HashMap<T, usize>;

fn bag<T: Eq + Hash>(things: impl Iterator<Item = T>) -> Bag<T> {
    let mut bag = Bag::new();
    for thing in things {
        *bag.entry(thing).or_default() += 1;
    }
    bag
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// What both bags hold, and what each does.
fn shared<T: Eq + Hash>(got: &Bag<T>, want: &Bag<T>) -> (f64, f64, f64) {
    let common: usize = got.iter().map(|(thing, &n)| n.min(want.get(thing).copied().unwrap_or_default())).sum();
    (common as f64, got.values().sum::<usize>() as f64, want.values().sum::<usize>() as f64)
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/articles")
}

fn read(packed: &Path, url: Option<&str>) -> Document {
    let mut page = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(packed).unwrap()).read_to_end(&mut page).unwrap();
    let url = Url::parse(url.unwrap_or_default()).or_else(|_| Url::parse("https://example.org/")).unwrap();
    document(&Input { bytes: &page, content_type: None, url: &url, text: None })
}

/// Mean F1, and how many pages were taken for threads.
fn score(kind: &str) -> Option<(f64, usize)> {
    let files = std::fs::read_dir(corpus().join("wcxb").join(kind)).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    let (mut sum, mut threads) = (0.0, 0);
    for file in &files {
        let truth: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let read = read(&file.with_extension("html.gz"), truth["url"].as_str());
        let want = truth["ground_truth"]["main_content"].as_str().unwrap_or_default().to_lowercase();
        let got = read.text.as_str().to_lowercase();
        let (common, got, want) = shared(&bag(words(&got)), &bag(words(&want)));
        let f1 = if got + want > 0.0 { 2.0 * common / (got + want) } else { 1.0 };
        sum += f1;
        threads += usize::from(read.kind == DocumentKind::Forum);
        println!("{f1:.3} {:4} posts {} {}", read.posts.len(), file.display(), truth["url"]);
    }
    Some((sum / files.len() as f64, threads))
}

#[track_caller]
fn check(kind: &str, least: f64, is_thread: bool) {
    let Some((f1, threads)) = score(kind) else {
        println!("skipped: the corpus is not here");
        return;
    };
    println!("{kind}: F1 {f1:.4}, {threads} taken for threads");
    assert!(f1 >= least, "{kind}: {f1}");
    assert!(is_thread || threads == 0, "{kind}: {threads} taken for threads");
}

#[test]
fn threads_are_read_as_well_as_they_were() {
    // Some of the corpus' pages are walls, or empty without scripts.
    check("forum", 0.857, true);
}

#[test]
fn articles_and_products_are_read_as_well_as_they_were_and_are_no_threads() {
    check("article", 0.97, false);
    check("product", 0.735, false);
}

#[test]
fn the_bodies_of_articles_are_read_as_well_as_they_were() {
    let folder = corpus().join("aeb");
    let Ok(truth) = std::fs::read(folder.join("ground-truth.json")) else {
        println!("skipped: the corpus is not here");
        return;
    };
    let truth: serde_json::Map<String, Value> = serde_json::from_slice(&truth).unwrap();
    let (mut precision, mut recall) = (0.0, 0.0);
    for (name, page) in &truth {
        let read = read(&folder.join("html").join(format!("{name}.html.gz")), page["url"].as_str());
        let runs = |text: &str| {
            let words: Vec<_> = words(text).map(str::to_owned).collect();
            bag(words.windows(4.min(words.len().max(1))).map(<[String]>::to_vec))
        };
        let (common, got, want) = shared(&runs(read.text.as_str()), &runs(page["articleBody"].as_str().unwrap()));
        precision += common / got.max(1.0);
        recall += common / want.max(1.0);
    }
    let (precision, recall) = (precision / truth.len() as f64, recall / truth.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("bodies of articles: F1 {f1:.4}, precision {precision:.4}, recall {recall:.4}");
    assert!(f1 >= 0.972, "{f1}");
}
