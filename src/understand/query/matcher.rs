//! Every brand's query at once.
//!
//! One automaton over the words of all queries reads a document once; only the queries that it touches are decided,
//! and each of their terms is looked for only where its rarest piece was seen.

use std::collections::{BTreeSet, HashMap};

use aho_corasick::AhoCorasick;

use super::node::Node;
use super::sieve::Sieve;
use super::words::Words;
use super::{Document, Query, eval};
use crate::model::{BrandId, TermHit};

/// Every brand's query.
#[derive(Debug)]
pub struct Matcher {
    watched: Vec<Watched>,
    /// For each text of the automaton, the queries that look for it.
    wanted: Vec<Vec<usize>>,
    /// Queries that a document can match with none of the texts.
    always: Vec<usize>,
    /// None when it could not be built; then every query is decided on every document.
    automaton: Option<AhoCorasick>,
    /// None when every document has to be cut into words.
    pub(super) sieve: Option<Sieve>,
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
    /// For each term, the texts to look for and how many words before them it starts; none: anywhere.
    anchors: Vec<Option<Vec<(usize, usize)>>>,
}

/// Where the texts were seen: (text, field) to words, in order.
type Seen = HashMap<(usize, usize), Vec<usize>>;

impl Matcher {
    /// Prepares the queries; hits come in their order.
    pub fn new(queries: impl IntoIterator<Item = (BrandId, Query)>) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut beside: Vec<Vec<Vec<String>>> = Vec::new();
        let mut matcher =
            Self { watched: Vec::new(), wanted: Vec::new(), always: Vec::new(), automaton: None, sieve: None };
        for (index, (brand, Query { root })) in queries.into_iter().enumerate() {
            let mut anchors = Vec::new();
            root.terms(&mut |term| {
                anchors.push(term.anchors().map(|anchors| {
                    let mut numbered = Vec::with_capacity(anchors.len());
                    for anchor in anchors {
                        let next = numbers.len();
                        let number = *numbers.entry(anchor.text).or_insert(next);
                        beside.resize(numbers.len(), Vec::new());
                        beside[number].push(term.companions());
                        numbered.push((number, anchor.shift));
                    }
                    numbered
                }));
            });
            matcher.wanted.resize(numbers.len(), Vec::new());
            for &(text, _) in anchors.iter().flatten().flatten() {
                if matcher.wanted[text].last() != Some(&index) {
                    matcher.wanted[text].push(index);
                }
            }
            if root.matches_without_words() || anchors.iter().any(Option::is_none) {
                matcher.always.push(index);
            }
            matcher.watched.push(Watched { brand, root, anchors });
        }
        let mut texts: Vec<(String, usize)> = numbers.into_iter().collect();
        texts.sort_unstable_by_key(|&(_, number)| number);
        matcher.automaton = AhoCorasick::new(texts.iter().map(|(text, _)| text)).ok();
        if matcher.automaton.is_some() && matcher.always.is_empty() {
            matcher.sieve = Sieve::new(texts.iter().map(|(text, _)| text.as_str()), beside);
        }
        matcher
    }

    /// The queries that the document matches.
    pub fn hits(&self, document: &Document<'_>) -> Vec<Hit> {
        if self.sieve.as_ref().is_some_and(|sieve| !sieve.lets_through(document)) {
            return Vec::new();
        }
        let words = Words::new(document);
        let seen = self.automaton.as_ref().map(|automaton| see(automaton, &words));
        let candidates: BTreeSet<usize> = match &seen {
            Some(seen) => {
                let touched = seen.keys().flat_map(|&(text, _)| &self.wanted[text]);
                touched.chain(&self.always).copied().collect()
            }
            None => (0..self.watched.len()).collect(),
        };
        candidates.into_iter().filter_map(|index| self.watched.get(index)?.decide(&words, seen.as_ref())).collect()
    }
}

impl Watched {
    fn decide(&self, words: &Words<'_>, seen: Option<&Seen>) -> Option<Hit> {
        let starts = |term: u32, field: usize| {
            let anchors = self.anchors.get(usize::try_from(term).ok()?)?.as_ref()?;
            let mut starts: Vec<usize> = anchors
                .iter()
                .filter_map(|&(text, shift)| Some((seen?.get(&(text, field))?, shift)))
                .flat_map(|(places, shift)| places.iter().filter_map(move |place| place.checked_sub(shift)))
                .collect();
            starts.sort_unstable();
            starts.dedup();
            Some(starts)
        };
        let starts: Option<eval::Starts<'_>> = if seen.is_some() { Some(&starts) } else { None };
        eval::hits(&self.root, words, starts).map(|hits| Hit { brand: self.brand, hits })
    }
}

fn see(automaton: &AhoCorasick, words: &Words<'_>) -> Seen {
    let mut seen = Seen::new();
    for (number, field) in words.fields.iter().enumerate() {
        for found in automaton.find_overlapping_iter(&field.folded) {
            // A text may begin or end with the blank at a word's border.
            let blank = usize::from(field.folded.as_bytes().get(found.start()) == Some(&b' '));
            let word = field.word_at(found.start() + blank);
            let places = seen.entry((found.pattern().as_usize(), number)).or_default();
            if places.last() != Some(&word) {
                places.push(word);
            }
        }
    }
    seen
}
