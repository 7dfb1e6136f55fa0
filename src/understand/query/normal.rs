//! A text as a search for words reads it: each word folded, a blank wherever no word is.
//!
//! Written in one step, before anything is cut, so that one automaton over it finds whole words and nothing else; the
//! words of `FieldWords` are its stretches between blanks, in the same order. A text that speaks of nobody is never cut.

use std::sync::LazyLock;

use super::fold::{Keep, fold_into, is_accent, is_emoji_style};
use super::words::{is_emoji, is_word_char, runs};

/// Stands for a word of accents alone, which fold to nothing.
const NO_LETTER: char = '\u{fffd}';

/// What the letters and signs of the Western alphabets become, as far as that is one character: a blank for a sign.
const LATIN_FROM: usize = 0x80;
static LATIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| ('\u{80}'..'\u{250}').map(simple).collect());

/// What the character becomes, when that is one character and nothing round it matters.
fn simple(c: char) -> Option<char> {
    if !is_word_char(c) {
        return (!is_emoji(c)).then_some(' ');
    }
    let mut folded = String::new();
    fold_into(&mut folded, c.encode_utf8(&mut [0; 4]), Keep::default());
    let mut letters = folded.chars();
    letters.next().filter(|_| letters.as_str().is_empty())
}

/// The text with one blank before and after, and at least one between its words.
pub(super) fn normal(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    append(&mut out, text);
    out
}

/// Appends the same to what stands there.
pub(super) fn append(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut at = western(out, bytes);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            let run = ascii_run(&bytes[at..]);
            out.extend(bytes[at..at + run].iter().map(|&byte| plain(byte)));
            at += run;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let rest = &text[at..];
        at += c.len_utf8();
        let known = match c as u32 {
            0x2000..0x2070 => Some(' '),
            code => LATIN.get((code as usize).wrapping_sub(LATIN_FROM)).copied().flatten(),
        };
        match known {
            Some(folded) => push(out, folded),
            None => at += rare(out, c, rest) - c.len_utf8(),
        }
    }
    out.push(b' ');
}

/// The same as text. Only whole characters are written, so nothing is lost here.
pub(super) fn as_text(normal: Vec<u8>) -> String {
    String::from_utf8(normal).unwrap_or_default()
}

/// Appends the text up to the first character that is not of a Western alphabet or a usual sign; where that is.
fn western(out: &mut Vec<u8>, text: &[u8]) -> usize {
    let start = out.len();
    // What is written is never longer than what was read, but for the blank before it.
    out.resize(start + text.len() + STEP + 1, b' ');
    let (read, written) = write_western(&mut out[start..], text);
    out.truncate(start + written);
    read
}

/// How much was read, and how much was written.
fn write_western(out: &mut [u8], text: &[u8]) -> (usize, usize) {
    let (mut at, mut to) = (0, 1);
    while let Some(step) = text[at..].first_chunk::<STEP>() {
        // All of the step is written, and kept as far as it is ASCII.
        let Some(room) = out[to..].first_chunk_mut::<STEP>() else { break };
        *room = plain_step(*step);
        let beyond = u128::from_le_bytes(*step) & BEYOND;
        if beyond == 0 {
            (at, to) = (at + STEP, to + STEP);
            continue;
        }
        let ascii = beyond.trailing_zeros() as usize / 8;
        (at, to) = (at + ascii, to + ascii);
        let Some((sign, length)) = beyond_ascii(&text[at..]) else { break };
        out[to] = sign;
        (at, to) = (at + length, to + 1);
    }
    (at, to)
}

const STEP: usize = 16;
const BEYOND: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// What a letter or sign beyond ASCII becomes, where that is one byte, and how long it is.
fn beyond_ascii(text: &[u8]) -> Option<(u8, usize)> {
    static FOLDED: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let one = |known: &Option<char>| known.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii);
        LATIN.iter().map(|known| one(known).unwrap_or(0)).collect()
    });
    match *text {
        [lead @ 0xc2..=0xc9, next, ..] => {
            let at = usize::from(lead & 0x1f) << 6 | usize::from(next & 0x3f);
            let folded = FOLDED.get(at - LATIN_FROM).copied().filter(|&byte| byte != 0)?;
            Some((folded, 2))
        }
        [0xe2, 0x80, _, ..] | [0xe2, 0x81, ..=0xaf, ..] => Some((b' ', 3)),
        _ => None,
    }
}

