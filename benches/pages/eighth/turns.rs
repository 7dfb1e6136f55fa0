//! What takes turns or moves with the calendar on a page, eighth kinds.

use super::super::dice::{at, below, chance, pick, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("leaflet", leaflet),
    ("exchange", exchange),
    ("points", points),
    ("release", release),
    ("offer of the day", offer),
    ("caption", caption),
    ("brought up to date", up_to_date),
    ("a voice", voice),
    ("days to go", days_to_go),
    ("open now", open_now),
    ("seven days", seven_days),
    ("next intake", intake),
    ("new books", books),
    ("clients", clients),
    ("duty chemist", chemist),
    ("notice of works", works),
];

fn day(now: Moment, minute: i64) -> u64 {
    (now.minute + 1_440 - minute).unsigned_abs() / 1_440
}

/// Of the week, from Wednesday at six on.
fn leaflet(page: &str, now: Moment) -> String {
    const GOODS: &[&str] = &[
        "Clémentines",
        "Café moulu",
        "Lessive",
        "Comté affiné",
        "Salmon fillets",
        "Pâtes fraîches",
        "Dog food",
        "Pain de mie",
    ];
    let week = (now.minute - 2 * 1_440 - 360).div_euclid(10_080) + 1;
    let order = shuffled(GOODS.len(), &[now.seed, week.unsigned_abs(), 231]);
    let row = |&i: &usize| {
        format!("<li>{} <b>{},{}9 €</b></li>", GOODS[i], 1 + below(9, &[i as u64, week.unsigned_abs(), 232]), i)
    };
    let from = 4 + 7 * (week - 1);
    let head = if from > 0 { format!("Du {from} au {} mars", from + 6) } else { "Jusqu'au 3 mars".to_owned() };
    after_paragraph(
        page,
        4,
        &format!("<div class=\"prosp\"><p>{head}</p><ul>{}</ul></div>", order[..4].iter().map(row).collect::<String>()),
    )
}

/// Each afternoon at four.
fn exchange(page: &str, now: Moment) -> String {
    let day = day(now, 960);
    let row = |(i, name): (usize, &&str)| {
        let rate = [10_840, 8_410, 9_530][i] + below(160, &[now.seed, day, i as u64, 233]);
        format!("<tr><th>{name}</th><td>{},{:04}</td></tr>", rate / 10_000, rate % 10_000)
    };
    let rows: String = ["USD", "GBP", "CHF"].iter().enumerate().map(row).collect();
    last(page, &format!("<table class=\"fx\"><caption>1 € =</caption>{rows}</table>"))
}

/// A table of a league: after the matches of Tuesday, Friday and Sunday at eleven at night.
fn points(page: &str, now: Moment) -> String {
    let round = [0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4][usize::try_from(day(now, 1_380)).unwrap_or_default().min(10)];
    let mut table: Vec<(u64, &str)> = ["Les Herbiers", "Avranches", "Red Lion", "Fulham B", "Vannes"]
        .iter()
        .enumerate()
        .map(|(i, &name)| (40 + (0..=round).map(|k| below(4, &[now.seed, k, i as u64, 234])).sum::<u64>(), name))
        .collect();
    table.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let row = |(i, (points, name)): (usize, &(u64, &str))| {
        format!("<tr><td>{}</td><td>{name}</td><td>{points}</td></tr>", i + 1)
    };
    let rows: String = table.iter().enumerate().map(row).collect();
    after_paragraph(page, 8, &format!("<table class=\"lg\">{rows}</table>"))
}

fn release(page: &str, now: Moment) -> String {
    let release = (now.minute + 800) / 2_300;
    let notes = [
        "Corrige un arrêt au démarrage.",
        "Faster search, smaller download.",
        "Traductions revues.",
        "Fixes printing on some machines.",
        "Prise en charge des grands écrans.",
        "Security update.",
        "Petites corrections.",
    ];
    last(
        page,
        &format!(
            "<div class=\"rel\"><b>Version 3.41.{release}</b><p>{}</p></div>",
            notes[usize::try_from(release).unwrap_or_default() % notes.len()]
        ),
    )
}

/// Another one each morning at nine, with its price.
fn offer(page: &str, now: Moment) -> String {
    const GOODS: &[&str] =
        &["Plancha en acier", "Cordless drill", "Parasol déporté", "Box of tulip bulbs", "Nettoyeur à vapeur"];
    let day = day(now, 540);
    let good = GOODS[usize::try_from((day * 2 + now.seed) % 5).unwrap_or_default()];
    let price = 19 + below(90, &[now.seed, day, 235]);
    after_paragraph(page, 5, &format!("<div class=\"od\"><h4>L'affaire</h4><p>{good}</p><p>{price},00 €</p></div>"))
}

/// Each morning at six.
fn caption(page: &str, now: Moment) -> String {
    let captions = [
        "Brume sur l'étang de Comacchio",
        "A barber at work, Porto",
        "Premier gel sur les vignes",
        "Night market, Tainan",
        "Le pont transbordeur, vers 1910",
        "Gulls over the fish quay",
    ];
    let at = usize::try_from(day(now, 360) + now.seed).unwrap_or_default() % captions.len();
    after_paragraph(page, 3, &format!("<figure><img src=\"/d.jpg\"><figcaption>{}</figcaption></figure>", captions[at]))
}

