//! What stands between two words: how closely it binds them, and whether a sentence or a paragraph ends there.

use super::fold::fold;

/// What stands between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks only, or nothing at all.
    Blank,
    /// A hyphen that touches both.
    Hyphen,
    /// An apostrophe that touches both.
    Apostrophe,
    /// One other sign, with or without blanks round it, or brackets, as in `acme[.]fr`.
    Mark(char),
    /// More.
    Wide,
}

impl Gap {
    /// Whether both words may be written as one.
    pub(super) const fn is_soft(self) -> bool {
        matches!(self, Self::Hyphen | Self::Apostrophe)
    }
}

pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '′')
}

pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}')
}

/// What stands between two words.
pub(super) fn gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Blank;
    }
    let core = between.trim();
    let touches = core.len() == between.len();
    let mut signs = core.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (None, ..) => Gap::Blank,
        (Some(c), None, _) if is_hyphen(c) && touches => Gap::Hyphen,
        (Some(c), None, _) if is_apostrophe(c) && touches => Gap::Apostrophe,
        // A full stop with a blank on one side ends a sentence; it is no part of a name.
        (Some('.'), None, _) if !touches && between.starts_with(' ') != between.ends_with(' ') => Gap::Wide,
        (Some(c), None, _) => Gap::Mark(c),
        (Some('[' | '(' | '{' | '<'), Some(c), Some(']' | ')' | '}' | '>')) if signs.next().is_none() => Gap::Mark(c),
        _ => Gap::Wide,
    }
}

/// Words that are said for a sign, where an address is hidden from machines: `acme dot fr`.
pub(super) fn is_said_for(sign: char, word: &str) -> bool {
    match sign {
        '.' => matches!(word, "dot" | "point"),
        '@' => matches!(word, "at" | "arobase" | "arobas"),
        _ => false,
    }
}

/// Whether the gap may stand beside such a word.
pub(super) const fn surrounds_said_sign(gap: Gap) -> bool {
    matches!(gap, Gap::Blank | Gap::Hyphen | Gap::Mark('[' | ']' | '(' | ')' | '{' | '}' | '<' | '>' | '_'))
}

/// A blank line ends a sentence; so do `!`, `?` and their kin before a blank, and a full stop that is not an abbreviation's.
pub(super) fn ends_sentence(before: &str, between: &str, after: &str) -> bool {
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

/// How the paragraphs of a text are set apart. Readers write a block of a page as one line; mails break lines within
/// paragraphs and leave one empty between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paragraphs {
    Lines,
    EmptyLines,
}

impl Paragraphs {
    pub(super) fn of(text: &str) -> Self {
        let mut lines = text.trim().lines();
        if lines.any(|line| line.trim().is_empty()) { Self::EmptyLines } else { Self::Lines }
    }

    pub(super) fn end_in(self, between: &str) -> bool {
        let least = if self == Self::Lines { 1 } else { 2 };
        between.bytes().filter(|&b| b == b'\n').count() >= least || between.contains('\u{2029}')
    }
}

fn is_abbreviation(word: &str) -> bool {
    const SHORT: [&str; 14] =
        ["mm", "mr", "mrs", "ms", "mme", "mlle", "dr", "st", "ste", "prof", "vs", "cf", "jr", "sr"];
    let folded = fold(word);
    folded.chars().nth(1).is_none() && folded.chars().all(char::is_alphabetic) || SHORT.contains(&folded.as_str())
}
