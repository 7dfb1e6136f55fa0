//! Cuts text into words and undoes what is done to slip past a list: accents, leet, stretched letters, letters of other
//! alphabets, signs and invisible characters set between letters.

use compact_str::CompactString;
use unicode_normalization::char::is_combining_mark;

use crate::understand::tone::tokens::fold;

/// A word with its place and the forms it may stand for.
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub plain: CompactString,
    /// With what hides it undone: nearly always none.
    pub others: Vec<CompactString>,
    /// Holds stars for letters.
    pub starred: bool,
    /// What stands between it and the word before.
    pub gap: Gap,
}

impl Word {
    /// What it may stand for, the plain form first.
    pub(super) fn forms(&self) -> impl Iterator<Item = &CompactString> {
        std::iter::once(&self.plain).chain(&self.others)
    }

    /// What it stands for with all undone that hides it.
    pub(super) fn bare(&self) -> &str {
        self.others.last().unwrap_or(&self.plain)
    }

    /// Whether it is one letter.
    pub(super) fn is_letter(&self) -> bool {
        let mut letters = self.plain.chars();
        letters.next().is_some() && letters.next().is_none()
    }
}

/// What stands between two words, as far as it matters to how they hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing but blanks and apostrophes.
    Blank,
    /// A comma and its like.
    Clause,
    /// A full stop and its like.
    Sentence,
}

/// A word longer than this is none, and is not looked at.
const LONGEST: usize = 64;

/// Bytes of a word and what parts it from the next, about.
const BYTES: usize = 5;

/// The words of a text. Addresses and `@names` are left out.
pub(super) fn read(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / BYTES);
    let (mut at, mut gap) = (0, Gap::Sentence);
    while let Some(start) = next_word(text, at) {
        gap = gap.max(gap_of(&text[at..start]));
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
            out.push(word(&text[start..end], start, gap));
            gap = Gap::Blank;
        }
        at = end;
    }
    out
}

/// Where the next word or name begins.
fn next_word(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii_alphanumeric() || byte == b'@' {
            return Some(at);
        }
        at += 1;
        if !byte.is_ascii() {
            let c = text[at - 1..].chars().next()?;
            if c.is_alphanumeric() {
                return Some(at - 1);
            }
            at += c.len_utf8() - 1;
        }
    }
}

fn gap_of(between: &str) -> Gap {
    if between == " " {
        return Gap::Blank;
    }
    let one = |c: char| match c {
        '.' | '!' | '?' | '…' | '\n' => Gap::Sentence,
        ',' | ';' | ':' | '(' | ')' | '–' | '—' => Gap::Clause,
        _ => Gap::Blank,
    };
    between.chars().map(one).max().unwrap_or(Gap::Blank)
}

/// Letters and digits, and the signs that stand for letters, or for nothing, between them.
fn word_len(rest: &str) -> usize {
    // Nearly every word ends at a blank or a mark of punctuation.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(plain).is_none_or(|next| b" ,.;:?()'\"\n/".contains(next)) {
        return plain;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = next.is_some_and(|next| next.is_alphanumeric() || is_sign(next) || is_nothing(next));
        if c.is_alphanumeric() || is_combining_mark(c) || c == '*' || ((is_sign(c) || is_nothing(c)) && inside) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// Stands for a letter.
const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '*' | '@' | '!' | '€' | '|')
}

/// Is seen by no reader, or joins what it parts.
const fn is_nothing(c: char) -> bool {
    matches!(c, '_' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn word(raw: &str, start: usize, gap: Gap) -> Word {
    let end = start + raw.len();
    if let Some(plain) = as_it_stands(raw) {
        return Word { start, end, starred: false, plain, others: Vec::new(), gap };
    }
    // The letters of Western alphabets stand for themselves.
    let is_western = raw.chars().all(|c| c < '\u{180}' && !is_nothing(c));
    let latin = || raw.chars().filter(|&c| !is_nothing(c)).map(latin).collect::<String>();
    let (plain, stretched) = if is_western { fold(raw) } else { fold(&latin()) };
    let starred = plain.contains('*');
    let mut forms = vec![plain.clone()];
    if plain.chars().any(char::is_alphabetic) && plain.chars().any(|c| !c.is_alphabetic() && c != '*') {
        let (i, l) = (unleet(&plain, 'i'), unleet(&plain, 'l'));
        forms.extend([i, l]);
    }
    if stretched {
        for form in forms.clone() {
            forms.push(squeezed(&form));
        }
    }
    for nth in 0..forms.len() {
        if let Some(rest) = forms[nth].strip_prefix('k').filter(|rest| rest.starts_with(['o', 'u', 'r', 'l'])) {
            forms.push(format!("c{rest}").into());
        }
    }
    forms.remove(0);
    Word { start, end, plain, others: forms, starred, gap }
}

/// The word in small letters, where it is what nearly all are: plain letters, that stand for themselves.
fn as_it_stands(raw: &str) -> Option<CompactString> {
    if !raw.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let plain = CompactString::new(raw).to_ascii_lowercase();
    let letters = plain.as_bytes();
    let is_stretched = letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    (letters.first() != Some(&b'k') && !is_stretched).then_some(plain)
}

/// Letters of other alphabets that look like ours, and the wide forms of ours.
fn latin(c: char) -> char {
    const TWINS: [(&str, char); 22] = [
        ("аАαΑ", 'a'),
        ("вВΒ", 'b'),
        ("сСϲ", 'c'),
        ("ԁ", 'd'),
        ("еЕёΕε", 'e'),
        ("ɡ", 'g'),
        ("һНΗ", 'h'),
        ("іІΙι", 'i'),
        ("ј", 'j'),
        ("кКκΚ", 'k'),
        ("ӏΙ", 'l'),
        ("мМΜ", 'm'),
        ("пη", 'n'),
        ("оОοΟ", 'o'),
        ("рРρΡ", 'p'),
        ("ԛ", 'q'),
        ("ѕЅ", 's'),
        ("тТτΤ", 't'),
        ("υ", 'u'),
        ("ν", 'v'),
        ("хХχΧ", 'x'),
        ("уУγΥ", 'y'),
    ];
    match c {
        c if c.is_ascii() => c,
        '\u{ff01}'..='\u{ff5e}' => u8::try_from(c as u32 - 0xfee0).map_or(c, char::from),
        '\u{370}'..='\u{52f}' | 'ɡ' => {
            TWINS.iter().find(|(twins, _)| twins.contains(c)).map_or(c, |&(_, letter)| letter)
        }
        c => c,
    }
}

/// Digits and signs as the letters they look like; `one` is what `1`, `!` and `|` stand for.
fn unleet(word: &str, one: char) -> CompactString {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    word.chars().map(letter).collect()
}

fn squeezed(word: &str) -> CompactString {
    let mut last = '\0';
    word.chars().filter(|&c| std::mem::replace(&mut last, c) != c).collect()
}
