//! The offer that people see, on a page that says nothing for machines: its price, and whether it is to be had.
//!
//! A page is read so only where it has something to buy, or says that there is nothing left to buy. Deliberately absent:
//! what stands before the heading, and badges that a style sheet hides (`sold-out` on things that are not).

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};

use super::price;
use super::taxes::{is_net, with_taxes};
use crate::ingest::read::html::{self, Effort};
use crate::model::{Availability, Currency, Money, NetText, Offer};

/// What the page shows, if it sells something.
pub(super) fn offer(page: &Html) -> Option<Offer> {
    let effort = Effort::of_tree(page);
    let title = page.select(&Selector::parse("h1").ok()?).next();
    let behind = title.map(|title| title.id());
    let availability = availability(page, behind, &effort);
    if !is_bought(page, &effort) && (title.is_none() || availability.is_none()) {
        return None;
    }
    let price = asked(page, behind, &effort).or_else(|| nameless(page, behind?, &effort))?;
    let name = title.map(|title| NetText::new(html::text(title, &[], &effort)).clipped(300));
    Some(Offer { name, price: Some(price), availability, ..Offer::default() })
}

/// What a page tells social networks has a price at most: whether it is to be had, and its name, people read on it.
pub(super) fn completed(told: Offer, page: &Html) -> Offer {
    let effort = Effort::of_tree(page);
    let title = Selector::parse("h1").ok().and_then(|h1| page.select(&h1).next());
    let behind = title.map(|title| title.id());
    let name = || title.map(|title| NetText::new(html::text(title, &[], &effort)).clipped(300));
    Offer {
        availability: told.availability.or_else(|| availability(page, behind, &effort)),
        name: told.name.or_else(name),
        ..told
    }
}

fn is_bought(page: &Html, effort: &Effort) -> bool {
    let Ok(buys) = Selector::parse("button, input[type=submit], a, form") else { return false };
    page.select(&buys).take(3_000).any(|element| {
        let text = element.attr("value").map_or_else(|| html::text(element, &[], effort), str::to_owned);
        let names = ["id", "class", "action"].map(|name| element.attr(name).unwrap_or_default());
        let words = format!("{text} {}", names.join(" "));
        let is_alone = || BUY_ALONE.contains(&text.trim().to_lowercase().as_str());
        text.len() < 200 && (BUY.iter().any(|word| words.to_lowercase().contains(word)) || is_alone())
    })
}

