//! WebSub: the real page, a hub on a real socket, the clock of a story.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use url::form_urlencoded::parse;

use crate::support::{TestApp, at};
use crate::web::Page;

const SOURCES: &[(&str, &str, &str)] = &[("Blog", "blog", "")];
const PAGES: &str = "listen = \"127.0.0.1:8080\"\nwebsub = true";

/// The feed, with so many entries that name the brand.
fn feed(app: &TestApp, entries: u32) -> String {
    let items = (0..entries).map(|i| {
        format!("<item><guid>{i}</guid><title>Acme en panne {i}</title><pubDate>Mon, 02 Mar 2026 09:{i:02}:00 GMT</pubDate></item>")
    });
    format!(
        r#"<rss version="2.0"><channel><atom:link rel="hub" href="{}"/>{}</channel></rss>"#,
        app.web.url("hub"),
        items.collect::<String>()
    )
}

fn publish(app: &TestApp, entries: u32) {
    app.web.page("blog", "application/rss+xml", &feed(app, entries));
}

/// A page whose only source names a hub, which was asked and has promised; the path that the hub was given, and the secret.
async fn subscribed() -> (Page, String, String) {
    let app = TestApp::with_pages("2026-03-02T09:00", SOURCES, PAGES).await;
    publish(&app, 1);
    app.web.status("hub", 202, &[]);
    app.at("2026-03-02T09:00").await;
    let posts = app.web.posts();
    assert_eq!(posts.len(), 1, "{posts:?}");
    let said = |name: &str| {
        let found = parse(posts[0].1.as_bytes()).find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    assert_eq!((posts[0].0.as_str(), said("hub.mode").as_str()), ("/hub", "subscribe"));
    assert_eq!(said("hub.topic"), app.web.url("blog"));
    let path = said("hub.callback").strip_prefix("https://vigie.acme.example").unwrap().to_owned();
    let secret = said("hub.secret");
    let page = Page::over(app).await;
    let answer = page.get(&question(&page, &path, "subscribe", "blog")).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n4711"), "{answer}");
    (page, path, secret)
}

fn question(page: &Page, path: &str, mode: &str, topic: &str) -> String {
    let topic = page.app.web.url(topic);
    format!("{path}?hub.mode={mode}&hub.topic={topic}&hub.challenge=4711&hub.lease_seconds=864000")
}

async fn push(page: &Page, path: &str, secret: &str, body: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    let signature = vigie::model::hex(&mac.finalize().into_bytes());
    let headers = format!("X-Hub-Signature: sha1={signature}\r\nContent-Type: application/rss+xml\r\n");
    page.ask("POST", path, &headers, body).await
}

#[tokio::test]
async fn a_hub_is_asked_and_what_it_tells_is_stored_once() {
    let (page, path, secret) = subscribed().await;
    let told = feed(&page.app, 3);
    let answer = push(&page, &path, &secret, &told).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(page.app.mentions().await.len(), 3);
    push(&page, &path, &secret, &told).await;
    publish(&page.app, 3);
    page.app.at("2026-03-02T11:30").await;
    assert_eq!(page.app.mentions().await.len(), 3);
    // The hub tells, so the source rests.
    let due = page.app.app.store.next_poll_due().await.unwrap().unwrap();
    assert!(due >= at("2026-03-02T13:30"), "{due}");
    // It did not tell of this one: the source is asked as before.
    publish(&page.app, 4);
    page.app.at("2026-03-02T14:00").await;
    assert_eq!(page.app.mentions().await.len(), 4);
    page.app.at("2026-03-02T17:00").await;
    let due = page.app.app.store.next_poll_due().await.unwrap().unwrap();
    assert!(due < at("2026-03-02T19:00"), "{due}");
    page.app.inbox();
}

#[tokio::test]
async fn what_is_not_signed_by_the_hub_is_ignored() {
    let (page, path, secret) = subscribed().await;
    let told = feed(&page.app, 3);
    for wrong in ["", "another"] {
        let answer = push(&page, &path, wrong, &told).await;
        assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    }
    let answer = page.ask("POST", &path, "", &told).await;
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    let answer = push(&page, "/push/1/0000", &secret, &told).await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert_eq!(page.app.mentions().await.len(), 1);
    // Signed, and no feed: nothing is lost by it, the source stays as it was.
    push(&page, &path, &secret, "<html><title>Oops</title>").await;
    assert_eq!(page.app.mentions().await.len(), 1);
    page.app.at("2026-03-02T09:05").await;
    let rows = page.app.app.store.source_rows(at("2026-03-02T09:05")).await.unwrap();
    assert!(rows[0].state.health.status.is_well());
    page.app.inbox();
}

#[tokio::test]
async fn only_what_was_asked_for_is_confirmed() {
    let (page, path, _) = subscribed().await;
    for wrong in [
        question(&page, &path, "subscribe", "other"),
        question(&page, &path, "unsubscribe", "blog"),
        question(&page, "/push/1/0000", "subscribe", "blog"),
        question(&page, "/push/2/0000", "subscribe", "blog"),
        path.clone(),
    ] {
        let answer = page.get(&wrong).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{wrong}: {answer}");
    }
    page.app.inbox();
}

#[tokio::test]
async fn a_lease_is_kept_and_renewed_before_it_ends() {
    let (page, ..) = subscribed().await;
    let kept = page.app.app.store.subscriptions().await.unwrap();
    assert_eq!(kept[0].1.leased_until, Some(at("2026-03-12T09:00")));
    page.app.at("2026-03-08T09:00").await;
    assert_eq!(page.app.web.posts().len(), 1);
    page.app.at("2026-03-11T09:00").await;
    assert_eq!(page.app.web.posts().len(), 2);
    page.app.inbox();
}
