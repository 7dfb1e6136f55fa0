//! The words of a text, with what tells a name: capitals, and whether a sentence opens there.

use compact_str::CompactString;

use crate::understand::tone::tokens::fold;

/// A word as it stands.
pub(super) struct Word<'t> {
    pub(super) raw: &'t str,
    /// A sentence, a line or a quotation opens with it: its capital says nothing.
    opens: bool,
    /// It goes on with the number before it (`12 000`, `45,12`).
    continues: bool,
}

/// The words of the text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let mut after_digits = false;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let start = at + length_until(&text[at..], true);
        let gap = &text[at..start];
        let end = start + length_until(&text[start..], false);
        if start == end {
            return None;
        }
        at = end;
        let raw = &text[start..end];
        let is_number = raw.bytes().all(|b| b.is_ascii_digit());
        let joins = matches!(gap, " " | "\u{a0}" | "\u{202f}" | "," | ".");
        let word = Word { raw, opens: is_first || opens(gap), continues: after_digits && is_number && joins };
        after_digits = is_number;
        is_first = false;
        Some(word)
    })
}

/// How many bytes stand before the first letter or digit, or before the first that is none.
fn length_until(text: &str, letter: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() == letter {
                break;
            }
            at += 1;
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            if (matches!(c, 'à'..='ö' | 'ø'..='ÿ') || c.is_alphanumeric()) == letter {
                break;
            }
            at += c.len_utf8();
        }
    }
    at
}

fn opens(gap: &str) -> bool {
    gap != " " && gap.contains(['.', '!', '?', '…', '\n', ':', '«', '“', '"', '•', '|'])
}

impl Word<'_> {
    /// Lower case, without accents.
    pub(super) fn folded(&self) -> CompactString {
        fold(self.raw).0
    }

    /// Whether it looks like a name: a capital where the language asks for none.
    pub(super) fn is_name(&self) -> bool {
        !self.opens && self.raw.len() > 2 && self.raw.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it holds a digit.
    pub(super) fn is_number(&self) -> bool {
        self.raw.bytes().any(|b| b.is_ascii_digit()) || !self.raw.is_ascii() && self.raw.chars().any(char::is_numeric)
    }

    /// Whether it goes on with the number before it.
    pub(super) const fn continues(&self) -> bool {
        self.continues
    }
}
