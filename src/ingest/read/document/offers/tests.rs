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
fn todays_price_counts_where_yesterdays_stands_beside_it() {
    let check = |price: &str, want: &str| {
        let page = format!("<h1>Vis</h1><div class=price>{price}</div><button>Ajouter au panier</button>");
        check(&page, &[&format!("Vis - - {want} - - -")]);
    };
    check("Was £49.99 Now £39.99", "39.99 GBP");
    check("<s>45,00 €</s> <b>35,00 €</b>", "35 EUR");
    check("Prix habituel 45,00 € Prix promotionnel 35,00 €", "35 EUR");
    check("12,00 € HT soit 14,40 € TTC", "14.40 EUR");
    check("14,40 € TTC (12,00 € HT)", "14.40 EUR");
    check("£10.00 ex VAT</div><div class=price>£12.00 inc VAT", "12 GBP");
    check("12,00 € HT", "12 EUR");
    check("99,00 € ou 3x 33,00 €", "99 EUR");
    check("</div><div class=price-3x>3x 33,00 € sans frais</div><div class=price>99,00 €", "99 EUR");
}

#[test]
fn the_price_of_another_thing_is_none_of_this_one() {
    let check = |behind: &str, want: &[&str]| {
        let page =
            format!("<div class='product shipping-taxable'><h1>Vis</h1>{behind}<button>Add to cart</button></div>");
        check(&page, want);
    };
    let other = "<p class=price>9,00 €</p>";
    // The box of the whole product is called after its delivery, too.
    check("<p class=price><del>30 €</del> <ins>24,90 €</ins></p>", &["Vis - - 24.90 EUR - - -"]);
    check(&format!("<h2>24,90 €</h2><h3>Related Products</h3>{other}"), &["Vis - - 24.90 EUR - - -"]);
    check(&format!("<div class='cross-sells'><ul><li>{other}</ul></div><b>24,90 €</b>"), &["Vis - - 24.90 EUR - - -"]);
    check(&format!("<h2>Kunden kauften auch</h2>{other}"), &[]);
    check("<i>or 4 payments of $6.25</i><i>4 Raten à 6,25 €</i><b>$25</b>", &["Vis - - 25 USD - - -"]);
}

#[test]
fn the_price_with_taxes_counts_above_the_heading_too() {
    let check = |gross: &str, net: &str, want: &str| {
        let page = format!("<p class=price>{gross}</p><h1>Vis</h1><p class=price>{net}</p><button>Buy now</button>");
        check(&page, &[&format!("Vis - - {want} - - -")]);
    };
    check("<b>14,40 €</b> TTC", "12,00 € HT", "14.40 EUR");
    check("14,28 € inkl. 19 % MwSt.", "12,00 € zzgl. 19 % MwSt.", "14.28 EUR");
    // That of another thing, or of the whole basket.
    check("99,00 € TTC", "12,00 € HT", "12 EUR");
    check("14,40 €", "12,00 € HT", "12 EUR");
}

#[test]
fn a_dollar_is_the_countrys_that_the_page_is_written_for() {
    let page = |lang: &str, price: &str| {
        format!("<html lang={lang}><h1>Vis</h1><p class=price>{price}</p><button>Add to cart</button>")
    };
    check(&page("fr-CA", "1 249,99 $"), &["Vis - - 1249.99 CAD - - -"]);
    check(&page("en-AU", "$12.50"), &["Vis - - 12.50 AUD - - -"]);
    check(&page("en-CA", "US$12.50"), &["Vis - - 12.50 USD - - -"]);
    check(&page("en", "$12.50"), &["Vis - - 12.50 USD - - -"]);
}

#[test]
fn people_are_told_in_words_whether_it_is_to_be_had() {
    let check = |said: &str, want: &str| {
        check(&format!("<h1>Vis</h1><p class=price>5 €</p>{said}"), &[&format!("Vis - - 5 EUR {want} - -")]);
    };
    check("<p class=stock>Rupture de stock</p>", "out_of_stock");
    check("<p id=availability>Actuellement indisponible.</p>", "out_of_stock");
    check("<button disabled>Épuisé</button>", "out_of_stock");
    check("<p class=stock>Plus que 3 en stock</p>", "limited");
    check("<p class=stock-status>In stock</p>", "in_stock");
    check("<p class=dispo>En précommande</p>", "on_order");
    check("<p class=stock>Livraison offerte</p><button>Acheter</button>", "-");
}

#[test]
fn a_price_and_a_stock_without_names_are_read_where_they_stand_alone() {
    let page = "<h1>Lampe</h1><p>Livraison 4,90 €</p><p><del>59,00 €</del> <ins>39,00 €</ins></p>";
    check(&format!("{page}<p>Actuellement indisponible.</p>"), &["Lampe - - 39 EUR out_of_stock - -"]);
    check(&format!("{page}<button class=add-to-cart>Ajouter</button>"), &["Lampe - - 39 EUR - - -"]);
    // An article of a price and of words.
    check(&format!("{page}<p>La lampe est épuisée depuis mardi.</p>"), &[]);
}

#[test]
fn what_is_let_or_subscribed_to_is_for_sale_too() {
    let page = |price: &str, button: &str| format!("<h1>Offre</h1><p class=price>{price}</p><a href=/r>{button}</a>");
    check(&page("Dès 9<sup>€99</sup>/mois", "Je souscris"), &["Offre - - 9.99 EUR - - -"]);
    check(&page("89 € / nuit", "Réserver"), &["Offre - - 89 EUR - - -"]);
    check(&page("89 €", "Réserver son avenir, un reportage"), &[]);
}

#[test]
fn what_social_networks_are_not_told_is_read_on_the_page() {
    let metas =
        "<meta property='product:price:amount' content=47.2><meta property='product:price:currency' content=EUR>";
    let page = "<h1>Lampe</h1><span id=product-availability><i class=product-unavailable></i> Rupture de stock</span>";
    check(&format!("{metas}{page}"), &["Lampe - - 47.20 EUR out_of_stock - -"]);
}

#[test]
fn what_machines_are_not_told_of_the_stock_is_read_on_the_page() {
    let offer = r#"<script type="application/ld+json">{"@type":"Product","name":"Vis","offers":
        [{"@type":"Offer","price":3,"priceCurrency":"EUR"}MORE]}</script><h1>Vis</h1><p class=stock>In stock</p>"#;
    check(&offer.replace("MORE", ""), &["Vis - - 3 EUR in_stock - -"]);
    let two = r#",{"@type":"Offer","price":4,"priceCurrency":"EUR"}"#;
    check(&offer.replace("MORE", two), &["Vis - - 3 EUR - - -", "Vis - - 4 EUR - - -"]);
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
