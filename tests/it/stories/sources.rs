//! R5: a source that is not read is told, whatever keeps it from being read.

use vigie::model::{MINUTE_MS, SourceStatus};

use crate::support::{Entry, TestApp, at};

const SOURCES: &[(&str, &str, &str)] = &[("Forum", "forum", "every = \"5 min\"")];

#[tokio::test]
async fn r5_a_source_that_is_always_asked_to_wait_is_told_f61() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    app.web.feed("forum", &[Entry::new("1", "Acme", "Acme ouvre une boutique.", at("2026-03-02T08:00"))]);
    app.at("2026-03-02T09:00").await;
    app.web.status("forum", 503, &[]);
    let ended = app.at("2026-03-02T09:10").await;
    assert_eq!(ended[0].1.status, SourceStatus::Throttled);
    assert_eq!(app.inbox().len(), 0, "one refusal is no blindness");
    for quarter in 1..=36 {
        app.at_instant(at("2026-03-02T09:15").plus_millis(quarter * 15 * MINUTE_MS)).await;
    }
    let told = app.inbox();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].text.contains("Forum"), "{}", told[0].text);
    let asked = app.web.log().iter().filter(|(path, _)| path == "/forum").count();
    assert!(asked < 15, "asked {asked} times: the wait grows with each refusal");
}
