//! Whether a document can speak of any brand at all, asked before it is cut into words.
//!
//! Nearly every document speaks of none, and cutting it up would be nearly all of the work. One automaton over all that
//! the queries look for reads its folded text once; a sign is taken for a word's border when it is no ASCII letter or
//! digit, so that no word is missed and few are taken for others.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::Document;
use super::compounds;
use super::fold::{Keep, fold_into};

/// Up to so many bytes of texts, an automaton of a few megabytes is worth its speed.
const FAST: usize = 100_000;

/// The texts, without the blanks that stand for borders.
#[derive(Debug)]
pub(super) struct Sieve {
    automaton: AhoCorasick,
    /// Whether the text begins, and ends, at a word's border.
    borders: Vec<(bool, bool)>,
}

impl Sieve {
    /// None when it could not be built, or when a text says nothing.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<Self> {
        let bare = texts.clone().map(str::trim);
        let bytes: usize = bare.clone().map(str::len).sum();
        if bare.clone().any(str::is_empty) {
            return None;
        }
        let kind = (bytes <= FAST).then_some(AhoCorasickKind::DFA);
        let automaton = AhoCorasick::builder().kind(kind).build(bare).ok()?;
        Some(Self { automaton, borders: texts.map(|text| (text.starts_with(' '), text.ends_with(' '))).collect() })
    }

    /// Whether one of the texts may stand in one of the fields.
    pub(super) fn lets_through(&self, document: &Document<'_>) -> bool {
        let mut folded = String::with_capacity(document.text.len() + 64);
        let fields = [Some(document.title), Some(document.text), document.author, document.url];
        let mut as_one = String::new();
        fields.into_iter().flatten().any(|field| {
            folded.clear();
            fold_into(&mut folded, field, Keep::default());
            if self.holds(folded.as_bytes()) {
                return true;
            }
            compounds::of_folded(&folded, &mut as_one);
            self.holds(as_one.as_bytes())
        })
    }

    fn holds(&self, folded: &[u8]) -> bool {
        // Nearly every text ends here: this search skips along, the next one looks at each byte.
        if self.automaton.find(folded).is_none() {
            return false;
        }
        let ends = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        self.automaton.find_overlapping_iter(folded).any(|found| {
            let (begins, stops) = self.borders[found.pattern().as_usize()];
            let before = found.start().checked_sub(1).and_then(|at| folded.get(at));
            (!begins || ends(before)) && (!stops || ends(folded.get(found.end())))
        })
    }
}
