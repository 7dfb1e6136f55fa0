//! What really changes on a page, twelfth kinds: dues, buses, bicycles, a service on line, its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 30;

/// Facts in rows, sentences, lists of people, cards, terms and answers.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Adhérer</h2><table class=\"cotis\"><tr><td>Adhésion individuelle</td><td>35 €</td></tr><tr><td>Adhésion famille</td>\
     <td>60 €</td></tr></table><p>Les frais de dossier sont de quinze euros.</p><p>Accueil : lundi et jeudi, de 9 h à 12 h</p>\
     <p>4 place du Parvis, 35000 Rennes</p></section><section><h2>Le bureau</h2><ul class=\"bureau\"><li>Léa Morvan, présidente</li>\
     <li>Karim Saïdi, trésorier</li><li>Jeanne Roudaut, secrétaire</li></ul></section>\
     <section><h2>Ligne 31</h2><p>Dernier départ à 23 h 40 de la gare.</p><p>Les vélos sont acceptés hors des heures de pointe.</p>\
     <p>Children under 12 travel free with an adult.</p><p>Onze agences en Bretagne</p></section>\
     <div class=\"velo\"><h3>Vélo cargo Brisa</h3><p>2 490 €</p><p>Disponible en trois tailles</p><p>Prix toutes taxes comprises, TVA à 20 %</p>\
     <p>Expédition sous trois jours ouvrés</p><p>Pièces et main-d'œuvre garanties deux ans</p><p>Paiement en quatre fois sans frais</p></div>\
     <section><h2>Conditions du service</h2><ol><li>Le service peut être interrompu avec un préavis de trente jours.</li>\
     <li>Abonnement sans engagement de durée.</li><li>Les litiges relèvent d'un médiateur choisi en commun.</li></ol></section>\
     <section><h2>For developers</h2><dl><dt>Requests a day</dt><dd>10,000</dd><dt>Hosted in</dt><dd>Germany</dd><dt>Licence</dt>\
     <dd>MIT</dd><dt>Write to</dt><dd>dev@brisa.example</dd></dl><p>Certified B Corp since 2021.</p></section>\
     <details open><summary>Puis-je rendre mon vélo ?</summary><p>Oui, dans les trente jours, à nos frais.</p></details>\
     <details open><summary>Do you ship to islands?</summary><p>Yes, to all of them, for the same price.</p></details>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of(
            "row added",
            "<tr><td>Adhésion famille</td>",
            "<tr><td>Adhésion étudiante</td><td>15 €</td></tr><tr><td>Adhésion famille</td>",
            &["étudiante", "15"],
        ),
        1 => of("due", "<td>60 €</td>", "<td>72 €</td>", &["72"]),
        2 => of("fee in words", "de quinze euros", "de trente euros", &["trente"]),
        3 => of("hours", "lundi et jeudi, de 9 h à 12 h", "mardi et vendredi, de 14 h à 17 h", &["14", "mardi", "17"]),
        4 => of("address", "4 place du Parvis, 35000 Rennes", "18 rue du Manège, 35700 Rennes", &["Manège", "rue"]),
        5 => of("treasurer gone", "<li>Karim Saïdi, trésorier</li>", "", &["Karim", "trésorier"]),
        6 => of("president", "Léa Morvan, présidente", "Loïc Tanguy, président", &["Loïc", "Tanguy"]),
        7 => of("last bus", "à 23 h 40 de la gare", "à 22 h 15 de la gare", &["22 h 15", "15"]),
        8 => of(
            "bicycles",
            "Les vélos sont acceptés hors",
            "Les vélos ne sont plus acceptés, même hors",
            &["plus", "même"],
        ),
        9 => of("children", "Children under 12", "Children under 6", &["6"]),
        10 => of("branches", "Onze agences en Bretagne", "Huit agences en Bretagne", &["Huit"]),
        11 => of("product's price", "<p>2 490 €</p>", "<p>2 790 €</p>", &["790", "2 790"]),
        12 => of("withdrawn", "Disponible en trois tailles", "Ce modèle n'est plus proposé", &["proposé", "plus"]),
        13 => of("tax", "Prix toutes taxes comprises, TVA à 20 %", "Prix hors taxes", &["hors", "comprises"]),
        14 => of("dispatch", "sous trois jours ouvrés", "sous deux semaines", &["semaines"]),
        15 => of("guarantee", "garanties deux ans", "garanties un an", &["un", "an"]),
        16 => of("payment", "Paiement en quatre fois sans frais", "Paiement comptant", &["comptant", "quatre"]),
        17 => of("notice", "avec un préavis de trente jours", "à tout moment et sans préavis", &["sans", "moment"]),
        18 => of("term", "Abonnement sans engagement de durée", "Abonnement avec engagement de douze mois", &["douze"]),
        19 => of(
            "mediator",
            "<li>Les litiges relèvent d'un médiateur choisi en commun.</li>",
            "",
            &["litiges", "médiateur"],
        ),
        20 => of("quota", "<dd>10,000</dd>", "<dd>2,000</dd>", &["2,000"]),
        21 => of("hosted", "<dd>Germany</dd>", "<dd>the United States</dd>", &["United", "Germany"]),
        22 => of("licence", "<dd>MIT</dd>", "<dd>Business Source 1.1</dd>", &["Business", "Source"]),
        23 => of("certificate gone", "<p>Certified B Corp since 2021.</p>", "", &["Certified", "Corp"]),
        24 => of("return", "dans les trente jours, à nos frais", "dans les dix jours, à vos frais", &["dix", "vos"]),
        25 => {
            of("islands", "Yes, to all of them, for the same price.", "No, not since this spring.", &["spring", "No"])
        }
        26 => {
            let more = "Trois anciens salariés ont saisi les prud'hommes, selon un courrier que nous avons pu lire.";
            of("own text, put in", whole, &format!("{whole}<p>{more}</p>"), &["prud'hommes", "salariés"])
        }
        27 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 2;
            let from = words.get(at..at + 3)?.join(" ");
            of("own text, words", whole, &whole.replacen(&from, "condamné en appel", 1), &["condamné", "appel"])
        }
        28 => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let says: Vec<&str> = words.filter(|word| word.chars().count() > 5).take(3).collect();
            of("own text, gone", whole, "", &says)
        }
        _ => {
            let to = whole.replacen(text, &format!("Retraction, this month: {text}"), 1);
            of("own text, before", whole, &to, &["Retraction"])
        }
    }
}
