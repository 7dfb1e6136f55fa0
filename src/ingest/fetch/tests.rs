//! The connector against real sockets.

use std::time::Duration;

use tokio::time::timeout;

use super::server::{BOMB_TWICE, BROTLI, Do, GZIP, Script, Server, reply};
use super::*;
use crate::model::{SourceStatus, Validators};

const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000); // Mon, 02 Mar 2026 09:05:00 GMT

fn policy(server: &Server) -> FetchPolicy {
    FetchPolicy {
        allow_hosts: vec![server.host.clone()],
        timeout: Duration::from_secs(20),
        per_host_interval: Duration::ZERO,
        ..FetchPolicy::default()
    }
}

async fn ask(fetcher: &Fetcher, url: &Url, validators: &Validators) -> Answer {
    fetcher.fetch(&Request { validators, robots: false, ..Request::new(url, Accept::Feed) }, NOW).await
}

async fn answer(script: Script, path: &str) -> (Server, Answer) {
    let server = Server::start(script).await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    let answer = ask(&fetcher, &server.url(path), &Validators::default()).await;
    (server, answer)
}

#[track_caller]
fn failure(answer: Answer) -> Failure {
    match answer {
        Answer::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn page(answer: Answer) -> Page {
    match answer {
        Answer::Fresh(page) => *page,
        other => panic!("{other:?}"),
    }
}

/// Asks for `/` and expects this failure.
async fn check(script: Script, kind: FailureKind) -> Failure {
    let (_, answer) = answer(script, "/").await;
    let failure = failure(answer);
    assert_eq!(failure.kind, kind, "{failure:?}");
    failure
}

#[tokio::test]
async fn a_document_comes_whole_with_what_is_known_of_it() {
    let script = |_: &str| {
        reply(
            "200 OK\nContent-Type: text/xml; charset=utf-8\nETag: W/\"a-1\"\nCache-Control: max-age=600",
            "<rss>été</rss>",
        )
    };
    let (server, answer) = answer(script, "/feed?x=1#top").await;
    let page = page(answer);
    assert_eq!(page.bytes, "<rss>été</rss>".as_bytes());
    assert_eq!(page.content_type.as_deref(), Some("text/xml; charset=utf-8"));
    assert_eq!(page.validators, Validators { etag: Some("W/\"a-1\"".into()), last_modified: None });
    assert_eq!((page.max_age, page.moved_permanently), (Some(Duration::from_mins(10)), None));
    let head = server.seen().pop().unwrap().to_lowercase();
    assert!(head.starts_with("get /feed?x=1 http/1.1\r\n"), "{head}");
    assert!(head.contains("user-agent: vigie/") && head.contains("accept: application/atom+xml"), "{head}");
    for absent in ["cookie", "referer", "accept-language", "authorization", "if-", "zstd"] {
        assert!(!head.contains(absent), "{absent}: {head}");
    }
}

#[tokio::test]
async fn validators_are_echoed_byte_for_byte() {
    let server = Server::start(|head| {
        let conditional =
            head.contains("\r\nif-none-match: W/\"x\\\"\r\n") && head.contains("\r\nif-modified-since: hier\r\n");
        if conditional { reply("304 Not Modified\nETag: \"new\"", "") } else { reply("200 OK", "<rss/>") }
    })
    .await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    let known = Validators { etag: Some("W/\"x\\\"".into()), last_modified: Some("hier".into()) };
    let Answer::Same { validators, .. } = ask(&fetcher, &server.url("/"), &known).await else { panic!("no 304") };
    assert_eq!(validators, Validators { etag: Some("\"new\"".into()), last_modified: Some("hier".into()) });
    page(ask(&fetcher, &server.url("/"), &Validators::default()).await);
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_no_answer_f60() {
    check(|_| reply("304 Not Modified", ""), FailureKind::BadStatus(304)).await;
}

#[tokio::test]
async fn redirects_are_followed_and_told_f58() {
    let script = |head: &str| match head.split(' ').nth(1) {
        Some("/old") => reply("301 Moved\nLocation: /older", ""),
        Some("/older") => reply("308 Moved\nLocation: //{host}/new".replace("{host}", host(head)).as_str(), ""),
        Some("/tmp") => reply("302 Found\nLocation: new", ""),
        _ => reply("200 OK", "<rss/>"),
    };
    let (server, moved) = answer(script, "/old").await;
    let moved = page(moved);
    assert_eq!((moved.url.path(), moved.moved_permanently), ("/new", Some(server.url("/new"))));
    let (_, found) = answer(script, "/tmp").await;
    let found = page(found);
    assert_eq!((found.url.path(), found.moved_permanently), ("/new", None));
}

#[tokio::test]
async fn the_time_until_an_answer_begins_is_told_with_that_of_the_redirects_before_it() {
    const PAUSE: Duration = Duration::from_millis(60);
    fn late(answer: Vec<Do>) -> Vec<Do> {
        std::iter::once(Do::Wait(PAUSE)).chain(answer).collect()
    }
    let script = |head: &str| match head.split(' ').nth(1) {
        Some("/moved") => late(reply("302 Found\nLocation: /late", "")),
        _ => late(reply("200 OK", "<rss/>")),
    };
    for (path, least) in [("/late", PAUSE), ("/moved", 2 * PAUSE)] {
        let (_, found) = answer(script, path).await;
        let first_byte = page(found).first_byte;
        assert!(first_byte >= least, "{path}: {first_byte:?}");
    }
}

fn host(head: &str) -> &str {
    head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap()
}

#[tokio::test]
async fn redirects_end_f59_a18() {
    let failure = check(|_| reply("302 Found\nLocation: /", ""), FailureKind::RedirectLoop).await;
    assert!(failure.detail.contains(" -> "), "{failure}");
    let endless = |head: &str| {
        let path = head.split(' ').nth(1).unwrap();
        reply(&format!("307 Go\nLocation: {path}x"), "")
    };
    let (server, gone_round) = answer(endless, "/").await;
    assert_eq!(self::failure(gone_round).kind, FailureKind::RedirectLoop);
    assert_eq!(server.paths().len(), 6);
    check(|_| reply("302 Found", ""), FailureKind::BadStatus(302)).await;
}

#[tokio::test]
async fn no_hop_leads_out_of_the_policy_a13_a17() {
    let canary = Server::start(|_| reply("200 OK", "secret")).await;
    let server = Server::start(|head| {
        let target = head.split(' ').nth(1).unwrap().split_once("?to=").unwrap().1;
        reply(&format!("302 Found\nLocation: {target}"), "")
    })
    .await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    let port = canary.host.rsplit(':').next().unwrap().to_owned();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0", "u:p@127.0.0.1"] {
        let target = format!("http://{host}:{port}/");
        let direct = ask(&fetcher, &target.parse().unwrap(), &Validators::default()).await;
        assert_eq!(failure(direct).kind.status(), SourceStatus::Refused, "{target}");
        let hop = ask(&fetcher, &server.url(&format!("/?to={target}")), &Validators::default()).await;
        let hop = failure(hop);
        assert_eq!(hop.kind, FailureKind::Refused, "{target}");
        assert!(hop.detail.contains(" -> "), "{hop}");
    }
    for target in ["file:///etc/passwd", "gopher://x.example/", "http://example.org:25/", "http://169.254.169.254/"] {
        let hop = ask(&fetcher, &server.url(&format!("/?to={target}")), &Validators::default()).await;
        assert_eq!(failure(hop).kind, FailureKind::Refused, "{target}");
    }
    assert_eq!(canary.seen(), [""; 0]);
}

#[tokio::test]
async fn names_that_lead_inside_are_refused_when_they_are_resolved_a14_a16() {
    let server = Server::start(|_| reply("200 OK", "secret")).await;
    let port = server.host.rsplit(':').next().unwrap();
    // `localhost` is opened on another port only: the name passes nowhere else, whatever it resolves to.
    let policy = FetchPolicy { allow_hosts: vec!["localhost:1".into()], ..policy(&server) };
    let fetcher = Fetcher::new(policy).unwrap();
    let url = format!("http://localhost:{port}/").parse().unwrap();
    assert_eq!(failure(ask(&fetcher, &url, &Validators::default()).await).kind, FailureKind::Refused);
    assert_eq!(server.seen(), [""; 0]);

    let connector = Connector::new(&FetchPolicy::default()).unwrap();
    let refused = connector.send(&url, guard::Route::Strict, HeaderMap::new()).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Refused, "{refused}");
    assert!(connector.send(&url, guard::Route::Open, HeaderMap::new()).await.is_ok());
}

#[tokio::test]
async fn statuses_mean_what_they_say_f61_f62() {
    assert!(matches!(answer(|_| reply("410 Gone", ""), "/").await.1, Answer::Gone));
    let to_gone = |head: &str| {
        if head.starts_with("GET /gone") { reply("410 Gone", "") } else { reply("302 Found\nLocation: /gone", "") }
    };
    check(to_gone, FailureKind::NotFound).await;
    for (script, kind, status) in [
        ((|_| reply("404 Not Found", "")) as Script, FailureKind::NotFound, SourceStatus::Missing),
        (|_| reply("500 Oops", ""), FailureKind::BadStatus(500), SourceStatus::Unreachable),
        (|_| reply("204 Nothing", ""), FailureKind::BadStatus(204), SourceStatus::Unreachable),
        (|_| reply("403 No", "<html>"), FailureKind::BadStatus(403), SourceStatus::Blocked),
        (|_| reply("403 No\ncf-mitigated: challenge", ""), FailureKind::Blocked, SourceStatus::Blocked),
        (
            |_| reply("200 OK", "<!doctype html><title>Just a moment...</title>"),
            FailureKind::Blocked,
            SourceStatus::Blocked,
        ),
    ] {
        assert_eq!(check(script, kind).await.kind.status(), status);
    }
}

#[tokio::test]
async fn a_host_that_asks_for_patience_is_left_alone_f61() {
    let server = Server::start(|_| reply("429 Slow down\nRetry-After: Mon, 02 Mar 2026 10:05:00 GMT", "")).await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    for path in ["/a", "/b"] {
        let answer = ask(&fetcher, &server.url(path), &Validators::default()).await;
        assert!(matches!(answer, Answer::Later { after, .. } if after == Duration::from_hours(1)), "{answer:?}");
    }
    assert_eq!(server.paths(), ["/a"]);
    let (_, silent) = answer(|_| reply("503 Busy", ""), "/").await;
    assert!(matches!(silent, Answer::Later { after, .. } if after == Duration::from_mins(1)), "{silent:?}");
}

#[tokio::test]
async fn compressed_bodies_are_read_and_bombs_are_cut_f65_a25() {
    let (_, gzip) = answer(|_| reply("200 OK\nContent-Encoding: gzip", GZIP), "/").await;
    assert_eq!(page(gzip).bytes, "<rss>été</rss>".as_bytes());
    let (_, brotli) = answer(|_| reply("200 OK\nContent-Encoding: br", BROTLI), "/").await;
    assert_eq!(page(brotli).bytes, "hello");
    let server = Server::start(|_| reply("200 OK\nContent-Encoding: gzip", GZIP)).await;
    let fetcher = Fetcher::new(FetchPolicy { max_body_bytes: 10, ..policy(&server) }).unwrap();
    let cut = failure(ask(&fetcher, &server.url("/"), &Validators::default()).await);
    assert_eq!((cut.kind, cut.kind.status()), (FailureKind::TooLarge, SourceStatus::Unreadable));
    check(|_| reply("200 OK\nContent-Encoding: gzip, gzip", BOMB_TWICE), FailureKind::Protocol).await;
    check(|_| reply("200 OK\nContent-Encoding: zstd", "x"), FailureKind::Protocol).await;
    check(|_| reply("200 OK\nContent-Encoding: gzip", "not gzip"), FailureKind::Protocol).await;
}

#[tokio::test]
async fn a_part_of_a_document_is_never_given_f64_a26() {
    let endless: Script = |_| {
        vec![
            Do::Say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec()),
            Do::Pour([b"10000\r\n".as_slice(), &[b'<'; 65_536], b"\r\n"].concat()),
        ]
    };
    check(endless, FailureKind::TooLarge).await;
    let liar: Script = |_| vec![Do::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000000\r\n\r\n<rss>".to_vec())];
    check(liar, FailureKind::Protocol).await;
    check(|_| vec![Do::Say(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n<rss>".to_vec())], FailureKind::Protocol)
        .await;
    check(|_| vec![Do::Say(b"SSH-2.0-x\r\n".to_vec())], FailureKind::Protocol).await;
    check(|_| vec![], FailureKind::Protocol).await;
    let headers: Script = |_| vec![Do::Say(b"HTTP/1.1 200 OK\r\n".to_vec()), Do::Pour(b"X-A: a\r\n".repeat(100))];
    check(headers, FailureKind::Protocol).await;
}

#[tokio::test]
async fn header_blocks_are_read_up_to_a_bound_f66() {
    let (_, large) = answer(|_| reply(&format!("200 OK\nX-Policy: {}", "a".repeat(12 << 10)), "<rss/>"), "/").await;
    assert_eq!(page(large).bytes, "<rss/>");
    check(|_| reply(&format!("200 OK\nX-Policy: {}", "a".repeat(40 << 10)), "<rss/>"), FailureKind::Protocol).await;
}

#[tokio::test]
async fn slow_servers_do_not_hold_a_poll_f63_a27() {
    for script in [
        (|_| vec![Do::Hang]) as Script,
        |_| vec![Do::Say(b"HTTP/1.1 200 OK\r\n".to_vec()), Do::Drip(b"X", Duration::from_millis(50))],
        |_| {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".to_vec();
            vec![Do::Say(head), Do::Drip(b"a", Duration::from_millis(50))]
        },
    ] {
        let server = Server::start(script).await;
        let fetcher = Fetcher::new(FetchPolicy { timeout: Duration::from_millis(400), ..policy(&server) }).unwrap();
        let slow = failure(ask(&fetcher, &server.url("/"), &Validators::default()).await);
        assert_eq!(slow.kind, FailureKind::Timeout, "{slow}");
        // The place at the gate is free again.
        let again = timeout(Duration::from_secs(30), ask(&fetcher, &server.url("/"), &Validators::default())).await;
        assert_eq!(failure(again.unwrap()).kind, FailureKind::Timeout);
    }
}

#[tokio::test]
async fn nobody_there_is_told_as_such_f37() {
    let server = Server::start(|_| reply("200 OK", "")).await;
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let allow_hosts = vec![closed.clone(), server.host.clone(), "nowhere.invalid".into()];
    let fetcher = Fetcher::new(FetchPolicy { allow_hosts, ..policy(&server) }).unwrap();
    for (url, kind) in [
        (format!("http://{closed}/"), FailureKind::Connect),
        ("http://nowhere.invalid/".to_owned(), FailureKind::Dns),
        (format!("https://{}/", server.host), FailureKind::Tls),
    ] {
        let failure = failure(ask(&fetcher, &url.parse().unwrap(), &Validators::default()).await);
        assert_eq!(failure.kind, kind, "{url}: {failure}");
        assert_eq!(failure.kind.status(), SourceStatus::Unreachable);
    }
}

#[tokio::test]
async fn cookies_are_not_kept_f67() {
    let server = Server::start(|_| reply("200 OK\nSet-Cookie: a=1; Path=/", "<rss/>")).await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    for _ in 0..2 {
        page(ask(&fetcher, &server.url("/"), &Validators::default()).await);
    }
    assert!(!server.seen().concat().to_lowercase().contains("cookie"));
}

#[tokio::test]
async fn a_fetch_that_is_dropped_frees_its_place_r6() {
    let server =
        Server::start(|head| if head.starts_with("GET /hang") { vec![Do::Hang] } else { reply("200 OK", "<rss/>") })
            .await;
    let fetcher = Fetcher::new(policy(&server)).unwrap();
    let (hang, nothing) = (server.url("/hang"), Validators::default());
    let task = tokio::spawn({
        let fetcher = fetcher.clone();
        async move { ask(&fetcher, &hang, &Validators::default()).await }
    });
    while server.paths().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    task.abort();
    page(ask(&fetcher, &server.url("/"), &nothing).await);
}
