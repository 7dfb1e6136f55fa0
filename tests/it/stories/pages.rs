//! A competitor's page, a forum, and sources that stop.

use vigie::model::{ChangeKind, ChangeReason, DiffPart, HOUR_MS, MINUTE_MS, SourceStatus};
use vigie::store::ChangeFilter;

use crate::support::{TestApp, at};

const PAGE: &[(&str, &str, &str)] =
    &[("Tarifs", "tarifs", "kind = \"page\"\nevery = \"10 min\"\nregion = \"main\"\nignore = [\".clock\"]")];

fn page(price: &str, clock: &str) -> String {
    format!(
        "<html><body><nav>Menu {clock}</nav><main><h1>Tarifs</h1><p>Formule : {price}</p><p class=\"clock\">{clock}</p></main></body></html>"
    )
}

async fn changes(app: &TestApp) -> Vec<vigie::model::PageChange> {
    let (from, to) = (at("2026-03-01T00:00"), at("2026-03-09T00:00"));
    let which = ChangeFilter { from, to, importance: 0.0, sources: None, first_looks: Some(false), limit: 50 };
    app.app.store.page_changes(which).await.unwrap()
}

/// Polls whenever it is wished, as the loop would.
async fn until(app: &TestApp, end: &str, mut serve: impl FnMut(i64)) {
    let mut now = app.app.clock.now();
    while let Some(due) = app.app.store.next_poll_due().await.unwrap().filter(|due| *due < at(end)) {
        now = due.max(now);
        serve(now.millis() / MINUTE_MS);
        app.at_instant(now).await;
    }
    app.at(end).await;
}

#[tokio::test]
async fn r8_a_price_that_changes_is_told_once_it_was_seen_again_even_over_a_restart() {
    let app = TestApp::start("2026-03-02T06:00", PAGE).await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:00"));
    app.at("2026-03-02T06:00").await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:20"));
    app.at("2026-03-02T06:20").await;
    assert_eq!(changes(&app).await.len(), 0);
    app.web.page("tarifs", "text/html", &page("39 €", "06:40"));
    app.at("2026-03-02T06:40").await;
    assert_eq!(changes(&app).await.len(), 0, "seen once is not sure");
    let app = app.restart().await;
    app.at("2026-03-02T06:45").await;
    app.at("2026-03-02T06:50").await;
    let changes = changes(&app).await;
    assert_eq!(changes.len(), 1);
    let diff = &changes[0].change.diff;
    assert!(diff.iter().any(|part| matches!(part, DiffPart::Removed(text) if text.as_str().contains("49"))));
    assert!(diff.iter().any(|part| matches!(part, DiffPart::Added(text) if text.as_str().contains("39"))));
    app.at("2026-03-02T07:00").await;
    let digest = app.inbox();
    assert_eq!(digest.len(), 1);
    let text = digest[0].text.replace(['\n', '\u{a0}', '\u{202f}'], " ");
    assert!(text.contains("de 49,00 € à 39,00 € (−20 %)"), "{text}");
    assert!(text.contains("Pages suivies à partir de maintenant"), "{text}");
}

#[tokio::test]
async fn f55_a_restless_page_tells_its_price_and_nothing_else() {
    let settings = [("Tarifs", "tarifs", "kind = \"page\"\nevery = \"1 h\"")];
    let app = TestApp::start("2026-03-02T08:00", &settings).await;
    let restless = |price: &str, minute: i64| {
        let ad = ["Une voiture neuve", "Des skis", "Un crédit facile"][usize::try_from(minute % 3).unwrap()];
        format!(
            "<title>Tarifs</title><body><p>Il est {}:{:02}, {} visiteurs</p><h1>Tarifs</h1><p>La formule coûte {price} \
             par mois, sans engagement.</p><div>{ad}</div><p>Écrivez-nous, nous répondons sous deux jours.</p>",
            minute / 60 % 24,
            minute % 60,
            minute % 977
        )
    };
    until(&app, "2026-03-03T08:30", |minute| app.web.page("tarifs", "text/html", &restless("49 €", minute))).await;
    assert_eq!(changes(&app).await, []);
    until(&app, "2026-03-03T14:00", |minute| app.web.page("tarifs", "text/html", &restless("39 €", minute))).await;
    let kinds: Vec<ChangeKind> = changes(&app).await.iter().map(|change| change.change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Price]);
    app.inbox();
}

