//! Services that are known by name, discovery, and lists of feeds: the real program against a real server.

use std::fs;
use std::path::Path;

use vigie::model::SourceStatus;

use crate::support::process::run;
use crate::support::{Entry, TestApp, Web, at};

const TOPICS: &str = include_str!("../data/presets/samples/discourse_topics.json");

#[tokio::test]
async fn what_does_not_answer_is_asked_for_elsewhere_and_remembered() {
    let sources = [("Forum", "", "kind = \"discourse\"\nwhat = \"topics\"\nevery = \"5 min\"")];
    let app = TestApp::start("2026-03-02T09:00", &sources).await;
    app.web.page("latest.json", "application/json", TOPICS);
    let asked = |app: &TestApp| {
        let log = app.web.log().into_iter().filter(|(path, _)| path != "/robots.txt");
        log.map(|(path, status)| format!("{path} {status}")).collect::<Vec<_>>()
    };
    let ended = app.at("2026-03-02T09:00").await;
    assert_eq!((ended[0].1.status, ended[0].1.summary.items), (SourceStatus::Ok, 1), "{:?}", ended[0].1.detail);
    assert_eq!(asked(&app), ["/latest.rss 404", "/latest.json 200"]);
    let ended = app.at("2026-03-02T09:20").await;
    assert_eq!((ended[0].1.status, ended[0].1.same), (SourceStatus::Ok, true));
    assert_eq!(asked(&app)[2..], ["/latest.json 304"]);
    // Once a day the best address is tried again.
    app.web.feed("latest.rss", &[Entry::new("1", "Panne", "Encore une panne", at("2026-03-02T09:00"))]);
    let ended = app.at("2026-03-03T09:20").await;
    assert_eq!(ended[0].1.status, SourceStatus::Ok);
    assert_eq!(asked(&app)[3..], ["/latest.rss 200"]);
    app.inbox();
}

