//! Which language a text is in: French, English, or neither.
//!
//! `whichlang` decides on sentences; it has no answer for "too little to tell", so short texts go by their function words
//! and by what the source says of itself. What remains open is `Other`, which reads as "do not route on this".

mod evaluate;
#[cfg(test)]
mod tests;

pub use evaluate::evaluate;

use std::sync::LazyLock;

use compact_str::CompactString;
use whichlang::Lang;

use super::fixed::FixedSet;
use super::tone::tokens::{Kind, tokens};
use crate::model::Language;

/// Bytes that are looked at.
const HEAD: usize = 900;
/// Bytes that `whichlang` is shown: it is sure long before.
const TELLING: usize = 500;
/// Under this many words `whichlang` alone is no evidence.
const SHORT_WORDS: usize = 5;
/// Under this many words the source's own word outweighs `whichlang`, unless function words speak.
const UNSURE_WORDS: usize = 12;

/// The language of `text`; `hint` is what the source says of its language (`fr`, `en-GB`).
pub fn detect(text: &str, hint: Option<&str>) -> Language {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let words: Vec<CompactString> = tokens(head, 0, head.len())
        .into_iter()
        .filter(|token| token.kind == Kind::Word && token.fold.chars().any(char::is_alphabetic))
        .map(|token| token.fold)
        .collect();
    let count = |list: &FixedSet<&str>| words.iter().filter(|word| list.contains(word.as_str())).count();
    let (french, english) = (count(&FRENCH), count(&ENGLISH));
    let hint = hint.and_then(hinted);
    let favoured = match french.cmp(&english) {
        std::cmp::Ordering::Greater => Some(Language::Fr),
        std::cmp::Ordering::Less => Some(Language::En),
        std::cmp::Ordering::Equal => None,
    };
    let votes = french.max(english);
    if words.len() < SHORT_WORDS {
        return short(&words, favoured, hint);
    }
    // Function words that stand close and are of one language settle it, whatever the statistics would say.
    let settled = votes >= 3 && votes * 4 >= words.len() && votes > 2 * french.min(english);
    if let Some(favoured) = favoured.filter(|_| settled && words.len() >= UNSURE_WORDS) {
        return favoured;
    }
    let guess = guessed(&words, head);
    match (guess, hint, favoured) {
        (Language::Other, _, Some(favoured))
            if votes >= 2 && votes * 4 >= words.len() && votes > 2 * french.min(english) =>
        {
            favoured
        }
        (Language::Other, Some(hint), Some(favoured)) if hint == favoured && words.len() < UNSURE_WORDS => hint,
        (guess, Some(hint), favoured) if words.len() < UNSURE_WORDS && guess != hint && favoured != Some(guess) => {
            if guess == Language::Other {
                guess
            } else {
                hint
            }
        }
        (guess, _, Some(favoured)) if guess != Language::Other && guess != favoured && votes >= 3 => favoured,
        (guess, ..) => guess,
    }
}

/// Too few words for statistics: function words, else the source's word, else nothing is claimed.
fn short(words: &[CompactString], favoured: Option<Language>, hint: Option<Language>) -> Language {
    let latin = words.iter().all(|word| word.chars().all(|c| c < '\u{250}' || !c.is_alphabetic()));
    if !latin || hint == Some(Language::Other) {
        return Language::Other;
    }
    favoured.or(hint).unwrap_or_default()
}

fn hinted(tag: &str) -> Option<Language> {
    let primary = tag.trim().split(['-', '_']).next()?;
    match primary.to_ascii_lowercase().as_str() {
        "" | "und" | "mul" | "zxx" => None,
        "fr" | "fra" | "fre" => Some(Language::Fr),
        "en" | "eng" => Some(Language::En),
        _ => Some(Language::Other),
    }
}

/// Accents are evidence, so the text as written is asked; the folded words only tell whether there is any.
fn guessed(words: &[CompactString], head: &str) -> Language {
    if words.is_empty() {
        return Language::Other;
    }
    let clean: String = head
        .split_whitespace()
        .filter(|word| !word.starts_with("http") && !word.starts_with("www.") && !word.starts_with(['@', '#']))
        .flat_map(|word| [word, " "])
        .collect();
    let clean = if clean.is_empty() { words.join(" ") } else { clean };
    match whichlang::detect_language(&clean[..clean.floor_char_boundary(TELLING)]) {
        Lang::Fra => Language::Fr,
        Lang::Eng => Language::En,
        _ => Language::Other,
    }
}

/// Function words that English and the other neighbours do not share, without accents.
static FRENCH: LazyLock<FixedSet<&str>> = LazyLock::new(|| {
    FixedSet::from_iter([
        "le", "les", "des", "du", "une", "et", "est", "sont", "dans", "pour", "pas", "que", "qui", "avec", "sur", "ce",
        "cette", "ces", "je", "tu", "il", "elle", "nous", "vous", "ils", "elles", "mon", "ma", "mes", "ton", "son",
        "sa", "ses", "notre", "votre", "leur", "leurs", "au", "aux", "ne", "n", "c", "l", "d", "j", "qu", "mais", "ou",
        "donc", "tres", "trop", "bien", "rien", "jamais", "toujours", "chez", "sans", "plus", "moins", "ete", "etait",
        "ont", "avez", "avons", "suis", "etes", "fait", "faire", "tout", "tous", "toute", "toutes", "merci", "bonjour",
        "avis", "quand", "comme", "encore", "aussi", "depuis", "apres", "avant", "contre", "entre", "meme", "alors",
        "pourquoi", "comment", "ca", "ai",
    ])
});
static ENGLISH: LazyLock<FixedSet<&str>> = LazyLock::new(|| {
    FixedSet::from_iter([
        "the", "a", "an", "and", "is", "are", "was", "were", "of", "to", "in", "for", "with", "that", "this", "these",
        "those", "it", "its", "it's", "i", "i'm", "you", "he", "she", "we", "they", "my", "your", "his", "her", "our",
        "their", "not", "don't", "doesn't", "didn't", "can't", "but", "or", "if", "so", "very", "too", "from", "at",
        "by", "be", "been", "have", "has", "had", "do", "does", "did", "will", "would", "should", "what", "when",
        "why", "how", "who", "which", "there", "never", "always", "just", "about", "after", "before", "again", "than",
        "then", "thanks", "hello", "anyone", "up", "out",
    ])
});
