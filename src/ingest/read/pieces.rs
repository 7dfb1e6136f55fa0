//! The visible text of an HTML fragment, cut at its links: what a digest mail is made of.
//!
//! One pass over the tags and no tree: nesting costs nothing here.

use super::feed::{Lines, is_block};
use super::token::{Token, Tokens};

/// A stretch of text, or the text of one link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Piece {
    /// Visible text, one block a line.
    pub(in crate::ingest) text: String,
    /// Where it links to.
    pub(in crate::ingest) link: Option<String>,
}

/// Links of one fragment that are told apart; what follows is text.
const MAX_LINKS: usize = 2_000;
const HIDDEN: [&str; 8] = ["script", "style", "template", "noscript", "iframe", "object", "title", "textarea"];

/// The pieces of a fragment, in order.
pub(in crate::ingest) fn pieces(html: &str) -> Vec<Piece> {
    let mut done = Vec::new();
    let (mut lines, mut link, mut seen) = (Lines::default(), None, 0);
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => lines.push(&html_escape::decode_html_entities(text)),
            Token::Verbatim(text) => lines.push(text),
            Token::Open { name, attrs, empty } => {
                let name = name.to_ascii_lowercase();
                if HIDDEN.contains(&name.as_str()) {
                    if !empty {
                        tokens.skip_element(&name);
                    }
                } else if name == "a" && seen < MAX_LINKS {
                    end(&mut done, &mut lines, link.take());
                    let href = attrs.iter().find(|(key, _)| key.eq_ignore_ascii_case("href"));
                    link = href.map(|(_, value)| html_escape::decode_html_entities(value).trim().to_owned());
                    seen += 1;
                } else {
                    mark(&mut lines, &name);
                }
            }
            Token::Close(name) => {
                let name = name.to_ascii_lowercase();
                if name == "a" {
                    end(&mut done, &mut lines, link.take());
                } else {
                    mark(&mut lines, &name);
                }
            }
        }
    }
    end(&mut done, &mut lines, link);
    done
}

fn mark(lines: &mut Lines, name: &str) {
    if is_block(name) || matches!(name, "td" | "th") {
        lines.line();
    }
}

fn end(done: &mut Vec<Piece>, lines: &mut Lines, link: Option<String>) {
    let text = std::mem::take(lines).finish();
    if !text.is_empty() || link.is_some() {
        done.push(Piece { text, link });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, want: &[(&str, Option<&str>)]) {
        let got = pieces(html);
        let got = got.iter().map(|piece| (piece.text.as_str(), piece.link.as_deref())).collect::<Vec<_>>();
        assert_eq!(got, want);
    }

    #[test]
    fn text_is_cut_at_its_links() {
        check(
            "<style>x</style><p>Avant <a href='https://a.example/?x=1&amp;y=2'><b>Acme</b> &eacute;t&eacute;</a><br>apr&egrave;s",
            &[("Avant", None), ("Acme été", Some("https://a.example/?x=1&y=2")), ("après", None)],
        );
        check("<a href=x>un<a href=y>deux", &[("un", Some("x")), ("deux", Some("y"))]);
        check("", &[]);
    }
}
