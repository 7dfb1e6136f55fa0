//! The written rules' own answer: the sum of what the words weigh, softened.
//!
//! It answers alone for languages without a trained table, and is where the model starts from.

use super::reading::Passage;
use super::tokens::Kind;
use crate::model::{Language, ToneLabel};

/// Sum of weights that is half-way to certain is the root of this (as VADER's `alpha`).
const SOFTNESS: f64 = 15.0;

/// How fast a share grows past its band.
const SLOPE: f64 = 8.0;
/// The rules' say where words are few, and from how many words on they have none beside the model's start.
const SAY: f64 = 0.7;
const FEW_WORDS: f64 = 7.0;
const FULL_WORDS: f64 = 13.0;

/// From -1 (against) to 1 (for).
pub(super) fn balance(passages: &[Passage]) -> f64 {
    let sum: f64 = passages.iter().flat_map(|passage| &passage.meant).map(|word| word.weight).sum();
    sum / (sum * sum + SOFTNESS).sqrt()
}

/// The label, and how sure it is.
pub(super) fn verdict(passages: &[Passage], language: Language) -> (ToneLabel, f64) {
    let weights = || passages.iter().flat_map(|passage| &passage.meant).map(|word| word.weight);
    let (sum, all) = (weights().sum::<f64>(), weights().map(f64::abs).sum::<f64>());
    let score = balance(passages);
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
    (label, confidence)
}

/// Against, neither, for: the same label as [`verdict`]'s, as shares.
pub(super) fn shares(passages: &[Passage], language: Language) -> [f64; 3] {
    let (balance, (against, towards)) = (balance(passages), band(language));
    let parts = [(SLOPE * (against - balance)).exp(), 1.0, (SLOPE * (balance - towards)).exp()];
    parts.map(|part| part / parts.iter().sum::<f64>())
}

/// How much the rules' answer counts beside the model's, which was taught on tweets and sentences: headlines of a few words
/// give it little to go by, and a word of the lists nearly all.
pub(super) fn say(passages: &[Passage]) -> f64 {
    let words = |passage: &Passage| passage.tokens.iter().filter(|token| token.kind == Kind::Word).count();
    let words: usize = passages.iter().map(words).sum();
    SAY * ((FULL_WORDS - words as f64) / (FULL_WORDS - FEW_WORDS)).clamp(0.0, 1.0)
}

/// Scores between these are neutral. Chosen on training rows.
fn band(language: Language) -> (f64, f64) {
    match language {
        Language::En => (-0.1, 0.1),
        Language::Fr | Language::Other => (-0.08, 0.12),
    }
}
