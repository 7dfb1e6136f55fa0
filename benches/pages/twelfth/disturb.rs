//! Answers that are no version of the page, and other dresses of it, twelfth kinds.

use super::super::dice::below;
use super::super::family::{Disturb, Served};
use super::super::place::{cut_off, each, first, last, page, part, parts_late, replaced, wall};

pub(crate) const ALL: &[Disturb] = &[
    ("how old are you", 120, |_, _| wall("Quel âge avez-vous ?", "Vous devez être majeur pour entrer sur ce site.")),
    ("works tonight", 150, |_, _| {
        wall("Travaux cette nuit", "Nos services reprennent au petit matin. Merci de votre compréhension.")
    }),
    ("which country", 100, |_, now| {
        wall("Choose your country", &format!("Belgium, France, Ireland, Netherlands. Ref {}", now.asked % 90))
    }),
    ("409", 70, |_, _| Served::Status(409)),
    ("520", 85, |_, _| Served::Status(520)),
    ("nothing at all", 60, |_, _| page("")),
    ("trace", 45, |_, now| {
        page(&format!("Traceback (most recent call last): File \"app.py\", line {} in render", 40 + now.asked % 200))
    }),
    ("head and foot", 95, |text, _| {
        page(&format!("{}<p>Patientez pendant le chargement de votre contenu.</p></body></html>", part(text, 8)))
    }),
    ("entries late", 80, |text, now| parts_late(text, ("</li>", 900), 30, (now, 461))),
    ("cut in the middle", 50, |text, now| cut_off(text, (35, 55), (now, 462))),
    ("capital heads", i64::MAX, |text, _| {
        each(text, r"(<h[2-4][^>]*>)([^<>]{1,80})(</h[2-4]>)", |_, found| {
            format!("{}{}{}", &found[1], found[2].to_uppercase(), &found[3])
        })
    }),
    ("share each part", i64::MAX, |text, _| {
        page(&replaced(
            text,
            r"(</h[2-4]>)",
            "$1<div class=\"sh\"><a href=\"#s\">Partager</a> <a href=\"#c\">Copier le lien</a></div>",
        ))
    }),
    ("words explained", i64::MAX, |text, _| {
        page(&replaced(
            text,
            r"\b(service|contrat|account|market|government)\b([^<>]{20,}</p>)",
            "$1 <abbr>(?)</abbr>$2",
        ))
    }),
    ("lists to lines", i64::MAX, |text, _| {
        page(&text.replace("<li>", "<div class=\"li\">").replace("</li>", "</div>"))
    }),
    ("title again", i64::MAX, |text, _| {
        let title = text.find("<h1").and_then(|at| text[at..].find('>').map(|to| at + to + 1));
        let title = title.map_or("", |from| text[from..].split('<').next().unwrap_or_default().trim());
        page(&first(text, &format!("<div class=\"fixe\"><span>{title}</span> <button>En haut</button></div>")))
    }),
    ("sections folded", i64::MAX, |text, _| {
        page(
            &text
                .replace("<section>", "<section><details open><summary>Voir</summary>")
                .replace("</section>", "</details></section>"),
        )
    }),
    ("was it useful", i64::MAX, |text, now| {
        let n = below(40, &[now.seed, 463]);
        page(&last(
            text,
            &format!(
                "<form class=\"utile\"><label>Cette page vous a-t-elle été utile ?</label><button>Oui</button><button>Non</button><p>{} réponses</p></form>",
                310 + n
            ),
        ))
    }),
    ("space before signs", i64::MAX, |text, _| page(&replaced(text, r"(\p{L})([:;!?])(\s)", "$1\u{a0}$2$3"))),
];
