//! What really changes on a page, eleventh kinds: plans, services, terms, jobs, menus, dates, apps, its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 27;

/// Facts in plans with two prices, in a state of services, in terms, a press room, jobs, hours, a menu, dates and an app.
pub(crate) fn facts(_: u64) -> String {
    "<div class=\"plans\"><div><h3>Formule Essentiel</h3><p>19 € par mois</p><p>190 € par an</p><ul><li>3 sièges inclus</li>\
     <li>Export vers tableur</li><li>Assistance par courriel</li></ul></div><div><h3>Formule Studio</h3><p>54 € par mois</p>\
     <p>540 € par an</p><ul><li>12 sièges inclus</li><li>Marque blanche</li><li>Assistance par téléphone</li></ul></div></div>\
     <section><h2>État de nos services</h2><ul><li>Interface de paiement : opérationnelle</li><li>Synchronisation : opérationnelle</li>\
     </ul></section><section><h2>7. Responsabilité</h2><p>Notre responsabilité est limitée aux sommes versées au cours des \
     douze derniers mois.</p><p>Any dispute goes to the courts of Lyon.</p></section>\
     <section><h2>Espace presse</h2><p>Contact : Aude Merlin, 06 12 40 55 71</p><ul><li>Février 2026 : un second atelier à Redon</li>\
     <li>Novembre 2025 : la millième cliente</li></ul></section>\
     <section><h2>Nous rejoindre</h2><ul><li>Comptable unique, Nantes, CDI</li><li>Support engineer, remote</li>\
     <li>Apprentie relieuse, Redon</li></ul></section><section><h2>La boutique</h2><p>Ouverte du mardi au samedi, de 10 h à 19 h</p>\
     <p>Livraison offerte dès 50 € d'achat</p></section><section><h2>À table</h2><dl><dt>Formule du midi</dt><dd>18,50 €</dd>\
     <dt>Plat végétarien</dt><dd>Risotto aux cèpes</dd></dl></section><section><h2>Ateliers</h2><ul>\
     <li>Reliure : jeudi 23 avril 2026, 18 h 30</li><li>Dorure : jeudi 21 mai 2026, 18 h 30</li></ul></section>\
     <section><h2>L'application</h2><p>Compatible avec iOS 15 et Android 9</p><p>Sans publicité ni achats intégrés</p></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("price by the month", "<p>19 € par mois</p>", "<p>24 € par mois</p>", &["24"]),
        1 => of("price by the year", "<p>540 € par an</p>", "<p>599 € par an</p>", &["599"]),
        2 => of("seats", "<li>3 sièges inclus</li>", "<li>2 sièges inclus</li>", &["2", "3"]),
        3 => of("feature gone", "<li>Export vers tableur</li>", "", &["Export", "tableur"]),
        4 => of("support", "Assistance par téléphone", "Assistance par courriel seulement", &["seulement", "courriel"]),
        5 => of("plan's name", "Formule Studio", "Formule Business", &["Business", "Studio"]),
        6 => of(
            "service in trouble",
            "Interface de paiement : opérationnelle",
            "Interface de paiement : panne partielle",
            &["panne", "partielle"],
        ),
        7 => of("liability", "douze derniers mois", "trois derniers mois", &["trois"]),
        8 => of("courts", "to the courts of Lyon", "to arbitration in Dublin", &["arbitration", "Dublin"]),
        9 => of("press contact", "Aude Merlin, 06 12 40 55 71", "Idris Faure, 07 81 22 09 34", &["Idris", "Faure"]),
        10 => of(
            "press release",
            "<li>Février 2026 : un second atelier à Redon</li>",
            "<li>Mars 2026 : fermeture de l'atelier de Redon</li><li>Février 2026 : un second atelier à Redon</li>",
            &["fermeture"],
        ),
        11 => of("job gone", "<li>Comptable unique, Nantes, CDI</li>", "", &["Comptable"]),
        12 => of(
            "job",
            "<li>Support engineer, remote</li>",
            "<li>Support engineer, remote</li><li>Juriste données personnelles, Nantes</li>",
            &["Juriste"],
        ),
        13 => of(
            "days open",
            "du mardi au samedi, de 10 h à 19 h",
            "du jeudi au samedi, de 14 h à 19 h",
            &["14", "jeudi"],
        ),
        14 => of("free delivery", "offerte dès 50 € d'achat", "offerte dès 80 € d'achat", &["80"]),
        15 => of("lunch", "<dd>18,50 €</dd>", "<dd>21,90 €</dd>", &["21,90", "90"]),
        16 => of("dish", "Risotto aux cèpes", "Pas de plat végétarien ce trimestre", &["trimestre", "Pas"]),
        17 => of(
            "called off",
            "<li>Reliure : jeudi 23 avril 2026, 18 h 30</li>",
            "<li>Reliure : annulé</li>",
            &["annulé"],
        ),
        18 => of("put off", "jeudi 21 mai 2026, 18 h 30", "jeudi 11 juin 2026, 18 h 30", &["juin", "11"]),
        19 => of("systems", "iOS 15 et Android 9", "iOS 17 et Android 12", &["17", "12"]),
        20 => of("in the app", "Sans publicité ni achats intégrés", "Achats intégrés", &["Sans", "ni"]),
        21 => {
            let more = "Une fuite de données a touché les comptes créés avant septembre, et la CNIL en a été informée.";
            of("own text, leak", whole, &format!("{whole}<p>{more}</p>"), &["fuite", "CNIL"])
        }
        22 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 3;
            let from = words.get(at..at + 2)?.join(" ");
            of("own text, words", whole, &whole.replacen(&from, "placé sous tutelle", 1), &["tutelle", "placé"])
        }
        23 => {
            let to = whole.replacen(text, &format!("{text} This was wrong, and we apologise to those concerned."), 1);
            of("own text, apology", whole, &to, &["apologise", "wrong"])
        }
        24 => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let says: Vec<&str> = words.filter(|word| word.chars().count() > 5).take(3).collect();
            of("own text, gone", whole, "", &says)
        }
        25 => {
            let to =
                whole.replacen(text, "Ce passage a été supprimé à la demande du tribunal de commerce de Brest.", 1);
            of("own text, replaced", whole, &to, &["tribunal", "Brest"])
        }
        _ => {
            let end = text.char_indices().rev().find(|&(_, c)| c == ' ')?.0;
            let to = whole.replacen(text, &format!("{} jusqu'à nouvel ordre", &text[..end]), 1);
            of("own text, end", whole, &to, &["nouvel", "ordre"])
        }
    }
}
