//! The offer that people see, on a page that says nothing for machines: its price, and whether it is to be had.
//!
//! A page is read so only where it has something to buy, or says that there is nothing left to buy. Deliberately absent:
//! what stands before the heading, and badges that a style sheet hides (`sold-out` on things that are not).

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};

use super::price;
use crate::ingest::read::html::{self, Effort};
use crate::model::{Availability, Currency, Money, NetText, Offer};

/// What the page shows, if it sells something.
pub(super) fn offer(page: &Html) -> Option<Offer> {
    let effort = Effort::of_size(page.tree.values().len());
    let title = page.select(&Selector::parse("h1").ok()?).next();
    let behind = title.map(|title| title.id());
    let availability = availability(page, behind, &effort);
    if !is_bought(page, &effort) && (title.is_none() || availability.is_none()) {
        return None;
    }
    let price = asked(page, behind, &effort)?;
    let name = title.map(|title| NetText::new(html::text(title, &[], &effort)).clipped(300));
    Some(Offer { name, price: Some(price), availability, ..Offer::default() })
}

fn is_bought(page: &Html, effort: &Effort) -> bool {
    let Ok(buys) = Selector::parse("button, input[type=submit], a, form") else { return false };
    page.select(&buys).take(3_000).any(|element| {
        let text = element.attr("value").map_or_else(|| html::text(element, &[], effort), str::to_owned);
        let words =
            format!("{text} {} {}", element.attr("id").unwrap_or_default(), element.attr("action").unwrap_or_default());
        text.len() < 200 && BUY.iter().any(|word| words.to_lowercase().contains(word))
    })
}

/// The first price behind the heading that is not struck out.
fn asked(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Money> {
    let prices =
        Selector::parse("[class*=price i], [id*=price i], [class*=prix i], [class*=preis i], [data-price]").ok()?;
    let struck = html::selectors([STRUCK]);
    let local = local_dollar(page);
    let mut found = None;
    for element in page.select(&prices).take(500) {
        if !effort.look_into(element) {
            break;
        }
        let shown = html::text(element, &struck, effort).replace('\n', " ");
        if is_struck(element) || !price::names_currency(&shown) || shown.len() > 80 {
            continue;
        }
        let Some(price) = price::parse(now(&shown), None).filter(|price| price.micros > 0) else { continue };
        // Whose dollar it is, a shop tells nobody in its own country.
        let is_bare = local.is_some() && !shown.contains(|c: char| c.is_ascii_alphabetic()) && shown.contains('$');
        let price = if is_bare { Money { currency: local, ..price } } else { price };
        if behind.is_none_or(|at| element.id() > at) {
            return Some(price);
        }
        found = found.or(Some(price));
    }
    found
}

/// What follows the words for a price of today, where another stands before it.
fn now(shown: &str) -> &str {
    let lower = shown.to_lowercase();
    let words = NOW.iter().filter_map(|word| lower.rfind(word).map(|at| at + word.len()));
    let rest = words.max().filter(|_| lower.len() == shown.len()).and_then(|at| shown.get(at..));
    rest.filter(|rest| price::parse(rest, None).is_some() && price::names_currency(rest)).unwrap_or(shown)
}

/// The dollar of the country whose language the page says that it is in.
fn local_dollar(page: &Html) -> Option<Currency> {
    let lang = page.root_element().attr("lang")?;
    let country = lang.split(['-', '_']).nth(1)?.to_ascii_uppercase();
    let code = match country.as_str() {
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        "SG" => "SGD",
        "HK" => "HKD",
        "MX" => "MXN",
        _ => return None,
    };
    Currency::code(code)
}

/// What the first place says that is called after it, or a button that sells nothing any more.
fn availability(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Availability> {
    const LONG: usize = 100;
    let places = Selector::parse(
        "[class*=stock i], [id*=stock i], [class*=availab i], [id*=availab i], [class*=dispo i], [id*=dispo i], \
         button[disabled], input[type=submit][disabled]",
    )
    .ok()?;
    let around = page.select(&places).take(200).filter(|place| behind.is_none_or(|at| place.id() > at));
    let mut said = around.filter(|place| effort.look_into(*place)).map(|place| {
        let text = html::text(place, &[], effort).replace('\n', " ");
        if text.is_empty() { place.attr("value").unwrap_or_default().to_owned() } else { text }
    });
    said.find_map(|text| if text.len() <= LONG { in_words(&text) } else { None })
}

fn in_words(text: &str) -> Option<Availability> {
    let text = text.to_lowercase().replace(['\u{a0}', '\u{202f}', '’'], " ");
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&DISCONTINUED) {
        Some(Availability::Discontinued)
    } else if says(&GONE) {
        Some(Availability::OutOfStock)
    } else if says(&LATER) {
        Some(Availability::OnOrder)
    } else if says(&FEW) {
        Some(Availability::Limited)
    } else if says(&THERE) {
        Some(Availability::InStock)
    } else {
        None
    }
}

const DISCONTINUED: [&str; 3] = ["discontinued", "no longer available", "plus commercialisé"];
const GONE: [&str; 18] = [
    "rupture",
    "épuisé",
    "indisponible",
    "non disponible",
    "plus disponible",
    "plus en stock",
    "pas en stock",
    "pas disponible",
    "hors stock",
    "out of stock",
    "sold out",
    "unavailable",
    "not available",
    "not in stock",
    "ausverkauft",
    "nicht verfügbar",
    "agotado",
    "esaurito",
];
const LATER: [&str; 8] = [
    "précommande",
    "pré-commande",
    "sur commande",
    "pre-order",
    "preorder",
    "backorder",
    "en réapprovisionnement",
    "vorbestell",
];
const FEW: [&str; 5] = ["plus que ", "derniers exemplaires", "dernières pièces", "stock limité", "left in stock"];
const THERE: [&str; 7] = ["en stock", "in stock", "disponible", "available", "auf lager", "verfügbar", "disponibile"];

/// Whether an element holds, or stands in, a price that is no longer asked.
fn is_struck(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap).take(4);
    std::iter::once(element).chain(around).any(|element| {
        let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
        matches!(element.value().name(), "del" | "s" | "strike") || OLD.iter().any(|word| class.contains(word))
    })
}

const STRUCK: &str = "del, s, strike, [class*=crossed i], [class*=strike i], [class*=barre i], [class*=old-price i]";

/// What stands between a price of yesterday and that of today.
const NOW: [&str; 8] =
    ["now", "maintenant", "prix promotionnel", "prix soldé", "prix actuel est", "sale price", "special price", "jetzt"];

const OLD: [&str; 11] =
    ["old", "was", "strike", "crossed", "compare", "msrp", "rrp", "barre", "unit-price", "shipping", "related"];

const BUY: [&str; 16] = [
    "add to cart",
    "add to bag",
    "add to basket",
    "buy now",
    "checkout",
    "addtocart",
    "add-to-cart",
    "cart/add",
    "ajouter au panier",
    "acheter",
    "in den warenkorb",
    "añadir al carrito",
    "adicionar ao carrinho",
    "comprar",
    "aggiungi al carrello",
    "in winkelwagen",
];
