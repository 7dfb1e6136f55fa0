//! A document cut into folded words, once, with the way back to its bytes.

use std::cell::OnceCell;
use std::ops::Range;

use super::Document;
use super::about::About;
use super::compounds::{self, Compound};
use super::fold::{fold, is_accent, is_emoji_style};
use super::gaps::{Gap, Paragraphs, ends_sentence, gap};
use super::normal::{as_text, normal};
use crate::model::{Field, Language};

/// The fields that have words, in the order of hits.
pub(super) const FIELDS: [Field; 4] = [Field::Title, Field::Text, Field::Author, Field::Url];

/// One word, or one emoji.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its bytes in the field.
    pub(super) at: Range<usize>,
    /// Its bytes in the folded field.
    pub(super) folded: Range<usize>,
    pub(super) gap: Gap,
    /// The numbers of the sentence and the paragraph that it stands in.
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
}

/// One field's words.
#[derive(Debug, Default)]
pub(super) struct FieldWords<'a> {
    pub(super) source: &'a str,
    /// Its words, folded, with blanks round each.
    pub(super) normal: String,
    /// Its compounds, with one blank before and after each.
    pub(super) as_one: String,
    pub(super) words: Vec<Word>,
    /// In the order of their first words.
    pub(super) compounds: Vec<Compound>,
}

/// One document's words.
pub(super) struct Words<'a> {
    pub(super) fields: [FieldWords<'a>; 4],
    document: Document<'a>,
    host: OnceCell<Option<String>>,
    source: OnceCell<String>,
    language: OnceCell<Language>,
}

impl<'a> Words<'a> {
    pub(super) fn new(document: &Document<'a>) -> Self {
        Self::of(document, texts(document).map(FieldWords::new))
    }

    /// Of fields that were cut before.
    pub(super) fn of(document: &Document<'a>, fields: [FieldWords<'a>; 4]) -> Self {
        Self { fields, document: *document, host: OnceCell::new(), source: OnceCell::new(), language: OnceCell::new() }
    }

    /// The host of the address.
    pub(super) fn host(&self) -> Option<&str> {
        self.host
            .get_or_init(|| {
                let url = url::Url::parse(self.document.url?).ok()?;
                url.host_str().map(|host| host.trim_end_matches('.').to_owned())
            })
            .as_deref()
    }

    /// The folded name of the source.
    pub(super) fn source(&self) -> &str {
        self.source.get_or_init(|| fold(self.document.source))
    }

    /// What is known beside the words.
    pub(super) fn about(&self) -> &About<'a> {
        &self.document.about
    }

    pub(super) fn language(&self) -> Language {
        *self.language.get_or_init(self.document.language)
    }
}

/// The texts of the fields that have words, in their order.
pub(super) fn texts<'a>(document: &Document<'a>) -> [&'a str; 4] {
    [document.title, document.text, document.author.unwrap_or(""), document.url.unwrap_or("")]
}

