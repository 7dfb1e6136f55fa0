//! robots.txt over real sockets (A60).

use std::time::Duration;

use crate::ingest::fetch::server::{Do, Script, Server, reply};
use crate::ingest::fetch::{Accept, Answer, FailureKind, FetchPolicy, Fetcher, Request};
use crate::model::{MINUTE_MS, SourceStatus, Timestamp};

const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000);

async fn start(script: Script) -> (Server, Fetcher) {
    let server = Server::start(script).await;
    let policy = FetchPolicy {
        allow_hosts: vec![server.host.clone()],
        per_host_interval: Duration::ZERO,
        ..FetchPolicy::default()
    };
    let fetcher = Fetcher::new(policy).unwrap();
    (server, fetcher)
}

async fn ask(server: &Server, fetcher: &Fetcher, path: &str, now: Timestamp) -> Answer {
    fetcher.fetch(&Request::new(&server.url(path), Accept::Page), now).await
}

fn kind(answer: &Answer) -> Option<FailureKind> {
    match answer {
        Answer::Failed(failure) => Some(failure.kind),
        _ => None,
    }
}

#[tokio::test]
async fn what_robots_txt_forbids_is_not_asked_for() {
    let (server, fetcher) = start(|head| match head.split(' ').nth(1) {
        Some("/robots.txt") => reply("200 OK", "User-agent: vigie\nDisallow: /private\nDisallow: /*?sort="),
        Some("/hop") => reply("302 Found\nLocation: /private/2", ""),
        _ => reply("200 OK", "<html>"),
    })
    .await;
    for (path, want) in [
        ("/private/1", Some(FailureKind::Robots)),
        ("/list?sort=new", Some(FailureKind::Robots)),
        ("/hop", Some(FailureKind::Robots)),
        ("/list?page=2", None),
    ] {
        let answer = ask(&server, &fetcher, path, NOW).await;
        assert_eq!(kind(&answer), want, "{path}: {answer:?}");
    }
    assert_eq!(FailureKind::Robots.status(), SourceStatus::Forbidden);
    assert_eq!(server.paths(), ["/robots.txt", "/hop", "/list?page=2"]);
}

#[tokio::test]
async fn it_is_asked_once_a_day() {
    let (server, fetcher) =
        start(
            |head| {
                if head.starts_with("GET /robots") { reply("404 Not Found", "") } else { reply("200 OK", "<html>") }
            },
        )
        .await;
    for minutes in [0, 60, 23 * 60, 25 * 60] {
        ask(&server, &fetcher, "/", NOW.plus_millis(minutes * MINUTE_MS)).await;
    }
    assert_eq!(server.paths(), ["/robots.txt", "/", "/", "/", "/robots.txt", "/"]);
}

#[tokio::test]
async fn a_site_that_cannot_tell_its_rules_is_left_alone_for_ten_minutes() {
    let (server, fetcher) = start(|_| reply("500 Oops", "")).await;
    for minutes in [0, 9, 11] {
        let answer = ask(&server, &fetcher, "/", NOW.plus_millis(minutes * MINUTE_MS)).await;
        assert_eq!(kind(&answer), Some(FailureKind::BadStatus(500)));
    }
    assert_eq!(server.paths(), ["/robots.txt", "/robots.txt"]);
}

#[tokio::test]
async fn robots_txt_passes_the_same_guard_a60() {
    let (server, fetcher) = start(|_| reply("301 Moved\nLocation: http://127.0.0.2:1/robots.txt", "")).await;
    assert_eq!(kind(&ask(&server, &fetcher, "/", NOW).await), Some(FailureKind::Refused));
    let (server, fetcher) = start(|head| {
        let path = head.split(' ').nth(1).unwrap();
        if path == "/" { reply("200 OK", "<html>") } else { reply(&format!("301 Moved\nLocation: {path}x"), "") }
    })
    .await;
    assert_eq!(kind(&ask(&server, &fetcher, "/", NOW).await), None);
}

#[tokio::test]
async fn an_endless_robots_txt_is_read_to_its_limit_a60() {
    let (server, fetcher) = start(|head| {
        if head.starts_with("GET /robots") {
            let head = b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /x\n".to_vec();
            vec![Do::Say(head), Do::Pour(b"Sitemap: https://example.org/sitemap.xml\n".repeat(100))]
        } else {
            reply("200 OK", "<html>")
        }
    })
    .await;
    assert_eq!(kind(&ask(&server, &fetcher, "/x", NOW).await), Some(FailureKind::Robots));
    assert_eq!(kind(&ask(&server, &fetcher, "/y", NOW).await), None);
}

#[tokio::test]
async fn a_crawl_delay_sends_the_next_visit_away() {
    let (server, fetcher) = start(|head| {
        if head.starts_with("GET /robots") {
            reply("200 OK", "User-agent: *\nCrawl-delay: 25")
        } else {
            reply("200 OK", "<html>")
        }
    })
    .await;
    ask(&server, &fetcher, "/", NOW).await;
    let answer = ask(&server, &fetcher, "/", NOW).await;
    assert!(matches!(answer, Answer::Busy { after } if after == Duration::from_secs(25)), "{answer:?}");
}
