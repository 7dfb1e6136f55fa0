//! Attacks by what is read, each through the real program in a process of its own (A20, A29 to A37, A42, A43, A64 to A66,
//! F68): no file and no network is touched, and one input costs no more than its budget. Prints a row for each.
//!
//! `VIGIE_HOSTILE_BIN` names an optimised program: it is then given whole bombs and every row of the corpus, and the
//! budget of an optimised build. Otherwise the bombs are smaller, and every fortieth row is read.

mod addresses;
mod answers;
mod http2;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use crate::support::{TestApp, at, measured, process};

/// Every way in which an input is read: a reader that is added is one line here.
const READERS: &[(&str, &[&str])] = &[
    ("auto", &["--kind", "auto"]),
    ("feed", &["--kind", "feed"]),
    ("page", &["--kind", "page"]),
    ("watch", &["--kind", "watch"]),
    ("forum", &["--kind", "forum"]),
    ("reviews", &["--kind", "reviews"]),
    ("opml", &["--kind", "opml"]),
    ("offers", &["--kind", "offers"]),
    ("json", &["--kind", "json"]),
    ("telegram", &["--kind", "telegram"]),
];

/// What one input may cost.
const PEAK_KIB: u64 = 64 * 1_024;

fn is_optimised() -> bool {
    std::env::var_os("VIGIE_HOSTILE_BIN").is_some() || !cfg!(debug_assertions)
}

fn budget() -> Duration {
    Duration::from_millis(if is_optimised() { 250 } else { 4_000 })
}

/// So much of a bomb as this build can be asked to read.
fn sized(count: usize) -> usize {
    if is_optimised() { count } else { count / 16 }
}

struct Runner {
    folder: tempfile::TempDir,
    canary: TcpListener,
    failed: Vec<String>,
    worst: BTreeMap<String, (f64, u64)>,
}

impl Runner {
    fn new() -> Self {
        let canary = TcpListener::bind("127.0.0.2:0").unwrap();
        canary.set_nonblocking(true).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), canary, failed: Vec::new(), worst: BTreeMap::new() }
    }

    fn canary(&self) -> String {
        format!("http://{}/canary", self.canary.local_addr().unwrap())
    }

    /// Reads the input in every way, and prints a row for each.
    fn row(&mut self, id: &str, name: &str, input: &[u8], content_type: &str, is_shown: bool) {
        let file = self.folder.path().join("input");
        fs::write(&file, input).unwrap();
        for (reader, how) in READERS {
            let mut arguments = vec!["read", "input", "--json", "--url", "https://forum.example/a/b"];
            if !content_type.is_empty() {
                arguments.extend(["--content-type", content_type]);
            }
            arguments.extend(*how);
            let cost = measured::run(self.folder.path(), &arguments);
            let what = self.verdict(&cost);
            let (millis, size) = (cost.cpu.as_secs_f64() * 1e3, input.len() / 1_024);
            let row =
                format!("{id:4} {name:44} {reader:7} {what:8} {millis:8.1} ms {:8} KiB of {size} KiB", cost.peak_kib);
            if is_shown || what != "ok" {
                println!("{row}");
            }
            if what != "ok" {
                self.failed.push(row);
            }
            let worst = self.worst.entry(id.to_owned()).or_default();
            *worst = (worst.0.max(millis), worst.1.max(cost.peak_kib));
        }
    }

    fn verdict(&self, cost: &measured::Cost) -> &'static str {
        match () {
            () if self.canary.accept().is_ok() => "ASKED",
            () if cost.output.contains("root:x:0") || cost.output.contains("s3same-file") => "ESCAPED",
            () if !cost.well => "FELL",
            () if cost.cpu > budget() => "SLOW",
            () if cost.peak_kib > PEAK_KIB => "LARGE",
            () => "ok",
        }
    }

    fn end(self) {
        for (id, (millis, peak)) in &self.worst {
            println!("{id:24} worst {millis:8.1} ms {peak:8} KiB");
        }
        assert!(self.failed.is_empty(), "{}", self.failed.join("\n"));
    }
}

fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn a29_a30_a31_entities_bring_no_file_no_host_and_no_bomb() {
    let mut runner = Runner::new();
    let secret = runner.folder.path().join("secret");
    fs::write(&secret, "s3same-file").unwrap();
    let (file, canary) = (secret.display().to_string(), runner.canary());
    let item = "<rss version=\"2.0\"><channel><title>t</title><item><title>&x;</title></item></channel></rss>";
    let laughs = many(9, |nth| format!("<!ENTITY l{} \"{}\">", nth + 1, format!("&l{nth};").repeat(10)));
    let rows = [
        ("A29", "billion laughs", format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}<!ENTITY x \"&l9;\">]>{item}")),
        (
            "A29",
            "quadratic",
            format!(
                "<!DOCTYPE x [<!ENTITY x \"{}\">]>{}",
                "a".repeat(sized(100_000)),
                item.replace("&x;", &"&x;".repeat(sized(100_000)))
            ),
        ),
        ("A29", "recursive", format!("<!DOCTYPE x [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]>{item}")),
        ("A29", "parameter", format!("<!DOCTYPE x [<!ENTITY % p SYSTEM \"{canary}\"> %p;]>{item}")),
        ("A30", "file", format!("<!DOCTYPE x [<!ENTITY x SYSTEM \"file://{file}\">]>{item}")),
        ("A30", "http", format!("<!DOCTYPE x [<!ENTITY x SYSTEM \"{canary}\">]>{item}")),
        ("A30", "external subset", format!("<!DOCTYPE rss SYSTEM \"{canary}\">{item}")),
        (
            "A30",
            "XInclude",
            item.replace(
                "&x;",
                &format!(
                    "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"file://{file}\"/>"
                ),
            ),
        ),
        (
            "A20",
            "links of all kinds",
            format!(
                "<?xml-stylesheet href=\"{canary}\"?><rss xml:base=\"{canary}\"><channel><atom:link rel=\"hub\" href=\"{canary}\"/>\
             <atom:link rel=\"self\" href=\"{canary}\"/><image><url>{canary}</url></image><item><title>a</title>\
             <enclosure url=\"{canary}\"/><link>{canary}</link></item></channel></rss>"
            ),
        ),
        (
            "A20",
            "page with links",
            format!(
                "<html><head><base href=\"{canary}\"><link rel=alternate href=\"{canary}\"><link rel=icon href=x>\
             <meta http-equiv=refresh content=\"0;url={canary}\"></head><body><img src=\"{canary}\"><iframe src=\"{canary}\">\
             </iframe><script src=\"{canary}\"></script><p>texte</p></body></html>"
            ),
        ),
        ("A31", "UTF-7", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-".to_owned()),
    ];
    for (id, name, input) in rows {
        runner.row(id, name, input.as_bytes(), "", true);
    }
    runner.row("A31", "EBCDIC label", b"<?xml version=\"1.0\" encoding=\"cp037\"?><rss><item><title>\xe9", "", true);
    runner.row("A31", "overlong UTF-8", b"<rss><item><title>\xc0\xbcscript\xc0\xbe", "text/xml; charset=utf-8", true);
    let utf16 = item.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    runner.row("A31", "UTF-16 without a mark", &utf16, "", true);
    runner.end();
}

