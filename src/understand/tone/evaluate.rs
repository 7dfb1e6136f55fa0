//! How good the answers are, against rows that people labelled. Pure: the caller reads the rows and prints the figures.
//!
//! Recall and F1 are macro means over the labels that occur in the rows; intervals are by bootstrap with a fixed seed.

use super::Reader;
use crate::model::{Field, Language, TermHit};
use crate::understand::bootstrap;

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
    /// Of the macro F1.
    pub f1_ci95: (f64, f64),
    /// Of the share of right answers.
    pub accuracy_ci95: (f64, f64),
}

/// Measures a reader on rows of one language.
pub fn evaluate(rows: impl Iterator<Item = Row>, language: Language, reader: &Reader) -> Report {
    report(rows.map(|row| {
        let hit = |(start, end)| TermHit { field: Field::Text, start, end, term: String::new() };
        let hits: Vec<TermHit> = row.target.map(hit).into_iter().collect();
        let answer = reader.towards("", &row.text, &hits, language).label.as_str();
        (row.label, answer)
    }))
}

/// Whether a label can be measured here.
pub fn is_label(label: &str) -> bool {
    ["negative", "neutral", "positive"].contains(&label)
}

/// The byte offsets of the characters `from..to`; corpora count characters.
pub fn bytes_of_chars(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let place = |nth: usize| ends.clone().nth(nth);
    (from <= to).then_some((place(from)?, place(to)?))
}

/// The figures of pairs of (label, answer).
pub(crate) fn report(pairs: impl Iterator<Item = (String, &'static str)>) -> Report {
    let mut names: Vec<String> = Vec::new();
    let mut number = |name: &str| {
        names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        })
    };
    let pairs: Vec<(usize, usize)> = pairs.map(|(label, answer)| (number(&label), number(answer))).collect();
    let all: Vec<usize> = (0..pairs.len()).collect();
    let measure = |rows: &[usize]| figures(&pairs, rows, names.len());
    let [macro_recall, macro_f1, accuracy] = measure(&all);
    let [ci95, f1_ci95, accuracy_ci95] = bootstrap::intervals(pairs.len(), measure);
    Report { n: pairs.len(), macro_recall, macro_f1, accuracy, ci95, f1_ci95, accuracy_ci95 }
}

/// Macro recall, macro F1 and accuracy of the rows.
fn figures(pairs: &[(usize, usize)], rows: &[usize], labels: usize) -> [f64; 3] {
    let mut counts = vec![Counts::default(); labels];
    let mut right = 0_usize;
    for (label, answer) in rows.iter().filter_map(|&row| pairs.get(row)) {
        counts[*answer].answered += 1;
        counts[*label].rows += 1;
        if label == answer {
            right += 1;
            counts[*label].right += 1;
        }
    }
    let seen = || counts.iter().filter(|counts| counts.rows > 0);
    let classes = (seen().count() as f64).max(1.0);
    [
        seen().map(Counts::recall).sum::<f64>() / classes,
        seen().map(Counts::f1).sum::<f64>() / classes,
        right as f64 / (rows.len() as f64).max(1.0),
    ]
}

#[derive(Clone, Default)]
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
