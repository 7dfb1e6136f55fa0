//! What is said, towards the brand: a label, a score, a confidence, and the words that decided.
//!
//! Written rules over word lists: every answer can be shown word by word, costs microseconds and needs no model file.
//! Sentences that name the brand weigh most, clauses that name somebody else least. Irony is not understood: that is the
//! price of rules, and one mention's label is therefore never a reason to alert; only their sum is.
//! A trained model will stand behind the same function.

mod evaluate;
mod focus;
mod lexicon;
#[cfg(test)]
pub(crate) mod measure;
#[cfg(test)]
mod tests;
pub(crate) mod tokens;
mod weigh;

pub(crate) use evaluate::report;
pub use evaluate::{Report, Row, bytes_of_chars, evaluate};

use crate::model::{Evidence, Field, Language, TermHit, Tone, ToneLabel};
use tokens::{Kind, Token};

/// Words shown as the reason, at most.
const EVIDENCE: usize = 12;
/// Sum of weights that is half-way to certain is the root of this (as VADER's `alpha`).
const SOFTNESS: f64 = 15.0;
/// How much a title counts that does not name the brand, beside a text that does.
const TITLE_ASIDE: f64 = 0.5;
/// How much a text counts that does not name the brand, under a title that does.
const TEXT_ASIDE: f64 = 0.6;

/// The tone towards the brand whose occurrences `hits` gives. Without occurrences the whole is weighed.
pub fn towards(title: &str, text: &str, hits: &[TermHit], language: Language) -> Tone {
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
    let mut words = Vec::new();
    read(Field::Title, title, &in_title, aside(&in_title, &in_text, TITLE_ASIDE), language, &mut words);
    read(Field::Text, text, &in_text, aside(&in_text, &in_title, TEXT_ASIDE), language, &mut words);
    verdict(words, language)
}

fn read(field: Field, text: &str, spans: &[(usize, usize)], aside: f64, language: Language, out: &mut Vec<Evidence>) {
    for (from, to) in focus::windows(text, spans) {
        let tokens = tokens::tokens(text, from, to);
        let count = tokens.iter().filter(|token| token.kind == Kind::Word).count();
        let shares = focus::shares(&tokens, spans);
        for word in weigh::weigh(&tokens, lexicon::lexicons(language, count)) {
            let weight = word.weight * shares[word.first] * aside * comparison(&tokens, word.last, spans);
            let (start, end) = (tokens[word.first].start, tokens[word.last].end);
            if weight != 0.0 {
                out.push(Evidence { field, start, end, weight });
            }
        }
    }
}

/// `better than Acme`, `mieux que chez Acme`: what is said for the other is said against the brand.
fn comparison(tokens: &[Token], word: usize, spans: &[(usize, usize)]) -> f64 {
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
    let brand = tokens[at..tokens.len().min(at + 3)]
        .iter()
        .any(|token| spans.iter().any(|&(start, end)| token.start < end && start < token.end));
    if compares && brand { -1.0 } else { 1.0 }
}

fn verdict(mut words: Vec<Evidence>, language: Language) -> Tone {
    let sum: f64 = words.iter().map(|word| word.weight).sum();
    let all: f64 = words.iter().map(|word| word.weight.abs()).sum();
    let score = sum / (sum * sum + SOFTNESS).sqrt();
    let (against, towards) = band(language);
    let label = if score <= against {
        ToneLabel::Negative
    } else if score >= towards {
        ToneLabel::Positive
    } else {
        ToneLabel::Neutral
    };
    let agreement = if all > 0.0 { sum.abs() / all } else { 1.0 };
    let confidence = match label {
        ToneLabel::Neutral => 0.62 - 0.5 * score.abs() - 0.1 * (1.0 - agreement),
        _ => 0.3 + 0.4 * score.abs() + 0.15 * agreement,
    };
    words.sort_by(|a, b| {
        b.weight.abs().total_cmp(&a.weight.abs()).then(a.field.cmp(&b.field)).then(a.start.cmp(&b.start))
    });
    words.truncate(EVIDENCE);
    Tone { label, score, confidence, evidence: words }
}

/// Scores between these are neutral. Chosen on training rows.
fn band(language: Language) -> (f64, f64) {
    match language {
        Language::En => (-0.1, 0.1),
        Language::Fr | Language::Other => (-0.08, 0.12),
    }
}
