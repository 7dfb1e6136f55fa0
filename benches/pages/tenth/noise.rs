//! What differs on a page without being news, tenth kinds: stations, counters, pledges, and what takes turns.

use super::super::dice::{at, below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("counter", counter),
    ("departures", departures),
    ("pledges", pledges),
    ("in baskets", baskets),
    ("rank", rank),
    ("spot price", spot),
    ("build", build),
    ("poll", poll),
    ("ends in", ends),
    ("greeting", greeting),
    ("sources", sources),
];

pub(crate) const TURNS: &[(&str, Inject)] = &[
    ("partners' offers", offers),
    ("two rooms", rooms),
    ("episode", episode),
    ("what clients say", clients),
    ("pump", pump),
    ("draw", draw),
    ("quote", quote),
    ("staff pick", staff_pick),
    ("colour of the day", vigilance),
];

fn counter(page: &str, now: Moment) -> String {
    let wait = below(55, &[now.seed, now.minute.unsigned_abs() / 20, 321]);
    first(page, &format!("<div class=\"att\">Attente au guichet : {wait} min, ticket {}</div>", 100 + now.asked % 800))
}

fn departures(page: &str, now: Moment) -> String {
    let row = |k: i64| {
        let at = now.minute + 9 + 13 * k;
        let to = pick(&["Redon", "Quimper", "Le Croisic", "Rennes"], &[now.seed, (at / 13).unsigned_abs(), 322]);
        format!("<tr><td>{} h {:02}</td><td>{to}</td><td>voie {}</td></tr>", at / 60 % 24, at % 60, 1 + at % 6)
    };
    last(page, &format!("<table class=\"dep\">{}</table>", (0..4).map(row).collect::<String>()))
}

/// Somebody gives every two hours or so.
fn pledges(page: &str, now: Moment) -> String {
    let gave = 30 + now.minute / 130;
    after_paragraph(
        page,
        4,
        &format!(
            "<div class=\"dons\"><b>{} €</b><p>récoltés sur 20 000 €</p><p>{gave} donateurs</p></div>",
            1_200 + gave * 35
        ),
    )
}

fn baskets(page: &str, now: Moment) -> String {
    let many = 2 + below(30, &[now.seed, now.hour() / 2, 323]);
    after_paragraph(page, 2, &format!("<p class=\"pn\">Dans {many} paniers en ce moment</p>"))
}

fn rank(page: &str, now: Moment) -> String {
    let rank = 8 + below(9, &[now.seed, now.hour() / 6, 324]);
    last(page, &format!("<p class=\"rg\">N° {rank} de nos ventes en cuisine</p>"))
}

fn spot(page: &str, now: Moment) -> String {
    let cents = 4_000 + below(9_000, &[now.seed, now.hour(), 325]);
    first(page, &format!("<div class=\"spot\">Prix spot : {},{:02} €/MWh</div>", cents / 100, cents % 100))
}

fn build(page: &str, now: Moment) -> String {
    let deploy = now.hour() / 29;
    last(
        page,
        &format!(
            "<small>v4.{}.{} ({:x})</small>",
            deploy,
            below(9, &[now.seed, deploy, 326]),
            roll(&[now.seed, deploy, 327]) >> 36
        ),
    )
}

fn poll(page: &str, now: Moment) -> String {
    let votes = 700 + now.minute / 11;
    let yes = 48 + below(6, &[now.seed, now.hour() / 3, 328]);
    last(
        page,
        &format!("<div class=\"vote\"><p>Pour : {yes} %</p><p>Contre : {} %</p><p>{votes} votes</p></div>", 100 - yes),
    )
}

fn ends(page: &str, now: Moment) -> String {
    let left = 14 * 1_440 - now.minute;
    after_paragraph(
        page,
        3,
        &format!("<p class=\"fin\">Fin dans {} j {} h {} min</p>", left / 1_440, left / 60 % 24, left % 60),
    )
}

fn greeting(page: &str, now: Moment) -> String {
    let hello = match now.minute / 60 % 24 {
        5..=11 => "Bonne matinée",
        12..=17 => "Bon après-midi",
        18..=21 => "Bonne soirée",
        _ => "Bonne nuit",
    };
    first(page, &format!("<p class=\"hi\">{hello} !</p>"))
}

/// One of two front ends answers, which say the same in other words.
fn sources(page: &str, now: Moment) -> String {
    let text = if chance(50, &[now.seed, now.asked, 329]) { "Partagez cette page" } else { "Envoyer à un ami" };
    last(page, &format!("<div class=\"env\"><button>{text}</button></div>"))
}