/// Rows of a table say for two days that they were brought up to date.
fn up_to_date(page: &str, now: Moment) -> String {
    let row = |(i, name): (i64, &&str)| {
        let age = now.minute - i * 2_500 + 900;
        let mark = if (0..2_880).contains(&age) { "mis à jour" } else { "" };
        format!("<tr><td>{name}</td><td>{mark}</td></tr>")
    };
    let rows: String =
        (0..).zip(&["Notice d'emploi", "Spare parts list", "Schéma électrique", "Safety sheet"]).map(row).collect();
    last(page, &format!("<table class=\"dl\">{rows}</table>"))
}

/// Another client's word every thirteen hours.
fn voice(page: &str, now: Moment) -> String {
    let (said, who) = [
        ("« Une équipe à l'écoute, du début à la fin. »", "Karine, gérante"),
        ("“They answered on a Sunday.”", "Joel, baker"),
        ("« On a gagné un jour par semaine. »", "Farah, comptable"),
        ("“Nothing to install, nothing to learn.”", "Priya, teacher"),
    ][at(4, &[now.seed, now.hour() / 13, 236])];
    after_paragraph(page, 6, &format!("<div class=\"vo\"><p>{said}</p><p>{who}</p></div>"))
}

/// At midnight in Paris.
fn days_to_go(page: &str, now: Moment) -> String {
    let left = 26 - (now.minute + 60) / 1_440;
    first(page, &format!("<p>J-{left} avant le salon</p>"))
}

fn open_now(page: &str, now: Moment) -> String {
    let hour = now.minute / 60 % 24;
    let text = if day(now, 0).is_multiple_of(7) {
        "Fermé - ouvre lundi à 9 h"
    } else if (9..19).contains(&hour) {
        "Ouvert - ferme à 19 h"
    } else {
        "Fermé - ouvre à 9 h"
    };
    after_paragraph(page, 0, &format!("<div class=\"st\">{text}</div>"))
}

/// A week on a row: what is free on each day.
fn seven_days(page: &str, now: Moment) -> String {
    let today = now.hour() / 24;
    let cell = |ahead: u64| {
        let free = below(5, &[now.seed, today + ahead, now.hour() / 6, 237]);
        let free = if free == 0 { "complet".to_owned() } else { format!("{free} libres") };
        format!("<td>{} mars : {free}</td>", 2 + today + ahead)
    };
    last(page, &format!("<table class=\"wk\"><tr>{}</tr></table>", (0..7).map(cell).collect::<String>()))
}

/// The next one begins four days later, once one has begun.
fn intake(page: &str, now: Moment) -> String {
    let next = (now.minute - 480).div_euclid(5_760) + 1;
    let places = 2 + below(9, &[now.seed, next.unsigned_abs(), 238]);
    after_paragraph(page, 7, &format!("<p>Prochaine rentrée : {} mars ({places} places)</p>", 2 + next * 4))
}

/// A shelf of four, of which one makes room for another at every second opening.
fn books(page: &str, now: Moment) -> String {
    const TITLES: &[&str] = &[
        "L'été des martinets",
        "Bread and Salt",
        "La fabrique des cartes",
        "Small Engines",
        "Un hiver à Vardø",
        "The Clockmaker's Son",
        "Histoire des haies",
        "River Notes",
        "Le dernier relieur",
    ];
    let newest = usize::try_from((now.minute + 400) / 2_880).unwrap_or_default();
    let place = |shelf: usize| {
        let turn = (newest + 3 - shelf) / 4;
        format!("<li><i>{}</i></li>", TITLES[(shelf + 4 * turn) % TITLES.len()])
    };
    last(
        page,
        &format!("<div class=\"shelf\"><h5>Sur l'étagère</h5><ul>{}</ul></div>", (0..4).map(place).collect::<String>()),
    )
}

/// Some of those who trust us, others every other day.
fn clients(page: &str, now: Moment) -> String {
    const NAMES: &[&str] =
        &["Ville d'Orsay", "Brandt & Co", "CHU du Nord", "Milltown Dairy", "Groupe Azimut", "Pelican Press"];
    let order = shuffled(NAMES.len(), &[now.seed, (now.hour() + 7) / 46, 239]);
    let name = |&i: &usize| format!("<li>{}</li>", NAMES[i]);
    last(page, &format!("<ul class=\"wall\">{}</ul>", order[..4].iter().map(name).collect::<String>()))
}

/// From Saturday at noon to Monday at nine, and else at night.
fn chemist(page: &str, now: Moment) -> String {
    let who = pick(
        &["Pharmacie du Pont, 2 quai Nord", "Pharmacie Lemoine, 61 rue Haute", "Pharmacie des Halles, place du Marché"],
        &[now.seed, day(now, 540), 240],
    );
    first(page, &format!("<div class=\"garde\">De garde : {who}</div>"))
}

/// On some days, from eight to five.
fn works(page: &str, now: Moment) -> String {
    let (day, hour) = (now.hour() / 24, now.hour() % 24);
    if !(8..17).contains(&hour) || !chance(40, &[now.seed, day, 241]) {
        return page.to_owned();
    }
    let street = pick(&["rue des Lices", "Mill Lane", "avenue Foch"], &[now.seed, day, 242]);
    first(page, &format!("<p>Circulation alternée {street} jusqu'à 17 h</p>"))
}
