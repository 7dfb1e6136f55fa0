//! A word, a compound or a phrase of a query, ready to be compared: `coca-cola` is one part, `"service client"` is two.

use std::fmt;
use std::ops::{Range, RangeInclusive};

use super::edits::Edits;
use super::fold::Keep;
use super::part::Part;
use super::words::{FieldWords, is_word_char};

/// So many words may be the first of a term whose best anchor was seen.
const MOST_UNSURE: usize = 8;

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
    /// Letters that may be otherwise.
    edits: u8,
    pub(super) parts: Vec<Part>,
}

/// What to look for so that a term's places are found: this text stands so many words after the term's start.
pub(super) struct Anchor {
    pub(super) text: String,
    pub(super) shifts: RangeInclusive<usize>,
}

impl Scope {
    /// Its field as a query writes it.
    pub(super) const fn written(self) -> &'static str {
        match self {
            Self::TitleOrText => "",
            Self::Title => "title:",
            Self::Text => "text:",
            Self::Author => "author:",
            Self::Url => "url:",
        }
    }

    /// The numbers of its fields in a document.
    pub(super) const fn fields(self) -> &'static [usize] {
        match self {
            Self::TitleOrText => &[0, 1],
            Self::Title => &[0],
            Self::Text => &[1],
            Self::Author => &[2],
            Self::Url => &[3],
        }
    }
}

impl Term {
    /// Reads a term's text; none when there is no word in it.
    pub(super) fn new(scope: Scope, form: Form, keep: Keep, text: String) -> Option<Self> {
        let parts: Vec<Part> = match form {
            Form::Bare => Part::new(&text, keep, form).into_iter().collect(),
            Form::Phrase => text.split_whitespace().filter_map(|chunk| Part::new(chunk, keep, form)).collect(),
        };
        (!parts.is_empty()).then_some(Self { id: 0, scope, form, keep, text, edits: 0, parts })
    }

    /// The same term, with so many letters otherwise; none when it cannot be.
    pub(super) fn with_edits(mut self, edits: u8) -> Option<Self> {
        let [part] = self.parts.as_mut_slice() else { return None };
        let word = part.as_one()?.glob.literal().filter(|_| self.keep == Keep::default())?;
        part.edits = Some(Edits::new(word, edits)?);
        self.edits = edits;
        Some(self)
    }

    /// The term as the query writes it, without its field.
    pub(super) fn written(&self) -> String {
        let exact = if self.keep.accents { "=" } else { "" };
        match self.form {
            _ if self.keep.case => format!("{exact}{{{}}}", self.text),
            Form::Bare if self.edits > 0 => format!("{}~{}", self.text, self.edits),
            Form::Bare => format!("{exact}{}", self.text),
            Form::Phrase => format!("{exact}\"{}\"", self.text),
        }
    }

    /// The message that says what it looks for.
    pub(super) fn explained(&self) -> &'static str {
        match (self.edits, self.keep.case, self.keep.accents) {
            (1.., ..) => "query-explain-nearly",
            (_, true, true) => "query-explain-as-written",
            (_, true, false) => "query-explain-exact-case",
            (_, false, true) => "query-explain-exact-accents",
            _ if self.parts.len() > 1 => "query-explain-phrase",
            _ => "query-explain-word",
        }
    }

    /// How many letters and signs it fixes.
    pub(super) fn letters(&self) -> usize {
        self.parts.iter().map(Part::letters).sum()
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
        let before = self.parts.first().map_or(0, |part| part.sign_bytes().0);
        let after = self.parts.last().map_or(0, |part| part.sign_bytes().1);
        field.words[first].at.start - before..field.words[last].at.end + after
    }

    /// For each of its parts, texts of which one stands in the field too; none for a single part, of which
    /// [`Self::anchors`] says all.
    pub(super) fn companions(&self) -> Vec<Vec<String>> {
        let parts = if self.parts.len() > 1 { self.parts.as_slice() } else { &[] };
        let texts = parts.iter().filter_map(Part::anchors);
        texts.map(|anchors| anchors.into_iter().map(|(text, _)| text).collect()).collect()
    }

    /// What to look for; none when it could stand anywhere.
    pub(super) fn anchors(&self) -> Option<Vec<Anchor>> {
        let mut best: Option<(usize, Vec<Anchor>)> = None;
        let (mut least, mut most) = (0, 0);
        for part in &self.parts {
            if let Some(anchors) = part.anchors() {
                let worth = anchors.iter().map(|(text, _)| text.len()).min().unwrap_or(0);
                // Far into a phrase, too many words could be the first.
                let is_near = most - least <= MOST_UNSURE || best.is_none();
                if is_near && best.as_ref().is_none_or(|(known, _)| worth > *known) {
                    let shifted = anchors
                        .into_iter()
                        .map(|(text, shifts)| Anchor { text, shifts: least + shifts.start()..=most + shifts.end() });
                    best = Some((worth, shifted.collect()));
                }
            }
            least += part.widths().start();
            most += part.widths().end();
        }
        best.map(|(_, anchors)| anchors)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        // With what may follow in a query it would be a pattern.
        let escape = if written.starts_with('/') { "\\" } else { "" };
        write!(f, "{}{escape}{written}", self.scope.written())
    }
}
