//! R4: what looks like a flood and is none.

use vigie::model::MINUTE_MS;

use crate::support::{Entry, TestApp, at, complaints};

const SOURCES: &[(&str, &str, &str)] =
    &[("Forum", "forum", "every = \"5 min\""), ("Blog", "blog", "every = \"5 min\"")];

async fn no_alert(app: &TestApp) {
    assert_eq!(app.app.store.incidents(false, 10).await.unwrap().len(), 0);
    // Blind sources may well have been told; Acme must not.
    let alarms = ["[CRISE] Acme", "[ALERTE] Acme", "[VEILLE] Acme"];
    let subjects = app.inbox().into_iter().map(|mail| mail.subject);
    let alerts = subjects.filter(|subject| alarms.iter().any(|alarm| subject.starts_with(alarm))).collect::<Vec<_>>();
    assert!(alerts.is_empty(), "{alerts:?}");
}

#[tokio::test]
async fn r4_the_first_poll_of_a_source_full_of_complaints_raises_nothing_f47() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    app.web.feed("forum", &complaints(24, at("2026-03-02T08:00")));
    app.web.feed("blog", &complaints(10, at("2026-03-02T08:30")));
    app.at("2026-03-02T09:00").await;
    assert!(app.mentions().await.len() >= 24);
    no_alert(&app).await;
}

#[tokio::test]
async fn r4_a_feed_that_changes_all_its_ids_brings_nothing_new_f41() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    let entries = complaints(24, at("2026-03-02T08:00"));
    app.web.feed("forum", &entries);
    app.web.feed("blog", &[]);
    app.at("2026-03-02T09:00").await;
    let before = app.mentions().await.len();
    let renamed = entries.into_iter().map(|entry| Entry { id: entry.id.replace("http:", "https:www."), ..entry });
    app.web.feed("forum", &renamed.collect::<Vec<_>>());
    let ended = app.at("2026-03-02T09:10").await;
    let forum = ended.iter().find(|(name, _)| name == "Forum").unwrap();
    assert_eq!((forum.1.summary.renamed, forum.1.summary.items), (24, 0));
    assert_eq!(app.mentions().await.len(), before);
    no_alert(&app).await;
}

#[tokio::test]
async fn r4_a_feed_that_redates_all_its_items_brings_nothing_new_f42() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    let entries = complaints(24, at("2026-02-20T08:00"));
    app.web.feed("forum", &entries);
    app.web.feed("blog", &[]);
    app.at("2026-03-02T09:00").await;
    let before = app.mentions().await.len();
    let redated = entries.into_iter().map(|entry| Entry { at: at("2026-03-02T09:09"), ..entry }).collect::<Vec<_>>();
    app.web.feed("forum", &redated);
    app.at("2026-03-02T09:10").await;
    assert_eq!(app.mentions().await.len(), before);
    no_alert(&app).await;
}

#[tokio::test]
async fn r4_an_empty_answer_and_a_full_one_again_bring_nothing_new_f45() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    let entries = complaints(24, at("2026-03-02T08:00"));
    app.web.feed("forum", &entries);
    app.web.feed("blog", &[]);
    app.at("2026-03-02T09:00").await;
    let before = app.mentions().await.len();
    app.web.feed("forum", &[]);
    app.at("2026-03-02T09:10").await;
    app.web.feed("forum", &entries);
    app.at("2026-03-02T09:20").await;
    assert_eq!(app.mentions().await.len(), before);
    no_alert(&app).await;
}

#[tokio::test]
async fn r4_what_an_outage_held_back_is_stored_and_raises_nothing_f40() {
    let app = TestApp::start("2026-03-02T00:00", SOURCES).await;
    app.web.feed("forum", &complaints(1, at("2026-03-01T08:00")));
    app.web.feed("blog", &[]);
    app.at("2026-03-02T00:00").await;
    for minutes in [10, 20, 30] {
        app.at_instant(at("2026-03-02T00:00").plus_millis(minutes * MINUTE_MS)).await;
    }
    app.web.status("forum", 500, &[]);
    app.web.status("blog", 500, &[]);
    for step in 4..60 {
        app.at_instant(at("2026-03-02T00:00").plus_millis(step * 10 * MINUTE_MS)).await;
    }
    let mut back = complaints(1, at("2026-03-01T08:00"));
    back.extend(
        complaints(24, at("2026-03-02T01:00")).into_iter().map(|entry| Entry { id: format!("{}b", entry.id), ..entry }),
    );
    app.web.feed("forum", &back);
    app.web.feed("blog", &[]);
    for step in 0..60 {
        app.at_instant(at("2026-03-02T12:00").plus_millis(step * 10 * MINUTE_MS)).await;
    }
    assert!(app.mentions().await.len() >= 24);
    no_alert(&app).await;
}

#[tokio::test]
async fn an_unchanged_feed_costs_one_request_and_stores_nothing() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    app.web.feed("forum", &complaints(3, at("2026-03-02T08:00")));
    app.web.feed("blog", &[]);
    app.at("2026-03-02T09:00").await;
    let ended = app.at("2026-03-02T09:10").await;
    assert!(ended.iter().all(|(_, end)| end.same), "{ended:?}");
    let not_modified = app.web.log().iter().filter(|(_, status)| *status == 304).count();
    assert_eq!(not_modified, 2);
}
