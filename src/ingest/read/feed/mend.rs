//! Text that was spoilt before it was sent: forbidden characters, and UTF-8 that somebody took for Latin-1.
//!
//! Deliberately absent: repairs of a text that may be meant as it stands. What is mended could not have been written.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::map::Channel;

/// The document without the controls that XML forbids, and with the windows-1252 letters that stand for C1 controls.
pub(super) fn characters(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_sound(text.as_bytes()) || !text.chars().any(|c| is_forbidden(c) || is_c1(c)) {
        return text;
    }
    Cow::Owned(text.chars().filter(|&c| !is_forbidden(c)).map(|c| western(c).unwrap_or(c)).collect())
}

/// Whether no byte can belong to such a character. It may say no where the answer is yes.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
fn is_sound(text: &[u8]) -> bool {
    let control = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    // A C1 control is 0xC2 and a byte under 0xA0.
    let odd = text.iter().fold(false, |odd, &byte| odd | control(byte));
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    !(odd | pairs.fold(false, |odd, (&a, &b)| odd | (a == 0xc2) & (b < 0xa0)))
}

const fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}')
}

const fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// What windows-1252 has where Unicode has a C1 control.
fn western(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok().filter(|_| is_c1(c))?;
    WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
}

/// Mends the texts of a feed that were encoded twice; how many there were.
pub(super) fn channel(channel: &mut Channel) -> usize {
    let mut count = 0;
    let mut mend = |text: &mut String| {
        if let Some(meant) = doubly_encoded(text) {
            *text = meant;
            count += 1;
        }
    };
    mend(&mut channel.title);
    for entry in &mut channel.entries {
        mend(&mut entry.title);
        [&mut entry.content, &mut entry.summary, &mut entry.author].into_iter().flatten().for_each(&mut mend);
    }
    count
}

/// UTF-8 that was taken for Latin-1 or windows-1252 and encoded again (`dÃ©Ã§u`), read as it was meant. The text
/// stays as it is unless every letter beyond ASCII belongs to such a sequence.
pub(super) fn doubly_encoded(text: &str) -> Option<String> {
    if text.len() > MAX_LENGTH || !begins_a_sequence(text) {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
    let meant = String::from_utf8(bytes).ok()?;
    is_likely(text, &meant).then_some(meant)
}

/// Whether the first letter beyond ASCII can be the first byte of a sequence: then another follows it. Running text in a
/// western language fails here, at its first accent.
fn begins_a_sequence(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let Some(first) = text.bytes().position(|byte| !byte.is_ascii()) else { return false };
    let mut letters = text[first..].chars();
    letters.next().is_some_and(|lead| matches!(lead, '\u{c2}'..='\u{f4}'))
        && letters.next().is_some_and(|next| !next.is_ascii())
}

const MAX_LENGTH: usize = 1_048_576;

/// The byte that a letter was.
fn byte(c: char) -> Option<u8> {
    if u32::from(c) < 0x100 {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!unmappable && bytes.len() == 1).then(|| bytes[0])
}

/// `NESTLÉ®` is also valid UTF-8, by chance. Chance makes one pair, of a capital after capitals; a letter of running
/// text that was taken apart is a `Ã` or `Â` beside small letters, or three signs in a row, or one of many.
fn is_likely(text: &str, meant: &str) -> bool {
    let (mut western, mut signs, mut far) = (0, 0, 0);
    for c in meant.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{80}'..='\u{17f}' => western += 1,
            '\u{2010}'..='\u{205f}' | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{2122}' | '\u{feff}' => signs += 1,
            '\u{370}'..='\u{4ff}'
            | '\u{5d0}'..='\u{6ff}'
            | '\u{1e00}'..='\u{1fff}'
            | '\u{3000}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{fb00}'..='\u{fb06}'
            | '\u{1f300}'..='\u{1faff}' => far += 1,
            _ => return false,
        }
    }
    if signs > 0 || far >= MANY {
        return true;
    }
    let letters: Vec<char> = text.chars().collect();
    let leads =
        letters.windows(2).enumerate().filter(|(_, pair)| matches!(pair[0], '\u{c2}'..='\u{c5}')).map(|(at, _)| at);
    let is_beside = |at: &usize| {
        let before = at.checked_sub(1).map(|at| letters[at]);
        before.is_some_and(char::is_lowercase) || letters.get(at + 2).is_some_and(char::is_ascii_lowercase)
    };
    let beside = leads.filter(is_beside).count();
    far == 0 && beside > 0 && beside * 2 >= western
}

/// So many letters of another script are not made by chance.
const MANY: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<&str>) {
        assert_eq!(doubly_encoded(text).as_deref(), want, "{text}");
    }

    #[test]
    fn what_was_encoded_twice_is_read_as_it_was_meant() {
        check("TrÃ¨s dÃ©Ã§u", Some("Très déçu"));
        check("l\u{e2}\u{20ac}\u{2122}Ã©tÃ©", Some("l’été"));
        check("Â«nulÂ»", Some("«nul»"));
        check("\u{e2}\u{80}\u{a6}", Some("…"));
        check("Gro\u{c3}\u{178}e M\u{c3}\u{bc}he", Some("Große Mühe"));
        check("\u{d0}\u{9f}\u{d1}\u{80}\u{d0}\u{b8}\u{d0}\u{b2}\u{d0}\u{b5}\u{d1}\u{82}", Some("Привет"));
        check("à dÃ©", None);
    }

    #[test]
    fn what_may_be_meant_stays() {
        for text in
            ["NESTLÉ®", "CITROËN", "São", "Âge tendre", "â", "MAÇÃ®", "déçu", "raté\u{a0}»", "ESPAÑ\u{80}", "É»", ""]
        {
            check(text, None);
        }
    }

    #[test]
    fn controls_vanish_and_western_punctuation_comes_back() {
        assert_eq!(characters("a\u{b}\u{1}b\u{92}\u{85}\n".into()), "ab\u{2019}…\n");
    }
}
