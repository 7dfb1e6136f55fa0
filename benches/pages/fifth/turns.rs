//! What comes and goes, moves on or takes turns on a page, fifth kinds.

use super::super::dice::{at, below, chance, pick};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("next buses", buses),
    ("network posts", posts),
    ("breaking strip", breaking),
    ("weather warning", warning),
    ("episodes", episodes),
    ("quote of the day", quote),
    ("exhibition nights", nights),
    ("host of the week", host),
    ("flash poll", flash),
    ("season banner", season),
];

fn buses(page: &str, now: Moment) -> String {
    let row = |i: i64| {
        let at = (now.minute / 12 + 1 + i) * 12;
        format!(
            "<tr><td>Ligne {}</td><td>{:02}:{:02}</td><td>{} min</td></tr>",
            3 + at / 12 % 4,
            at / 60 % 24,
            at % 60,
            at - now.minute
        )
    };
    last(
        page,
        &format!(
            "<table class=\"bus\"><tr><th colspan=3>Prochains passages</th></tr>{}</table>",
            (0..4).map(row).collect::<String>()
        ),
    )
}

/// What was posted elsewhere, the newest first: one every few hours.
fn posts(page: &str, now: Moment) -> String {
    const TEXTS: &[&str] = &[
        "Merci aux 300 bénévoles du week-end !",
        "We are hiring a designer, come and say hi",
        "Nos bureaux ferment plus tôt vendredi",
        "New episode is out, link in bio",
        "Photo du jour : le port sous la brume",
        "Thread: what we learnt from last year",
        "On se retrouve au salon, stand B12",
        "Little fixes, big smiles. Notes inside",
        "Rappel : les inscriptions ouvrent lundi",
    ];
    let newest = now.minute / 410 + 9;
    let one = |back: i64| {
        let text = pick(TEXTS, &[now.seed, (newest - back).unsigned_abs(), 121]);
        let hours = (now.minute - (newest - 9 - back) * 410) / 60;
        let ago = if hours < 24 { format!("{hours} h") } else { format!("{} j", hours / 24) };
        format!("<article class=\"post\"><p>{text}</p><small>@site · {ago}</small></article>")
    };
    last(page, &format!("<div class=\"mur\"><h4>Suivez-nous</h4>{}</div>", (0..4).map(one).collect::<String>()))
}

/// For some hours of some days, and something else each time.
fn breaking(page: &str, now: Moment) -> String {
    const TEXTS: &[&str] = &[
        "Séisme de magnitude 5,1 ressenti dans le Sud-Est",
        "LIVE: Parliament votes on the budget",
        "Grève : trafic perturbé sur trois lignes",
        "Finance minister resigns",
        "Alerte enlèvement levée",
        "Court strikes down merger",
    ];
    let slot = now.hour() / 5;
    if !chance(25, &[now.seed, slot, 122]) {
        return page.to_owned();
    }
    first(page, &format!("<div class=\"live\"><a href=\"/live\">{}</a></div>", pick(TEXTS, &[now.seed, slot, 123])))
}

fn warning(page: &str, now: Moment) -> String {
    let slot = (now.minute - 360).div_euclid(720).unsigned_abs();
    let text = pick(
        &[
            "Vigilance verte",
            "Vigilance jaune : vent",
            "Vigilance orange : pluie-inondation",
            "Vigilance jaune : neige-verglas",
        ],
        &[now.seed, slot, 124],
    );
    first(page, &format!("<div class=\"meteo\">{text}</div>"))
}

/// A new one each morning at five; the oldest leaves.
fn episodes(page: &str, now: Moment) -> String {
    const THEMES: &[&str] = &[
        "les estuaires",
        "a town without cars",
        "le prix du pain",
        "sleep",
        "les archives",
        "salt",
        "la dictée",
        "why we queue",
        "les glaciers",
        "maps",
        "le silence",
        "bees",
        "les frontières",
        "rust",
        "le cidre",
    ];
    let newest = usize::try_from((now.minute - 300).div_euclid(1_440) + 5).unwrap_or(5);
    let one = |back: usize| {
        let number = newest - back;
        format!(
            "<li><a href=\"/e{number}\">Épisode {} : {}</a> <span>{} min</span></li>",
            210 + number,
            THEMES[number % THEMES.len()],
            24 + number * 7 % 20
        )
    };
    last(page, &format!("<section><h3>Le podcast</h3><ul>{}</ul></section>", (0..5).map(one).collect::<String>()))
}

/// At midnight in Paris.
fn quote(page: &str, now: Moment) -> String {
    const QUOTES: &[&str] = &[
        "« On ne se baigne jamais deux fois dans le même fleuve. »",
        "“Well begun is half done.”",
        "« Rien de grand ne s'est fait sans passion. »",
        "“The best way out is always through.”",
        "« Le doute est le commencement de la sagesse. »",
        "“Simplicity is the ultimate sophistication.”",
        "« Qui veut voyager loin ménage sa monture. »",
    ];
    let day = usize::try_from((now.minute + 60) / 1_440).unwrap_or_default();
    after_paragraph(
        page,
        4,
        &format!("<blockquote class=\"q\">{}</blockquote>", QUOTES[(day + at(7, &[now.seed])) % 7]),
    )
}

/// Dates that are past leave the list; none comes.
fn nights(page: &str, now: Moment) -> String {
    const WHAT: &[&str] =
        &["Quatuor Vlado", "The Long Room", "Les Ombres", "Carte blanche", "Late opening", "Duo Menezes", "Bal folk"];
    let today = 2 + now.minute / 1_440;
    let rows =
        (0..7).map(|i| (3 + 2 * i, WHAT[usize::try_from(i).unwrap_or_default()])).filter(|&(day, _)| day >= today);
    let row = |(day, what): (i64, &str)| format!("<li><time>{day:02}/03</time> {what}, 20 h 30</li>");
    let rows: String = rows.map(row).collect();
    last(page, &format!("<div><h3>Nocturnes</h3><ul class=\"soirs\">{rows}</ul></div>"))
}

/// Another one each Monday at eight.
fn host(page: &str, now: Moment) -> String {
    let week = usize::try_from((now.minute - 480).div_euclid(10_080) + 1).unwrap_or_default();
    let (who, what) = [
        ("Aurèle Bonnet", "prépare un tour du lac à la rame"),
        ("Nadia Sorel", "collects typewriters"),
        ("Piet Haan", "élève des vers à soie"),
    ][week % 3];
    last(page, &format!("<div class=\"hote\"><p>À l'accueil cette semaine : {who}, qui {what}.</p></div>"))
}

fn flash(page: &str, now: Moment) -> String {
    let votes = 640 + now.minute / 9;
    let yes = 41 + below(6, &[now.seed, now.hour() / 3, 125]);
    after_paragraph(
        page,
        6,
        &format!(
            "<div class=\"vote\"><p>Faut-il prolonger la ligne ?</p><p>Oui {yes} %</p><p>Non {} %</p><p>{votes} votants</p></div>",
            100 - yes
        ),
    )
}

/// From the third day on until the eighth, a front for the season.
fn season(page: &str, now: Moment) -> String {
    if !(2 * 1_440 + 540..7 * 1_440 + 540).contains(&now.minute) {
        return page.to_owned();
    }
    first(page, "<div class=\"banner-spring\"><a href=\"/s\">C'est le printemps : -20 % sur une sélection</a></div>")
}
