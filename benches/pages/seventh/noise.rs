//! What differs on a page without being news, seventh kinds.

use super::super::dice::{at, below, chance, pick, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last, replaced};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("code strip", code),
    ("wire", wire),
    ("how to cite", cite),
    ("revisions", revisions),
    ("your address", address),
    ("two buttons", buttons),
    ("coins", coins),
    ("spot price", spot),
    ("posts open", posts),
    ("next talk", talk),
    ("notices", notices),
    ("branches", branches),
    ("size picked", size),
    ("snow", snow),
    ("canteen", canteen),
    ("parking", parking),
    ("cached at", cached),
    ("reactions", reactions),
    ("stars", stars),
    ("new badges", badges),
    ("specs by script", specs),
    ("listen", listen),
    ("letter of a reader", letter),
    ("machine's words", machine),
];

fn day(now: Moment) -> u64 {
    now.hour() / 24
}

/// The shop's offer of these days, another one every other day or so.
fn code(page: &str, now: Moment) -> String {
    let offer = [
        "-10 % avec le code HIVER10",
        "Livraison offerte dès 49 €",
        "Free returns until Sunday",
        "Jusqu'à -40 % sur l'outlet",
        "2 achetés, le 3e offert",
    ][at(5, &[now.seed, (now.hour() + 9) / 44, 181])];
    first(page, &format!("<div class=\"strip-top\"><p>{offer}</p></div>"))
}

/// Dispatches of an agency, with their hours.
fn wire(page: &str, now: Moment) -> String {
    const SAID: &[&str] = &[
        "Bourse : Paris termine à l'équilibre",
        "Two hurt in motorway pile-up",
        "Le Sénat adopte le texte sur l'eau",
        "Rail strike called off",
        "Un séisme ressenti dans les Alpes",
        "Museum to return bronzes",
        "Météo : retour de la pluie jeudi",
        "Chipmaker raises outlook",
        "Tour des Flandres : le parcours dévoilé",
        "Inflation eases to 1.9 %",
    ];
    let newest = now.minute / 85 + 40;
    let row = |back: i64| {
        let n = newest - back;
        let minute = (n - 40) * 85;
        let said = SAID[at(SAID.len(), &[now.seed, n.unsigned_abs(), 182])];
        format!("<li><time>{:02}:{:02}</time> {said}</li>", minute.rem_euclid(1_440) / 60, minute.rem_euclid(60))
    };
    after_paragraph(
        page,
        3,
        &format!("<div class=\"fil\"><h3>Le fil</h3><ul>{}</ul></div>", (0..5).map(row).collect::<String>()),
    )
}

fn cite(page: &str, now: Moment) -> String {
    let ((hour, minute, _), (day, month)) = (now.clock(), now.date());
    last(
        page,
        &format!(
            "<p>Pour citer cette page : site.example, consultée le {day} {month} 2026 à {hour:02}:{minute:02}.</p>"
        ),
    )
}

fn revisions(page: &str, now: Moment) -> String {
    let count = 12 + now.minute / 1_900;
    let who = pick(&["Mirabelle", "J. Okafor", "admin2", "Thibaut R."], &[now.seed, count.unsigned_abs(), 183]);
    last(page, &format!("<div>Dernière modification par {who} - {count} révisions</div>"))
}

fn address(page: &str, now: Moment) -> String {
    let exit = 2 + below(90, &[now.seed, now.asked / 6, 184]);
    last(page, &format!("<div>Votre adresse : 192.0.2.{exit}</div>"))
}

fn buttons(page: &str, now: Moment) -> String {
    let (one, other) = [("Essayer gratuitement", "Voir une démonstration"), ("Get started", "Talk to sales")]
        [at(2, &[now.seed, now.asked, 185])];
    after_paragraph(page, 1, &format!("<div><a href=\"/t\">{one}</a> <a href=\"/d\">{other}</a></div>"))
}

fn coins(page: &str, now: Moment) -> String {
    let coin = |name: &str, from: u64, k: u64| {
        let value = from + below(from / 40, &[now.seed, now.asked, k]);
        format!("<span>{name} ${}.{:02}</span>", value / 100, value % 100)
    };
    first(page, &format!("<div class=\"mk\">{} {}</div>", coin("BTC", 6_721_300, 186), coin("ETH", 241_200, 187)))
}

