//! A competitor's page, a forum, and sources that stop.

use vigie::model::{DiffPart, HOUR_MS, MINUTE_MS, SourceStatus};

use crate::support::{TestApp, at};

const PAGE: &[(&str, &str, &str)] =
    &[("Tarifs", "tarifs", "kind = \"page\"\nevery = \"10 min\"\nregion = \"main\"\nignore = [\".clock\"]")];

fn page(price: &str, clock: &str) -> String {
    format!(
        "<html><body><nav>Menu {clock}</nav><main><h1>Tarifs</h1><p>Formule : {price}</p><p class=\"clock\">{clock}</p></main></body></html>"
    )
}

#[tokio::test]
async fn a_price_that_changes_is_told_in_the_digest_word_by_word_and_a_clock_is_not() {
    let app = TestApp::start("2026-03-02T06:00", PAGE).await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:00"));
    app.at("2026-03-02T06:00").await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:20"));
    app.at("2026-03-02T06:20").await;
    assert_eq!(app.app.store.page_changes(at("2026-03-01T00:00"), at("2026-03-03T00:00"), 10).await.unwrap().len(), 0);
    app.web.page("tarifs", "text/html", &page("39 €", "06:40"));
    app.at("2026-03-02T06:40").await;
    let changes = app.app.store.page_changes(at("2026-03-01T00:00"), at("2026-03-03T00:00"), 10).await.unwrap();
    assert_eq!(changes.len(), 1);
    assert!(changes[0].diff.iter().any(|part| matches!(part, DiffPart::Removed(text) if text.as_str().contains("49"))));
    assert!(changes[0].diff.iter().any(|part| matches!(part, DiffPart::Added(text) if text.as_str().contains("39"))));
    app.at("2026-03-02T07:00").await;
    let digest = app.inbox();
    assert_eq!(digest.len(), 1);
    assert!(digest[0].text.contains("39") && digest[0].text.contains("49"), "{}", digest[0].text);
}

#[tokio::test]
async fn f51_a_challenge_page_is_a_blocked_source_and_no_change() {
    let app = TestApp::start("2026-03-02T06:00", PAGE).await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:00"));
    app.at("2026-03-02T06:00").await;
    app.web.page("tarifs", "text/html", "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script><div id=\"challenge-running\"></div></body></html>");
    let ended = app.at("2026-03-02T06:20").await;
    assert_eq!(ended[0].1.status, SourceStatus::Blocked, "{ended:?}");
    assert_eq!(app.app.store.page_changes(at("2026-03-01T00:00"), at("2026-03-03T00:00"), 10).await.unwrap().len(), 0);
}

const FORUM: &[(&str, &str, &str)] = &[(
    "Forum",
    "forum/",
    "kind = \"forum\"\nevery = \"5 min\"\n[source.forum]\ntopic = \".topic\"\ntopic_link = \"a\"\ntopic_activity = \".count\"\npost = \".post\"\nauthor = \".author\"\ndate = \"time\"\ntext = \".body\"\nquote = \"blockquote\"",
)];

#[tokio::test]
async fn a_forum_is_read_post_by_post_and_only_where_something_moved() {
    let app = TestApp::start("2026-03-02T06:00", FORUM).await;
    let listing = |a: u32, b: u32| {
        format!(
            "<html><body><p class=topic><a href=\"a\">Avis</a><span class=count>{a}</span></p><p class=topic><a href=\"b\">Divers</a><span class=count>{b}</span></p></body></html>"
        )
    };
    let post = |id: &str, text: &str| {
        format!(
            "<div class=post id={id}><b class=author>zoé</b><time datetime=\"2026-03-02T06:05:00Z\"></time><div class=body>{text}</div></div>"
        )
    };
    let topic = |posts: &str| format!("<html><body>{posts}</body></html>");
    app.web.page("forum/", "text/html", &listing(1, 1));
    app.web.page("forum/a", "text/html", &topic(&post("p1", "Acme est ouvert le dimanche.")));
    app.web.page("forum/b", "text/html", &topic(&post("p1", "Rien sur personne.")));
    app.at("2026-03-02T06:00").await;
    assert_eq!(app.mentions().await.len(), 1);

    let quoting = "<blockquote>Acme est ouvert le dimanche.</blockquote>Merci du renseignement !";
    let both = format!(
        "{}{}{}",
        post("p1", "Acme est ouvert le dimanche."),
        post("p2", quoting),
        post("p3", "Acme ferme à midi.")
    );
    app.web.page("forum/", "text/html", &listing(3, 1));
    app.web.page("forum/a", "text/html", &topic(&both));
    app.at("2026-03-02T06:10").await;
    let mentions = app.mentions().await;
    assert_eq!(mentions.len(), 2, "a quotation is not a second mention");
    assert_eq!(mentions[0].author.as_ref().map(vigie::model::NetText::as_str), Some("zoé"));
    let asked = app.web.log().iter().filter(|(path, _)| path == "/forum/b").count();
    assert_eq!(asked, 1, "a topic where nothing moved is not fetched again");
}

#[tokio::test]
async fn r5_a_source_that_stays_unreadable_is_told_to_the_operator_once_and_its_return_too() {
    let app = TestApp::start("2026-03-02T09:00", PAGE).await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:00"));
    app.at("2026-03-02T09:00").await;
    app.web.status("tarifs", 500, &[]);
    for step in 1..=120 {
        app.at_instant(at("2026-03-02T09:00").plus_millis(step * 10 * MINUTE_MS)).await;
    }
    let told = app.inbox();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].text.contains("Tarifs"), "{}", told[0].text);
    app.web.page("tarifs", "text/html", &page("49 €", "10:00"));
    for step in 0..12 {
        app.at_instant(at("2026-03-03T06:00").plus_millis(step * HOUR_MS * 2)).await;
    }
    let back = app.inbox().into_iter().filter(|mail| mail.subject.starts_with("[INFO]")).collect::<Vec<_>>();
    assert_eq!(back.len(), 1, "{back:#?}");
}

#[tokio::test]
async fn f61_a_site_that_asks_for_patience_is_left_alone_and_shown_as_waiting() {
    let app = TestApp::start("2026-03-02T09:00", PAGE).await;
    app.web.status("tarifs", 503, &[("Retry-After", "3600")]);
    let ended = app.at("2026-03-02T09:00").await;
    assert_eq!(ended[0].1.status, SourceStatus::Throttled, "{ended:?}");
    for minutes in (10..60).step_by(10) {
        assert!(app.at_instant(at("2026-03-02T09:00").plus_millis(minutes * MINUTE_MS)).await.is_empty());
    }
    let asked = app.web.log().iter().filter(|(path, _)| path == "/tarifs").count();
    assert_eq!(asked, 1);
}
