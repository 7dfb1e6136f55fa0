//! Whether a document can speak of any brand at all, asked before it is cut into words.
//!
//! Nearly every document speaks of none, and cutting it up would be nearly all of the work. One automaton over all that
//! the queries look for reads its folded text once; a sign is taken for a word's border when it is no ASCII letter or
//! digit, so that no word is missed and few are taken for others.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Document;
use super::fold::{Keep, fold_into};

/// Up to so many bytes of texts, an automaton of a few megabytes is worth its speed.
const FAST: usize = 100_000;

/// The texts, without the blanks that stand for borders.
#[derive(Debug)]
pub(super) struct Sieve {
    automaton: AhoCorasick,
    /// The same texts, for the question whether any is there at all: where they are few, it looks at many bytes in one step.
    quick: AhoCorasick,
    /// Whether the text begins, and ends, at a word's border.
    borders: Vec<(bool, bool)>,
    /// For each text, the terms that it stands for, each by all that must stand in the same field.
    beside: Vec<Vec<Vec<String>>>,
}

impl Sieve {
    /// None when it could not be built, or when a text says nothing.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str> + Clone, beside: Vec<Vec<Vec<String>>>) -> Option<Self> {
        let bare = texts.clone().map(str::trim);
        let bytes: usize = bare.clone().map(str::len).sum();
        if bare.clone().any(str::is_empty) {
            return None;
        }
        let kind = (bytes <= FAST).then_some(AhoCorasickKind::DFA);
        let automaton = AhoCorasick::builder().kind(kind).build(bare.clone()).ok()?;
        let quick = AhoCorasick::builder().kind(kind).match_kind(MatchKind::LeftmostFirst).build(bare).ok()?;
        // A letter may touch an emoji, and no border shows.
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let borders = texts.map(|text| {
            let bare = text.trim().as_bytes();
            (text.starts_with(' ') && letter(bare.first()), text.ends_with(' ') && letter(bare.last()))
        });
        Some(Self { automaton, quick, borders: borders.collect(), beside })
    }

    /// Whether one of the texts may stand in one of the fields.
    pub(super) fn lets_through(&self, document: &Document<'_>) -> bool {
        let mut folded = String::with_capacity(document.text.len() + 64);
        let fields = [Some(document.title), Some(document.text), document.author, document.url];
        fields.into_iter().flatten().any(|field| {
            folded.clear();
            fold_into(&mut folded, field, Keep::default());
            self.holds(folded.as_bytes())
        })
    }

    fn holds(&self, folded: &[u8]) -> bool {
        // Nearly every text ends here: this search skips along, the next one looks at each byte.
        if self.quick.find(folded).is_none() {
            return false;
        }
        let ends = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        self.automaton.find_overlapping_iter(folded).any(|found| {
            let text = found.pattern().as_usize();
            let (begins, stops) = self.borders[text];
            let before = found.start().checked_sub(1).and_then(|at| folded.get(at));
            let stands = (!begins || ends(before)) && (!stops || ends(folded.get(found.end())));
            let holds = |word: &String| memchr::memmem::find(folded, word.as_bytes()).is_some();
            // `Banque Aubrac` is looked for by one of its words, which may be a common one.
            stands && self.beside[text].iter().any(|words| words.iter().all(holds))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{BrandId, Language};
    use crate::understand::query::{Document, Matcher, Query};

    #[track_caller]
    fn check(query: &str, text: &str, want: bool) {
        let query = Query::parse(query).unwrap().query;
        let document = Document { title: "", text, author: None, url: None, source: "", language: &|| Language::Other };
        let matcher = Matcher::new([(BrandId(1), query)]);
        let sieve = matcher.sieve.as_ref().unwrap();
        assert_eq!(sieve.lets_through(&document), want, "{text}");
    }

    #[test]
    fn a_common_word_alone_is_no_brand() {
        check("\"Banque Aubrac\"", "La banque AUBRAC ferme", true);
        check("\"Banque Aubrac\"", "La banque ferme", false);
        check("\"Banque Aubrac\" OR banque", "La banque ferme", true);
        check("B-Nomad", "le bnomad", true);
    }

    #[test]
    fn an_emoji_touches_its_word() {
        check("😡", "acme😡", true);
        check("acme", "acmes", false);
    }
}
