//! What really changes on a page, of the kinds that were not looked at when rules were chosen.

use super::super::dice::{below, pick};
use super::super::edits::{Change, of};

pub(crate) const KINDS: usize = 15;

/// Facts of the kinds that pages hold, put into the page's matter.
pub(crate) fn facts(seed: u64) -> String {
    format!(
        "<h2>Nos engagements envers vos données</h2><p>Ouvert du lundi au vendredi, de 9 h à 18 h</p>\
         <ul><li>Service client : 01 44 55 66 77</li><li>Directrice générale : Anne Lefort</li></ul>\
         <table><tr><td>Annual plan</td><td>$1,{}99.00</td></tr><tr><td>Setup</td><td>$49.00</td></tr></table>\
         <dl><dt>Place de marché</dt><dd>Commission : 2,5 % par vente</dd><dt>Garantie</dt><dd>Garantie : 24 mois</dd></dl>\
         <p>The seller may change these terms without notice.</p><p>L'assemblée générale aura lieu le 12 avril 2026 à Lyon.</p>\
         <div>Availability: in stock</div><div>Réponse sous 48 heures ouvrées</div>\
         <ul><li>Agence de Paris</li><li>Agence de Lyon</li></ul>",
        2 + below(4, &[seed, 2])
    )
}

/// An edit of the facts, or of a paragraph of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, seed: u64) -> Option<Change> {
    match kind {
        0 => of("hours", "de 9 h à 18 h", "de 10 h à 16 h", &["16"]),
        1 => of("phone", "01 44 55 66 77", "01 80 12 34 56", &["80", "34"]),
        2 => {
            let price = 2 + below(4, &[seed, 2]);
            of(
                "listed price",
                &format!("$1,{price}99.00"),
                &format!("$1,{}49.00", price - 1),
                &[&format!("1,{}49.00", price - 1)],
            )
        }
        3 => of("fee", "Commission : 2,5 %", "Commission : 3,5 %", &["3,5"]),
        4 => of("negation", "seller may change", "seller may not change", &["not"]),
        5 => of("date", "le 12 avril 2026", "le 19 avril 2026", &["19"]),
        6 => of("person", "Anne Lefort", "Marc Duvivier", &["Duvivier"]),
        7 => of("sold out", "Availability: in stock", "Availability: sold out", &["sold"]),
        8 => of(
            "headline",
            "Nos engagements envers vos données",
            "Vos données seront partagées avec nos partenaires",
            &["partagées"],
        ),
        9 => {
            let new =
                pick(&["Une enquête interne est ouverte.", "The firm has since withdrawn the claim."], &[seed, 8]);
            let says = if new.starts_with("Une") { "enquête" } else { "withdrawn" };
            of("sentence added", whole, &whole.replacen(text, &format!("{} {new}", text.trim_end()), 1), &[says])
        }
        10 => {
            let (kept, gone) = text.trim_end().trim_end_matches('.').rsplit_once(". ")?;
            let says: Vec<&str> =
                gone.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 5).take(3).collect();
            if says.is_empty() || gone.split_whitespace().count() < 4 {
                return None;
            }
            of("sentence removed", whole, &whole.replacen(text, &format!("{kept}."), 1), &says)
        }
        11 => {
            let note =
                "<div class=\"x-note\"><strong>Rappel de produit</strong> Le lot 4471 ne doit plus être utilisé.</div>";
            of("notice", whole, &format!("{note}{whole}"), &["lot", "Rappel"])
        }
        12 => of(
            "list item",
            "<li>Agence de Lyon</li>",
            "<li>Agence de Lyon</li><li>Agence de Bruxelles</li>",
            &["Bruxelles"],
        ),
        13 => of("deadline", "sous 48 heures ouvrées", "sous 96 heures ouvrées", &["96"]),
        _ => of("guarantee", "Garantie : 24 mois", "Garantie : 12 mois", &["12"]),
    }
}
