//! What a page says of itself in the words of schema.org: JSON-LD, microdata and RDFa as one small tree.
//!
//! Only shape is kept: types, properties, texts. What a product or a review is, is for who asks. Nothing is fetched:
//! a `@context` is not resolved, and a prefix before a word is left out.

pub(in crate::ingest::read) mod json;
mod linked;
mod micro;

use scraper::Html;

use crate::ingest::read::date;
use crate::model::{Rating, Timestamp};

/// A thing with its properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest::read) struct Node {
    /// `Product`, `Review`: without the vocabulary's address.
    pub(in crate::ingest::read) types: Vec<String>,
    /// Its `@id` or `itemid`.
    pub(in crate::ingest::read) id: Option<String>,
    /// In the order of the page; one of several values has several entries.
    pub(in crate::ingest::read) properties: Vec<(String, Value)>,
}

/// What a property holds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest::read) enum Value {
    /// A text, a number, an address, a date.
    Text(String),
    /// Another thing.
    Node(Node),
}

/// All things of a page, those of JSON-LD first. Things within things stand within them only.
pub(in crate::ingest::read) fn read(page: &Html) -> Vec<Node> {
    let mut nodes = linked::read(page);
    nodes.extend(micro::read(page));
    nodes
}

/// All things of that type, wherever they stand, outer ones first.
pub(in crate::ingest::read) fn all<'n>(nodes: &'n [Node], kind: &str) -> Vec<&'n Node> {
    let mut found = Vec::new();
    let mut todo: Vec<&Node> = nodes.iter().rev().collect();
    while let Some(node) = todo.pop() {
        if node.is(kind) {
            found.push(node);
        }
        todo.extend(node.properties.iter().rev().filter_map(|(_, value)| match value {
            Value::Node(inner) => Some(inner),
            Value::Text(_) => None,
        }));
    }
    found
}

impl Node {
    /// Whether it is of that type.
    pub(in crate::ingest::read) fn is(&self, kind: &str) -> bool {
        self.types.iter().any(|own| own.eq_ignore_ascii_case(kind))
    }

    /// Whether it is of one of those types.
    pub(in crate::ingest::read) fn is_any(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| self.is(kind))
    }

    /// All values of a property.
    pub(in crate::ingest::read) fn values<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Value> {
        self.properties.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The things that a property holds.
    pub(in crate::ingest::read) fn nodes<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.values(name).filter_map(|value| match value {
            Value::Node(node) => Some(node),
            Value::Text(_) => None,
        })
    }

    /// The texts that a property holds; a thing stands for its name.
    pub(in crate::ingest::read) fn texts<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n str> {
        self.values(name).filter_map(|value| match value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Node(node) => ["name", "@value", "url"].iter().find_map(|name| node.own_text(name)),
        })
    }

    /// The first thing that a property holds.
    pub(in crate::ingest::read) fn node(&self, name: &str) -> Option<&Node> {
        self.properties.iter().find_map(|(own, value)| match value {
            Value::Node(node) if own.eq_ignore_ascii_case(name) => Some(node),
            _ => None,
        })
    }

    /// The first text that a property holds; a thing stands for its name.
    pub(in crate::ingest::read) fn text(&self, name: &str) -> Option<&str> {
        self.properties.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).find_map(|(_, value)| match value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Node(node) => ["name", "@value", "url"].iter().find_map(|name| node.own_text(name)),
        })
    }

    fn own_text(&self, name: &str) -> Option<&str> {
        self.properties.iter().find_map(|(own, value)| match value {
            Value::Text(text) if own.eq_ignore_ascii_case(name) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        })
    }

    /// An instant.
    pub(in crate::ingest::read) fn date(&self, name: &str) -> Option<Timestamp> {
        self.text(name).and_then(|text| date::parse(text, None))
    }

    /// A number that is not negative: `4.5`, `4,5`, `1 234`.
    pub(in crate::ingest::read) fn number(&self, name: &str) -> Option<f64> {
        let text: String = self.text(name)?.chars().filter(|c| !c.is_whitespace()).collect();
        let text = if text.contains('.') { text.replace(',', "") } else { text.replace(',', ".") };
        text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
    }

    /// A count: `1,234` is one thousand and more here.
    pub(in crate::ingest::read) fn count(&self, name: &str) -> Option<u32> {
        let digits: String =
            self.text(name)?.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '.')).collect();
        digits.parse().ok()
    }

    /// The stars that a `Rating` or an `AggregateRating` under that property gives; out of five unless it says more.
    pub(in crate::ingest::read) fn rating(&self, name: &str) -> Option<Rating> {
        let Some(rating) = self.node(name) else {
            return self.number(name).filter(|value| *value <= 5.0).map(|value| Rating { value, best: 5.0 });
        };
        rating.stars()
    }

    /// The stars that a rating itself gives.
    pub(in crate::ingest::read) fn stars(&self) -> Option<Rating> {
        let value = self.number("ratingValue")?;
        let said = self.number("bestRating").filter(|best| *best > 0.0 && *best >= value);
        let best = said.or_else(|| [5.0, 10.0, 100.0].into_iter().find(|best| value <= *best))?;
        Some(Rating { value, best })
    }
}

/// A type or a property without the vocabulary before it: `https://schema.org/Product`, `schema:Product`, `Product`.
fn word(full: &str) -> &str {
    let full = full.trim().trim_end_matches('/');
    full.rsplit(['/', '#', ':']).next().unwrap_or(full)
}

#[cfg(test)]
mod tests;
