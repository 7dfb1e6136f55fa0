//! A query cut into signs and terms. Whatever cannot be read is told, and the rest is read on.

use std::ops::Range;

use super::fault::{ErrorKind, QueryError, Warning, WarningKind, nearest};
use super::fold::Keep;
use super::term::Form;

/// The fields, as written before the colon.
pub(super) const FIELD_NAMES: [(&str, Field); 7] = [
    ("title", Field::Title),
    ("text", Field::Text),
    ("author", Field::Author),
    ("url", Field::Url),
    ("site", Field::Site),
    ("lang", Field::Lang),
    ("source", Field::Source),
];
/// What other tools, or French, call them.
const FIELD_ALIASES: [(&str, &str); 13] = [
    ("intitle", "title"),
    ("titre", "title"),
    ("auteur", "author"),
    ("from", "author"),
    ("langue", "lang"),
    ("language", "lang"),
    ("domain", "site"),
    ("host", "site"),
    ("feed", "source"),
    ("body", "text"),
    ("texte", "text"),
    ("link", "url"),
    ("inurl", "url"),
];
const FARTHEST: u8 = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Text,
    Author,
    Url,
    Site,
    Lang,
    Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near { words: u8, ordered: bool },
    Field(Field),
    Term { form: Form, keep: Keep, text: String, slop: Option<u8> },
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

#[derive(Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) errors: Vec<QueryError>,
    pub(super) warnings: Vec<Warning>,
}

