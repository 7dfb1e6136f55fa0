//! A tolerant tree over the tokens: flat in memory, without recursion, bounded in depth and size.

use std::borrow::Cow;

use super::clip;
use super::names::{Ns, Scope};
use super::text::{Declared, entities};
use crate::ingest::read::token::{Token, Tokens};

const MAX_DEPTH: usize = 200;
const MAX_NODES: usize = 200_000;
/// Elements and texts of one element.
const MAX_PARTS: usize = 20_000;
/// What is kept of one element's text: sixteen times what becomes of it.
const MAX_TEXT: usize = 1_024 * 1_024;
pub(super) const MAX_ENTRIES: usize = 5_000;

/// An element.
pub(super) struct Node<'a> {
    pub(super) ns: Ns,
    /// Name without prefix, in lower case.
    pub(super) local: Cow<'a, str>,
    name: &'a str,
    attrs: Vec<(&'a str, &'a str)>,
    parts: Parts,
    pub(super) parent: Option<usize>,
}

impl Node<'_> {
    /// Whether it has that name. It is asked of each element for each name that could serve: most differ at once.
    pub(super) fn is(&self, ns: Ns, local: &str) -> bool {
        self.ns == ns
            && self.local.len() == local.len()
            && self.local.as_bytes().first() == local.as_bytes().first()
            && self.local == local
    }
}

/// What stands in an element: the first and the last of a chain, and how many. Most elements hold one text, and a list of
/// their own each would be most of what a tree costs.
#[derive(Default)]
struct Parts {
    ends: Option<(usize, usize)>,
    count: usize,
}

struct Link<'a> {
    part: Part<'a>,
    next: Option<usize>,
}

enum Part<'a> {
    Text(&'a str),
    Verbatim(&'a str),
    Child(usize),
}

/// The document.
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    links: Vec<Link<'a>>,
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
        self.parts(id).filter_map(|part| if let Part::Child(id) = part { Some(*id) } else { None })
    }

    fn parts(&self, id: usize) -> impl Iterator<Item = &Part<'a>> + '_ {
        let mut next = self.first_link(id);
        std::iter::from_fn(move || {
            let link = &self.links[next?];
            next = link.next;
            Some(&link.part)
        })
    }

    fn first_link(&self, id: usize) -> Option<usize> {
        self.nodes[id].parts.ends.map(|(first, _)| first)
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

    /// Whether nothing but white space is directly in the element.
    pub(super) fn is_blank(&self, id: usize) -> bool {
        // A sign that begins no reference stands for itself.
        let speaks = |text: &str| text.trim_start().bytes().next().is_some_and(|byte| byte != b'&');
        let says = |part: &Part<'_>| matches!(part, Part::Text(text) | Part::Verbatim(text) if speaks(text));
        !self.parts(id).any(says) && self.text(id).trim().is_empty()
    }

    /// The text directly in the element, references resolved.
    pub(super) fn text(&self, id: usize) -> Cow<'a, str> {
        let mut parts = self.parts(id);
        match (parts.next(), parts.next()) {
            (None, _) => return Cow::Borrowed(""),
            (Some(Part::Text(text)), None) => return entities(room(text, ""), self.declared),
            (Some(Part::Verbatim(text)), None) => return Cow::Borrowed(room(text, "")),
            _ => {}
        }
        let mut out = String::new();
        for part in self.parts(id) {
            match part {
                Part::Text(text) => out.push_str(&entities(room(text, &out), self.declared)),
                Part::Verbatim(text) => out.push_str(room(text, &out)),
                Part::Child(_) => {}
            }
        }
        Cow::Owned(out)
    }

    /// What is in the element, as HTML source: text as it decodes, and elements written out again.
    pub(super) fn inner(&self, id: usize) -> Cow<'a, str> {
        if !self.has_elements(id) {
            return self.text(id);
        }
        let mut out = String::new();
        let mut todo: Vec<(usize, Option<usize>)> = vec![(id, self.first_link(id))];
        while let Some((node, link)) = todo.pop() {
            let Some(link) = link.map(|link| &self.links[link]).filter(|_| out.len() < MAX_TEXT) else {
                if node != id {
                    out.push_str("</");
                    out.push_str(&self.nodes[node].local);
                    out.push('>');
                }
                continue;
            };
            todo.push((node, link.next));
            match &link.part {
                // Beside elements, text is XML text: what it escapes is meant to be seen.
                Part::Text(text) => out.push_str(&escaped(&entities(room(text, &out), self.declared))),
                Part::Verbatim(text) => out.push_str(room(text, &out)),
                Part::Child(child) => {
                    out.push('<');
                    out.push_str(&self.nodes[*child].local);
                    out.push('>');
                    todo.push((*child, self.first_link(*child)));
                }
            }
        }
        Cow::Owned(out)
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
    // An entry has some ten elements, and some thousand bytes.
    let room = (document.len() / 128).min(MAX_NODES);
    let tree = Tree {
        nodes: Vec::with_capacity(room),
        links: Vec::with_capacity(3 * room),
        entries: Vec::new(),
        cut: false,
        is_thinned: false,
        declared,
    };
    let mut grower = Grower { tree, open: Vec::new(), scope: Scope::default() };
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
    scope: Scope<'a>,
}

