//! What differs on a page without being news, fourth kinds: figures, times and dress.

use regex::{Captures, Regex};

use super::super::dice::{below, chance, pick, roll, shuffled};
use super::super::family::{Inject, Moment};
use super::super::place::{after_paragraph, first, last, replaced};

pub(crate) const ALL: &[(&str, Inject)] = &[
    ("waiting time", waiting),
    ("bicycles", bicycles),
    ("sun and tide", sun),
    ("other money", converted),
    ("relative dates", posted),
    ("pages of a thread", thread_pages),
    ("sum to solve", sum),
    ("soft hyphens", hyphens),
    ("marked words", marked),
    ("language menu", languages),
    ("money by country", by_country),
    ("folded", folded),
    ("late figure", late_figure),
];

fn waiting(page: &str, now: Moment) -> String {
    let minutes = 10 + 5 * below(24, &[now.seed, now.minute.unsigned_abs() / 30]);
    let word = if minutes > 60 { "forte" } else { "normale" };
    after_paragraph(page, 1, &format!("<div>Temps d'attente estimé : {minutes} min (affluence {word})</div>"))
}

fn bicycles(page: &str, now: Moment) -> String {
    let row = |(i, name): (usize, &&str)| {
        let free = below(20, &[now.seed, now.asked, i as u64]);
        format!("<tr><td>{name}</td><td>{free} vélos</td><td>{} places</td></tr>", 20 - free)
    };
    let rows: String = ["Gare", "Mairie", "Port", "Campus"].iter().enumerate().map(row).collect();
    last(page, &format!("<table class=\"velo\">{rows}</table>"))
}

/// Another time each day, some minutes later than the day before.
fn sun(page: &str, now: Moment) -> String {
    let day = now.minute / 1_440;
    let (rise, set, high) = (7 * 60 + 21 - 2 * day, 18 * 60 + 40 + day, 4 * 60 + 12 + 48 * day);
    let time = |minute: i64| format!("{} h {:02}", minute / 60 % 24, minute % 60);
    let text = format!(
        "Lever du soleil {}, coucher {}. Pleine mer {} (coefficient {})",
        time(rise),
        time(set),
        time(high),
        71 + 3 * day
    );
    first(page, &format!("<p class=\"eph\">{text}</p>"))
}

fn converted(page: &str, now: Moment) -> String {
    let cents = 5_370 + below(60, &[now.seed, now.hour()]);
    after_paragraph(page, 2, &format!("<p>Soit environ {},{:02} $ au cours du jour</p>", cents / 100, cents % 100))
}

/// A date that is near is written otherwise than one that is not.
fn posted(page: &str, now: Moment) -> String {
    let text = |day: i64, time: &str| match now.minute / 1_440 - day {
        ..=0 => format!("Today at {time}"),
        1 => format!("Yesterday at {time}"),
        _ => format!("{:02} Mar 2026, {time}", 2 + day),
    };
    let rows = format!(
        "<div class=\"post\"><i>{}</i> <b>orlando</b> <div>Thanks, that solved it for me.</div></div>\
         <div class=\"post\"><i>{}</i> <b>m_dupre</b> <div>Même souci ici, résolu en redémarrant.</div></div>",
        text(-1, "22:47"),
        text(0, "00:31")
    );
    last(page, &rows)
}

fn thread_pages(page: &str, now: Moment) -> String {
    let pages = 57 + now.minute / 900;
    let text = format!("Page 1 sur {pages} · 1 2 3 … {pages} · Aller au {}e message", 1_130 + now.minute / 47);
    after_paragraph(page, 6, &format!("<div class=\"pg\">{text}</div>"))
}

fn sum(page: &str, now: Moment) -> String {
    const WORDS: &[&str] = &["trois", "huit", "onze", "deux", "neuf", "quatre"];
    let (one, two) = (pick(WORDS, &[now.seed, now.asked, 1]), pick(WORDS, &[now.seed, now.asked, 2]));
    last(page, &format!("<form><label>Combien font {one} plus {two} ?</label> <input name=s></form>"))
}

fn hyphens(page: &str, now: Moment) -> String {
    let (Ok(texts), Ok(words)) = (Regex::new(r">([^<>]+)<"), Regex::new(r"\b([a-z]{5})([a-z]{4})")) else {
        return page.to_owned();
    };
    if !chance(50, &[now.seed, now.asked, 31]) {
        return page.to_owned();
    }
    let cut = |found: &Captures<'_>| format!(">{}<", words.replace_all(&found[1], "$1\u{ad}$2"));
    texts.replace_all(page, cut).into_owned()
}

/// Words of a glossary are marked by one server and not by the other.
fn marked(page: &str, now: Moment) -> String {
    if chance(50, &[now.seed, now.asked, 32]) {
        replaced(page, r"> *(\p{L}{6,}) ", "><mark>$1</mark> ")
    } else {
        page.to_owned()
    }
}

fn languages(page: &str, now: Moment) -> String {
    const NAMES: &[&str] = &["Français", "English", "Deutsch", "Español", "Italiano", "Polski"];
    let order = shuffled(NAMES.len(), &[now.seed, now.asked, 33]);
    let item = |&i: &usize| format!("<a href=\"/{i}\">{}</a> ", NAMES[i]);
    let items: String = order.iter().map(item).collect();
    first(page, &format!("<div class=\"langs\">{items}</div>"))
}

/// Whoever asks from elsewhere reads another money.
fn by_country(page: &str, now: Moment) -> String {
    let text = if chance(20, &[now.seed, now.asked, 34]) { "CHF 27.50" } else { "26,90 €" };
    after_paragraph(page, 4, &format!("<p>Port compris : {text}</p>"))
}

/// A long text that is now and then shown in part.
fn folded(page: &str, now: Moment) -> String {
    const TEXT: &str =
        "Née dans un atelier de la vallée, la maison travaille le frêne et le noyer depuis quatre générations.";
    const REST: &str = "Ses meubles sont montés à la main, huilés deux fois, et réparés sans limite de durée.";
    let text = if chance(30, &[now.seed, now.asked, 35]) {
        format!("<p>{TEXT} … <a href=\"#\">Lire la suite</a></p>")
    } else {
        format!("<p>{TEXT} {REST}</p>")
    };
    after_paragraph(page, 5, &text)
}

/// A caption that comes with its image, when that comes.
fn late_figure(page: &str, now: Moment) -> String {
    let caption = "<figcaption>Vue de l'atelier en hiver (photo d'archive)</figcaption>";
    let inner = if chance(60, &[now.seed, now.asked, 36]) { caption } else { "" };
    let id = roll(&[now.seed, now.asked, 37]);
    after_paragraph(page, 3, &format!("<figure data-n=\"{id:x}\"><img src=\"/i.jpg\">{inner}</figure>"))
}
