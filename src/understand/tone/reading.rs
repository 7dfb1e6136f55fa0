//! A mention cut into the passages that are judged: their words, and how much each counts towards the brand.
//!
//! The written rules and the trained model read the same passages, so that both mean the same by near, by clause and by
//! speaker.

use super::tokens::{Kind, Token, tokens};
use super::weigh::{Weighed, weigh};
use super::{focus, lexicon};
use crate::model::{Field, Language, TermHit};

/// How much a title counts that does not name the brand, beside a text that does.
const TITLE_ASIDE: f64 = 0.5;
/// How much a text counts that does not name the brand, under a title that does.
const TEXT_ASIDE: f64 = 0.6;

/// A window of a field.
pub(super) struct Passage {
    pub field: Field,
    pub tokens: Vec<Token>,
    /// The brand's own words, in order.
    pub brand: Vec<usize>,
    /// The share with which each token counts towards the brand.
    pub shares: Vec<f64>,
    /// The words that speak, as the sentence says them.
    pub said: Vec<Weighed>,
    /// The same, as far as they are said of the brand.
    pub meant: Vec<Weighed>,
    pub language: Language,
}

/// The passages of a mention, title first.
pub(super) fn passages(title: &str, text: &str, hits: &[TermHit], language: Language) -> Vec<Passage> {
    let spans = |field: Field, len: usize| {
        let mut spans: Vec<(usize, usize)> =
            hits.iter().filter(|hit| hit.field == field && hit.end <= len).map(|hit| (hit.start, hit.end)).collect();
        spans.sort_unstable();
        spans
    };
    let (in_title, in_text) = (spans(Field::Title, title.len()), spans(Field::Text, text.len()));
    let aside = |mine: &[(usize, usize)], other: &[(usize, usize)], share: f64| {
        if mine.is_empty() && !other.is_empty() { share } else { 1.0 }
    };
    let mut out = Vec::new();
    read(Field::Title, title, &in_title, aside(&in_title, &in_text, TITLE_ASIDE), language, &mut out);
    read(Field::Text, text, &in_text, aside(&in_text, &in_title, TEXT_ASIDE), language, &mut out);
    out
}

fn read(field: Field, text: &str, spans: &[(usize, usize)], aside: f64, language: Language, out: &mut Vec<Passage>) {
    for (from, to) in focus::windows(text, spans) {
        let tokens = tokens(text, from, to);
        let count = tokens.iter().filter(|token| token.kind == Kind::Word).count();
        let brand = focus::named(&tokens, spans);
        let shares = focus::shares(&tokens, &brand);
        let said = weigh(&tokens, lexicon::lexicons(language, count));
        let meant = said
            .iter()
            .map(|word| {
                let share = shares[word.first] * aside * comparison(&tokens, word.last, &brand);
                Weighed { weight: word.weight * share, rated: word.rated * share, ..*word }
            })
            .collect();
        out.push(Passage { field, tokens, brand, shares, said, meant, language });
    }
}

/// `better than Acme`, `mieux que chez Acme`: what is said for the other is said against the brand.
fn comparison(tokens: &[Token], word: usize, brand: &[usize]) -> f64 {
    let ahead = &tokens[word + 1..tokens.len().min(word + 5)];
    let Some(than) = ahead.iter().position(|token| matches!(token.fold.as_str(), "than" | "que" | "qu")) else {
        return 1.0;
    };
    let compares = matches!(
        tokens[word].fold.as_str(),
        "better"
            | "worse"
            | "best"
            | "mieux"
            | "meilleur"
            | "meilleure"
            | "meilleurs"
            | "meilleures"
            | "pire"
            | "pires"
    ) || (word > 0 && matches!(tokens[word - 1].fold.as_str(), "plus" | "more" | "moins" | "less"));
    let at = word + 2 + than;
    let follows = brand.get(brand.partition_point(|&hit| hit < at)).is_some_and(|&hit| hit < at + 3);
    if compares && follows { -1.0 } else { 1.0 }
}
