//! The one place where the config meets the query language.

use std::ops::Range;

use super::finding::{Level, Words};
use super::literal;
use super::notes::Notes;
use super::section::Text;
use crate::model::Locale;

/// A brand's query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(pub String);

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
    let quoted = format!("\"{}\"", name.value.trim().replace(['"', '\\'], " "));
    let query = read(notes, &Text { value: &quoted, span: name.span.clone() })?;
    Some((quoted, query))
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

#[expect(clippy::unnecessary_wraps, reason = "the query language complains through this shape")]
fn parse(text: &str, _locale: Locale) -> Result<Parsed, Vec<Complaint>> {
    Ok(Parsed { query: Query(text.to_owned()), warnings: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, span: Range<usize>, want: (usize, usize)) {
        let notes = Notes::new("vigie.toml", source, Locale::En);
        let start = source.find('=').unwrap() + 2;
        let text = Text { value: "", span: start..source.len() };
        note(&notes, &text, Level::Error, vec![Complaint { span, message: String::new(), remedy: String::new() }]);
        let finding = notes.into_findings().remove(0);
        assert_eq!((finding.line, finding.column), want);
    }

    #[test]
    fn f69_a_complaint_on_a_query_is_placed_inside_its_string() {
        check(r#"query = "Acmé AND""#, 6..9, (1, 15));
        check(r#"query = "\"Acme\" AND""#, 7..10, (1, 19));
        check("query = '\"Acme\" AND'", 7..10, (1, 17));
        check("query = \"\"\"\nAcme\nAND\"\"\"", 5..8, (3, 1));
    }
}
