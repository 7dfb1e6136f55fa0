//! What differs on a page without being news, of the kinds that were not looked at when rules were chosen.

use super::super::dice::{below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("scores", scores),
    ("weather", weather),
    ("greeting", greeting),
    ("bought today", bought),
    ("offers carousel", carousel),
    ("testimonial", testimonial),
    ("last activity", activity),
    ("delivered on", delivered),
    ("tag cloud", tags),
    ("build", build),
    ("poll", poll),
    ("price format", price_format),
    ("lazy counter", lazy),
    ("consent bar", consent),
    ("latest headlines", latest),
    ("points table", standings),
];

fn scores(page: &str, now: Moment) -> String {
    let minute = now.minute % 240;
    let (one, two) = (below(1 + now.minute.unsigned_abs() % 240 / 40, &[now.seed, 1]), minute / 90);
    let text = if minute < 120 {
        format!("{minute}' Nantes {one} - {two} Lens")
    } else {
        "À 21 h : Nantes - Lens".to_owned()
    };
    first(page, &format!("<div class=\"hdr-x\"><span>En direct</span> <span>{text}</span></div>"))
}

fn weather(page: &str, now: Moment) -> String {
    let sky = pick(&["Ensoleillé", "Averses", "Couvert", "Brouillard", "Éclaircies"], &[now.seed, now.hour() / 5]);
    first(page, &format!("<div class=\"m\">Lille {} °C {sky}</div>", below(14, &[now.seed, now.hour()])))
}

fn greeting(page: &str, now: Moment) -> String {
    let (guest, items) = (10_000 + below(90_000, &[now.seed, now.asked]), below(3, &[now.asked, 5]));
    first(page, &format!("<div>Bonjour, invité {guest}</div><div>Mon panier ({items})</div>"))
}

fn bought(page: &str, now: Moment) -> String {
    let count = now.minute % 1_440 / 23;
    after_paragraph(page, 2, &format!("<p>{count} clients l'ont acheté aujourd'hui</p>"))
}

const PRODUCTS: &[&str] = &[
    "Lampe de bureau en laiton",
    "Wool blanket, large",
    "Cafetière à piston",
    "Carnet de croquis A4",
    "Cast iron pan",
    "Sac à dos de randonnée",
    "Desk fan",
    "Bouilloire à col de cygne",
    "Set of six glasses",
];

fn carousel(page: &str, now: Moment) -> String {
    let card = |i: usize| {
        let price = 12 + roll(&[i as u64, 9]) % 80;
        format!(
            "<div class=\"c-{:x}\"><a href=\"/p{i}\"><span>{}</span></a><p>{price},90 €</p></div>",
            i * 7_919,
            PRODUCTS[i]
        )
    };
    let cards = shuffled(PRODUCTS.len(), &[now.seed, now.asked])[..4].iter().map(|&i| card(i)).collect::<Vec<_>>();
    last(page, &format!("<section><h3>Cela peut vous plaire</h3>{}</section>", cards.concat()))
}

fn testimonial(page: &str, now: Moment) -> String {
    const SAID: &[&str] = &[
        "« Un service impeccable, je recommande. » Claire, Rennes",
        "« Livraison rapide et produit conforme. » Hugo, Metz",
        "“Exactly what I was looking for.” Sam, Leeds",
        "« Rien à redire, merci à toute l'équipe. » Nadia, Pau",
        "“They answered within the hour.” Priya, Cork",
    ];
    after_paragraph(page, 6, &format!("<blockquote>{}</blockquote>", pick(SAID, &[now.seed, now.hour() / 3])))
}

fn activity(page: &str, now: Moment) -> String {
    const NAMES: &[&str] = &["gaston", "Mireille", "tux_44", "NightOwl", "pépin", "Ana"];
    let slot = now.minute.unsigned_abs() / 50;
    let name = pick(NAMES, &[now.seed, slot]);
    let text = format!(
        "Dernier message par {name}, il y a {} min. Connectés : {}",
        now.minute % 50,
        below(90, &[now.asked, now.seed])
    );
    last(page, &format!("<div><small>{text}</small></div>"))
}

