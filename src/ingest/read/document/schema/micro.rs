//! Microdata (`itemscope`, `itemprop`) and the RDFa that resembles it (`typeof`, `property`).

use scraper::{ElementRef, Html, Node as Dom};

use super::{Node, Value, word};
use crate::ingest::read::html::{self, Effort};

/// Properties that are read of a page.
const MAX_PROPERTIES: usize = 20_000;

/// An item whose element is still open.
struct Open {
    node: Node,
    /// The properties of the outer item that it is the value of.
    names: Vec<String>,
}

/// All items of the page that stand in no other.
pub(super) fn read(page: &Html) -> Vec<Node> {
    let effort = Effort::of_tree(page);
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut todo = vec![(*page.root_element(), false)];
    let mut left = MAX_PROPERTIES;
    while let Some((dom, is_end)) = todo.pop() {
        if is_end {
            close(&mut open, &mut found);
            continue;
        }
        let Dom::Element(element) = dom.value() else { continue };
        let Some(here) = ElementRef::wrap(dom) else { continue };
        let names = if open.is_empty() { Vec::new() } else { property_names(here) };
        let is_item = element.attr("itemscope").is_some() || element.attr("typeof").is_some();
        if is_item && open.len() < MAX_OPEN {
            let kinds = element.attr("itemtype").or_else(|| element.attr("typeof")).unwrap_or_default();
            let types = kinds.split_whitespace().map(|kind| word(kind).to_owned()).collect();
            let id = element.attr("itemid").or_else(|| element.attr("resource")).map(str::to_owned);
            open.push(Open { node: Node { types, id, properties: Vec::new() }, names });
            todo.push((dom, true));
        } else if let Some(item) = open.last_mut() {
            for name in names {
                if left == 0 {
                    return found;
                }
                left -= 1;
                item.node.properties.push((name, Value::Text(value(here, &effort))));
            }
        }
        todo.extend(dom.children().rev().map(|child| (child, false)));
    }
    found
}

/// Items that may stand one in the other; deeper ones are read as properties of these.
const MAX_OPEN: usize = 32;

fn close(open: &mut Vec<Open>, found: &mut Vec<Node>) {
    let Some(done) = open.pop() else { return };
    match open.last_mut() {
        Some(outer) if !done.names.is_empty() => {
            // An item under two names is one item: the first serves.
            let name = done.names.into_iter().next().unwrap_or_default();
            outer.node.properties.push((name, Value::Node(done.node)));
        }
        _ => found.push(done.node),
    }
}

fn property_names(element: ElementRef<'_>) -> Vec<String> {
    let names = element.attr("itemprop").or_else(|| element.attr("property")).unwrap_or_default();
    names.split_whitespace().take(4).map(|name| word(name).to_owned()).collect()
}

/// What an element says: for machines where it does, else what people see.
fn value(element: ElementRef<'_>, effort: &Effort) -> String {
    let attrs: &[&str] = match element.value().name() {
        "a" | "area" | "link" => &["content", "href"],
        "img" | "audio" | "video" | "source" | "embed" | "iframe" => &["content", "src"],
        "time" => &["datetime", "content"],
        "data" | "meter" => &["value", "content"],
        "object" => &["data"],
        _ => &["content"],
    };
    let given = attrs.iter().find_map(|name| element.attr(name)).map(str::trim).filter(|text| !text.is_empty());
    let shown = || if effort.look_into(element) { html::text(element, &[], effort) } else { String::new() };
    // A link's property is mostly what it is called; only the addresses are addresses.
    if element.value().name() == "a" && !property_names(element).iter().any(|name| is_address(name)) {
        let text = shown();
        if !text.is_empty() {
            return text;
        }
    }
    given.map_or_else(shown, str::to_owned)
}

fn is_address(name: &str) -> bool {
    matches!(name, "url" | "sameAs" | "image" | "item" | "mainEntityOfPage" | "discussionUrl" | "@id")
}
