//! JSON-LD: blocks of JSON in a page, with `@graph` and references from one thing to another.

use std::collections::HashMap;

use scraper::Html;

use super::json::{self, Json};
use super::{Node, Value, word};

/// Blocks that are read of a page.
const MAX_BLOCKS: usize = 100;
/// Properties, however deep they stand, that references may copy.
const MAX_COPIED: usize = 20_000;

/// All things of the page's blocks.
pub(super) fn read(page: &Html) -> Vec<Node> {
    let mut nodes = Vec::new();
    for block in page.select(selector!("script[type='application/ld+json']")).take(MAX_BLOCKS) {
        let text: String = block.text().collect();
        let text = if text.contains("&quot;") { html_escape::decode_html_entities(&text).into_owned() } else { text };
        for value in json::read(&text) {
            top(value, &mut nodes);
        }
    }
    resolve(nodes)
}

/// The things of a block: itself, the items of a list, the items of `@graph`.
fn top(value: Json, nodes: &mut Vec<Node>) {
    let mut todo = vec![value];
    while let Some(value) = todo.pop() {
        match value {
            Json::List(list) => todo.extend(list.into_iter().rev()),
            Json::Map(mut map) => {
                if let Some(at) = map.iter().position(|(key, _)| key == "@graph") {
                    todo.push(map.swap_remove(at).1);
                }
                let node = node(map);
                if !node.types.is_empty() || !node.properties.is_empty() {
                    nodes.push(node);
                }
            }
            Json::Text(_) => {}
        }
    }
}

/// Recurses as deep as `json` reads, which is bounded.
fn node(map: Vec<(String, Json)>) -> Node {
    let mut made = Node::default();
    for (key, value) in map {
        match key.as_str() {
            "@type" => types(value, &mut made.types),
            "@id" => made.id = text(value),
            "@context" => {}
            _ => {
                let name = if key.starts_with('@') { key.as_str() } else { word(&key) };
                values(name, value, &mut made.properties);
            }
        }
    }
    made
}

fn types(value: Json, types: &mut Vec<String>) {
    match value {
        Json::Text(text) => types.push(word(&text).to_owned()),
        Json::List(list) => types.extend(list.into_iter().filter_map(text).map(|text| word(&text).to_owned())),
        Json::Map(_) => {}
    }
}

fn text(value: Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

fn values(name: &str, value: Json, properties: &mut Vec<(String, Value)>) {
    match value {
        Json::Text(text) => properties.push((name.to_owned(), Value::Text(decoded(text)))),
        Json::Map(map) => {
            let mut inner = node(map);
            // What stands there needs no type to be known.
            let implied = IMPLIED.iter().find(|(property, _)| *property == name);
            if let Some((_, kind)) = implied.filter(|_| inner.types.is_empty() && !inner.properties.is_empty()) {
                inner.types.push((*kind).to_owned());
            }
            properties.push((name.to_owned(), Value::Node(inner)));
        }
        Json::List(list) => list.into_iter().for_each(|value| values(name, value, properties)),
    }
}

const IMPLIED: [(&str, &str); 5] = [
    ("review", "Review"),
    ("reviews", "Review"),
    ("reviewRating", "Rating"),
    ("aggregateRating", "AggregateRating"),
    ("offers", "Offer"),
];

/// Many publishers escape for HTML what needs none.
fn decoded(text: String) -> String {
    if text.contains('&') { html_escape::decode_html_entities(&text).into_owned() } else { text }
}

/// Puts a copy of the thing that bears an `@id` where only the `@id` stands. One step deep, and not without end.
fn resolve(nodes: Vec<Node>) -> Vec<Node> {
    let known: Known = nodes
        .iter()
        .filter(|node| !node.properties.is_empty())
        .filter_map(|node| Some((node.id.clone()?, (node.clone(), size(node)))))
        .collect();
    if known.is_empty() {
        return nodes;
    }
    let mut left = MAX_COPIED;
    nodes.into_iter().map(|node| resolved(node, &known, &mut left)).collect()
}

/// Things by their `@id`, each with its size.
type Known = HashMap<String, (Node, usize)>;

/// The properties of a thing and of all that stands in it.
fn size(node: &Node) -> usize {
    let inner = |value: &Value| if let Value::Node(inner) = value { size(inner) } else { 0 };
    node.properties.iter().map(|(_, value)| 1 + inner(value)).sum()
}

fn resolved(mut node: Node, known: &Known, left: &mut usize) -> Node {
    for (_, value) in &mut node.properties {
        let Value::Node(inner) = value else { continue };
        let is_reference = inner.properties.is_empty();
        match inner.id.as_ref().and_then(|id| known.get(id)).filter(|_| is_reference) {
            Some((target, size)) if *left >= *size => {
                *left -= size;
                *inner = target.clone();
            }
            _ => *inner = resolved(std::mem::take(inner), known, left),
        }
    }
    node
}
