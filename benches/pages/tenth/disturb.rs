//! Answers that are no version of the page, and other dresses of it, tenth kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{cut_off, each, last, page, parts_late, replaced, wall};

pub(crate) const ALL: &[Disturb] = &[
    ("too many at once", 90, |_, _| Served::Status(429)),
    ("500", 55, |_, _| Served::Status(500)),
    ("hold the button", 120, |_, now| {
        wall(
            "Press & hold",
            &format!("Press and hold to confirm you are a human. Ref {:x}", below(1 << 44, &[now.asked])),
        )
    }),
    ("queue", 160, |_, now| {
        wall(
            "Vous êtes dans la file d'attente",
            &format!("Il y a {} personnes devant vous. Cette page se recharge toute seule.", 40 + now.asked * 7),
        )
    }),
    ("not in your country", 140, |_, _| {
        wall("Unavailable", "This content is not available in your region for legal reasons.")
    }),
    ("new terms to accept", 100, |_, _| {
        page(
            "<title>Nos conditions changent</title><h1>Nos conditions changent</h1><p>Pour continuer, acceptez les nouvelles conditions.</p><button>J'accepte</button><button>Me déconnecter</button>",
        )
    }),
    ("rows late", 65, |text, now| parts_late(text, ("</p>", 2_000), 30, (now, 312))),
    ("line drops", 45, |text, now| cut_off(text, (40, 50), (now, 313))),
    ("anchors behind headings", i64::MAX, |text, _| {
        page(&replaced(text, r"(</h[2-5]>)", "<a href=\"#a\">¶ lien</a>$1"))
    }),
    ("minutes to read", i64::MAX, |text, _| {
        each(text, r"(<h[23][^>]*>)([^<]+)(</h[23]>)", |n, found| {
            format!("{}{} ({} min){}", &found[1], &found[2], 1 + n % 7, &found[3])
        })
    }),
    ("entries said to be new", i64::MAX, |text, _| {
        page(&replaced(text, r"(<li[^>]*>)(<a\b[^>]*>)?([^<]{6,})", "$1$2Nouveau : $3"))
    }),
    ("steps", i64::MAX, |text, _| {
        each(text, r"(<h[2-4][^>]*>)([^<]+)", |n, found| format!("{}Étape {} – {}", &found[1], n + 1, &found[2]))
    }),
    ("link for the ear", i64::MAX, |text, _| {
        page(&replaced(text, r"(<a\b[^>]*>)([^<]{3,})", "$1<span class=\"sr\">Lien : </span>$2"))
    }),
    ("tables to boxes", i64::MAX, |text, _| {
        let text = replaced(text, r"</?(?:table|tbody|thead)\b[^>]*>", "");
        let text = replaced(&text, r"<tr\b[^>]*>", "<div class=\"row\">").replace("</tr>", "</div>");
        let text = replaced(&text, r"<t[hd]\b[^>]*>", "<div class=\"cell\">");
        page(&text.replace("</td>", "</div>").replace("</th>", "</div>"))
    }),
    ("help at the end", i64::MAX, |text, _| {
        page(&last(
            text,
            "<div class=\"aide\"><p>Une question ?</p><p>Écrivez-nous, nous répondons dans la journée.</p></div>",
        ))
    }),
    ("straight quotes", i64::MAX, |text, _| {
        page(&text.replace(['“', '”'], "\"").replace('’', "'").replace("&rsquo;", "'"))
    }),
];
