//! What differs on a page at each look, or by the hour, without being news: its dress, its scripts, its counters.

use regex::{Captures, Regex};

use super::super::dice::{below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("minified names", minified),
    ("request id", request_id),
    ("session links", session_links),
    ("partners", partners),
    ("lazy comments", comments),
    ("country banner", country),
    ("other cdn", cdn),
    ("cookie variants", cookies),
    ("reads", reads),
    ("left in stock", left),
    ("rates", rates),
    ("opening status", opening),
    ("days left", days_left),
];

/// The style sheet's names are drawn anew with each release, in letters alone.
fn minified(page: &str, now: Moment) -> String {
    let release = now.hour() / 37;
    let Ok(pattern) = Regex::new(r#"class="([^"]*)""#) else { return page.to_owned() };
    let anew = |found: &Captures<'_>| {
        let parts = found[1].bytes().map(u64::from).chain([release, now.seed]).collect::<Vec<_>>();
        let mut number = roll(&parts);
        let letters: String = (0..6)
            .map(|_| {
                let letter =
                    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[usize::try_from(number % 52).unwrap_or(0)];
                number /= 52;
                char::from(letter)
            })
            .collect();
        format!("class=\"sc-{letters}\"")
    };
    pattern.replace_all(page, anew).into_owned()
}

fn request_id(page: &str, now: Moment) -> String {
    let number = roll(&[now.seed, now.asked]);
    let id = format!("{:04X}-{:04X}-{:04X}", number >> 48, number >> 32 & 0xffff, number >> 16 & 0xffff);
    last(
        page,
        &format!("<p>Une question ? Citez la référence {id} à notre service client.</p><input value=\"{number:x}\">"),
    )
}

fn session_links(page: &str, now: Moment) -> String {
    let session = roll(&[now.seed, now.asked, 2]);
    let page = Regex::new(r#"href="(/[^"?]*)""#).map_or_else(
        |_| page.to_owned(),
        |links| links.replace_all(page, format!("href=\"${{1}};jsessionid={session:016X}\"")).into_owned(),
    );
    first(&page, &format!("<a href=\"/login?s={session:x}\">Se connecter</a>"))
}

const PARTNERS: &[&str] = &[
    "Banque Rivoise",
    "Nordlicht AG",
    "Atelier Onze",
    "Hale & Sons",
    "Coopérative du Lac",
    "Brightwater",
    "Mutuelle des Ports",
];

/// The same names in another order at each look, as a sentence and as a list.
fn partners(page: &str, now: Moment) -> String {
    let order = shuffled(PARTNERS.len(), &[now.seed, now.asked, 3]);
    let names: Vec<&str> = order.iter().map(|&i| PARTNERS[i]).collect();
    let items: String =
        names.iter().rev().map(|name| ["<li><img src=\"/l.svg\" alt=\"\">", name, "</li>"].concat()).collect();
    let page = after_paragraph(page, 3, &format!("<p>Ils nous font confiance : {}.</p>", names.join(", ")));
    last(&page, &format!("<ul class=\"logos\">{items}</ul>"))
}

/// Comments that a script puts in, when it does.
fn comments(page: &str, now: Moment) -> String {
    let inner = match below(10, &[now.seed, now.asked, 4]) {
        0..3 => "<div class=\"skeleton\">Loading comments…</div>".to_owned(),
        3..5 => String::new(),
        _ => {
            let hours = 1 + now.minute / 60 % 20;
            format!(
                "<h4>2 réactions</h4><div><b>Odile P.</b> <time>il y a {hours} h</time></div><div>Merci pour ces précisions, très utiles.</div>\
                 <div><b>rick_b</b> <time>{} d ago</time></div><div>Not convinced, but well written.</div>",
                1 + now.minute / 1_440
            )
        }
    };
    last(page, &format!("<div id=\"thread\">{inner}</div>"))
}

fn country(page: &str, now: Moment) -> String {
    if !chance(25, &[now.seed, now.asked, 5]) {
        return page.to_owned();
    }
    let (name, site) = [("Germany", "German"), ("Canada", "Canadian"), ("Belgium", "Belgian"), ("Spain", "Spanish")]
        [usize::try_from(below(4, &[now.seed, now.asked, 6])).unwrap_or(0)];
    first(
        page,
        &format!(
            "<div>It looks like you are in {name}. Prices may differ.</div><div><a href=\"/x\">Go to our {site} site</a></div>"
        ),
    )
}

/// Nothing of this is to be seen.
fn cdn(page: &str, now: Moment) -> String {
    let host = pick(&["cdn-a", "cdn-b", "static7", "assets"], &[now.seed, now.hour() / 9]);
    let page = page.replace("https://", &format!("https://{host}."));
    let style = format!("<style>@font-face{{src:url(//{host}/f.woff2?{})}}</style>", roll(&[now.asked]));
    first(&page, &format!("{style}<noscript><img src=\"//{host}/p.gif?r={}\"></noscript>", roll(&[now.asked, 1])))
}

fn cookies(page: &str, now: Moment) -> String {
    const TEXTS: &[&str] = &[
        "<p>Vos préférences de confidentialité</p><p>Avec votre accord, nous mesurons la fréquentation du site.</p><button>OK</button>",
        "<p>Ce site respecte votre vie privée</p><p>Choisissez ce que nous pouvons enregistrer sur votre appareil.</p><button>Choisir</button><button>Tout refuser</button>",
        "<p>We value your privacy</p><p>Some of our 312 vendors process data on the basis of legitimate interest.</p><button>Agree</button>",
    ];
    let text = pick(TEXTS, &[now.seed, now.asked, 7]);
    last(page, &format!("<div class=\"cmp\" data-v=\"{}\">{text}</div>", now.asked))
}

fn reads(page: &str, now: Moment) -> String {
    let reads = 48_000 + now.minute * 3;
    let text = format!("Lu {} fois · {},{} k partages", reads, reads / 9_000, reads / 900 % 10);
    after_paragraph(page, 0, &format!("<div>{text}</div>"))
}

fn left(page: &str, now: Moment) -> String {
    let left = 40 - now.minute / 90 % 40;
    let text = if left > 20 {
        "Plus de 20 articles en réserve".to_owned()
    } else {
        format!("Plus que {left} articles en réserve")
    };
    after_paragraph(page, 4, &format!("<div><span>{text}</span></div>"))
}

fn rates(page: &str, now: Moment) -> String {
    let slot = now.minute.unsigned_abs() / 20;
    let rate = 10_700 + below(300, &[now.seed, slot]);
    let arrow = if chance(50, &[now.seed, slot, 8]) { "▲" } else { "▼" };
    let gold = 78 + below(9, &[now.seed, slot, 9]);
    first(
        page,
        &format!(
            "<ul><li>EUR/USD 1,{rate:05} {arrow}</li><li>Or {gold},20 €/g {arrow}</li><li>Brent {gold}.{:02} $</li></ul>",
            slot % 100
        ),
    )
}

fn opening(page: &str, now: Moment) -> String {
    let text = match now.minute / 60 % 24 {
        9..18 => "Ouvert · ferme à 18:00",
        18 => "Ferme bientôt",
        _ => "Fermé · ouvre à 09:00",
    };
    after_paragraph(page, 2, &format!("<div class=\"st\"><i></i>{text}</div>"))
}

fn days_left(page: &str, now: Moment) -> String {
    let left = 17 - now.minute / 1_440;
    let text = format!("Les soldes finissent dans {left} jours. Sale ends in {left}d {}h.", 23 - now.minute / 60 % 24);
    first(page, &format!("<p>{text}</p>"))
}
