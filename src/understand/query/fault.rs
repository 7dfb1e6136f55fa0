//! What is wrong or doubtful in a query, where, and what to write instead.

use std::ops::Range;

use super::edits::distance;
use crate::locale::{Arg, say, tell};
use crate::model::Locale;

/// Why a query cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", message(Locale::En, kind))]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Nothing is looked for.
    Empty,
    /// It says only what must not be there.
    PurelyNegative,
    /// A quotation mark that nothing closes.
    UnclosedQuote {
        /// The mark.
        quote: char,
    },
    /// A brace that nothing closes.
    UnclosedBrace,
    /// A comment that nothing closes.
    UnclosedComment,
    /// A parenthesis that nothing closes.
    UnclosedParenthesis,
    /// A parenthesis that closes nothing.
    UnopenedParenthesis,
    /// Nothing between parentheses.
    EmptyGroup,
    /// An operator with nothing to work on.
    MissingOperand {
        /// AND, OR, NOT or NEAR.
        operator: &'static str,
    },
    /// A field that does not exist.
    UnknownField {
        /// As written.
        name: String,
        /// The field that may be meant.
        nearest: Option<&'static str>,
    },
    /// An operator that does not exist.
    UnknownOperator {
        /// As written.
        name: String,
        /// The operator that may be meant.
        nearest: &'static str,
    },
    /// A distance that is not a number from 1 to 100.
    BadDistance {
        /// As written.
        written: String,
    },
    /// A field with nothing after its colon.
    MissingValue,
    /// A language that vigie does not tell apart.
    BadLanguage {
        /// As written.
        written: String,
    },
    /// Not a host name.
    BadSite {
        /// As written.
        written: String,
    },
    /// A value that the field does not know.
    BadValue {
        /// As written.
        written: String,
        /// What may stand there, by examples.
        allowed: String,
    },
    /// `~` where a word cannot be written otherwise.
    BadEdits {
        /// As written.
        written: String,
    },
    /// No regular expression.
    BadPattern {
        /// As written.
        written: String,
    },
    /// A regular expression that would need too much memory.
    PatternTooLarge {
        /// As written.
        written: String,
    },
    /// A regular expression that is in every text.
    PatternFitsEverywhere {
        /// As written.
        written: String,
    },
    /// No search is saved under the name.
    UnknownSearch {
        /// As written.
        name: String,
        /// The search that may be meant.
        nearest: Option<String>,
    },
    /// A saved search that says, through others, itself.
    SearchInItself {
        /// As written.
        name: String,
    },
    /// A saved search that cannot be asked.
    BadSearch {
        /// As written.
        name: String,
        /// What is wrong in it.
        why: Box<ErrorKind>,
    },
    /// Saved searches that say others are, together, too long.
    SearchTooLong {
        /// As written.
        name: String,
    },
    /// Signs without a word.
    NoWord {
        /// As written.
        written: String,
    },
    /// Wildcards without a letter: every word would be a hit.
    OnlyWildcards {
        /// As written.
        written: String,
    },
    /// NOT beside NEAR.
    NotInNear,
    /// A field that has no words beside NEAR.
    FilterInNear,
    /// Too many parentheses within parentheses.
    TooDeep {
        /// How many are read.
        most: usize,
    },
    /// Too long.
    TooLong {
        /// How many bytes are read.
        most: usize,
    },
}

/// What may not mean what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The bytes of the query that are doubtful.
    pub span: Range<usize>,
    /// What is doubtful.
    pub kind: WarningKind,
}

/// What is doubtful in a query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// AND and OR side by side without parentheses.
    MixedAndOr,
    /// An operator in small letters, or in French, is a word.
    NoOperator {
        /// As written.
        word: String,
        /// The operator that may be meant.
        proposed: &'static str,
    },
    /// A field of another tool that nothing is known of here.
    FieldElsewhere {
        /// As written.
        name: String,
    },
    /// A term of one letter.
    TooBroad {
        /// As written.
        term: String,
    },
}

impl QueryError {
    /// What is wrong.
    pub fn message(&self, locale: Locale) -> String {
        message(locale, &self.kind)
    }

    /// What to write instead.
    pub fn remedy(&self, locale: Locale) -> String {
        match &self.kind {
            ErrorKind::UnknownField { nearest: Some(nearest), .. } => {
                tell(locale, "query-unknown-field-nearest", &[("nearest", (*nearest).into())])
            }
            ErrorKind::UnknownSearch { nearest: Some(nearest), .. } => {
                tell(locale, "query-unknown-search-nearest", &[("nearest", nearest.into())])
            }
            ErrorKind::BadSearch { why, .. } => Self { span: 0..0, kind: (**why).clone() }.remedy(locale),
            kind => tell(locale, &format!("{}-remedy", key(kind)), &args(kind)),
        }
    }
}

impl Warning {
    /// What is doubtful.
    pub fn message(&self, locale: Locale) -> String {
        match &self.kind {
            WarningKind::MixedAndOr => say(locale, "query-mixed"),
            WarningKind::NoOperator { word, .. } => tell(locale, "query-no-operator", &[("word", word.into())]),
            WarningKind::FieldElsewhere { name } => tell(locale, "query-field-elsewhere", &[("name", name.into())]),
            WarningKind::TooBroad { term } => tell(locale, "query-too-broad", &[("term", term.into())]),
        }
    }

    /// What to write instead.
    pub fn remedy(&self, locale: Locale) -> String {
        match &self.kind {
            WarningKind::MixedAndOr => say(locale, "query-mixed-remedy"),
            WarningKind::NoOperator { proposed, .. } => {
                tell(locale, "query-no-operator-remedy", &[("proposed", (*proposed).into())])
            }
            WarningKind::FieldElsewhere { .. } => say(locale, "query-field-elsewhere-remedy"),
            WarningKind::TooBroad { .. } => say(locale, "query-too-broad-remedy"),
        }
    }
}

