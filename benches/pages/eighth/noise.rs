//! What differs on a page without being news, eighth kinds: figures, stamps, tests and what scripts add.

use super::super::dice::{at, below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last, replaced};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("uptime", uptime),
    ("sizes left", sizes),
    ("bought a moment ago", bought),
    ("slides", slides),
    ("prices checked", checked),
    ("two ways to write", two_ways),
    ("wait at the desk", desk),
    ("questions asked", questions),
    ("seats left", seats),
    ("connected", connected),
    ("lines between", lines_between),
    ("searched for", searched),
    ("odd and even", odd_even),
    ("read more", read_more),
    ("sorted", sorted),
    ("numbered links", numbered),
];

/// Each morning at four.
fn uptime(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_200).unsigned_abs() / 1_440;
    let share = 9_990 + below(10, &[now.seed, day, 212]);
    last(
        page,
        &format!(
            "<div class=\"up\"><span>API</span> <span>{}.{:02} % uptime over the past 90 days</span></div>",
            share / 100,
            share % 100
        ),
    )
}

fn sizes(page: &str, now: Moment) -> String {
    let left = |k: u64| 1 + below(6, &[now.seed, now.hour() / 2, k]);
    after_paragraph(
        page,
        2,
        &format!(
            "<table class=\"sz\"><tr><th>36</th><th>38</th><th>40</th></tr><tr><td>{} pièces</td><td>{} pièces</td><td>{} pièces</td></tr></table>",
            left(213),
            left(214),
            left(215)
        ),
    )
}

fn bought(page: &str, now: Moment) -> String {
    if !chance(45, &[now.seed, now.asked, 216]) {
        return page.to_owned();
    }
    let town = pick(&["Nancy", "Leeds", "Pau", "Gent", "Caen", "Cork"], &[now.seed, now.asked, 217]);
    let what = pick(&["le modèle bleu", "two of these", "la grande taille"], &[now.seed, now.asked, 218]);
    last(page, &format!("<div class=\"pop-in\">Quelqu'un à {town} vient de prendre {what}</div>"))
}

/// The slide that was on when the answer was made comes first, and the others are not there.
fn slides(page: &str, now: Moment) -> String {
    let (title, text) = [
        ("Un printemps à la campagne", "Trois nuits, petit déjeuner compris, dans huit maisons."),
        ("The long weekend", "Trains, trams and a bed, all in one booking."),
        ("Partir à deux pas", "Des idées à moins d'une heure de chez vous."),
    ][at(3, &[now.seed, now.asked, 219])];
    first(page, &format!("<section class=\"hero\"><h2>{title}</h2><p>{text}</p></section>"))
}

/// Each morning at ten past seven.
fn checked(page: &str, now: Moment) -> String {
    let day = 1 + (now.minute + 1_010) / 1_440;
    after_paragraph(page, 3, &format!("<p>Prix relevés le {day:02}/03/2026 à 07:10 dans 214 magasins</p>"))
}

/// Two servers, of which one writes cents.
fn two_ways(page: &str, now: Moment) -> String {
    let price = if chance(50, &[now.seed, now.asked, 220]) { "à partir de 64 €" } else { "À partir de 64,00 €" };
    after_paragraph(page, 1, &format!("<p class=\"from\">{price}</p>"))
}

fn desk(page: &str, now: Moment) -> String {
    let number = 100 + now.minute % 1_440 / 6;
    let wait = 5 * (1 + below(9, &[now.seed, now.minute.unsigned_abs() / 20, 221]));
    first(page, &format!("<div class=\"q\"><p>Ticket appelé : A{number}</p><p>Attente : environ {wait} min</p></div>"))
}

fn questions(page: &str, now: Moment) -> String {
    let count = 61 + now.minute / 1_300;
    after_paragraph(page, 4, &format!("<p>{count} personnes ont posé une question sur cette page</p>"))
}

/// Fewer every nine hours, and a new room when none is left.
fn seats(page: &str, now: Moment) -> String {
    let left = 14 - (now.hour() / 9 + now.seed % 7) % 13;
    after_paragraph(page, 5, &format!("<div>Il reste <b>{left}</b> places pour la séance de 20 h</div>"))
}