/// The market's price of this hour.
fn spot(page: &str, now: Moment) -> String {
    let price = 600 + below(1_400, &[now.seed, now.hour(), 188]);
    after_paragraph(page, 5, &format!("<div class=\"spot\">Prix de gros à cette heure : 0,{price:04} €/kWh</div>"))
}

fn posts(page: &str, now: Moment) -> String {
    let open = 14 + below(5, &[now.seed, (now.hour() + 5) / 50, 189]);
    last(page, &format!("<div class=\"jobs\"><a href=\"/jobs\">Nous recrutons : {open} postes ouverts</a></div>"))
}

/// The next one, until it has begun.
fn talk(page: &str, now: Moment) -> String {
    const SUBJECTS: &[&str] = &["Réussir son dossier", "Heat pumps, one year on", "Lire un bilan", "Ask us anything"];
    let next = (now.minute - 660).div_euclid(4_320) + 1;
    let date = 2 + next * 3;
    let subject = SUBJECTS[usize::try_from(next).unwrap_or_default() % SUBJECTS.len()];
    after_paragraph(
        page,
        6,
        &format!(
            "<div class=\"webi\"><b>Prochain rendez-vous en ligne</b><p>{subject}, le {date} mars à 11 h</p></div>"
        ),
    )
}

/// Three each morning at half past five.
fn notices(page: &str, now: Moment) -> String {
    let day = (now.minute + 1_110).unsigned_abs() / 1_440;
    let name = |k: u64| {
        let given = pick(&["Madeleine", "Roger", "Simone", "Émile", "Yvonne", "Marcel"], &[now.seed, day, k, 190]);
        let family = pick(&["Garnier", "Le Goff", "Besson", "Marchal", "Picard", "Rolland"], &[now.seed, day, k, 191]);
        format!("<li>{given} {family}, {} ans</li>", 71 + below(28, &[now.seed, day, k, 192]))
    };
    last(page, &format!("<section><h4>Avis de décès</h4><ul>{}{}{}</ul></section>", name(0), name(1), name(2)))
}

fn branches(page: &str, now: Moment) -> String {
    let shops = 3 + below(4, &[now.seed, now.hour() / 5, 193]);
    after_paragraph(page, 2, &format!("<p>Disponible dans {shops} magasins autour de vous</p>"))
}

fn size(page: &str, now: Moment) -> String {
    let size = pick(&["S", "M", "L"], &[now.seed, now.asked, 194]);
    after_paragraph(page, 0, &format!("<div class=\"pick\">Taille sélectionnée : {size}</div>"))
}

/// Each morning at eight.
fn snow(page: &str, now: Moment) -> String {
    let day = (now.minute + 960).unsigned_abs() / 1_440;
    let (top, foot, open) = (118 + below(9, &[day, 195]), 41 + below(7, &[day, 196]), 12 + below(11, &[day, 197]));
    after_paragraph(
        page,
        4,
        &format!("<p>Neige : {top} cm en haut, {foot} cm en bas. {open} pistes ouvertes sur 23.</p>"),
    )
}

/// Of the week, from Sunday evening on.
fn canteen(page: &str, now: Moment) -> String {
    const DISHES: &[&str] = &[
        "Hachis parmentier",
        "Poisson pané",
        "Lasagnes",
        "Omelette",
        "Poulet basquaise",
        "Dahl de lentilles",
        "Gratin de pâtes",
    ];
    let week = (now.minute + 1_440 + 360).unsigned_abs() / 10_080;
    let order = shuffled(DISHES.len(), &[now.seed, week, 198]);
    let row = |(i, day): (usize, &&str)| format!("<tr><td>{day}</td><td>{}</td></tr>", DISHES[order[i]]);
    let rows: String = ["Lundi", "Mardi", "Jeudi", "Vendredi"].iter().enumerate().map(row).collect();
    last(page, &format!("<div class=\"cantine\"><h4>À la cantine</h4><table>{rows}</table></div>"))
}

fn parking(page: &str, now: Moment) -> String {
    let free = |k: u64| below(420, &[now.seed, now.minute.unsigned_abs() / 5, k]);
    first(
        page,
        &format!(
            "<ul class=\"pk\"><li>P1 Gare : {} places</li><li>P2 Marché : {} places</li></ul>",
            free(199),
            free(200)
        ),
    )
}

