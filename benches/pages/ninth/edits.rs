//! What really changes on a page, ninth kinds: offers, support, guarantees, addresses, hotels, sheets of goods, its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 26;

/// Facts whose labels stand in bold, in an address, in terms, in heads of rows, or nowhere.
pub(crate) fn facts(_: u64) -> String {
    "<section class=\"offre\"><h2>Forfaits</h2><p><strong>Essentiel</strong> — 19,90 € HT par poste</p><p><strong>Intégral</strong> — 44,90 € HT par poste</p>\
     <p>Engagement : douze mois</p></section>\
     <section><h2>Support</h2><ul><li>Phone support: weekdays, 9 am to 6 pm</li><li>First answer within four hours</li><li>On-site visits included</li>\
     <li>One named contact</li></ul></section>\
     <section><h2>Garantie</h2><p>Nos appareils sont garantis cinq ans, pièces et main-d'œuvre.</p><p>Les frais de retour sont à notre charge.</p></section>\
     <address><p>Siège : 14 rue des Tanneurs, 37000 Tours</p><p>Courriel : contact@orvelle.example</p></address>\
     <section><h2>Hotel</h2><dl><dt>Check-in</dt><dd>From 3 pm</dd><dt>Pets</dt><dd>Dogs welcome, £12 a night</dd><dt>Breakfast</dt><dd>Included</dd></dl></section>\
     <section><h2>Security</h2><p>We are certified to ISO 27001.</p><p>Logs are kept for 90 days.</p><p>No incident has been reported since January.</p></section>\
     <table class=\"fiche\"><tr><th>Puissance</th><td>1 400 W</td></tr><tr><th>Origine</th><td>Assemblé en Vendée</td></tr>\
     <tr><th>Indice de réparabilité</th><td>8,1/10</td></tr><tr><th>Coloris</th><td>Sable, Encre, Brique</td></tr></table>\
     <section><h2>Direction</h2><p>Directrice générale : Hélène Marsac</p><p>Effectif : 86 personnes</p></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("plan's price", "— 19,90 € HT par poste", "— 24,90 € HT par poste", &["24,90", "24"]),
        1 => of("unit of a price", "— 44,90 € HT par poste", "— 44,90 € HT par utilisateur", &["utilisateur", "poste"]),
        2 => of("commitment", "Engagement : douze mois", "Sans engagement", &["Sans", "douze", "mois"]),
        3 => of("hours", "weekdays, 9 am to 6 pm", "weekdays, 10 am to 4 pm", &["10", "4"]),
        4 => of("first answer", "within four hours", "within two working days", &["two", "working", "days"]),
        5 => of("visits gone", "<li>On-site visits included</li>", "", &["visits", "included"]),
        6 => of("guarantee", "garantis cinq ans", "garantis deux ans", &["deux"]),
        7 => of("return", "sont à notre charge", "sont à la charge du client", &["client", "du"]),
        8 => of("seat", "14 rue des Tanneurs, 37000 Tours", "2 quai de la Fosse, 44000 Nantes", &["Nantes", "Fosse"]),
        9 => of("mail", "contact@orvelle.example", "bonjour@groupe-lestrade.example", &["bonjour", "lestrade"]),
        10 => of("check-in", "<dd>From 3 pm</dd>", "<dd>From 5 pm, with a code</dd>", &["code", "5"]),
        11 => of("pets", "Dogs welcome, £12 a night", "No pets", &["No", "Dogs", "welcome"]),
        12 => of("breakfast", "<dd>Included</dd>", "<dd>On request</dd>", &["request", "Included"]),
        13 => of("certificate gone", "<p>We are certified to ISO 27001.</p>", "", &["certified", "ISO"]),
        14 => of("logs", "kept for 90 days", "kept for 12 months", &["12", "months"]),
        15 => of(
            "incident",
            "No incident has been reported since January.",
            "On 3 March an unknown person read part of our data.",
            &["unknown", "person"],
        ),
        16 => of("power", "<td>1 400 W</td>", "<td>1 100 W</td>", &["1 100", "100"]),
        17 => of("origin", "<td>Assemblé en Vendée</td>", "<td>Importé de Turquie</td>", &["Importé", "Turquie"]),
        18 => of("index", "<td>8,1/10</td>", "<td>6,4/10</td>", &["6,4", "6"]),
        19 => of("colours", "Sable, Encre, Brique", "Sable, Encre", &["Brique"]),
        20 => of("head", "Hélène Marsac", "Bastien Coudert (par intérim)", &["Coudert", "intérim"]),
        21 => of("staff", "Effectif : 86 personnes", "Effectif : 61 personnes", &["61"]),
        22 => {
            let end = whole.rfind("</")?;
            let to =
                format!("{} This page has been corrected: the figures were wrong.{}", &whole[..end], &whole[end..]);
            of("own text, corrected", whole, &to, &["corrected", "wrong"])
        }
        23 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 3;
            let from = words.get(at..at + 2)?.join(" ");
            let to = whole.replacen(&from, "soupçonné de fraude", 1);
            of("own text, suspected", whole, &to, &["soupçonné", "fraude"])
        }
        24 => {
            let more = "Le groupe annonce un plan de départs qui touche un salarié sur cinq.";
            of("own text, above", whole, &format!("<p>{more}</p>{whole}"), &["départs", "salarié"])
        }
        _ => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let says: Vec<&str> = words.filter(|word| word.chars().count() > 5).take(3).collect();
            of("own text, gone", whole, "", &says)
        }
    }
}
