//! A tolerant tree over the tokens: flat in memory, without recursion, bounded in depth and size.

use std::borrow::Cow;

use super::clip;
use super::names::{Ns, by_address, by_prefix};
use super::text::{Declared, entities};
use crate::ingest::read::token::{Token, Tokens};

const MAX_DEPTH: usize = 200;
const MAX_NODES: usize = 200_000;
/// Elements and texts of one element.
const MAX_PARTS: usize = 20_000;
/// What is kept of one element's text: sixteen times what becomes of it.
const MAX_TEXT: usize = 1_024 * 1_024;
const MAX_ENTRIES: usize = 5_000;
const MAX_SCOPE: usize = 256;

/// An element.
pub(super) struct Node<'a> {
    pub(super) ns: Ns,
    /// Name without prefix, in lower case.
    pub(super) local: Cow<'a, str>,
    name: &'a str,
    attrs: Vec<(&'a str, &'a str)>,
    parts: Vec<Part<'a>>,
    pub(super) parent: Option<usize>,
}

enum Part<'a> {
    Text(&'a str),
    Verbatim(&'a str),
    Child(usize),
}

/// The document.
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// The outermost items and entries, in document order.
    pub(super) entries: Vec<usize>,
    /// Whether a limit cut something off.
    pub(super) cut: bool,
    /// Whether an element holds more than is kept of one.
    pub(super) is_thinned: bool,
    declared: &'a Declared,
}

impl<'a> Tree<'a> {
    /// Whether there is not even a root.
    pub(super) const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub(super) fn node(&self, id: usize) -> &Node<'a> {
        &self.nodes[id]
    }

    /// Child elements, in document order.
    pub(super) fn children(&self, id: usize) -> impl Iterator<Item = usize> + '_ {
        self.nodes[id].parts.iter().filter_map(|part| if let Part::Child(id) = part { Some(*id) } else { None })
    }

    /// The attribute of that name, under any prefix (`xml:` names are asked for with it), references resolved.
    pub(super) fn attr(&self, id: usize, name: &str) -> Option<String> {
        let local = |key: &'a str| if name.contains(':') { key } else { key.rsplit(':').next().unwrap_or(key) };
        let attrs = &self.nodes[id].attrs;
        let own = attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        let (_, value) = own.or_else(|| attrs.iter().find(|(key, _)| local(key).eq_ignore_ascii_case(name)))?;
        Some(entities(clip(value, MAX_TEXT).0, self.declared).into_owned())
    }

    pub(super) fn has_elements(&self, id: usize) -> bool {
        self.children(id).next().is_some()
    }

    /// The text directly in the element, references resolved.
    pub(super) fn text(&self, id: usize) -> String {
        let mut out = String::new();
        for part in &self.nodes[id].parts {
            match part {
                Part::Text(text) => out.push_str(&entities(room(text, &out), self.declared)),
                Part::Verbatim(text) => out.push_str(room(text, &out)),
                Part::Child(_) => {}
            }
        }
        out
    }

    /// What is in the element, as HTML source: text as it decodes, and elements written out again.
    pub(super) fn inner(&self, id: usize) -> String {
        let mixed = self.has_elements(id);
        let mut out = String::new();
        let mut todo: Vec<(usize, usize)> = vec![(id, 0)];
        while let Some((node, index)) = todo.pop() {
            let part = self.nodes[node].parts.get(index).filter(|_| out.len() < MAX_TEXT);
            let Some(part) = part else {
                if node != id {
                    out.push_str("</");
                    out.push_str(&self.nodes[node].local);
                    out.push('>');
                }
                continue;
            };
            todo.push((node, index + 1));
            match part {
                // Beside elements, text is XML text: what it escapes is meant to be seen.
                Part::Text(text) if mixed => out.push_str(&escaped(&entities(room(text, &out), self.declared))),
                Part::Text(text) => out.push_str(&entities(room(text, &out), self.declared)),
                Part::Verbatim(text) => out.push_str(room(text, &out)),
                Part::Child(child) => {
                    out.push('<');
                    out.push_str(&self.nodes[*child].local);
                    out.push('>');
                    todo.push((*child, 0));
                }
            }
        }
        out
    }
}

