//! A region of a page as blocks of text, each with the place where it stands.
//!
//! A place is named by what authors name it (elements, ids, classes), never by position, so that a block keeps its
//! place when others come and go. Names that a build tool draws anew (with digits in them) are left out.

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{ElementRef, Node, Selector};

use super::super::feed::is_block;
use super::super::html::{Effort, is_filed, is_noise};
use super::headed::{self, Span};
use crate::model::BlockPlace;

/// Elements of a path, counted from the inside.
const MAX_STEPS: usize = 6;
const MAX_NAME: usize = 24;

/// The blocks of an element, one a line, and their places.
#[derive(Debug, Default)]
pub(in crate::ingest::read) struct Blocks {
    /// One block a line.
    pub(in crate::ingest::read) text: String,
    /// As many places as lines.
    pub(in crate::ingest::read) places: Vec<BlockPlace>,
    line: String,
    gap: bool,
    /// Characters of the line, and those of them that stand in a link.
    all: usize,
    linked: usize,
    open: Vec<Step>,
    /// Links that are open, each with the first line within it.
    links: Vec<usize>,
    /// Elements that stand aside by their names: their lines, from and to.
    asides: Vec<(usize, usize)>,
    /// Elements that hold lines.
    spans: Vec<Span>,
    /// Where the page's last footer ends.
    foot: Option<usize>,
}

#[derive(Debug)]
struct Step {
    name: String,
    aside: bool,
    is_matter: bool,
    is_footer: bool,
    /// The first line within it.
    from: usize,
}

/// A link round more lines than this is no link: one that somebody forgot to close, or the page's matter in a row of a list.
const CARD: usize = 8;
/// Whatever it is called, what holds so much of a page is its matter; less is enough where only a heading calls it so.
const MATTER: f64 = 0.4;
const HEADED: f64 = 0.2;

impl Blocks {
    /// Adds an element's blocks, without what is left out.
    pub(in crate::ingest::read) fn add(&mut self, element: ElementRef<'_>, left_out: &[Selector], effort: &Effort) {
        self.open = outside(element);
        self.links.clear();
        let mut todo = vec![(*element, false)];
        while let Some((node, is_end)) = todo.pop() {
            match node.value() {
                Node::Text(text) if !effort.spend(text.len()) => break,
                Node::Text(text) => self.push(text),
                Node::Element(inner) => {
                    let Some(here) = ElementRef::wrap(node) else { continue };
                    if is_end {
                        self.leave(here);
                        continue;
                    }
                    let is_left_out = is_noise(inner.name()) || left_out.iter().any(|selector| selector.matches(&here));
                    // What was asked for is not noise, whatever it is.
                    if here != element && is_left_out {
                        self.flush();
                        continue;
                    }
                    self.enter(here);
                    todo.push((node, true));
                    todo.extend(node.children().rev().map(|child| (child, false)));
                }
                _ => {}
            }
        }
        self.flush();
        self.place_asides();
    }

    /// Marks the lines of what stands aside, once it is known how much of the page that is.
    fn place_asides(&mut self) {
        let sizes: Vec<usize> = self.text.lines().map(str::len).collect();
        let all: usize = sizes.iter().sum();
        let spans = std::mem::take(&mut self.spans);
        let headed = headed::boxes(&self.text, &spans, |line| self.places[line].path.as_str());
        // What stands behind a page's foot is put there by scripts and services.
        self.asides.extend(self.foot.take().map(|foot| (foot, sizes.len())));
        let asides = std::mem::take(&mut self.asides).into_iter().map(|aside| (aside, MATTER));
        for ((from, to), matter) in asides.chain(headed.into_iter().map(|aside| (aside, HEADED))) {
            let own: usize = sizes.get(from..to).unwrap_or_default().iter().sum();
            if (own as f64) < matter * all as f64 {
                self.places[from..to].iter_mut().for_each(|place| place.aside = true);
            }
        }
    }

    fn enter(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if stands_apart(element) {
            self.flush();
            self.open.push(Step { from: self.places.len(), ..step(element) });
        } else if is_link(element.value()) {
            self.links.push(self.places.len());
        } else if matches!(name, "td" | "th" | "button") {
            self.gap = true;
        }
    }

    fn leave(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if stands_apart(element) {
            self.flush();
            let Some(step) = self.open.pop() else { return };
            let (from, to) = (step.from, self.places.len());
            if step.aside {
                self.asides.push((from, to));
            }
            // That of an article or of an entry is none of the page's.
            if step.is_footer && !self.open.iter().any(|step| is_part(&step.name)) {
                self.foot = Some(to);
            }
            if from < to {
                self.spans.push(Span { from, to, is_matter: step.is_matter });
            }
        } else if is_link(element.value()) {
            let from = self.links.pop().unwrap_or_default();
            if self.places.len() - from.min(self.places.len()) > CARD {
                self.places[from..].iter_mut().for_each(|place| place.link = false);
            }
        } else if matches!(name, "td" | "th" | "button") {
            self.gap = true;
        }
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                self.gap = true;
                continue;
            }
            // Where a word may be cut is no part of it.
            if matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') {
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.line.is_empty() {
                self.line.push(' ');
            }
            self.all += 1;
            self.linked += usize::from(!self.links.is_empty());
            self.line.push(c);
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let (all, linked) = (std::mem::take(&mut self.all), std::mem::take(&mut self.linked));
        self.gap = false;
        if line.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&line);
        let named: Vec<&str> = self.open.iter().map(|step| step.name.as_str()).collect();
        let path = named[named.len().saturating_sub(MAX_STEPS)..].join(">");
        self.places.push(BlockPlace { path, aside: false, link: linked * 10 >= all * 9 });
    }
}

