//! Feeds that give only the beginning of their articles.

use vigie::model::SourceStatus;

use crate::support::TestApp;

/// A feed with entries whose pages stand on the same web, and which says nothing of the brand.
fn serve(app: &TestApp, count: usize) {
    let items = (1..=count).map(|n| {
        let link = app.web.url(&format!("a/{n}"));
        format!("<item><title>Titre {n}</title><guid isPermaLink=\"false\">{n}</guid><link>{link}</link><pubDate>Mon, 02 Mar 2026 08:{n:02}:00 GMT</pubDate><description>Le début de l’article {n} […]</description></item>")
    });
    let feed = format!("<rss version=\"2.0\"><channel><title>t</title>{}</channel></rss>", items.collect::<String>());
    app.web.page("feed", "application/rss+xml", &feed);
    for n in 1..=count {
        let page = format!(
            "<!DOCTYPE html><html><head><title>Titre {n}</title></head><body><article><h1>Titre {n}</h1><p>Le début de l’article {n} et la suite, qui nomme Acme après le pli du texte.</p></article></body></html>"
        );
        app.web.page(&format!("a/{n}"), "text/html; charset=utf-8", &page);
    }
}

fn pages_asked(app: &TestApp) -> usize {
    app.web.log().iter().filter(|(path, _)| path.starts_with("/a/")).count()
}

const WHOLE: &[(&str, &str, &str)] = &[("Presse", "feed", "every = \"15 min\"\nfull_text = true")];

#[tokio::test]
async fn a_brand_named_after_the_fold_is_found_once() {
    let app = TestApp::start("2026-03-02T09:00", WHOLE).await;
    serve(&app, 2);
    app.at("2026-03-02T09:00").await;
    assert_eq!(app.mentions().await.len(), 2);
    // The feed still gives the beginning: that is no edit, and no page is asked for again.
    serve(&app, 3);
    app.at("2026-03-02T09:20").await;
    assert_eq!((app.mentions().await.len(), pages_asked(&app)), (3, 3));
}

#[tokio::test]
async fn few_pages_are_fetched_in_one_poll() {
    let app = TestApp::start("2026-03-02T09:00", WHOLE).await;
    serve(&app, 30);
    app.at("2026-03-02T09:00").await;
    assert_eq!(pages_asked(&app), 10);
}

#[tokio::test]
async fn a_page_that_is_not_to_be_had_costs_the_entry_nothing_r3() {
    let app = TestApp::start("2026-03-02T09:00", WHOLE).await;
    serve(&app, 6);
    for n in 1..=6 {
        app.web.status(&format!("a/{n}"), 404, &[]);
    }
    let ended = app.at("2026-03-02T09:00").await;
    assert_eq!((ended[0].1.status, ended[0].1.summary.items), (SourceStatus::Ok, 6));
    assert_eq!(pages_asked(&app), 3, "a site that fails is left in peace");
}

#[tokio::test]
async fn a_login_page_in_an_articles_place_says_nothing_of_the_brand() {
    let app = TestApp::start("2026-03-02T09:00", WHOLE).await;
    serve(&app, 2);
    let door = "<title>Connexion</title><p>Acme et ses partenaires vous attendent : connectez-vous.\
                <form><input type=password></form>";
    app.web.page("a/1", "text/html", door);
    app.at("2026-03-02T09:00").await;
    let mentions = app.mentions().await;
    assert_eq!(mentions.len(), 1, "{mentions:#?}");
}

#[tokio::test]
async fn robots_txt_holds_for_the_pages_too() {
    let app = TestApp::start("2026-03-02T09:00", WHOLE).await;
    serve(&app, 2);
    app.web.page("robots.txt", "text/plain", "User-agent: *\nDisallow: /a/\n");
    app.at("2026-03-02T09:00").await;
    assert_eq!((app.mentions().await.len(), pages_asked(&app)), (0, 0));
}

#[tokio::test]
async fn without_the_setting_no_page_is_fetched() {
    let app = TestApp::start("2026-03-02T09:00", &[("Presse", "feed", "every = \"15 min\"")]).await;
    serve(&app, 2);
    app.at("2026-03-02T09:00").await;
    assert_eq!((pages_asked(&app), app.mentions().await.len()), (0, 0));
}
