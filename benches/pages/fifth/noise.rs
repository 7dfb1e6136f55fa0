//! What differs on a page without being news, fifth kinds: figures that drift, stamps, greetings, scripts.

use super::super::dice::{below, chance, pick, roll};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("fund", fund),
    ("rating drift", rating),
    ("results shown", results),
    ("stamp with zone", stamp),
    ("claimed deal", deal),
    ("crowd", crowd),
    ("closing prices", closing),
    ("guest", guest),
    ("video views", video),
    ("experiment labels", labels),
    ("month sheet", month),
    ("pixels", pixels),
];

/// A sum that grows with each gift.
fn fund(page: &str, now: Moment) -> String {
    let gifts = 312 + now.minute / 55;
    let sum = 11_240 + gifts * 17;
    let text =
        format!("{} {:03} € récoltés sur 20 000 € · {gifts} donateurs · {} %", sum / 1_000, sum % 1_000, sum / 200);
    after_paragraph(page, 2, &format!("<div class=\"jauge\"><p>{text}</p></div>"))
}

fn rating(page: &str, now: Moment) -> String {
    let count = 2_318 + now.minute / 130;
    let mark = 45 + below(2, &[now.seed, now.hour() / 31]);
    after_paragraph(
        page,
        1,
        &format!("<div><span>{},{}/5</span> <span>({count} avis vérifiés)</span></div>", mark / 10, mark % 10),
    )
}

fn results(page: &str, now: Moment) -> String {
    let all = 1_284 + below(90, &[now.seed, now.hour()]);
    after_paragraph(
        page,
        4,
        &format!(
            "<p>Showing 1–20 of {},{:03} results ({}.{:02} seconds)</p>",
            all / 1_000,
            all % 1_000,
            0,
            below(90, &[now.asked])
        ),
    )
}

fn stamp(page: &str, now: Moment) -> String {
    let (hour, minute, _) = now.clock();
    let (day, _) = now.date();
    let zone = pick(&["CET", "GMT", "UTC"], &[now.seed, now.asked, 101]);
    last(page, &format!("<p>Last refreshed Mar {day}, 2026 {hour:02}:{minute:02} {zone}</p>"))
}

/// A deal with a bar that fills, and another deal every eight hours.
fn deal(page: &str, now: Moment) -> String {
    const GOODS: &[&str] = &[
        "Aspirateur balai",
        "Noise-cancelling headphones",
        "Robot pâtissier",
        "Desk lamp",
        "Couette quatre saisons",
        "Trail backpack",
    ];
    let good = pick(GOODS, &[now.seed, now.hour() / 8, 102]);
    let price = 29 + below(120, &[now.seed, now.hour() / 8, 103]);
    let claimed = now.minute % 480 * 100 / 480;
    after_paragraph(
        page,
        3,
        &format!(
            "<div class=\"flash\"><h4>{good}</h4><p>{price},99 € <s>{},99 €</s></p><p>{claimed} % réclamés</p></div>",
            price + 40
        ),
    )
}

fn crowd(page: &str, now: Moment) -> String {
    let level = ["faible", "modérée", "forte", "modérée"][usize::try_from((now.hour() % 24) / 4 % 4).unwrap_or(0)];
    let share = 10 + below(70, &[now.seed, now.hour(), 104]);
    first(page, &format!("<div>Affluence actuelle : {level} ({share} % de la capacité)</div>"))
}

/// Once a day, at half past five, and not on Saturday and Sunday.
fn closing(page: &str, now: Moment) -> String {
    let days = (now.minute - 1_050).div_euclid(1_440);
    let open = u64::try_from(days - (days + 2) / 7 * 2 + 3).unwrap_or_default();
    let rows = ["Veralia", "Norden Bank", "Ormeau"].iter().enumerate().map(|(i, name)| {
        let price = 2_000 + below(9_000, &[now.seed, i as u64]) + below(200, &[now.seed, open, i as u64]);
        format!(
            "<tr><td>{name}</td><td>{},{:02}</td><td>{}{},{:02} %</td></tr>",
            price / 100,
            price % 100,
            if price.is_multiple_of(3) { "-" } else { "+" },
            price % 3,
            price % 97
        )
    });
    last(page, &format!("<table class=\"cours\"><caption>Clôture</caption>{}</table>", rows.collect::<String>()))
}

fn guest(page: &str, now: Moment) -> String {
    let number = 1_000 + below(9_000, &[now.seed, now.asked, 105]);
    let hello = match now.minute / 60 % 24 {
        5..12 => "Good morning",
        12..18 => "Good afternoon",
        _ => "Good evening",
    };
    first(page, &format!("<div><span>{hello}, guest {number}</span> <a href=\"/cart\">Basket (0)</a></div>"))
}

fn video(page: &str, now: Moment) -> String {
    let row = |(i, title): (usize, &&str)| {
        let views = 412 + now.minute / (40 + 9 * i64::try_from(i).unwrap_or(0));
        format!(
            "<li><a href=\"/v{i}\">{title}</a> <span>{views} k de vues • il y a {} j</span></li>",
            2 + now.minute / 1_440
        )
    };
    let rows: String =
        ["Visite du chantier", "Unboxing, no comment", "Le débat en entier"].iter().enumerate().map(row).collect();
    last(page, &format!("<section><h4>Vidéos</h4><ul>{rows}</ul></section>"))
}

fn labels(page: &str, now: Moment) -> String {
    let text =
        pick(&["Ajouter au panier", "Acheter maintenant", "Je commande", "Add to bag"], &[now.seed, now.asked, 106]);
    let note = if chance(35, &[now.seed, now.asked, 107]) {
        "<p>Retours faciles, paiement en plusieurs fois.</p>"
    } else {
        ""
    };
    after_paragraph(page, 5, &format!("<div><button>{text}</button>{note}</div>"))
}

/// The month on a sheet, with an arrow at today.
fn month(page: &str, now: Moment) -> String {
    let (today, _) = now.date();
    let day = |day: i64| if day == today { format!("<b>› {day}</b> ") } else { format!("{day} ") };
    let days: String = (1..=31).map(day).collect();
    last(page, &format!("<div class=\"cal\"><p>Mars 2026</p><p>{days}</p></div>"))
}

fn pixels(page: &str, now: Moment) -> String {
    let id = roll(&[now.seed, now.asked, 108]);
    let page = first(
        page,
        &format!("<noscript><img src=\"/t.gif?{id:x}\" alt=\"\"></noscript><div hidden data-k=\"{id}\"></div>"),
    );
    last(&page, &format!("<p class=\"ref\">Ray ID: {id:016x}</p>"))
}
