//! What really changes on a page: each edit has words that its telling must hold.

use regex::Regex;

use super::dice::{below, pick, roll, shuffled};

/// A real change.
pub(crate) struct Edit {
    /// When, in minutes.
    pub(crate) at: i64,
    pub(crate) kind: &'static str,
    from: String,
    to: String,
    /// Words that what is told must hold one of, as added or removed.
    pub(crate) says: Vec<String>,
}

impl Edit {
    pub(crate) fn apply(&self, page: &str) -> String {
        page.replacen(&self.from, &self.to, 1)
    }
}

/// The page with a price, a stock and clauses put into its matter, and its edits over so many days.
pub(crate) fn plan(page: &str, visible: &str, seed: u64, days: i64) -> Option<(String, Vec<Edit>)> {
    let pattern = Regex::new(r"<p[^>]*>([^<>]{80,600})</p>").ok()?;
    let paragraphs: Vec<(String, String)> = pattern
        .captures_iter(page)
        .map(|found| (found[0].to_owned(), found[1].to_owned()))
        .filter(|(whole, text)| {
            let start: String = text.trim().chars().take(40).collect();
            page.matches(whole.as_str()).count() == 1 && visible.contains(&start) && !text.contains('&')
        })
        .take(40)
        .collect();
    if paragraphs.len() < 4 {
        return None;
    }
    let order = shuffled(paragraphs.len(), &[seed, 1]);
    let host = &paragraphs[order[0]].0;
    let (price, stock, clause) = (49 + below(50, &[seed, 2]), 10 + below(9, &[seed, 3]), 14);
    let fixed = format!(
        "{host}<p class=\"price-box\">Prix : {price},00 €</p><p>Disponibilité : en stock, expédié sous {stock} jours</p>\
         <h2>Article 5 - Rétractation</h2><p>Le client dispose d'un délai de {clause} jours pour changer d'avis, sans frais.</p>"
    );
    let page = page.replacen(host.as_str(), &fixed, 1);
    let count = days / 2;
    let mut kinds: Vec<usize> = shuffled(7, &[seed, 4]);
    kinds.truncate(usize::try_from(count).unwrap_or(5));
    let mut edits = Vec::new();
    for (i, kind) in kinds.into_iter().enumerate() {
        let day = i64::try_from(2 * i + 1).ok()?;
        let at = day * 1_440 + i64::try_from(below(1_200, &[seed, 5, i as u64])).ok()?;
        let (whole, text) = &paragraphs[order[1 + i % (order.len() - 1)]];
        edits.push(edit(kind, at, whole, text, (price, stock, clause), seed)?);
    }
    Some((page, edits))
}

fn edit(
    kind: usize,
    at: i64,
    whole: &str,
    text: &str,
    (price, stock, clause): (u64, u64, u64),
    seed: u64,
) -> Option<Edit> {
    let new_price = price - 5 - roll(&[seed, 6]) % 20;
    let (kind, from, to, says) = match kind {
        0 => ("price", format!("{price},00 €"), format!("{new_price},00 €"), vec![new_price.to_string()]),
        1 => {
            let (from, to) = (format!("expédié sous {stock} jours"), format!("expédié sous {} jours", stock + 3));
            ("delay", from, to, vec![(stock + 3).to_string()])
        }
        2 => {
            let (from, to) = (format!("délai de {clause} jours"), format!("délai de {} jours", clause / 2));
            ("clause", from, to, vec![(clause / 2).to_string()])
        }
        3 => ("stock", "en stock, exp".to_owned(), "en rupture de stock, exp".to_owned(), vec!["rupture".to_owned()]),
        4 => {
            let words: Vec<&str> = text.split_whitespace().collect();
            let at = words.len() / 2;
            let new = pick(&["considerably more expensive", "retiré de la vente", "no longer recommended"], &[seed, 7]);
            let from = words.get(at..at + 3)?.join(" ");
            let changed = whole.replacen(text, &words.join(" ").replacen(&from, new, 1), 1);
            ("words", whole.to_owned(), changed, vec![new.split(' ').next_back()?.to_owned()])
        }
        5 => {
            let new = pick(
                &[
                    "La direction annonce la fermeture de trois magasins avant la fin de l'année, sans licenciement.",
                    "The company announced on the same day that its founder would step down next spring.",
                ],
                &[seed, 8],
            );
            ("added", whole.to_owned(), format!("{whole}<p>{new}</p>"), vec![new.split(' ').nth(2)?.to_owned()])
        }
        _ => {
            let says = text.split_whitespace().filter(|word| word.len() > 5).take(3).map(str::to_owned).collect();
            ("removed", whole.to_owned(), String::new(), says)
        }
    };
    Some(Edit { at, kind, from, to, says })
}
