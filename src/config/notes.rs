//! Collects findings while the file is walked, so that one bad thing does not hide the next.

use std::cell::RefCell;
use std::ops::Range;

use super::finding::{Finding, Level, Words};
use crate::locale::{Arg, has, tell};
use crate::model::Locale;

/// The file that is walked and what was found in it so far. Shared by all sections, hence the cell.
pub(super) struct Notes<'a> {
    file: &'a str,
    source: &'a str,
    locale: Locale,
    found: RefCell<Vec<(usize, Finding)>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a str, source: &'a str, locale: Locale) -> Self {
        Self { file, source, locale, found: RefCell::default() }
    }

    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    /// Refuses the file. `key` names three messages: `key`, `key-label` (optional, at the caret) and `key-remedy`.
    pub(super) fn error(&self, span: &Range<usize>, key: &str, args: &[(&str, Arg)]) {
        self.note(Level::Error, span, self.words(key, args));
    }

    /// Warns, with messages as for [`Self::error`].
    pub(super) fn warn(&self, span: &Range<usize>, key: &str, args: &[(&str, Arg)]) {
        self.note(Level::Warning, span, self.words(key, args));
    }

    /// Notes words that were found elsewhere (in the query, say).
    pub(super) fn note(&self, level: Level, span: &Range<usize>, words: Words) {
        let finding = Finding::at(level, self.locale, self.file, self.source, span, words);
        self.found.borrow_mut().push((span.start, finding));
    }

    /// All findings, in the order of the file.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|(at, _)| *at);
        // An operator that lacks both its terms is told once.
        found.dedup_by(|later, earlier| later.1 == earlier.1);
        found.into_iter().map(|(_, finding)| finding).collect()
    }

    fn words(&self, key: &str, args: &[(&str, Arg)]) -> Words {
        words(self.locale, key, args)
    }
}

/// The three messages of a finding.
pub(super) fn words(locale: Locale, key: &str, args: &[(&str, Arg)]) -> Words {
    let label = format!("{key}-label");
    Words {
        message: tell(locale, key, args),
        label: has(locale, &label).then(|| tell(locale, &label, args)),
        remedy: tell(locale, &format!("{key}-remedy"), args),
    }
}

/// What a person wrote, fit to be quoted inside a sentence: short, on one line, without control characters.
pub(super) fn as_written(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { '�' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
