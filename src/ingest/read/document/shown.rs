//! The offer that people see, on a page that says nothing for machines: its price, and whether it is to be had.
//!
//! A page is read so only where it has something to buy, or says that there is nothing left to buy. Deliberately absent:
//! what stands before the heading, and badges that a style sheet hides (`sold-out` on things that are not).

use std::slice;

use scraper::{ElementRef, Html};

use super::beside::Own;
use super::price;
use super::stock::availability;
use super::taxes::{is_gross, is_net, with_taxes};
use crate::ingest::read::html::{self, Effort};
use crate::model::{Availability, Currency, Money, NetText, Offer};

/// What the page shows, if it sells something.
pub(super) fn offer(page: &Html) -> Option<Offer> {
    let effort = Effort::of_tree(page);
    let title = page.select(selector!("h1")).next();
    let own = Own::of(page, title, &effort);
    let availability = availability(page, own.behind, &effort);
    if !is_bought(page, &effort) && (title.is_none() || availability.is_none()) {
        return None;
    }
    let price = asked(page, &own, &effort).or_else(|| nameless(page, &own, &effort))?;
    let name = title.map(|title| NetText::new(html::text(title, &[], &effort)).clipped(300));
    Some(Offer { name, price: Some(price), availability, ..Offer::default() })
}

/// What a page tells social networks has a price at most: whether it is to be had, and its name, people read on it.
pub(super) fn completed(told: Offer, page: &Html) -> Offer {
    let effort = Effort::of_tree(page);
    let title = page.select(selector!("h1")).next();
    let name = || title.map(|title| NetText::new(html::text(title, &[], &effort)).clipped(300));
    Offer {
        availability: told.availability.or_else(|| availability(page, title.map(|title| title.id()), &effort)),
        name: told.name.or_else(name),
        ..told
    }
}

/// Whether what the page sells is to be had, as it says to people.
pub(super) fn stock(page: &Html) -> Option<Availability> {
    let title = page.select(selector!("h1")).next()?;
    availability(page, Some(title.id()), &Effort::of_tree(page))
}

fn is_bought(page: &Html, effort: &Effort) -> bool {
    page.select(selector!("button, input[type=submit], a, form")).take(3_000).any(|element| {
        let text = element.attr("value").map_or_else(|| html::text(element, &[], effort), str::to_owned);
        let names = ["id", "class", "action"].map(|name| element.attr(name).unwrap_or_default());
        let words = format!("{text} {}", names.join(" "));
        let is_alone = || BUY_ALONE.contains(&text.trim().to_lowercase().as_str());
        text.len() < 200 && (BUY.iter().any(|word| words.to_lowercase().contains(word)) || is_alone())
    })
}

/// The first price behind the heading that is not struck out; one without taxes only where none with them stands there.
fn asked(page: &Html, own: &Own, effort: &Effort) -> Option<Money> {
    let prices = selector!("[class*=price i], [id*=price i], [class*=prix i], [class*=preis i], [data-price]");
    let struck = slice::from_ref(selector!(STRUCK));
    let local = local_dollar(page);
    let (mut found, mut gross, mut net) = (None, Vec::new(), None);
    for element in page.select(prices).take(500) {
        if !effort.look_into(element) {
            break;
        }
        let shown = html::text(element, struck, effort).replace('\n', " ");
        if !price::names_currency(&shown) || shown.len() > 80 || is_instalment(&shown) || is_others(own, element) {
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
        } else if own.behind.is_none_or(|at| element.id() > at) {
            return Some(price);
        } else {
            gross.extend(is_gross(&shown).then_some(price));
            found = found.or(Some(price));
        }
    }
    // What the same costs with taxes may stand above the heading, where other prices stand, too.
    let with_taxes = net.and_then(|net| gross.into_iter().find(|gross| is_taxed(net, *gross)));
    with_taxes.or(net).or(found)
}

/// Whether an amount is another with such taxes as there are on goods.
fn is_taxed(net: Money, gross: Money) -> bool {
    let share = gross.micros.saturating_mul(100) / net.micros.max(1);
    net.currency == gross.currency && (102..=128).contains(&share)
}

fn is_others(own: &Own, element: ElementRef<'_>) -> bool {
    is_struck(own, element) || own.is_beside(element)
}

/// A price that stands alone behind the heading, in a place that no name says to be a price's.
fn nameless(page: &Html, own: &Own, effort: &Effort) -> Option<Money> {
    const SHORT: usize = 40;
    let behind = own.behind?;
    let places = selector!("p, div, span, b, strong, ins, em, td, dd, li, font, h2, h3");
    let struck = slice::from_ref(selector!(STRUCK));
    let beside = selector!("header, footer, nav, aside, form[action*=search i]");
    let around = page.select(places).filter(|place| place.id() > behind).take(400);
    let alone = around.filter(|place| effort.look_into(*place) && !is_others(own, *place)).filter_map(|place| {
        let shown = html::text(place, struck, effort).replace('\n', " ");
        let is_price = shown.len() <= SHORT
            && price::names_currency(&shown)
            && !is_of_something_else(&shown)
            && !is_instalment(&shown);
        let is_beside = || place.ancestors().filter_map(ElementRef::wrap).any(|outer| beside.matches(&outer));
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

/// Whether a text begins with one of several payments: "3x 133,33 €", "10 fois 40 €", "or 4 payments of $52.50".
fn is_instalment(shown: &str) -> bool {
    let lower = shown.trim().to_lowercase();
    let parts = PAYMENTS.iter().filter_map(|word| lower.find(word)).min();
    if parts.is_some_and(|at| !price::names_currency(&lower[..at])) {
        return true;
    }
    let lower = ["en ", "ou ", "soit "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let rest = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = lower.len() - rest.len();
    let rest = rest.trim_start();
    (1..=2).contains(&count) && ["x ", "× ", "fois "].iter().any(|times| rest.starts_with(times))
}

const PAYMENTS: [&str; 7] = ["payments", "instalments", "installments", " raten", "mensualité", "cuotas", "rate da"];

/// Whether an amount is what the delivery costs, what is saved, what is left as a security, or the price of a kilogram.
fn is_of_something_else(shown: &str) -> bool {
    let lower = shown.to_lowercase();
    OTHER_AMOUNTS.iter().any(|word| lower.contains(word))
}

const OTHER_AMOUNTS: [&str; 24] = [
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
    "uvp",
    "msrp",
    "rrp",
    "list price",
    "prix conseillé",
    "statt ",
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

/// Whether an element holds, or stands in, a price that is no longer asked.
fn is_struck(own: &Own, element: ElementRef<'_>) -> bool {
    std::iter::once(element).chain(own.boxes(element).take(4)).any(|element| {
        let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
        matches!(element.value().name(), "del" | "s" | "strike") || OLD.iter().any(|word| class.contains(word))
    })
}

const STRUCK: &str = "del, s, strike, [class*=crossed i], [class*=strike i], [class*=barre i], [class*=old-price i]";

/// What stands between a price of yesterday and that of today.
const NOW: [&str; 8] =
    ["now", "maintenant", "prix promotionnel", "prix soldé", "prix actuel est", "sale price", "special price", "jetzt"];

const OLD: [&str; 10] =
    ["old", "was", "strike", "crossed", "compare", "msrp", "rrp", "barre", "unit-price", "shipping"];

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
