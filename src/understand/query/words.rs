//! A document cut into folded words, once, with the way back to its bytes.

use std::cell::OnceCell;
use std::ops::Range;

use super::Document;
use super::fold::{Keep, fold, fold_into, is_accent, is_emoji_style};
use crate::model::{Field, Language};

/// The fields that have words, in the order of hits.
pub(super) const FIELDS: [Field; 4] = [Field::Title, Field::Text, Field::Author, Field::Url];

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks only, or nothing at all.
    Blank,
    /// A hyphen that touches both.
    Hyphen,
    /// An apostrophe that touches both.
    Apostrophe,
    /// One other sign, with or without blanks round it.
    Mark(char),
    /// More.
    Wide,
}

/// One word, or one emoji.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its bytes in the field.
    pub(super) at: Range<usize>,
    /// Its bytes in the folded field.
    folded: Range<usize>,
    pub(super) gap: Gap,
    /// The number of the sentence that it stands in.
    pub(super) sentence: u32,
}

/// One field's words.
#[derive(Debug, Default)]
pub(super) struct FieldWords<'a> {
    pub(super) source: &'a str,
    /// The folded words, each with one blank before and after.
    pub(super) folded: String,
    pub(super) words: Vec<Word>,
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
        let fields = [document.title, document.text, document.author.unwrap_or(""), document.url.unwrap_or("")]
            .map(FieldWords::new);
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

    pub(super) fn language(&self) -> Language {
        *self.language.get_or_init(self.document.language)
    }
}

impl<'a> FieldWords<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut field = Self { source, folded: String::from(" "), words: Vec::new() };
        for at in runs(source, is_word_char) {
            let (gap, ends) = match field.words.last() {
                None => (Gap::Wide, false),
                Some(last) => {
                    let between = &source[last.at.end..at.start];
                    (gap(between), ends_sentence(&source[last.at.clone()], between, &source[at.clone()]))
                }
            };
            let sentence = field.words.last().map_or(0, |last| last.sentence + u32::from(ends));
            let start = field.folded.len();
            fold_into(&mut field.folded, &source[at.clone()], Keep::default());
            let folded = start..field.folded.len();
            field.folded.push(' ');
            field.words.push(Word { at, folded, gap, sentence });
        }
        field
    }

    /// The folded word.
    pub(super) fn folded(&self, index: usize) -> &str {
        &self.folded[self.words[index].folded.clone()]
    }

    /// The word as written.
    pub(super) fn written(&self, index: usize) -> &'a str {
        &self.source[self.words[index].at.clone()]
    }

    /// The word that holds a byte of the folded field.
    pub(super) fn word_at(&self, folded_byte: usize) -> usize {
        self.words.partition_point(|word| word.folded.end <= folded_byte)
    }
}

/// A text as a full-text index should be given it: its folded words, apart by blanks.
///
/// SQLite's tables end with Unicode 6.1: every later sign, most emoji among them, is a letter to `unicode61`, and
/// would hide the word that it touches (`Acme🤮`) from the index.
pub fn indexable(text: &str) -> String {
    FieldWords::new(text).folded
}

/// Whether the character is part of a word. Private-use characters are, because `unicode61` says so.
pub(super) fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_accent(c) || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '′')
}

pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}')
}

pub(super) const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}'
        | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}' | '™' | '©' | '®')
}

const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The words and emoji of a text; `is_letter` says what words are made of.
pub(super) fn runs(text: &str, is_letter: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
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

/// What stands between two words.
pub(super) fn gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Blank;
    }
    let core = between.trim();
    let mut signs = core.chars();
    match (signs.next(), signs.next()) {
        (None, _) => Gap::Blank,
        (Some(c), None) if is_hyphen(c) && core.len() == between.len() => Gap::Hyphen,
        (Some(c), None) if is_apostrophe(c) && core.len() == between.len() => Gap::Apostrophe,
        (Some(c), None) => Gap::Mark(c),
        _ => Gap::Wide,
    }
}

/// A blank line ends a sentence; so do `!`, `?` and their kin before a blank, and a full stop that is not an abbreviation's.
fn ends_sentence(before: &str, between: &str, after: &str) -> bool {
    if between == " " {
        return false;
    }
    if between.bytes().filter(|&b| b == b'\n').count() > 1 || between.contains('\u{2029}') {
        return true;
    }
    let mut signs = between.chars().peekable();
    while let Some(c) = signs.next() {
        let blank_follows = signs.peek().is_none_or(|next| !next.is_alphanumeric());
        match c {
            '。' | '！' | '？' => return true,
            '!' | '?' | '‽' if blank_follows && between.contains(char::is_whitespace) => return true,
            '.' | '…' if between.contains(char::is_whitespace) => {
                let is_short = c == '.' && is_abbreviation(before) && !between.contains('\n');
                return !(is_short || after.starts_with(char::is_lowercase));
            }
            _ => {}
        }
    }
    false
}

fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 14] =
        ["mm", "mr", "mrs", "ms", "mme", "mlle", "dr", "st", "ste", "prof", "vs", "cf", "jr", "sr"];
    let folded = fold(word);
    folded.chars().nth(1).is_none() && folded.chars().all(char::is_alphabetic) || SHORT.contains(&folded.as_str())
}