/// Each error with its line of the query, a caret under what is wrong, and the remedy.
pub fn render(source: &str, errors: &[QueryError], locale: Locale) -> String {
    let blocks: Vec<String> = errors
        .iter()
        .map(|error| {
            let (line, caret) = pointed(source, &error.span);
            format!("{}\n  {line}\n  {caret}\n{}\n", error.message(locale), error.remedy(locale))
        })
        .collect();
    blocks.join("\n")
}

/// The nearest name, when at most `most` letters differ.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Option<&'a str> {
    if name.len() > 16 {
        return None;
    }
    known.map(|known| (distance(name, known), known)).filter(|&(d, _)| d <= most).min().map(|(_, known)| known)
}

/// At most so many characters of a line are shown on either side of what is wrong.
const AROUND: usize = 60;

/// The part of the line round the span, and carets under the span.
fn pointed(source: &str, span: &Range<usize>) -> (String, String) {
    let start = source.floor_char_boundary(span.start);
    let from = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = source[start..].find('\n').map_or(source.len(), |at| start + at);
    let end = source.ceil_char_boundary(span.end.min(to)).clamp(start, to);
    let plain = |text: &str| text.replace(char::is_control, " ");
    let before: Vec<char> = plain(&source[from..start]).chars().collect();
    let before: String = before[before.len().saturating_sub(AROUND)..].iter().collect();
    let here: String = plain(&source[start..end]).chars().take(AROUND).collect();
    let after: String = plain(&source[end..to]).chars().take(AROUND).collect();
    let caret = format!("{}{}", " ".repeat(before.chars().count()), "^".repeat(here.chars().count().max(1)));
    (format!("{before}{here}{after}"), caret)
}

fn message(locale: Locale, kind: &ErrorKind) -> String {
    if let ErrorKind::BadSearch { name, why } = kind {
        let facts = [("name", name.into()), ("why", message(locale, why).into())];
        return tell(locale, "query-bad-search", &facts);
    }
    tell(locale, key(kind), &args(kind))
}

const fn key(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Empty => "query-empty",
        ErrorKind::PurelyNegative => "query-negative",
        ErrorKind::UnclosedQuote { .. } => "query-unclosed-quote",
        ErrorKind::UnclosedBrace => "query-unclosed-brace",
        ErrorKind::UnclosedComment => "query-unclosed-comment",
        ErrorKind::UnclosedParenthesis => "query-unclosed-parenthesis",
        ErrorKind::UnopenedParenthesis => "query-unopened-parenthesis",
        ErrorKind::EmptyGroup => "query-empty-group",
        ErrorKind::MissingOperand { .. } => "query-missing-operand",
        ErrorKind::UnknownField { .. } => "query-unknown-field",
        ErrorKind::UnknownOperator { .. } => "query-unknown-operator",
        ErrorKind::BadDistance { .. } => "query-bad-distance",
        ErrorKind::MissingValue => "query-missing-value",
        ErrorKind::BadLanguage { .. } => "query-bad-language",
        ErrorKind::BadSite { .. } => "query-bad-site",
        ErrorKind::BadValue { .. } => "query-bad-value",
        ErrorKind::BadEdits { .. } => "query-bad-edits",
        ErrorKind::BadPattern { .. } => "query-bad-pattern",
        ErrorKind::PatternTooLarge { .. } => "query-pattern-too-large",
        ErrorKind::PatternFitsEverywhere { .. } => "query-pattern-everywhere",
        ErrorKind::UnknownSearch { .. } => "query-unknown-search",
        ErrorKind::SearchInItself { .. } => "query-search-in-itself",
        ErrorKind::BadSearch { .. } => "query-bad-search",
        ErrorKind::SearchTooLong { .. } => "query-search-too-long",
        ErrorKind::NoWord { .. } => "query-no-word",
        ErrorKind::OnlyWildcards { .. } => "query-only-wildcards",
        ErrorKind::NotInNear => "query-not-in-near",
        ErrorKind::FilterInNear => "query-filter-in-near",
        ErrorKind::TooDeep { .. } => "query-too-deep",
        ErrorKind::TooLong { .. } => "query-too-long",
    }
}

fn args(kind: &ErrorKind) -> Vec<(&'static str, Arg)> {
    match kind {
        ErrorKind::UnclosedQuote { quote } => vec![("quote", quote.to_string().into())],
        ErrorKind::MissingOperand { operator } => vec![("operator", (*operator).into())],
        ErrorKind::UnknownField { name, .. }
        | ErrorKind::UnknownSearch { name, .. }
        | ErrorKind::SearchInItself { name }
        | ErrorKind::SearchTooLong { name } => vec![("name", name.into())],
        ErrorKind::BadValue { written, allowed } => vec![("written", written.into()), ("allowed", allowed.into())],
        ErrorKind::UnknownOperator { name, nearest } => vec![("name", name.into()), ("nearest", (*nearest).into())],
        ErrorKind::BadDistance { written }
        | ErrorKind::BadLanguage { written }
        | ErrorKind::BadSite { written }
        | ErrorKind::BadEdits { written }
        | ErrorKind::BadPattern { written }
        | ErrorKind::PatternTooLarge { written }
        | ErrorKind::PatternFitsEverywhere { written }
        | ErrorKind::NoWord { written }
        | ErrorKind::OnlyWildcards { written } => vec![("written", written.into())],
        ErrorKind::TooDeep { most } | ErrorKind::TooLong { most } => vec![("most", (*most).into())],
        _ => Vec::new(),
    }
}
