//! What really changes on a page, tenth kinds: plans side by side, loans, clinics, shops, landlords, its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 26;

/// Facts in columns, in figures, in folded answers, in hours by the day, in a card of a product and in a notice.
pub(crate) fn facts(_: u64) -> String {
    "<table class=\"cmp\"><tr><th></th><th>Solo</th><th>Atelier</th><th>Maison</th></tr>\
     <tr><td>Par mois</td><td>12 €</td><td>29 €</td><td>74 €</td></tr><tr><td>Postes</td><td>1</td><td>5</td><td>25</td></tr>\
     <tr><td>Essai gratuit</td><td>30 jours</td><td>30 jours</td><td>Non</td></tr></table>\
     <section><h2>Crédit auto</h2><figure><b>4,15 %</b><figcaption>TAEG fixe, de 12 à 60 mois</figcaption></figure>\
     <p>Frais de dossier offerts jusqu'au 30 juin 2027.</p><p>Remboursement anticipé sans pénalité.</p></section>\
     <section><h2>Clinique des Ormes</h2><ul class=\"equipe\"><li>Dr Maud Keller, chirurgie</li><li>Dr Ismaël Roche, cardiologie</li>\
     <li>Dr Nina Castel, dermatologie</li></ul><table><tr><td>Lundi</td><td>8 h 30 – 19 h</td></tr><tr><td>Samedi</td><td>9 h – 13 h</td></tr>\
     <tr><td>Urgences</td><td>02 40 55 18 20</td></tr></table><p>7 allée des Frênes, 44300 Nantes</p></section>\
     <article class=\"fiche\"><h3>Lampe Orion 3</h3><p class=\"px\">129,00 €</p><p class=\"st\">En stock</p><p>Livrée en point relais</p></article>\
     <details open><summary>How do I leave?</summary><p>Write to us thirty days ahead; we refund what is left.</p></details>\
     <details open><summary>Who owns my data?</summary><p>You do. We keep a copy for ten days.</p></details>\
     <section><h2>Lettings</h2><ul><li>Deposit: five weeks' rent</li><li>No fee for references</li><li>Pets by agreement</li></ul>\
     <p>Group led by Oriane Whitlock since 2019.</p></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("price in a column", "<td>29 €</td>", "<td>35 €</td>", &["35"]),
        1 => of("plan's name", "<th>Atelier</th>", "<th>Équipe Plus</th>", &["Plus", "Atelier"]),
        2 => of("posts", "<td>5</td><td>25</td>", "<td>3</td><td>25</td>", &["3"]),
        3 => of("trial", "<td>30 jours</td><td>30 jours</td>", "<td>14 jours</td><td>14 jours</td>", &["14"]),
        4 => of("rate", "<b>4,15 %</b>", "<b>5,40 %</b>", &["5,40", "40"]),
        5 => of("term", "de 12 à 60 mois", "de 12 à 48 mois", &["48"]),
        6 => of(
            "fee",
            "Frais de dossier offerts jusqu'au 30 juin 2027.",
            "Frais de dossier : 1 % du montant.",
            &["offerts", "montant"],
        ),
        7 => of(
            "penalty",
            "Remboursement anticipé sans pénalité.",
            "Remboursement anticipé : indemnité de 1 %.",
            &["indemnité", "sans"],
        ),
        8 => of("doctor gone", "<li>Dr Ismaël Roche, cardiologie</li>", "", &["Ismaël", "Roche"]),
        9 => of("doctor", "Dr Nina Castel, dermatologie", "Dr Hugo Perrin, dermatologie", &["Perrin", "Hugo"]),
        10 => of("hours", "<td>8 h 30 – 19 h</td>", "<td>9 h 30 – 17 h</td>", &["17", "9 h 30"]),
        11 => of("closed", "<td>9 h – 13 h</td>", "<td>Fermé</td>", &["Fermé"]),
        12 => of("telephone", "02 40 55 18 20", "02 40 71 90 06", &["71", "90", "06"]),
        13 => of(
            "address",
            "7 allée des Frênes, 44300 Nantes",
            "31 boulevard Guist'hau, 44000 Nantes",
            &["boulevard", "Guist'hau", "hau"],
        ),
        14 => of("product's name", "Lampe Orion 3", "Lampe Orion 4", &["4"]),
        15 => of("product's price", "129,00 €", "99,00 €", &["99,00", "99"]),
        16 => of(
            "stock",
            "<p class=\"st\">En stock</p>",
            "<p class=\"st\">Sur commande, six semaines</p>",
            &["commande", "semaines"],
        ),
        17 => of("leaving", "Write to us thirty days ahead", "Write to us ninety days ahead", &["ninety"]),
        18 => of(
            "data",
            "We keep a copy for ten days.",
            "We keep a copy and may share it with partners.",
            &["partners", "share"],
        ),
        19 => of("deposit", "Deposit: five weeks' rent", "Deposit: three months' rent", &["three", "months"]),
        20 => of("references", "<li>No fee for references</li>", "<li>References: £45 a person</li>", &["45", "No"]),
        21 => of(
            "head of group",
            "led by Oriane Whitlock since 2019",
            "led by Dominic Farrow since March",
            &["Farrow", "Dominic"],
        ),
        22 => {
            let end = whole.rfind("</")?;
            let to = format!("{} Nous avons retiré une affirmation inexacte.{}", &whole[..end], &whole[end..]);
            of("own text, withdrawn", whole, &to, &["inexacte", "retiré"])
        }
        23 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 2;
            let from = words.get(at..at + 2)?.join(" ");
            of("own text, sued", whole, &whole.replacen(&from, "sued for negligence", 1), &["sued", "negligence"])
        }
        24 => {
            let more = "The board has opened an inquiry into the accounts of the last three years.";
            of("own text, below", whole, &format!("{whole}<p>{more}</p>"), &["inquiry", "board"])
        }
        _ => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let says: Vec<&str> = words.filter(|word| word.chars().count() > 5).take(3).collect();
            of("own text, gone", whole, "", &says)
        }
    }
}
