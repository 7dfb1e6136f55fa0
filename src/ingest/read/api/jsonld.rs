//! What a page states about itself as JSON-LD: reviews, and the rating that sums them up. The one reader for review
//! sites and shops of any make.
//!
//! The rating is an item of its own under one id, so that a change of it is an edit of the known item.

use serde_json::Value;

use super::field::{instant, name, number, string, text, visible};
use super::{MAX_ITEMS, finish};
use crate::ingest::read::{Input, MAX_BYTES, Reading, classify, complain, feed, values};
use crate::model::{ComplaintKind, Draft, Rating};

const MAX_BLOCKS: usize = 50;
/// Objects that are looked at.
const MAX_OBJECTS: usize = 20_000;
/// What is kept of the name of what a review is about: each object below carries it.
const MAX_NAME: usize = 200;

pub(super) fn reviews(input: &Input<'_>) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_BYTES, &mut reading.complaints);
    let blocks: Vec<Value> = blocks(&source).filter_map(|block| Some(values::whole(block.trim())?.0)).collect();
    let mut drafts = Vec::new();
    let mut todo: Vec<(&Value, String)> = blocks.iter().rev().map(|block| (block, String::new())).collect();
    let mut looked_at = 0;
    while let Some((value, of)) = todo.pop() {
        looked_at += 1;
        if looked_at > MAX_OBJECTS || drafts.len() > MAX_ITEMS {
            complain(&mut reading.complaints, ComplaintKind::Truncated, "more than 20,000 objects or 1,000 reviews");
            break;
        }
        match value {
            Value::Array(items) => {
                let first = items.get(..MAX_OBJECTS).unwrap_or(items);
                todo.extend(first.iter().rev().map(|item| (item, of.clone())));
            }
            Value::Object(fields) => {
                let is_review = is_a(value, "Review");
                if is_review {
                    drafts.extend(review(value, &of, input));
                } else if is_a(value, "AggregateRating") {
                    drafts.extend(summary(value, &of, input));
                }
                let of = if is_review {
                    of
                } else {
                    string(value, "name").map_or(of, |name| feed::clip(&name, MAX_NAME).0.to_owned())
                };
                let inner = fields.values().filter(|inner| inner.is_object() || inner.is_array()).take(MAX_OBJECTS);
                todo.extend(inner.map(|inner| (inner, of.clone())));
            }
            _ => {}
        }
    }
    if drafts.is_empty() {
        let complaint = classify::complaint(&source);
        match complaint {
            Some(complaint) => reading.complaints.push(complaint),
            None if blocks.is_empty() => {
                complain(&mut reading.complaints, ComplaintKind::SelectorLost, "the page states nothing as JSON-LD");
            }
            None => complain(&mut reading.complaints, ComplaintKind::Repaired, "neither review nor rating as JSON-LD"),
        }
    }
    finish(drafts, &mut reading);
    reading
}

/// The contents of the page's JSON-LD scripts, none within another.
fn blocks(source: &str) -> impl Iterator<Item = &str> {
    const MARK: &str = "application/ld+json";
    let mut rest = source;
    let found = std::iter::from_fn(move || {
        let (_, after) = rest.split_once(MARK)?;
        let (_, body) = after.split_once('>')?;
        let block = body.split("</script").next().unwrap_or(body);
        rest = &body[block.len()..];
        Some(block)
    });
    found.take(MAX_BLOCKS)
}

fn is_a(value: &Value, kind: &str) -> bool {
    let is = |word: &str| word.rsplit(['/', '#', ':']).next() == Some(kind);
    match value.get("@type") {
        Some(Value::String(word)) => is(word),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn review(value: &Value, of: &str, input: &Input<'_>) -> Option<Draft> {
    let body = ["reviewBody", "description"].into_iter().find(|key| string(value, key).is_some())?;
    let title = ["headline", "name"].into_iter().find_map(|key| string(value, key)).unwrap_or_else(|| of.to_owned());
    let author = name(value, "author.name").or_else(|| name(value, "author"));
    let base = input.url;
    let id = string(value, "@id").and_then(|id| base.join(&id).ok()).map(String::from);
    let url = string(value, "url").and_then(|url| base.join(&url).ok()).unwrap_or_else(|| base.clone());
    Some(Draft {
        guid: id,
        url: Some(url.to_string()),
        title: title.into(),
        author,
        text: visible(value, body),
        published: instant(value, "datePublished").or_else(|| instant(value, "dateCreated")),
        updated: instant(value, "dateModified"),
        lang_hint: string(value, "inLanguage").filter(|tag| tag.len() <= 35),
        rating: value.get("reviewRating").and_then(rating),
    })
}

fn summary(value: &Value, of: &str, input: &Input<'_>) -> Option<Draft> {
    let rating = rating(value)?;
    let count = ["reviewCount", "ratingCount"].into_iter().find_map(|key| number(value, key));
    let count = count.map(|count| format!(" ({count})")).unwrap_or_default();
    let of = string(value, "itemReviewed.name").unwrap_or_else(|| of.to_owned());
    Some(Draft {
        guid: Some(format!("{}#rating", input.url)),
        url: Some(input.url.to_string()),
        title: of.into(),
        text: format!("{}/{}{count}", rating.value, rating.best).into(),
        rating: Some(rating),
        ..Draft::default()
    })
}

/// Stars, written as a number or as a string with a comma.
fn rating(value: &Value) -> Option<Rating> {
    let figure = |key: &str| {
        let found = value.get(key)?;
        let figure = found.as_f64().or_else(|| text(value, key).as_str().replace(',', ".").parse().ok())?;
        figure.is_finite().then_some(figure)
    };
    let best = figure("bestRating").unwrap_or(5.0);
    let value = figure("ratingValue")?;
    (best > 0.0 && (0.0..=best).contains(&value)).then_some(Rating { value, best })
}
