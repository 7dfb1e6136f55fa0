//! Offers in every spelling that a page may have for them.

use url::Url;

use super::*;

#[track_caller]
fn check(source: &str, want: &[&str]) {
    let url = Url::parse("https://shop.example/p/1").unwrap();
    let input =
        Input { bytes: source.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None };
    let shown = |offer: &Offer| {
        let text = |text: &Option<NetText>| text.as_ref().map_or("-", NetText::as_str).to_owned();
        let price = offer.price.map_or_else(|| "-".to_owned(), |price| price.to_string());
        let stock = offer.availability.map_or("-", Availability::as_str);
        let stars = offer.rating.map_or_else(|| "-".to_owned(), |rating| format!("{}/{}", rating.value, rating.best));
        let count = offer.review_count.map_or_else(|| "-".to_owned(), |count| count.to_string());
        format!(
            "{} {} {} {price} {stock} {stars} {count}",
            text(&offer.name),
            text(&offer.variant),
            text(&offer.seller)
        )
    };
    assert_eq!(offers(&input).iter().map(shown).collect::<Vec<_>>(), want);
}

#[test]
fn json_ld_gives_all_fields_and_repeats_count_once() {
    let block = r#"<script type="application/ld+json">{"@type":"Product","name":"Vis","sku":"V1","offers":[
        {"@type":"Offer","price":"1.099,00","priceCurrency":"EUR","availability":"https://schema.org/InStock",
         "seller":{"name":"Acme"},"priceValidUntil":"2026-01-02"},
        {"@type":"Offer","sku":"V2","price":5,"priceCurrency":"EUR","availability":"SoldOut"}],
        "aggregateRating":{"ratingValue":4.5,"reviewCount":"1,204"}}</script>"#;
    let want = ["Vis V1 Acme 1099 EUR in_stock 4.5/5 1204", "Vis V2 - 5 EUR out_of_stock 4.5/5 1204"];
    check(block, &want);
    check(&block.repeat(2), &want);
}

#[test]
fn the_lowest_price_stands_for_a_range() {
    check(
        r#"<script type="application/ld+json">{"@type":"Product","name":"Vis","offers":{"@type":"AggregateOffer",
        "lowPrice":"9.90","highPrice":"19.90","priceCurrency":"chf"}}</script>"#,
        &["Vis - - 9.90 CHF - - -"],
    );
}

#[test]
fn what_is_told_to_social_networks_serves_next() {
    check(
        "<meta property='og:title' content='Vis'><meta property='product:price:amount' content='12,50'>\
         <meta property='product:price:currency' content='EUR'><meta property='product:availability' content='in stock'>",
        &["Vis - - 12.50 EUR in_stock - -"],
    );
}

#[test]
fn the_price_that_people_see_serves_last_and_the_struck_one_never() {
    let page = "<span class=price>3 €</span><h1>Vis</h1><del class=price>30 €</del><p class=product-price>24,90 €</p>";
    check(&format!("{page}<button>Ajouter au panier</button>"), &["Vis - - 24.90 EUR - - -"]);
    // Nothing to buy here: an article about prices.
    check(page, &[]);
}

#[test]
fn a_daily_date_in_the_data_is_no_change_of_the_offer_f57() {
    let page = |until: &str| {
        let source = format!(
            r#"<script type="application/ld+json">{{"@type":"Product","name":"Vis","offers":
            {{"price":5,"priceCurrency":"EUR","priceValidUntil":"{until}"}}}}</script>"#
        );
        let url = Url::parse("https://shop.example/p/1").unwrap();
        offers(&Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None })
    };
    assert_eq!(page("2026-01-01"), page("2026-01-02"));
    assert_eq!(page("2026-01-01").len(), 1);
}
