//! What changes by the calendar or by turns on a page, fourth kinds.

use super::super::dice::{at, below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("dish of the day", dish),
    ("agenda", agenda),
    ("on the air", on_the_air),
    ("draw", draw),
    ("ranking", ranking),
    ("gallery", gallery),
    ("air quality", air),
    ("survey", survey),
    ("members' week", members),
    ("threads", threads),
    ("slogan", slogan),
];

/// Another one each morning at six, and none on the seventh day.
fn dish(page: &str, now: Moment) -> String {
    const DISHES: &[&str] = &[
        "Blanquette de veau, riz pilaf",
        "Lentil soup and rye bread",
        "Parmentier de canard",
        "Cabillaud, fondue de poireaux",
        "Mushroom risotto",
        "Bœuf aux carottes",
        "Gratin de courge, salade verte",
        "Fish pie with peas",
        "Couscous aux sept légumes",
        "Quiche au comté",
        "Roast chicken and chips",
    ];
    let day = usize::try_from((now.minute + 1_080) / 1_440).unwrap_or_default();
    let dish =
        if day % 7 == 6 { "Fermé aujourd'hui" } else { DISHES[(day + at(DISHES.len(), &[now.seed])) % DISHES.len()] };
    after_paragraph(page, 3, &format!("<div><h5>Le plat du jour</h5><p>{dish}</p></div>"))
}

/// What is past goes, and what is nearer than five days comes.
fn agenda(page: &str, now: Moment) -> String {
    const WHAT: &[&str] = &["Concert", "Visite guidée", "Atelier", "Lecture", "Open day", "Conférence", "Projection"];
    const WHERE: &[&str] = &["à la médiathèque", "at the old mill", "salle des fêtes", "au musée", "in the park"];
    let today = now.hour() / 24;
    let item = |ahead: u64| {
        let day = today + ahead;
        let part = |list: &[&'static str], k| pick(list, &[now.seed, day, k]).to_owned();
        format!("<li><span>{} mars</span> {} {}</li>", 2 + day, part(WHAT, 41), part(WHERE, 42))
    };
    let items: String = (0..5).map(item).collect();
    last(page, &format!("<section><h3>À venir</h3><ul>{items}</ul></section>"))
}

/// By the hour of the day, the same each day.
fn on_the_air(page: &str, now: Moment) -> String {
    let (now_on, next) = match now.minute / 60 % 24 {
        6..9 => ("Le Réveil, avec Ben Aroua", "Grand matin"),
        9..13 => ("Grand matin", "Le Treize heures"),
        13..18 => ("Le Treize heures et la suite", "Retour de bureau"),
        18..23 => ("Retour de bureau, puis Jazz club", "La Nuit"),
        _ => ("La Nuit, sans paroles", "Le Réveil"),
    };
    first(page, &format!("<div class=\"air\"><p>À l'antenne : {now_on}</p><p>Ensuite : {next}</p></div>"))
}

/// Each evening at nine.
fn draw(page: &str, now: Moment) -> String {
    let day = (now.minute + 180).unsigned_abs() / 1_440;
    let mut balls: Vec<usize> = shuffled(49, &[now.seed, day, 43])[..5].to_vec();
    balls.sort_unstable();
    let balls: Vec<String> = balls.iter().map(|ball| (ball + 1).to_string()).collect();
    last(page, &format!("<div><h4>Dernier tirage</h4><p>{}</p></div>", balls.join(" - ")))
}

fn ranking(page: &str, now: Moment) -> String {
    const NAMES: &[&str] = &["Kestrel", "Bela_77", "Ourson", "Violaine", "hex", "Tom-Tom", "Saule"];
    let score = |i: usize| 900 + below(80, &[now.seed, i as u64, 44]) + roll(&[i as u64, now.hour() / 2]) % 60;
    let mut order: Vec<usize> = (0..NAMES.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(score(i)));
    let row = |&i: &usize| format!("<tr><td>{}</td><td>{}</td></tr>", NAMES[i], score(i));
    let rows: String = order[..5].iter().map(row).collect();
    after_paragraph(page, 7, &format!("<table class=\"top\">{rows}</table>"))
}

fn gallery(page: &str, now: Moment) -> String {
    const CAPTIONS: &[&str] = &[
        "Le four à pain restauré",
        "Main hall, looking north",
        "Les vitraux du chœur",
        "The garden in April",
        "L'escalier à vis",
        "Old press, still in use",
    ];
    let i = at(CAPTIONS.len(), &[now.seed, now.asked, 45]);
    after_paragraph(page, 4, &format!("<div class=\"gal\"><p>{}</p><p>Photo {} sur 6</p></div>", CAPTIONS[i], i + 1))
}

fn air(page: &str, now: Moment) -> String {
    let level = at(4, &[now.seed, now.hour() / 7, 46]);
    let word = ["bonne", "moyenne", "dégradée", "mauvaise"][level];
    first(page, &format!("<div>Qualité de l'air : {word} (indice {})</div>", level + 2))
}

fn survey(page: &str, now: Moment) -> String {
    if !chance(20, &[now.seed, now.asked, 47]) {
        return page.to_owned();
    }
    last(
        page,
        "<div class=\"x1\"><p>Une minute pour nous aider ?</p><p>Dites-nous ce qui vous a manqué dans cette page.</p><button>Plus tard</button></div>",
    )
}

/// Another face each Tuesday and Friday.
fn members(page: &str, now: Moment) -> String {
    const WHO: &[(&str, &str)] = &[
        ("Solène Kervella", "Répare des horloges depuis trente ans."),
        ("Idris Mokrani", "Grows oysters and writes about them."),
        ("Paula Reyes", "Teaches welding to teenagers."),
        ("Yann Le Goff", "Cartographie les sentiers de la côte."),
    ];
    let turn = [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3][usize::try_from(now.minute / 1_440).unwrap_or_default().min(10)];
    let (name, what) = WHO[turn];
    last(page, &format!("<div class=\"who\"><h4>Portrait</h4><b>{name}</b><p>{what}</p></div>"))
}

/// The newest threads of a board: each answer lifts one.
fn threads(page: &str, now: Moment) -> String {
    const TITLES: &[&str] = &[
        "Which oil for a cold morning?",
        "Courroie : à quel kilométrage ?",
        "Show your first restoration",
        "Bruit à l'arrière en virage",
        "Paint code for 1987 models",
        "Où trouver un joint de culasse",
        "Meeting in May, who is in?",
        "Compte rendu de la bourse",
    ];
    let slot = now.minute.unsigned_abs() / 40;
    let last_lift =
        |i: usize| (0..12).find(|&back| below(8, &[now.seed, slot - back.min(slot), 48]) == i as u64).unwrap_or(12);
    let mut order: Vec<usize> = (0..TITLES.len()).collect();
    order.sort_by_key(|&i| (last_lift(i), i));
    let row = |&i: &usize| {
        format!(
            "<li><a href=\"/t{i}\">{}</a> <small>{} réponses, il y a {} min</small></li>",
            TITLES[i],
            14 + i as u64 * 3 + slot / 9,
            last_lift(i) * 40 + 1
        )
    };
    let rows: String = order[..5].iter().map(row).collect();
    last(page, &format!("<div><h3>Derniers sujets</h3><ul>{rows}</ul></div>"))
}

/// Three by turns, each for some of those who ask.
fn slogan(page: &str, now: Moment) -> String {
    let text = ["Penser loin, livrer près", "Made slowly, on purpose", "Le bon geste, chaque jour"]
        [at(3, &[now.seed, now.asked, 49])];
    first(page, &format!("<h3>{text}</h3>"))
}
