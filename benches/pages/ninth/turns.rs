//! What takes turns or moves with the calendar on a page, ninth kinds.

use super::super::dice::{at, below, pick, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("showings", showings),
    ("canteen", canteen),
    ("that day", that_day),
    ("vacancies", vacancies),
    ("tonight", tonight),
    ("seen in", seen_in),
    ("strip", strip),
    ("lots", lots),
    ("question of the day", question),
    ("fire risk", fire),
    ("moon", moon),
    ("winner", winner),
    ("roads", roads),
    ("sponsor's word", sponsor),
];

fn day(now: Moment, minute: i64) -> u64 {
    (now.minute + 1_440 - minute).unsigned_abs() / 1_440
}

fn nth<'t>(texts: &[&'t str], n: u64) -> &'t str {
    texts[usize::try_from(n % texts.len() as u64).unwrap_or_default()]
}

/// Each midnight in Paris other hours; other films from Wednesday on.
fn showings(page: &str, now: Moment) -> String {
    let day = (now.minute + 60).unsigned_abs() / 1_440;
    let week = (day + 5) / 7;
    let film = |k: u64| {
        let name = nth(
            &["Les Rives", "The Last Ferry", "Sous la glace", "Paper Moons", "Un dimanche", "Ostende"],
            now.seed + week * 2 + k,
        );
        let hour = |n: u64| 13 + 3 * n + below(3, &[now.seed, day, k, n, 281]);
        format!("<li>{name} : {} h, {} h 15, {} h 30</li>", hour(0), hour(1), hour(2))
    };
    last(page, &format!("<div class=\"cine\"><h4>Séances</h4><ul>{}</ul></div>", (0..3).map(film).collect::<String>()))
}

