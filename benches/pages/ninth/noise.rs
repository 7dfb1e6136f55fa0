//! What differs on a page without being news, ninth kinds: bids, mixes, badges, what scripts and servers add.

use super::super::dice::{below, chance, pick, roll};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("bids", bids),
    ("coin", coin),
    ("mix", mix),
    ("live score", score),
    ("flights from", flights),
    ("in store", in_store),
    ("parking", parking),
    ("water", water),
    ("commit", commit),
    ("cached at", cached),
    ("order before", order_before),
    ("depends on it", dependents),
    ("helped", helped),
    ("two buttons", two_buttons),
    ("your place", place),
];

/// A sale beside the page: a higher bid every few hours.
fn bids(page: &str, now: Moment) -> String {
    let bids = 4 + now.minute / 290;
    let sum = 300 + bids * 40;
    after_paragraph(
        page,
        3,
        &format!("<div class=\"encan\"><p>Lot 117</p><p>Enchère en cours : {sum} €</p><p>{bids} offres</p></div>"),
    )
}

fn coin(page: &str, now: Moment) -> String {
    let slot = now.minute.unsigned_abs() / 10;
    let price = 58_000 + below(4_000, &[now.seed, slot, 262]);
    let by = below(390, &[now.seed, slot, 263]);
    first(
        page,
        &format!(
            "<div class=\"coin\">BTC {} {:03} $ ({}{},{:02} % sur 24 h)</div>",
            price / 1_000,
            price % 1_000,
            if by.is_multiple_of(2) { '+' } else { '-' },
            by / 100,
            by % 100
        ),
    )
}

/// What a country's current is made of, by the half-hour.
fn mix(page: &str, now: Moment) -> String {
    let slot = now.minute.unsigned_abs() / 30;
    let row = |(i, name): (u64, &&str)| {
        format!("<tr><td>{name}</td><td>{} %</td></tr>", 4 + below(38, &[now.seed, slot, i, 264]))
    };
    let rows: String = (0..).zip(&["Nucléaire", "Hydraulique", "Éolien", "Solaire"]).map(row).collect();
    last(page, &format!("<table class=\"mx\">{rows}</table>"))
}

/// From eight to ten at night a match is on; until the next one, its result stands there.
fn score(page: &str, now: Moment) -> String {
    let day = (now.minute - 1_200).div_euclid(1_440);
    let played = (now.minute - 1_200 - day * 1_440).min(120).unsigned_abs();
    let goals = |side: u64| (0..played / 20).filter(|&k| chance(25, &[now.seed, day.unsigned_abs(), side, k])).count();
    let teams =
        pick(&["Lorient – Dijon", "Barrow – Crewe", "Pau – Caen", "Gent – Genk"], &[now.seed, day.unsigned_abs(), 265]);
    let state = if played < 120 { format!("{}'", played * 3 / 4) } else { "terminé".to_owned() };
    last(
        page,
        &format!("<div class=\"mt\"><span>{teams}</span> <b>{} - {}</b> <i>{state}</i></div>", goals(266), goals(267)),
    )
}

/// The lowest fare of somebody else's flights, every seven hours.
fn flights(page: &str, now: Moment) -> String {
    let fare = |k: u64| 29 + below(60, &[now.seed, now.hour() / 7, k, 268]);
    after_paragraph(
        page,
        5,
        &format!(
            "<div class=\"vols\"><a href=\"/lis\">Lisbonne dès {} €</a> <a href=\"/bri\">Bari dès {} €</a> <a href=\"/por\">Porto dès {} €</a></div>",
            fare(1),
            fare(2),
            fare(3)
        ),
    )
}

fn in_store(page: &str, now: Moment) -> String {
    let left = 1 + below(7, &[now.seed, now.hour() / 5, 269]);
    after_paragraph(page, 1, &format!("<p class=\"mag\">Plus que {left} exemplaires dans votre magasin</p>"))
}

fn parking(page: &str, now: Moment) -> String {
    let free = |k: u64| below(400, &[now.seed, now.asked / 2, k, 270]);
    last(page, &format!("<ul class=\"pk\"><li>Gare : {} places</li><li>Halles : {} places</li></ul>", free(1), free(2)))
}

/// Each hour by a tenth or two.
fn water(page: &str, now: Moment) -> String {
    let tenths = 272 + below(9, &[now.seed, now.hour(), 271]);
    first(page, &format!("<p>Grand bassin : {},{} °C</p>", tenths / 10, tenths % 10))
}

/// Every nine hours.
fn commit(page: &str, now: Moment) -> String {
    let slot = now.hour() / 9;
    let what = pick(
        &["Fix a leak in the pool", "Bump two crates", "Revert the cache", "Say why it failed", "Tidy the parser"],
        &[now.seed, slot, 272],
    );
    let hash = roll(&[now.seed, slot, 273]) % 0x1000_0000;
    last(page, &format!("<div class=\"git\"><code>{hash:07x}</code> <span>{what}</span></div>"))
}

fn cached(page: &str, now: Moment) -> String {
    let (hour, minute, second) = now.clock();
    let node = pick(&["fra-12", "cdg-3", "lhr-7", "ams-1"], &[now.seed, now.asked, 274]);
    last(
        page,
        &format!("<p>Copie servie par {node}, {hour:02}:{minute:02}:{second:02}, {} ko</p>", 80 + now.asked % 17),
    )
}

/// Until two in the afternoon for the next day, then for the one after.
fn order_before(page: &str, now: Moment) -> String {
    const NAMES: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let day = usize::try_from((now.minute + 600) / 1_440 + 1).unwrap_or_default();
    after_paragraph(
        page,
        2,
        &format!("<p class=\"liv\">Commandez avant 14 h, livré {} {} mars</p>", NAMES[day % 7], day + 2),
    )
}

fn dependents(page: &str, now: Moment) -> String {
    let users = 4_231 + now.minute / 400;
    after_paragraph(page, 4, &format!("<div>Used by {},{:03} repositories</div>", users / 1_000, users % 1_000))
}

fn helped(page: &str, now: Moment) -> String {
    let yes = 61 + now.minute / 700;
    last(page, &format!("<div class=\"hp\">Cette page vous a-t-elle aidé ? Oui ({yes}) Non ({})</div>", 7 + yes / 30))
}

/// Two tests at once, by visit.
fn two_buttons(page: &str, now: Moment) -> String {
    let one = if chance(50, &[now.seed, now.asked, 275]) { "Être rappelé" } else { "Parler à un conseiller" };
    let other = if chance(35, &[now.seed, now.asked, 276]) { "<p>Réponse en deux minutes</p>" } else { "" };
    after_paragraph(page, 6, &format!("<div class=\"cta\"><button>{one}</button>{other}</div>"))
}

/// Where the server believes its reader to be.
fn place(page: &str, now: Moment) -> String {
    let town = pick(&["Roubaix", "Paris 2e", "Strasbourg", "Francfort"], &[now.seed, now.asked / 3, 277]);
    first(page, &format!("<div class=\"loc\">Près de {town} <a href=\"/l\">Modifier</a></div>"))
}
