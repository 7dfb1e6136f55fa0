//! What really changes on a page, sixth kinds: promises of services, shops, schools, places, and their own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 24;

/// Facts as services, shops, schools and places show them.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Service level</h2><p>We commit to 99.95 % availability, measured monthly.</p><p>Support answers within 4 business hours.</p>\
     <table><tr><th>Region</th><th>Data centre</th></tr><tr><td>Europe</td><td>Frankfurt</td></tr><tr><td>Americas</td><td>Ohio</td></tr></table></section>\
     <section><h2>Retours et garantie</h2><ul><li>Garantie constructeur : deux ans, pièces et main-d'œuvre</li><li>Les retours sont gratuits en point relais</li>\
     <li>Remboursement sous 10 jours ouvrés</li></ul><p>Essai gratuit de 14 jours, sans carte bancaire.</p></section>\
     <section><h2>Admissions</h2><dl><dt>Date limite de dépôt</dt><dd>30 avril 2026</dd><dt>Frais de scolarité</dt><dd>4 300 € par an</dd>\
     <dt>Places</dt><dd>60 places en première année</dd></dl><p>Un niveau B2 d'anglais est exigé.</p></section>\
     <section><h2>Visit us</h2><p>Open every day except Tuesday, 10 am to 6 pm.</p><p>Admission: £14, free for under-18s.</p>\
     <p>The north gallery is open.</p><p>Call us on +44 1632 960 142.</p></section>\
     <section><h2>Caractéristiques</h2><div><span>Autonomie</span> <span>jusqu'à 18 heures</span></div><div><span>Poids</span> <span>1,24 kg</span></div>\
     <div><span>Indice de réparabilité</span> <span>7,8 / 10</span></div></section>\
     <section><h2>Disputes</h2><p>Any dispute shall be brought before the courts of Lyon.</p><p>You may cancel at any time from your account.</p></section>\
     <section><h2>Équipe</h2><ul><li>Nadège Poulain, directrice générale</li><li>Oliver Kemp, head of research</li><li>Samir Haddad, responsable qualité</li></ul></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("availability", "99.95 % availability", "99.5 % availability", &["99.5"]),
        1 => of("support", "within 4 business hours", "within 2 business days", &["days"]),
        2 => of("data centre", "<td>Frankfurt</td>", "<td>Dublin</td>", &["Dublin"]),
        3 => of("warranty", "deux ans, pièces et main-d'œuvre", "un an, pièces seules", &["seules", "un"]),
        4 => of("returns", "sont gratuits en point relais", "sont à la charge du client", &["charge"]),
        5 => of("refund", "sous 10 jours ouvrés", "sous 30 jours ouvrés", &["30"]),
        6 => of("trial", "Essai gratuit de 14 jours", "Essai gratuit de 7 jours", &["7"]),
        7 => of("deadline", "<dd>30 avril 2026</dd>", "<dd>10 avril 2026</dd>", &["10"]),
        8 => of("tuition", "4 300 € par an", "4 950 € par an", &["4 950", "950"]),
        9 => of("seats", "60 places en première", "45 places en première", &["45"]),
        10 => of("level", "Un niveau B2 d'anglais", "Un niveau C1 d'anglais", &["C1"]),
        11 => of("closed day", "except Tuesday", "except Monday and Tuesday", &["Monday"]),
        12 => of("admission", "Admission: £14", "Admission: £17", &["17"]),
        13 => of(
            "gallery",
            "The north gallery is open.",
            "The north gallery is closed until further notice.",
            &["closed", "further"],
        ),
        14 => of("telephone", "+44 1632 960 142", "+44 1632 960 871", &["871"]),
        15 => of("battery", "jusqu'à 18 heures", "jusqu'à 12 heures", &["12"]),
        16 => of("repair", "<span>7,8 / 10</span>", "<span>5,1 / 10</span>", &["5,1", "5"]),
        17 => of(
            "arbitration",
            "shall be brought before the courts of Lyon",
            "shall be settled by arbitration, and class actions are waived",
            &["arbitration", "waived"],
        ),
        18 => of("cancel", "<p>You may cancel at any time from your account.</p>", "", &["cancel"]),
        19 => of("left", "<li>Oliver Kemp, head of research</li>", "", &["Kemp"]),
        20 => of(
            "joined",
            "<li>Samir Haddad",
            "<li>Irène Vasseur, directrice financière</li><li>Samir Haddad",
            &["Vasseur"],
        ),
        21 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 2;
            let from = words.get(at..at + 2)?.join(" ");
            let to = whole.replacen(&from, &format!("{from} (chiffre rectifié le lendemain)"), 1);
            of("own text, corrected", whole, &to, &["rectifié"])
        }
        22 => {
            let says: Vec<&str> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 6).take(4).collect();
            let from = text.trim();
            let to = whole.replacen(from, "Ce passage a été retiré à la demande des personnes citées.", 1);
            if says.is_empty() { None } else { of("own text, withdrawn", whole, &to, &["retiré"]) }
        }
        _ => {
            let start = text.trim();
            let to = whole.replacen(start, &format!("Rappel produit en cours : cessez de l'utiliser. {start}"), 1);
            of("own text, recall", whole, &to, &["Rappel", "cessez"])
        }
    }
}
