//! Answers that are no version of the page, and other dresses of it, fifth kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("json error", 90, |_, now| page(&format!("{{\"error\":\"rate_limited\",\"retry\":{}}}", below(60, &[now.asked])))),
    ("not in your country", 180, |_, _| {
        page(
            "<title>Unavailable</title><h1>This content is not available in your country</h1><p>For legal reasons, we cannot show this page where you are.</p>",
        )
    }),
    ("verify you are human", 200, |_, now| {
        page(&format!(
            "<title>Un instant…</title><h1>Vérification de sécurité en cours</h1><p>Ce site s'assure que votre navigateur est fiable. Référence : {:x}</p>",
            below(1 << 40, &[now.asked])
        ))
    }),
    ("subscribe wall", 150, |_, _| {
        page(
            "<title>Abonnez-vous</title><h1>Accéder au site</h1><p>Acceptez la publicité personnalisée et continuez gratuitement, ou abonnez-vous pour 2,99 € par mois.</p>",
        )
    }),
    ("bad gateway", 60, |_, _| {
        page(
            "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>",
        )
    }),
    ("500", 90, |_, _| Served::Status(500)),
    ("spinner", 60, |text, _| {
        page(&replaced(
            text,
            r"(?s)<body([^>]*)>.*</body>",
            "<body$1><div class=\"loader\">Loading…</div><script src=\"/b.js\"></script></body>",
        ))
    }),
    ("suddenly closed", 120, |_, _| {
        page(
            "<title>Service fermé</title><h1>Téléservice momentanément fermé</h1><p>Une opération technique est en cours jusqu'à 14 heures. Merci de votre compréhension.</p>",
        )
    }),
    ("small screens", i64::MAX, |text, _| {
        let text = replaced(text, r"(?s)<(?:aside|nav)\b.*?</(?:aside|nav)>", "");
        page(
            &text
                .replace("<ul", "<div class=\"m-list\"")
                .replace("</ul>", "</div>")
                .replace("<li", "<div class=\"m-row\"")
                .replace("</li>", "</div>"),
        )
    }),
    ("for print", 120, |text, _| {
        page(&replaced(text, r"(?s)<(?:nav|aside|footer|form)\b.*?</(?:nav|aside|footer|form)>", ""))
    }),
    ("new frame", i64::MAX, |text, _| {
        page(&text.replace("<div", "<section").replace("</div>", "</section>").replace("class=\"", "class=\"ds-x "))
    }),
    ("straight quotes", i64::MAX, |text, _| {
        page(&text.replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace('…', "..."))
    }),
    ("links marked", i64::MAX, |text, _| page(&replaced(text, r"</a>", " ↗</a>"))),
    ("breaks in lines", i64::MAX, |text, _| page(&text.replace(". ", ".\n\n  ").replace(", ", ",\t"))),
    ("interrupted", 40, |text, now| page(part(text, 30 + below(60, &[now.seed, now.asked])))),
];