/// A letter, a sign or an emoji; how many bytes of the rest it is.
fn rare(out: &mut Vec<u8>, c: char, rest: &str) -> usize {
    let mut folded = String::new();
    if is_word_char(c) {
        fold_into(&mut folded, c.encode_utf8(&mut [0; 4]), Keep::default());
        let is_alone = folded.is_empty() && is_accent(c) && out.ends_with(b" ");
        if is_alone && !rest[c.len_utf8()..].starts_with(is_word_char) {
            folded.push(NO_LETTER);
        }
        out.extend_from_slice(folded.as_bytes());
        return c.len_utf8();
    }
    if !is_emoji(c) || is_emoji_style(c) {
        out.push(b' ');
        return c.len_utf8();
    }
    let end = runs(rest, is_word_char).next().map_or(c.len_utf8(), |sign| sign.end);
    folded.push(' ');
    fold_into(&mut folded, &rest[..end], Keep::default());
    folded.push(' ');
    out.extend_from_slice(folded.as_bytes());
    end
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// How many bytes are ASCII before the first that is not.
fn ascii_run(text: &[u8]) -> usize {
    let whole = text.chunks_exact(16).take_while(|chunk| chunk.is_ascii()).count() * 16;
    whole + text[whole..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// What [`plain`] makes of each of the bytes that are ASCII, in one number: the compiler takes many bytes in one step here
/// and one by one there, which costs five times as much.
const fn plain_step(step: [u8; STEP]) -> [u8; STEP] {
    const EACH: u128 = BEYOND >> 7;
    const SMALL: u128 = EACH * 0x20;
    /// The upper bit of each byte that is at least so much.
    const fn from(bytes: u128, least: u8) -> u128 {
        bytes + EACH * (0x80 - least as u128)
    }
    // Without their upper bits, so that no sum reaches into the next byte. A digit has the bit of small letters already.
    let small = u128::from_le_bytes(step) & !BEYOND | SMALL;
    let letter = from(small, b'a') & !from(small, b'z' + 1);
    let digit = from(u128::from_le_bytes(step) & !BEYOND, b'0') & !from(small, b'9' + 1);
    let kept = (letter | digit) & BEYOND;
    let kept = kept | (kept - (kept >> 7));
    (small & kept | SMALL).to_le_bytes()
}

/// Without branches, so that many bytes are changed in one step.
const fn plain(byte: u8) -> u8 {
    let small = byte | 0x20;
    if small.wrapping_sub(b'a') < 26 {
        small
    } else if byte.wrapping_sub(b'0') < 10 {
        byte
    } else {
        b' '
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::understand::query::fold;

    /// Word by word, the long way.
    #[track_caller]
    fn check(text: &str) {
        let words: Vec<String> = runs(text, is_word_char)
            .map(|at| fold(&text[at]))
            .map(|word| if word.is_empty() { NO_LETTER.to_string() } else { word })
            .collect();
        let normal = as_text(normal(text));
        assert!(normal.starts_with(' ') && normal.ends_with(' '), "{normal:?}");
        assert_eq!(normal.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>(), words, "{text:?}");
    }

    #[test]
    fn the_words_are_those_of_the_long_way() {
        for text in [
            "",
            "Le CŒUR d’Acme : 100 % déçu…",
            "Acme🤮nul 👍🏽👩\u{200d}👩\u{200d}👧 🇫🇷🇧🇪 ™ \u{fe0f} 😡😡",
            "e\u{301}te \u{301}\u{301} a\u{301} \u{301}b",
            "ΟΔΟΣ İstanbul Straße 東京 ﬁn ª² \u{e000} 🅰b",
            "a\u{a0}b\u{202f}c\u{2028}d",
        ] {
            check(text);
        }
        let long = "🙂\u{200d}".repeat(1_000);
        check(&long);
    }

    #[test]
    fn bytes_are_in_a_step_what_they_are_alone() {
        for byte in 0..128 {
            let step = std::array::from_fn(|at| if at % 3 == 0 { byte } else { b"aZ9 /:@[`{~\0\n-.x"[at] });
            assert_eq!(plain_step(step), step.map(plain), "{byte}");
        }
    }

    #[test]
    fn every_letter_and_sign_is_as_the_long_way_has_it() {
        for c in ('\u{1}'..'\u{3100}').chain('\u{fe00}'..'\u{ffff}').chain('\u{1f000}'..'\u{1fb00}') {
            check(&format!("x{c}y {c} z{c}\u{301}"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_as_the_long_way_has_it(text in "(\\PC|[a-zé’ -]|\u{301}|😡|🇫🇷|\u{200d}|\u{fe0f}){0,40}") {
            check(&text);
        }
    }
}
