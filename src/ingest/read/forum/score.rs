//! How well the threads of a corpus are read: the mean F1 of the bag of words, page by page (skipped without the corpus).

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use url::Url;

use super::super::{Input, document};

fn words(text: &str) -> HashMap<String, usize> {
    let mut bag = HashMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

fn f1(got: &str, want: &str) -> f64 {
    let (got, want) = (words(got), words(want));
    let total = |bag: &HashMap<String, usize>| bag.values().sum::<usize>();
    let common: usize = got.iter().map(|(word, &n)| n.min(want.get(word).copied().unwrap_or_default())).sum();
    if common == 0 { 0.0 } else { 2.0 * common as f64 / (total(&got) + total(&want)) as f64 }
}

/// Mean F1, and how many pages were taken for threads.
fn score(kind: &str) -> Option<(f64, usize, usize)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/articles/wcxb").join(kind);
    let files = std::fs::read_dir(&folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    let (mut sum, mut threads) = (0.0, 0);
    for file in &files {
        let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let mut page = Vec::new();
        let packed = std::fs::File::open(file.with_extension("html.gz")).unwrap();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut page).unwrap();
        let url = Url::parse(truth["url"].as_str().unwrap_or_default()).or_else(|_| Url::parse("https://example.org/"));
        let read = document(&Input { bytes: &page, content_type: None, url: &url.unwrap(), text: None });
        let want = truth["ground_truth"]["main_content"].as_str().unwrap_or_default();
        let f1 = f1(read.text.as_str(), want);
        sum += f1;
        threads += usize::from(read.kind == super::super::DocumentKind::Forum);
        println!(
            "{f1:.3} {:4} posts {} {}",
            read.posts.len(),
            file.file_stem().unwrap().to_string_lossy(),
            truth["url"]
        );
    }
    Some((sum / files.len() as f64, threads, files.len()))
}

/// What is held at least; some of the corpus' pages are walls, or empty without scripts.
const REACHED: f64 = 0.83;

#[test]
fn threads_are_read_well_and_nothing_else_is_taken_for_one() {
    let Some((f1, threads, pages)) = score("forum") else {
        println!("skipped: the corpus is not here");
        return;
    };
    println!("forum: F1 {f1:.4}, {threads} of {pages} taken for threads");
    assert!(f1 >= REACHED, "{f1}");
    for kind in ["article", "product"] {
        let (_, threads, pages) = score(kind).unwrap();
        println!("{kind}: {threads} of {pages} taken for threads");
        assert_eq!(threads, 0, "{kind}");
    }
}
