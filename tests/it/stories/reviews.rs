//! What buyers say, with their stars.

use vigie::model::{Rating, SourceStatus};

use crate::support::{TestApp, at};

const REVIEWS: &[(&str, &str, &str)] = &[("Avis", "avis", "kind = \"reviews\"\nevery = \"10 min\"")];

fn page(average: &str, count: u32, reviews: &[(&str, u32, &str)]) -> String {
    let reviews: Vec<String> = reviews
        .iter()
        .map(|(id, stars, text)| {
            format!(
                r#"{{"@type":"Review","@id":"{id}","author":{{"name":"Zoé"}},"reviewBody":"{text}",
                "datePublished":"2026-03-02T05:30:00Z","reviewRating":{{"ratingValue":{stars}}}}}"#
            )
        })
        .collect();
    format!(
        r#"<!doctype html><html><title>Avis sur Acme</title><script type="application/ld+json">{{"@graph":[
        {{"@type":"Organization","name":"Acme","aggregateRating":{{"ratingValue":"{average}","reviewCount":{count}}}}},
        {}]}}</script><body><p>Avis</p></body></html>"#,
        reviews.join(",")
    )
}

#[tokio::test]
async fn each_review_is_an_item_once_and_the_rating_is_kept_when_it_changes() {
    let app = TestApp::start("2026-03-02T05:40", REVIEWS).await;
    let old = ("r1", 4, "Acme livre vite, rien à redire.");
    app.web.page("avis", "text/html", &page("3.9", 10, &[old]));
    app.at("2026-03-02T05:40").await;
    app.at("2026-03-02T05:50").await;
    let new = ("r2", 1, "Acme ne rembourse pas, à fuir.");
    app.web.page("avis", "text/html", &page("3.8", 11, &[new, old]));
    app.at("2026-03-02T06:00").await;

    let mentions = app.mentions().await;
    let stars: Vec<_> = mentions.iter().map(|mention| mention.rating).collect();
    let rating = |value| Some(Rating { value, best: 5.0 });
    assert_eq!(stars, [rating(1.0), rating(4.0)], "{mentions:#?}");
    let row = app.app.store.source_rows(at("2026-03-02T06:00")).await.unwrap().remove(0);
    let series = app.app.store.standings(row.id, at("2026-03-01T00:00")).await.unwrap();
    let told: Vec<_> = series.iter().map(|(at, s)| (*at, s.rating.value, s.count)).collect();
    assert_eq!(told, [(at("2026-03-02T05:40"), 3.9, Some(10)), (at("2026-03-02T06:00"), 3.8, Some(11))]);
    assert_eq!(row.standing.map(|s| s.rating.value), Some(3.8));
}

#[tokio::test]
async fn f51_a_wall_before_the_reviews_is_a_blocked_source() {
    let app = TestApp::start("2026-03-02T05:40", REVIEWS).await;
    let wall = "<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script><p>Enable JavaScript</p>";
    app.web.page("avis", "text/html", wall);
    let ended = app.at("2026-03-02T05:40").await;
    assert_eq!(ended[0].1.status, SourceStatus::Blocked);
}
