//! What is said, towards the brand: a label, a score, a confidence, and the words that decided.
//!
//! Two readers of the same passages. Written rules over word lists say what each word weighs, once negation, strength,
//! comparison and the nearness of the brand are counted in; a trained table (`model`) starts from their answer and adds what
//! labelled texts taught it. Both are linear, so that every answer can be shown word by word. Irony is not understood: one
//! mention's label is therefore never a reason to alert; only their sum is.

mod evaluate;
mod focus;
#[cfg(feature = "larger-tone")]
mod larger;
mod lexicon;
#[cfg(test)]
pub(crate) mod measure;
pub(crate) mod model;
mod reading;
mod rules;
mod scorn;
mod second;
#[cfg(test)]
mod tests;
pub(crate) mod tokens;
mod weigh;

pub(crate) use evaluate::report;
pub use evaluate::{Report, Row, bytes_of_chars, evaluate, is_label};
#[cfg(feature = "larger-tone")]
pub use larger::{Fault, Larger};
pub use model::{Head, Part, Plan, Tutor, train};
pub use second::{Errand, Judge, Reader, Second};

use crate::model::{Evidence, Language, TermHit, Tone, ToneLabel};
use reading::Passage;
use tokens::Kind;

/// Words shown as the reason, at most.
const EVIDENCE: usize = 12;
/// A word that no list knows is shown as a reason when it adds at least this much.
const TELLING: f64 = 0.3;
/// Shorter words are links between others.
const TELLING_LETTERS: usize = 4;

/// The tone towards the brand whose occurrences `hits` gives, by the built-in reader alone.
pub fn towards(title: &str, text: &str, hits: &[TermHit], language: Language) -> Tone {
    Reader::default().towards(title, text, hits, language)
}

/// The strongest of the shares against, of neither and for; of two that are as strong, the one that says less.
pub(super) fn strongest([against, neither, towards]: [f64; 3]) -> (ToneLabel, f64) {
    if against > neither && against > towards {
        (ToneLabel::Negative, against)
    } else if towards > neither {
        (ToneLabel::Positive, towards)
    } else {
        (ToneLabel::Neutral, neither)
    }
}

fn read(title: &str, text: &str, hits: &[TermHit], language: Language, reader: &Reader) -> Tone {
    let passages = reading::passages(title, text, hits, language);
    let Some(answer) = model::answer(&passages, language) else {
        let (label, confidence) = rules::verdict(&passages, language);
        return Tone { label, score: rules::balance(&passages), confidence, evidence: evidence(&passages, &[]) };
    };
    let (say, rules) = (rules::say(&passages), rules::shares(&passages, language));
    let share = |class: usize| (1.0 - say) * answer.shares[class] + say * rules[class];
    let shares = reader.heard([share(0), share(1), share(2)], (title, text), &passages, language);
    let (label, confidence) = strongest(shares);
    Tone {
        label,
        score: shares[2] - shares[0],
        confidence: confidence.min(1.0),
        evidence: evidence(&passages, &answer.added),
    }
}

/// How likely an English text attacks somebody, with the words that say so; none where there is no table. `marks` are what
/// the moderation lists found in it.
pub(crate) fn offence(title: &str, text: &str, marks: &[u64]) -> Option<(f64, Vec<Evidence>)> {
    let passages = reading::passages(title, text, &[], Language::En);
    let answer = model::offence(&passages, marks)?;
    let [attacks, does_not, _] = answer.shares;
    let reasons = evidence(&passages, &answer.added).into_iter().filter(|word| word.weight < 0.0).collect();
    Some((attacks / (attacks + does_not).max(f64::MIN_POSITIVE), reasons))
}

/// The words that decided: those of the lists with what the rules and the model give them, and those that the model alone
/// knows, where they add enough.
fn evidence(passages: &[Passage], added: &[Vec<f64>]) -> Vec<Evidence> {
    let mut out = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let mut amounts = added.get(at).cloned().unwrap_or_else(|| vec![0.0; passage.tokens.len()]);
        for word in passage.meant.iter().filter(|word| word.weight != 0.0) {
            let (start, end) = (passage.tokens[word.first].start, passage.tokens[word.last].end);
            out.push(Evidence { field: passage.field, start, end, weight: word.weight });
            amounts[word.first..=word.last].fill(0.0);
        }
        for (token, weight) in passage.tokens.iter().zip(amounts) {
            let telling = weight.abs() >= TELLING && token.fold.chars().count() >= TELLING_LETTERS;
            if token.kind == Kind::Word && telling && !token.fold.bytes().all(|b| b.is_ascii_digit()) {
                out.push(Evidence { field: passage.field, start: token.start, end: token.end, weight });
            }
        }
    }
    out.sort_by(|a, b| {
        b.weight.abs().total_cmp(&a.weight.abs()).then(a.field.cmp(&b.field)).then(a.start.cmp(&b.start))
    });
    out.truncate(EVIDENCE);
    out
}