impl<'a> Grower<'a> {
    fn part(&mut self, part: Part<'a>) {
        let is_kept = matches!(part, Part::Child(_)) || !self.is_full();
        if let Some(&(top, _)) = self.open.last().filter(|_| is_kept) {
            let at = self.tree.links.len();
            let parts = &mut self.tree.nodes[top].parts;
            parts.count += 1;
            let first = parts.ends.map_or(at, |(first, _)| first);
            if let Some((_, last)) = parts.ends.replace((first, at)) {
                self.tree.links[last].next = Some(at);
            }
            self.tree.links.push(Link { part, next: None });
        }
    }

    fn is_full(&mut self) -> bool {
        let is_full = self.open.last().is_some_and(|&(top, _)| self.tree.nodes[top].parts.count >= MAX_PARTS);
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
        self.scope.declare(prefix, &attrs, self.open.is_empty());
        let ns = self.scope.meaning(prefix);
        // `<item/>` within an item is a slip of a template, and not the next item.
        if empty && attrs.is_empty() && is_entry(ns, &local) && self.in_entry() {
            self.scope.back_to(scope_before);
            return;
        }
        self.make_room(ns, &local);
        let is_entry = is_entry(ns, &local);
        if is_entry && self.tree.entries.len() == MAX_ENTRIES || self.tree.nodes.len() == MAX_NODES {
            self.tree.cut = true;
            return;
        }
        if self.open.len() >= MAX_DEPTH || !is_entry && self.is_full() {
            self.scope.back_to(scope_before);
            return;
        }
        let id = self.tree.nodes.len();
        if is_entry && !self.open.iter().any(|&(open, _)| self.shields(open)) {
            self.tree.entries.push(id);
        }
        let void = empty || matches!(&*local, "br" | "img" | "hr" | "wbr") && !matches!(ns, Ns::Media | Ns::Other);
        let parent = self.open.last().map(|&(top, _)| top);
        self.part(Part::Child(id));
        self.tree.nodes.push(Node { ns, local, name, attrs, parts: Parts::default(), parent });
        if void {
            self.scope.back_to(scope_before);
        } else {
            self.open.push((id, scope_before));
        }
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
        if let Some(top) = self.open.len().checked_sub(1)
            && self.tree.nodes[self.open[top].0].name == name
        {
            return self.pop_to(top);
        }
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
            self.scope.back_to(scope);
        }
        self.open.truncate(index);
    }
}

pub(super) fn is_entry(ns: Ns, local: &str) -> bool {
    ns == Ns::Feed && matches!(local, "item" | "entry")
}

/// Elements of a feed that hold no other element of a feed.
pub(super) fn is_leaf(local: &str) -> bool {
    matches!(local, "title" | "link" | "guid" | "pubdate" | "id" | "updated" | "published" | "description")
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
