//! Every brand's query at once.
//!
//! One automaton over the words of all queries reads a document once; only the queries that it touches are decided,
//! and each of their terms is looked for only where its rarest piece was seen. What a document costs grows with its
//! length and with what it touches, not with the number of queries.

use std::collections::HashMap;

use regex::RegexSet;

use super::node::Node;
use super::pattern;
use super::seen::{Companions, Lookout, Numbered, Place, Starts};
use super::words::{Words, texts};
use super::{Document, Query, eval};
use crate::model::{BrandId, TermHit};

/// Every brand's query.
#[derive(Debug)]
pub struct Matcher {
    watched: Vec<Watched>,
    /// For each text of the automaton, the queries and their terms that look for it.
    wanted: Vec<Vec<(usize, u32)>>,
    /// Queries that a document can match with none of the texts.
    always: Vec<usize>,
    /// The regular expressions, and the query of each. They look at the text as written, which no automaton reads.
    patterns: RegexSet,
    pattern_of: Vec<usize>,
    /// None when it could not be built; then every query is decided on every document.
    lookout: Option<Lookout>,
}

/// A query that a document matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Whose query.
    pub brand: BrandId,
    /// Where its positive terms stand, sorted by field and place.
    pub hits: Vec<TermHit>,
}

#[derive(Debug)]
struct Watched {
    brand: BrandId,
    root: Node,
    /// For each term, the texts to look for; none: anywhere.
    anchors: Vec<Option<Vec<Numbered>>>,
}

impl Matcher {
    /// Prepares the queries; hits come in their order.
    pub fn new(queries: impl IntoIterator<Item = (BrandId, Query)>) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut matcher = Self {
            watched: Vec::new(),
            wanted: Vec::new(),
            always: Vec::new(),
            patterns: RegexSet::empty(),
            pattern_of: Vec::new(),
            lookout: None,
        };
        let (mut patterns, mut needs) = (Vec::new(), Vec::new());
        for (index, (brand, Query { root })) in queries.into_iter().enumerate() {
            let (anchors, companions) = anchors(&root, &mut numbers, &mut patterns);
            needs.resize(numbers.len(), Vec::new());
            matcher.pattern_of.resize(patterns.len(), index);
            matcher.wanted.resize(numbers.len(), Vec::new());
            for (term, texts) in (0..).zip(&anchors) {
                for (text, _) in texts.iter().flatten() {
                    matcher.wanted[*text as usize].push((index, term));
                    needs[*text as usize].push(companions[term as usize].clone());
                }
            }
            if root.matches_without_words() || anchors.iter().any(Option::is_none) {
                matcher.always.push(index);
            }
            matcher.watched.push(Watched { brand, root, anchors });
        }
        matcher.watch_for(patterns);
        let mut texts: Vec<(String, u32)> = numbers.into_iter().collect();
        texts.sort_unstable_by_key(|&(_, number)| number);
        let texts: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
        matcher.lookout = Lookout::new(&texts, needs);
        matcher
    }

    /// Without a set of them, queries with patterns are decided on every document.
    fn watch_for(&mut self, patterns: Vec<String>) {
        if let Ok(set) = pattern::set(patterns) {
            self.patterns = set;
        } else {
            self.always.append(&mut self.pattern_of);
            self.always.sort_unstable();
            self.always.dedup();
        }
    }

    /// The queries that the document matches.
    pub fn hits(&self, document: &Document<'_>) -> Vec<Hit> {
        let mut candidates = self.always.clone();
        candidates.extend(self.by_pattern(document));
        let Some(lookout) = &self.lookout else {
            let words = Words::new(document);
            return self.watched.iter().filter_map(|watched| watched.decide(&words, None)).collect();
        };
        let Some((words, places)) = lookout.look(document, !candidates.is_empty()) else { return Vec::new() };
        let live = self.live(&places);
        candidates.extend(live.iter().map(|&(query, _)| query));
        candidates.sort_unstable();
        candidates.dedup();
        let decide = |index: usize| {
            let watched = self.watched.get(index)?;
            let from = live.partition_point(|&(query, _)| query < index);
            let terms = live[from..].iter().take_while(|&&(query, _)| query == index).map(|&(_, term)| term);
            watched.decide(&words, Some(&Starts::new(&watched.anchors, &places, terms)))
        };
        candidates.into_iter().filter_map(decide).collect()
    }

    /// The queries, and their terms, of which a text was seen.
    fn live(&self, places: &[Place]) -> Vec<(usize, u32)> {
        let texts = places.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0 as usize);
        let mut live: Vec<(usize, u32)> = texts.flat_map(|text| self.wanted[text].iter().copied()).collect();
        live.sort_unstable();
        live
    }

    /// The queries of which a pattern stands in the document.
    fn by_pattern(&self, document: &Document<'_>) -> impl Iterator<Item = usize> {
        let texts = texts(document).into_iter().filter(|_| !self.patterns.is_empty());
        let found = texts.flat_map(|text| self.patterns.matches(text).into_iter().collect::<Vec<_>>());
        found.map(|pattern| self.pattern_of[pattern])
    }
}

/// For each term of a query the texts to look for, and what must stand beside them; new texts get their numbers, patterns
/// are kept apart.
fn anchors(
    root: &Node,
    numbers: &mut HashMap<String, u32>,
    patterns: &mut Vec<String>,
) -> (Vec<Option<Vec<Numbered>>>, Vec<Companions>) {
    let (mut anchors, mut companions) = (Vec::new(), Vec::new());
    root.each(&mut |node| match node {
        Node::Term(term) => {
            companions.push(term.companions());
            anchors.push(term.anchors().map(|anchors| {
                let mut numbered = Vec::with_capacity(anchors.len());
                for anchor in anchors {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    numbered.push((*numbers.entry(anchor.text).or_insert(next), anchor.shifts));
                }
                numbered
            }));
        }
        Node::Pattern(pattern) => {
            patterns.push(pattern.for_set());
            anchors.push(Some(Vec::new()));
            companions.push(Vec::new());
        }
        _ => {}
    });
    (anchors, companions)
}

impl Watched {
    fn decide(&self, words: &Words<'_>, starts: Option<&Starts<'_>>) -> Option<Hit> {
        eval::hits(&self.root, words, starts).map(|hits| Hit { brand: self.brand, hits })
    }
}
