//! What takes turns or moves with the calendar on a page, twelfth kinds.

use super::super::dice::{at, below, chance, pick, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("badges", badges),
    ("chef", chef),
    ("they say", they_say),
    ("job board", job_board),
    ("charts", charts),
    ("fares by month", months),
    ("close", close),
    ("mean rate", mean_rate),
    ("doctor on call", doctor),
    ("pollen", pollen),
    ("from the journal", journal),
    ("on show", on_show),
    ("quiz", quiz),
    ("lowest of thirty days", lowest),
    ("strip by weekday", weekday),
    ("late parcels", parcels),
    ("next matches", matches),
    ("adopted", adopted),
];

fn day(now: Moment, minute: i64) -> u64 {
    (now.minute + 1_440 - minute).unsigned_abs() / 1_440
}

fn nth<'t>(texts: &[&'t str], n: u64) -> &'t str {
    texts[usize::try_from(n % texts.len() as u64).unwrap_or_default()]
}

/// Beside four goods, on one or two of which there is a sale for seventeen hours.
fn badges(page: &str, now: Moment) -> String {
    let row = |(k, name): (u64, &&str)| {
        let mark = if chance(35, &[now.seed, now.hour() / 17, k, 441]) { " <i>Soldé</i>" } else { "" };
        format!("<li><a href=\"/s{k}\">{name}</a>{mark}</li>")
    };
    let rows: String = (0..).zip(&["Pull marin", "Waxed jacket", "Bonnet rayé", "Wool socks"]).map(row).collect();
    last(page, &format!("<ul class=\"rayon\">{rows}</ul>"))
}

/// Every other day at eleven.
fn chef(page: &str, now: Moment) -> String {
    let turn = (now.minute + 2_220).unsigned_abs() / 2_880;
    let (dish, wine) = [
        ("Joue de bœuf, carottes fanes", "Un saumur"),
        ("Hake, brown butter", "A dry riesling"),
        ("Risotto d'épeautre", "Un gamay"),
        ("Lamb shoulder, mint", "A rioja"),
    ][usize::try_from((turn + now.seed) % 4).unwrap_or_default()];
    after_paragraph(
        page,
        4,
        &format!("<div class=\"ardoise\"><p>{dish}</p><p>{wine}</p><p>{} €</p></div>", 19 + turn % 5),
    )
}

/// Two of six, others every fifteen hours.
fn they_say(page: &str, now: Moment) -> String {
    const SAID: &[(&str, &str)] = &[
        ("Coralie, fleuriste", "Je ne reviendrais pas en arrière."),
        ("Dev, plumber", "Paid for itself in a month."),
        ("Atelier Sorel", "Tout est au même endroit."),
        ("Brigid, nurse", "My rota, at last, in one place."),
        ("Mairie de Lannoy", "Un outil que tous ont adopté."),
        ("Hugh, farmer", "Works where there is no signal."),
    ];
    let order = shuffled(SAID.len(), &[now.seed, now.hour() / 15, 442]);
    let one = |&i: &usize| format!("<dt>{}</dt><dd>{}</dd>", SAID[i].0, SAID[i].1);
    after_paragraph(page, 6, &format!("<dl class=\"temoins\">{}</dl>", order[..2].iter().map(one).collect::<String>()))
}

/// Four rows with where and since when; a new one on top every twenty hours.
fn job_board(page: &str, now: Moment) -> String {
    const JOBS: &[(&str, &str)] = &[
        ("Chef de rang", "Annecy"),
        ("Backend developer", "Porto"),
        ("Conducteur de ligne", "Vitré"),
        ("Midwife", "Galway"),
        ("Métreur", "Tours"),
        ("Shift lead", "Derby"),
        ("Paysagiste", "Saint-Lô"),
    ];
    let newest = (now.hour() + 3) / 20;
    let row = |k: u64| {
        let (what, place) = JOBS[usize::try_from((newest + 20 - k + now.seed) % 7).unwrap_or_default()];
        let days = (k * 20 + (now.hour() + 3) % 20) / 24;
        format!("<tr><td>{what}</td><td>{place}</td><td>depuis {days} j</td></tr>")
    };
    last(page, &format!("<table class=\"emplois\">{}</table>", (0..4).map(row).collect::<String>()))
}

