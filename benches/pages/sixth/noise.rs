//! What differs on a page without being news, sixth kinds.

use super::super::dice::{at, below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("delivery date", delivery),
    ("order within", within),
    ("nearest shop", nearest),
    ("booked today", booked),
    ("scores", scores),
    ("comments", comments),
    ("build", build),
    ("trust mark", trust),
    ("by the same author", author),
    ("captions", captions),
    ("pay in four", pay),
    ("newsletter", newsletter),
    ("press voices", press),
    ("questions of customers", questions),
    ("fuel", fuel),
    ("modified", modified),
    ("ad blocker", blocker),
    ("on now", on_now),
    ("seen by others", seen),
    ("pollen", pollen),
];

/// The day after tomorrow, and one later from three in the afternoon on.
fn delivery(page: &str, now: Moment) -> String {
    const DAYS: &[&str] = &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let day = usize::try_from((now.minute + 540) / 1_440).unwrap_or_default() + 2;
    let text = format!("Livraison estimée : {} {} mars", DAYS[day % 7], day + 2);
    after_paragraph(page, 2, &format!("<div class=\"dlv\"><p>{text}</p></div>"))
}

fn within(page: &str, now: Moment) -> String {
    let left = (900 - now.minute % 1_440).rem_euclid(1_440);
    after_paragraph(
        page,
        3,
        &format!("<p>Commandez dans les {} h {:02} min pour une expédition aujourd'hui</p>", left / 60, left % 60),
    )
}

fn nearest(page: &str, now: Moment) -> String {
    let (shop, street) = [
        ("Lyon Part-Dieu", "17 rue du Docteur Bouchut"),
        ("Villeurbanne", "4 cours Émile Zola"),
        ("Paris Rivoli", "88 rue de Rivoli"),
        ("Lille Centre", "2 place Rihour"),
    ][at(4, &[now.seed, now.asked, 141])];
    first(page, &format!("<div class=\"shop-near\"><span>Votre magasin : {shop}</span><span>{street}</span></div>"))
}

fn booked(page: &str, now: Moment) -> String {
    let times = 3 + now.minute % 1_440 / 70;
    let rooms = 1 + below(5, &[now.seed, now.hour() / 3, 142]);
    after_paragraph(
        page,
        1,
        &format!(
            "<ul class=\"fomo\"><li>Réservé {times} fois aujourd'hui</li><li>Plus que {rooms} chambres à ce prix !</li></ul>"
        ),
    )
}

/// Matches of the evening, and else the next ones.
fn scores(page: &str, now: Moment) -> String {
    const TEAMS: &[&str] = &["Rennes", "Lens", "Brest", "Nice", "Reims", "Le Havre", "Metz", "Lorient"];
    let day = now.hour() / 24;
    let order = shuffled(TEAMS.len(), &[now.seed, day, 143]);
    let minute = now.minute % 1_440 - 1_200;
    let row = |i: usize| {
        let (home, away) = (TEAMS[order[2 * i]], TEAMS[order[2 * i + 1]]);
        let goals = |k| below(4, &[now.seed, day, i as u64, k]) * u64::try_from(minute.clamp(0, 90)).unwrap_or(0) / 90;
        let score = match minute {
            ..0 => "20 h 00".to_owned(),
            0..=95 => format!("{} - {} ({}e)", goals(1), goals(2), minute.min(90)),
            _ => format!("{} - {}", goals(1), goals(2)),
        };
        format!("<tr><td>{home}</td><td>{score}</td><td>{away}</td></tr>")
    };
    last(page, &format!("<table class=\"foot\">{}</table>", (0..3).map(row).collect::<String>()))
}

