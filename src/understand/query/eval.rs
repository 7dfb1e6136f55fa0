//! Whether a document matches, and where.

use super::about::Filter;
use super::node::Node;
use super::pattern::Pattern;
use super::seen::Starts;
use super::spans::{Span, near};
use super::term::Term;
use super::words::{FIELDS, Words};
use crate::model::TermHit;

/// The hits of the positive terms, or none when the document does not match.
pub(super) fn hits(root: &Node, words: &Words<'_>, starts: Option<&Starts<'_>>) -> Option<Vec<TermHit>> {
    let ask = Ask { words, starts };
    if !ask.holds(root) {
        return None;
    }
    let mut hits = Vec::new();
    ask.collect(root, &mut hits);
    hits.sort_unstable_by(|a, b| (a.field, a.start, a.end, &a.term).cmp(&(b.field, b.start, b.end, &b.term)));
    hits.dedup();
    Some(hits)
}

struct Ask<'a> {
    words: &'a Words<'a>,
    starts: Option<&'a Starts<'a>>,
}

impl Ask<'_> {
    fn holds(&self, node: &Node) -> bool {
        match node {
            Node::Or(nodes) => nodes.iter().any(|node| self.holds(node)),
            Node::And(nodes) => nodes.iter().all(|node| self.holds(node)),
            Node::Near(..) => !self.stretches(node).is_empty(),
            Node::Not(node) => !self.holds(node),
            Node::Term(term) if !self.may_hold(term) => false,
            Node::Term(term) => term.scope.fields().iter().any(|&field| self.spans(term, field).next().is_some()),
            Node::Pattern(pattern) => pattern.scope.fields().iter().any(|&at| pattern.is_in(&self.words.fields[at])),
            Node::Filter(filter) => self.passes(filter),
            Node::Search(_, node) => self.holds(node),
        }
    }

    fn collect(&self, node: &Node, hits: &mut Vec<TermHit>) {
        match node {
            Node::Or(nodes) => nodes.iter().filter(|node| self.holds(node)).for_each(|node| self.collect(node, hits)),
            Node::And(nodes) => nodes.iter().for_each(|node| self.collect(node, hits)),
            Node::Near(..) => self.collect_within(node, &self.stretches(node), hits),
            Node::Term(term) => self.places(term).into_iter().for_each(|span| hits.push(self.hit(term, span))),
            Node::Pattern(pattern) => {
                for &field in pattern.scope.fields() {
                    let places = pattern.places(&self.words.fields[field]);
                    hits.extend(places.into_iter().map(|bytes| hit_of(pattern, field, &bytes)));
                }
            }
            Node::Search(_, node) => self.collect(node, hits),
            Node::Not(_) | Node::Filter(_) => {}
        }
    }

    /// Of the terms that stand near each other, the places inside what was found.
    fn collect_within(&self, node: &Node, stretches: &[Span], hits: &mut Vec<TermHit>) {
        let mut reached: Vec<(usize, usize, usize)> = Vec::with_capacity(stretches.len());
        for span in stretches {
            let furthest = reached.last().filter(|last| last.0 == span.field).map_or(0, |last| last.2);
            reached.push((span.field, span.first, furthest.max(span.last)));
        }
        let is_inside = |span: Span| {
            let past = reached.partition_point(|&(field, first, _)| (field, first) <= (span.field, span.first));
            let before = past.checked_sub(1).and_then(|last| reached.get(last));
            before.is_some_and(|&(field, _, last)| field == span.field && last >= span.last)
        };
        node.each(&mut |node| match node {
            Node::Term(term) => {
                let spans = self.places(term).into_iter().filter(|span| is_inside(*span));
                hits.extend(spans.map(|span| self.hit(term, span)));
            }
            Node::Pattern(pattern) => {
                let places = self.places_of_pattern(pattern).into_iter().filter(|(span, _)| is_inside(*span));
                hits.extend(places.map(|(span, bytes)| hit_of(pattern, span.field, &bytes)));
            }
            _ => {}
        });
    }

    fn hit(&self, term: &Term, span: Span) -> TermHit {
        let bytes = term.bytes(&self.words.fields[span.field], span.first, span.last);
        TermHit { field: FIELDS[span.field], start: bytes.start, end: bytes.end, term: term.written() }
    }

    fn may_hold(&self, term: &Term) -> bool {
        self.starts.is_none_or(|starts| starts.may_hold(term.id))
    }

    fn places(&self, term: &Term) -> Vec<Span> {
        if !self.may_hold(term) {
            return Vec::new();
        }
        term.scope.fields().iter().flat_map(|&field| self.spans(term, field)).collect()
    }

    /// Where a pattern stands, as far as it touches a word.
    fn places_of_pattern(&self, pattern: &Pattern) -> Vec<(Span, std::ops::Range<usize>)> {
        let mut found = Vec::new();
        for &field in pattern.scope.fields() {
            let words = &self.words.fields[field];
            for bytes in pattern.places(words) {
                if let Some((first, last)) = Pattern::words(words, &bytes) {
                    found.push((Span { field, first, last }, bytes));
                }
            }
        }
        found
    }

    fn spans<'b>(&'b self, term: &'b Term, field: usize) -> impl Iterator<Item = Span> + 'b {
        let place = &self.words.fields[field];
        let starts = self.starts.and_then(|starts| starts.of(term.id, field));
        let firsts: Box<dyn Iterator<Item = usize> + 'b> = match starts {
            Some(starts) => Box::new(starts.into_iter()),
            None => Box::new(0..place.words.len()),
        };
        firsts.filter_map(move |first| {
            let count = term.fits(place, first)?;
            Some(Span { field, first, last: first + count - 1 })
        })
    }

    /// Where a whole NEAR stands.
    fn stretches(&self, node: &Node) -> Vec<Span> {
        let mut all: Vec<Span> = self.operands(node).into_iter().flatten().collect();
        all.sort_unstable();
        all
    }

    /// The places of an operand of NEAR: one list, or for AND one for each of what must all be near.
    fn operands(&self, node: &Node) -> Vec<Vec<Span>> {
        match node {
            Node::Term(term) => vec![self.places(term)],
            Node::Pattern(pattern) => {
                vec![self.places_of_pattern(pattern).into_iter().map(|(span, _)| span).collect()]
            }
            Node::Search(_, node) => self.operands(node),
            Node::Or(nodes) => {
                vec![nodes.iter().flat_map(|node| self.stretches_of_operand(node)).collect()]
            }
            Node::And(nodes) => nodes.iter().flat_map(|node| self.operands(node)).collect(),
            Node::Near(first, rest) => {
                let mut found = self.operands(first);
                for (reach, node) in rest {
                    let right = self.operands(node);
                    let mut pairs = Vec::new();
                    for (left, right) in found.iter().flat_map(|left| right.iter().map(move |right| (left, right))) {
                        let stretches = near(self.words, left, right, *reach);
                        if stretches.is_empty() {
                            return vec![Vec::new()];
                        }
                        pairs.push(stretches);
                    }
                    // As one list, or a chain of ANDs would double at every link.
                    found = vec![pairs.concat()];
                }
                found
            }
            // The parser lets neither into a NEAR.
            Node::Not(_) | Node::Filter(_) => vec![Vec::new()],
        }
    }

    fn stretches_of_operand(&self, node: &Node) -> Vec<Span> {
        let lists = self.operands(node);
        if lists.iter().any(Vec::is_empty) { Vec::new() } else { lists.into_iter().flatten().collect() }
    }

    fn passes(&self, filter: &Filter) -> bool {
        match filter {
            Filter::Site(site) => self.words.host().is_some_and(|host| {
                host.strip_suffix(site.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }),
            Filter::Language(language) => self.words.language() == *language,
            Filter::Source(_, name) => name.matches(self.words.source()),
            filter => filter.passes(self.words.about()),
        }
    }
}

fn hit_of(pattern: &Pattern, field: usize, bytes: &std::ops::Range<usize>) -> TermHit {
    TermHit { field: FIELDS[field], start: bytes.start, end: bytes.end, term: pattern.written() }
}