#[tokio::test]
async fn an_offer_is_told_when_it_moved_far_from_what_was_last_told() {
    let settings = [("Lampe", "lampe", "kind = \"page\"\nwatch = \"offer\"\nprice_change = \"5 %\"\nevery = \"1 h\"")];
    let app = TestApp::start("2026-03-02T08:00", &settings).await;
    let lamp = |price: &str, stock: &str| {
        let offer = format!(
            "{{\"@type\":\"Product\",\"name\":\"Lampe\",\"offers\":{{\"@type\":\"Offer\",\"price\":\"{price}\",\"priceCurrency\":\"EUR\",\"availability\":\"https://schema.org/{stock}\"}}}}"
        );
        format!("<title>Lampe</title><script type=\"application/ld+json\">{offer}</script><p>Une lampe de bureau.</p>")
    };
    // Each step is less than 5 %, three of them are more.
    for (end, price) in [("09:30", "100"), ("13:30", "98"), ("17:30", "96"), ("21:30", "94")] {
        let end = format!("2026-03-02T{end}");
        until(&app, &end, |_| app.web.page("lampe", "text/html", &lamp(price, "InStock"))).await;
        assert_eq!(changes(&app).await.len(), usize::from(price == "94"), "at {price}");
    }
    until(&app, "2026-03-03T02:00", |_| app.web.page("lampe", "text/html", &lamp("94", "OutOfStock"))).await;
    let told = changes(&app).await;
    assert_eq!(told.len(), 2);
    assert!(matches!(told[0].change.reasons[0], ChangeReason::Availability { .. }), "{:?}", told[0].change);
    assert!(matches!(told[1].change.reasons[0], ChangeReason::Amount { .. }), "{:?}", told[1].change);
}

#[tokio::test]
async fn r5_a_site_of_one_s_own_is_told_when_it_fails_twice_and_when_it_is_back() {
    let settings = [(
        "Boutique",
        "site",
        "kind = \"page\"\nwatch = \"site\"\nexpect = [\"Ajouter au panier\"]\nevery = \"5 min\"",
    )];
    let app = TestApp::start("2026-03-02T10:00", &settings).await;
    let well = "<title>Boutique</title><p>Une lampe à 49 € <button>Ajouter au panier</button></p>";
    until(&app, "2026-03-02T10:20", |_| app.web.page("site", "text/html", well)).await;
    assert_eq!(app.inbox().len(), 0);
    app.web.status("site", 500, &[]);
    app.at("2026-03-02T10:26").await;
    assert_eq!(app.inbox().len(), 0, "once is not twice");
    until(&app, "2026-03-02T11:00", |_| ()).await;
    let mails = app.inbox();
    assert_eq!(mails.len(), 1, "told once");
    assert!(mails[0].text.contains("Boutique"), "{}", mails[0].text);
    until(&app, "2026-03-02T12:00", |_| app.web.page("site", "text/html", "<p>Apache is functioning normally</p>"))
        .await;
    assert_eq!(app.inbox().len(), 0, "still down");
    until(&app, "2026-03-03T02:00", |_| app.web.page("site", "text/html", well)).await;
    assert_eq!(app.inbox().len(), 1, "told that it is back");
}

#[tokio::test]
async fn f51_a_challenge_page_is_a_blocked_source_and_no_change() {
    let app = TestApp::start("2026-03-02T06:00", PAGE).await;
    app.web.page("tarifs", "text/html", &page("49 €", "06:00"));
    app.at("2026-03-02T06:00").await;
    app.web.page("tarifs", "text/html", "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script><div id=\"challenge-running\"></div></body></html>");
    let ended = app.at("2026-03-02T06:20").await;
    assert_eq!(ended[0].1.status, SourceStatus::Blocked, "{ended:?}");
    assert_eq!(changes(&app).await.len(), 0);
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
