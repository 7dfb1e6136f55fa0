//! The page and the mails in a real browser: at any width and in both schemes, nothing hangs out of the window, and the
//! reader's tools find language, headings and descriptions.
//!
//! Needs chromedriver and chromium; says that it skipped where they are not.

use std::io::{BufRead, BufReader};
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::support::process::run;
use crate::support::{Entry, Kept, TestApp, at, complaints};

const WIDTHS: [u32; 3] = [360, 800, 1280];
const SOURCES: &[(&str, &str, &str)] = &[
    ("Forum", "forum", "every = \"10 min\""),
    ("Avis", "avis", "every = \"10 min\""),
    ("Blog", "blog", "every = \"10 min\""),
    ("Tarifs", "tarifs", "kind = \"page\"\nevery = \"10 min\"\nregion = \"main\""),
];

#[tokio::test(flavor = "multi_thread")]
async fn e8_pages_and_mails_fit_every_window_in_both_schemes() {
    let Some(browser) = Browser::start().await else { return };
    let (app, mails) = a_bad_day().await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let page = format!("http://{}", listener.local_addr().unwrap());
    let stop = CancellationToken::new();
    let served = tokio::spawn(vigie::web::serve(Arc::clone(&app.app), listener, stop.clone()));

    let folder = tempfile::tempdir().unwrap();
    let mut looks = Vec::new();
    for lang in ["fr", "en"] {
        looks.push((format!("{page}/?lang={lang}"), lang));
        looks.push((format!("{page}/incidents/1?lang={lang}"), lang));
        looks.push((format!("{page}/trends?lang={lang}"), lang));
    }
    for (i, mail) in mails.iter().enumerate() {
        looks.push((keep(folder.path(), i, mail), "fr"));
    }
    for (url, lang) in &looks {
        browser.check(url, lang).await;
    }
    browser.stop().await;
    stop.cancel();
    served.await.unwrap().unwrap();
}

/// A crisis, a competitor's price and a digest, with words that no line can hold.
async fn a_bad_day() -> (TestApp, Vec<Kept>) {
    let app = TestApp::start("2026-03-02T06:00", SOURCES).await;
    let price = |price: &str| format!("<html><body><main><p>Formule : {price}</p></main></body></html>");
    app.web.feed("forum", &[Entry::new("old", "Acme ouvre", "Acme ouvre une boutique.", at("2026-02-20T08:00"))]);
    app.web.feed("avis", &[]);
    app.web.feed("blog", &[]);
    app.web.page("tarifs", "text/html", &price("49 €"));
    app.at("2026-03-02T06:00").await;

    let now = at("2026-03-02T06:20");
    let endless = "interminable".repeat(40);
    let (title, text) = (format!("Acme {endless}"), format!("Acme {endless} est une arnaque honteuse, dangereuse."));
    let mut forum = complaints(16, now);
    app.web.feed("avis", &forum.split_off(9));
    app.web.feed("forum", &forum);
    let homonym =
        |id, text: &str| Entry::new(id, "Escalade", &format!("{text} le mur d’escalade Acme-{endless}, et Acme."), now);
    let homonyms = [homonym("b2", "Dimanche nous avons grimpé"), homonym("b3", "On vient de rénover à Lille")];
    app.web.feed("blog", &[&[Entry::new("b1", &title, &text, now)], &homonyms[..]].concat());
    app.web.page("tarifs", "text/html", &price(&format!("39 € {endless}")));
    app.at("2026-03-02T06:20").await;
    for mention in app.mentions().await.iter().filter(|mention| mention.text.as_str().contains("escalade")) {
        assert!(run(app.folder(), &["correct", &mention.id.to_string(), "--not-about-us"]).status.success());
    }
    app.at("2026-03-02T07:00").await;
    let mails = app.inbox();
    let subjects = mails.iter().map(|mail| mail.subject.as_str()).collect::<Vec<_>>();
    assert!(subjects.iter().any(|subject| subject.starts_with("[CRISE]")), "{subjects:?}");
    assert!(subjects.iter().any(|subject| subject.starts_with("[INFO]")), "{subjects:?}");
    (app, mails)
}

