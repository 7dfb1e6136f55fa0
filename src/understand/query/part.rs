//! What a query writes without a blank: a word, a compound, an address.
//!
//! `coca-cola` is one part of two pieces, which a document may write apart or joined; `acme.fr` is one too, but only its
//! full stop, or what is said for it, binds its pieces.

use std::ops::{Range, RangeInclusive};

use super::compounds::{ELISIONS, MOST_WORDS};
use super::edits::Edits;
use super::fold::{Keep, fold, fold_into};
use super::gaps::{Gap, gap, is_apostrophe, is_hyphen, is_said_for, surrounds_said_sign};
use super::glob::Glob;
use super::term::Form;
use super::words::{FieldWords, is_word_char, runs};

/// What is written without a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) pieces: Vec<Piece>,
    /// The pieces as one word, where only hyphens and apostrophes keep them apart.
    pub(super) joined: Option<Piece>,
    pub(super) edits: Option<Edits>,
    prefix: String,
    suffix: String,
}

/// What a document cuts off as one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) glob: Glob,
    /// With what must be kept of case and accents, when something must.
    exact: Option<(Keep, Glob)>,
    gap: Gap,
}

impl Part {
    pub(super) fn new(text: &str, keep: Keep, form: Form) -> Option<Self> {
        let places: Vec<Range<usize>> = runs(text, is_pattern_char).collect();
        let (first, last) = (places.first()?, places.last()?);
        // A question mark alone in a phrase is French punctuation.
        if form == Form::Phrase && places.len() == 1 && text[first.clone()].chars().all(|c| c == '?') {
            return None;
        }
        let (prefix, suffix) = signs(form, &text[..first.start], &text[last.end..]);
        let mut end = 0;
        let pieces: Vec<Piece> = places
            .into_iter()
            .map(|at| {
                let gap = if end == 0 { Gap::Wide } else { gap(&text[end..at.start]) };
                end = at.end;
                Piece::new(&text[at], keep, gap)
            })
            .collect();
        let soft = pieces.len() > 1 && pieces.iter().skip(1).all(|piece| piece.gap.is_soft());
        let joined = soft.then(|| {
            let all: String = text.chars().filter(|&c| is_pattern_char(c)).collect();
            Piece::new(&all, keep, Gap::Wide)
        });
        Some(Self { pieces, joined, edits: None, prefix, suffix })
    }

    /// The part as one word, when it can be written so.
    pub(super) fn as_one(&self) -> Option<&Piece> {
        match self.pieces.as_slice() {
            [piece] => Some(piece),
            _ => self.joined.as_ref(),
        }
    }

    /// How many letters and signs it fixes.
    pub(super) fn letters(&self) -> usize {
        let pieces: usize = self.pieces.iter().map(|piece| piece.glob.letters()).sum();
        if pieces == 0 { 0 } else { pieces + self.prefix.len() + self.suffix.len() }
    }

    /// The bytes of its signs before and after.
    pub(super) fn sign_bytes(&self) -> (usize, usize) {
        (self.prefix.len(), self.suffix.len())
    }

    /// How many words of a document it may cover.
    pub(super) fn widths(&self) -> RangeInclusive<usize> {
        let most = self.pieces.len() + self.said_signs(self.pieces.len());
        match self.as_one() {
            Some(_) => 1..=most.max(MOST_WORDS),
            None => self.pieces.len()..=most,
        }
    }

