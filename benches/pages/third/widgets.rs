//! What rotates on a page: cards, voices, teasers, tests, forecasts.

use super::super::dice::{below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("hero test", hero),
    ("voices", voices),
    ("also bought", also_bought),
    ("forecast", forecast),
    ("adviser", adviser),
    ("just bought", just_bought),
    ("did you know", did_you_know),
    ("read on", read_on),
    ("sponsored", sponsored),
];

/// Two fronts by turns, and another pair from the fifth day on.
fn hero(page: &str, now: Moment) -> String {
    let second = u64::from(now.minute > 4 * 1_440 + 300);
    let one = chance(50, &[now.seed, now.asked, 20]);
    let (title, text, button) = match (second, one) {
        (0, true) => {
            ("Vos équipes, enfin réunies", "Un seul outil pour tout suivre, du premier appel à la facture.", "Essayer")
        }
        (0, false) => {
            ("Le suivi qui se fait oublier", "Moins de réunions, moins de tableurs, plus de temps.", "Voir la démo")
        }
        (_, true) => ("Spring is here, so is our new app", "Plan, share and bill from your phone.", "Get the app"),
        (_, false) => ("Join 12,000 teams", "They save four hours a week. You could too.", "Start now"),
    };
    first(
        page,
        &format!("<div class=\"top\"><h2>{title}</h2><p>{text}</p><a class=\"btn\" href=\"/go\">{button}</a></div>"),
    )
}

const VOICES: &[(&str, &str, &str)] = &[
    ("Jeanne M.", "Directrice des achats", "Nous avons gagné des journées entières."),
    ("Tom Aldous", "Founder", "Best decision we took last year, hands down."),
    ("Farid K.", "Responsable logistique", "La mise en route a pris une matinée."),
    ("Ines Roth", "CTO", "Support answers before we finish typing."),
    ("Paul Vidal", "Artisan", "Enfin des devis clairs pour mes clients."),
    ("Mei Tan", "Operations", "Rolled out in nine countries without a hitch."),
    ("Luc Berge", "Gérant", "Simple, solide, et des gens au bout du fil."),
];

fn voices(page: &str, now: Moment) -> String {
    let order = shuffled(VOICES.len(), &[now.seed, now.asked, 21]);
    let one = |&i: &usize| {
        let (who, role, said) = VOICES[i];
        format!(
            "<figure><blockquote>{said}</blockquote><figcaption><b>{who}</b><br>{role}</figcaption><span>{},0 / 5</span></figure>",
            4 + i % 2
        )
    };
    let cards: String = order[..3].iter().map(one).collect();
    after_paragraph(page, 6, &format!("<div class=\"grid\">{cards}</div>"))
}

const GOODS: &[&str] = &[
    "Gourde isotherme 75 cl",
    "Tente deux places",
    "Trail shoes, women",
    "Lampe frontale 400 lm",
    "Merino socks",
    "Réchaud à gaz pliant",
    "Sac de couchage -5",
    "Carte IGN Vercors",
    "Walking poles",
    "Poncho de pluie",
];

fn also_bought(page: &str, now: Moment) -> String {
    let order = shuffled(GOODS.len(), &[now.seed, now.hour() / 2, 22]);
    let card = |&i: &usize| {
        let price = 15 + roll(&[i as u64, 22]) % 90;
        let was = if i % 3 == 0 { format!("<s>{},00 €</s> ", price + 12) } else { String::new() };
        format!(
            "<li class=\"card\"><h4><a href=\"/g/{i}\">{}</a></h4><span class=\"r\">4,{} ({} avis)</span><div>{was}{price},50 €</div><button>Ajouter au panier</button></li>",
            GOODS[i],
            i,
            40 + i * 13
        )
    };
    let cards: String = order[..4].iter().map(card).collect();
    last(page, &format!("<h3>Les clients ont aussi acheté</h3><ul>{cards}</ul>"))
}

