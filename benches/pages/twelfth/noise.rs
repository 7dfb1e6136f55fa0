//! What differs on a page without being news, twelfth kinds: what is to be had when, who reads, what is on just now.

use super::super::dice::{at, below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("nights", nights),
    ("lines", lines),
    ("shares", shares),
    ("hello", hello),
    ("seats at this fare", seats),
    ("arrives", arrives),
    ("consent tested", consent),
    ("slides", slides),
    ("reading time", reading),
    ("offers looked at", looked),
    ("tags", tags),
    ("sets", sets),
    ("wind", wind),
    ("build", build),
    ("last sold", sold),
    ("on the radio", radio),
    ("charging", charging),
    ("lifts", lifts),
    ("votes come in", votes),
];

/// What the next five nights cost in somebody else's hotel, and how many rooms are left.
fn nights(page: &str, now: Moment) -> String {
    let today = now.hour() / 24;
    let night = |k: u64| {
        let left = below(6, &[now.seed, today + k, now.hour() / 4, 412]);
        let left = if left == 0 { "complet".to_owned() } else { format!("{left} ch.") };
        let price = 74 + 5 * below(12, &[now.seed, today + k, now.hour() / 11, 413]);
        format!("<tr><td>{} mars</td><td>{price} €</td><td>{left}</td></tr>", 2 + today + k)
    };
    last(page, &format!("<table class=\"nuits\">{}</table>", (0..5).map(night).collect::<String>()))
}

/// What an operator says of four lines.
fn lines(page: &str, now: Moment) -> String {
    let state = |k: u64| {
        pick(
            &["trafic normal", "trafic normal", "ralenti, colis suspect", "interrompu entre Gare et Port"],
            &[now.seed, now.minute.unsigned_abs() / 95, k, 414],
        )
    };
    let row = |(k, name): (u64, &&str)| format!("<li><b>{name}</b> <span>{}</span></li>", state(k));
    let rows: String = (0..).zip(&["Tram A", "Tram B", "Bus 12", "Navette"]).map(row).collect();
    first(page, &format!("<ul class=\"lignes\">{rows}</ul>"))
}

fn shares(page: &str, now: Moment) -> String {
    let one = |name: &str, from: u64, k: u64| {
        let cents = from + below(from / 30, &[now.seed, now.minute.unsigned_abs() / 5, k, 415]);
        format!("<span>{name} {},{:02}</span>", cents / 100, cents % 100)
    };
    first(
        page,
        &format!(
            "<div class=\"vals\">{} {} {}</div>",
            one("ALX", 4_120, 1),
            one("BRT", 1_377, 2),
            one("CNV", 20_850, 3)
        ),
    )
}

/// A cache hands out the page of whoever was there last.
fn hello(page: &str, now: Moment) -> String {
    let who = pick(&["Nadia", "M. Leroux", "Ewan", "Visiteur", "Tamara K."], &[now.seed, now.asked / 2, 416]);
    let points = 20 * below(30, &[now.seed, now.asked / 2, 417]);
    first(
        page,
        &format!("<div class=\"salut\"><p>Ravi de vous revoir, {who}</p><p>{points} points de fidélité</p></div>"),
    )
}

fn seats(page: &str, now: Moment) -> String {
    let left = 1 + below(9, &[now.seed, now.hour() / 2, 418]);
    after_paragraph(page, 3, &format!("<p class=\"sg\">Encore {left} sièges à ce tarif</p>"))
}

/// Ordered until five, it is there two days later; then three.
fn arrives(page: &str, now: Moment) -> String {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = usize::try_from((now.minute + 420) / 1_440 + 2).unwrap_or_default();
    after_paragraph(page, 1, &format!("<div class=\"eta\"><span>Arrives</span> <b>{}</b></div>", NAMES[day % 7]))
}

/// Two wordings of a consent, by visit.
fn consent(page: &str, now: Moment) -> String {
    let (text, yes) = [
        ("Des cookies, pour que tout marche. Vous choisissez lesquels.", "D'accord"),
        ("Nous mesurons notre audience avec votre accord, que vous pouvez retirer.", "J'accepte tout"),
    ][at(2, &[now.seed, now.asked, 419])];
    last(
        page,
        &format!("<div class=\"tarteaucitron\"><p>{text}</p><button>{yes}</button><button>Régler</button></div>"),
    )
}

/// Whichever slide is drawn stands there alone.
fn slides(page: &str, now: Moment) -> String {
    let (head, text) = [
        ("Un hiver en atelier", "Trente heures pour apprendre à monter une roue."),
        ("Bring your own cup", "Twenty cents off each coffee, in all our houses."),
        ("La carte de saison", "Racines, agrumes et poissons de ligne."),
        ("Meet us in Lille", "Stand C12, on both days of the fair."),
    ][at(4, &[now.seed, now.asked, 420])];
    after_paragraph(page, 0, &format!("<div class=\"vue\"><h3>{head}</h3><p>{text}</p></div>"))
}