#[test]
fn f68_a32_a37_bombs_stay_within_their_budget() {
    let mut runner = Runner::new();
    let million = sized(1_000_000);
    let title = |text: &str| format!("<rss><channel><item><title>{text}</title></item></channel></rss>");
    let rows = [
        ("A32", "1e6-deep XML", format!("<rss>{}", "<a>".repeat(million))),
        ("A32", "1e6-deep XML, closed", format!("<rss>{}{}", "<a>".repeat(million), "</a>".repeat(million))),
        ("A32", "1e6-deep HTML", "<div>".repeat(million)),
        ("A32", "misnested formats", "<b><i>".repeat(sized(200_000)) + &"</b>".repeat(sized(200_000))),
        ("A32", "5,000 tables and links", "<table><a>".repeat(sized(500_000))),
        ("A33", "1e6 attributes", format!("<rss><item {}><title>x", many(million, |nth| format!("a{nth}=\"\" ")))),
        ("A33", "80,000 equal attributes", format!("<p {}>x", "class=a ".repeat(sized(800_000)))),
        ("A33", "1e6 namespaces", format!("<rss {}><item><title>x", many(sized(400_000), |nth| format!("xmlns:n{nth}='u' ")))),
        ("A33", "one attribute of 8 MB", format!("<p class=\"{}\">x</p>", "a ".repeat(sized(4_000_000)))),
        ("A34", "300,000 items", format!("<rss><channel>{}", "<item><title>a</title></item>".repeat(sized(280_000)))),
        ("A34", "1e6 categories", format!("<rss><item><title>a</title>{}", "<category/>".repeat(sized(740_000)))),
        ("A34", "title of 8 MB", title(&"titre ".repeat(sized(1_380_000)))),
        ("A34", "one item, 1e5 links", format!("<rss><item><title>a</title>{}", "<link>https://a.example/</link>".repeat(sized(100_000)))),
        ("A34", "1e6 links in a page", "<a href=/>".repeat(sized(800_000))),
        ("A35", "1e5-deep lists", "[".repeat(sized(8_000_000))),
        ("A35", "1e6 small objects", format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{}{{}}]}}", "{},".repeat(sized(2_700_000)))),
        ("A35", "deep objects", "{\"items\":".repeat(sized(900_000))),
        ("A35", "keys twice, 1e400", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a\",\"id\":\"b\",\"title\":\"x\",\"n\":1e400}]}".to_owned()),
        ("A36", "5,000 comments in a date", format!("<rss><item><title>a</title><pubDate>{}Mon, 2 Mar 2026 10:00:00 GMT</pubDate></item></rss>", "(".repeat(sized(5_000_000)))),
        ("A37", "id of 8 MB", format!("<rss><item><guid>{}</guid><title>a", "g".repeat(sized(8_000_000)))),
        ("A37", "id of SQL and NUL", "<rss><item><guid>'; DROP TABLE items; --\0&#0;</guid><title>a".to_owned()),
        ("A44", "300,000 outlines", format!("<opml><body>{}", many(sized(190_000), |nth| format!("<outline xmlUrl='http://a{nth}.example/'/>")))),
        ("A44", "1e6-deep outlines", format!("<opml><body>{}", "<outline>".repeat(sized(880_000)))),
        ("A44", "outlines that lead elsewhere", format!("<opml><body>{}", "<outline xmlUrl='javascript:x'/>".repeat(sized(240_000)))),
        ("A35", "1e6 objects of one field", format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{}{{}}]}}", "{\"a\":1},".repeat(sized(900_000)))),
        ("A35", "linked data, 1e6 objects", format!("<script type=\"application/ld+json\">[{}{{}}]</script>", "{\"a\":1},".repeat(sized(900_000)))),
        ("A65", "8 MB page on one line", format!("<p>{}</p>", "mot <b>gras</b> ".repeat(sized(500_000)))),
        ("F68", "NULs", "\0".repeat(sized(8_000_000))),
        ("F68", "feed in a feed's text", format!("<rss><item><description>{}", "&lt;div>&lt;b>".repeat(sized(560_000)))),
        ("F68", "open comments", "<!--".repeat(sized(2_000_000))),
        ("F68", "open quotes", "<a b=\"".repeat(sized(1_300_000))),
    ];
    for (id, name, input) in rows {
        assert!(input.len() <= 20 << 20, "{name}");
        runner.row(id, name, input.as_bytes(), "", true);
    }
    let pdf = [b"%PDF-1.7\n".as_slice(), &vec![0x80; sized(16 << 20)]].concat();
    runner.row("A64", "PDF as a feed", &pdf, "application/rss+xml", true);
    let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0xff; sized(8 << 20)]].concat();
    runner.row("A64", "picture as HTML", &picture, "text/html", true);
    runner.row("A64", "HTML as a picture", b"<p>Acme</p>", "image/png", true);
    runner.end();
}

/// A39: the query language has neither regular expressions nor anything that takes longer than its text is long; a
/// pattern is words to it.
#[test]
fn a39_a_regular_expression_is_words() {
    let folder = tempfile::tempdir().unwrap();
    let patterns = crate::hostile::rows("regex.jsonl");
    for row in patterns.iter().step_by(if is_optimised() { 1 } else { 40 }) {
        let pattern = String::from_utf8_lossy(&row.payload).into_owned();
        if pattern.contains('\0') || pattern.starts_with('-') {
            continue;
        }
        let query = serde_json::to_string(&pattern).unwrap();
        let config = format!("[[brand]]\nname = \"Acme\"\nquery = {query}\n[[recipient]]\nmail = \"a@acme.example\"\n");
        fs::write(folder.path().join("vigie.toml"), config).unwrap();
        let cost = measured::run(folder.path(), &["check"]);
        assert!(cost.cpu < budget() && cost.peak_kib < PEAK_KIB, "{pattern}: {cost:?}");
    }
    println!("A39  {} patterns as queries: within the budget (regular expressions are not built)", patterns.len());
}

#[test]
fn r7_every_row_of_the_corpus_stays_within_its_budget() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile");
    let Ok(entries) = fs::read_dir(&corpus) else {
        println!("skipped: the corpus is not here");
        return;
    };
    let mut files = entries.map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let mut runner = Runner::new();
    let step = if is_optimised() { 1 } else { 40 };
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let rows = crate::hostile::rows(&format!("{name}.jsonl"));
        for (nth, row) in rows.iter().enumerate().step_by(step) {
            let what = format!("row {}", nth + 1);
            runner.row(&name, &what, &row.payload, row.content_type.as_deref().unwrap_or_default(), false);
        }
    }
    runner.end();
}

