//! What a page sells: typed values, so that two polls are compared by field and never by text.
//!
//! What the page says for machines comes first, then what it tells social networks, then the price that people see.
//! Deliberately absent: dates that an offer is valid until, which change from day to day and mean nothing.

use scraper::Html;

use super::about;
use super::metas::Metas;
use super::price;
use super::schema::{self, Node};
use super::shown;
use crate::ingest::read::Input;
use crate::ingest::read::html::{self, MAX_HTML};
use crate::model::{Availability, Currency, Money, NetText, Offer};

/// Offers that are kept of a page.
const MAX_OFFERS: usize = 500;

/// The offers of a page, in its order; none when it sells nothing.
pub fn offers(input: &Input<'_>) -> Vec<Offer> {
    let source = input.decoded(MAX_HTML, &mut Vec::new());
    shown_on(&html::parse(&source))
}

/// The same of a page that was parsed already.
pub(in crate::ingest::read) fn shown_on(page: &Html) -> Vec<Offer> {
    of_page(page, &Metas::of(page), &schema::read(page))
}

/// The offers of a page whose things were read already.
pub(super) fn of_page(page: &Html, metas: &Metas, nodes: &[Node]) -> Vec<Offer> {
    let mut offers = Vec::new();
    for product in PRODUCTS.iter().flat_map(|kind| schema::all(nodes, kind)).take(MAX_OFFERS) {
        of_product(product, &mut offers);
    }
    if offers.is_empty() {
        // An offer that no product has around it.
        for offer in ["Offer", "AggregateOffer"].iter().flat_map(|kind| schema::all(nodes, kind)).take(MAX_OFFERS) {
            offers.extend(of_offer(offer, &Offer::default()));
        }
    }
    if offers.iter().all(|offer| offer.price.is_none()) {
        // A recipe shows what pans cost.
        let shown = || if about::is_piece(nodes) { None } else { shown::offer(page) };
        let seen = told(metas).map(|told| shown::completed(told, page)).or_else(shown);
        match (offers.first_mut(), seen) {
            (Some(first), Some(seen)) => {
                first.price = seen.price;
                first.availability = first.availability.or(seen.availability);
            }
            (None, seen) => offers.extend(seen),
            (Some(_), None) => {}
        }
    }
    // Of one offer without a word of its stock, people read that on the page.
    if let [only] = &mut offers[..] {
        only.availability = only.availability.or_else(|| shown::stock(page));
    }
    // Microdata and JSON-LD often say the same twice.
    let mut kept: Vec<Offer> = Vec::new();
    for offer in offers {
        if kept.len() < MAX_OFFERS && !kept.contains(&offer) {
            kept.push(offer);
        }
    }
    kept
}

const PRODUCTS: [&str; 9] = [
    "Product",
    "IndividualProduct",
    "ProductModel",
    "Vehicle",
    "Car",
    "Book",
    "SoftwareApplication",
    "MobileApplication",
    "VideoGame",
];

fn of_product(product: &Node, offers: &mut Vec<Offer>) {
    let rating = product.rating("aggregateRating");
    let reviews = product.node("aggregateRating");
    let base = Offer {
        name: product.text("name").map(|name| NetText::new(name).clipped(300)),
        variant: variant(product),
        rating,
        review_count: reviews.and_then(|node| node.count("reviewCount").or_else(|| node.count("ratingCount"))),
        ..Offer::default()
    };
    let before = offers.len();
    for offer in product.nodes("offers") {
        let inner: Vec<Offer> = offer.nodes("offers").filter_map(|inner| of_offer(inner, &base)).collect();
        if inner.is_empty() {
            offers.extend(of_offer(offer, &base));
        } else {
            offers.extend(inner);
        }
        if offers.len() >= MAX_OFFERS {
            return;
        }
    }
    let has_variants = product.node("hasVariant").is_some();
    if offers.len() == before && !has_variants && (rating.is_some() || product.text("offers").is_some()) {
        offers.push(base);
    }
}

fn variant(node: &Node) -> Option<NetText> {
    ["sku", "mpn", "gtin13", "gtin", "productID"]
        .iter()
        .find_map(|name| node.text(name))
        .map(|text| NetText::new(text).clipped(100))
}

fn of_offer(offer: &Node, base: &Offer) -> Option<Offer> {
    let terms = offer.node("priceSpecification");
    let currency = offer.text("priceCurrency").or_else(|| terms.and_then(|terms| terms.text("priceCurrency")));
    let currency = currency.and_then(Currency::code);
    let given = ["price", "lowPrice"].iter().find_map(|name| offer.text(name));
    let given = given.or_else(|| terms.and_then(|terms| terms.text("price").or_else(|| terms.text("minPrice"))));
    let price = given.and_then(|text| amount(text, currency));
    let availability = offer.text("availability").and_then(availability);
    (price.is_some() || availability.is_some()).then(|| Offer {
        name: base.name.clone().or_else(|| offer.text("name").map(|name| NetText::new(name).clipped(300))),
        variant: variant(offer).or_else(|| base.variant.clone()),
        seller: ["seller", "offeredBy"]
            .iter()
            .find_map(|name| offer.text(name))
            .map(|name| NetText::new(name).clipped(200)),
        price,
        availability,
        ..base.clone()
    })
}

/// A price for machines: a plain decimal if it is one (`1.099` is a little more than one here), else as people write.
fn amount(text: &str, currency: Option<Currency>) -> Option<Money> {
    let is_plain = text.split_once('.').is_none_or(|(_, fraction)| fraction.len() != 3 || currency.is_none());
    let plain = if is_plain { Money::decimal(text, currency) } else { None };
    plain.or_else(|| price::parse(text, currency))
}

/// `https://schema.org/InStock`, `in stock`, `instock`.
fn availability(text: &str) -> Option<Availability> {
    let word: String = text.rsplit('/').next()?.chars().filter(char::is_ascii_alphabetic).collect();
    match word.to_ascii_lowercase().as_str() {
        "instock" | "instoreonly" | "onlineonly" | "available" | "availablefororder" => Some(Availability::InStock),
        "limitedavailability" | "limited" => Some(Availability::Limited),
        "preorder" | "presale" | "backorder" | "madetoorder" | "onorder" | "pending" => Some(Availability::OnOrder),
        "outofstock" | "soldout" | "oos" | "unavailable" | "reserved" => Some(Availability::OutOfStock),
        "discontinued" => Some(Availability::Discontinued),
        _ => None,
    }
}

/// What the page tells social networks.
fn told(metas: &Metas) -> Option<Offer> {
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.get(name));
    let currency = meta(&["product:price:currency", "og:price:currency"]).and_then(Currency::code);
    let price = meta(&["product:price:amount", "og:price:amount", "product:sale_price:amount"])?;
    Some(Offer {
        name: meta(&["og:title"]).map(|name| NetText::new(name).clipped(300)),
        price: Some(amount(price, currency)?),
        availability: meta(&["product:availability", "og:availability"]).and_then(availability),
        ..Offer::default()
    })
}

#[cfg(test)]
mod tests;
