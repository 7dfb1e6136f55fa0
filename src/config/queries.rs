//! The one place where the config meets the query language.

use std::ops::Range;

use super::finding::{Level, Words};
use super::literal;
use super::notes::Notes;
use super::section::Text;
use crate::model::Locale;
pub use crate::understand::query::Query;

/// A complaint of the query language, in the reader's language.
struct Complaint {
    /// Bytes of the query's text.
    span: Range<usize>,
    message: String,
    remedy: String,
}

struct Parsed {
    query: Query,
    warnings: Vec<Complaint>,
}

/// The query in a string of the file; its complaints are noted at their place inside the string.
pub(super) fn read(notes: &Notes<'_>, text: &Text<'_>) -> Option<Query> {
    match parse(text.value, notes.locale()) {
        Ok(parsed) => {
            note(notes, text, Level::Warning, parsed.warnings);
            Some(parsed.query)
        }
        Err(errors) => {
            note(notes, text, Level::Error, errors);
            None
        }
    }
}

/// The query of a brand that has none: its name, in a row. Its complaints are noted at the name.
pub(super) fn of_name(notes: &Notes<'_>, name: &Text<'_>) -> Option<(String, Query)> {
    let quoted = quoted(name.value);
    let query = read(notes, &Text { value: &quoted, span: name.span.clone() })?;
    Some((quoted, query))
}

/// The name as a phrase of the query language.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.trim().replace(['"', '\\'], " "))
}

fn note(notes: &Notes<'_>, text: &Text<'_>, level: Level, complaints: Vec<Complaint>) {
    let literal = &notes.source()[text.span.clone()];
    for complaint in complaints {
        let inner = literal::locate(literal, &complaint.span).unwrap_or(0..literal.len());
        let span = text.span.start + inner.start..text.span.start + inner.end;
        let words = Words { message: complaint.message, label: None, remedy: complaint.remedy };
        notes.note(level, &span, words);
    }
}

fn parse(text: &str, locale: Locale) -> Result<Parsed, Vec<Complaint>> {
    macro_rules! said {
        ($complaints:expr) => {
            $complaints.iter().map(|one| Complaint {
                span: one.span.clone(),
                message: one.message(locale),
                remedy: one.remedy(locale),
            })
        };
    }
    match Query::parse(text) {
        Ok(parsed) => Ok(Parsed { warnings: said!(parsed.warnings).collect(), query: parsed.query }),
        Err(errors) => Err(said!(errors).collect()),
    }
}
