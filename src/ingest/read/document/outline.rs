//! A page as a flat list of its parts, in the order of the page, with what each holds: letters, letters in links,
//! letters in paragraphs.
//!
//! Everything that judges a page by its shape asks this list. Sums run over it once, from its end to its start, so
//! that the cost is linear however deep the page is.

use scraper::{ElementRef, Html, Node};

use super::noise::{self, Manner, Noise};
use crate::ingest::read::feed::is_block;

/// An element, or a run of text.
pub(super) struct Part<'a> {
    /// Absent for a text.
    pub(super) element: Option<ElementRef<'a>>,
    /// Of a text.
    pub(super) text: &'a str,
    /// Where its element stands in the list; its own place for the first.
    pub(super) parent: usize,
    /// Behind its last part.
    pub(super) end: usize,
    /// Letters and digits in it, noise left out.
    pub(super) letters: usize,
    /// Those in links.
    pub(super) linked: usize,
    /// Those in paragraphs that look like prose.
    pub(super) prose: usize,
    /// Letters of the paragraph that it is itself; none if it is no paragraph.
    pub(super) own: usize,
    /// It and all in it are beside the matter.
    pub(super) noise: bool,
    in_link: bool,
}

impl Part<'_> {
    /// Name of the element; empty for a text.
    pub(super) fn name(&self) -> &str {
        self.element.map_or("", |element| element.value().name())
    }

    /// An attribute; empty when it is absent.
    pub(super) fn attr(&self, name: &str) -> &str {
        self.element.and_then(|element| element.attr(name)).unwrap_or_default()
    }

    /// The share of its letters that stand in links.
    pub(super) fn link_share(&self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.linked as f64 / self.letters as f64 }
    }

    pub(super) fn is_block(&self) -> bool {
        let name = self.name();
        is_block(name) || matches!(name, "td" | "th" | "body" | "main" | "article" | "figure" | "figcaption")
    }
}

/// A page, flat.
pub(super) struct Outline<'a> {
    pub(super) parts: Vec<Part<'a>>,
}

/// Parts that are read of a page.
const MAX_PARTS: usize = 300_000;
/// Letters from which on a block is a paragraph; `<p>` needs fewer.
const PARAGRAPH: usize = 70;
const SHORT_PARAGRAPH: usize = 25;

impl<'a> Outline<'a> {
    pub(super) fn of(page: &'a Html, manner: Manner) -> Self {
        let mut outline = Self { parts: Vec::new() };
        outline.lay_out(page);
        outline.sum();
        outline.silence(manner);
        outline.sum();
        outline
    }

    fn lay_out(&mut self, page: &'a Html) {
        let mut todo = vec![(*page.root_element(), 0_usize, false)];
        while let Some((node, parent, in_link)) = todo.pop() {
            if self.parts.len() >= MAX_PARTS {
                break;
            }
            let at = self.parts.len();
            let (element, text) = match node.value() {
                Node::Text(text) => (None, &**text),
                Node::Element(_) => (ElementRef::wrap(node), ""),
                _ => continue,
            };
            let name = element.map_or("", |element| element.value().name());
            let in_link = in_link || name == "a";
            // Headings that unfold what stands behind them are buttons too.
            let is_heading = self.parts.get(parent).is_some_and(|outer| matches!(outer.name(), "h2" | "h3" | "h4"));
            let noise = noise::is_never_text(name) && !(name == "button" && is_heading);
            let part =
                Part { element, text, parent, end: at + 1, letters: 0, linked: 0, prose: 0, own: 0, noise, in_link };
            self.parts.push(part);
            todo.extend(node.children().rev().map(|child| (child, at, in_link)));
        }
        for at in (1..self.parts.len()).rev() {
            let (end, parent) = (self.parts[at].end, self.parts[at].parent);
            self.parts[parent].end = self.parts[parent].end.max(end);
        }
    }

    /// Sums letters up. A block is a paragraph by the letters that stand in no block within it.
    fn sum(&mut self) {
        let mut own = vec![(0_usize, 0_usize); self.parts.len()];
        let mut quiet_until = 0;
        for (at, part) in self.parts.iter_mut().enumerate() {
            (part.letters, part.linked, part.prose, part.own) = (0, 0, 0, 0);
            if at >= quiet_until && part.noise {
                quiet_until = part.end;
            }
            if at >= quiet_until && !part.text.is_empty() {
                part.letters = part.text.chars().filter(|c| c.is_alphanumeric()).count();
                part.linked = if part.in_link { part.letters } else { 0 };
                own[at] = (part.letters, part.linked);
            }
        }
        for at in (0..self.parts.len()).rev() {
            let (letters, linked) = own[at];
            if self.parts[at].is_block() {
                let least = if self.parts[at].name() == "p" { SHORT_PARAGRAPH } else { PARAGRAPH };
                if letters >= least && linked * 2 < letters {
                    self.parts[at].own = letters - linked;
                    self.parts[at].prose += letters - linked;
                }
            } else if at > 0 {
                let parent = self.parts[at].parent;
                own[parent].0 += letters;
                own[parent].1 += linked;
            }
            if at > 0 {
                let Part { letters, linked, prose, parent, .. } = self.parts[at];
                let parent = &mut self.parts[parent];
                parent.letters += letters;
                parent.linked += linked;
                parent.prose += prose;
            }
        }
    }

    /// Marks what is beside the matter, unless most of the page would go with it.
    fn silence(&mut self, manner: Manner) {
        let Some(total) = self.parts.first().map(|page| page.prose) else { return };
        let mut at = 0;
        while at < self.parts.len() {
            let part = &self.parts[at];
            let is_noise = part.element.is_some()
                && match noise::judge(part, manner) {
                    Noise::No => false,
                    Noise::Comments => total - part.prose >= (total / 8).max(120),
                    Noise::Consent => part.prose < total,
                    Noise::Likely => part.prose * 4 < total,
                    Noise::Hidden => (total - part.prose) * 4 >= total,
                    Noise::Surely => part.prose * 2 <= total,
                };
            if is_noise {
                self.parts[at].noise = true;
            }
            at = if self.parts[at].noise { self.parts[at].end } else { at + 1 };
        }
    }

    /// The elements from `from` on and within it, noise left out.
    pub(super) fn within(&self, from: usize) -> impl Iterator<Item = (usize, &Part<'a>)> {
        let end = self.parts.get(from).map_or(0, |part| part.end);
        let mut at = from;
        std::iter::from_fn(move || {
            while at < end && self.parts[at].noise {
                at = self.parts[at].end;
            }
            let part = self.parts.get(at).filter(|_| at < end)?;
            at += 1;
            Some((at - 1, part))
        })
    }
}
