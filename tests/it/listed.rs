//! `vigie poll --once --opml`: a pass over a list of subscriptions, without a config file. Each feed is asked once, what
//! is unchanged is not read, each mention is stored once, whatever kills the process between.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::process::{count, kill, run, spawn, vigie, wait_until};
use crate::support::{Entry, Web, at};

const FEEDS: usize = 40;

/// Entries of one feed: the second speaks of the first brand, without its accent; the third of a longer word.
fn entries(feed: usize, more: usize) -> Vec<Entry> {
    let texts = ["Rien à signaler", "Brevent déçoit encore", "La Bréventine est une autre", "Cap Ardent !"];
    let entry = |n: usize| {
        let id = format!("{feed}-{n}");
        Entry::new(&id, &format!("Titre {id}"), &format!("{} {id}", texts[n % 4]), at("2026-03-02T09:05"))
    };
    (0..3 + more).rev().map(entry).collect()
}

/// A folder with the two lists; the list of feeds names `web`.
fn lists(web: &Web) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut opml = "<opml><body><outline text=\"dossier\">".to_owned();
    for feed in 0..FEEDS {
        web.feed(&format!("f{feed}"), &entries(feed, 0));
        write!(opml, "<outline text=\"{feed}\" xmlUrl=\"{}\"/>", web.url(&format!("f{feed}"))).unwrap();
    }
    std::fs::write(folder.path().join("feeds.opml"), opml + "</outline></body></opml>").unwrap();
    std::fs::write(folder.path().join("brands.txt"), "Brévent\n\nCap Ardent\n").unwrap();
    folder
}

const PASS: [&str; 11] = [
    "poll",
    "--once",
    "--opml",
    "feeds.opml",
    "--brands",
    "brands.txt",
    "--state",
    "state",
    "--per-host-interval",
    "0s",
    "--json",
];

/// One pass; (polled, unchanged, failed, items, mentions).
#[track_caller]
fn pass(folder: &Path, more: &[&str]) -> [u64; 5] {
    let output = run(folder, &[&PASS[..], more].concat());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said} {}", String::from_utf8_lossy(&output.stderr));
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    ["polled", "not_modified", "failed", "items", "mentions"].map(|key| said[key].as_u64().unwrap())
}

const ALLOWED: [&str; 2] = ["--allow-hosts", "127.0.0.0/8"];

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_without_a_config_file() {
    let web = Web::start().await;
    let folder = lists(&web);
    let feeds = FEEDS as u64;
    assert_eq!(pass(folder.path(), &ALLOWED), [feeds, 0, 0, feeds * 3, feeds]);
    assert_eq!(pass(folder.path(), &ALLOWED), [feeds, feeds, 0, 0, 0]);
    for feed in 0..2 {
        web.feed(&format!("f{feed}"), &entries(feed, 1));
    }
    assert_eq!(pass(folder.path(), &ALLOWED), [feeds, feeds - 2, 0, 2, 2]);
    let asked = web.log();
    assert_eq!(asked.len(), FEEDS * 3, "each feed once a pass, and no robots.txt: {asked:?}");
    let stats = run(folder.path(), &["stats", "--state", "state", "--plain"]);
    let stats = String::from_utf8(stats.stdout).unwrap();
    assert!(stats.starts_with("sources=40 entries=122 texts=42 mentioned=42 mentions=42 stories="), "{stats}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a13_private_hosts_of_a_list_are_asked_only_when_named() {
    let web = Web::start().await;
    let folder = lists(&web);
    let feeds = FEEDS as u64;
    assert_eq!(pass(folder.path(), &[]), [feeds, 0, feeds, 0, 0]);
    assert_eq!(web.log().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn f48_an_edit_that_brings_the_brand_is_found_though_the_text_was_not_kept() {
    let web = Web::start().await;
    let folder = lists(&web);
    pass(folder.path(), &ALLOWED);
    let mut edited = entries(0, 0);
    edited[2].text = "Rien à signaler, sauf Cap Ardent".to_owned();
    web.feed("f0", &edited);
    let feeds = FEEDS as u64;
    assert_eq!(pass(folder.path(), &ALLOWED), [feeds, feeds - 1, 0, 0, 1]);
    let database = folder.path().join("state/vigie.db");
    assert_eq!(count(&database, "SELECT COUNT(*) FROM mentions WHERE counted = 1"), 0, "an edit counts for no spike");
    // Known with its new words: a server that forgets its ETags brings nothing new.
    edited.reverse();
    web.feed("f0", &edited);
    assert_eq!(pass(folder.path(), &ALLOWED), [feeds, feeds - 1, 0, 0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn r3_r8_killed_in_the_middle_of_a_pass_each_mention_is_stored_once() {
    let web = Web::start().await;
    let folder = lists(&web);
    let database = folder.path().join("state/vigie.db");
    for killed_after in [1, 9, 20] {
        let mut pass = vigie(folder.path());
        let pass = spawn(pass.args([&PASS[..], &ALLOWED].concat()).stdout(std::process::Stdio::null()));
        wait_until("some mentions", || count(&database, "SELECT COUNT(*) FROM mentions") >= killed_after);
        kill(pass);
    }
    pass(folder.path(), &ALLOWED);
    assert_eq!(count(&database, "SELECT COUNT(*) FROM mentions"), 40);
    // Keys of kept items, and keys alone.
    let keys = "SELECT (SELECT COUNT(*) FROM item_keys) + (SELECT SUM(LENGTH(keys) / 24) FROM key_runs)";
    assert_eq!(count(&database, keys), 120);
}

#[test]
fn what_is_wrong_in_a_list_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let told = |opml: &str, brands: &str, more: &[&str]| {
        std::fs::write(folder.path().join("feeds.opml"), opml).unwrap();
        std::fs::write(folder.path().join("brands.txt"), brands).unwrap();
        let output = run(folder.path(), &[&PASS[..], more, &["--lang", "en"]].concat());
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let feed = "<opml><outline xmlUrl=\"https://a.example/f\"/></opml>";
    assert!(told("<opml/>", "Acme", &[]).contains("nothing to read"));
    assert!(told(feed, "\n", &[]).contains("nothing to recognise"));
    assert!(told(feed, "Acme\n…\n", &[]).contains("brands.txt, line 2:"));
    assert!(told(feed, "Acme", &["--allow-hosts", "10.0.0.0/99"]).contains("10.0.0.0/99"));
}
