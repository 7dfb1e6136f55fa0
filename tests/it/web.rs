//! The page, over a real socket: what it shows, what it refuses.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use vigie::model::IncidentState;

use crate::support::{Entry, TestApp, at, complaints};

const SOURCES: &[(&str, &str, &str)] =
    &[("Forum", "forum", "every = \"10 min\""), ("Blog", "blog", "every = \"10 min\"")];

pub(crate) struct Page {
    pub(crate) app: TestApp,
    address: SocketAddr,
    stop: CancellationToken,
}

impl Page {
    async fn start() -> Self {
        Self::over(TestApp::start("2026-03-02T09:00", SOURCES).await).await
    }

    pub(crate) async fn over(app: TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
        tokio::spawn(vigie::web::serve(Arc::clone(&app.app), listener, stop.clone()));
        Self { app, address, stop }
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> String {
        self.ask("GET", path, "", "").await
    }

    /// A first poll, then a crisis ten minutes later.
    async fn crisis(&self) {
        self.app.web.feed(
            "forum",
            &[Entry::new("x", "<script>alert(1)</script>", "Acme <b onclick=x>&amp; co</b>", at("2026-03-02T08:00"))],
        );
        self.app.web.feed("blog", &[]);
        self.app.at("2026-03-02T09:00").await;
        let now = at("2026-03-02T09:15");
        let mut said = complaints(14, now);
        self.app.web.feed("blog", &said.split_off(10));
        self.app.web.feed("forum", &said);
        self.app.at_instant(now).await;
        assert_eq!(self.app.inbox().len(), 1);
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

#[tokio::test]
async fn the_page_speaks_the_readers_language_and_shows_the_incident() {
    let page = Page::start().await;
    page.crisis().await;
    let french = page.ask("GET", "/", "Accept-Language: de, fr;q=0.8\r\n", "").await;
    assert!(french.contains("<html lang=\"fr\">") && french.contains("Crise") && french.contains("Forum"), "{french}");
    let english = page.get("/?lang=en").await;
    assert!(english.contains("<html lang=\"en\">") && english.contains("Crisis"));
}

#[tokio::test]
async fn r11_what_came_from_the_network_is_text() {
    let page = Page::start().await;
    page.crisis().await;
    for path in ["/", "/incidents/1"] {
        let answer = page.get(path).await;
        assert!(!answer.contains("<script") && !answer.contains("onclick=x>"), "{answer}");
        assert!(answer.to_lowercase().contains("content-security-policy: default-src 'none'"));
    }
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_the_button_takes_the_incident_on() {
    let page = Page::start().await;
    page.crisis().await;
    let shown = page.get("/incidents/1").await;
    let state = async || page.app.app.store.incidents(false, 1).await.unwrap()[0].0.state;
    assert_eq!(state().await, IncidentState::Open);
    let field = |name: &str| {
        let rest = shown.split_once(&format!("name=\"{name}\" value=\"")).expect("a form").1;
        rest.split_once('"').unwrap().0.replace("&#39;", "'").replace('’', "%E2%80%99").replace(' ', "+")
    };
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let forged = page.ask("POST", "/incidents/1/ack", form, "as=Eve&key=00").await;
    assert!(forged.starts_with("HTTP/1.1 403"), "{forged}");
    assert_eq!(state().await, IncidentState::Open);
    let body = format!("as={}&key={}", field("as"), field("key"));
    let signed = page.get(&format!("/incidents/1?{body}")).await;
    let in_french = format!("href=\"?{}&#38;lang=fr\"", body.replace('&', "&#38;"));
    assert!(signed.contains(&in_french), "{in_french} in {signed}");
    let pressed = page.ask("POST", "/incidents/1/ack", form, &body).await;
    assert!(pressed.starts_with("HTTP/1.1 303"), "{pressed}");
    assert_eq!(state().await, IncidentState::Acknowledged);
}

#[tokio::test]
async fn a_strangers_host_name_is_refused() {
    let page = Page::start().await;
    let answer = page.ask("GET", "/", "Host: evil.example\r\n", "").await;
    assert!(answer.starts_with("HTTP/1.1 421"), "{answer}");
}

#[tokio::test]
async fn programs_are_told_of_health_and_figures() {
    let page = Page::start().await;
    page.crisis().await;
    assert!(page.get("/healthz").await.ends_with("ok\n"));
    let figures = page.get("/metrics").await;
    for line in
        ["vigie_mentions_total 15", "vigie_stored{kind=\"open_incidents\"} 1", "vigie_mails_total{kind=\"sent\"} 1"]
    {
        assert!(figures.contains(line), "{line} in {figures}");
    }
}

#[tokio::test]
async fn the_archive_is_searched_in_the_query_language_and_taken_away_as_a_table() {
    let page = Page::start().await;
    page.crisis().await;
    let all = page.get("/search?lang=en").await;
    assert!(all.contains("15 mentions") && all.contains("href=\"/search.csv?"), "{all}");
    // `&amp;` in the text is an ampersand between two words.
    let one = page.get("/search?lang=en&q=Acme%20NEAR%2F2%20co&brand=Acme&days=30").await;
    assert!(one.contains("1 mention.") && !one.contains("<script"), "{one}");
    let in_french = "href=\"?q=Acme+NEAR%2F2+co&#38;brand=Acme&#38;tone=&#38;days=30&#38;lang=fr\"";
    assert!(one.contains(in_french), "{one}");
    let none = page.get("/search?lang=fr&q=licorne").await;
    assert!(none.contains("Rien n’a été trouvé"), "{none}");
    let wrong = page.get("/search?lang=en&q=%22Acme").await;
    assert!(wrong.starts_with("HTTP/1.1 400") && wrong.contains("role=\"alert\""), "{wrong}");
    let table = page.get("/search.csv?lang=fr&q=Acme%20NEAR%2F2%20co").await;
    assert!(table.contains("text/csv") && table.contains("\u{feff}\"Numéro\""), "{table}");
    assert!(table.contains("\"Acme & co\""), "{table}");
}