/// Five titles, most sold first; two of them change places every twenty-eight hours, and one may make room.
fn charts(page: &str, now: Moment) -> String {
    let mut titles =
        ["Le sel des jours", "Small Fires", "Une île en mars", "The Long Field", "Les deux rives", "Ash Wednesday"];
    for turn in 1..=(now.hour() / 28) {
        let place = at(5, &[now.seed, turn, 443]);
        titles.swap(place, place + 1);
    }
    let rows = format!("<li>{}</li>", titles[..5].join("</li><li>"));
    after_paragraph(page, 8, &format!("<div class=\"ventes\"><h4>Ce qui se vend</h4><ol>{rows}</ol></div>"))
}

/// The lowest fare of three months, every twenty-one hours.
fn months(page: &str, now: Moment) -> String {
    let cell = |(k, name): (u64, &&str)| {
        format!("<td>{name} dès {} €</td>", 39 + 4 * below(20, &[now.seed, (now.hour() + 5) / 21, k, 444]))
    };
    let cells: String = (0..).zip(&["avril", "mai", "juin"]).map(cell).collect();
    last(page, &format!("<table class=\"mois\"><tr>{cells}</tr></table>"))
}

/// Each weekday at twenty to six.
fn close(page: &str, now: Moment) -> String {
    let days = day(now, 1_060).min(5) + day(now, 1_060).saturating_sub(7);
    let points = 781_244 + below(9_000, &[now.seed, days, 445]);
    first(
        page,
        &format!(
            "<p class=\"clo\">À la clôture : {} {:03},{:02} points</p>",
            points / 100_000,
            points / 100 % 1_000,
            points % 100
        ),
    )
}

/// Each other morning at ten, by a few hundredths.
fn mean_rate(page: &str, now: Moment) -> String {
    let turn = (now.minute + 2_280).unsigned_abs() / 2_880;
    let hundredths = 330 + below(30, &[now.seed, turn, 446]);
    last(
        page,
        &format!(
            "<div class=\"moy\"><p>Taux moyen relevé sur vingt ans</p><b>{},{:02} %</b></div>",
            hundredths / 100,
            hundredths % 100
        ),
    )
}

/// Each evening at eight.
fn doctor(page: &str, now: Moment) -> String {
    let (who, phone) = [
        ("Dr Aubert", "02 98 44 10 07"),
        ("Dr Nkomo", "02 98 61 22 35"),
        ("Dr Castaing", "02 98 80 71 19"),
        ("Dr Weil", "02 98 05 63 48"),
    ][usize::try_from((day(now, 1_200) + now.seed) % 4).unwrap_or_default()];
    first(page, &format!("<div class=\"astreinte\"><p>Médecin d'astreinte : {who}</p><p>{phone}</p></div>"))
}

/// Each morning at half past six.
fn pollen(page: &str, now: Moment) -> String {
    let level = |k: u64| pick(&["nul", "faible", "moyen", "élevé"], &[now.seed, day(now, 390), k, 447]);
    last(
        page,
        &format!(
            "<ul class=\"pol\"><li>Bouleau : {}</li><li>Aulne : {}</li><li>Graminées : {}</li></ul>",
            level(1),
            level(2),
            level(3)
        ),
    )
}

/// Two entries with their first sentence, a new one on top every thirty-one hours.
fn journal(page: &str, now: Moment) -> String {
    const ENTRIES: &[(&str, &str)] = &[
        ("Comment nous choisissons nos laines", "Tout commence par une visite au mois de mai, bottes aux pieds."),
        ("A day with our repair team", "They see the same three faults each week, and have a name for each."),
        ("Pourquoi nos colis sont plus petits", "Moins d'air, moins de camions : le calcul est vite fait."),
        ("What we got wrong last year", "We promised two colours too many, and one of them never came."),
        ("Une teinture qui ne part plus", "Il a fallu onze essais, dont un sur la chemise du patron."),
    ];
    let newest = (now.hour() + 6) / 31;
    let one = |k: u64| {
        let n = newest + 10 - k + now.seed;
        let (title, text) = ENTRIES[usize::try_from(n % 5).unwrap_or_default()];
        format!("<div class=\"billet\"><h4><a href=\"/b{n}\">{title}</a></h4><p>{text}</p></div>")
    };
    after_paragraph(page, 2, &format!("<div class=\"billets\">{}{}</div>", one(0), one(1)))
}