/// The three newest of a thread that gets one every five hours.
fn comments(page: &str, now: Moment) -> String {
    const SAID: &[&str] = &[
        "Tout à fait d'accord avec l'auteur.",
        "I had the same experience last year.",
        "Et personne ne parle du coût réel ?",
        "Great write-up, thank you.",
        "Il manque une source pour ce chiffre.",
        "Could you compare it with the older one?",
        "Mon avis est plus nuancé, mais merci.",
        "This aged well.",
        "Bravo à toute l'équipe !",
    ];
    let newest = now.minute / 300 + 20;
    let one = |back: i64| {
        let number = (newest - back).unsigned_abs();
        let name = ["marc", "Ophélie", "dan_w", "Le Breton", "K.", "suzie33"][at(6, &[now.seed, number, 144])];
        let likes = now.minute / 45 % 60 + back * 3;
        format!(
            "<li class=\"com\"><b>{name}</b><p>{}</p><span>👍 {likes}</span></li>",
            SAID[at(SAID.len(), &[now.seed, number, 145])]
        )
    };
    last(
        page,
        &format!(
            "<div id=\"reactions\"><h3>{} réactions</h3><ul>{}</ul></div>",
            newest,
            (0..3).map(one).collect::<String>()
        ),
    )
}

fn build(page: &str, now: Moment) -> String {
    let release = now.minute / 2_500;
    let sha = roll(&[now.seed, release.unsigned_abs()]);
    last(page, &format!("<small>Release 2026.3.{release} ({:.7})</small>", format!("{sha:x}")))
}

fn trust(page: &str, now: Moment) -> String {
    let count = 12_431 + now.minute / 25;
    let mark = 45 + below(2, &[now.seed, now.hour() / 40, 146]);
    first(
        page,
        &format!(
            "<div>Excellent {},{} sur 5 basé sur {} {:03} avis</div>",
            mark / 10,
            mark % 10,
            count / 1_000,
            count % 1_000
        ),
    )
}

/// One more every other day or so.
fn author(page: &str, now: Moment) -> String {
    const TITLES: &[&str] = &[
        "Trois jours dans la vallée",
        "Notes on a quiet season",
        "Ce que disent les registres",
        "The last ferry",
        "Portrait d'un luthier",
        "A garden in winter",
        "Retour à Saint-Nazaire",
        "On hedges",
    ];
    let newest = usize::try_from((now.minute + 700) / 2_600).unwrap_or_default() + 2;
    let row = |back: usize| {
        format!("<li><a href=\"/n{}\">{}</a></li>", newest - back, TITLES[(newest - back) % TITLES.len()])
    };
    let rows: String = (0..3).map(row).collect();
    after_paragraph(
        page,
        7,
        &format!("<div class=\"bio\"><b>Claire Monnier</b><p>Journaliste au long cours.</p><ul>{rows}</ul></div>"),
    )
}

/// Captions of pictures that were not there yet when the answer was made.
fn captions(page: &str, now: Moment) -> String {
    if chance(35, &[now.seed, now.asked, 147]) {
        return page.to_owned();
    }
    after_paragraph(
        page,
        4,
        "<figure><figcaption>Vue du port depuis la jetée, en février. Photo : L. Amiel</figcaption></figure>",
    )
}

fn pay(page: &str, now: Moment) -> String {
    if !chance(12, &[now.seed, now.asked, 148]) {
        return page.to_owned();
    }
    after_paragraph(page, 2, "<div><p>Nouveau : payez en 4 fois sans frais avec votre carte.</p></div>")
}

fn newsletter(page: &str, now: Moment) -> String {
    let (title, text) = [
        ("Restez au courant", "Chaque vendredi, l'essentiel en cinq minutes."),
        ("Join 40,000 readers", "One e-mail a week, no spam."),
        ("La lettre de la rédaction", "Inscrivez-vous, c'est gratuit."),
    ][at(3, &[now.seed, now.asked, 149])];
    after_paragraph(page, 6, &format!("<form><h4>{title}</h4><p>{text}</p><button>OK</button></form>"))
}

fn press(page: &str, now: Moment) -> String {
    const SAID: &[(&str, &str)] = &[
        ("« Une réussite »", "Ouest-Matin"),
        ("“Simply the best in its class”", "The Bay Courier"),
        ("« On ne s'en lasse pas »", "Le Quotidien du Lac"),
        ("“Clever and kind”", "Northern Review"),
        ("« Enfin ! »", "Tech & Vous"),
    ];
    let (said, who) = SAID[at(SAID.len(), &[now.seed, now.asked, 150])];
    after_paragraph(page, 5, &format!("<div class=\"vox\"><q>{said}</q> <cite>{who}</cite></div>"))
}

