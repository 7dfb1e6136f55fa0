//! What differs on a page without being news, of the kinds that were looked at when rules were chosen.

use super::dice::{below, chance, pick, roll, shuffled};
use super::family::{Inject, Moment};
use super::place::{after_paragraph, first};

pub(crate) const TUNED: &[(&str, Inject)] = &[
    ("clock", clock),
    ("views", views),
    ("token", token),
    ("ads", ads),
    ("related", related),
    ("shuffle", shuffle),
    ("ago", ago),
    ("ab", ab),
    ("today", today),
    ("ticker", ticker),
    ("countdown", countdown),
    ("in-article promo", promo),
    ("most read", most_read),
    ("who is online", online),
    ("generated in", generated),
    ("headline test", headline_test),
    ("comment count", comment_count),
];

fn clock(page: &str, now: Moment) -> String {
    let (hour, minute, second) = now.clock();
    let page = first(page, &format!("<div class=\"bar\">Il est {hour:02}:{minute:02}:{second:02}</div>"));
    after_paragraph(&page, 2, &format!("<p class=\"stamp\">Updated today at {hour:02}:{minute:02}</p>"))
}

fn views(page: &str, now: Moment) -> String {
    let views = 12_000 + now.minute / 7;
    after_paragraph(page, 1, &format!("<p><span>{} {:03} vues</span></p>", views / 1_000, views % 1_000))
}

fn token(page: &str, now: Moment) -> String {
    let token = roll(&[now.seed, now.asked]);
    let hidden = format!("<form action=\"/q?v={token}\"><input type=hidden name=csrf value={token:x}></form>");
    let page = page.replacen(".css", &format!(".css?v={token:x}"), 1);
    first(&page, &format!("{hidden}<div class=\"dbg\">Session {token:016x}</div>"))
}

const GOODS: &[&str] = &[
    "Une voiture neuve dès 199 € par mois",
    "Dormez mieux avec ce matelas",
    "The knives chefs do not want you to know",
    "Vacances au soleil : derniers jours",
    "Refinance your mortgage today",
    "Apprenez l'anglais en dormant",
    "Try our new running shoes",
    "Assurance chien et chat",
];

fn ads(page: &str, now: Moment) -> String {
    let ad = |place| pick(GOODS, &[now.seed, now.asked, place]);
    let page = after_paragraph(page, 3, &format!("<div class=\"ad-slot\"><p>{}</p><p>Publicité</p></div>", ad(1)));
    first(&page, &format!("<div id=\"banner-top\"><a href=\"/go\">{}</a></div>", ad(2)))
}

const HEADLINES: &[&str] = &[
    "Le conseil municipal vote le budget",
    "Ten recipes for a rainy day",
    "Ce que l'on sait de la panne",
    "The bridge will close for repairs",
    "Les résultats du marathon",
    "How the harvest went this year",
    "Un nouveau parc au centre-ville",
    "School meals: what will change",
    "La mer monte plus vite que prévu",
    "Interview with the new director",
    "Trois idées pour le week-end",
    "A museum opens its archives",
];

fn list(class: &str, items: &[usize]) -> String {
    let items = items.iter().map(|&i| format!("<li><a href=\"/a{i}\">{}</a></li>", HEADLINES[i]));
    format!("<div class=\"{class}\"><ul>{}</ul></div>", items.collect::<Vec<_>>().concat())
}

fn related(page: &str, now: Moment) -> String {
    let items = &shuffled(HEADLINES.len(), &[now.seed, now.asked])[..3];
    after_paragraph(page, 4, &list("related-articles", items))
}

fn shuffle(page: &str, now: Moment) -> String {
    after_paragraph(page, 5, &list("box", &shuffled(8, &[now.seed, now.asked])))
}

fn ago(page: &str, now: Moment) -> String {
    let minutes = now.minute + 3;
    let text = match minutes {
        0..60 => format!("Publié il y a {minutes} minutes"),
        60..1_440 => format!("Publié il y a {} heures", minutes / 60),
        _ => format!("Publié il y a {} jours", minutes / 1_440),
    };
    after_paragraph(page, 0, &format!("<p>{text}</p>"))
}

fn ab(page: &str, now: Moment) -> String {
    let text = if chance(30, &[now.seed, now.asked, 9]) {
        "Essayez gratuitement pendant un mois entier"
    } else {
        "Demandez une démonstration à nos équipes"
    };
    after_paragraph(page, 2, &format!("<p>{text}</p>"))
}

fn today(page: &str, now: Moment) -> String {
    let (day, month) = now.date();
    first(page, &format!("<p>Nous sommes le {day} {month} 2026</p>"))
}

fn ticker(page: &str, now: Moment) -> String {
    let quarter = [now.seed, u64::try_from(now.minute / 15).unwrap_or_default()];
    let (points, share) = (7_400 + below(300, &quarter), below(200, &[roll(&quarter)]));
    let text =
        format!("CAC 40 {points} points (+{},{:02} %) · Paris {} °C", share / 100, share % 100, below(9, &quarter));
    first(page, &format!("<div>{text}</div>"))
}

fn countdown(page: &str, now: Moment) -> String {
    let left = 3_000 - now.minute % 3_000;
    let people = 3 + below(40, &[now.seed, now.asked]);
    let text =
        format!("Offre expire dans {:02}:{:02}:00. {people} personnes regardent cette page.", left / 60, left % 60);
    after_paragraph(page, 2, &format!("<div class=\"q\">{text}</div>"))
}

fn promo(page: &str, now: Moment) -> String {
    let text = pick(GOODS, &[now.seed, now.hour() / 2]);
    after_paragraph(page, 3, &format!("<p>{text}. Découvrez nos offres dès maintenant et profitez-en.</p>"))
}

fn most_read(page: &str, now: Moment) -> String {
    let items = &shuffled(HEADLINES.len(), &[now.seed, now.hour()])[..5];
    after_paragraph(page, 6, &list("x9", items))
}

fn online(page: &str, now: Moment) -> String {
    const NAMES: &[&str] =
        &["zoé", "marcus", "old_dave", "Lila", "petitpoisson", "K_9", "anneso", "bob", "Tomás", "yuki"];
    let names = shuffled(NAMES.len(), &[now.seed, now.asked]);
    let names: Vec<&str> = names[..4].iter().map(|&i| NAMES[i]).collect();
    after_paragraph(page, 7, &format!("<p>Membres en ligne : {}</p>", names.join(", ")))
}

fn generated(page: &str, now: Moment) -> String {
    let (hour, minute, second) = now.clock();
    let (day, _) = now.date();
    let cost = below(90, &[now.seed, now.asked]);
    let text = format!("Page generated in 0.{cost:03}s at 2026-03-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
    after_paragraph(page, 8, &format!("<div>{text}</div>"))
}

fn headline_test(page: &str, now: Moment) -> String {
    let text = if chance(50, &[now.seed, now.asked, 11]) {
        "Everything you need, in one place, for less"
    } else {
        "The simplest way to get things done today"
    };
    first(page, &format!("<h2>{text}</h2>"))
}

fn comment_count(page: &str, now: Moment) -> String {
    after_paragraph(page, 4, &format!("<p>{} commentaires</p>", 12 + now.minute / 430))
}
