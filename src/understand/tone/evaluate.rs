//! How good the answers are, against rows that people labelled. Pure: the caller reads the rows and prints the figures.
//!
//! Recall and F1 are macro means over the labels that occur in the rows. The interval is the normal approximation for the
//! macro recall, labels taken as drawn apart: no random draw, so that the same rows give the same figures.

use std::collections::BTreeMap;

use super::towards;
use crate::model::{Field, Language, TermHit};

/// A labelled text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The text.
    pub text: String,
    /// What people say it is: `negative`, `neutral`, `positive`; for languages `fr`, `en`, `other`.
    pub label: String,
    /// Byte offsets of what the tone is towards.
    pub target: Option<(usize, usize)>,
}

/// What came of it; shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Rows.
    pub n: usize,
    /// Mean recall of the labels.
    pub macro_recall: f64,
    /// Mean F1 of the labels.
    pub macro_f1: f64,
    /// Share of right answers.
    pub accuracy: f64,
    /// 95 % interval of the macro recall.
    pub ci95: (f64, f64),
}

/// Measures [`towards`] on rows of one language.
pub fn evaluate(rows: impl Iterator<Item = Row>, language: Language) -> Report {
    report(rows.map(|row| {
        let hit = |(start, end)| TermHit { field: Field::Text, start, end, term: String::new() };
        let hits: Vec<TermHit> = row.target.map(hit).into_iter().collect();
        let answer = towards("", &row.text, &hits, language).label.as_str();
        (row.label, answer)
    }))
}

/// Whether a label can be measured here.
pub fn is_label(label: &str) -> bool {
    ["negative", "neutral", "positive"].contains(&label)
}

/// What others publish on the test rows of a set that people measure by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whether the figures are macro recalls; macro F1 otherwise.
    pub recall: bool,
    /// Names and figures, in per cent.
    pub figures: &'static str,
}

/// The reference for a file, by its name.
pub fn reference(file: &str) -> Option<Reference> {
    const SETS: [(&str, bool, &str); 4] = [
        ("tweeteval", true, "VADER 57.0, SVM 62.9, fastText 62.9, RoBERTa 71.3"),
        ("fr_umsab", false, "vaderSentiment-fr 55.4, fastText 54.8, XLM-T 68.2, XLM-R 72.0"),
        ("newsmtsc_rw", false, "VADER 52.4, BERT-SPC 80.1, GRU-TSC 83.1"),
        ("newsmtsc_mt", false, "VADER 49.2, BERT-SPC 73.7, GRU-TSC 82.5"),
    ];
    let of = |&(_, recall, figures): &(&str, bool, &'static str)| Reference { recall, figures };
    SETS.iter().find(|(set, ..)| file.contains(set)).map(of)
}

/// The byte offsets of the characters `from..to`; corpora count characters.
pub fn bytes_of_chars(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let place = |nth: usize| ends.clone().nth(nth);
    (from <= to).then_some((place(from)?, place(to)?))
}

/// The figures of pairs of (label, answer).
pub(crate) fn report(pairs: impl Iterator<Item = (String, &'static str)>) -> Report {
    let mut labels: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut n, mut right) = (0_usize, 0_usize);
    for (label, answer) in pairs {
        n += 1;
        labels.entry(answer.to_owned()).or_default().answered += 1;
        let counts = labels.entry(label.clone()).or_default();
        counts.rows += 1;
        if label == answer {
            right += 1;
            counts.right += 1;
        }
    }
    let seen: Vec<&Counts> = labels.values().filter(|counts| counts.rows > 0).collect();
    let classes = (seen.len() as f64).max(1.0);
    let macro_recall = seen.iter().map(|counts| counts.recall()).sum::<f64>() / classes;
    let variance: f64 = seen.iter().map(|c| c.recall() * (1.0 - c.recall()) / c.rows as f64).sum();
    let half = 1.96 * variance.sqrt() / classes;
    Report {
        n,
        macro_recall,
        macro_f1: seen.iter().map(|counts| counts.f1()).sum::<f64>() / classes,
        accuracy: if n == 0 { 0.0 } else { right as f64 / n as f64 },
        ci95: ((macro_recall - half).max(0.0), (macro_recall + half).min(1.0)),
    }
}

#[derive(Default)]
struct Counts {
    rows: usize,
    answered: usize,
    right: usize,
}

impl Counts {
    fn recall(&self) -> f64 {
        self.right as f64 / self.rows as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.rows + self.answered) as f64
    }
}