fn forecast(page: &str, now: Moment) -> String {
    const DAYS: &[&str] = &["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
    let day = |ahead: u64| {
        let today = now.hour() / 24 + ahead;
        let name = DAYS[usize::try_from(today % 7).unwrap_or(0)];
        let sky = pick(&["soleil", "pluie", "nuages", "vent", "orages"], &[now.seed, today, now.hour() / 8]);
        format!("<li>{name} <b>{} °</b> {sky}</li>", 4 + below(14, &[now.seed, today, now.hour() / 8]))
    };
    let days: String = (0..4).map(day).collect();
    last(page, &format!("<section><h5>Météo à Brest</h5><ol>{days}</ol></section>"))
}

fn adviser(page: &str, now: Moment) -> String {
    let text = if (9..19).contains(&(now.minute / 60 % 24)) && chance(85, &[now.seed, now.asked, 23]) {
        "<p>Un conseiller est en ligne</p><p>Temps d'attente : moins de 2 min</p>"
    } else {
        "<p>Nos conseillers sont occupés</p><p>Laissez-nous un message</p>"
    };
    last(page, &format!("<div class=\"chat\">{text}</div>"))
}

fn just_bought(page: &str, now: Moment) -> String {
    if !chance(60, &[now.seed, now.asked, 24]) {
        return page.to_owned();
    }
    let who = pick(&["Marie", "Ahmed", "Sophie", "Lucas", "Emma", "Karim", "Chloé"], &[now.seed, now.asked, 25]);
    let town = pick(&["Lyon", "Toulouse", "Lille", "Nice", "Rennes"], &[now.seed, now.asked, 26]);
    let minutes = 1 + below(50, &[now.seed, now.asked, 27]);
    last(page, &format!("<div>{who}, {town}, vient de passer commande</div><div>il y a {minutes} minutes</div>"))
}

/// Another one each day, at midnight.
fn did_you_know(page: &str, now: Moment) -> String {
    const FACTS: &[&str] = &[
        "Le pin maritime vit jusqu'à trois siècles.",
        "The first lighthouse keepers were monks.",
        "Une abeille visite deux mille fleurs par jour.",
        "Snow is not white but clear.",
        "La Loire compte plus de cent affluents.",
        "Cats sleep for two thirds of their lives.",
        "Le sel gemme vient d'anciennes mers.",
        "Chess was once played on nine by nine boards.",
        "Les dunes avancent de deux mètres par an.",
        "A cloud can weigh as much as a hundred elephants.",
        "Le liège se récolte tous les neuf ans.",
    ];
    let fact = FACTS[usize::try_from((now.seed + now.hour() / 24) % FACTS.len() as u64).unwrap_or(0)];
    after_paragraph(page, 5, &format!("<div class=\"dyk\"><h6>Le saviez-vous</h6><div>{fact}</div></div>"))
}

fn read_on(page: &str, now: Moment) -> String {
    const TITLES: &[&str] = &[
        "Ports : la grève suspendue",
        "Why rents fell in three cities",
        "Le retour du train de nuit",
        "Five questions for a beekeeper",
        "Ce que change la loi sur l'eau",
        "A strike, a storm and a lost parcel",
        "Les lycéens et l'orthographe",
        "What the ice cores say",
        "Vendanges : une année précoce",
    ];
    let order = shuffled(TITLES.len(), &[now.seed, now.hour() / 4, 28]);
    let card = |&i: &usize| {
        format!(
            "<article class=\"tile\"><a href=\"/r{i}\"><h4>{}</h4><p>{} mars · {} min de lecture</p></a></article>",
            TITLES[i],
            1 + i,
            3 + i
        )
    };
    let cards: String = order[..3].iter().map(card).collect();
    last(page, &format!("<div><h3>À lire ensuite</h3>{cards}</div>"))
}

fn sponsored(page: &str, now: Moment) -> String {
    const ADS: &[(&str, &str)] = &[
        ("Le crédit en dix minutes", "Simulez sans engagement, réponse immédiate."),
        ("Lunettes à 39 €", "Verres compris, livrées chez vous."),
        ("Learn Portuguese", "Fifteen minutes a day is all it takes."),
        ("Une cuisine sur mesure", "Jusqu'à 40 % de remise ce mois-ci."),
        ("Cruises to Norway", "From $899 per person, fjords included."),
        ("Alarme connectée", "Installée demain, payée dans trois mois."),
    ];
    let (title, text) = ADS[usize::try_from(below(ADS.len() as u64, &[now.seed, now.asked, 29])).unwrap_or(0)];
    after_paragraph(
        page,
        3,
        &format!("<div><small>Contenu de nos partenaires</small><h4>{title}</h4><p>{text}</p></div>"),
    )
}