fn cached(page: &str, now: Moment) -> String {
    let made = now.minute / 180 * 180;
    last(
        page,
        &format!("<small>Page générée le {:02}/03/2026 à {:02}:07:44 UTC</small>", 2 + made / 1_440, made / 60 % 24),
    )
}

fn reactions(page: &str, now: Moment) -> String {
    let hearts = 212 + now.minute / 9;
    after_paragraph(page, 2, &format!("<div>❤️ {hearts} 👏 {} 😮 {}</div>", hearts / 4, hearts / 31))
}

/// The three opinions that lead today.
fn stars(page: &str, now: Moment) -> String {
    const SAID: &[(&str, &str)] = &[
        ("Conforme à la description", "Livré en deux jours, rien à redire."),
        ("Broke after a month", "The hinge gave way, refund was quick."),
        ("Très bon rapport qualité prix", "Je recommande à mes amis."),
        ("It does the job", "A bit noisy at night."),
        ("Déçue par la couleur", "Plus pâle que sur la photo."),
        ("Exactly what I needed", "Easy to set up."),
    ];
    let order = shuffled(SAID.len(), &[now.seed, (now.hour() + 4) / 29, 201]);
    let one = |&i: &usize| format!("<article><h5>{}</h5><p>{}</p></article>", SAID[i].0, SAID[i].1);
    last(page, &format!("<div class=\"opin\">{}</div>", order[..3].iter().map(one).collect::<String>()))
}

/// Entries of a list are marked for as long as they are young.
fn badges(page: &str, now: Moment) -> String {
    let row = |i: i64| {
        let age = now.minute - i * 2_100 + 1_500;
        let mark = if (0..2_880).contains(&age) { "Nouveau " } else { "" };
        format!(
            "<li>{mark}{}</li>",
            ["Guide des aides", "Plan de la ligne B", "Formulaire 27-A", "Barème 2026", "Foire aux questions"]
                [usize::try_from(i).unwrap_or_default()]
        )
    };
    after_paragraph(page, 8, &format!("<ul class=\"docs\">{}</ul>", (0..5).map(row).collect::<String>()))
}

/// A table that is not there where the answer was made in haste.
fn specs(page: &str, now: Moment) -> String {
    if chance(22, &[now.seed, now.asked, 202]) {
        return page.to_owned();
    }
    after_paragraph(
        page,
        5,
        "<table><tr><td>Dimensions</td><td>42 × 18 × 9 cm</td></tr><tr><td>Puissance</td><td>1 200 W</td></tr><tr><td>Coloris</td><td>Anthracite</td></tr></table>",
    )
}

fn listen(page: &str, now: Moment) -> String {
    if chance(40, &[now.seed, now.asked, 203]) {
        return after_paragraph(page, 0, "<div><button>Écouter l'article</button> 4 min 12</div>");
    }
    after_paragraph(page, 0, "<div>Votre navigateur ne peut pas lire ce son.</div>")
}

/// One a week or so, each of a few lines.
fn letter(page: &str, now: Moment) -> String {
    let which = (day(now) + now.seed % 5) / 5;
    let (said, who) = [
        (
            "Je lis votre page depuis des années et tenais à vous remercier pour la clarté de vos dossiers.",
            "Hélène, Quimper",
        ),
        (
            "Your piece on hedgerows made me plant one. Three years later the wrens are back, so thank you.",
            "Tom, Hexham",
        ),
        (
            "Pourriez-vous revenir sur la question des petites lignes ? Elle nous occupe beaucoup par ici.",
            "Alain, Ussel",
        ),
    ][usize::try_from(which).unwrap_or_default() % 3];
    after_paragraph(page, 9, &format!("<aside><blockquote>{said}</blockquote><p>{who}</p></aside>"))
}

/// What the page's own words become while a service translates them back and forth.
fn machine(page: &str, now: Moment) -> String {
    if below(9, &[now.seed, now.asked, 204]) > 0 {
        return page.to_owned();
    }
    replaced(page, r"\b(?:cependant|toutefois)\b", "néanmoins")
        .replace(" however", " nevertheless")
        .replace(" also ", " too ")
}
