//! What differs on a page without being news, eleventh kinds: who looks, who is signed in, where from, what scripts put in.

use super::super::dice::{below, chance, pick, roll};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("account", account),
    ("plan toggle", toggle),
    ("from another country", geo),
    ("partners in consent", consent),
    ("form token", token),
    ("people look", look),
    ("stock left", stock),
    ("converted", converted),
    ("bones", bones),
    ("date by locale", locale),
    ("store of apps", store),
    ("adviser", adviser),
    ("trees", trees),
    ("gold", gold),
    ("emergency", emergency),
    ("made by", made_by),
];

/// One of two in three answers comes from a session that somebody else left open.
fn account(page: &str, now: Moment) -> String {
    let text = if chance(35, &[now.seed, now.asked, 362]) { "Mon compte | Panier (2)" } else { "Se connecter" };
    first(page, &format!("<div class=\"acc\"><a href=\"/c\">{text}</a></div>"))
}

/// Prices by the month or by the year, as whoever came before had left it.
fn toggle(page: &str, now: Moment) -> String {
    let (by, one, two) = if chance(50, &[now.seed, now.asked, 363]) {
        ("Facturation mensuelle", "15 €/mois", "39 €/mois")
    } else {
        ("Facturation annuelle, deux mois offerts", "12,50 €/mois", "32,50 €/mois")
    };
    after_paragraph(
        page,
        4,
        &format!("<div class=\"tog\"><p>{by}</p><p>Partenaire Basic : {one}</p><p>Partenaire Pro : {two}</p></div>"),
    )
}

/// Some answers are sent to a machine that takes the reader for a foreigner.
fn geo(page: &str, now: Moment) -> String {
    if !chance(30, &[now.seed, now.asked, 364]) {
        return page.to_owned();
    }
    let from = pick(&["de Belgique", "de Suisse", "du Québec", "d'Irlande"], &[now.seed, now.asked, 365]);
    first(
        page,
        &format!("<div class=\"geo\"><p>Vous venez {from} ? Choisissez votre site.</p><button>Y aller</button></div>"),
    )
}

fn consent(page: &str, now: Moment) -> String {
    let partners = 1_380 + below(90, &[now.seed, now.hour() / 5, 366]);
    last(
        page,
        &format!("<p class=\"cmp\">Nous et nos {partners} partenaires gardons des traceurs sur votre appareil.</p>"),
    )
}

fn token(page: &str, now: Moment) -> String {
    let token = roll(&[now.seed, now.asked, 367]);
    last(
        page,
        &format!(
            "<form><p>Votre avis</p><label>authenticity_token {token:016x}</label><button>Envoyer</button></form>"
        ),
    )
}

fn look(page: &str, now: Moment) -> String {
    let many = 3 + below(40, &[now.seed, now.asked, 368]);
    after_paragraph(page, 2, &format!("<div class=\"pk\">{many} visiteurs ont cette page sous les yeux</div>"))
}

/// One less every four hours or so, and more once it is filled up.
fn stock(page: &str, now: Moment) -> String {
    let left = 24 - (now.hour() / 4 + now.seed) % 22;
    after_paragraph(
        page,
        5,
        &format!("<div class=\"stk\"><span>Plaid des îles</span> <span>{left} en rayon</span></div>"),
    )
}

/// Somebody else's subscription in the reader's money, by the rate of the hour.
fn converted(page: &str, now: Moment) -> String {
    let cents = 5_290 + below(60, &[now.seed, now.hour() / 6, 369]);
    last(page, &format!("<p class=\"cv\">49 € ≈ {}.{:02} $ au cours du moment</p>", cents / 100, cents % 100))
}

/// Boxes that a script fills, when it is in time.
fn bones(page: &str, now: Moment) -> String {
    let text = if chance(40, &[now.seed, now.asked, 370]) {
        "<p>░░░░░░░</p><p>– / 5</p>".to_owned()
    } else {
        format!("<p>Noté par la presse</p><p>4,{} / 5</p>", 3 + now.hour() / 50 % 3)
    };
    after_paragraph(page, 7, &format!("<div class=\"sk\">{text}</div>"))
}

/// One of three front ends writes the day as Germans do, one as Americans.
fn locale(page: &str, now: Moment) -> String {
    let day = now.date().0;
    let written = match below(3, &[now.seed, now.asked, 371]) {
        0 => format!("Stand: {day:02}.03.2026"),
        1 => format!("As of Mar {day}, 2026"),
        _ => format!("Au {day} mars 2026"),
    };
    last(page, &format!("<p class=\"au\">{written}</p>"))
}

fn store(page: &str, now: Moment) -> String {
    let tenths = 44 + below(3, &[now.seed, now.hour() / 17, 372]);
    let rank = 11 + below(8, &[now.seed, now.hour() / 3, 373]);
    let thousands = 124 + now.minute / 700;
    last(
        page,
        &format!(
            "<div class=\"app\"><p>{},{} ★ sur {},{} k notes</p><p>N° {rank} en productivité</p><p>Gratuit</p></div>",
            tenths / 10,
            tenths % 10,
            thousands / 10,
            thousands % 10
        ),
    )
}

/// From nine to six somebody is there, more or less at once.
fn adviser(page: &str, now: Moment) -> String {
    let wait = 1 + below(12, &[now.seed, now.asked, 374]);
    let text = match now.minute / 60 % 24 {
        9..=17 => format!("Camille vous répond en {wait} min"),
        _ => "Laissez un message, nous revenons à 9 h".to_owned(),
    };
    last(page, &format!("<div class=\"tchat\">{text}</div>"))
}

fn trees(page: &str, now: Moment) -> String {
    let trees = 34_212 + now.minute / 47;
    after_paragraph(
        page,
        3,
        &format!("<p class=\"arb\">{} {:03} arbres plantés avec nous</p>", trees / 1_000, trees % 1_000),
    )
}

/// By the quarter of an hour, but for Saturdays and Sundays.
fn gold(page: &str, now: Moment) -> String {
    let day = now.minute / 1_440;
    let slot = if day % 7 < 5 { now.minute / 15 } else { (day - day % 7 + 5) * 96 };
    let cents = 7_780 + below(160, &[now.seed, slot.unsigned_abs(), 375]);
    first(
        page,
        &format!("<div class=\"or\">Or {},{:02} €/g, argent 0,{} €/g</div>", cents / 100, cents % 100, 86 + cents % 7),
    )
}

fn emergency(page: &str, now: Moment) -> String {
    let slot = now.minute.unsigned_abs() / 40;
    let wait = 35 + 5 * below(50, &[now.seed, slot, 376]);
    after_paragraph(page, 6, &format!("<p class=\"urg\">Aux urgences : {} h {:02} d'attente</p>", wait / 60, wait % 60))
}

/// A new image is rolled out twice a day or so, machine by machine.
fn made_by(page: &str, now: Moment) -> String {
    let image = now.hour() / 11 - u64::from(now.hour() >= 11 && chance(20, &[now.seed, now.asked, 377]));
    last(
        page,
        &format!(
            "<small>web-{} / {:x}</small>",
            below(6, &[now.seed, now.asked, 378]),
            roll(&[now.seed, image, 379]) >> 32
        ),
    )
}