/// The blocks that the element stands in, from the outside in.
fn outside(element: ElementRef<'_>) -> Vec<Step> {
    let mut open: Vec<Step> = element.ancestors().filter_map(ElementRef::wrap).take(MAX_OUTSIDE).map(step).collect();
    open.reverse();
    open
}

const MAX_OUTSIDE: usize = 64;

fn step(element: ElementRef<'_>) -> Step {
    let value = element.value();
    let mut name = value.name().to_owned();
    let id = value.attr("id").filter(|id| is_lasting(id));
    if let Some(id) = id {
        name.extend(["#", id]);
    }
    for class in value.classes().filter(|class| is_lasting(class)).take(2) {
        name.extend([".", class]);
    }
    let words = [value.attr("id"), value.attr("class"), value.attr("role"), value.attr("aria-label")];
    let is_footer =
        value.name() == "footer" || [value.attr("id"), value.attr("role")].into_iter().flatten().any(is_foot);
    let is_matter = matches!(value.name(), "html" | "body" | "main" | "article");
    let says = |names: &[&str]| words.into_iter().flatten().any(|words| words.len() <= MAX_WORDS && has(words, names));
    let aside = value.name() == "footer" || value.name() == "aside" && !says(WITHIN) || !is_matter && says(ASIDE);
    Step { name, aside, is_matter, is_footer, from: 0 }
}

/// Whether an element is a block: of those that a site makes itself, one beside which no words stand.
fn stands_apart(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    let is_words = |node: Option<NodeRef<'_, Node>>| {
        node.is_some_and(|node| matches!(node.value(), Node::Text(text) if !text.trim().is_empty()))
    };
    is_block(name) || name.contains('-') && !is_words(element.prev_sibling()) && !is_words(element.next_sibling())
}

/// Whether an element leads elsewhere: an anchor without an address is a place to be led to.
fn is_link(element: &Element) -> bool {
    element.name() == "a" && element.attr("href").is_some()
}

fn is_part(name: &str) -> bool {
    matches!(name.split(['.', '#']).next(), Some("article" | "main" | "li" | "blockquote" | "td"))
}

fn is_foot(name: &str) -> bool {
    ["footer", "contentinfo"].iter().any(|foot| name.eq_ignore_ascii_case(foot))
}

/// Attributes longer than this are lists of a style sheet's atoms.
const MAX_WORDS: usize = 200;

fn is_lasting(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_NAME && name.bytes().all(|b| b.is_ascii_alphabetic() || b"-_".contains(&b))
}

/// What an `aside` is called that is part of the text all the same: a post that is quoted, a note to a paragraph.
const WITHIN: &[&str] = &[
    "quote",
    "pullquote",
    "onebox",
    "note",
    "notice",
    "warning",
    "caution",
    "important",
    "tip",
    "info",
    "callout",
    "admonition",
];

/// Names of what stands beside the page's own matter.
const ASIDE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adslot",
    "adunit",
    "pub",
    "publicite",
    "sponsored",
    "sponsor",
    "promo",
    "promoted",
    "related",
    "recommended",
    "recommendation",
    "recommendations",
    "suggestions",
    "popular",
    "trending",
    "sidebar",
    "aside",
    "complementary",
    "footer",
    "contentinfo",
    "share",
    "sharing",
    "social",
    "newsletter",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "banner",
    "ticker",
    "widget",
    "carousel",
    "slider",
    "teaser",
    "teasers",
    "outbrain",
    "taboola",
    "breadcrumb",
    "breadcrumbs",
    "toolbar",
    "nav",
    "navigation",
    "menu",
    "login",
    "popup",
    "modal",
    "overlay",
    "toast",
    "visitors",
    "views",
    "viewers",
    "counter",
    "clock",
    "similar",
    "bestsellers",
    "weather",
    "meteo",
    "marquee",
    "upsell",
    "crosssell",
    "recirculation",
    "testimonials",
    "chatbot",
    "livechat",
    "countdown",
];

/// Whether an id, class or role is made of such a word.
fn has(words: &str, names: &[&str]) -> bool {
    words.split_whitespace().filter(|class| !is_filed(class)).any(|class| {
        let lower = class.to_ascii_lowercase();
        lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| names.contains(&word))
    })
}
