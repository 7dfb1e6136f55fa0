//! What a query is made of at its ends: a term, a pattern, a field with its value, a saved search.

use std::ops::Range;

use super::fault::{ErrorKind, Warning, WarningKind};
use super::fields::{Field, filter};
use super::fold::Keep;
use super::library::MOST_PARTS;
use super::node::{Node, Reach};
use super::parse::{Parser, nothing};
use super::pattern::{Pattern, Refusal};
use super::term::{Form, Scope, Term};

impl Parser<'_> {
    pub(super) fn leaf(
        &mut self,
        form: Form,
        keep: Keep,
        text: String,
        slop: Option<u8>,
        span: &Range<usize>,
    ) -> Option<Node> {
        let scope = match self.field {
            None => Scope::TitleOrText,
            Some(Field::Elsewhere) => return Some(nothing()),
            Some(Field::Search) => return Some(self.search(text, span)),
            Some(field) => match field.scope() {
                Some(scope) => scope,
                None => return Some(self.filter(field, text, span)),
            },
        };
        if let (Form::Phrase, Some(words)) = (form, slop) {
            let terms = text.split(' ').filter_map(|word| Term::new(scope, Form::Phrase, keep, word.to_owned()));
            let terms: Vec<Term> = terms.collect();
            if terms.len() > 1 {
                if let Some(wild) = terms.iter().find(|term| term.letters() == 0) {
                    self.fail(ErrorKind::OnlyWildcards { written: wild.written() }, span.clone());
                }
                let mut terms = terms.into_iter().map(Node::Term);
                let first = terms.next()?;
                let rest = terms.map(|node| (Reach::Words { words, ordered: false }, node));
                return Some(Node::Near(Box::new(first), rest.collect()));
            }
        }
        let Some(mut term) = Term::new(scope, form, keep, text.clone()) else {
            self.fail(ErrorKind::NoWord { written: text }, span.clone());
            return None;
        };
        if let (Form::Bare, Some(edits)) = (form, slop) {
            let Some(loose) = term.with_edits(edits) else {
                self.fail(ErrorKind::BadEdits { written: format!("{text}~{edits}") }, span.clone());
                return None;
            };
            term = loose;
        }
        if term.letters() == 0 {
            self.fail(ErrorKind::OnlyWildcards { written: text }, span.clone());
        } else if term.letters() == 1 && !term.is_sign() {
            let kind = WarningKind::TooBroad { term: term.written() };
            self.warnings.push(Warning { span: span.clone(), kind });
        }
        Some(Node::Term(term))
    }

    pub(super) fn pattern(&mut self, source: String, any_case: bool, span: &Range<usize>) -> Option<Node> {
        let scope = self.field.map_or(Some(Scope::TitleOrText), Field::scope);
        let Some(scope) = scope else {
            self.fail(ErrorKind::MissingValue, span.clone());
            return None;
        };
        let written = source.clone();
        match Pattern::new(scope, source, any_case) {
            Ok(pattern) => Some(Node::Pattern(pattern)),
            Err(refusal) => {
                let kind = match refusal {
                    Refusal::Wrong => ErrorKind::BadPattern { written },
                    Refusal::TooLarge => ErrorKind::PatternTooLarge { written },
                    Refusal::FitsEverywhere => ErrorKind::PatternFitsEverywhere { written },
                };
                self.fail(kind, span.clone());
                Some(nothing())
            }
        }
    }

    fn filter(&mut self, field: Field, text: String, span: &Range<usize>) -> Node {
        match filter(field, text) {
            Ok(node) => {
                if matches!(&node, Node::Filter(filter) if filter.is_of_mentions()) {
                    self.of_mentions.push(span.clone());
                }
                node
            }
            Err(kind) => {
                self.fail(kind, span.clone());
                nothing()
            }
        }
    }

    fn search(&mut self, name: String, span: &Range<usize>) -> Node {
        match self.library.get(&name) {
            Err(kind) => {
                self.fail(kind, span.clone());
                nothing()
            }
            Ok(saved) => {
                self.searched += saved.parts;
                if self.searched > MOST_PARTS {
                    self.fail(ErrorKind::SearchTooLong { name }, span.clone());
                    return nothing();
                }
                if saved.is_of_mentions {
                    self.of_mentions.push(span.clone());
                }
                Node::Search(name, Box::new(saved.root.clone()))
            }
        }
    }
}
