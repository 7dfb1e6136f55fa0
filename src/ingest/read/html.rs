//! HTML pages, made safe before a tree is built of them, and the visible text of what was selected.
//!
//! html5ever follows the standard, and the standard lets a page of two megabytes become a tree of gigabytes
//! (reopened formatting elements, unbounded nesting, attributes compared pairwise). A linear pre-pass writes the page
//! anew with everything bounded and scripts left out; only that is parsed.

use std::cell::Cell;

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node, Selector};

use super::complain;
use super::feed::{Lines, is_block};
use super::token::{Token, Tokens};
use crate::model::{Complaint, ComplaintKind};

/// The most that is read of a page.
pub(super) const MAX_HTML: usize = 2 * 1_024 * 1_024;
/// Tags and texts that a tree is built of. A tree takes a hundred times its tags in memory, and each is asked many
/// things; the longest of some hundred pages that people write has half of these.
const MAX_TOKENS: usize = 48_000;
/// So many character references or classes cost what a tag does.
const PIECES: usize = 4;
const MAX_DEPTH: usize = 256;
/// How deep all tags may stand, summed up: the standard goes up from many of them. Long pages have a third of it, too.
const MAX_CLIMBED: usize = 4_000_000;
const MAX_OPEN_FORMATS: usize = 8;
/// Elements that formats and links may have to be reopened for, each for each, before formats and links are left out.
const MAX_REOPENED: usize = 20_000;
/// What a link costs that stands in another, in such elements.
const LINK_IN_LINK: usize = 8;

/// A page as a tree, bounded.
pub(super) fn parse(source: &str) -> Html {
    Html::parse_document(&bounded(source).0)
}

/// The same; says so where the page was cut.
pub(super) fn parse_telling(source: &str, complaints: &mut Vec<Complaint>) -> Html {
    let (bounded, is_cut) = bounded(source);
    if is_cut {
        let detail = format!("the page was cut: more than {MAX_TOKENS} tags and texts, or too deeply nested");
        complain(complaints, ComplaintKind::Truncated, &detail);
    }
    Html::parse_document(&bounded)
}

/// The page without scripts and comments, its nesting capped, and whether its end was left out. Attributes were capped
/// by the tokenizer.
fn bounded(source: &str) -> (String, bool) {
    let mut out = String::with_capacity(source.len());
    let mut open = Open::default();
    let mut tokens = Tokens::new(source);
    let mut kept = 0;
    while let Some(token) = tokens.next() {
        kept += 1 + token.pieces() / PIECES;
        open.climbed += open.depth;
        if kept > MAX_TOKENS || open.climbed > MAX_CLIMBED {
            return (out, true);
        }
        match token {
            Token::Text(text) | Token::Verbatim(text) => out.push_str(&text.replace('<', "&lt;")),
            Token::Open { name, attrs, empty } => {
                let name = name.to_ascii_lowercase();
                if LEFT_OUT.contains(&name.as_str()) {
                    if name == "script" && is_linked_data(&attrs) {
                        out.extend([LINKED_DATA, &tokens.element_content(&name).replace('<', "\\u003c"), "</script>"]);
                    } else if !empty && !is_page(&name, &attrs) {
                        tokens.skip_element(&name);
                    }
                } else if is_plain(&name) && open.enter(&name) {
                    write_tag(&mut out, &name, &attrs);
                }
            }
            Token::Close(name) => {
                let name = name.to_ascii_lowercase();
                if open.leave(&name) && is_plain(&name) && !LEFT_OUT.contains(&name.as_str()) {
                    out.extend(["</", &name, ">"]);
                }
            }
        }
    }
    (out, false)
}

/// What is open at some place of the page, as far as it costs.
#[derive(Default)]
struct Open {
    depth: usize,
    /// The depths of all that was read, summed up.
    climbed: usize,
    /// Elements left out because they were too deep, whose ends are left out too.
    dropped: usize,
    formats: usize,
    /// How deep the open link stands.
    link: Option<usize>,
    /// Formats and links that the standard reopened, or moved, because of what stands in them.
    reopened: usize,
}

impl Open {
    /// Whether the start tag is kept.
    fn enter(&mut self, name: &str) -> bool {
        if is_format(name) {
            self.formats += 1;
            return self.formats <= MAX_OPEN_FORMATS && self.reopened <= MAX_REOPENED;
        }
        self.reopened += self.formats.min(MAX_OPEN_FORMATS);
        if name == "a" {
            if let Some(at) = self.link {
                self.reopened += LINK_IN_LINK * (1 + self.depth.saturating_sub(at));
            }
            self.link = Some(self.depth);
            return self.reopened <= MAX_REOPENED;
        }
        if nests(name) {
            if self.depth >= MAX_DEPTH {
                self.dropped += 1;
                return false;
            }
            self.depth += 1;
        }
        true
    }

