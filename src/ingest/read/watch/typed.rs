//! Watches that are for something else than the page's words: what an offer says of itself, what a site of one's own
//! must show.
//!
//! Typed values are written as blocks of their own, one a field. So an offer is confirmed, folded and learnt like any
//! text, and its amounts compare as amounts.

use scraper::Html;

use super::compare::{Compared, Unit};
use super::tokens::{Token, tokens};
use crate::model::{BlockPlace, ChangeKind, ChangeReason, NetText, NewChange, Offer, PageVersion, Rating, WatchFor};

const PRICE: &str = "offer>price";
const AVAILABILITY: &str = "offer>availability";
const RATING: &str = "offer>rating";
const ROBOTS: &str = "head>robots";
/// Offers of one page that are watched.
const MAX_OFFERS: usize = 60;
/// A change of an offer weighs so much: somebody asked for it.
const OFFER: f64 = 0.8;
/// Without words: each is said whole by its reason.
const SAID_BY_REASONS: usize = 2;

/// The offers as blocks; `None` when the page sells nothing.
pub(in crate::ingest::read) fn of_offers(title: &NetText, offers: &[Offer]) -> Option<PageVersion> {
    let mut version = PageVersion { title: title.clone(), ..PageVersion::default() };
    let mut lines = Vec::new();
    for offer in offers.iter().take(MAX_OFFERS) {
        let named = [&offer.name, &offer.variant, &offer.seller].into_iter().flatten();
        let name = named.map(|part| part.clipped(80).to_string()).collect::<Vec<_>>().join(", ");
        let fields = [
            (PRICE, offer.price.map(|price| price.to_string())),
            (AVAILABILITY, offer.availability.map(|word| word.as_str().to_owned())),
            (RATING, offer.rating.map(|Rating { value, best }| format!("{value} / {best}"))),
        ];
        for (path, value) in fields {
            let Some(value) = value else { continue };
            lines.push(format!("{name} = {value}"));
            let aside = path == RATING;
            version.places.push(BlockPlace { path: path.to_owned(), aside, link: false });
        }
    }
    version.text = lines.join("\n").into();
    (!lines.is_empty()).then_some(version)
}

/// Adds what a site of one's own says to search engines, when it asks to be left out.
pub(in crate::ingest::read) fn add_robots(version: &mut PageVersion, page: &Html) {
    let robots = selector!("meta[name='robots' i], meta[name='googlebot' i]");
    let mut said = page.select(robots).filter_map(|meta| meta.value().attr("content")).take(20);
    if said.any(|said| said.to_ascii_lowercase().contains("noindex") || said.eq_ignore_ascii_case("none")) {
        version.text = format!("{}\nnoindex", version.text).into();
        version.places.push(BlockPlace { path: ROBOTS.to_owned(), aside: false, link: false });
    }
}

/// The words that should stand on the page and do not.
pub(in crate::ingest::read) fn missing<'w>(expect: &'w [String], version: &PageVersion) -> Vec<&'w str> {
    let text = plain(version.text.as_str());
    expect.iter().map(String::as_str).filter(|word| !text.contains(&plain(word))).collect()
}

/// Words as they compare, a space before and behind each.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for token in text.lines().flat_map(tokens) {
        match token {
            Token::Word(word) | Token::Number(word) | Token::Opaque(word) | Token::Time(word) => plain.push_str(&word),
            Token::Amount(value, unit) => plain.extend([value.to_string(), unit]),
            Token::Day(day) => plain.push_str(&day.to_string()),
        }
        plain.push(' ');
    }
    plain
}

/// Whether a block is a value, not a text of the page.
pub(super) fn is_typed(place: &BlockPlace) -> bool {
    [PRICE, AVAILABILITY, RATING, ROBOTS].contains(&place.path.as_str())
}

/// Whether a unit is a price that moved by less than what is to be told.
pub(super) fn is_small(what: &WatchFor, compared: &Compared<'_>, unit: &Unit) -> bool {
    let WatchFor::Offer { price_change } = what else { return false };
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return false };
    let (before, after) = (&compared.old[before], &compared.new[after]);
    if after.place.path != PRICE {
        return false;
    }
    let last = |tokens: &[Token]| match tokens.last() {
        Some(Token::Amount(value, unit)) => Some((*value, unit.clone())),
        _ => None,
    };
    let (Some((before, old_unit)), Some((after, new_unit))) = (last(&before.tokens), last(&after.tokens)) else {
        return false;
    };
    old_unit == new_unit && (after - before).abs() * 10_000 < before.abs() * i64::from(*price_change)
}

/// Tells a change in the words of its watch.
pub(super) fn tell(change: &mut NewChange, what: &WatchFor, compared: &Compared<'_>, sure: &[Unit]) {
    match what {
        WatchFor::Offer { .. } => offer(change, compared, sure),
        WatchFor::Site { .. } => {
            let hidden = |unit: &Unit| unit.after.is_some_and(|i| compared.new[i].place.path == ROBOTS);
            if sure.iter().any(hidden) {
                (change.kind, change.importance) = (ChangeKind::Site, 1.0);
                change.reasons.insert(0, ChangeReason::Noindex);
            }
        }
        WatchFor::Text | WatchFor::Terms => {}
    }
}

fn offer(change: &mut NewChange, compared: &Compared<'_>, sure: &[Unit]) {
    let said = |unit: &Unit| {
        let (before, after) = (&compared.old[unit.before?], &compared.new[unit.after?]);
        let word = |text: &str| NetText::new(text.rsplit(" = ").next().unwrap_or(text));
        (after.place.path == AVAILABILITY)
            .then(|| ChangeReason::Availability { before: word(before.text), after: word(after.text) })
    };
    let is_offer = |i: usize| compared.new[i].place.path.starts_with("offer>");
    if !sure.iter().any(|unit| unit.after.is_some_and(is_offer)) {
        return;
    }
    let availability: Vec<ChangeReason> = sure.iter().filter_map(said).take(SAID_BY_REASONS).collect();
    let is_matter = sure.iter().any(|unit| unit.after.is_some_and(|i| compared.new[i].place.path != RATING));
    change.kind = ChangeKind::Offer;
    change.importance = if is_matter { change.importance.max(OFFER) } else { change.importance };
    change.reasons.retain(|reason| matches!(reason, ChangeReason::Amount { .. } | ChangeReason::Named));
    change.reasons.extend(availability);
    if sure.len() <= SAID_BY_REASONS && change.reasons.len() >= sure.len() {
        change.diff.clear();
    }
}
