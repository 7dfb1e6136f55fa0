//! A site of one's own that says "not now": its owner is told so, with the code, and of its return without delay.

use vigie::model::MINUTE_MS;

use crate::support::{TestApp, at};

const SITE: &[(&str, &str, &str)] = &[
    ("Boutique", "site", "kind = \"page\"\nwatch = \"site\"\nevery = \"5 min\""),
    ("Blog", "blog", "every = \"5 min\""),
];

const WELL: &str = "<title>Boutique</title><p>Une lampe à 49 €</p>";

/// Every minute from `minutes.0` on, up to before `minutes.1`.
async fn minutes(app: &TestApp, from: i64, to: i64) {
    for minute in from..to {
        app.at_instant(at("2026-03-02T10:00").plus_millis(minute * MINUTE_MS)).await;
    }
}

fn asked(app: &TestApp) -> usize {
    app.web.log().iter().filter(|(path, _)| path == "/site").count()
}

#[tokio::test]
async fn r5_a_silent_503_is_told_with_its_code_and_its_end_within_the_interval() {
    let app = TestApp::start("2026-03-02T10:00", SITE).await;
    app.web.page("site", "text/html", WELL);
    app.web.feed("blog", &[]);
    minutes(&app, 0, 10).await;
    app.web.status("site", 503, &[]);
    app.web.status("blog", 503, &[]);
    minutes(&app, 10, 20).await;
    let down = app.inbox();
    assert_eq!(down.len(), 1, "{down:#?}");
    assert!(down[0].text.contains("le site a répondu 503"), "{}", down[0].text);
    let before = asked(&app);
    minutes(&app, 20, 120).await;
    assert!((16..=20).contains(&(asked(&app) - before)), "asked {} times in 100 minutes", asked(&app) - before);
    app.web.page("site", "text/html", WELL);
    minutes(&app, 120, 126).await;
    let back = app.inbox();
    assert_eq!(back.len(), 1, "told that it is back within its interval");
    assert!(back[0].text.contains("Boutique"), "{}", back[0].text);
}

#[tokio::test]
async fn f61_what_a_site_of_one_s_own_asks_for_is_kept_over_a_restart_too() {
    let app = TestApp::start("2026-03-02T10:00", &SITE[..1]).await;
    app.web.page("site", "text/html", WELL);
    minutes(&app, 0, 10).await;
    app.web.status("site", 503, &[("Retry-After", "1800")]);
    minutes(&app, 10, 13).await;
    let refused = asked(&app);
    let app = app.restart().await;
    minutes(&app, 13, 39).await;
    assert_eq!(asked(&app), refused, "not before the half hour is over");
    assert_eq!(app.inbox().len(), 1, "the site said itself that it is away");
    app.web.page("site", "text/html", WELL);
    minutes(&app, 39, 46).await;
    assert_eq!(app.inbox().len(), 1, "told that it is back");
}
