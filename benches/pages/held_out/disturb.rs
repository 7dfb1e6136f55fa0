//! Answers that are no version of the page, or another dress of it, of the kinds that were not looked at when rules
//! were chosen.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{page, part, replaced};

pub(crate) const ALL: &[Disturb] = &[
    ("waiting room", 120, |_, _| {
        page(
            "<title>File d'attente</title><body><h1>Vous êtes dans la file d'attente</h1><p>Beaucoup de visiteurs sont là en ce moment. Votre tour viendra dans environ 6 minutes. Ne fermez pas cette page.</p>",
        )
    }),
    ("region", 180, |_, _| {
        page(
            "<title>Unavailable</title><h1>This content is not available in your region</h1><p>We recognise that you are attempting to access this website from a country where access cannot be granted at this time.</p>",
        )
    }),
    ("429", 120, |_, _| Served::Status(429)),
    ("no matter", 90, |text, _| {
        page(&replaced(
            text,
            r"(?s)<p[ >].*</p>",
            "<p>Un problème technique nous empêche d'afficher ce contenu. Veuillez nous en excuser.</p>",
        ))
    }),
    ("bare", i64::MAX, |text, _| page(&bare(text))),
    ("joined", i64::MAX, |text, _| page(&replaced(text, r"</p>\s*<p[^>]*>", "<br><br>"))),
    ("no lists", 120, |text, _| page(&replaced(text, r"(?s)<ul[ >].*?</ul>", ""))),
    ("other page", 60, |_, now| {
        let text = "<p>Le village s'éveille tard en hiver, quand la brume tient la vallée jusqu'à midi et que les chiens dorment encore.</p>";
        page(&format!("<title>Un matin</title><h1>Un matin n° {}</h1>{}", below(9, &[now.seed]), text.repeat(12)))
    }),
    ("age gate", 120, |_, _| {
        page(
            "<title>Bienvenue</title><h1>Avez-vous plus de 18 ans ?</h1><p>Pour entrer sur ce site, vous devez avoir l'âge légal dans votre pays.</p><button>Oui</button><button>Non</button>",
        )
    }),
    ("curly", i64::MAX, |text, _| {
        page(
            &text
                .replace('’', "'")
                .replace("...", "…")
                .replace(" :", "\u{a0}:")
                .replace(" ?", "\u{202f}?")
                .replace(['“', '”'], "\""),
        )
    }),
    ("cut off", 40, |text, now| page(part(text, 45 + below(40, &[now.seed, now.asked])))),
    ("paywall", 120, |text, _| {
        page(&replaced(
            text,
            r"(?s)((?:<p[ >].*?</p>.*?){3})<p[ >].*</p>",
            "$1<div><p>Il vous reste 80 % de cet article à lire. La suite est réservée aux abonnés.</p></div>",
        ))
    }),
    ("template", 30, |_, _| {
        page(
            "<title>{{ page.title }}</title><body><h1>{{ page.title }}</h1><p>{{ page.lead }}</p>{% for block in page.blocks %}<p>{{ block.text }}</p>{% endfor %}",
        )
    }),
];

/// Another layout: no names are left, sections for divisions, list items for paragraphs.
fn bare(text: &str) -> String {
    let text = replaced(text, r#"\s(?:class|id|style|role)="[^"]*""#, "");
    let text = replaced(&text, r"<(/?)div\b", "<${1}section");
    let text = replaced(&text, r"<(/?)p\b", "<${1}li");
    replaced(&text, r"<(/?)h[23]\b", "<${1}h4")
}
