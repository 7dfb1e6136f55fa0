//! Whether a thing is to be had, as its page says it to people.
//!
//! Deliberately absent: badges, which a style sheet hides on things that are there (`sold-out`).

use ego_tree::NodeId;
use scraper::{ElementRef, Html};

use crate::ingest::read::html::{self, Effort};
use crate::model::Availability;

/// What the first place says that is called after it, or a button that sells nothing any more.
pub(super) fn availability(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Availability> {
    named_availability(page, behind, effort).or_else(|| spoken(page, behind?, effort))
}

/// A line of its own behind the heading that says nothing else, in a place without a name.
fn spoken(page: &Html, behind: NodeId, effort: &Effort) -> Option<Availability> {
    const SHORT: usize = 50;
    let places = selector!("p, span, div, strong, b, em, li, td, dd");
    let around = page.select(places).filter(|place| place.id() > behind).take(400);
    let mut said = around.filter(|place| effort.look_into(*place)).filter_map(|place| {
        let text = html::text(place, &[], effort);
        let text = text.trim().trim_end_matches(['.', '!', ' ', '\u{a0}', '\u{202f}']).to_lowercase();
        // "Availability: out of stock"
        let text = text.rsplit(':').next().unwrap_or(&text).trim();
        (text.len() <= SHORT && !is_badge(place) && SPOKEN.contains(&text)).then(|| in_words(text))?
    });
    said.next()
}

/// A style sheet says which of a shop's badges are seen.
fn is_badge(place: ElementRef<'_>) -> bool {
    let around = std::iter::once(place).chain(place.ancestors().filter_map(ElementRef::wrap).take(2));
    around
        .into_iter()
        .any(|outer| outer.attr("class").is_some_and(|class| class.to_ascii_lowercase().contains("badge")))
}

fn named_availability(page: &Html, behind: Option<NodeId>, effort: &Effort) -> Option<Availability> {
    const LONG: usize = 100;
    let places = selector!(
        "[class*=stock i], [id*=stock i], [class*=availab i], [id*=availab i], [class*=dispo i], [id*=dispo i], \
         button[disabled], input[type=submit][disabled]"
    );
    let around = page.select(places).take(200).filter(|place| behind.is_none_or(|at| place.id() > at));
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
const SPOKEN: [&str; 38] = [
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
    "derzeit nicht lieferbar",
    "nicht lieferbar",
    "derzeit nicht verfügbar",
    "nicht verfügbar",
    "nicht auf lager",
    "vergriffen",
    "auf lager",
    "sofort lieferbar",
    "sofort verfügbar",
    "agotado",
    "sin existencias",
    "esaurito",
    "uitverkocht",
    "op voorraad",
    "в наличии",
    "нет в наличии",
];

const DISCONTINUED: [&str; 3] = ["discontinued", "no longer available", "plus commercialisé"];
const GONE: [&str; 27] = [
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
    "nicht lieferbar",
    "nicht auf lager",
    "nicht vorrätig",
    "vergriffen",
    "sin existencias",
    "non disponibile",
    "uitverkocht",
    "niet op voorraad",
    "нет в наличии",
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
const THERE: [&str; 11] = [
    "en stock",
    "in stock",
    "disponible",
    "available",
    "auf lager",
    "verfügbar",
    "disponibile",
    "lieferbar",
    "vorrätig",
    "op voorraad",
    "в наличии",
];
