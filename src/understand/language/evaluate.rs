//! How often the language is told right; the figures of tone's `Report`.

use super::detect;
use crate::model::Language;
use crate::understand::tone::{Report, Row, report};

/// Measures [`detect`], without a hint, on rows labelled `fr`, `en` or `other`. `language` narrows the rows to that label;
/// `None` takes all.
pub fn evaluate(rows: impl Iterator<Item = Row>, language: Option<Language>) -> Report {
    let wanted = rows.filter(|row| language.is_none_or(|only| row.label == only.as_str()));
    report(wanted.map(|row| {
        let answer = detect(&row.text, None).as_str();
        (row.label, answer)
    }))
}