#[tokio::test]
async fn a_pause_in_the_answer_is_kept() {
    let sources = [("Forum", "", "kind = \"discourse\"\nquery = \"acme\"\nevery = \"5 min\"")];
    let app = TestApp::start("2026-03-02T09:00", &sources).await;
    app.web.page("search.json?q=acme%20order:latest", "application/json", r#"{"posts":[],"topics":[],"backoff":3600}"#);
    app.at("2026-03-02T09:00").await;
    assert!(app.at("2026-03-02T09:30").await.is_empty());
    assert_eq!(app.at("2026-03-02T10:10").await.len(), 1);
    app.inbox();
}

fn config(folder: &Path, web: &Web, more: &str) {
    let text = format!(
        "# mine\n[[brand]]\nname = \"Acme\"\n\n[[recipient]]\nmail = \"ann@acme.example\"\n\n[fetch]\n\
         allow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n\n{more}",
        web.address
    );
    fs::write(folder.join("vigie.toml"), text).unwrap();
}

async fn said(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let (folder, arguments) = (folder.to_owned(), arguments.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>());
    let output = tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = ["--lang", "en"].into_iter().chain(arguments.iter().map(String::as_str)).collect();
        run(&folder, &arguments)
    });
    let output = output.await.unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a74_discovery_ranks_what_a_page_names_and_asks_nothing_private() {
    let (web, folder) = (Web::start().await, tempfile::tempdir().unwrap());
    config(folder.path(), &web, "[[source]]\nurl = \"https://www.example.org/feed\"\n");
    let links = (0..2_000).map(|i| format!("<a href=\"/{i}/feed\">x</a>")).collect::<Vec<_>>().concat();
    web.page(
        "blog/",
        "text/html",
        &format!(
            "<title>Blog</title><link rel=alternate type=application/rss+xml href=\"http://10.0.0.1/feed\">\
             <link rel=alternate type=application/rss+xml href=\"/blog/all.xml\"><p>Welcome{links}"
        ),
    );
    web.feed(
        "blog/all.xml",
        &[
            Entry::new("1", "Acme opens", "Acme opens a shop", at("2026-03-02T08:00")),
            Entry::new("2", "Weather", "It rains", at("2026-03-02T10:00")),
        ],
    );
    let (well, text) = said(folder.path(), &["discover", &web.url("blog/")]).await;
    assert!(well, "{text}");
    assert!(text.starts_with("1. blog/all.xml (named by the page)\n   2 items, newest "), "{text}");
    assert!(text.contains("1 would match (Acme 1)"), "{text}");
    let block = format!("[[source]]\nname = \"blog/all.xml\"\nurl = \"{}\"", web.url("blog/all.xml"));
    assert!(text.contains(&block), "{text}");
    assert!(text.contains("http://10.0.0.1/feed (named by the page): 10.0.0.1 is not a public address"), "{text}");
    let asked = web.log().iter().filter(|(path, _)| path != "/robots.txt").count();
    assert!(asked <= 21, "{asked} requests");
    let (well, text) = said(folder.path(), &["discover", "http://169.254.169.254/latest"]).await;
    assert!(!well && text.contains("is not a public address"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_probe_says_what_was_found_and_stores_nothing() {
    let (web, folder) = (Web::start().await, tempfile::tempdir().unwrap());
    let source = format!("[[source]]\nname = \"Forum\"\nkind = \"discourse\"\nurl = \"{}\"\n", web.url(""));
    config(folder.path(), &web, &source);
    web.feed("posts.rss", &[Entry::new("1", "Acme", "Acme est en panne", at("2026-03-02T08:00"))]);
    let (well, text) = said(folder.path(), &["sources", "probe", "Forum", "--json"]).await;
    assert!(well, "{text}");
    let found: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!((&found["status"], &found["found"]["items"]), (&"ok".into(), &1.into()));
    assert_eq!(found["found"]["matched"][0]["items"], 1);
    assert!(!folder.path().join(".vigie").exists());
    let (well, text) = said(folder.path(), &["sources", "probe", "Nobody"]).await;
    assert!(!well && text.contains("no source is called “Nobody”"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a44_a_list_is_shown_before_it_is_taken() {
    let (web, folder) = (Web::start().await, tempfile::tempdir().unwrap());
    config(folder.path(), &web, "[[source]]\nname = \"Press\"\nurl = \"https://www.example.org/feed\"\n");
    let before = fs::read_to_string(folder.path().join("vigie.toml")).unwrap();
    fs::write(
        folder.path().join("feeds.opml"),
        "<opml><body><outline text='Press' xmlUrl='https://a.example/f?key=s3cr3t'/>\
         <outline text='Mine' xmlUrl='http://192.168.1.1/f'/><outline text='x' xmlUrl='javascript:alert(1)'/>\
         <outline text='Known' xmlUrl='https://www.example.org/feed'/></body></opml>",
    )
    .unwrap();
    let (well, text) = said(folder.path(), &["sources", "import", "feeds.opml", "--dry-run"]).await;
    assert!(well, "{text}");
    assert_eq!(
        text.lines().collect::<Vec<_>>(),
        [
            "+ Press (2)  https://a.example/f?key=…",
            "- http://192.168.1.1/f (192.168.1.1 is not a public address; add it to fetch.allow_hosts if it is meant)",
            "- https://www.example.org/feed (polled already)",
            "- neither http nor https: javascript:alert(1)",
            "One source would be added to vigie.toml. Nothing was written.",
        ]
    );
    assert_eq!(fs::read_to_string(folder.path().join("vigie.toml")).unwrap(), before);
    let (well, _) = said(folder.path(), &["sources", "import", "feeds.opml"]).await;
    assert!(well);
    let after = fs::read_to_string(folder.path().join("vigie.toml")).unwrap();
    assert!(
        after.starts_with(&before) && after.contains("name = \"Press (2)\"\nurl = \"https://a.example/f?key=s3cr3t\"")
    );
    let (_, text) = said(folder.path(), &["sources", "export"]).await;
    assert!(text.contains("xmlUrl=\"https://a.example/f?key=s3cr3t\""), "{text}");
    let (well, text) =
        said(folder.path(), &["add", "--preset", "reddit", "sub=france,vosfinances", "--name", "R"]).await;
    assert!(well, "{text}");
    let (_, text) = said(folder.path(), &["sources", "expand", "--json"]).await;
    assert!(text.contains("https://www.reddit.com/r/france+vosfinances/new/.rss"), "{text}");
    let (well, text) = said(folder.path(), &["add", "http://ann:pw@a.example/"]).await;
    assert!(!well && !text.contains("ann:pw"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn r10_a_token_of_ones_own_is_shown_to_its_host_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let (web, folder) = (Web::start().await, tempfile::tempdir().unwrap());
    fs::write(folder.path().join("token"), "s3cr3t-t0ken\n").unwrap();
    fs::set_permissions(folder.path().join("token"), fs::Permissions::from_mode(0o600)).unwrap();
    let source = format!(
        "[[source]]\nname = \"Sky\"\nkind = \"bluesky-search\"\nurl = \"{}\"\nquery = \"acme\"\ntoken_file = \"token\"\n",
        web.url("")
    );
    config(folder.path(), &web, &source);
    web.page(
        "xrpc/app.bsky.feed.searchPosts?q=acme&sort=latest&limit=100",
        "application/json",
        include_str!("../data/presets/samples/bluesky.json"),
    );
    let mut told = String::new();
    for arguments in [&["poll", "--once"][..], &["sources"], &["sources", "expand"], &["sources", "probe", "--json"]] {
        let (well, text) = said(folder.path(), arguments).await;
        assert!(well, "{arguments:?}: {text}");
        told.push_str(&text);
    }
    web.status("xrpc/app.bsky.feed.searchPosts?q=acme&sort=latest&limit=100", 401, &[]);
    told.push_str(&said(folder.path(), &["sources", "probe"]).await.1);
    assert!(!told.contains("s3cr3t"), "{told}");
    for file in fs::read_dir(folder.path().join(".vigie")).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("s3cr3t"), "{}", path.display());
    }
}

/// The connector itself waits for up to 20 s.
#[tokio::test(flavor = "multi_thread")]
async fn a_probe_waits_for_its_turn_at_a_site_that_it_just_asked() {
    let (web, folder) = (Web::start().await, tempfile::tempdir().unwrap());
    let sources = ["a", "b"].map(|path| {
        web.feed(path, &[Entry::new(path, "Acme", "Acme ouvre", at("2026-03-02T09:00"))]);
        format!("[[source]]\nname = \"{path}\"\nurl = \"{}\"\n", web.url(path))
    });
    config(folder.path(), &web, &sources.concat());
    web.page("robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 22\n");
    let (well, text) = said(folder.path(), &["sources", "probe"]).await;
    assert!(well, "{text}");
    assert!(text.contains("b: its site was just asked for another source; its turn comes in "), "{text}");
}
