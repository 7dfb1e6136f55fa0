//! A tokenizer for almost-XML and for HTML: it takes every input, in time linear in its length.
//!
//! What is not markup is text: `<` without a letter behind it, a tag that nothing closes. No HTML parser is used,
//! because HTML's rules move `<link>` and `<title>` away from where a feed puts them.

/// A piece of the document. Text and attribute values still hold their character references.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text with references.
    Text(&'a str),
    /// Text without references.
    Verbatim(&'a str),
    /// A start tag.
    Open { name: &'a str, attrs: Vec<(&'a str, &'a str)>, empty: bool },
    /// An end tag.
    Close(&'a str),
}

impl Token<'_> {
    /// Character references and names of classes that it may hold: each costs a reader something.
    pub(super) fn pieces(&self) -> usize {
        let count = |byte: u8, text: &str| memchr::memchr_iter(byte, text.as_bytes()).count();
        match self {
            Token::Text(text) => count(b'&', text),
            Token::Open { attrs, .. } => attrs
                .iter()
                .map(|(key, value)| count(b'&', value) + if *key == "class" { count(b' ', value) } else { 0 })
                .sum(),
            Token::Verbatim(_) | Token::Close(_) => 0,
        }
    }
}

/// Attributes that are kept of one tag.
const MAX_ATTRS: usize = 64;

pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Bytes looked at in vain; past a few times the input, everything ends at the first `>`.
    wasted: usize,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, wasted: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn text_until(&mut self, length: usize) -> Token<'a> {
        let text = &self.rest()[..length];
        self.at += length;
        Token::Text(text)
    }

    /// Leaves out everything up to and with `end`; without it, up to the next `>`.
    fn skip_past(&mut self, end: &str) {
        let rest = self.rest();
        let found = self.find(rest, end).map(|to| to + end.len());
        self.at += found.or_else(|| rest.find('>').map(|to| to + 1)).unwrap_or(rest.len());
    }

    /// `str::find` that gives up once too much was searched in vain.
    fn find(&mut self, text: &str, what: &str) -> Option<usize> {
        if self.wasted > 4 * self.text.len() {
            return None;
        }
        let found = text.find(what);
        if found.is_none() {
            self.wasted += text.len();
        }
        found
    }

    /// Leaves out everything up to the end tag of an element whose content is no markup.
    pub(super) fn skip_element(&mut self, name: &str) {
        self.element_content(name);
    }

    /// The content of an element whose content is no markup, up to its end tag.
    pub(super) fn element_content(&mut self, name: &str) -> &'a str {
        let rest = self.rest().as_bytes();
        let is_end = |at: usize| {
            rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = rest.windows(2).enumerate().find(|&(at, two)| two == b"</" && is_end(at));
        let content = &self.rest()[..end.map_or(rest.len(), |(at, _)| at)];
        self.at += content.len();
        content
    }

    fn verbatim(&mut self) -> Token<'a> {
        let rest = self.rest();
        let (mut depth, mut body) = (0, rest);
        // A template that wraps what is wrapped already.
        while let Some(inner) = body.strip_prefix("<![CDATA[").filter(|_| depth < 2) {
            (depth, body) = (depth + 1, inner);
        }
        let head = rest.len() - body.len();
        let (length, mark) = match self.find(body, "]]>") {
            Some(end) => (end, 3),
            None => (body.find("</").unwrap_or(body.len()), 0),
        };
        self.at += head + length + mark;
        let body = &body[..length];
        if depth == 1 {
            return Token::Verbatim(body);
        }
        self.at += if self.rest().starts_with("]]>") { 3 } else { 0 };
        Token::Verbatim(body.strip_suffix("]]").unwrap_or(body))
    }

    /// The length of the tag at the start of `rest`, `<` and `>` included.
    fn tag_length(&mut self, rest: &str) -> Option<usize> {
        let simple = || rest.find('>').map(|to| to + 1);
        if self.wasted > 4 * self.text.len() {
            return simple();
        }
        let bytes = rest.as_bytes();
        let (mut at, mut after_equals) = (1, false);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'>' => return Some(at),
                // A new tag begins: the `>` of this one was forgotten.
                b'<' => return Some(at - 1),
                b'"' | b'\'' if after_equals => {
                    let Some(length) = memchr::memchr(byte, &bytes[at..]) else { break };
                    at += length + 1;
                    after_equals = false;
                }
                _ if byte.is_ascii_whitespace() => {}
                _ => after_equals = byte == b'=',
            }
        }
        self.wasted += rest.len();
        simple()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                return Some(self.text_until(length));
            }
            match rest.as_bytes().get(1) {
                Some(b'!') if rest.starts_with("<!--") => self.skip_past("-->"),
                Some(b'!') if rest.starts_with("<![CDATA[") => return Some(self.verbatim()),
                Some(b'!') => self.skip_past(">"),
                Some(b'?') => self.skip_past("?>"),
                Some(b'/') if rest.as_bytes().get(2).is_some_and(|&b| starts_name(b)) => {
                    let length = memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |to| to + 1);
                    self.at += length;
                    let name = rest[2..length].trim_end_matches('>');
                    return Some(Token::Close(&name[..name_length(name)]));
                }
                Some(&byte) if starts_name(byte) => {
                    let Some(length) = self.tag_length(rest) else {
                        self.at = self.text.len();
                        return Some(Token::Text(rest));
                    };
                    self.at += length;
                    return Some(open(rest[1..length].trim_end_matches('>')));
                }
                _ => {
                    let length = rest[1..].find('<').map_or(rest.len(), |to| to + 1);
                    return Some(self.text_until(length));
                }
            }
        }
    }
}

const fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn name_length(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.');
    let plain = text.bytes().position(|byte| !is_plain(&byte)).unwrap_or(text.len());
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=' | b'"' | b'\'' | b'>');
    if text.as_bytes().get(plain).is_none_or(ends) {
        return plain;
    }
    let rest = &text[plain..];
    plain + rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '=' | '"' | '\'' | '>')).unwrap_or(rest.len())
}

fn open(inside: &str) -> Token<'_> {
    /// Room for what a tag usually holds.
    const USUAL: usize = 8;
    let whole = inside;
    let (inside, empty) = match inside.strip_suffix('/') {
        Some(rest) => (rest, true),
        None => (inside, false),
    };
    let (name, mut rest) = inside.split_at(name_length(inside));
    let mut attrs: Vec<(&str, &str)> = Vec::new();
    while attrs.len() < MAX_ATTRS {
        // Whatever ends a name is left out here, so that each turn takes at least one character.
        rest = after(rest, |c| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '=' | '>'));
        if rest.is_empty() {
            break;
        }
        let (key, tail) = rest.split_at(name_length(rest));
        let value;
        (value, rest) = match after(tail, char::is_whitespace).strip_prefix('=') {
            Some(tail) => attr_value(after(tail, char::is_whitespace)),
            None => ("", tail),
        };
        // `href=https://a.example/b/>`: what ends the tag is the address's own.
        let is_last = empty && inside.ends_with(value) && rest.is_empty() && !value.ends_with(['"', '\'']);
        let value = if is_last && (value.starts_with('/') || value.contains("://")) {
            &whole[inside.len() - value.len()..]
        } else {
            value
        };
        // The first of two attributes of one name counts.
        if !attrs.iter().any(|&(known, _)| known == key) {
            if attrs.is_empty() {
                attrs.reserve(USUAL);
            }
            attrs.push((key, value));
        }
    }
    Token::Open { name, attrs, empty }
}

/// What follows the characters at the start that are `left_out`. Most are a byte, and mostly there is one or none.
fn after(text: &str, left_out: impl Fn(char) -> bool) -> &str {
    let plain = text.bytes().take_while(|&byte| byte.is_ascii() && left_out(byte.into())).count();
    let rest = &text[plain..];
    if rest.as_bytes().first().is_some_and(u8::is_ascii) { rest } else { rest.trim_start_matches(left_out) }
}

fn attr_value(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    if let Some(quote) = bytes.first().filter(|byte| matches!(byte, b'"' | b'\'')) {
        let Some(length) = memchr::memchr(*quote, &bytes[1..]) else { return (&text[1..], "") };
        return (&text[1..=length], &text[length + 2..]);
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, want: &str) {
        let got: Vec<String> = Tokens::new(markup)
            .map(|token| match token {
                Token::Text(text) => format!("t:{text}"),
                Token::Verbatim(text) => format!("v:{text}"),
                Token::Open { name, attrs, empty } => {
                    let attrs: Vec<String> = attrs.iter().map(|(k, v)| format!(" {k}={v}")).collect();
                    format!("<{name}{}{}", attrs.concat(), if empty { "/" } else { "" })
                }
                Token::Close(name) => format!("/{name}"),
            })
            .collect();
        assert_eq!(got.join("|"), want);
    }

    #[test]
    fn what_is_not_markup_is_text() {
        check("a < b <c>d</c> <", "t:a |t:< b |<c|t:d|/c|t: |t:<");
        check("<a href=x b='>' b=2 c/>é", "<a href=x b=> c=/|t:é");
        check("<a <b>", "<a|<b");
        check("<script =\">\" src=\"x\">y", "<script src=x|t:y");
        check("<a href=https://a.example/b/>c", "<a href=https://a.example/b//|t:c");
        check("<a href=\"/b\"/><a b=no/><a href=/b />", "<a href=/b/|<a b=no/|<a href=/b/");
    }

    #[test]
    fn comments_and_cdata_end_somewhere() {
        check("<!-- a -- b --><![CDATA[<x>&amp;]]>y<![CDATA[z</a>", "v:<x>&amp;|t:y|v:z|/a");
        check("<?xml version='1.0'?><!DOCTYPE a><a", "t:<a");
        check("<![CDATA[<![CDATA[x]]]]><![CDATA[<![CDATA[y]]>]]>z", "v:x|v:y|t:z");
    }

    #[test]
    fn unclosed_quotes_do_not_make_it_quadratic() {
        let hostile = "<a x=\">\" <b y='".repeat(20_000);
        assert!(Tokens::new(&hostile).count() > 0);
    }
}