/// As much of the text as still fits.
fn room<'t>(text: &'t str, out: &str) -> &'t str {
    clip(text, MAX_TEXT.saturating_sub(out.len())).0
}

/// `&`, `<` and `>` as references.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Grows the tree of the root element that stands at the start of `document`.
pub(super) fn grow<'a>(document: &'a str, declared: &'a Declared) -> Tree<'a> {
    let tree = Tree { nodes: Vec::new(), entries: Vec::new(), cut: false, is_thinned: false, declared };
    let mut grower = Grower { tree, open: Vec::new(), scope: Vec::new() };
    for token in Tokens::new(document) {
        match token {
            Token::Text(text) => grower.part(Part::Text(text)),
            Token::Verbatim(text) => grower.part(Part::Verbatim(text)),
            Token::Open { name, attrs, empty } => grower.open(name, attrs, empty),
            Token::Close(name) => grower.close(name),
        }
        // What follows the root element is not the feed's.
        if grower.open.is_empty() || grower.tree.cut {
            break;
        }
    }
    grower.tree
}

struct Grower<'a> {
    tree: Tree<'a>,
    /// Open elements, each with the length of the scope before it.
    open: Vec<(usize, usize)>,
    scope: Vec<(&'a str, Ns)>,
}

impl<'a> Grower<'a> {
    fn part(&mut self, part: Part<'a>) {
        let is_kept = matches!(part, Part::Child(_)) || !self.is_full();
        if let Some(&(top, _)) = self.open.last().filter(|_| is_kept) {
            self.tree.nodes[top].parts.push(part);
        }
    }

    fn is_full(&mut self) -> bool {
        let is_full = self.open.last().is_some_and(|&(top, _)| self.tree.nodes[top].parts.len() >= MAX_PARTS);
        self.tree.is_thinned |= is_full;
        is_full
    }

