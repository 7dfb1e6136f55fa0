//! R1, R2: a crisis is told once, followed, and ended.

use vigie::model::{IncidentState, MINUTE_MS, Timestamp};

use crate::support::{Entry, Reply, TestApp, at, complaints};

pub(super) const SOURCES: &[(&str, &str, &str)] =
    &[("Forum", "forum", "every = \"10 min\""), ("Blog", "blog", "every = \"10 min\"")];

/// Days of ordinary life: a mention now and then.
pub(super) async fn ordinary_days(app: &TestApp, until: &str) {
    let end = at(until);
    let mut entries =
        vec![Entry::new("old", "Acme ouvre", "Acme ouvre une boutique.", end.plus_millis(-4_000 * MINUTE_MS))];
    for step in (1..=240).rev() {
        let now = end.plus_millis(-step * 12 * MINUTE_MS);
        if step % 30 == 0 {
            let text = format!("Rien de spécial chez Acme aujourd’hui, passage numéro {step} à la boutique.");
            entries.push(Entry::new(&format!("o{step}"), &format!("Passage {step}"), &text, now));
        }
        app.web.feed("forum", &entries);
        app.web.feed("blog", &[]);
        app.at_instant(now).await;
    }
}

/// So many complaints in the forum, and one in the blog.
pub(super) async fn break_out(app: &TestApp, count: usize, now: Timestamp) {
    app.web.feed("forum", &complaints(count, now));
    app.web.feed("blog", &[Entry::new("b1", "N’allez pas chez Acme", "Acme est une arnaque, à fuir.", now)]);
    app.at_instant(now).await;
}

/// The forum's first nine are still there, as they were; fifteen more have come.
pub(super) async fn grow(app: &TestApp, broke_out: Timestamp, now: Timestamp) {
    let mut more = complaints(9, broke_out);
    more.extend(complaints(24, now).split_off(9));
    app.web.feed("forum", &more);
    app.at_instant(now).await;
}

#[tokio::test]
async fn r1_a_crisis_is_mailed_once_updated_in_its_thread_and_ended() {
    let app = TestApp::start("2026-03-01T00:00", SOURCES).await;
    ordinary_days(&app, "2026-03-03T20:00").await;
    for mail in app.inbox() {
        assert!(!mail.subject.starts_with("[CRISE]"), "no crisis in ordinary days: {}", mail.subject);
    }

    let breaks_out = at("2026-03-03T20:10");
    break_out(&app, 9, breaks_out).await;
    let root = app.inbox();
    assert_eq!(root.len(), 1, "{root:#?}");
    assert!(root[0].subject.starts_with("[CRISE] Acme"), "{}", root[0].subject);
    assert!(root[0].in_reply_to.is_none());
    assert!(root[0].text.contains("https://vigie.acme.example/incidents/1"), "{}", root[0].text);

    app.at_instant(breaks_out.plus_millis(MINUTE_MS)).await;
    assert_eq!(app.inbox().len(), 0, "nothing new, nothing said (E12)");

    let grows = breaks_out.plus_millis(12 * MINUTE_MS);
    grow(&app, breaks_out, grows).await;
    let update = app.inbox();
    assert_eq!(update.len(), 1, "{update:#?}");
    assert_eq!(update[0].in_reply_to.as_deref(), Some(root[0].message_id.as_str()));

    for step in 1..=240 {
        app.at_instant(grows.plus_millis(step * 12 * MINUTE_MS)).await;
    }
    let ends = app.inbox().into_iter().filter(|mail| mail.subject.starts_with("[FIN]")).collect::<Vec<_>>();
    assert_eq!(ends.len(), 1);
    assert_eq!(ends[0].in_reply_to.as_deref(), Some(root[0].message_id.as_str()));
    let incidents = app.app.store.incidents(false, 10).await.unwrap();
    assert_eq!(incidents.len(), 1, "one crisis, one incident");
    assert_eq!(incidents[0].0.state, IncidentState::Closed);
}