pub(super) fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer { source, at: 0, out: Lexed::default() };
    while lexer.step() {}
    lexer.out
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    out: Lexed,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn step(&mut self) -> bool {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return false };
        let start = self.at;
        if c.is_whitespace() {
            self.at += c.len_utf8();
        } else if rest.starts_with("<<<") {
            self.comment(rest);
        } else if c == '#' && rest[1..].chars().next().is_none_or(char::is_whitespace) {
            self.at += rest.find('\n').unwrap_or(rest.len());
        } else if c == '(' || c == ')' {
            self.at += 1;
            self.push(if c == '(' { Kind::Open } else { Kind::Close }, start);
        } else if c == '-' && rest[1..].chars().next().is_some_and(|next| !next.is_whitespace() && next != ')') {
            self.at += 1;
            self.push(Kind::Not, start);
        } else if is_quote(c) || c == '{' {
            self.term(start, false);
        } else if c == '=' && rest[1..].chars().next().is_some_and(|next| !next.is_whitespace() && next != ')') {
            self.at += 1;
            self.term(start, true);
        } else {
            self.word(start);
        }
        true
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.out.tokens.push(Token { kind, span: start..self.at });
    }

    fn fail(&mut self, kind: ErrorKind, span: Range<usize>) {
        self.out.errors.push(QueryError { span, kind });
    }

    fn comment(&mut self, rest: &str) {
        let start = self.at;
        if let Some(end) = rest.find(">>>") {
            self.at += end + 3;
        } else {
            self.at = self.source.len();
            self.fail(ErrorKind::UnclosedComment, start..start + 3);
        }
    }

    /// An operator, a field or a bare term.
    fn word(&mut self, start: usize) {
        let word = bare(self.rest());
        let kind = match word {
            "AND" => Some(Kind::And),
            "OR" => Some(Kind::Or),
            "NOT" => Some(Kind::Not),
            _ => None,
        };
        if let Some(kind) = kind {
            self.at += word.len();
            self.push(kind, start);
        } else if !self.proximity(word, start) && !self.field(word, start) {
            let proposed = match word {
                "and" => Some("AND"),
                "or" => Some("OR"),
                "not" => Some("NOT"),
                _ if word.starts_with("near/") => Some("NEAR/5"),
                _ => None,
            };
            if let Some(proposed) = proposed {
                let kind = WarningKind::LowerCaseOperator { word: word.to_owned(), proposed };
                self.out.warnings.push(Warning { span: start..start + word.len(), kind });
            }
            self.term(start, false);
        }
    }

    fn proximity(&mut self, word: &str, start: usize) -> bool {
        let (name, distance) = word.split_once('/').unwrap_or((word, ""));
        let span = start..start + word.len();
        if name != "NEAR" && name != "ONEAR" {
            let numbered = distance.starts_with(|c: char| c.is_ascii_digit());
            let close = nearest(name, ["NEAR", "ONEAR"].into_iter(), 2);
            let (true, true, Some(close)) = (numbered, name.bytes().all(|b| b.is_ascii_uppercase()), close) else {
                return false;
            };
            self.fail(ErrorKind::UnknownOperator { name: word.to_owned(), nearest: close }, span.clone());
        } else {
            let number = distance.strip_suffix('f').unwrap_or(distance);
            match number.parse() {
                Ok(words @ 1..=FARTHEST) if !number.starts_with('+') => {
                    self.at = span.end;
                    self.push(Kind::Near { words, ordered: name == "ONEAR" || number != distance }, start);
                    return true;
                }
                _ => self.fail(ErrorKind::BadDistance { written: word.to_owned() }, span.clone()),
            }
        }
        self.at = span.end;
        // Read as a nearness, so that the operands are not said to be wrong too.
        self.push(Kind::Near { words: 1, ordered: false }, start);
        true
    }

    fn field(&mut self, word: &str, start: usize) -> bool {
        let Some((name, value)) = word.split_once(':') else { return false };
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
        if !is_name || value.starts_with("//") {
            return false;
        }
        let span = start..start + name.len() + 1;
        self.at = span.end;
        let field = FIELD_NAMES.iter().find(|(known, _)| *known == name).map(|&(_, field)| field);
        if field.is_none() {
            let lower = name.to_ascii_lowercase();
            let alias = FIELD_ALIASES.iter().find(|(alias, _)| *alias == lower).map(|&(_, known)| known);
            let nearest = alias.or_else(|| nearest(&lower, FIELD_NAMES.iter().map(|&(known, _)| known), 2));
            self.fail(ErrorKind::UnknownField { name: name.to_owned(), nearest }, span);
        }
        self.push(Kind::Field(field.unwrap_or(Field::Text)), start);
        let (after, at) = (self.rest(), self.at);
        match after.chars().next() {
            Some(c) if is_quote(c) || c == '{' => self.term(at, false),
            Some('=') if !after[1..].starts_with(|c: char| c.is_whitespace() || c == ')') && after.len() > 1 => {
                self.at += 1;
                self.term(at, true);
            }
            Some(c) if !c.is_whitespace() && !matches!(c, '(' | ')') && !after.starts_with("<<<") => {
                self.term(at, false);
            }
            _ => {}
        }
        true
    }

    /// A term whose text begins here; `start` is where its `=` stands, if it has one.
    fn term(&mut self, start: usize, accents: bool) {
        let rest = self.rest();
        let keep = Keep { case: rest.starts_with('{'), accents };
        let Some(first) = rest.chars().next() else { return };
        let body = &rest[first.len_utf8()..];
        let (form, text, slop) = if is_quote(first) {
            let end = body.find(|c| closes(first, c));
            if end.is_none() {
                self.fail(ErrorKind::UnclosedQuote { quote: first }, self.at..self.at + first.len_utf8());
            }
            let text = &body[..end.unwrap_or(body.len())];
            self.at += first.len_utf8() + text.len();
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            (Form::Phrase, collapse(&text.replace(is_quote, " ")), self.slop())
        } else if keep.case {
            let end = body.find('}');
            if end.is_none() {
                self.fail(ErrorKind::UnclosedBrace, self.at..self.at + 1);
            }
            let text = &body[..end.unwrap_or(body.len())];
            self.at += 1 + text.len() + usize::from(end.is_some());
            let text = collapse(&text.replace(|c| c == '{' || is_quote(c), " "));
            (if text.contains(' ') { Form::Phrase } else { Form::Bare }, text, None)
        } else {
            let word = bare(rest);
            self.at += word.len();
            (Form::Bare, word.to_owned(), None)
        };
        self.push(Kind::Term { form, keep, text, slop }, start);
    }

    /// `~5` after a phrase.
    fn slop(&mut self) -> Option<u8> {
        let digits = self.rest().strip_prefix('~')?;
        let written = bare(digits);
        let span = self.at..self.at + 1 + written.len();
        self.at = span.end;
        if let Ok(words @ 0..=FARTHEST) = written.parse() {
            return Some(words).filter(|&words| words > 0);
        }
        self.fail(ErrorKind::BadDistance { written: format!("~{written}") }, span);
        None
    }
}

/// What is written without a blank; at least one character.
fn bare(rest: &str) -> &str {
    let end = rest.char_indices().skip(1).find(|&(at, c)| {
        c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '{' | '}') || rest[at..].starts_with("<<<")
    });
    let starts_blank = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c));
    if starts_blank { "" } else { &rest[..end.map_or(rest.len(), |(at, _)| at)] }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn closes(open: char, c: char) -> bool {
    match open {
        '“' | '„' => matches!(c, '“' | '”' | '"'),
        '«' => matches!(c, '»' | '"'),
        _ => matches!(c, '"' | '”'),
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