/// One of a museum's rooms, each four days at nine.
fn on_show(page: &str, now: Moment) -> String {
    let turn = (now.minute + 3_000).unsigned_abs() / 5_760;
    let what =
        nth(&["Estampes de la baie", "Glass of the North", "Le textile et la mer", "Maps that lied"], turn + now.seed);
    after_paragraph(page, 3, &format!("<div class=\"salle\"><span>En salle 2</span><p>{what}</p></div>"))
}

/// Each noon, with three answers to choose from.
fn quiz(page: &str, now: Moment) -> String {
    let (asked, answers) = [
        ("Quel fleuve traverse Torun ?", ["La Vistule", "L'Oder", "La Warta"]),
        ("Which metal melts first?", ["Tin", "Lead", "Zinc"]),
        ("En quelle année le franc CFA ?", ["1945", "1939", "1960"]),
        ("Who tuned the first fork?", ["John Shore", "J. S. Bach", "Nobody knows"]),
    ][usize::try_from((day(now, 720) + now.seed) % 4).unwrap_or_default()];
    let rows = format!("<li>{}</li>", answers.join("</li><li>"));
    last(page, &format!("<div class=\"qz\"><p>{asked}</p><ul>{rows}</ul></div>"))
}

/// As the law wants it beside somebody else's price; another one every fifty-five hours.
fn lowest(page: &str, now: Moment) -> String {
    let cents = 3_990 + 100 * below(12, &[now.seed, (now.hour() + 20) / 55, 448]);
    after_paragraph(
        page,
        5,
        &format!(
            "<p class=\"omni\">Prix le plus bas des 30 derniers jours chez ce vendeur : {},{:02} €</p>",
            cents / 100,
            cents % 100
        ),
    )
}

/// Another word of the shop's on each day of the week, from six in the morning on.
fn weekday(page: &str, now: Moment) -> String {
    let text = nth(
        &[
            "Le lundi, on vous rappelle en dix minutes",
            "Tuesday is for repairs",
            "Mercredi : l'atelier des enfants",
            "Late opening on Thursdays",
            "Vendredi, la livraison est pour nous",
            "Saturday brunch from ten",
            "Le dimanche, nos artisans se reposent",
        ],
        day(now, 360) + 6,
    );
    first(page, &format!("<div class=\"jourj\"><p>{text}</p></div>"))
}

/// On some days, from nine to four.
fn parcels(page: &str, now: Moment) -> String {
    let (day, hour) = (now.hour() / 24, now.hour() % 24);
    if !(9..16).contains(&hour) || !chance(35, &[now.seed, day, 449]) {
        return page.to_owned();
    }
    let why = pick(&["verglas", "grève au tri", "forte affluence"], &[now.seed, day, 450]);
    first(page, &format!("<p class=\"alerte\">Retards possibles sur les colis aujourd'hui ({why})</p>"))
}

/// Four to come; one is played every thirty hours, and leaves.
fn matches(page: &str, now: Moment) -> String {
    let played = now.hour() / 30;
    let row = |k: u64| {
        let n = played + k;
        let who = nth(
            &["Rodez – Laval", "Hull – Derby", "Metz – Guingamp", "Mons – Liège", "Bath – Exeter", "Auch – Pau"],
            n + now.seed,
        );
        format!("<li><span>J{}</span> {who}</li>", 22 + n)
    };
    last(page, &format!("<ul class=\"aff\">{}</ul>", (0..4).map(row).collect::<String>()))
}

/// A refuge's three animals, of which one finds a home every twenty-six hours.
fn adopted(page: &str, now: Moment) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("Pistache", "Calme, aime les chats."),
        ("Biscuit", "Needs a garden."),
        ("Olga", "Sept ans, très douce."),
        ("Rafale", "À qui court le matin."),
        ("Mabel", "Good with children."),
        ("Ficelle", "Craint les orages."),
        ("Duke", "Deaf, and glad of company."),
    ];
    let turns = now.hour() / 26;
    let one = |shelf: u64| {
        let (who, what) =
            NAMES[usize::try_from((shelf + 3 * ((turns + 2 - shelf) / 3) + now.seed) % 7).unwrap_or_default()];
        format!("<figure><figcaption>{who}</figcaption><p>{what}</p></figure>")
    };
    after_paragraph(page, 7, &format!("<div class=\"refuge\">{}</div>", (0..3).map(one).collect::<String>()))
}
