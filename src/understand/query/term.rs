//! A word, a compound or a phrase of a query, ready to be compared.
//!
//! `coca-cola` is one part of two pieces, which a document may write apart or joined; `"service client"` is two parts.

use std::fmt;
use std::ops::Range;

use super::fold::{Keep, fold, fold_into};
use super::glob::Glob;
use super::words::{FieldWords, Gap, gap, is_apostrophe, is_hyphen, is_word_char, runs};

/// Words that lose their vowel before another in French: what follows the apostrophe is a word of its own.
const ELISIONS: [&str; 15] =
    ["l", "d", "qu", "j", "s", "n", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"];

/// Where a term is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    #[default]
    TitleOrText,
    Title,
    Text,
    Author,
    Url,
}

/// How a term was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Bare,
    Phrase,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Its number within the query.
    pub(super) id: u32,
    pub(super) scope: Scope,
    form: Form,
    keep: Keep,
    text: String,
    pub(super) parts: Vec<Part>,
}

/// What is written without a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) pieces: Vec<Piece>,
    /// The pieces as one word, where only hyphens and apostrophes keep them apart.
    pub(super) joined: Option<Piece>,
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

/// What to look for so that a term's places are found: this text stands `shift` words after the term's start.
pub(super) struct Anchor {
    pub(super) text: String,
    pub(super) shift: usize,
}

impl Term {
    /// Reads a term's text; none when there is no word in it.
    pub(super) fn new(scope: Scope, form: Form, keep: Keep, text: String) -> Option<Self> {
        let parts: Vec<Part> = match form {
            Form::Bare => Part::new(&text, keep, form).into_iter().collect(),
            Form::Phrase => text.split_whitespace().filter_map(|chunk| Part::new(chunk, keep, form)).collect(),
        };
        (!parts.is_empty()).then_some(Self { id: 0, scope, form, keep, text, parts })
    }

    /// The term as the query writes it, without its field.
    pub(super) fn written(&self) -> String {
        let exact = if self.keep.accents { "=" } else { "" };
        match self.form {
            _ if self.keep.case => format!("{exact}{{{}}}", self.text),
            Form::Bare => format!("{exact}{}", self.text),
            Form::Phrase => format!("{exact}\"{}\"", self.text),
        }
    }

    /// How many letters and signs it fixes.
    pub(super) fn letters(&self) -> usize {
        self.parts
            .iter()
            .map(|part| {
                let pieces: usize = part.pieces.iter().map(|piece| piece.glob.letters()).sum();
                if pieces == 0 { 0 } else { pieces + part.prefix.len() + part.suffix.len() }
            })
            .sum()
    }

    /// Whether one emoji is all of it.
    pub(super) fn is_sign(&self) -> bool {
        self.parts.iter().all(|part| part.pieces.iter().all(|piece| !piece.glob.as_str().contains(is_word_char)))
    }

    /// The number of words it covers from `first` on, when it stands there.
    pub(super) fn fits(&self, field: &FieldWords<'_>, first: usize) -> Option<usize> {
        let mut next = first;
        for part in &self.parts {
            next += part.fits(field, next)?;
        }
        Some(next - first)
    }

    /// The bytes that it covers, signs before and after included.
    pub(super) fn bytes(&self, field: &FieldWords<'_>, first: usize, last: usize) -> Range<usize> {
        let before = self.parts.first().map_or(0, |part| part.prefix.len());
        let after = self.parts.last().map_or(0, |part| part.suffix.len());
        field.words[first].at.start - before..field.words[last].at.end + after
    }

    /// What to look for; none when it could stand anywhere.
    pub(super) fn anchors(&self) -> Option<Vec<Anchor>> {
        let mut best: Option<Anchor> = None;
        let mut shift = 0;
        for part in &self.parts {
            let before = best.as_ref().map_or(0, |anchor| anchor.text.len());
            for piece in &part.pieces {
                let text = piece.glob.anchor().unwrap_or_default();
                if text.len() > best.as_ref().map_or(0, |anchor| anchor.text.len()) {
                    best = Some(Anchor { text, shift });
                }
                shift += 1;
            }
            // Past a part that may be one word or several, how many words lie behind is not known.
            if let Some(joined) = &part.joined {
                let start = shift - part.pieces.len();
                let inside = best.as_ref().is_some_and(|anchor| anchor.shift >= start) || before == 0;
                let mut anchors: Vec<Anchor> = best.into_iter().collect();
                if inside {
                    anchors.push(Anchor { text: joined.glob.anchor()?, shift: start });
                }
                return Some(anchors);
            }
        }
        best.map(|anchor| vec![anchor])
    }

    /// What stands wherever the term does, beside its anchor: all its pieces, where each is written in one way only.
    pub(super) fn companions(&self) -> Vec<String> {
        if self.parts.iter().any(|part| part.joined.is_some()) {
            return Vec::new();
        }
        let pieces = self.parts.iter().flat_map(|part| &part.pieces);
        let texts = pieces.filter_map(|piece| piece.glob.anchor()).map(|text| text.trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = match self.scope {
            Scope::TitleOrText => "",
            Scope::Title => "title:",
            Scope::Text => "text:",
            Scope::Author => "author:",
            Scope::Url => "url:",
        };
        write!(f, "{scope}{}", self.written())
    }
}

impl Part {
    fn new(text: &str, keep: Keep, form: Form) -> Option<Self> {
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
        let soft = pieces.len() > 1 && pieces.iter().skip(1).all(|piece| is_soft(piece.gap));
        let joined = soft.then(|| {
            let all: String = text.chars().filter(|&c| is_pattern_char(c)).collect();
            Piece::new(&all, keep, Gap::Wide)
        });
        Some(Self { pieces, joined, prefix, suffix })
    }

    fn fits(&self, field: &FieldWords<'_>, first: usize) -> Option<usize> {
        let apart = |count: usize| {
            self.pieces.iter().enumerate().all(|(i, piece)| {
                piece.fits(field, first + i) && (i == 0 || gaps_agree(piece.gap, field.words[first + i].gap))
            }) && self.borders(field, first, first + count - 1)
        };
        let count = self.pieces.len();
        if first + count <= field.words.len() && apart(count) {
            return Some(count);
        }
        let joined = self.joined.as_ref()?;
        (first < field.words.len() && joined.fits(field, first) && self.borders(field, first, first)).then_some(1)
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
        self.glob.matches(field.folded(index))
            && self.exact.as_ref().is_none_or(|(keep, glob)| {
                let mut kept = String::new();
                fold_into(&mut kept, field.written(index), *keep);
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

const fn is_soft(gap: Gap) -> bool {
    matches!(gap, Gap::Hyphen | Gap::Apostrophe)
}

fn gaps_agree(query: Gap, document: Gap) -> bool {
    match query {
        Gap::Hyphen | Gap::Apostrophe => is_soft(document) || matches!(document, Gap::Blank | Gap::Mark('_')),
        _ => query == document,
    }
}
