//! What really changes on a page, eighth kinds: contracts, plans, clubs, roads, care, and its own prose.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 30;

/// Facts in tiers, in questions and answers, in tables with heads at the side, in notes.
pub(crate) fn facts(_: u64) -> String {
    "<section class=\"tiers\"><div class=\"tier\"><h3>Solo</h3><p>12 € par mois</p><p>1 utilisateur</p></div><div class=\"tier\"><h3>Studio</h3><p>34 € par mois</p>\
     <p>5 utilisateurs</p></div><div class=\"tier\"><h3>Maison</h3><p>89 € par mois</p><p>20 utilisateurs</p></div></section>\
     <section><h2>Questions</h2><details open><summary>Puis-je résilier ?</summary><p>Oui, à tout moment, sans frais ni préavis.</p></details>\
     <details open><summary>Where are my files kept?</summary><p>In two data centres in Finland.</p></details>\
     <details open><summary>Qui peut nous rejoindre ?</summary><p>Toute entreprise de moins de 250 salariés.</p></details></section>\
     <table class=\"side\"><tr><th>Hébergeur</th><td>Nordhost, Helsinki</td></tr><tr><th>Capital</th><td>1 200 000 €</td></tr><tr><th>Médiateur</th><td>Médiation Conso</td></tr>\
     <tr><th>Consommation</th><td>5,4 L aux 100 km</td></tr><tr><th>Charge maximale</th><td>120 kg</td></tr></table>\
     <aside class=\"note\"><p>Les mineurs doivent être accompagnés.</p></aside>\
     <section><h2>The club</h2><p>Training is on Mondays and Thursdays at 19:30.</p><p>Head coach: Rebecca Alcott</p><p>Subscriptions are due by 31 May 2026.</p>\
     <ul><li>First team: East Division</li><li>Minimum age: 16</li><li>Guests pay £5 at the door</li></ul></section>\
     <section><h2>La route</h2><p>Vitesse limitée à 50 km/h entre les deux ponts.</p><p>Le col est ouvert.</p><p>Poids lourds interdits de 22 h à 6 h.</p></section>\
     <section><h2>Soins</h2><dl><dt>Honoraires</dt><dd>Secteur 1</dd><dt>Délai</dt><dd>Rendez-vous sous trois semaines</dd></dl>\
     <p>La vaccination est recommandée à partir de 65 ans.</p><p>Ordonnance exigée.</p></section>\
     <section><h2>Licence</h2><p>You may use the samples in commercial work.</p><p>Attribution is not required.</p><p>Requests are limited to 600 per hour.</p></section>\
     <section><h2>Partenaires</h2><ul><li>Fondation Ardent</li><li>Crédit du Littoral</li><li>Ormond Brewery</li><li>Radio Estuaire</li></ul></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("tier's price", "<p>34 € par mois</p>", "<p>39 € par mois</p>", &["39"]),
        1 => of("tier's users", "<p>5 utilisateurs</p>", "<p>3 utilisateurs</p>", &["3"]),
        2 => of(
            "tier gone",
            "<div class=\"tier\"><h3>Solo</h3><p>12 € par mois</p><p>1 utilisateur</p></div>",
            "",
            &["Solo", "12"],
        ),
        3 => of(
            "notice",
            "à tout moment, sans frais ni préavis",
            "avec un préavis de trois mois",
            &["préavis de trois", "trois", "avec"],
        ),
        4 => of("where", "two data centres in Finland", "one data centre in Texas", &["Texas", "one"]),
        5 => of("who", "de moins de 250 salariés", "de moins de 50 salariés", &["50"]),
        6 => of("host", "Nordhost, Helsinki", "Cloudmere, Dublin", &["Cloudmere", "Dublin"]),
        7 => of("capital", "<td>1 200 000 €</td>", "<td>300 000 €</td>", &["300 000", "300"]),
        8 => of("mediator", "<td>Médiation Conso</td>", "<td>Centre Arbitrio</td>", &["Arbitrio", "Centre"]),
        9 => of("consumption", "5,4 L aux 100 km", "6,1 L aux 100 km", &["6,1", "6"]),
        10 => of("load", "<td>120 kg</td>", "<td>100 kg</td>", &["100"]),
        11 => of("note", "doivent être accompagnés", "ne sont plus admis", &["admis"]),
        12 => of("training", "on Mondays and Thursdays at 19:30", "on Tuesdays at 20:00", &["Tuesdays", "20:00"]),
        13 => of("coach", "Rebecca Alcott", "Simon Trewin", &["Trewin", "Simon"]),
        14 => of("due", "by 31 May 2026", "by 15 April 2026", &["April", "15"]),
        15 => of("division", "First team: East Division", "First team: National League", &["National", "League"]),
        16 => of("age", "Minimum age: 16", "Minimum age: 18", &["18"]),
        17 => of("guests", "Guests pay £5 at the door", "Guests pay £8 at the door", &["8"]),
        18 => of("speed", "limitée à 50 km/h", "limitée à 30 km/h", &["30"]),
        19 => of("pass", "Le col est ouvert.", "Le col est fermé.", &["fermé"]),
        20 => of("lorries", "interdits de 22 h à 6 h", "interdits en tout temps", &["tout", "temps"]),
        21 => of("fees", "<dd>Secteur 1</dd>", "<dd>Secteur 2, dépassements possibles</dd>", &["dépassements", "2"]),
        22 => of("vaccine", "à partir de 65 ans", "à partir de 50 ans", &["50"]),
        23 => of("prescription", "<p>Ordonnance exigée.</p>", "", &["Ordonnance", "exigée"]),
        24 => of("attribution", "Attribution is not required.", "Attribution is required.", &["not", "required"]),
        25 => of("limit", "limited to 600 per hour", "limited to 60 per hour", &["60"]),
        26 => of("partner gone", "<li>Crédit du Littoral</li>", "", &["Crédit", "Littoral"]),
        27 => {
            let end = whole.rfind("</")?;
            let to = format!("{} (mise à jour : l'intéressé conteste ces faits){}", &whole[..end], &whole[end..]);
            of("own text, contested", whole, &to, &["conteste", "intéressé"])
        }
        28 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 2;
            let from = words.get(at..at + 3)?.join(" ");
            let to = whole.replacen(&from, "has been declared insolvent", 1);
            of("own text, other words", whole, &to, &["declared", "insolvent"])
        }
        _ => {
            let more = "Statement of the board: the merger is off and the chair has resigned.";
            of("own text, below", whole, &format!("{whole}<p>{more}</p>"), &["merger", "resigned"])
        }
    }
}
