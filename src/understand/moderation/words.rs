//! Cuts text into words and undoes what is done to slip past a list: accents, leet, stretched letters.

use unicode_normalization::char::is_combining_mark;

use crate::understand::tone::tokens::fold;

/// A word with its place and the forms it may stand for, the plain one first.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub forms: Vec<String>,
    /// Holds stars for letters.
    pub starred: bool,
}

/// A word longer than this is none, and is not looked at.
const LONGEST: usize = 64;

/// The words of a text. Addresses and `@names` are left out.
pub(super) fn read(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_alphanumeric() || c == '@') {
        let start = at + found;
        let rest = &text[start..];
        if rest.starts_with("http") || rest.starts_with("www.") {
            at = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
            continue;
        }
        if let Some(name) = rest.strip_prefix('@') {
            at = start + 1 + name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            continue;
        }
        let end = start + word_len(rest);
        if end - start <= LONGEST {
            out.push(word(&text[start..end], start));
        }
        at = end;
    }
    out
}

/// Letters and digits, and the signs that stand for letters between them.
fn word_len(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '$' | '*' | '@'));
        if c.is_alphanumeric() || is_combining_mark(c) || c == '*' || (matches!(c, '$' | '@' | '!') && inside) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn word(raw: &str, start: usize) -> Word {
    let (plain, stretched) = fold(raw);
    let mut forms = vec![plain.clone()];
    if plain.chars().any(char::is_alphabetic) && plain.chars().any(|c| !c.is_alphabetic() && c != '*') {
        forms.push(unleet(&plain, 'i'));
        forms.push(unleet(&plain, 'l'));
    }
    if stretched {
        for form in forms.clone() {
            forms.push(squeezed(&form));
        }
    }
    Word { start, end: start + raw.len(), starred: plain.contains('*'), forms }
}

/// Digits and signs as the letters they look like; `one` is what `1` and `!` stand for.
fn unleet(word: &str, one: char) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    word.chars().map(letter).collect()
}

fn squeezed(word: &str) -> String {
    let mut last = '\0';
    word.chars().filter(|&c| std::mem::replace(&mut last, c) != c).collect()
}
