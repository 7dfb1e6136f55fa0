//! The eight criteria of the feed reader score project (rachelbythebay.com/fs/help.html), kept by the real program over
//! kills, stops and restarts, as the servers' own logs tell.
//!
//! The hour of the criteria is three seconds here, said by `every`: the sources are on hosts of our own. `Retry-After`
//! and `max-age` are not scaled: they outlast the test, so that a single request too many is seen.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::process::{count, kill, start, wait_until};

/// The hour of the criteria.
const HOUR: Duration = Duration::from_secs(3);
/// Odd on purpose: quotes, `W/`, spaces, signs; a reader that parses it spoils it.
const TAGS: [&str; 2] = ["W/\"6c-5f0 a--b''c==\"", "\"two\\\"\""];
const DATE: &str = "Sun, 01 Mar 2026 08:00:00 GMT";
const BODY: &str = "<rss version=\"2.0\"><channel><title>x</title><item><title>Acme</title>\
                    <guid>1</guid><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>";

#[tokio::test(flavor = "multi_thread")]
async fn the_eight_criteria_hold_over_restarts() {
    let (feeds, shut) = (Site::start().await, Site::start().await);
    let folder = tempfile::tempdir().unwrap();
    settings(folder.path(), &feeds, &shut);
    let began = Instant::now();
    let mut process = start(folder.path());
    // A crash, a polite stop, and three starts in a row, each before and after which the feed is asked.
    for (asked, stops) in [(2, 1), (3, 1), (5, 3)] {
        wait_until("the feed was asked again", || feeds.of("/tags").len() >= asked);
        for stop in 0..stops {
            // A kill between a request and its record would rightly ask again.
            wait_until("nothing is in flight", || recorded(folder.path()));
            if stop % 2 == 0 {
                kill(process);
            } else {
                // One that has only just been started may not yet know how to end well: that, too, must harm nobody.
                process.terminate();
            }
            process = start(folder.path());
        }
    }
    wait_until("the feed was asked after the last start", || feeds.of("/tags").len() >= 6);
    kill(process);
    let table = score(&feeds, &shut, began.elapsed());
    println!("{table}");
    assert!(!table.contains("NOT MET"), "{table}{}", requests(&feeds, &shut, began));
}

/// Whether every source has been asked, and none is being asked.
fn recorded(folder: &Path) -> bool {
    let waiting = "SELECT COUNT(*) FROM source_polls WHERE last_polled_at IS NOT NULL \
                   AND next_due_at > CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    count(&folder.join(".vigie/vigie.db"), waiting) == 5
}

/// Every request, for whoever has to find out which was too much.
fn requests(feeds: &Site, shut: &Site, began: Instant) -> String {
    let mut all = [feeds.log(), shut.log()].concat();
    all.sort_by_key(|seen| seen.at);
    let lines = all.iter().map(|seen| {
        let (tag, date) = (seen.header("if-none-match"), seen.header("if-modified-since"));
        format!("{:7.3} s {} {tag:?} {date:?}\n", (seen.at - began).as_secs_f32(), seen.path)
    });
    lines.collect()
}

/// One row a criterion, as the servers saw it.
fn score(feeds: &Site, shut: &Site, elapsed: Duration) -> String {
    let all = || feeds.log().into_iter().chain(shut.log());
    let by_path = all().fold(BTreeMap::<String, Vec<Seen>>::new(), |mut by_path, seen| {
        by_path.entry(format!("{}{}", seen.site, seen.path)).or_default().push(seen);
        by_path
    });
    let full = |seen: &Seen| seen.header("if-none-match").is_none() && seen.header("if-modified-since").is_none();
    // Turns are given at least an hour apart, from the first start on.
    let turns = elapsed.as_millis() / HOUR.as_millis() + 1;
    let tags = feeds.of("/tags");
    let asked_with = |nth: usize| (tags[nth].header("if-none-match"), tags[nth].header("if-modified-since"));
    let dates = feeds.of("/date");
    let bare = |seen: &Seen| {
        !seen.path.contains('?') && ["cookie", "referer", "from"].iter().all(|name| seen.header(name).is_none())
    };
    let named = |seen: &Seen| {
        seen.header("user-agent")
            .is_some_and(|agent| agent.starts_with("vigie") && agent.contains("https://acme.example/"))
    };
    let rows = [
        (
            "1 one unconditional request a feed, ever; one robots.txt a site and day",
            by_path.values().all(|seen| seen.iter().filter(|seen| full(seen)).count() == 1),
        ),
        (
            "2 validators echoed byte for byte",
            asked_with(1) == (Some(TAGS[0].to_owned()), Some(DATE.to_owned()))
                && dates[1..].iter().all(|seen| seen.header("if-modified-since").as_deref() == Some(DATE)),
        ),
        (
            "3 validators kept from every 200, the body being the same, one of the two being the same",
            (3..tags.len()).all(|nth| asked_with(nth) == (Some(TAGS[1].to_owned()), Some(DATE.to_owned()))),
        ),
        ("4 at most one request an hour", by_path.values().all(|seen| seen.len() as u128 <= turns)),
        ("5 the pace survives restarts", feeds.of("/lasting").len() == 1 && tags.len() as u128 <= turns),
        ("6 no cookies, Referer or additions to the address", all().all(|seen| bare(&seen))),
        (
            "7 429 and Retry-After obeyed by all feeds of the site",
            shut.log().iter().filter(|seen| seen.path != "/robots.txt").count() == 1,
        ),
        ("8 User-Agent names the program and a contact", all().all(|seen| named(&seen))),
    ];
    let mut table =
        format!("{} requests in {:.0} \"hours\", 5 restarts\n", all().count(), elapsed.div_duration_f64(HOUR));
    for (criterion, met) in rows {
        writeln!(table, "{} | {criterion}", if met { "met    " } else { "NOT MET" }).unwrap();
    }
    table
}

