//! The language as its users meet it, as data.

mod attacks;
mod cases;
mod data;
mod faults;
mod fields;
mod laws;

use super::{About, Document, Query};
use crate::model::Language;

fn parsed(query: &str) -> Query {
    match Query::parse(query) {
        Ok(parsed) => parsed.query,
        Err(errors) => panic!("{query}: {errors:?}"),
    }
}

fn in_text(text: &str) -> Document<'_> {
    Document {
        title: "",
        text,
        author: None,
        url: None,
        source: "",
        language: &|| Language::Other,
        about: About::default(),
    }
}