    fn open(&mut self, name: &'a str, attrs: Vec<(&'a str, &'a str)>, empty: bool) {
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let local = if local.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(local.to_ascii_lowercase())
        } else {
            Cow::Borrowed(local)
        };
        let scope_before = self.scope.len();
        self.declare(prefix, &attrs);
        let ns = self.meaning(prefix);
        // `<item/>` within an item is a slip of a template, and not the next item.
        if empty && attrs.is_empty() && is_entry(ns, &local) && self.in_entry() {
            self.scope.truncate(scope_before);
            return;
        }
        self.make_room(ns, &local);
        let is_entry = is_entry(ns, &local);
        if is_entry && self.tree.entries.len() == MAX_ENTRIES || self.tree.nodes.len() == MAX_NODES {
            self.tree.cut = true;
            return;
        }
        if self.open.len() >= MAX_DEPTH || !is_entry && self.is_full() {
            self.scope.truncate(scope_before);
            return;
        }
        let id = self.tree.nodes.len();
        if is_entry && !self.open.iter().any(|&(open, _)| self.shields(open)) {
            self.tree.entries.push(id);
        }
        let void = empty || matches!(&*local, "br" | "img" | "hr" | "wbr") && !matches!(ns, Ns::Media | Ns::Other);
        let parent = self.open.last().map(|&(top, _)| top);
        self.part(Part::Child(id));
        self.tree.nodes.push(Node { ns, local, name, attrs, parts: Vec::new(), parent });
        if void {
            self.scope.truncate(scope_before);
        } else {
            self.open.push((id, scope_before));
        }
    }

    fn declare(&mut self, own_prefix: &str, attrs: &[(&'a str, &'a str)]) {
        for &(key, value) in attrs {
            let prefix = match key {
                "xmlns" => "",
                _ => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            let mut ns = by_address(value);
            // The root was recognised by its name: whatever address it has, it is a feed.
            if ns == Ns::Other && self.open.is_empty() && prefix == own_prefix {
                ns = Ns::Feed;
            }
            if ns == Ns::Other && !prefix.is_empty() {
                ns = if value.trim().is_empty() { by_prefix(prefix) } else { ns };
            }
            if self.scope.len() < MAX_SCOPE {
                self.scope.push((prefix, ns));
            }
        }
    }

    fn meaning(&self, prefix: &str) -> Ns {
        self.scope.iter().rev().find(|(known, _)| *known == prefix).map_or_else(|| by_prefix(prefix), |&(_, ns)| ns)
    }

    fn in_entry(&self) -> bool {
        self.open.iter().any(|&(id, _)| is_entry(self.tree.nodes[id].ns, &self.tree.nodes[id].local))
    }

    /// Whether items inside of that element are not the feed's own.
    fn shields(&self, id: usize) -> bool {
        let node = &self.tree.nodes[id];
        node.ns == Ns::Other || node.local == "source" || is_entry(node.ns, &node.local)
    }

    /// Closes what cannot hold the new element: an item left open, a title left open.
    fn make_room(&mut self, ns: Ns, local: &str) {
        if is_entry(ns, local) {
            let item = self.open.iter().rposition(|&(id, _)| {
                let node = &self.tree.nodes[id];
                is_entry(node.ns, &node.local)
            });
            if let Some(item) = item {
                let wrapped = self.open[item + 1..].iter().any(|&(id, _)| self.shields(id));
                if !wrapped {
                    self.pop_to(item);
                }
            }
        } else if ns == Ns::Feed
            && is_leaf(local)
            && let Some(&(top, _)) = self.open.last()
        {
            let node = &self.tree.nodes[top];
            if node.ns == Ns::Feed && is_leaf(&node.local) && self.open.len() > 1 {
                self.pop_to(self.open.len() - 1);
            }
        }
    }

    fn close(&mut self, name: &str) {
        let local = name.rsplit(':').next().unwrap_or(name);
        let structural =
            ["item", "entry", "channel", "feed", "rss", "rdf"].iter().any(|s| local.eq_ignore_ascii_case(s));
        for index in (0..self.open.len()).rev() {
            let node = &self.tree.nodes[self.open[index].0];
            if node.name == name || node.local.eq_ignore_ascii_case(local) {
                self.pop_to(index);
                return;
            }
            if is_entry(node.ns, &node.local) && !structural {
                return;
            }
        }
    }

    fn pop_to(&mut self, index: usize) {
        if let Some(&(_, scope)) = self.open.get(index) {
            self.scope.truncate(scope);
        }
        self.open.truncate(index);
    }
}

fn is_entry(ns: Ns, local: &str) -> bool {
    ns == Ns::Feed && matches!(local, "item" | "entry")
}

/// Elements of a feed that hold no other element of a feed.
fn is_leaf(local: &str) -> bool {
    matches!(local, "title" | "link" | "guid" | "pubdate" | "id" | "updated" | "published" | "description")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, want: &[&str]) {
        let declared = Declared::new();
        let tree = grow(markup, &declared);
        let got: Vec<String> = tree.entries.iter().map(|&id| tree.inner(id)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn items_are_found_in_broken_markup() {
        check("<rss><item>a<item>b</item></channel></rss><item>c", &["a", "b"]);
        check("<rss><item><p>a <b>b</item><item>c", &["<p>a <b>b</b></p>", "c"]);
        check(
            "<feed><entry>1<source><entry>x</entry></source></entry></feed>",
            &["1<source><entry>x</entry></source>"],
        );
        check("<rss><item><title>T<link>u</link></item></rss>", &["<title>T</title><link>u</link>"]);
    }

    #[test]
    fn nesting_is_bounded_without_recursion() {
        let deep = format!("<rss><item>{}x", "<a>".repeat(100_000));
        let declared = Declared::new();
        let tree = grow(&deep, &declared);
        assert!(tree.nodes.len() <= MAX_DEPTH + 2);
        assert!(tree.inner(tree.entries[0]).contains('x'));
    }
}
