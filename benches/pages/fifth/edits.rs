//! What really changes on a page, fifth kinds: cover, care, lines, programs, associations, corrections.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 24;

/// Facts as insurers, clinics, carriers, makers of programs and associations show them.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Vos garanties</h2><table><tr><th>Formule</th><th>Franchise</th><th>Plafond</th></tr><tr><td>Essentielle</td><td>150 €</td><td>3 000 €</td></tr>\
     <tr><td>Confort</td><td>75 €</td><td>8 000 €</td></tr></table><p>Le délai de carence est de trois mois pour les soins dentaires.</p>\
     <p>Sont exclus les dommages dus au gel.</p></section>\
     <section><h2>The clinic</h2><p>Dr Helen Marsh sees patients on weekdays.</p><ul><li>Walk-in: 8:30 to 12:00</li><li>New patients are welcome.</li>\
     <li>Parking is free for patients.</li></ul></section>\
     <section><h2>Ligne 7</h2><dl><dt>Fréquence</dt><dd>Un bus toutes les 12 minutes en journée</dd><dt>Premier départ</dt><dd>05:42</dd><dt>Terminus</dt>\
     <dd>Terminus : Hôtel de Ville</dd></dl><p>Les vélos sont acceptés hors heures de pointe.</p></section>\
     <section><h2>Requirements</h2><ul><li>Python 3.9 or newer</li><li>At least 4 GB of memory</li><li>Licence: Apache 2.0</li></ul>\
     <p>The free plan includes 3 projects and 10 members.</p><p>We keep logs for 30 days.</p></section>\
     <section><h2>L'association</h2><p>Présidente : Marguerite Oudin</p><p>Adhésion annuelle : 25 €</p><p>Siège : 14 rue des Tanneurs, Angers</p>\
     <p>La prochaine collecte se tiendra samedi 28 mars au gymnase Pasteur.</p></section>\
     <section><h3>Correction</h3><p>An earlier version of this page gave another figure.</p></section>\
     <section><h2>Delivery</h2><p>We ship to France, Belgium and Spain.</p><p>Orders over $80 ship free.</p></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("excess", "<td>150 €</td>", "<td>220 €</td>", &["220"]),
        1 => of("ceiling", "<td>8 000 €</td>", "<td>6 000 €</td>", &["6 000", "6"]),
        2 => of("waiting period", "est de trois mois", "est de six mois", &["six"]),
        3 => of(
            "exclusion",
            "les dommages dus au gel",
            "les dommages dus au gel, à la grêle et aux crues",
            &["grêle", "crues"],
        ),
        4 => of("doctor", "Dr Helen Marsh sees", "Dr Owen Pryce sees", &["Pryce", "Owen"]),
        5 => of("walk-in", "Walk-in: 8:30 to 12:00", "Walk-in: 9:00 to 11:00", &["11", "00", "9"]),
        6 => of("no new patients", "New patients are welcome.", "We cannot take new patients at present.", &["cannot"]),
        7 => of("perk gone", "<li>Parking is free for patients.</li>", "", &["Parking", "patients"]),
        8 => of("frequency", "toutes les 12 minutes", "toutes les 20 minutes", &["20"]),
        9 => of("first bus", "<dd>05:42</dd>", "<dd>06:10</dd>", &["06:10", "06", "6"]),
        10 => of("terminus", "Terminus : Hôtel de Ville", "Terminus : Gare Saint-Laud", &["Gare", "Laud"]),
        11 => of("version", "Python 3.9 or newer", "Python 3.12 or newer", &["3.12", "12"]),
        12 => of("memory", "At least 4 GB", "At least 16 GB", &["16"]),
        13 => of("licence", "Licence: Apache 2.0", "Licence: proprietary", &["proprietary"]),
        14 => of("plan", "includes 3 projects and 10 members", "includes 1 project and 10 members", &["1", "project"]),
        15 => of("logs", "keep logs for 30 days", "keep logs for 365 days", &["365"]),
        16 => of("president", "Marguerite Oudin", "Bastien Lhermitte", &["Lhermitte", "Bastien"]),
        17 => of("fee", "Adhésion annuelle : 25 €", "Adhésion annuelle : 32 €", &["32"]),
        18 => of("seat", "14 rue des Tanneurs, Angers", "3 place du Ralliement, Angers", &["Ralliement"]),
        19 => of("put off", "samedi 28 mars au gymnase Pasteur", "samedi 4 avril au gymnase Pasteur", &["avril", "4"]),
        20 => of("countries", "France, Belgium and Spain", "France and Belgium", &["Spain"]),
        21 => of("threshold", "Orders over $80", "Orders over $120", &["120"]),
        22 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let word =
                words.get(words.len() / 3).filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))?;
            let to = whole.replacen(word, &format!("{word} (this has since been denied)"), 1);
            of("own text, denied", whole, &to, &["denied"])
        }
        _ => {
            let end = whole.rfind("</")?;
            let name = &whole[end..];
            let more = format!(
                "{whole}<{}>Mise au point : la société conteste ces chiffres et a saisi le tribunal.{name}",
                &name[2..name.len() - 1]
            );
            of("own text, note behind", whole, &more, &["tribunal", "conteste"])
        }
    }
}
