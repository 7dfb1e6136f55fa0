//! One thing that is wrong or doubtful in a config file, and the report of all of them.
//!
//! A finding carries the one line that it quotes, so that it can be kept, logged and shown long after the file has
//! changed. What looks like a secret in that line is struck out when the finding is made, not when it is shown: no
//! caller can forget it (invariant R10).

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level as Head, Origin, Renderer, Snippet};

use super::redact::redact;
use crate::locale::say;
use crate::model::Locale;

/// Whether a finding refuses the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The file is refused.
    Error,
    /// The file is taken; a person should know.
    Warning,
}

/// One thing that is wrong or doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether the file is refused for it.
    pub level: Level,
    /// The file, as it was named to us.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What is said at the caret.
    pub label: Option<String>,
    /// What to do.
    pub remedy: String,
    locale: Locale,
    /// The line and the bytes in it to underline; absent when the file itself could not be read.
    quoted: Option<(String, Range<usize>)>,
}

/// What is said of a place, in the reader's language.
pub(super) struct Words {
    pub(super) message: String,
    pub(super) label: Option<String>,
    pub(super) remedy: String,
}

impl Finding {
    /// A finding at a byte span of the source. A span over several lines is underlined on its first.
    pub(super) fn at(
        level: Level,
        locale: Locale,
        file: &str,
        source: &str,
        span: &Range<usize>,
        words: Words,
    ) -> Self {
        let at = floor(source, span.start);
        let line_start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = source[at..].find('\n').map_or(source.len(), |newline| at + newline);
        let text = source[line_start..line_end].trim_end_matches('\r');
        let mark_start = (at - line_start).min(text.len());
        let mark_end = floor(text, span.end.saturating_sub(line_start)).max(mark_start);
        Self {
            level,
            file: file.to_owned(),
            line: source[..line_start].matches('\n').count() + 1,
            column: text[..mark_start].chars().count() + 1,
            message: words.message,
            label: words.label,
            remedy: words.remedy,
            locale,
            quoted: Some(redact(text, mark_start..mark_end)),
        }
    }

    /// A finding on the file as a whole: it could not be read.
    pub(super) fn of_file(locale: Locale, file: &str, words: Words) -> Self {
        Self {
            level: Level::Error,
            file: file.to_owned(),
            line: 1,
            column: 1,
            message: words.message,
            label: None,
            remedy: words.remedy,
            locale,
            quoted: None,
        }
    }

    /// The finding with its line quoted, underlined and explained, on several lines.
    pub fn render(&self, colour: bool) -> String {
        let (head, name) = match self.level {
            Level::Error => (Head::ERROR, "config-level-error"),
            Level::Warning => (Head::WARNING, "config-level-warning"),
        };
        let title = head.with_name(say(self.locale, name)).primary_title(self.message.as_str());
        let group = match &self.quoted {
            None => title.element(Origin::path(self.file.as_str())),
            Some((line, mark)) => title.element(
                Snippet::source(line.as_str())
                    .line_start(self.line)
                    .path(self.file.as_str())
                    .fold(false)
                    .annotation(AnnotationKind::Primary.span(mark.clone()).label(self.label.as_deref())),
            ),
        };
        let help = Head::HELP.with_name(say(self.locale, "config-level-help")).message(self.remedy.as_str());
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group.element(help)])
    }
}

/// The plain rendering on one line, for the log: `vigie.toml:3:9: message (remedy)`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} ({})", self.file, self.line, self.column, self.message, self.remedy)
    }
}

/// Everything that was found in a refused file, in the order of its lines; warnings included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// At least one error.
    pub findings: Vec<Finding>,
}

impl Report {
    /// All findings, each with its line quoted.
    pub fn render(&self, colour: bool) -> String {
        let rendered: Vec<String> = self.findings.iter().map(|finding| finding.render(colour)).collect();
        rendered.join("\n\n")
    }

    /// The first error with its place and its remedy, and how many more there are: one line.
    pub fn summary(&self) -> String {
        let mut errors = self.findings.iter().filter(|finding| finding.level == Level::Error);
        let first = errors.next().map(ToString::to_string).unwrap_or_default();
        match errors.count() {
            0 => first,
            more => format!("{first} (+{more})"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Report {}

fn floor(text: &str, index: usize) -> usize {
    text.floor_char_boundary(index.min(text.len()))
}
