//! The letter as HTML: one template, every value escaped by askama.

use askama::Template;

use super::letter::{Block, Letter};
use super::paint::{self, Paint};
use crate::model::DiffPart;

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Page<'a> {
    letter: &'a Letter,
    paint: Paint,
}

/// The whole mail in HTML.
pub(super) fn print(letter: &Letter) -> String {
    // Writing to a string does not fail; should it, the plain text part still says everything.
    Page { letter, paint: paint::of(letter.level) }.render().unwrap_or_default()
}
