//! HTML pages, made safe before a tree is built of them, and the visible text of what was selected.
//!
//! html5ever follows the standard, and the standard lets a page of two megabytes become a tree of gigabytes
//! (reopened formatting elements, unbounded nesting, attributes compared pairwise). A linear pre-pass writes the page
//! anew with everything bounded and scripts left out; only that is parsed.

use scraper::{ElementRef, Html, Node, Selector};

use super::feed::{self, Lines, is_block};
use super::token::{Token, Tokens};

/// The most that is read of a page.
pub(super) const MAX_HTML: usize = 2 * 1_024 * 1_024;
const MAX_DEPTH: usize = 256;
const MAX_OPEN_FORMATS: usize = 8;

/// A page as a tree, bounded.
pub(super) fn parse(source: &str) -> Html {
    Html::parse_document(&bounded(source))
}

/// The page without scripts and comments, its nesting capped. Attributes were capped by the tokenizer.
fn bounded(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let (mut depth, mut dropped, mut formats) = (0_usize, 0_usize, 0_usize);
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) | Token::Verbatim(text) => out.push_str(&text.replace('<', "&lt;")),
            Token::Open { name, attrs, empty } => {
                let name = name.to_ascii_lowercase();
                if LEFT_OUT.contains(&name.as_str()) {
                    if !empty {
                        tokens.skip_element(&name);
                    }
                    continue;
                }
                if !is_plain(&name) {
                    continue;
                }
                if is_format(&name) {
                    formats += 1;
                    if formats > MAX_OPEN_FORMATS {
                        continue;
                    }
                } else if nests(&name) {
                    if depth >= MAX_DEPTH {
                        dropped += 1;
                        continue;
                    }
                    depth += 1;
                }
                write_tag(&mut out, &name, &attrs);
            }
            Token::Close(name) => {
                let name = name.to_ascii_lowercase();
                if is_format(&name) {
                    formats = formats.saturating_sub(1);
                } else if nests(&name) {
                    if dropped > 0 {
                        dropped -= 1;
                        continue;
                    }
                    depth = depth.saturating_sub(1);
                }
                if is_plain(&name) && !LEFT_OUT.contains(&name.as_str()) {
                    out.extend(["</", &name, ">"]);
                }
            }
        }
    }
    out
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

/// Elements whose content nobody sees; their text is no markup either.
const LEFT_OUT: [&str; 8] = ["script", "style", "noscript", "template", "iframe", "svg", "math", "object"];

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

/// The visible text of a page's source, its head left out, without building a tree.
pub(super) fn visible(source: &str) -> String {
    let lower = source.to_ascii_lowercase();
    let body = lower.find("</head").or_else(|| lower.find("<body")).unwrap_or(0);
    feed::visible(&source[body..])
}

/// The title of a page's source.
pub(super) fn title_of(source: &str) -> String {
    let lower = source.to_ascii_lowercase();
    let Some(open) = lower.find("<title") else { return String::new() };
    let start = lower[open..].find('>').map_or(lower.len(), |to| open + to + 1);
    let end = lower[start..].find("</title").map_or(start, |to| start + to);
    feed::visible(feed::clip(&source[start..end], 4_096).0)
}

/// The element's text, one block a line, without what is left out.
pub(super) fn text(element: ElementRef<'_>, left_out: &[Selector]) -> String {
    let mut lines = Lines::default();
    let mut todo = vec![(*element, false)];
    while let Some((node, is_end)) = todo.pop() {
        match node.value() {
            Node::Text(text) => lines.push(text),
            Node::Element(inner) => {
                mark(&mut lines, inner.name());
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

fn mark(lines: &mut Lines, name: &str) {
    if is_block(name) {
        lines.line();
    } else if matches!(name, "td" | "th" | "button") {
        lines.push(" ");
    }
}

fn is_noise(name: &str) -> bool {
    matches!(name, "head" | "nav" | "select" | "textarea" | "title")
}

/// The selectors that are valid; `config` refuses the others.
pub(super) fn selectors<'s>(texts: impl IntoIterator<Item = &'s str>) -> Vec<Selector> {
    texts.into_iter().filter_map(|text| Selector::parse(text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, want: &str) {
        assert_eq!(bounded(source), want);
    }

    #[test]
    fn scripts_comments_and_stray_marks_are_gone() {
        check("<p>a<script>if (1<b) {\"</p>\"}</script><!-- x -->b < c", "<p>ab &lt; c");
    }

    #[test]
    fn nesting_attributes_and_formats_are_capped() {
        let deep = bounded(&"<div><b>".repeat(10_000));
        assert_eq!(deep.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(deep.matches("<b>").count(), MAX_OPEN_FORMATS);
        let attrs = (0..1_000).map(|i| format!(" a{i}=1")).collect::<Vec<_>>().concat();
        assert_eq!(bounded(&format!("<p{attrs}>")).matches('=').count(), 64);
        let page = parse(&"<div><b><i><u>x</div>".repeat(50_000));
        assert!(page.tree.nodes().count() < 2_000_000);
    }

    #[test]
    fn text_is_read_block_by_block() {
        let page =
            parse("<body><p>a <b>b</b><ul><li>c<li>d</ul><nav>menu</nav><table><tr><td>1<td>2</table><i class=x>no");
        assert_eq!(text(page.root_element(), &selectors(["i.x"])), "a b\nc\nd\n1 2");
    }
}