/// As the words are counted at each answer.
fn reading(page: &str, now: Moment) -> String {
    let minutes = 6 + below(3, &[now.seed, now.asked, 421]);
    after_paragraph(page, 0, &format!("<p class=\"lect\">{minutes} min pour tout lire</p>"))
}

fn looked(page: &str, now: Moment) -> String {
    let many = 2 + below(17, &[now.seed, now.minute.unsigned_abs() / 25, 422]);
    after_paragraph(page, 5, &format!("<p class=\"vu\">{many} personnes examinent cette annonce en ce moment</p>"))
}

/// Words that are talked of, with how often.
fn tags(page: &str, now: Moment) -> String {
    const WORDS: &[&str] = &["#gel", "#budget", "#transfert", "#dune", "#panne", "#récolte", "#finale", "#brevet"];
    let order = shuffled(WORDS.len(), &[now.seed, now.hour(), 423]);
    let row = |&i: &usize| {
        format!("<li>{} <i>{},{} k</i></li>", WORDS[i], 1 + now.hour() % 9, below(10, &[now.hour(), i as u64]))
    };
    last(page, &format!("<ol class=\"dont\">{}</ol>", order[..5].iter().map(row).collect::<String>()))
}

/// A match of tennis each afternoon from two on; what it ended with stands there until the next.
fn sets(page: &str, now: Moment) -> String {
    let day = (now.minute - 840).div_euclid(1_440);
    let games = ((now.minute - 840 - day * 1_440) / 9).clamp(0, 19).unsigned_abs();
    let won = |side: u64| (0..games).filter(|&k| chance(48, &[now.seed, day.unsigned_abs(), side, k, 424])).count();
    let who = pick(&["Roca – Lindt", "Faber – Okada", "Mercier – Bell"], &[now.seed, day.unsigned_abs(), 425]);
    first(page, &format!("<div class=\"court\"><span>{who}</span> <b>{} / {}</b></div>", won(1), won(2)))
}

fn wind(page: &str, now: Moment) -> String {
    let slot = now.hour() / 3;
    let from = pick(&["NO", "O", "SO", "N"], &[now.seed, slot, 426]);
    let knots = 8 + below(24, &[now.seed, slot, 427]);
    after_paragraph(
        page,
        7,
        &format!("<p class=\"vent\">Au sémaphore : {from} {knots} nœuds, rafales {}</p>", knots + 9),
    )
}

/// A new one twice a day or so.
fn build(page: &str, now: Moment) -> String {
    let made = now.hour() / 13 * 13;
    last(
        page,
        &format!("<small>Build 2026.3.{}-{:04x}</small>", 2 + made / 24, roll(&[now.seed, made, 428]) % 0x1_0000),
    )
}

fn sold(page: &str, now: Moment) -> String {
    let slot = now.minute.unsigned_abs() / 37;
    let town = pick(&["Metz", "Bayonne", "Gand", "Troyes", "Perth"], &[now.seed, slot, 429]);
    let minutes = 1 + now.minute % 37;
    last(page, &format!("<div class=\"der\"><p>Acheté il y a {minutes} min, à {town}</p></div>"))
}

/// Another song every four minutes.
fn radio(page: &str, now: Moment) -> String {
    let song = pick(
        &[
            "Marée basse, Anouk Féral",
            "Paper Boats, The Lowlands",
            "Sans bagage, Duo Mistral",
            "Ninth Street, Ola Wright",
        ],
        &[now.seed, now.minute.unsigned_abs() / 4, 430],
    );
    first(page, &format!("<div class=\"onde\"><b>Vous écoutez</b><p>{song}</p></div>"))
}

fn charging(page: &str, now: Moment) -> String {
    let free = |k: u64| below(5, &[now.seed, now.minute.unsigned_abs() / 12, k, 431]);
    after_paragraph(
        page,
        6,
        &format!(
            "<dl class=\"bornes\"><dt>Parking nord</dt><dd>{} sur 4</dd><dt>Parking sud</dt><dd>{} sur 4</dd></dl>",
            free(1),
            free(2)
        ),
    )
}

/// Those that stand still, by the half-day.
fn lifts(page: &str, now: Moment) -> String {
    let broken = below(4, &[now.seed, (now.hour() + 6) / 12, 432]);
    let text = match broken {
        0 => "Tous les ascenseurs fonctionnent".to_owned(),
        1 => "Un ascenseur à l'arrêt".to_owned(),
        more => format!("{more} ascenseurs à l'arrêt"),
    };
    last(page, &format!("<p class=\"asc\">{text}</p>"))
}

/// Of some election elsewhere, station by station.
fn votes(page: &str, now: Moment) -> String {
    let counted = (now.minute * 7 / 1_000).min(96);
    let share = 480 + below(40, &[now.seed, counted.unsigned_abs(), 433]);
    after_paragraph(
        page,
        4,
        &format!(
            "<table class=\"depou\"><tr><td>Ferrand</td><td>{},{} %</td></tr><tr><td>Nolan</td><td>{},{} %</td></tr><tr><td>Dépouillés</td><td>{counted} bureaux</td></tr></table>",
            share / 10,
            share % 10,
            (1_000 - share) / 10,
            (1_000 - share) % 10
        ),
    )
}
