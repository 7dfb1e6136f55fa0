//! What really changes on a page, seventh kinds: tariffs, leaflets, recalls, kitchens, vacancies, and its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 30;

/// Facts as town halls, makers, kitchens, chemists and employers show them.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Tarif réglementé</h2><table><tr><td>Abonnement</td><td>12,67 € par mois</td></tr><tr><td>Prix du kWh</td><td>0,2016 €/kWh</td></tr></table>\
     <p>Gazole : 1,994 €/l hors remise.</p></section>\
     <section><h2>Votre commune</h2><dl><dt>Déchetterie</dt><dd>lundi au samedi, 9 h - 18 h</dd><dt>Sécheresse</dt><dd>Niveau : vigilance</dd>\
     <dt>Salle des Arcades</dt><dd>Jauge : 450 places</dd></dl><p>L'inscription à la cantine se fait avant le 15 de chaque mois.</p></section>\
     <section><h2>Notice</h2><p>Ne pas dépasser 3 comprimés par jour.</p><h3>Effets indésirables</h3><ul><li>Somnolence</li><li>Bouche sèche</li><li>Maux de tête</li></ul>\
     <p>Statut : commercialisé</p></section>\
     <section><h2>Details</h2><ul><li>70 % wool, 30 % polyamide</li><li>Made in Portugal</li><li>Nutri-Score : B</li><li>CO₂: 112 g/km</li></ul>\
     <p>Membership is £8.99 a month.</p><p>We do not sell your data.</p><p>Write to privacy@site.example with any request.</p></section>\
     <section><h2>La table</h2><p>Menu du midi : 18 €</p><p>En cuisine : Inès Marchetti</p><p>Commande minimale : 30 €</p></section>\
     <section><h2>Product safety</h2><p>Lots concernés : L2401 à L2409</p><p>No injury has been reported.</p></section>\
     <section><h2>Postes à pourvoir</h2><ul><li>Technicien de maintenance (CDI, Tours)</li><li>Comptable (CDD, six mois)</li><li>Warehouse lead, nights</li></ul></section>\
     <section><h2>Épargne</h2><table><tr><th>Produit</th><th>Taux</th></tr><tr><td>Livret Bleu</td><td>2,00 %</td></tr><tr><td>Compte Duo</td><td>1,25 %</td></tr>\
     <tr><td>Plan Cap</td><td>2,75 %</td></tr></table></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("standing charge", "12,67 € par mois", "13,94 € par mois", &["13,94", "13", "94"]),
        1 => of("a unit", "0,2016 €/kWh", "0,2276 €/kWh", &["0,2276", "2276"]),
        2 => of("a litre", "1,994 €/l", "1,879 €/l", &["1,879", "879"]),
        3 => of("tip's hours", "9 h - 18 h", "9 h - 12 h", &["12"]),
        4 => of("drought", "Niveau : vigilance", "Niveau : alerte renforcée", &["alerte", "renforcée"]),
        5 => of("capacity", "Jauge : 450 places", "Jauge : 300 places", &["300"]),
        6 => of("day of the month", "avant le 15 de chaque mois", "avant le 10 de chaque mois", &["10"]),
        7 => of("dose", "dépasser 3 comprimés", "dépasser 2 comprimés", &["2"]),
        8 => of(
            "side effect",
            "<li>Bouche sèche</li>",
            "<li>Bouche sèche</li><li>Troubles du rythme cardiaque</li>",
            &["Troubles", "cardiaque"],
        ),
        9 => of("discontinued", "Statut : commercialisé", "Statut : arrêt de commercialisation", &["arrêt"]),
        10 => of("material", "70 % wool, 30 % polyamide", "50 % wool, 50 % polyamide", &["50"]),
        11 => of("origin", "Made in Portugal", "Made in Vietnam", &["Vietnam"]),
        12 => of("grade", "Nutri-Score : B", "Nutri-Score : D", &["D"]),
        13 => of("emissions", "CO₂: 112 g/km", "CO₂: 131 g/km", &["131"]),
        14 => of("membership", "£8.99 a month", "£10.99 a month", &["10.99", "10"]),
        15 => of(
            "data sold",
            "We do not sell your data.",
            "We may share your data with partners.",
            &["share", "partners"],
        ),
        16 => of("address", "privacy@site.example", "dpo@group.example", &["dpo", "group"]),
        17 => of("lunch", "Menu du midi : 18 €", "Menu du midi : 22 €", &["22"]),
        18 => of("chef", "En cuisine : Inès Marchetti", "En cuisine : Paul Audouin", &["Audouin", "Paul"]),
        19 => of("least order", "Commande minimale : 30 €", "Commande minimale : 45 €", &["45"]),
        20 => of("lots", "L2401 à L2409", "L2401 à L2433", &["L2433"]),
        21 => {
            of("injuries", "No injury has been reported.", "Three injuries have been reported.", &["Three", "injuries"])
        }
        22 => of("vacancy filled", "<li>Comptable (CDD, six mois)</li>", "", &["Comptable"]),
        23 => {
            of("vacancy", "<li>Warehouse lead", "<li>Data engineer, Lyon</li><li>Warehouse lead", &["Data", "engineer"])
        }
        24 => of("savings rate", "<td>2,00 %</td>", "<td>1,50 %</td>", &["1,50", "50"]),
        25 => of("product dropped", "<tr><td>Compte Duo</td><td>1,25 %</td></tr>", "", &["Duo", "Compte"]),
        26 => {
            let sentences: Vec<&str> = text.split_inclusive(". ").collect();
            let gone = sentences.get(1).filter(|gone| gone.len() > 30)?;
            let says: Vec<&str> =
                gone.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 6).take(4).collect();
            if says.is_empty() {
                None
            } else {
                of("own text, sentence out", whole, &whole.replacen(gone, "", 1), &says)
            }
        }
        27 => {
            let end = whole.rfind("</")?;
            let to = format!("{} Contacted again, the group declined to comment.{}", &whole[..end], &whole[end..]);
            of("own text, sentence in", whole, &to, &["Contacted", "declined"])
        }
        28 => {
            let more = "Le parquet a ouvert une enquête préliminaire, a-t-on appris dans la soirée.";
            of("own text, above", whole, &format!("<p>{more}</p>{whole}"), &["parquet", "préliminaire"])
        }
        _ => {
            let to = whole.replacen(text.trim(), "[Contenu supprimé sur décision de justice]", 1);
            of("own text, struck", whole, &to, &["supprimé", "décision"])
        }
    }
}
