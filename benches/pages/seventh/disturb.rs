//! Answers that are no version of the page, and other dresses of it, seventh kinds.

use super::super::dice::{below, chance};
use super::super::family::{Disturb, Served};
use super::super::place::{page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("pardon", 150, |_, now| {
        page(&format!(
            "<title>Pardon Our Interruption</title><h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot.</p><p>{:x}</p>",
            below(1 << 40, &[now.asked])
        ))
    }),
    ("enable cookies", 120, |_, _| {
        page(
            "<title>Cookies</title><h2>Please enable cookies</h2><p>This site needs cookies to work. Enable them and try again.</p>",
        )
    }),
    ("free articles read", 200, |text, _| {
        page(&format!(
            "{}<section class=\"gate\"><h2>You have read your last free article this month</h2><p>Already a subscriber? Log in.</p></section></body></html>",
            part(text, 25)
        ))
    }),
    ("critical error", 70, |_, _| {
        page(
            "<html><head><title>WordPress &rsaquo; Error</title></head><body id=\"error-page\"><div class=\"wp-die-message\"><p>There has been a critical error on this website.</p></div></body></html>",
        )
    }),
    ("name expired", 240, |_, _| {
        page(
            "<title>site.example</title><h1>Ce nom de domaine a expiré</h1><p>Vous en êtes le titulaire ? Renouvelez-le auprès de votre bureau d'enregistrement.</p><a href=\"/r\">Renouveler</a>",
        )
    }),
    ("504", 80, |_, _| Served::Status(504)),
    ("410", 45, |_, _| Served::Status(410)),
    ("members only", 130, |_, _| {
        page(
            "<title>Information</title><div class=\"panel\"><p>Vous devez être connecté pour voir ce contenu.</p><p>Nom d'utilisateur Mot de passe</p></div>",
        )
    }),
    ("strike", 170, |_, _| {
        page(
            "<title>En raison d'un mouvement social</title><h1>Notre site est en service réduit</h1><p>En raison d'un mouvement social, seules les informations essentielles sont publiées.</p>",
        )
    }),
    ("half of it lazy", 60, |text, now| {
        let keep = |n: usize| !chance(50, &[now.seed, now.asked, n as u64]);
        let parts: String = text
            .split_inclusive("</p>")
            .enumerate()
            .filter(|(n, _)| *n < 2 || keep(*n))
            .map(|(_, part)| part)
            .collect();
        page(&parts)
    }),
    ("amp", i64::MAX, |text, _| {
        let text = replaced(text, r"(?s)<(?:nav|aside|form)\b.*?</(?:nav|aside|form)>", "");
        page(&replaced(&text, r#"\s(?:class|style)="[^"]*""#, " class=\"amp-el\""))
    }),
    ("pilcrows", i64::MAX, |text, _| page(&replaced(text, r"</(h[2-4])>", " ¶</$1>"))),
    ("shouting headings", i64::MAX, |text, _| {
        let Ok(heading) = regex::Regex::new(r"(<h[1-4][^>]*>)([^<&]+)(</h[1-4]>)") else { return page(text) };
        let louder = |found: &regex::Captures<'_>| format!("{}{}{}", &found[1], found[2].to_uppercase(), &found[3]);
        page(&heading.replace_all(text, louder))
    }),
    ("hard spaces", i64::MAX, |text, _| {
        page(
            &text
                .replace(" ?", "\u{202f}?")
                .replace(" :", "\u{a0}:")
                .replace(" €", "\u{a0}€")
                .replace(" %", "\u{202f}%"),
        )
    }),
    ("cells", i64::MAX, |text, _| {
        page(&text.replace("<p>", "<table role=\"presentation\"><tr><td>").replace("</p>", "</td></tr></table>"))
    }),
    ("new system", i64::MAX, |text, now| {
        let release = below(26, &[now.seed, 172]);
        let letter = char::from(b'a' + u8::try_from(release).unwrap_or_default());
        let text = text.replace("<article", "<main").replace("</article>", "</main>");
        page(&replaced(&text, r#"class="[^"]*""#, &format!("class=\"{letter}x {letter}y\"")))
    }),
];