#[tokio::test]
async fn a_restart_in_the_middle_of_a_crisis_tells_nobody_twice() {
    let app = TestApp::start("2026-03-01T00:00", SOURCES).await;
    ordinary_days(&app, "2026-03-02T20:00").await;
    app.inbox();
    let breaks_out = at("2026-03-02T20:10");
    break_out(&app, 12, breaks_out).await;
    assert_eq!(app.inbox().len(), 1);
    let app = app.restart().await;
    app.at_instant(breaks_out.plus_millis(2 * MINUTE_MS)).await;
    assert_eq!(app.inbox().len(), 0);
}

#[tokio::test]
async fn an_acknowledged_incident_keeps_who_took_it_on() {
    let app = TestApp::start("2026-03-01T00:00", SOURCES).await;
    ordinary_days(&app, "2026-03-02T20:00").await;
    app.inbox();
    let breaks_out = at("2026-03-02T20:10");
    break_out(&app, 12, breaks_out).await;
    assert_eq!(app.inbox().len(), 1);
    let (incident, _) = app.app.store.incidents(true, 1).await.unwrap().remove(0);
    let taken = app.app.store.acknowledge(incident.id.unwrap(), "Léa", breaks_out.plus_millis(1)).await.unwrap();
    assert_eq!(taken.unwrap().state, IncidentState::Acknowledged);
    let again = app.app.store.acknowledge(incident.id.unwrap(), "Karim", breaks_out.plus_millis(2)).await.unwrap();
    assert!(again.is_none(), "somebody has taken it on already");
}

#[tokio::test]
async fn an_update_does_not_overtake_the_mail_that_opens_its_thread() {
    let app = TestApp::start("2026-03-01T00:00", SOURCES).await;
    ordinary_days(&app, "2026-03-03T20:00").await;
    app.inbox();
    let breaks_out = at("2026-03-03T20:10");
    app.relay.script(&[Reply::Greylist, Reply::Greylist]);
    break_out(&app, 9, breaks_out).await;
    let grows = breaks_out.plus_millis(12 * MINUTE_MS);
    grow(&app, breaks_out, grows).await;
    assert_eq!(app.inbox().len(), 0, "the relay has put the opening off twice, and the update waits behind it");
    app.at_instant(grows.plus_millis(2 * MINUTE_MS)).await;
    let mails = app.inbox();
    assert_eq!(mails.len(), 2, "{mails:#?}");
    assert!(mails[0].in_reply_to.is_none());
    assert_eq!(mails[1].in_reply_to.as_deref(), Some(mails[0].message_id.as_str()));
}

#[tokio::test]
async fn an_alert_says_how_much_was_read_of_the_sources_of_its_brand_alone() {
    const OWN: (&str, &str, &str) = (
        "Presse",
        "presse",
        "every = \"10 min\"
         [[brand]]
         name = \"Initech\"
         query = \"acme\"
         sources = [\"Forum\", \"Blog\"]",
    );
    let app = TestApp::start("2026-03-01T00:00", &[SOURCES[0], SOURCES[1], OWN]).await;
    app.web.status("presse", 404, &[]);
    ordinary_days(&app, "2026-03-03T20:00").await;
    app.inbox();
    break_out(&app, 12, at("2026-03-03T20:10")).await;
    let mails = app.inbox();
    let of =
        |brand: &str| mails.iter().find(|mail| mail.subject.contains(brand)).map(|mail| mail.text.replace('\n', " "));
    let (initech, acme) = (of("Initech").unwrap(), of("Acme").unwrap());
    assert!(initech.contains("99\u{a0}% de ce qui devait être lu l’a été (202 relevés sur 204)"), "{initech}");
    assert!(!initech.contains("Presse") && acme.contains("Presse"), "{acme}");
    assert!(acme.contains("Les 2 relevés prévus ont abouti"), "none of the press was due in that hour: {acme}");
}