/// Four of eight, others every thirty-one hours, each with what it was and what it is.
fn offers(page: &str, now: Moment) -> String {
    const GOODS: &[&str] = &[
        "Bottes Aran",
        "Sac Velo",
        "Montre Ilo",
        "Tapis Sémaphore",
        "Plaid Connemara",
        "Valise Cabo",
        "Veste Huit",
        "Bol Grès",
    ];
    let turn = now.hour() / 31;
    let card = |&i: &usize| {
        let price = 20 + below(70, &[now.seed, turn, i as u64, 331]);
        format!(
            "<div class=\"of\"><a href=\"/o{i}\">{}</a><p>{price},90 € <s>{},90 €</s></p></div>",
            GOODS[i],
            price + 15
        )
    };
    let order = shuffled(GOODS.len(), &[now.seed, turn, 332]);
    last(page, &format!("<div class=\"ofs\">{}</div>", order[..4].iter().map(card).collect::<String>()))
}

/// What a night costs in two rooms of somebody else's, each day at four in the morning.
fn rooms(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_200).unsigned_abs() / 1_440;
    let night = |k: u64| 60 + below(80, &[now.seed, day, k, 333]);
    after_paragraph(
        page,
        5,
        &format!(
            "<div class=\"ch\"><h4>Où dormir</h4><p>Chambre sur cour dès {} €</p><p>Chambre sur mer dès {} €</p></div>",
            night(1),
            night(2)
        ),
    )
}

/// Each twenty-six hours.
fn episode(page: &str, now: Moment) -> String {
    let n = now.hour() / 26;
    let what = pick(
        &["Les mains du luthier", "A bridge too narrow", "Le sel et la faim", "What bees know"],
        &[now.seed, n, 334],
    );
    last(page, &format!("<div class=\"pod\"><h4>Épisode {}</h4><p>{what}</p><p>{} min</p></div>", 41 + n, 20 + n % 17))
}

/// Every thirty-three hours.
fn clients(page: &str, now: Moment) -> String {
    let (who, what) = [
        ("Maëlle R.", "Livré en deux jours, et bien emballé."),
        ("J. Abbot", "They answered on a Sunday."),
        ("Famille Lott", "Un devis clair, tenu au centime."),
        ("Priya", "I would buy it again tomorrow."),
        ("Gaspard", "Montage simple, notice un peu courte."),
    ][at(5, &[now.seed, now.hour() / 33, 335])];
    after_paragraph(page, 6, &format!("<blockquote class=\"cl\"><p>{what}</p><footer>{who}</footer></blockquote>"))
}

/// Fuel at three pumps, each morning at six.
fn pump(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_080).unsigned_abs() / 1_440;
    let row =
        |(k, name): (u64, &&str)| format!("<li>{name} : 1,{:03} €/l</li>", 640 + below(140, &[now.seed, day, k, 336]));
    let rows: String = (0..).zip(&["Gazole", "SP95-E10", "SP98"]).map(row).collect();
    last(page, &format!("<div class=\"st\"><h4>À la pompe</h4><ul>{rows}</ul></div>"))
}

/// Wednesdays and Saturdays, at nine at night.
fn draw(page: &str, now: Moment) -> String {
    let turn = (now.minute + 1_620).unsigned_abs() / 5_040;
    let ball = |k: u64| 1 + below(49, &[now.seed, turn, k, 337]);
    last(page, &format!("<p class=\"tir\">Tirage : {} {} {} {} {}</p>", ball(1), ball(2), ball(3), ball(4), ball(5)))
}

/// Each day at noon.
fn quote(page: &str, now: Moment) -> String {
    let day = (now.minute + 720).unsigned_abs() / 1_440;
    let text = [
        "Qui trop embrasse mal étreint.",
        "Still waters run deep.",
        "À bon chat, bon rat.",
        "Make hay while the sun shines.",
        "Chose promise, chose due.",
        "A stitch in time saves nine.",
    ][usize::try_from((day + now.seed) % 6).unwrap_or_default()];
    after_paragraph(page, 1, &format!("<aside-note><em>{text}</em></aside-note>"))
}

/// Every fifty hours.
fn staff_pick(page: &str, now: Moment) -> String {
    let turn = now.hour() / 50;
    let what = pick(&["Le Chant du bouc", "Salt Roads", "Onze fenêtres", "The Quiet Ledger"], &[now.seed, turn, 338]);
    let who = pick(&["Inès", "Bram", "Solveig"], &[now.seed, turn, 339]);
    last(page, &format!("<div class=\"lib\"><p>{what}</p><p>Choisi par {who}</p><p>{},50 €</p></div>", 8 + turn % 13))
}

/// Each day at six in the morning and four in the afternoon.
fn vigilance(page: &str, now: Moment) -> String {
    let turn = (now.minute + 480).unsigned_abs() / 720;
    let level = pick(&["verte", "jaune", "orange"], &[now.seed, turn, 340]);
    first(page, &format!("<div class=\"vig\">Vigilance {level} : vent, pluie-inondation</div>"))
}