/// The newest two, another one every three days.
fn questions(page: &str, now: Moment) -> String {
    const ASKED: &[(&str, &str)] = &[
        ("Est-ce compatible avec l'ancien modèle ?", "Oui, avec l'adaptateur fourni."),
        ("Does it come with a charger?", "It does."),
        ("Quelle est la hauteur du plan ?", "Quatre-vingt-dix centimètres."),
        ("Can I wash it?", "By hand only, please."),
        ("Où est-il fabriqué ?", "Dans le Jura."),
        ("Is it loud?", "About as loud as a fridge."),
    ];
    let newest = usize::try_from((now.minute + 2_000) / 4_320).unwrap_or_default() + 1;
    let one = |back: usize| {
        let (asked, answer) = ASKED[(newest - back) % ASKED.len()];
        format!("<div class=\"qa\"><strong>{asked}</strong><p>{answer}</p></div>")
    };
    last(page, &format!("<section><h3>Questions des clients</h3>{}{}</section>", one(0), one(1)))
}

/// Each morning at seven.
fn fuel(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_020).unsigned_abs() / 1_440;
    let price = |k: u64, from: u64| from + below(40, &[now.seed, day, k]);
    first(
        page,
        &format!(
            "<div class=\"carb\">Gazole 1,{:03} €/l · SP95-E10 1,{:03} €/l</div>",
            price(151, 650),
            price(152, 720)
        ),
    )
}

/// A stamp that somebody's tool renews every seven hours.
fn modified(page: &str, now: Moment) -> String {
    let at = now.minute / 420 * 420 + 17;
    let day = 2 + at / 1_440;
    after_paragraph(
        page,
        0,
        &format!(
            "<p>Publié le 27 février 2026 à 08h12 • Modifié le {day} mars 2026 à {:02}h{:02}</p>",
            at / 60 % 24,
            at % 60
        ),
    )
}

fn blocker(page: &str, now: Moment) -> String {
    if !chance(20, &[now.seed, now.asked, 153]) {
        return page.to_owned();
    }
    first(
        page,
        "<div class=\"abx\"><p>Vous utilisez un bloqueur de publicité.</p><p>La publicité nous permet de vivre. Merci de nous ajouter à vos exceptions.</p></div>",
    )
}

/// A stream, for three hours of the evening on some days.
fn on_now(page: &str, now: Moment) -> String {
    let (day, hour) = (now.hour() / 24, now.hour() % 24);
    if !(18..21).contains(&hour) || !chance(55, &[now.seed, day, 154]) {
        return page.to_owned();
    }
    let what = pick(
        &["Le conseil municipal", "Concert at the Old Mill", "La matinale du soir", "Q&A with the makers"],
        &[now.seed, day, 155],
    );
    first(page, &format!("<a class=\"stream\" href=\"/live\"><b>EN DIRECT</b> {what}</a>"))
}

fn seen(page: &str, now: Moment) -> String {
    const GOODS: &[&str] = &[
        "Bouilloire Alma",
        "Desk fan, small",
        "Tabouret Jo",
        "Wool throw",
        "Cadre chêne",
        "Enamel mug",
        "Lampe Iris",
        "Door mat",
    ];
    let order = shuffled(GOODS.len(), &[now.seed, now.asked, 156]);
    let card =
        |&i: &usize| format!("<div class=\"c\"><a href=\"/i{i}\">{}</a><em>{},90 €</em></div>", GOODS[i], 12 + 7 * i);
    last(page, &format!("<div class=\"row9\">{}</div>", order[..4].iter().map(card).collect::<String>()))
}

/// Each morning at six, for two days out of three another word.
fn pollen(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_080).unsigned_abs() / 1_440;
    let word = pick(&["faible", "moyen", "élevé", "très élevé"], &[now.seed, day * 2 / 3, 157]);
    first(page, &format!("<div>Risque pollinique : {word} (bouleau, aulne)</div>"))
}
