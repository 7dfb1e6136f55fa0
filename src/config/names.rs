//! Names that must be unique, and references to them.

use super::nearest::nearest;
use super::notes::as_written;
use super::section::{Section, Text};

/// The names of one kind of thing.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// Takes a name; one that is taken already is noted.
    pub(super) fn add(&mut self, section: &Section<'_>, name: &Text<'_>, twice: &str) {
        let value = name.value.trim();
        if self.contains(value) {
            section.notes.error(&name.span, twice, &[("name", as_written(value).into())]);
        } else {
            self.0.push(value.to_owned());
        }
    }

    /// Takes a name that nobody wrote.
    pub(super) fn push(&mut self, name: &str) {
        self.0.push(name.to_owned());
    }

    /// Whether the name is taken. Case counts: the store's names do.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|taken| taken == name)
    }

    /// Notes each reference to a name that does not exist, with the one that was probably meant.
    pub(super) fn check(&self, section: &Section<'_>, wanted: &[Text<'_>], unknown: &str) {
        for text in wanted.iter().filter(|text| !self.contains(text.value.trim())) {
            let all: Vec<&str> = self.0.iter().map(String::as_str).collect();
            let meant = nearest(text.value, all.iter().copied());
            section.suggest(&text.span, unknown, &[("name", as_written(text.value).into())], meant, &all);
        }
    }
}