    /// Whether the end tag is kept.
    fn leave(&mut self, name: &str) -> bool {
        if is_format(name) {
            self.formats = self.formats.saturating_sub(1);
        } else if name == "a" {
            let at = self.link.take().unwrap_or(self.depth);
            self.reopened += LINK_IN_LINK * self.depth.saturating_sub(at);
        } else if nests(name) {
            if self.dropped > 0 {
                self.dropped -= 1;
                return false;
            }
            self.depth = self.depth.saturating_sub(1);
        }
        !(is_format(name) || name == "a") || self.reopened <= MAX_REOPENED
    }
}

fn write_tag(out: &mut String, name: &str, attrs: &[(&str, &str)]) {
    out.extend(["<", name]);
    for (key, value) in attrs {
        if is_plain(&key.to_ascii_lowercase()) {
            out.extend([" ", key, "=\"", &value.replace('"', "&quot;"), "\""]);
        }
    }
    out.push('>');
}

/// What a page says of itself for machines stays, because readers need it in the tree. Escaped as JSON wants it, it
/// cannot end its element.
const LINKED_DATA: &str = "<script type=\"application/ld+json\">";

fn is_linked_data(attrs: &[(&str, &str)]) -> bool {
    attrs.iter().any(|(key, value)| {
        let value = html_escape::decode_html_entities(value);
        let media_type = value.split(';').next().unwrap_or_default().trim();
        key.eq_ignore_ascii_case("type") && media_type.eq_ignore_ascii_case("application/ld+json")
    })
}

/// Elements whose content nobody sees; their text is no markup either.
const LEFT_OUT: [&str; 8] = ["script", "style", "noscript", "template", "iframe", "svg", "math", "object"];

/// Whether an element is not for people to read, with all that stands in it.
pub(super) fn is_left_out(name: &str, attrs: &[(&str, &str)]) -> bool {
    LEFT_OUT.contains(&name) && !is_page(name, attrs)
}

/// Discourse and Flarum say in it, to those without scripts, what the page is about.
fn is_page(name: &str, attrs: &[(&str, &str)]) -> bool {
    name == "noscript" && attrs.iter().any(|(key, value)| *key == "data-path" || *value == "flarum-content")
}

/// Whether a class says what WordPress files a post under (`category-popular`), and nothing of its place on the page.
pub(super) fn is_filed(class: &str) -> bool {
    ["category-", "tag-", "post_tag-"].iter().any(|start| class.starts_with(start))
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b))
}

/// Elements that the standard reopens behind the back of the page (13.2.4.3, list of active formatting elements).
fn is_format(name: &str) -> bool {
    matches!(
        name,
        "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Elements that stay open until something closes them; the others close by themselves or are void.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "optgroup"
            | "a"
            | "colgroup"
            | "caption"
            | "html"
            | "head"
            | "body"
            | "br"
            | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "base"
            | "col"
            | "area"
            | "embed"
            | "source"
            | "track"
            | "wbr"
            | "param"
    )
}

/// How much of a page may still be looked at: what stands in several rows or posts, one in the other, is looked at for
/// each of them, and a hostile page has hundreds (R7).
pub(super) struct Effort(Cell<usize>);

impl Effort {
    /// Four times the page, enough for any small one, and no more than a fraction of a second is spent on any.
    pub(super) fn of(source: &str) -> Self {
        Self::of_bytes(source.len())
    }

    /// The same, for a page of which only the tree is at hand.
    pub(super) fn of_tree(page: &Html) -> Self {
        const BYTES_OF_A_NODE: usize = 40;
        Self::of_bytes(BYTES_OF_A_NODE * page.tree.values().len())
    }

    fn of_bytes(bytes: usize) -> Self {
        Self(Cell::new((SMALL_PAGE + 4 * bytes).min(LARGE_PAGE)))
    }