/// The first price behind the heading that is not struck out; one without taxes only where none with them stands there.
fn asked(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Money> {
    let prices =
        Selector::parse("[class*=price i], [id*=price i], [class*=prix i], [class*=preis i], [data-price]").ok()?;
    let struck = html::selectors([STRUCK]);
    let local = local_dollar(page);
    let (mut found, mut net) = (None, None);
    for element in page.select(&prices).take(500) {
        if !effort.look_into(element) {
            break;
        }
        let shown = html::text(element, &struck, effort).replace('\n', " ");
        if is_struck(element) || !price::names_currency(&shown) || shown.len() > 80 || is_instalment(&shown) {
            continue;
        }
        let Some(price) = price::parse(with_taxes(now(&shown)), None).filter(|price| price.micros > 0) else {
            continue;
        };
        // Whose dollar it is, a shop tells nobody in its own country.
        let is_bare = local.is_some() && !shown.contains(|c: char| c.is_ascii_alphabetic()) && shown.contains('$');
        let price = if is_bare { Money { currency: local, ..price } } else { price };
        if is_net(&shown) {
            net = net.or(Some(price));
        } else if behind.is_none_or(|at| element.id() > at) {
            return Some(price);
        } else {
            found = found.or(Some(price));
        }
    }
    net.or(found)
}

/// A price that stands alone behind the heading, in a place that no name says to be a price's.
fn nameless(page: &Html, behind: NodeId, effort: &Effort) -> Option<Money> {
    const SHORT: usize = 40;
    let places = Selector::parse("p, div, span, b, strong, ins, em, td, dd, li, font, h2, h3").ok()?;
    let struck = html::selectors([STRUCK]);
    let beside = html::selectors(["header, footer, nav, aside, form[action*=search i]"]);
    let around = page.select(&places).filter(|place| place.id() > behind).take(400);
    let alone = around.filter(|place| effort.look_into(*place) && !is_struck(*place)).filter_map(|place| {
        let shown = html::text(place, &struck, effort).replace('\n', " ");
        let is_price = shown.len() <= SHORT
            && price::names_currency(&shown)
            && !is_of_something_else(&shown)
            && !is_instalment(&shown);
        let is_beside = || place.ancestors().filter_map(ElementRef::wrap).any(|outer| beside[0].matches(&outer));
        let price = price::parse(with_taxes(&shown), None);
        price.filter(|price| is_price && price.micros > 0 && !is_beside()).map(|price| (price, is_net(&shown)))
    });
    let mut net = None;
    for (price, is_net) in alone {
        if !is_net {
            return Some(price);
        }
        net = net.or(Some(price));
    }
    net
}

/// Whether a text begins with one of several payments: "3x 133,33 €", "10 fois 40 €".
fn is_instalment(shown: &str) -> bool {
    let lower = shown.trim().to_lowercase();
    let lower = ["en ", "ou ", "soit "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let rest = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = lower.len() - rest.len();
    let rest = rest.trim_start();
    (1..=2).contains(&count) && ["x ", "× ", "fois "].iter().any(|times| rest.starts_with(times))
}

/// Whether an amount is what the delivery costs, what is saved, what is left as a security, or the price of a kilogram.
fn is_of_something_else(shown: &str) -> bool {
    let lower = shown.to_lowercase();
    OTHER_AMOUNTS.iter().any(|word| lower.contains(word))
}

const OTHER_AMOUNTS: [&str; 18] = [
    "livraison",
    "delivery",
    "shipping",
    "versand",
    "caution",
    "deposit",
    "économi",
    "save",
    "remise",
    "réduction",
    "offert",
    "/kg",
    "/ kg",
    "/l",
    "/ l",
    "panier",
    "cart",
    "frais",
];

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
    named_availability(page, behind, effort).or_else(|| spoken(page, behind?, effort))
}

/// A line of its own behind the heading that says nothing else, in a place without a name.
fn spoken(page: &Html, behind: NodeId, effort: &Effort) -> Option<Availability> {
    const SHORT: usize = 50;
    let places = Selector::parse("p, span, div, strong, b, em, li, td, dd").ok()?;
    let around = page.select(&places).filter(|place| place.id() > behind).take(400);
    let mut said = around.filter(|place| effort.look_into(*place)).filter_map(|place| {
        let text = html::text(place, &[], effort);
        let text = text.trim().trim_end_matches(['.', '!', ' ', '\u{a0}', '\u{202f}']).to_lowercase();
        (text.len() <= SHORT && SPOKEN.contains(&text.as_str())).then(|| in_words(&text))?
    });
    said.next()
}

fn named_availability(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Availability> {
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

/// Whether a text says whether something is to be had.
pub(in crate::ingest::read) fn says_stock(text: &str) -> bool {
    in_words(text).is_some()
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

/// What shops say of a thing and of nothing else: "disponible" alone may be a colour's, or a leaflet's.
const SPOKEN: [&str; 22] = [
    "en stock",
    "in stock",
    "actuellement indisponible",
    "currently unavailable",
    "temporairement indisponible",
    "produit indisponible",
    "article indisponible",
    "momentanément indisponible",
    "rupture de stock",
    "en rupture de stock",
    "produit en rupture",
    "produit épuisé",
    "article épuisé",
    "épuisé",
    "out of stock",
    "sold out",
    "ausverkauft",
    "sur commande",
    "en précommande",
    "plus disponible",
    "n’est plus disponible",
    "ce produit n’est plus disponible",
];

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

/// What says so when it is all that a button says.
const BUY_ALONE: [&str; 10] = [
    "réserver",
    "je réserve",
    "book now",
    "reserve now",
    "commander",
    "je commande",
    "order now",
    "souscrire",
    "je souscris",
    "choisir cette offre",
];

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
