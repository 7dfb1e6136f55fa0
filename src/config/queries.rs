//! The one place where the config meets the query language.

use std::ops::Range;

use super::finding::{Level, Words};
use super::literal;
use super::notes::Notes;
use super::section::Text;
use crate::locale::say;
use crate::model::Locale;
use crate::understand::query::Library;
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
    of_mentions: Vec<Complaint>,
}

/// The query in a string of the file; its complaints are noted at their place inside the string.
///
/// A brand's query finds mentions, so it cannot ask for what is known of mentions only.
pub(super) fn read(notes: &Notes<'_>, text: &Text<'_>, searches: &Library) -> Option<Query> {
    let parsed = checked(notes, text, searches)?;
    if parsed.of_mentions.is_empty() {
        return Some(parsed.query);
    }
    note(notes, text, Level::Error, parsed.of_mentions);
    None
}

/// A query that is asked of mentions, of which everything is known.
pub(super) fn of_mentions(notes: &Notes<'_>, text: &Text<'_>, searches: &Library) -> Option<Query> {
    checked(notes, text, searches).map(|parsed| parsed.query)
}

/// Notes what is wrong or doubtful in a query that may be any.
pub(super) fn check(notes: &Notes<'_>, text: &Text<'_>, searches: &Library) {
    checked(notes, text, searches);
}

fn checked(notes: &Notes<'_>, text: &Text<'_>, searches: &Library) -> Option<Parsed> {
    match parse(text.value, searches, notes.locale()) {
        Ok(mut parsed) => {
            note(notes, text, Level::Warning, std::mem::take(&mut parsed.warnings));
            Some(parsed)
        }
        Err(errors) => {
            note(notes, text, Level::Error, errors);
            None
        }
    }
}

/// The query of a brand that has none: its name, in a row. Its complaints are noted at the name.
pub(super) fn of_name(notes: &Notes<'_>, name: &Text<'_>, searches: &Library) -> Option<(String, Query)> {
    let quoted = quoted(name.value);
    let query = read(notes, &Text { value: &quoted, span: name.span.clone() }, searches)?;
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

fn parse(text: &str, searches: &Library, locale: Locale) -> Result<Parsed, Vec<Complaint>> {
    macro_rules! said {
        ($complaints:expr) => {
            $complaints.iter().map(|one| Complaint {
                span: one.span.clone(),
                message: one.message(locale),
                remedy: one.remedy(locale),
            })
        };
    }
    match Query::parse_with(text, searches) {
        Ok(parsed) => {
            let misplaced = parsed.of_mentions.iter().map(|span| Complaint {
                span: span.clone(),
                message: say(locale, "query-of-mentions"),
                remedy: say(locale, "query-of-mentions-remedy"),
            });
            let of_mentions = misplaced.collect();
            Ok(Parsed { warnings: said!(parsed.warnings).collect(), of_mentions, query: parsed.query })
        }
        Err(errors) => Err(said!(errors).collect()),
    }
}
