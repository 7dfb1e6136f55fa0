//! What really changes on a page, third kinds: plans, terms, jobs, people, places, hours, stock, press.

use super::super::dice::pick;
use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 20;

/// Facts as shops, firms and services show them.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Formules</h2><div class=\"plan\"><h3>Essentiel</h3><p class=\"amount\">19 € / mois</p><ul><li>3 utilisateurs</li>\
     <li>Export CSV</li></ul></div><div class=\"plan\"><h3>Équipe</h3><p class=\"amount\">49 € / mois</p><ul><li>10 utilisateurs</li>\
     <li>Export CSV</li><li>Assistance téléphonique</li></ul></div><div class=\"plan\"><h3>Groupe</h3><p class=\"amount\">Sur devis</p></div></section>\
     <h2>Terms of service</h2><h3>7. Termination</h3><p>Either party may terminate this agreement upon 30 days' written notice.</p>\
     <h3>8. Liability</h3><p>Our liability shall not exceed the fees paid during the twelve months before the claim.</p>\
     <h3>9. Vos données</h3><p>La société conserve vos données pendant 3 ans. Elle ne les transmet à aucun tiers.</p>\
     <h2>Carrières</h2><ul><li>Développeur, Nantes, CDI</li><li>Account manager, Paris</li></ul>\
     <h2>Direction</h2><p>Présidente : Claire Aubin. Directeur financier : Marc Tissot.</p>\
     <address>12 rue des Carmes, 44000 Nantes</address><dl><dt>Samedi</dt><dd>10:00–19:00</dd><dt>Dimanche</dt><dd>Fermé</dd></dl>\
     <table><tr><th>Article</th><th>Prix</th><th>Disponibilité</th></tr><tr><td>Casque A200</td><td>129,00 €</td><td>En stock</td></tr>\
     <tr><td>Casque B300</td><td>189,00 €</td><td>Précommande</td></tr><tr><td>Étui</td><td>19,90 €</td><td>En stock</td></tr></table>\
     <h2>Presse</h2><ul><li>12/02/2026 – Ouverture de l'entrepôt de Lille</li><li>08/01/2026 – Un million de commandes</li></ul>"
        .to_owned()
}

/// An edit of the facts, or of a paragraph of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, seed: u64) -> Option<Change> {
    match kind {
        0 => of("price raised", "49 € / mois", "59 € / mois", &["59"]),
        1 => of("price lowered", "<td>129,00 €</td>", "<td>99,00 €</td>", &["99,00"]),
        2 => of("currency", "19 € / mois", "19 $ / mois", &["$"]),
        3 => of("availability", "<td>En stock</td>", "<td>Rupture de stock</td>", &["Rupture"]),
        4 => of("plan renamed", "<h3>Équipe</h3>", "<h3>Business</h3>", &["Business"]),
        5 => of("feature removed", "<li>Assistance téléphonique</li>", "", &["téléphonique"]),
        6 => of(
            "clause added",
            "<h3>9. Vos données</h3>",
            "<h3>8 bis. Affiliates</h3><p>We may share usage data with our affiliates and their advisers.</p><h3>9. Vos données</h3>",
            &["affiliates"],
        ),
        7 => of(
            "clause removed",
            "<h3>8. Liability</h3><p>Our liability shall not exceed the fees paid during the twelve months before the claim.</p>",
            "",
            &["liability", "claim"],
        ),
        8 => of("clause reworded", "upon 30 days' written", "upon 14 days' written", &["14"]),
        9 => of(
            "job",
            "<li>Account manager, Paris</li>",
            "<li>Account manager, Paris</li><li>Juriste, Lyon, CDD</li>",
            &["Juriste"],
        ),
        10 => of("executive", "Directeur financier : Marc Tissot", "Directrice financière : Nadia Perrot", &["Perrot"]),
        11 => of("address", "12 rue des Carmes", "48 quai de la Fosse", &["Fosse"]),
        12 => of("opening hours", "<dd>10:00–19:00</dd>", "<dd>10:00–17:30</dd>", &["17:30", "30"]),
        13 => {
            of("product withdrawn", "<tr><td>Casque B300</td><td>189,00 €</td><td>Précommande</td></tr>", "", &["B300"])
        }
        14 => of(
            "press release",
            "<li>12/02/2026 – Ouverture",
            "<li>05/03/2026 – Rachat de la société Ondine</li><li>12/02/2026 – Ouverture",
            &["Ondine"],
        ),
        15 => of(
            "negation dropped",
            "Elle ne les transmet à aucun tiers",
            "Elle les transmet à des tiers",
            &["aucun", "des"],
        ),
        16 => of("retention", "données pendant 3 ans", "données pendant 5 ans", &["5"]),
        17 => {
            let more = pick(
                &["Le site sera fermé au public à compter de juin.", "A recall of all units sold since May has begun."],
                &[seed, 8],
            );
            let says = if more.starts_with('L') { "juin" } else { "recall" };
            of(
                "paragraph begun anew",
                whole,
                &whole.replacen(text, &format!("{more} {}", text.trim_start()), 1),
                &[says],
            )
        }
        18 => of("closed on a day", "<dd>Fermé</dd>", "<dd>14:00–18:00</dd>", &["14:00", "18:00", "Fermé"]),
        _ => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 3;
            let from = words.get(at..at + 2)?.join(" ");
            let to = whole.replacen(text, &words.join(" ").replacen(&from, "n'ont jamais été", 1), 1);
            of("words", whole, &to, &["jamais"])
        }
    }
}
