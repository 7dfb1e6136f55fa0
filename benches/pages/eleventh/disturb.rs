//! Answers that are no version of the page, and other dresses of it, eleventh kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{cut_off, each, first, page, part, parts_late, replaced, wall};

pub(crate) const ALL: &[Disturb] = &[
    ("basket", 80, |_, _| {
        page(
            "<title>Votre panier</title><h1>Votre panier est vide</h1><p>Continuez vos achats.</p><a href=\"/\">Accueil</a>",
        )
    }),
    ("moved house", 130, |_, _| {
        wall("Nous avons déménagé", "Ce site a changé d'adresse. Vous allez être redirigé dans cinq secondes.")
    }),
    ("unusual traffic", 110, |_, now| {
        wall(
            "Unusual traffic",
            &format!("Our systems have detected unusual traffic from your network. IP 203.0.113.{}", now.asked % 250),
        )
    }),
    ("412", 60, |_, _| Served::Status(412)),
    ("508", 75, |_, _| Served::Status(508)),
    ("no room left", 90, |_, _| page("Warning: session_start(): failed to write data, no space left on device (28)")),
    ("offer before all", 140, |text, _| {
        page(&format!(
            "<html><body><div class=\"pop\"><h2>Dix pour cent sur votre première commande</h2><p>Laissez-nous votre adresse.</p><button>Non merci</button></div>{}</body></html>",
            part(text, 12)
        ))
    }),
    ("last year's skin", 70, |text, _| page(&text.replace("class=\"", "class=\"old-"))),
    ("cells late", 85, |text, now| parts_late(text, ("</div>", 1_200), 25, (now, 402))),
    ("stops short", 40, |text, now| cut_off(text, (45, 45), (now, 403))),
    ("ticks before entries", i64::MAX, |text, _| page(&replaced(text, r"(<li[^>]*>)", "$1✓ "))),
    ("heads a rank lower", i64::MAX, |text, _| {
        let text = text.replace("<h3", "<h4").replace("</h3>", "</h4>");
        page(&text.replace("<h2", "<h3").replace("</h2>", "</h3>"))
    }),
    ("print this part", i64::MAX, |text, _| {
        page(&replaced(text, r"(</h[2-4]>)", " <button>Imprimer cette partie</button>$1"))
    }),
    ("heads in cells", i64::MAX, |text, _| {
        each(text, r"(<td\b[^>]*>)([^<]{1,60})(</td>)", |n, found| {
            let head = ["Détail", "Valeur"][n % 2];
            format!("{}<span class=\"dl\">{head}</span> {}{}", &found[1], &found[2], &found[3])
        })
    }),
    ("skip to", i64::MAX, |text, _| {
        page(&first(
            text,
            "<ul class=\"skip\"><li><a href=\"#m\">Aller au contenu</a></li><li><a href=\"#n\">Aller au menu</a></li></ul>",
        ))
    }),
    ("by whom, when", i64::MAX, |text, now| {
        let day = 1 + below(20, &[now.seed, 404]);
        page(&text.replacen("</h1>", &format!("</h1><p class=\"sig\">Relu par l'équipe le {day} février 2026</p>"), 1))
    }),
    ("notes numbered", i64::MAX, |text, _| {
        each(text, r"([^<>]{90,})(</p>)", |n, found| format!("{}<sup>[{}]</sup>{}", &found[1], n + 1, &found[2]))
    }),
    ("guillemets", i64::MAX, |text, _| {
        page(&replaced(text, "“([^“”<>]{1,200})”", "«\u{a0}$1\u{a0}»").replace("...", "…").replace(" - ", " – "))
    }),
];
