//! What really changes on a page, fourth kinds: schedules, rates, recipes, rules, reference.

use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 22;

/// Facts as schools, banks, kitchens, towns and makers show them.
pub(crate) fn facts(_: u64) -> String {
    "<section><h2>Programme</h2><table><tr><th>Heure</th><th>Salle</th><th>Intervenant</th></tr><tr><td>09:30</td><td>Salle Ravel</td>\
     <td>Ouverture, par Lise Cordier</td></tr><tr><td>11:00</td><td>Salle Bizet</td><td>Table ronde sur la mobilité</td></tr></table></section>\
     <section><h2>Taux et frais</h2><ul><li>Livret : 2,40 % brut par an</li><li>Découvert : 15,90 % l'an</li><li>Retrait hors zone euro : 3,00 € par opération</li></ul>\
     <p>Minimum deposit: $500. Accounts are insured up to $250,000.</p></section>\
     <section><h2>Composition</h2><p>Farine de blé, beurre, sucre de canne, œufs, levure. Traces possibles de sésame.</p><p>Net weight 250 g</p></section>\
     <section><h2>Règlement</h2><ol><li>Les chiens sont admis tenus en laisse.</li><li>Age limit: participants must be at least 16 years old.</li>\
     <li>La participation est limitée à une personne par foyer.</li></ol></section>\
     <section><h2>Reference</h2><dl><dt>Supported versions</dt><dd>Versions 4 and 5 receive security fixes until June 2027.</dd><dt>Rate limit</dt>\
     <dd>1,000 requests per hour</dd><dt>Endpoint</dt><dd>api.site.example/v2/orders</dd></dl></section>\
     <section><h2>Contact</h2><p>Écrivez à accueil@site.example ou passez au guichet.</p><p>Permanence : mardi et jeudi</p></section>\
     <section><h2>Nos magasins</h2><div class=\"shop\"><b>Quimper</b> <span>3 place Terre-au-Duc</span></div><div class=\"shop\"><b>Vannes</b> <span>18 rue du Mené</span></div>\
     <div class=\"shop\"><b>Lorient</b> <span>5 quai des Indes</span></div></section>\
     <section><h2>Questions</h2><h4>Is the battery replaceable?</h4><p>Yes, any repair shop can replace the battery.</p><h4>Puis-je résilier en ligne ?</h4>\
     <p>Oui, depuis votre espace, à tout moment.</p></section>"
        .to_owned()
}

/// An edit of the facts, or of a text of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, _: u64) -> Option<Change> {
    match kind {
        0 => of("session moved", "<td>11:00</td>", "<td>14:30</td>", &["14:30"]),
        1 => of("speaker", "Ouverture, par Lise Cordier", "Ouverture, par Hamid Seddik", &["Seddik"]),
        2 => of("room", "<td>Salle Ravel</td>", "<td>Grand amphithéâtre</td>", &["amphithéâtre"]),
        3 => of("interest", "2,40 % brut", "1,70 % brut", &["1,70"]),
        4 => of("charge", "3,00 € par opération", "4,50 € par opération", &["4,50"]),
        5 => of("charge added", "<li>Découvert", "<li>Tenue de compte : 2,00 € par mois</li><li>Découvert", &["Tenue"]),
        6 => of("deposit", "Minimum deposit: $500", "Minimum deposit: $1,500", &["1,500"]),
        7 => of("ingredient", "sucre de canne, œufs", "sucre de canne, arachides, œufs", &["arachides"]),
        8 => of("weight", "Net weight 250 g", "Net weight 220 g", &["220"]),
        9 => of("ban", "Les chiens sont admis tenus en laisse", "Les chiens ne sont plus admis", &["plus"]),
        10 => of("age", "at least 16 years old", "at least 18 years old", &["18"]),
        11 => of("rule gone", "<li>La participation est limitée à une personne par foyer.</li>", "", &["foyer"]),
        12 => of(
            "end of life",
            "Versions 4 and 5 receive security fixes until June 2027",
            "Version 5 alone receives security fixes until June 2027",
            &["alone"],
        ),
        13 => of("limit", "1,000 requests per hour", "200 requests per hour", &["200"]),
        14 => of("endpoint", "api.site.example/v2/orders", "api.site.example/v3/orders", &["v3"]),
        15 => of("e-mail", "accueil@site.example", "bonjour@site.example", &["bonjour"]),
        16 => of("days", "Permanence : mardi et jeudi", "Permanence : mercredi", &["mercredi"]),
        17 => of(
            "shop closed",
            "<div class=\"shop\"><b>Vannes</b> <span>18 rue du Mené</span></div>",
            "",
            &["Vannes", "Mené"],
        ),
        18 => of("answer", "Yes, any repair shop can replace", "No, only our own workshop can replace", &["workshop"]),
        19 => {
            let says: Vec<&str> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 5).take(3).collect();
            if says.is_empty() {
                return None;
            }
            of("own text gone", whole, "", &says)
        }
        20 => {
            let (first, rest) = text.trim_start().split_once(' ')?;
            let to = whole.replacen(text, &format!("{first} (contesté par le fabricant) {rest}"), 1);
            of("own text, put in", whole, &to, &["contesté"])
        }
        _ => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let last = words.len().checked_sub(2).filter(|&last| last >= 3)?;
            let from = words.get(last..)?.join(" ");
            let joined = words.join(" ");
            let to =
                whole.replacen(text, &format!("{}withdrawn pending inquiry", &joined[..joined.len() - from.len()]), 1);
            of("own text, end", whole, &to, &["inquiry"])
        }
    }
}
