//! What really changes on a page: each edit has words that its telling must hold. The kinds here were looked at when
//! rules were chosen.

use regex::Regex;

use super::dice::{below, pick, roll, shuffled};
use super::family::{Family, Paragraphs};

/// Edits begin in the first hours of a day, so that the last one is a day before the end.
const WITHIN: u64 = 600;

/// One text for another.
pub(crate) struct Change {
    pub(crate) kind: &'static str,
    pub(crate) from: String,
    pub(crate) to: String,
    /// Words of which what is told must hold one, as added or removed.
    pub(crate) says: Vec<String>,
}

/// A change of one text for another.
#[expect(clippy::unnecessary_wraps, reason = "a row of the families' tables, of which some have no change to give")]
pub(crate) fn of(kind: &'static str, from: &str, to: &str, says: &[&str]) -> Option<Change> {
    let says = says.iter().map(|&word| word.to_owned()).collect();
    Some(Change { kind, from: from.to_owned(), to: to.to_owned(), says })
}

/// A real change.
pub(crate) struct Edit {
    /// When, in minutes.
    pub(crate) at: i64,
    pub(crate) change: Change,
}

impl Edit {
    pub(crate) fn apply(&self, page: &str) -> String {
        page.replacen(&self.change.from, &self.change.to, 1)
    }

    /// Whether words that are told speak of this edit.
    pub(crate) fn is_said(&self, words: &str) -> bool {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = |word: &String| {
            words.match_indices(word.as_str()).any(|(at, _)| {
                is_edge(words[..at].chars().next_back()) && is_edge(words[at + word.len()..].chars().next())
            })
        };
        self.change.says.iter().any(whole)
    }
}

/// The page with facts put into its matter, and its edits over so many days; `None` for one that is too short.
pub(crate) fn plan(page: &str, content: &str, seed: u64, days: i64, family: &Family) -> Option<(String, Vec<Edit>)> {
    let paragraphs = paragraphs(page, content, family.paragraphs)?;
    let order = shuffled(paragraphs.len(), &[seed, 1]);
    let host = &paragraphs[order[0]].0;
    let page = page.replacen(host.as_str(), &format!("{host}{}", (family.facts)(seed)), 1);
    let mut edits: Vec<Edit> = Vec::new();
    for kind in shuffled(family.kinds, &[seed, 4]) {
        let i = edits.len();
        let day = i64::try_from(2 * i + 1).ok()?;
        if day + 1 > days {
            break;
        }
        let at = day * 1_440 + below(WITHIN, &[seed, 5, i as u64]).cast_signed();
        let (whole, text) = &paragraphs[order[1 + i % (order.len() - 1)]];
        let change = (family.edit)(kind, whole, text, seed);
        // What would change nothing is no edit.
        let is_new = |change: &Change| edits.iter().all(|edit| edit.change.from != change.from);
        let change = change.filter(|change| page.contains(&change.from) && is_new(change));
        edits.extend(change.map(|change| Edit { at, change }));
    }
    Some((page, edits))
}

/// The paragraphs that stand once in the page, and are what it is read for.
fn paragraphs(page: &str, content: &str, which: Paragraphs) -> Option<Vec<(String, String)>> {
    let Paragraphs { tags, letters: (shortest, longest), least } = which;
    let pattern = Regex::new(&format!(r"<(?:{tags})(?:\s[^>]*)?>([^<>]{{{shortest},{longest}}})</(?:{tags})>")).ok()?;
    let found: Vec<(String, String)> = pattern
        .captures_iter(page)
        .map(|found| (found[0].to_owned(), found[1].to_owned()))
        .filter(|(whole, text)| {
            let start: String = text.trim().chars().take(40).collect();
            page.matches(whole.as_str()).count() == 1
                && !in_script(page, whole)
                && content.contains(&start)
                && !text.contains('&')
        })
        .take(40)
        .collect();
    (found.len() >= least).then_some(found)
}

/// Whether a text stands where nobody sees it.
fn in_script(page: &str, text: &str) -> bool {
    let before = page.find(text).map_or("", |at| &page[..at]);
    before.rfind("<script") > before.rfind("</script")
}

pub(crate) const KINDS: usize = 7;

fn amounts(seed: u64) -> (u64, u64, u64) {
    (49 + below(50, &[seed, 2]), 10 + below(9, &[seed, 3]), 14)
}

/// A price, a stock and a clause.
pub(crate) fn facts(seed: u64) -> String {
    let (price, stock, clause) = amounts(seed);
    format!(
        "<p class=\"price-box\">Prix : {price},00 €</p><p>Disponibilité : en stock, expédié sous {stock} jours</p>\
         <h2>Article 5 - Rétractation</h2><p>Le client dispose d'un délai de {clause} jours pour changer d'avis, sans frais.</p>"
    )
}

/// An edit of the facts, or of a paragraph of the page's own.
pub(crate) fn edit(kind: usize, whole: &str, text: &str, seed: u64) -> Option<Change> {
    let (price, stock, clause) = amounts(seed);
    let new_price = price - 5 - roll(&[seed, 6]) % 20;
    let (kind, from, to, says) = match kind {
        0 => {
            let (from, to) = (format!("Prix : {price},00 €"), format!("Prix : {new_price},00 €"));
            ("price", from, to, vec![format!("{new_price},00")])
        }
        1 => {
            let (from, to) = (format!("expédié sous {stock} jours"), format!("expédié sous {} jours", stock + 3));
            ("delay", from, to, vec![(stock + 3).to_string()])
        }
        2 => {
            let (from, to) = (format!("délai de {clause} jours"), format!("délai de {} jours", clause / 2));
            ("clause", from, to, vec![(clause / 2).to_string()])
        }
        3 => {
            let (from, to) = ("Disponibilité : en stock", "Disponibilité : en rupture de stock");
            ("stock", from.to_owned(), to.to_owned(), vec!["rupture".to_owned()])
        }
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
            let words = text.split(|c: char| !c.is_alphanumeric());
            let says: Vec<String> = words.filter(|word| word.len() > 5).take(3).map(str::to_owned).collect();
            ("removed", whole.to_owned(), String::new(), says)
        }
    };
    Some(Change { kind, from, to, says })
}