fn settings(folder: &Path, feeds: &Site, shut: &Site) {
    let mut text = format!(
        "[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"a@acme.example\"\n[mail]\nfrom = \"v@acme.example\"\n\
         [web]\nlisten = \"off\"\n[fetch]\ncontact = \"https://acme.example/\"\nper_host_interval = \"0 s\"\n\
         allow_hosts = [\"{}\", \"{}\"]\n",
        feeds.host, shut.host
    );
    for (site, path) in [(feeds, "tags"), (feeds, "date"), (feeds, "lasting"), (shut, "one"), (shut, "two")] {
        write!(
            text,
            "[[source]]\nname = \"{path}\"\nurl = \"http://{}/{path}\"\nevery = \"{} s\"\n",
            site.host,
            HOUR.as_secs()
        )
        .unwrap();
    }
    std::fs::write(folder.join("vigie.toml"), text).unwrap();
}

/// A request as the server saw it.
#[derive(Clone)]
struct Seen {
    at: Instant,
    site: String,
    path: String,
    headers: Vec<(String, String)>,
}

impl Seen {
    fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }
}

/// A web server that tempts: cookies, a changed ETag over the same body, a long `max-age`, a refusal.
#[derive(Clone)]
struct Site {
    host: String,
    log: Arc<Mutex<Vec<Seen>>>,
}

impl Site {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = Self { host: listener.local_addr().unwrap().to_string(), log: Arc::default() };
        let served = site.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let site = served.clone();
                tokio::spawn(async move { site.serve(stream).await });
            }
        });
        site
    }

    fn log(&self) -> Vec<Seen> {
        self.log.lock().unwrap().clone()
    }

    fn of(&self, path: &str) -> Vec<Seen> {
        self.log().into_iter().filter(|seen| seen.path == path).collect()
    }

    async fn serve(&self, mut stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.split();
        let mut lines = BufReader::new(read).lines();
        while let Ok(Some(first)) = lines.next_line().await {
            let path = first.split(' ').nth(1)?.to_owned();
            let mut seen = Seen { at: Instant::now(), site: self.host.clone(), path, headers: Vec::new() };
            while let Some((name, value)) = lines.next_line().await.ok()??.split_once(": ") {
                seen.headers.push((name.to_ascii_lowercase(), value.to_owned()));
            }
            let before = self.of(&seen.path).len();
            let answer = answer(&seen, before);
            self.log.lock().unwrap().push(seen);
            write.write_all(answer.as_bytes()).await.ok()?;
        }
        Some(())
    }
}

fn answer(seen: &Seen, before: usize) -> String {
    let reply = |head: &str, body: &str| {
        format!("HTTP/1.1 {head}\r\nSet-Cookie: id=1; Path=/\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    };
    let known = seen.headers.iter().any(|(name, _)| name.starts_with("if-"));
    // The third request is answered in full under a new ETag, over the same body and date.
    let tag = TAGS[usize::from(before >= 2)];
    match seen.path.as_str() {
        "/tags" if known && before != 2 => reply(&format!("304 Not Modified\r\nETag: {tag}"), ""),
        "/tags" => reply(&format!("200 OK\r\nETag: {tag}\r\nLast-Modified: {DATE}"), BODY),
        "/date" if known => reply("304 Not Modified", ""),
        "/date" => reply(&format!("200 OK\r\nLast-Modified: {DATE}"), BODY),
        "/lasting" => reply("200 OK\r\nCache-Control: max-age=3600", BODY),
        "/one" | "/two" => reply("429 Too Many Requests\r\nRetry-After: 3600", ""),
        _ => reply("404 Not Found", ""),
    }
}
