//! What takes turns or moves with the calendar on a page, eleventh kinds.

use super::super::dice::{at, below, chance, pick, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("tested promise", promise),
    ("front window", window),
    ("goes with it", goes_with),
    ("presented by", presented),
    ("dates of a tour", tour),
    ("latest reviews", reviews),
    ("ninety days", ninety),
    ("named in", named_in),
    ("seats from", fares),
    ("sought for", sought),
    ("helpers", helpers),
    ("colour of power", power),
    ("recipe", recipe),
    ("at the market", market),
    ("ferry", ferry),
    ("two editions", editions),
];

fn day(now: Moment, minute: i64) -> u64 {
    (now.minute + 1_440 - minute).unsigned_abs() / 1_440
}

fn nth<'t>(texts: &[&'t str], n: u64) -> &'t str {
    texts[usize::try_from(n % texts.len() as u64).unwrap_or_default()]
}

/// A test of two promises that begins on the third day and is over on the seventh.
fn promise(page: &str, now: Moment) -> String {
    let is_on = (2_900..9_300).contains(&now.minute);
    let text = if is_on && chance(50, &[now.seed, now.asked, 381]) {
        "Lancez-vous en dix minutes"
    } else {
        "La suite d'outils des indépendants"
    };
    first(page, &format!("<div class=\"hero\"><p>{text}</p><a href=\"/go\">Commencer</a></div>"))
}

/// One thing of five and what it costs, every five hours.
fn window(page: &str, now: Moment) -> String {
    let (what, price) =
        [("Théière Lo", 38), ("Tabouret Hêtre", 64), ("Carafe Ondée", 29), ("Coussin Drap", 33), ("Miroir Aube", 118)]
            [at(5, &[now.seed, now.hour() / 5, 382])];
    first(page, &format!("<div class=\"vit\"><p>{what}</p><p>{price},00 €</p><a href=\"/v\">Voir</a></div>"))
}

/// Three of nine, others every fourteen hours, with stars and prices.
fn goes_with(page: &str, now: Moment) -> String {
    const GOODS: &[&str] = &[
        "Housse 13 pouces",
        "USB-C hub",
        "Souris verticale",
        "Laptop stand",
        "Clavier mécanique",
        "Webcam 2K",
        "Casque ouvert",
        "Desk mat",
        "Lampe d'écran",
    ];
    let order = shuffled(GOODS.len(), &[now.seed, now.hour() / 14, 383]);
    let card = |&i: &usize| {
        let price = 19 + below(90, &[now.seed, i as u64, 384]);
        format!(
            "<div class=\"gw\"><a href=\"/g{i}\">{}</a><p>{} avis</p><p>{price},99 €</p></div>",
            GOODS[i],
            12 + i * 31
        )
    };
    last(page, &format!("<div class=\"gws\">{}</div>", order[..3].iter().map(card).collect::<String>()))
}

/// Every thirty-five hours.
fn presented(page: &str, now: Moment) -> String {
    let who = nth(&["Mutuelle du Phare", "Kestrel Bikes", "Cidres Le Gall", "Norwood Law"], now.hour() / 35 + now.seed);
    after_paragraph(page, 1, &format!("<div class=\"par\">Présenté par <b>{who}</b></div>"))
}

/// Each evening one is played, and gone at midnight; another one is announced at the end.
fn tour(page: &str, now: Moment) -> String {
    let today = now.minute / 1_440;
    let towns = ["Vannes", "Angers", "Leeds", "Tournai", "Cork", "Dole", "Ghent", "Sète", "York"];
    let row = |k: i64| {
        let date = 2 + today + k;
        let town = towns[usize::try_from((today + k).unsigned_abs() + now.seed).unwrap_or_default() % towns.len()];
        format!("<li>{date} mars – {town}, 20 h 30</li>")
    };
    last(
        page,
        &format!("<div class=\"tour\"><h4>En tournée</h4><ul>{}</ul></div>", (0..5).map(row).collect::<String>()),
    )
}

/// The last three of a shop, a new one each nineteen hours.
fn reviews(page: &str, now: Moment) -> String {
    let newest = (now.hour() + 11) / 19;
    let one = |k: u64| {
        let n = newest + 20 - k;
        let said = nth(
            &[
                "Colis ouvert, mais rien ne manquait.",
                "Fast and friendly.",
                "La couleur n'est pas celle de la photo.",
                "Third order, no regrets.",
                "Bon rapport qualité-prix.",
                "Took two weeks to come.",
                "Conforme.",
            ],
            n * 3 + now.seed,
        );
        let who = nth(&["Odile", "Marcus", "Lénaïg", "P. Okafor", "Yves-Marie"], n + now.seed);
        format!("<div class=\"av\"><p>{} étoiles – {who}</p><p>{said}</p></div>", 2 + below(4, &[now.seed, n, 385]))
    };
    after_paragraph(page, 6, &format!("<div class=\"avs\">{}</div>", (0..3).map(one).collect::<String>()))
}

/// What a status page says of three services, from one midnight to the next; for four hours on two days one is in trouble.
fn ninety(page: &str, now: Moment) -> String {
    let row = |(k, name): (u64, &&str)| {
        let missing = below(9, &[now.seed, now.hour() / 24, k, 386]);
        format!("<tr><td>{name}</td><td>99,9{missing} % sur 90 jours</td></tr>")
    };
    let rows: String = (0..).zip(&["CDN", "Courriels", "Webhooks"]).map(row).collect();
    let is_ill = now.hour() / 24 % 5 == 2 && (13..17).contains(&(now.hour() % 24));
    let note = if is_ill { "<p>Courriels : retards en cours d'examen</p>" } else { "" };
    last(page, &format!("<div class=\"prest\"><h4>Nos prestataires</h4>{note}<table>{rows}</table></div>"))
}