impl<'a> FieldWords<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self::cut(source, as_text(normal(source)))
    }

    /// Cuts a text of which `normal` has been made.
    pub(super) fn cut(source: &'a str, normal: String) -> Self {
        let mut field = Self { source, normal, words: Vec::with_capacity(source.len() / 6), ..Self::default() };
        let mut paragraphs = None;
        let (mut sentence, mut paragraph) = (0, 0);
        let (mut is_bound, mut folded_to) = (false, 0);
        let (mut from, mut before) = (0, 0..0);
        while let Some(at) = next_word(source, from) {
            let between = &source[from..at.start];
            let gap = match between {
                " " if from > 0 => Gap::Blank,
                _ if from == 0 => Gap::Wide,
                between => {
                    sentence += u32::from(ends_sentence(&source[before], between, &source[at.clone()]));
                    if between.contains(['\n', '\u{2029}']) {
                        let paragraphs = *paragraphs.get_or_insert_with(|| Paragraphs::of(source));
                        paragraph += u32::from(paragraphs.end_in(between));
                    }
                    gap(between)
                }
            };
            is_bound |= gap.is_soft();
            let folded = stretch(field.normal.as_bytes(), folded_to);
            (from, folded_to, before) = (at.end, folded.end, at.clone());
            field.words.push(Word { at, folded, gap, sentence, paragraph });
        }
        if is_bound {
            compounds::add(&mut field);
        }
        field
    }

    /// The folded word.
    pub(super) fn folded(&self, index: usize) -> &str {
        &self.normal[self.words[index].folded.clone()]
    }

    /// The word as written.
    pub(super) fn written(&self, index: usize) -> &'a str {
        &self.source[self.words[index].at.clone()]
    }

    /// The word that holds a byte of the folded text.
    pub(super) fn word_at(&self, folded_byte: usize) -> usize {
        self.words.partition_point(|word| word.folded.end <= folded_byte)
    }

    /// The first word of the compound that holds a byte of them.
    pub(super) fn compound_at(&self, byte: usize) -> Option<usize> {
        let at = self.compounds.partition_point(|compound| compound.folded.end <= byte);
        self.compounds.get(at).map(|compound| compound.first)
    }

    /// The compounds that begin with a word.
    pub(super) fn compounds_at(&self, word: usize) -> impl Iterator<Item = &Compound> {
        let at = self.compounds.partition_point(|compound| compound.first < word);
        self.compounds[at..].iter().take_while(move |compound| compound.first == word)
    }

    /// A compound as written, without what binds it.
    pub(super) fn written_as_one(&self, compound: &Compound) -> String {
        (compound.first..compound.first + compound.count).map(|word| self.written(word)).collect()
    }
}

/// A text as a full-text index should be given it: its folded words, apart by blanks.
///
/// SQLite's tables end with Unicode 6.1: every later sign, most emoji among them, is a letter to `unicode61`, and
/// would hide the word that it touches (`Acme🤮`) from the index.
pub fn indexable(text: &str) -> String {
    let field = FieldWords::new(text);
    field.normal + field.as_one.trim_start()
}

/// The next stretch without blanks.
fn stretch(normal: &[u8], from: usize) -> Range<usize> {
    let start = from + normal[from..].iter().take_while(|&&byte| byte == b' ').count();
    let end = memchr::memchr(b' ', &normal[start..]).map_or(normal.len(), |length| start + length);
    start..end
}

/// The next word or emoji; ASCII is passed byte by byte.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        let byte = *bytes.get(start)?;
        if byte.is_ascii_alphanumeric() {
            break;
        }
        if !byte.is_ascii() {
            let c = text[start..].chars().next()?;
            if is_word_char(c) {
                break;
            }
            if is_emoji(c) && !is_emoji_style(c) {
                return runs(&text[start..], is_word_char).next().map(|sign| start..start + sign.end);
            }
            start += c.len_utf8();
            continue;
        }
        start += 1;
    }
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
            continue;
        }
        match text[end..].chars().next().filter(|&c| !byte.is_ascii() && is_word_char(c)) {
            Some(c) => end += c.len_utf8(),
            None => break,
        }
    }
    Some(start..end)
}

/// Whether the character is part of a word. Private-use characters are, because `unicode61` says so.
pub(super) fn is_word_char(c: char) -> bool {
    matches!(c, 'à'..='ö' | 'ø'..='ÿ')
        || c.is_alphanumeric()
        || is_accent(c)
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

pub(super) const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}'
        | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}' | '™' | '©' | '®')
}

const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The words and emoji of a text; `is_letter` says what words are made of.
pub(super) fn runs(text: &str, is_letter: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|&(_, c)| is_letter(c) || (is_emoji(c) && !is_emoji_style(c)))?;
        let mut end = start + first.len_utf8();
        let mut joined = false;
        let mut flag = is_flag_letter(first);
        while let Some(&(at, c)) = chars.peek() {
            let more = if is_letter(first) {
                is_letter(c)
            } else {
                joined || is_emoji_style(c) || c == '\u{200d}' || (flag && is_flag_letter(c))
            };
            if !more || (joined && !is_emoji(c)) {
                break;
            }
            flag = flag && !is_flag_letter(c);
            joined = c == '\u{200d}';
            end = at + c.len_utf8();
            chars.next();
        }
        Some(start..end)
    })
}
