//! Attacks by addresses, through the commands that take one: whatever a person pastes or a list brings, no machine
//! behind the wall is asked (A13, A17, A21, A44, A74).

use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;
use std::path::Path;

use super::is_optimised;
use crate::support::{Web, process};

/// A machine behind the wall. Whoever connects to it has been led there.
struct Canary(TcpListener);

impl Canary {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.2:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Its address in every spelling that a parser may take for another.
    fn spellings(&self) -> Vec<String> {
        let port = self.port();
        [
            "127.0.0.2",
            "2130706434",
            "0x7f000002",
            "0177.0.0.2",
            "127.2",
            "127.0.0.2.",
            "①②⑦.0.0.2",
            "[::ffff:127.0.0.2]",
        ]
        .iter()
        .map(|host| format!("http://{host}:{port}/x"))
        .chain([format!("http://user@127.0.0.2:{port}/"), format!("http://example.org\\@127.0.0.2:{port}/")])
        .collect()
    }

    #[track_caller]
    fn is_silent(&self, id: &str) {
        assert!(self.0.accept().is_err(), "{id}: the canary was asked");
    }
}

fn configured(folder: &Path, more: &str) {
    let head = "[web]\nlisten = \"off\"\n[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"a@acme.example\"\n";
    fs::write(folder.join("vigie.toml"), format!("{head}{more}\n")).unwrap();
}

fn said(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = process::vigie(folder);
    let output = command.args(["--lang", "en"]).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// The rows of the corpus that must be refused as written, and the canary's own.
fn denied(canary: &Canary) -> Vec<String> {
    let rows = crate::hostile::rows("ssrf-url.jsonl");
    let rows = rows.iter().filter(|row| row.expect.as_deref() == Some("deny"));
    let rows = rows.map(|row| String::from_utf8_lossy(&row.payload).into_owned());
    let step = if is_optimised() { 1 } else { 6 };
    let rows = rows.filter(|row| !row.contains('\0') && !row.starts_with('-')).step_by(step);
    canary.spellings().into_iter().chain(rows).collect()
}

#[test]
fn a13_what_leads_inside_is_refused_wherever_it_is_pasted() {
    let (folder, canary) = (tempfile::tempdir().unwrap(), Canary::new());
    let denied = denied(&canary);
    configured(folder.path(), "[[source]]\nurl = \"https://example.org/feed\"");
    for address in &denied {
        let (well, text) = said(folder.path(), &["discover", address]);
        assert!(!well, "discover {address}: {text}");
        let (well, text) = said(folder.path(), &["add", address, "--dry-run"]);
        assert!(!well || address.contains('\\'), "add {address}: {text}");
    }
    canary.is_silent("A13");
    let list = denied.iter().fold(String::from("<opml><body>"), |mut list, address| {
        let address = address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        write!(list, "<outline text=\"a\" xmlUrl=\"{address}\"/>").unwrap();
        list
    });
    fs::write(folder.path().join("list.opml"), list).unwrap();
    let (well, text) = said(folder.path(), &["sources", "import", "list.opml"]);
    // One of two readings of a backslash is the public host; it is that one which is written down.
    let taken = text.lines().filter(|line| line.starts_with('+'));
    assert!(well && taken.into_iter().all(|line| line.contains("  http://example.org/")), "{text}");
    println!("A13  {} addresses by discover, add and import: all refused, and the canary is silent", denied.len());
}

#[test]
fn a13_a_source_that_leads_inside_is_never_asked() {
    let (folder, canary) = (tempfile::tempdir().unwrap(), Canary::new());
    let mut asked = 0;
    for address in canary.spellings() {
        let url = serde_json::to_string(&address).unwrap();
        for kind in ["feed", "page", "forum", "reviews"] {
            configured(folder.path(), &format!("[[source]]\nkind = \"{kind}\"\nname = \"S\"\nurl = {url}"));
            said(folder.path(), &["poll", "--once"]);
            asked += 1;
        }
    }
    canary.is_silent("A13");
    println!("A13  {asked} polls of sources that lead inside: the canary is silent");
}

/// A server that is allowed, and leads to one that is not.
#[tokio::test(flavor = "multi_thread")]
async fn a17_a21_a74_neither_redirects_nor_proxies_nor_pages_lead_inside() {
    let (folder, canary, web) = (tempfile::tempdir().unwrap(), Canary::new(), Web::start().await);
    let inside = format!("http://127.0.0.2:{}/x", canary.port());
    for status in [301, 302, 303, 307, 308] {
        web.status(&format!("r{status}"), status, &[("location", &inside), ("refresh", &format!("0;url={inside}"))]);
    }
    let links =
        format!("<a href=\"{inside}\">x</a><link rel=alternate type=\"application/rss+xml\" href=\"{inside}\">");
    web.page(
        "page",
        "text/html",
        &format!("<html><body>{}", links.repeat(if is_optimised() { 50_000 } else { 5_000 })),
    );
    web.page("feed", "text/xml", "<rss><channel><item><title>Acme</title><guid>1</guid></item></channel></rss>");
    let allowed = format!("[fetch]\nallow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n", web.address);
    let sources = [301, 302, 303, 307, 308].iter().fold(allowed.clone(), |mut text, status| {
        write!(text, "[[source]]\nname = \"{status}\"\nurl = \"{}\"\n", web.url(&format!("r{status}"))).unwrap();
        text
    });
    configured(folder.path(), &sources);
    said(folder.path(), &["poll", "--once"]);
    canary.is_silent("A17");
    println!("A17  five redirects that lead inside: the canary is silent");

    configured(folder.path(), &format!("{allowed}[[source]]\nname = \"F\"\nurl = \"{}\"\n", web.url("feed")));
    let mut command = process::vigie(folder.path());
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, &inside);
    }
    let output = command.args(["poll", "--once"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(web.log().iter().any(|(path, _)| path.contains("feed")), "{:?}", web.log());
    canary.is_silent("A21");
    println!("A21  six proxies in the environment: the source itself is asked, the canary is silent");

    let (_, text) = said(folder.path(), &["discover", &web.url("page")]);
    assert!(text.lines().count() < 200, "{text:.4000}");
    canary.is_silent("A74");
    println!("A74  a page of links that lead inside: {} lines, the canary is silent", text.lines().count());
}