/// Each morning at six.
fn canteen(page: &str, now: Moment) -> String {
    let day = day(now, 360);
    let of = |dishes: &[&'static str], k: u64| dishes[at(dishes.len(), &[now.seed, day, k, 282])];
    last(
        page,
        &format!(
            "<div class=\"cant\"><p>Entrée : {}</p><p>Plat : {}</p><p>Dessert : {}</p></div>",
            of(&["carottes râpées", "taboulé", "velouté de potiron", "œuf mayonnaise"], 1),
            of(&["parmentier de poisson", "lentilles et riz", "poulet rôti", "gratin de blettes"], 2),
            of(&["compote", "riz au lait", "poire", "fromage blanc"], 3)
        ),
    )
}

/// Each midnight.
fn that_day(page: &str, now: Moment) -> String {
    let texts = [
        "en 1953, le premier vol d'essai au-dessus du plateau",
        "in 1871, the lighthouse was lit",
        "en 1902, l'ouverture de la ligne du littoral",
        "in 1964, the last tram ran",
        "en 1789, un hiver sans fin",
        "in 1936, forty thousand at the fair",
    ];
    let text = nth(&texts, now.hour() / 24 + now.seed);
    after_paragraph(page, 4, &format!("<p class=\"jour\">Ce jour-là, {text}</p>"))
}

/// Four of them, of which any makes room for another every thirty hours.
fn vacancies(page: &str, now: Moment) -> String {
    const JOBS: &[&str] = &[
        "Chaudronnier, Niort",
        "Data engineer, Leeds",
        "Aide-soignante, Vichy",
        "Pastry cook, Cork",
        "Géomètre, Laval",
        "Night porter, Bath",
        "Soudeur, Brest",
        "Tax adviser, Hull",
    ];
    let turns = now.hour() / 30;
    let mut shown: Vec<usize> = shuffled(JOBS.len(), &[now.seed, 283])[..4].to_vec();
    for turn in 1..=turns {
        let next =
            (0..JOBS.len()).find(|i| !shown.contains(&((i + usize::try_from(turn).unwrap_or(0) * 3) % JOBS.len())));
        let next = next.map_or(0, |i| (i + usize::try_from(turn).unwrap_or(0) * 3) % JOBS.len());
        shown[at(4, &[now.seed, turn, 284])] = next;
    }
    let row = |&i: &usize| format!("<li><a href=\"/j{i}\">{}</a></li>", JOBS[i]);
    let rows: String = shown.iter().map(row).collect();
    last(page, &format!("<div class=\"jobs\"><h4>Ils recrutent</h4><ul>{rows}</ul></div>"))
}

/// Each day at five in the morning.
fn tonight(page: &str, now: Moment) -> String {
    let day = day(now, 300);
    let one = |k: u64| {
        nth(
            &[
                "Les passeurs d'eau",
                "Harbour Lights",
                "Le grand partage",
                "Fields of Glass",
                "Zone franche",
                "Low Tide",
            ],
            now.seed + day * 3 + k,
        )
    };
    after_paragraph(
        page,
        7,
        &format!(
            "<table class=\"tv\"><tr><td>20 h 55</td><td>{}</td></tr><tr><td>21 h 05</td><td>{}</td></tr></table>",
            one(0),
            one(1)
        ),
    )
}

/// Three newspapers of five, others every forty hours.
fn seen_in(page: &str, now: Moment) -> String {
    const NAMES: &[&str] = &["La Tribune du Soir", "The Weekly Ledger", "Ouest Matin", "Trade & Craft", "Le Cadran"];
    let order = shuffled(NAMES.len(), &[now.seed, (now.hour() + 11) / 40, 285]);
    let names: Vec<&str> = order[..3].iter().map(|&i| NAMES[i]).collect();
    last(page, &format!("<p class=\"vu\">Vu dans {}</p>", names.join(", ")))
}

/// Another one every two days at ten; every third time there is none.
fn strip(page: &str, now: Moment) -> String {
    let turn = (now.minute + 2_280).unsigned_abs() / 2_880;
    if turn % 3 == 2 {
        return page.to_owned();
    }
    let text =
        nth(&["Livraison offerte dès 49 €", "15 % sur les vestes", "New in: the spring range", "Cartes cadeaux"], turn);
    first(page, &format!("<div class=\"strip\"><a href=\"/s\">{text}</a></div>"))
}

/// Three of an auction house, all others every twenty hours.
fn lots(page: &str, now: Moment) -> String {
    const LOTS: &[&str] =
        &["Buffet en merisier", "Brass sextant", "Paire de chenets", "Map of Kent", "Pendule", "Oak chest"];
    let turn = now.hour() / 20;
    let order = shuffled(LOTS.len(), &[now.seed, turn, 286]);
    let card = |&i: &usize| {
        format!(
            "<div class=\"lot\"><p>{}</p><p>{} €</p></div>",
            LOTS[i],
            80 + 10 * below(60, &[now.seed, turn, i as u64, 287])
        )
    };
    after_paragraph(page, 6, &format!("<div class=\"lots\">{}</div>", order[..3].iter().map(card).collect::<String>()))
}

/// Each morning at eight.
fn question(page: &str, now: Moment) -> String {
    let (asked, answer) = [
        ("Peut-on congeler le pain deux fois ?", "Non, il sèche."),
        ("How long is a fathom?", "Six feet."),
        ("Qui a inventé la punaise ?", "Un horloger de Lychen."),
        ("Why is the sea salt?", "Rivers bring it, and the sun keeps it."),
        ("Combien de touches a un piano ?", "Quatre-vingt-huit."),
    ][usize::try_from((day(now, 480) + now.seed) % 5).unwrap_or_default()];
    last(page, &format!("<div class=\"qj\"><p>{asked}</p><p>{answer}</p></div>"))
}

/// Each morning at seven.
fn fire(page: &str, now: Moment) -> String {
    let level = pick(&["faible", "modéré", "sévère", "très sévère"], &[now.seed, day(now, 420), 288]);
    first(page, &format!("<div class=\"feu\">Risque d'incendie : {level}</div>"))
}

/// Every ninety hours or so.
fn moon(page: &str, now: Moment) -> String {
    let phase = nth(&["premier quartier", "pleine lune", "dernier quartier", "nouvelle lune"], (now.hour() + 40) / 89);
    last(page, &format!("<div class=\"lune\"><span>Lune</span> <span>{phase}</span></div>"))
}

/// Of a contest, every two days at noon.
fn winner(page: &str, now: Moment) -> String {
    let turn = (now.minute + 2_160).unsigned_abs() / 2_880;
    let who = nth(&["Ghislaine", "tom_b", "Yannick", "Ada L.", "Le Furet"], turn + now.seed);
    after_paragraph(
        page,
        5,
        &format!(
            "<figure class=\"gg\"><figcaption>La photo gagnante est de {who}, {} voix</figcaption></figure>",
            40 + below(90, &[now.seed, turn, 289])
        ),
    )
}

/// Every three hours.
fn roads(page: &str, now: Moment) -> String {
    let state = |k: u64| {
        pick(&["fluide", "dense", "bouchon de 4 km", "accident, une voie"], &[now.seed, now.hour() / 3, k, 290])
    };
    last(
        page,
        &format!(
            "<ul class=\"rt\"><li>A7 : {}</li><li>Rocade : {}</li><li>Pont : {}</li></ul>",
            state(1),
            state(2),
            state(3)
        ),
    )
}

/// Every twenty-two hours.
fn sponsor(page: &str, now: Moment) -> String {
    let (who, what) = [
        ("Literie Dumas", "Le sommeil se choisit en magasin."),
        ("Greenhill Seeds", "Sow now, eat in June."),
        ("Banque de l'Isle", "Un taux clair, sans surprise."),
        ("Novak Pianos", "Tuned before it leaves."),
    ][at(4, &[now.seed, now.hour() / 22, 291])];
    after_paragraph(page, 3, &format!("<aside-card><h4>{who}</h4><p>{what}</p></aside-card>"))
}