#[tokio::test]
async fn a20_nothing_that_a_feed_names_is_asked_for() {
    let canary = TcpListener::bind("127.0.0.2:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let url = format!("http://{}/canary", canary.local_addr().unwrap());
    let app = TestApp::start(
        "2026-03-02T09:00",
        &[("Forum", "forum", "every = \"5 min\""), ("Page", "page", "kind = \"page\"")],
    )
    .await;
    let feed = format!(
        "<?xml-stylesheet href=\"{url}\"?><rss xmlns:atom=\"http://www.w3.org/2005/Atom\" version=\"2.0\"><channel>\
         <atom:link rel=\"self\" href=\"{url}\"/><atom:link rel=\"next\" href=\"{url}\"/><image><url>{url}</url></image>\
         <item><title>Acme</title><link>{url}</link><enclosure url=\"{url}\"/><comments>{url}</comments></item></channel></rss>"
    );
    app.web.page("forum", "application/rss+xml", &feed);
    let page = format!(
        "<link rel=alternate type=application/rss+xml href=\"{url}\"><meta http-equiv=refresh content=\"0;url={url}\"><img src=\"{url}\"><p>Acme</p>"
    );
    app.web.page("page", "text/html", &page);
    app.at("2026-03-02T09:00").await;
    app.at("2026-03-02T09:10").await;
    assert_eq!(app.mentions().await.len(), 1);
    assert!(canary.accept().is_err(), "the canary was asked");
}

#[tokio::test]
async fn a42_no_name_leads_out_of_the_state_folder() {
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    let names = crate::hostile::rows("traversal.jsonl")
        .into_iter()
        .map(|row| String::from_utf8_lossy(&row.payload).into_owned());
    let mut names = names
        .filter(|name| !name.trim().is_empty() && !name.chars().any(char::is_control))
        .take(40)
        .collect::<Vec<_>>();
    names.extend(["../../outside".to_owned(), "/etc/outside".to_owned()]);
    names.sort();
    names.dedup();
    let mut config = String::from("[web]\nlisten = \"off\"\n[[recipient]]\nmail = \"a@acme.example\"\n");
    for (nth, name) in names.iter().enumerate() {
        let name = serde_json::to_string(name).unwrap();
        write!(config, "[[brand]]\nname = {name}\n[[source]]\nname = {name}\nurl = \"http://127.0.0.1:9/{nth}\"\n")
            .unwrap();
    }
    fs::write(work.join("vigie.toml"), config).unwrap();
    let output = process::run(&work, &["poll", "--once", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let outside = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    assert_eq!(outside, ["work"]);
    let mut inside = fs::read_dir(&work).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    inside.sort();
    assert_eq!(inside, [".vigie", "vigie.toml"]);
}

#[test]
fn a43_a_configuration_that_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("fifo")).status().unwrap().success());
    fs::File::create(at("large")).unwrap().set_len(100 << 20).unwrap();
    fs::write(at("deep"), "a = ".to_owned() + &"[".repeat(100_000)).unwrap();
    fs::write(at("tables"), format!("[{}a]\n", "a.".repeat(50_000))).unwrap();
    fs::write(at("include"), "!include /etc/shadow\n").unwrap();
    for path in
        [at("fifo"), at("large"), at("deep"), at("tables"), at("include"), "/dev/zero".into(), folder.path().into()]
    {
        let name = path.display().to_string();
        let cost = measured::run(folder.path(), &["--config", &name, "check"]);
        println!("A43  {name:60} {:8.1} ms {:8} KiB", cost.cpu.as_secs_f64() * 1e3, cost.peak_kib);
        assert!(!cost.well && cost.cpu < budget() && cost.peak_kib < PEAK_KIB, "{name}: {cost:?}");
        assert!(!cost.output.contains("root:"), "{name}: {}", cost.output);
    }
}

/// A66: what an edit brought in is text on the page, whatever it looks like.
#[tokio::test]
async fn a66_a_diff_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let source = format!("kind = \"jsonl\"\npath = \"{}\"", path.display());
    let write = |text: &str| fs::write(&path, format!("{}\n", serde_json::json!({ "id": "1", "text": text }))).unwrap();
    write("Acme, avant");
    let app = TestApp::start("2026-03-02T09:00", &[("Avis", "", &source)]).await;
    app.at("2026-03-02T09:00").await;
    write("Acme, <script>alert(1) \u{1b}[31m \u{202e}après \"><img src=x onerror=y>");
    app.at_instant(at("2026-03-02T09:05")).await;
    let page = crate::web::Page::over(app).await;
    let html = page.get("/").await;
    assert!(html.contains("<ins>") && !html.contains("<script>alert") && !html.contains("<img src=x"), "{html}");
    assert!(!html.contains('\u{1b}') && !html.contains('\u{202e}'));
}
