//! A query cut into signs and terms. Whatever cannot be read is told, and the rest is read on.

use std::ops::Range;

use super::fault::{ErrorKind, QueryError, Warning, WarningKind, nearest};
use super::fields::{ALIASES, Field, NAMES, named};
use super::fold::Keep;
use super::node::Reach;
use super::term::Form;

const FARTHEST: u8 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(Reach),
    Field(Field),
    /// `slop` is a distance in words for a phrase, in letters for a word.
    Term {
        form: Form,
        keep: Keep,
        text: String,
        slop: Option<u8>,
    },
    Pattern {
        source: String,
        any_case: bool,
    },
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
        } else if c == '/' && self.pattern(start) {
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
            "SENT" => Some(Kind::Near(Reach::Sentence)),
            "PARA" => Some(Kind::Near(Reach::Paragraph)),
            _ => None,
        };
        if let Some(kind) = kind {
            self.at += word.len();
            self.push(kind, start);
        } else if !self.proximity(word, start) && !self.field(word, start) {
            let proposed = match word {
                "and" | "ET" => Some("AND"),
                "or" | "OU" => Some("OR"),
                "not" | "SAUF" | "NON" => Some("NOT"),
                _ if word.starts_with("near/") => Some("NEAR/5"),
                _ => None,
            };
            if let Some(proposed) = proposed {
                let kind = WarningKind::NoOperator { word: word.to_owned(), proposed };
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
                    let ordered = name == "ONEAR" || number != distance;
                    self.push(Kind::Near(Reach::Words { words, ordered }), start);
                    return true;
                }
                _ => self.fail(ErrorKind::BadDistance { written: word.to_owned() }, span.clone()),
            }
        }
        self.at = span.end;
        // Read as a nearness, so that the operands are not said to be wrong too.
        self.push(Kind::Near(Reach::Words { words: 1, ordered: false }), start);
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
        let field = named(name);
        if field.is_none() {
            let lower = name.to_ascii_lowercase();
            let alias = ALIASES.iter().find(|(alias, _)| *alias == lower).map(|&(_, known)| known);
            let nearest = alias.or_else(|| nearest(&lower, NAMES.iter().map(|&(known, _)| known), 2));
            self.fail(ErrorKind::UnknownField { name: name.to_owned(), nearest }, span);
        } else if field == Some(Field::Elsewhere) {
            let kind = WarningKind::FieldElsewhere { name: name.to_owned() };
            self.out.warnings.push(Warning { span, kind });
        }
        let field = field.unwrap_or(Field::Text);
        self.push(Kind::Field(field), start);
        let (after, at) = (self.rest(), self.at);
        match after.chars().next() {
            Some('[') if field.takes_range() => self.range(at),
            Some('/') if field.scope().is_some() && self.pattern(at) => {}
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

    /// `[4 TO 5]`.
    fn range(&mut self, start: usize) {
        let rest = self.rest();
        let end = rest.find(['\n', ']']).map_or(rest.len(), |end| end + 1);
        self.at += end;
        let text = rest[..end].trim_end().to_owned();
        self.push(Kind::Term { form: Form::Bare, keep: Keep::default(), text, slop: None }, start);
    }

    /// `/…/` or `/…/i`; what only begins like one is a term, as `/r/france` is.
    fn pattern(&mut self, start: usize) -> bool {
        let body = &self.rest()[1..];
        let mut escaped = false;
        let end = body.char_indices().find(|&(_, c)| {
            let ends = c == '\n' || c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some((end, '/')) = end.filter(|&(end, _)| end > 0) else { return false };
        let after = &body[end + 1..];
        let any_case = after.starts_with('i');
        let after = &after[usize::from(any_case)..];
        if !after.is_empty() && !ends_word(after) {
            return false;
        }
        self.at += 1 + end + 1 + usize::from(any_case);
        self.push(Kind::Pattern { source: body[..end].to_owned(), any_case }, start);
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
            if self.rest().starts_with('~') {
                let (at, written) = (self.at, bare(self.rest()).to_owned());
                self.at += written.len();
                self.fail(ErrorKind::BadEdits { written }, at..self.at);
            }
            (if text.contains(' ') { Form::Phrase } else { Form::Bare }, text, None)
        } else {
            let word = bare(rest);
            self.at += word.len();
            let (text, edits) = edits(word);
            // `\/` is a stroke that begins no pattern.
            let text = if text.starts_with("\\/") { &text[1..] } else { text };
            (Form::Bare, text.to_owned(), edits)
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

/// `acme~1`: the word and how many letters may be otherwise, one when no number says it.
fn edits(word: &str) -> (&str, Option<u8>) {
    let Some((head, number)) = word.rsplit_once('~') else { return (word, None) };
    if !head.contains(char::is_alphabetic) || !number.bytes().all(|b| b.is_ascii_digit()) {
        return (word, None);
    }
    // A number too large for the type is too large in any case.
    (head, Some(if number.is_empty() { 1 } else { number.parse().unwrap_or(u8::MAX) }))
}

/// What is written without a blank; at least one character.
fn bare(rest: &str) -> &str {
    let end = rest.char_indices().skip(1).find(|&(at, _)| ends_word(&rest[at..]));
    let starts_blank = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c));
    if starts_blank { "" } else { &rest[..end.map_or(rest.len(), |(at, _)| at)] }
}

/// Whether a word ends before what begins so.
fn ends_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '{' | '}'))
        || rest.starts_with("<<<")
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