/// Three titles of the press, a new one on top each thirty-eight hours.
fn named_in(page: &str, now: Moment) -> String {
    let newest = (now.hour() + 9) / 38;
    let titles = [
        "Le cuir vegan passe la seconde",
        "Ten tools we kept",
        "Enquête : les paniers abandonnés",
        "Where studios buy",
        "Ils ont quitté Paris",
        "A quiet year for retail",
        "Petites séries, grands effets",
    ];
    let row =
        |k: u64| format!("<li><a href=\"/p{}\">{}</a></li>", newest + 9 - k, nth(&titles, newest + 9 - k + now.seed));
    last(page, &format!("<div class=\"pr\"><ul>{}</ul></div>", (0..3).map(row).collect::<String>()))
}

/// Somebody else's trains, every nine hours.
fn fares(page: &str, now: Moment) -> String {
    let fare = |k: u64| 19 + 5 * below(14, &[now.seed, now.hour() / 9, k, 387]);
    after_paragraph(
        page,
        5,
        &format!("<p class=\"tr\">Paris–Lyon dès {} €, Lille–Nantes dès {} €</p>", fare(1), fare(2)),
    )
}

/// Four of ten, every six hours.
fn sought(page: &str, now: Moment) -> String {
    const WORDS: &[&str] =
        &["poêle", "raincoat", "hamac", "tent", "gourde", "headlamp", "bottes", "map case", "filet", "kayak"];
    let order = shuffled(WORDS.len(), &[now.seed, now.hour() / 6, 388]);
    let word = |&i: &usize| format!("<a href=\"/q{i}\">{}</a> ", WORDS[i]);
    let words: String = order[..4].iter().map(word).collect();
    first(page, &format!("<div class=\"sgt\">{words}</div>"))
}

/// Who helped most this week, and how often.
fn helpers(page: &str, now: Moment) -> String {
    let mut all: Vec<(i64, &str)> = ["Solène", "bricoleur56", "Anh", "Mr. Patch", "Théo L."]
        .into_iter()
        .zip(0..)
        .map(|(who, k)| (30 + now.minute * (3 + below(5, &[now.seed, k, 389]).cast_signed()) / 900, who))
        .collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    let row = |(many, who): &(i64, &str)| format!("<li><span>{who}</span> <span>{many} solutions</span></li>");
    last(page, &format!("<div class=\"hl\"><ol>{}</ol></div>", all.iter().take(4).map(row).collect::<String>()))
}

/// Each morning at eleven, the colour of the next day.
fn power(page: &str, now: Moment) -> String {
    let (colour, price) =
        [("bleu", "0,1494"), ("blanc", "0,1730"), ("rouge", "0,6468")][at(3, &[now.seed, day(now, 660), 390])];
    first(
        page,
        &format!("<div class=\"tmp\"><b>Demain : jour {colour}</b><p>{price} €/kWh en heures pleines</p></div>"),
    )
}

/// Each evening at six.
fn recipe(page: &str, now: Moment) -> String {
    let (what, how) = [
        ("Soupe d'orties", "Gantez-vous, cueillez, ébouillantez."),
        ("Leek pie", "Sweat the leeks, do not brown them."),
        ("Chou farci", "Une nuit au frais avant de le cuire."),
        ("Barley risotto", "Stir less than you think."),
        ("Tarte au sarrasin", "Beurre froid, gestes vifs."),
    ][usize::try_from((day(now, 1_080) + now.seed) % 5).unwrap_or_default()];
    last(
        page,
        &format!("<div class=\"rec\"><h4>{what}</h4><p>{how}</p><p>{} min</p></div>", 20 + 5 * (day(now, 1_080) % 8)),
    )
}

/// Four goods and what a kilo costs, each day at half past seven but Mondays.
fn market(page: &str, now: Moment) -> String {
    let days = day(now, 450);
    let slot = if days % 7 == 1 { days - 1 } else { days };
    let row = |(k, name): (u64, &&str)| {
        let cents = 120 + 5 * below(60, &[now.seed, slot, k, 391]);
        format!("<tr><td>{name}</td><td>{},{:02} € le kg</td></tr>", cents / 100, cents % 100)
    };
    let rows: String = (0..).zip(&["Carottes", "Poireaux", "Pommes", "Endives"]).map(row).collect();
    last(page, &format!("<table class=\"cours\"><caption>Cours du marché</caption>{rows}</table>"))
}

/// The next two, by the hour; cancelled when the wind is strong.
fn ferry(page: &str, now: Moment) -> String {
    let next = now.hour() / 3 * 3;
    let row = |k: u64| {
        let hour = next + 3 * k;
        let state = if chance(15, &[now.seed, hour, 392]) { "annulé" } else { "à l'heure" };
        format!("<li>{} h 10, île : {state}</li>", hour % 24)
    };
    after_paragraph(page, 8, &format!("<ul class=\"bac\">{}{}</ul>", row(1), row(2)))
}

/// Mornings and evenings, another greeting and another leader.
fn editions(page: &str, now: Moment) -> String {
    let turn = (now.minute + 420).unsigned_abs() / 720;
    let name = if turn.is_multiple_of(2) { "Édition du soir" } else { "Édition du matin" };
    let leader = pick(
        &["Le port tourne au ralenti", "Rents rise again", "Un quai pour trois", "The long vote", "La crue s'éloigne"],
        &[now.seed, turn, 393],
    );
    first(page, &format!("<div class=\"ed\"><p>{name}</p><p>{leader}</p></div>"))
}