/// Leaves the mail as a page, with its picture beside it; its address.
fn keep(folder: &Path, number: usize, mail: &Kept) -> String {
    let (page, picture) = (folder.join(format!("{number}.html")), format!("{number}.png"));
    if let Some(bytes) = &mail.picture {
        std::fs::write(folder.join(&picture), bytes).unwrap();
    }
    std::fs::write(&page, mail.html.replace("cid:curve@vigie", &picture)).unwrap();
    Url::from_file_path(page).unwrap().to_string()
}

/// A browser of our own: its profile, its ports and its processes are nobody else's.
struct Browser {
    driver: Child,
    client: Client,
    /// The browser itself, which outlives a driver that is killed.
    chromium: Option<String>,
    _profile: TempDir,
}

/// What a look at a page finds.
#[derive(Debug, Deserialize)]
struct Look {
    width: u32,
    over: i64,
    outside: Vec<String>,
    lang: String,
    title: String,
    h1: usize,
    skipped: usize,
    undescribed: usize,
    dark: bool,
    ground: String,
}

const LOOK: &str = r"
    document.querySelectorAll('details').forEach(part => { part.open = true; });
    const root = document.documentElement;
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => Number(h.tagName[1]));
    const outside = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1);
    return {
        width: window.innerWidth,
        over: root.scrollWidth - root.clientWidth,
        outside: outside.slice(0, 4).map(e => e.outerHTML.slice(0, 120)),
        lang: root.lang,
        title: document.title,
        h1: levels.filter(level => level === 1).length,
        skipped: levels.filter((level, i) => level > (i ? levels[i - 1] : 0) + 1).length,
        undescribed: document.querySelectorAll('img:not([alt]), svg[role=img]:not([aria-label])').length,
        dark: matchMedia('(prefers-color-scheme: dark)').matches,
        ground: getComputedStyle(document.body).backgroundColor,
    };";

impl Browser {
    async fn start() -> Option<Self> {
        let chromium = ["chromium", "google-chrome"].into_iter().find(|name| answers(name));
        let Some(chromium) = chromium.filter(|_| answers("chromedriver")) else {
            println!("skipped: chromedriver and chromium are not both here");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let said = lines.map_while(Result::ok).find(|line| line.contains("started successfully on port")).unwrap();
        let port = said.rsplit(' ').next().unwrap().trim_end_matches('.').to_owned();
        let data = format!("--user-data-dir={}", profile.path().display());
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            data.as_str(),
        ];
        let options = json!({ "args": args, "binary": binary(chromium) });
        let wanted = [("goog:chromeOptions".to_owned(), options)].into_iter().collect();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        let process = client.capabilities().and_then(|found| found.get("goog:processID"));
        let chromium = process.map(ToString::to_string);
        Some(Self { driver, client, chromium, _profile: profile })
    }

    /// Looks at a page in every window and scheme.
    async fn check(&self, url: &str, lang: &str) {
        for width in WIDTHS {
            let mut grounds = Vec::new();
            for scheme in ["light", "dark"] {
                let window = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", window).await;
                let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                self.devtools("Emulation.setEmulatedMedia", media).await;
                self.client.goto(url).await.unwrap();
                let found = self.client.execute(LOOK, Vec::new()).await.unwrap();
                let look: Look = serde_json::from_value(found).unwrap();
                let at = format!("{url} at {width}, {scheme}: {look:#?}");
                assert_eq!((look.width, look.dark), (width, scheme == "dark"), "{at}");
                assert!(look.over <= 0 && look.outside.is_empty(), "hangs out: {at}");
                assert_eq!(look.lang, lang, "{at}");
                assert!(!look.title.is_empty(), "{at}");
                assert_eq!((look.h1, look.skipped, look.undescribed), (1, 0, 0), "{at}");
                grounds.push(look.ground);
            }
            assert_ne!(grounds[0], grounds[1], "{url} has no dark scheme");
        }
    }

    async fn devtools(&self, method: &'static str, params: Value) {
        self.client.issue_cmd(Devtools { method, params }).await.unwrap();
    }

    async fn stop(mut self) {
        self.client.clone().close().await.unwrap();
        self.chromium = None;
    }
}

/// A test that fails leaves no browser behind.
impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(process) = &self.chromium {
            let _ = Command::new("kill").arg(process).status();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A command of Chromium's own protocol, through chromedriver.
#[derive(Debug)]
struct Devtools {
    method: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.method, "params": self.params }).to_string()))
    }
}

fn answers(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

fn binary(name: &str) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap().display().to_string()
}