/// Who answered is marked while connected.
fn connected(page: &str, now: Moment) -> String {
    let row = |(i, (name, said)): (usize, &(&str, &str))| {
        let mark = if chance(40, &[now.seed, now.hour() / 2, i as u64, 222]) { " En ligne" } else { "" };
        format!("<div class=\"msg\"><b>{name}{mark}</b><p>{said}</p></div>")
    };
    let rows: String = [
        ("Gaëtan", "J'ai remplacé la pompe, tout est rentré dans l'ordre."),
        ("rosie_m", "Check the fuse under the left panel first."),
        ("Oumar", "Même modèle, même panne, merci pour la piste."),
    ]
    .iter()
    .enumerate()
    .map(row)
    .collect();
    last(page, &format!("<div class=\"msgs\">{rows}</div>"))
}

/// Three lines of an advertiser between two paragraphs, others every five hours.
fn lines_between(page: &str, now: Moment) -> String {
    let (one, two, three) = [
        ("Cuisines Delvaux", "La pose est offerte ce mois-ci", "Prendre rendez-vous"),
        ("Kettle & Crumb", "Tea worth getting up for", "See the range"),
        ("Mutuelle des Deux Rives", "Un devis en deux minutes", "Comparer"),
        ("Harbour Loans", "Borrow without the paperwork", "Apply now"),
        ("Vélos Courtois", "Le cargo qui remplace la voiture", "Essayer"),
    ][at(5, &[now.seed, now.hour() / 5, 223])];
    after_paragraph(page, 6, &format!("<div class=\"nx\"><p>{one}</p><p>{two}</p><p>{three}</p></div>"))
}

fn searched(page: &str, now: Moment) -> String {
    const WORDS: &[&str] = &[
        "carte grise",
        "impôts",
        "bank holidays",
        "passeport",
        "school terms",
        "chèque énergie",
        "council tax",
        "allocation",
    ];
    let order = shuffled(WORDS.len(), &[now.seed, now.hour() / 2, 224]);
    let item = |&i: &usize| format!("<li><a href=\"/s?q={i}\">{}</a></li>", WORDS[i]);
    last(page, &format!("<div class=\"srch\"><ul>{}</ul></div>", order[..4].iter().map(item).collect::<String>()))
}

/// Two servers, of which one has not the last words of the menu.
fn odd_even(page: &str, now: Moment) -> String {
    let more =
        if chance(30, &[now.seed, now.asked, 225]) { "" } else { "<li><a href=\"/pro\">Professionnels</a></li>" };
    first(
        page,
        &format!(
            "<ul class=\"m\"><li><a href=\"/p\">Particuliers</a></li>{more}<li><a href=\"/c\">Contact</a></li></ul>"
        ),
    )
}

fn read_more(page: &str, now: Moment) -> String {
    let word = pick(&["Lire la suite", "Continuer", "Show more", "Voir tout"], &[now.seed, now.asked, 226]);
    after_paragraph(page, 7, &format!("<div><button type=\"button\">{word}</button></div>"))
}

/// Opinions by what readers found useful, in an order that turns with the votes.
fn sorted(page: &str, now: Moment) -> String {
    const SAID: &[(&str, &str)] = &[
        ("Sobre et solide.", "Utile pour"),
        ("Two winters in and still fine.", "Helpful to"),
        ("Un peu lourd à porter.", "Utile pour"),
        ("Would buy again.", "Helpful to"),
    ];
    let order = shuffled(SAID.len(), &[now.seed, now.hour() / 3, 227]);
    let row = |&i: &usize| {
        let votes = 9 + i as u64 + now.hour() / (7 + i as u64);
        format!("<div class=\"rv\"><p>{}</p><small>{} {votes} personnes</small></div>", SAID[i].0, SAID[i].1)
    };
    last(page, &format!("<section>{}</section>", order.iter().map(row).collect::<String>()))
}

/// Each link is given a number of the visit.
fn numbered(page: &str, now: Moment) -> String {
    let visit = roll(&[now.seed, now.asked, 228]) % 100_000;
    let page = replaced(page, "href=\"(/[^\"?]*)\"", &format!("href=\"$1?v={visit}\""));
    last(&page, &format!("<p class=\"v\">Visite n° {visit}</p>"))
}
