//! What the TOML parser says, in the reader's language.
//!
//! The parser recovers and goes on, so that a file with two slips shows both. What it then reads after a slip is not
//! to be trusted: a complaint about what is missing would be about the slip, not about the file.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::notes::Notes;

/// Words of the parser's messages, and the complaint that explains them.
const EXPLAINED: &[(&str, &str)] = &[
    ("duplicate key", "config-toml-duplicate"),
    ("string values must be quoted", "config-toml-quote"),
    ("missing opening quote", "config-toml-quote"),
    ("invalid basic string", "config-toml-string"),
    ("invalid literal string", "config-toml-string"),
    ("invalid multi-line", "config-toml-string"),
    ("missing escaped value", "config-toml-escape"),
    ("unicode", "config-toml-escape"),
    ("key with no value", "config-toml-no-value"),
    ("missing value", "config-toml-no-value"),
    ("unclosed array table", "config-toml-header"),
    ("unclosed table", "config-toml-header"),
    ("unclosed array", "config-toml-array"),
    ("missing comma", "config-toml-array"),
    ("unclosed inline table", "config-toml-inline-table"),
    ("invalid unquoted key", "config-toml-key"),
    ("recurs", "config-toml-deep"),
];

/// The document as far as it could be read, and the lines that could not.
pub(super) fn parse<'a>(notes: &Notes<'_>, source: &'a str) -> (toml::Spanned<DeTable<'a>>, Vec<usize>) {
    let (document, errors) = DeTable::parse_recoverable(source);
    let mut lines = Vec::new();
    for error in errors {
        let span = place(source, &error);
        let line = line_of(source, span.start);
        // One slip makes the parser stumble several times over the same line: the first says it.
        if !lines.contains(&line) {
            let explained = EXPLAINED.iter().find(|(words, _)| error.message().contains(words)).map(|(_, key)| *key);
            let nothing_there = error.span().is_some_and(|span| {
                source[span.start.min(source.len())..].trim_start_matches(' ').starts_with(['\n', '\r'])
            });
            // The parser asks for quotes even where there is nothing to quote.
            let key = explained
                .map(|key| if key == "config-toml-quote" && nothing_there { "config-toml-no-value" } else { key });
            notes.error(&span, key.unwrap_or("config-toml"), &[("reason", error.message().into())]);
            lines.push(line);
        }
    }
    (document, lines)
}

/// Where the parser stumbled; for the end of a line, its last character, where a caret can be seen.
fn place(source: &str, error: &Error) -> Range<usize> {
    let mut span = error.span().unwrap_or(0..0);
    span.start = span.start.min(source.len());
    if source[span.start..].starts_with(['\n', '\r']) || span.start == source.len() {
        let line = &source[..span.start];
        let last = line.trim_end().char_indices().next_back().map_or(span.start, |(at, _)| at);
        if line_of(source, last) == line_of(source, span.start) || span.start == source.len() {
            return last..last + source[last..].chars().next().map_or(0, char::len_utf8);
        }
    }
    span
}

fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}
