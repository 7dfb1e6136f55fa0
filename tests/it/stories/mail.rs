//! The outbox: a relay that says no for a while, and one that dies at the worst moment.

use std::collections::BTreeSet;

use vigie::model::MINUTE_MS;

use crate::support::{Entry, Reply, TestApp, at};

const SOURCES: &[(&str, &str, &str)] = &[("Forum", "forum", "every = \"5 min\"")];

/// An app with an empty past; its digest at 08:00 Paris time (07:00 UTC) is the mail of these stories.
async fn before_the_digest() -> TestApp {
    let app = TestApp::start("2026-03-02T06:00", SOURCES).await;
    app.web.feed("forum", &[Entry::new("1", "Acme", "Acme ouvre une boutique.", at("2026-03-02T05:00"))]);
    app.at("2026-03-02T06:00").await;
    assert_eq!(app.inbox().len(), 0);
    app
}

#[tokio::test]
async fn r1_a_greylisted_mail_is_tried_again_soon_f20() {
    let app = before_the_digest().await;
    app.relay.script(&[Reply::Greylist, Reply::Greylist]);
    app.at("2026-03-02T07:00").await;
    assert_eq!(app.inbox().len(), 0);
    let outbox = app.app.store.outbox_summary(at("2026-03-02T07:00")).await.unwrap();
    assert_eq!(outbox.waiting, 1);
    for minute in 1..30 {
        app.at_instant(at("2026-03-02T07:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let mails = app.inbox();
    assert_eq!(mails.len(), 1, "{mails:#?}");
    assert!(mails[0].text.contains("Acme"));
}

#[tokio::test]
async fn r2_a_connection_that_dies_after_the_dot_repeats_the_same_message_id_f25() {
    let app = before_the_digest().await;
    app.relay.script(&[Reply::DieAfterDot]);
    for minute in 0..30 {
        app.at_instant(at("2026-03-02T07:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let mails = app.inbox();
    assert_eq!(mails.len(), 2, "taken in without an answer, then accepted");
    assert!(!mails[0].acknowledged && mails[1].acknowledged);
    let ids = mails.iter().map(|mail| mail.message_id.as_str()).collect::<BTreeSet<_>>();
    assert_eq!(ids.len(), 1, "a retry is recognisable as the same mail");
}

#[tokio::test]
async fn a_digest_leaves_once_a_day_at_local_eight_f30() {
    let app = before_the_digest().await;
    for half_hour in 0..=96 {
        app.at_instant(at("2026-03-02T06:30").plus_millis(half_hour * 30 * MINUTE_MS)).await;
    }
    let subjects = app.inbox().into_iter().map(|mail| mail.subject).collect::<Vec<_>>();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
}
