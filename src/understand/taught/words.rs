//! The words of a text that stand near the brand's name, and pairs of neighbours; the name itself is none of them.

use crate::model::{Field, TermHit};
use crate::understand::tone::tokens::{Kind, tokens};

/// Bytes read on each side of the name, and of a text that names nobody.
const WINDOW: usize = 300;
/// Words of one text, at most.
const MOST: usize = 400;

/// Words that link others, and mean nothing by themselves.
pub(super) const LINKS: &[&str] = &[
    "les", "des", "une", "est", "sont", "dans", "pour", "pas", "que", "qui", "avec", "sur", "cette", "ces", "elle",
    "nous", "vous", "ils", "elles", "mon", "mes", "ton", "son", "ses", "leur", "leurs", "aux", "mais", "donc", "plus",
    "ont", "chez", "par", "the", "and", "for", "with", "that", "this", "are", "was", "were", "not", "you", "they",
    "has", "have", "had", "from", "its", "our", "your", "but", "all", "any", "can", "her", "his", "been", "will",
    "tout", "tous", "fait", "etre", "avoir", "ete", "etait", "aussi", "comme", "sans", "entre", "apres", "avant",
    "deux", "trois", "meme", "bien",
];

/// A word, or a word with its neighbour.
pub(super) struct Word<'t> {
    pub key: u64,
    pub field: Field,
    pub start: usize,
    pub end: usize,
    /// As it is written.
    pub written: &'t str,
    /// Two words in a row.
    pub run: bool,
}

pub(super) struct Near<'t> {
    pub words: Vec<Word<'t>>,
}

impl Near<'_> {
    /// Each once, in the order of the text.
    pub(super) fn keys(&self) -> Vec<u64> {
        let mut seen = std::collections::HashSet::new();
        self.words.iter().map(|word| word.key).filter(|key| seen.insert(*key)).collect()
    }
}

/// Reads title and text.
pub(super) fn near<'t>(title: &'t str, text: &'t str, hits: &[TermHit]) -> Near<'t> {
    let mut words = Vec::new();
    read(Field::Title, title, hits, &mut words);
    read(Field::Text, text, hits, &mut words);
    words.truncate(MOST);
    Near { words }
}

fn read<'t>(field: Field, text: &'t str, hits: &[TermHit], out: &mut Vec<Word<'t>>) {
    let named =
        |start: usize, end: usize| hits.iter().any(|hit| hit.field == field && hit.start < end && start < hit.end);
    for (from, to) in windows(text, hits.iter().filter(|hit| hit.field == field)) {
        let mut before: Option<(u64, usize)> = None;
        for token in tokens(text, from, to) {
            if matches!(token.kind, Kind::Sentence { .. }) {
                before = None;
            }
            let is_word = token.kind == Kind::Word
                && token.fold.chars().count() >= 3
                && !LINKS.contains(&token.fold.as_str())
                && !token.fold.bytes().all(|byte| byte.is_ascii_digit());
            let is_sign = matches!(token.kind, Kind::Sign(_));
            if !(is_word || is_sign) || named(token.start, token.end) {
                continue;
            }
            let word =
                |key, start, run| Word { key, field, start, end: token.end, written: &text[start..token.end], run };
            out.push(word(token.hash, token.start, false));
            if let Some((hash, start)) = before {
                out.push(word(hash.rotate_left(21) ^ token.hash, start, true));
            }
            before = is_word.then_some((token.hash, token.start));
        }
    }
}

/// Round the name where it stands, else the text's beginning. Windows that touch are one.
fn windows<'h>(text: &str, hits: impl Iterator<Item = &'h TermHit>) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for hit in hits.filter(|hit| hit.end <= text.len()).take(8) {
        let from = text.floor_char_boundary(hit.start.saturating_sub(WINDOW));
        let to = text.ceil_char_boundary(hit.end.saturating_add(WINDOW));
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    if out.is_empty() {
        out.push((0, text.floor_char_boundary(2 * WINDOW)));
    }
    out
}
