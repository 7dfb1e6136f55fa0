//! Who hears of what: recipients with a query of their own.

use vigie::model::MINUTE_MS;

use super::crisis::{SOURCES, break_out, grow, ordinary_days};
use crate::support::{Kept, TestApp, at};

const RECIPIENTS: &str = r#"
every = "10 min"
[[recipient]]
name = "Fire"
mail = "fire@acme.example"
language = "en"
query = '"pris feu" OR search:hurt'
[[recipient]]
name = "Recalls"
mail = "recalls@acme.example"
language = "en"
query = "rappel AND toxique* AND sentiment:negative"
daily = "08:00"
[[recipient]]
name = "Strikes"
mail = "strikes@acme.example"
language = "en"
query = "grève"
[[search]]
name = "hurt"
query = "blessé OR blessée"
"#;

/// What of these mails went to the address.
fn to<'m>(mails: &'m [Kept], name: &str) -> Vec<&'m Kept> {
    mails.iter().filter(|mail| mail.to == format!("{name}@acme.example")).collect()
}

#[tokio::test]
async fn r1_who_asked_for_something_hears_of_that_as_soon_as_an_incident_has_it() {
    let sources = [SOURCES[0], (SOURCES[1].0, SOURCES[1].1, RECIPIENTS)];
    let app = TestApp::start("2026-03-01T00:00", &sources).await;
    ordinary_days(&app, "2026-03-03T20:00").await;
    let quiet = app.inbox();
    assert_eq!((to(&quiet, "fire").len(), to(&quiet, "strikes").len()), (0, 0), "{quiet:#?}");

    let breaks_out = at("2026-03-03T20:10");
    break_out(&app, 9, breaks_out).await;
    let opened = app.inbox();
    let count = |name| to(&opened, name).len();
    assert_eq!([count("lea"), count("fire"), count("recalls"), count("strikes")], [1, 1, 0, 0], "{opened:#?}");
    assert!(to(&opened, "fire")[0].subject.contains("Acme"));

    let grows = breaks_out.plus_millis(12 * MINUTE_MS);
    grow(&app, breaks_out, grows).await;
    let widened = app.inbox();
    let count = |name| to(&widened, name).len();
    assert_eq!([count("lea"), count("fire"), count("recalls"), count("strikes")], [1, 1, 1, 0], "{widened:#?}");
    let first = |mails, name| to(mails, name)[0].clone();
    assert_eq!(first(&widened, "fire").in_reply_to, Some(first(&opened, "fire").message_id));
    assert_eq!(first(&widened, "recalls").in_reply_to, None, "a thread begins with its root");

    for step in 1..=240 {
        app.at_instant(grows.plus_millis(step * 12 * MINUTE_MS)).await;
    }
    let later = app.inbox();
    let ends = |name| to(&later, name).into_iter().filter(|mail| is_end(&mail.subject)).count();
    assert_eq!([ends("lea"), ends("fire"), ends("recalls"), ends("strikes")], [1, 1, 1, 0], "{later:#?}");
    let digest = to(&later, "recalls").into_iter().find(|mail| mail.in_reply_to.is_none()).unwrap();
    assert!(digest.text.contains("toxiques"), "{}", digest.text);
    assert!(!digest.text.contains("raccroche"), "{}", digest.text);
}

fn is_end(subject: &str) -> bool {
    ["[FIN]", "[END]"].iter().any(|word| subject.starts_with(word))
}