    /// Whether there is that much left.
    pub(super) fn spend(&self, much: usize) -> bool {
        let left = self.0.get().checked_sub(much);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether selectors may look for something in the element.
    pub(super) fn look_into(&self, element: ElementRef<'_>) -> bool {
        let most = self.0.get() / NODE + 1;
        self.spend(NODE * element.descendants().take(most).count())
    }
}

const SMALL_PAGE: usize = 500_000;
const LARGE_PAGE: usize = 1_200_000;
/// What asking a few selectors of one node costs, beside a byte of text.
const NODE: usize = 8;

/// The element's text, one block a line, without what is left out.
pub(super) fn text(element: ElementRef<'_>, left_out: &[Selector], effort: &Effort) -> String {
    let mut lines = Lines::default();
    let mut todo = vec![(*element, false)];
    while let Some((node, is_end)) = todo.pop() {
        match node.value() {
            Node::Text(text) if !effort.spend(text.len()) => break,
            Node::Text(text) => lines.push(text),
            Node::Element(inner) => {
                mark(&mut lines, inner.name());
                // Who is quoted stands over what they said.
                if is_end && inner.name() == "cite" && is_quoted(node) {
                    lines.line();
                }
                let Some(here) = ElementRef::wrap(node).filter(|_| !is_end) else { continue };
                let is_left_out = is_noise(inner.name()) || left_out.iter().any(|selector| selector.matches(&here));
                // What was asked for is not noise, whatever it is.
                if here != element && is_left_out {
                    continue;
                }
                todo.push((node, true));
                todo.extend(node.children().rev().map(|child| (child, false)));
            }
            _ => {}
        }
    }
    lines.finish()
}

/// Whether a quotation begins or ends with it.
fn is_quoted(node: NodeRef<'_, Node>) -> bool {
    let mut around = node.ancestors().take(2).filter_map(ElementRef::wrap);
    around.any(|outer| outer.value().name() == "blockquote")
}

fn mark(lines: &mut Lines, name: &str) {
    if is_block(name) {
        lines.line();
    } else if matches!(name, "td" | "th" | "button") {
        lines.push(" ");
    }
}

pub(super) fn is_noise(name: &str) -> bool {
    matches!(name, "head" | "nav" | "script" | "select" | "textarea" | "title")
}

/// The selectors that are valid; `config` refuses the others.
pub(super) fn selectors<'s>(texts: impl IntoIterator<Item = &'s str>) -> Vec<Selector> {
    texts.into_iter().filter_map(|text| Selector::parse(text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read::feed;

    #[track_caller]
    fn check(source: &str, want: &str) {
        assert_eq!(bounded(source), (want.to_owned(), false));
    }

    #[test]
    fn scripts_comments_and_stray_marks_are_gone() {
        check("<p>a<script>if (1<b) {\"</p>\"}</script><!-- x -->b < c", "<p>ab &lt; c");
    }

    #[test]
    fn nesting_attributes_and_formats_are_capped() {
        let deep = bounded(&"<div><b>".repeat(10_000)).0;
        assert_eq!(deep.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(deep.matches("<b>").count(), MAX_OPEN_FORMATS);
        let attrs = (0..1_000).map(|i| format!(" a{i}=1")).collect::<Vec<_>>().concat();
        assert_eq!(bounded(&format!("<p{attrs}>")).0.matches('=').count(), 64);
        let page = parse(&"<div><b><i><u>x</div>".repeat(50_000));
        assert!(page.tree.nodes().count() < 500_000);
        let page = parse(&"<a href=x><div>".repeat(50_000));
        assert!(page.tree.nodes().count() < 50_000);
    }

    #[test]
    fn a_page_of_too_many_tags_is_cut_and_says_so_r7() {
        let told = |source: &str| {
            let mut complaints = Vec::new();
            parse_telling(source, &mut complaints);
            complaints.first().map(|complaint| complaint.kind)
        };
        assert_eq!(told(&"<p>mot".repeat(MAX_TOKENS / 4)), None);
        for bomb in ["<p>mot", "&amp;", "<i title='&lt;&gt;&amp;&amp;'>", "<ul><li>"] {
            assert_eq!(told(&bomb.repeat(400_000)), Some(ComplaintKind::Truncated), "{bomb}");
        }
    }

    #[test]
    fn text_is_read_block_by_block() {
        let page =
            parse("<body><p>a <b>b</b><ul><li>c<li>d</ul><nav>menu</nav><table><tr><td>1<td>2</table><i class=x>no");
        assert_eq!(text(page.root_element(), &selectors(["i.x"]), &Effort::of("")), "a b\nc\nd\n1 2");
    }

    #[test]
    fn who_is_quoted_is_not_glued_to_what_they_said() {
        let source = "<blockquote cite='./viewtopic.php?p=7#p7'><div><cite><a href='#'>Ana</a> a écrit :</cite>Rien reçu.</div>\
            </blockquote>Moi, comme dans <cite>Le Monde</cite>, si.<center>Fin</center>Bob";
        let page = parse(source);
        let want = "Ana a écrit :\nRien reçu.\nMoi, comme dans Le Monde, si.\nFin\nBob";
        assert_eq!(text(page.root_element(), &[], &Effort::of("")), want);
        assert_eq!(feed::visible(source), want);
    }
}