fn delivered(page: &str, now: Moment) -> String {
    const DAYS: &[&str] = &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let (today, month) = now.date();
    let day = today + 2;
    let name = DAYS[usize::try_from((day - 2).rem_euclid(7)).unwrap_or(0)];
    let left = 1_440 - now.minute % 1_440;
    let text = format!("Commandez dans les {} h {:02} pour être livré {name} {day} {month}", left / 60, left % 60);
    after_paragraph(page, 3, &format!("<p>{text}</p>"))
}

fn tags(page: &str, now: Moment) -> String {
    const TAGS: &[&str] =
        &["budget", "climat", "énergie", "recettes", "santé", "sport", "tech", "voyage", "jardin", "cinéma"];
    let tags = shuffled(TAGS.len(), &[now.seed, now.hour() / 2]);
    let tags: Vec<String> = tags[..7].iter().map(|&i| format!("<a href=\"/t/{i}\">{}</a>", TAGS[i])).collect();
    last(page, &format!("<div class=\"t\">{}</div>", tags.join(" ")))
}

fn build(page: &str, now: Moment) -> String {
    let commit = roll(&[now.seed, now.hour() / 31]) >> 36;
    let node = pick(&["web-01", "web-02", "web-07", "edge-par-3"], &[now.asked, now.seed]);
    last(page, &format!("<p>v4.{}.0 ({commit:07x}) {node}</p>", now.hour() / 31))
}

fn poll(page: &str, now: Moment) -> String {
    let yes = 38 + below(20, &[now.seed, now.hour()]);
    let votes = 900 + now.minute / 11;
    let text = format!(
        "<p>Faut-il changer l'heure ?</p><ul><li>Oui : {yes} %</li><li>Non : {} %</li></ul><p>{votes} votants</p>",
        100 - yes
    );
    after_paragraph(page, 5, &format!("<div>{text}</div>"))
}

/// One amount, written as the country of whichever cache answers writes it.
fn price_format(page: &str, now: Moment) -> String {
    let text = pick(&["À partir de 1 249,00 €", "À partir de €1,249.00", "À partir de 1249 €"], &[now.seed, now.asked]);
    after_paragraph(page, 1, &format!("<p>{text}</p>"))
}

fn lazy(page: &str, now: Moment) -> String {
    let text = if chance(35, &[now.seed, now.asked, 3]) {
        "Chargement des commentaires…".to_owned()
    } else {
        format!("{} commentaires", 37 + now.minute / 300)
    };
    last(page, &format!("<div class=\"k\">{text}</div>"))
}

fn consent(page: &str, now: Moment) -> String {
    if !chance(40, &[now.seed, now.asked, 13]) {
        return page.to_owned();
    }
    first(
        page,
        "<div role=\"dialog\"><div>Nous et nos 842 partenaires stockons des informations sur votre appareil pour \
         mesurer l'audience et personnaliser les contenus.</div><button>Tout accepter</button><button>Paramétrer</button></div>",
    )
}

/// A new one comes in front every few hours, and stays for a while.
fn latest(page: &str, now: Moment) -> String {
    const WHO: &[&str] =
        &["Le ministre", "The city", "Une start-up", "The union", "La région", "Le syndicat", "The museum"];
    const WHAT: &[&str] =
        &["annonce un plan", "opens a new line", "reporte sa décision", "wins an award", "cherche un repreneur"];
    const ABOUT: &[&str] =
        &["pour l'emploi", "after the storm", "sur le logement", "for next summer", "en pleine crise"];
    let slot = now.hour() / 3 + 20;
    let line = |i: u64| {
        let part = |list: &[&'static str], k| pick(list, &[now.seed, i, k]).to_owned();
        format!("<li><a href=\"/n{i}\">{} {} {}</a></li>", part(WHO, 1), part(WHAT, 2), part(ABOUT, 3))
    };
    let items: Vec<String> = (0..5).map(|back| line(slot - back)).collect();
    last(page, &format!("<div><h4>Les dernières nouvelles</h4><ol>{}</ol></div>", items.concat()))
}

fn standings(page: &str, now: Moment) -> String {
    const TEAMS: &[&str] = &["Rouen", "Dijon", "Angers", "Niort"];
    let row = |(i, team): (usize, &&str)| {
        format!("<tr><td>{team}</td><td>{}</td></tr>", 20 + below(30, &[i as u64, now.hour() / 6]))
    };
    let rows: Vec<String> = TEAMS.iter().enumerate().map(row).collect();
    after_paragraph(page, 7, &format!("<table>{}</table>", rows.concat()))
}
