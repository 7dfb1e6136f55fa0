//! Text that came from the network.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::bytes;

/// Text from the network. It is data, never markup, never a template (invariant R11): HTML templates print it
/// escaped because it is an ordinary `Display` value, and nothing marks it safe.
///
/// Control characters (but line feed and tab), bidirectional overrides (CVE-2021-42574, "Trojan Source") and
/// invisible characters cannot reorder or hide what stands beside the text: they are dropped on the way in. So are soft
/// hyphens, and joiners between letters of the Latin alphabets: a word that may be broken there is still one word.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct NetText(String);

impl NetText {
    /// Takes text as published, and drops what could deceive a terminal, a mail or a page.
    pub fn new(raw: impl Into<String>) -> Self {
        let raw = raw.into();
        if is_plain(raw.as_bytes()) {
            return Self(raw);
        }
        let mut out = String::with_capacity(raw.len());
        let mut joiners = None;
        for c in raw.chars().filter(|&c| !deceives(c)) {
            if !is_joiner(c) {
                if let Some(at) = joiners.take()
                    && is_latin(c)
                {
                    out.truncate(at);
                }
            } else if out.chars().next_back().is_some_and(is_latin) {
                joiners = Some(out.len());
            }
            out.push(c);
        }
        Self(out)
    }

    /// The text, for thinking on.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space is left.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// One line of at most `max` characters, cut at a word where possible, with an ellipsis when something was cut. The
    /// no-break spaces of French punctuation stay.
    #[must_use]
    pub fn clipped(&self, max: usize) -> Self {
        let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
        let flat = self.0.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if flat.chars().count() <= max {
            return Self(flat);
        }
        let cut = flat.char_indices().nth(max.saturating_sub(1)).map_or(0, |(at, _)| at);
        let head = &flat[..cut];
        let whole_word = flat[cut..].starts_with(' ');
        let head = head.rfind(' ').filter(|&at| !whole_word && at > cut / 2).map_or(head, |at| &head[..at]);
        Self(format!("{}…", head.trim_end_matches([' ', '\u{a0}', '\u{202f}', ',', ';', ':', '.'])))
    }
}

fn deceives(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Between the letters of other scripts, and between emoji, joiners change what is seen.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_latin(c: char) -> bool {
    c < '\u{250}' && c.is_alphabetic()
}

/// Whether nothing in it can be one of those characters: all text from the network passes here, and nearly all is plain.
/// It may say no where the answer is yes.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
fn is_plain(text: &[u8]) -> bool {
    let odd = |byte: u8| {
        let control = (byte < b' ') & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f);
        control | (byte == 0xef) | (byte == 0xf3)
    };
    !bytes::any(text, odd)
        && memchr::memchr2_iter(0xc2, 0xe2, text).all(|at| match text[at..] {
            [0xc2, next, ..] => next >= 0xa0 && next != 0xad,
            [0xe2, 0x80, last, ..] => !matches!(last, 0x8b..=0x8f | 0xaa..=0xae),
            [0xe2, 0x81, ..] => false,
            _ => true,
        })
}

impl From<String> for NetText {
    fn from(raw: String) -> Self {
        Self::new(raw)
    }
}

impl From<&str> for NetText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl fmt::Display for NetText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_bidi_overrides_do_not_get_in() {
        assert_eq!(NetText::new("a\u{1b}[31mb\u{202e}c\n").as_str(), "a[31mbc\n");
    }

    #[test]
    fn a_word_that_may_be_broken_is_one_word() {
        assert_eq!(
            NetText::new("Duesen\u{ad}feld, Auf\u{200c}lage, A\u{200d}c\u{200d}\u{200c}me").as_str(),
            "Duesenfeld, Auflage, Acme"
        );
        for whole in ["می\u{200c}خواهم", "Acme\u{200c}ها", "👩\u{200d}💻"] {
            assert_eq!(NetText::new(whole).as_str(), whole);
        }
    }

    #[test]
    fn clipping_cuts_at_a_word() {
        assert_eq!(NetText::new("Une très longue phrase, dit-elle").clipped(24).as_str(), "Une très longue phrase…");
        assert_eq!(NetText::new("court").clipped(24).as_str(), "court");
    }

    #[test]
    fn what_is_taken_for_plain_deceives_nobody() {
        for c in ('\u{0}'..=char::MAX).filter(|&c| deceives(c)) {
            assert!(!is_plain(format!("a{c}").as_bytes()), "{c:?}");
        }
        for text in ["a\tb\n", "« été »", "l’avis… — 5 €", "Œuvre"] {
            assert!(is_plain(text.as_bytes()), "{text}");
        }
    }
}