    /// Texts of which one stands wherever the part does, with how many words after its first; none when that is not known.
    pub(super) fn anchors(&self) -> Option<Vec<(String, RangeInclusive<usize>)>> {
        let known = self.pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, piece.glob.anchor()?)));
        let (at, text) = known.max_by_key(|(at, text)| (text.len(), std::cmp::Reverse(*at)))?;
        let mut anchors = vec![(text, at..=at + self.said_signs(at + 1))];
        if let Some(joined) = &self.joined {
            anchors.push((joined.glob.anchor()?, 0..=0));
        }
        let edits = self.edits.iter().flat_map(Edits::anchors);
        anchors.extend(edits.map(|text| (text, 0..=0)));
        Some(anchors)
    }

    /// Signs among the first pieces for which a word may be said.
    fn said_signs(&self, pieces: usize) -> usize {
        self.pieces.iter().take(pieces).filter(|piece| matches!(piece.gap, Gap::Mark('.' | '@'))).count()
    }

    /// The number of words that it covers from `first` on, when it stands there.
    pub(super) fn fits(&self, field: &FieldWords<'_>, first: usize) -> Option<usize> {
        if first >= field.words.len() {
            return None;
        }
        if let Some(count) = self.apart(field, first).filter(|count| self.borders(field, first, first + count - 1)) {
            return Some(count);
        }
        let one = self.as_one()?;
        let is_so = |count: usize| self.borders(field, first, first + count - 1).then_some(count);
        if self.joined.is_some() && one.fits(field, first) || self.nearly(field.folded(first)) {
            return is_so(1);
        }
        let compound = field.compounds_at(first).find(|compound| {
            let folded = &field.as_one[compound.folded.clone()];
            self.nearly(folded)
                || one.glob.literal() == Some(folded) && one.fits_written(|| field.written_as_one(compound))
        });
        is_so(compound?.count)
    }

    fn nearly(&self, word: &str) -> bool {
        self.edits.as_ref().is_some_and(|edits| edits.allow(word))
    }

    /// The words that the pieces cover one by one, and what is said for the signs between them.
    fn apart(&self, field: &FieldWords<'_>, first: usize) -> Option<usize> {
        let mut at = first;
        for (nth, piece) in self.pieces.iter().enumerate() {
            let word = field.words.get(at)?;
            if !(piece.fits(field, at) && (nth == 0 || gaps_agree(piece.gap, word.gap))) {
                let Gap::Mark(sign) = piece.gap else { return None };
                let next = field.words.get(at + 1)?;
                let is_said = surrounds_said_sign(word.gap) && surrounds_said_sign(next.gap);
                if !(is_said && is_said_for(sign, field.folded(at)) && piece.fits(field, at + 1)) {
                    return None;
                }
                at += 1;
            }
            at += 1;
        }
        Some(at - first)
    }

    /// Whether what touches the first and the last word allows them to be a word of their own.
    fn borders(&self, field: &FieldWords<'_>, first: usize, last: usize) -> bool {
        let word = &field.words[first];
        let before = &field.source[..word.at.start];
        let after = &field.source[field.words[last].at.end..];
        if !after.starts_with(&self.suffix) {
            return false;
        }
        if self.prefix.is_empty() {
            return word.gap != Gap::Apostrophe || first == 0 || ELISIONS.contains(&field.folded(first - 1));
        }
        let Some(outside) = before.strip_suffix(&self.prefix) else { return false };
        if !self.prefix.ends_with(['#', '@']) {
            return true;
        }
        // `a@acme.fr` is no handle, and `@acme_fr` is another handle than `@acme`.
        let mut tail = after.chars();
        let goes_on = tail.next() == Some('_') && tail.next().is_some_and(is_word_char);
        !goes_on && !outside.ends_with(is_word_char)
    }
}

impl Piece {
    fn new(text: &str, keep: Keep, gap: Gap) -> Self {
        let exact = (keep != Keep::default()).then(|| {
            let mut kept = String::new();
            fold_into(&mut kept, text, keep);
            (keep, Glob::new(kept))
        });
        Self { glob: Glob::new(fold(text)), exact, gap }
    }

    fn fits(&self, field: &FieldWords<'_>, index: usize) -> bool {
        self.glob.matches(field.folded(index)) && self.fits_written(|| field.written(index))
    }

    /// Whether what must be kept of case and accents is so.
    fn fits_written<T: AsRef<str>>(&self, written: impl FnOnce() -> T) -> bool {
        self.exact.as_ref().is_none_or(|(keep, glob)| {
            let mut kept = String::new();
            fold_into(&mut kept, written().as_ref(), *keep);
            glob.matches(&kept)
        })
    }
}

fn is_pattern_char(c: char) -> bool {
    is_word_char(c) || matches!(c, '*' | '?')
}

/// The signs before and after that must be there: those of `#tag`, `C++`, `100%`, not those of a sentence.
fn signs(form: Form, before: &str, after: &str) -> (String, String) {
    let is_quiet = |c: char| is_apostrophe(c) || is_hyphen(c) || matches!(c, ',' | ';' | ':' | '…' | '¿' | '¡');
    if form == Form::Phrase {
        return (before.chars().next_back().filter(|c| matches!(c, '#' | '@')).into_iter().collect(), String::new());
    }
    let prefix = before.trim_start_matches(is_quiet).trim_end_matches(is_quiet);
    let suffix = after.trim_end_matches(|c| is_quiet(c) || c == '.');
    (prefix.to_owned(), suffix.trim_start_matches(is_quiet).to_owned())
}

fn gaps_agree(query: Gap, document: Gap) -> bool {
    if query.is_soft() {
        return document.is_soft() || matches!(document, Gap::Blank | Gap::Mark('_'));
    }
    query == document
}
