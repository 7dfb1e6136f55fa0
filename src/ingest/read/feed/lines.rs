//! Running text gathered into lines, its white space folded.
//!
//! Most of what a feed holds goes through here, and most of that is words with one space between them: such a stretch is
//! taken whole.

use crate::model::bytes;

fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}'
}

/// Whether its blanks are single spaces already, as in most running text. It may say no where the answer is yes.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
fn is_spaced(text: &[u8]) -> bool {
    // Of the signs beyond ASCII that are blanks, one begins with 0xC2 0x85, one with 0xE1, one with 0xE3; the others are
    // 0xE2 0x80 and 0x81 with few of the last bytes.
    let odd = |byte: u8| (byte < b' ') | (byte == 0xe1) | (byte == 0xe3);
    !bytes::any_pair(text, |a, b| odd(a) | (a == b' ') & (b == b' '))
        && !text.last().is_some_and(|&last| odd(last))
        && memchr::memchr2_iter(0xc2, 0xe2, text).all(|at| match text[at..] {
            [0xc2, next, ..] => next != 0x85,
            [0xe2, 0x80, last, ..] => matches!(last, 0x90..=0xa7 | 0xb0..=0xbf),
            [0xe2, 0x81, ..] => false,
            _ => true,
        })
}

/// Gathers text with white space folded and empty lines left out.
#[derive(Default)]
pub(in crate::ingest::read) struct Lines {
    out: String,
    gap: bool,
    line: bool,
}

impl Lines {
    /// Nothing yet, with room for so many bytes.
    pub(in crate::ingest::read) fn with_room(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds running text.
    pub(in crate::ingest::read) fn push(&mut self, text: &str) {
        if text == "\n" {
            // Between tags there is nothing else, more often than not.
            self.gap = true;
            return;
        }
        let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let is_bare = is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last());
        let body = if is_bare { text } else { text.trim_matches(is_blank) };
        if body.is_empty() {
            self.gap |= !text.is_empty();
            return;
        }
        self.gap |= !is_bare && is_blank(text.chars().next().unwrap_or(' '));
        if is_spaced(body.as_bytes()) {
            self.word(body);
        } else {
            // Empty words are blanks that follow one another.
            for word in body.split(is_blank).filter(|word| !word.is_empty()) {
                self.word(word);
                self.gap = true;
            }
        }
        self.gap = !is_bare && text.ends_with(is_blank);
    }

    /// Adds what holds no blanks, or no other than single ones.
    fn word(&mut self, word: &str) {
        if !self.out.is_empty() {
            if self.line {
                self.out.push('\n');
            } else if self.gap {
                self.out.push(' ');
            }
        }
        (self.gap, self.line) = (false, false);
        self.out.push_str(word);
    }

    /// Ends the line, if something is on it.
    pub(in crate::ingest::read) fn line(&mut self) {
        self.line = true;
    }

    /// The text.
    pub(in crate::ingest::read) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`Lines`] does, a character at a time.
    fn slowly(pieces: &[&str]) -> String {
        let (mut out, mut gap, mut line) = (String::new(), false, false);
        for piece in pieces {
            if *piece == "\n" {
                line = true;
                continue;
            }
            for c in piece.chars() {
                if is_blank(c) {
                    gap = true;
                    continue;
                }
                if !out.is_empty() && (line || gap) {
                    out.push(if line { '\n' } else { ' ' });
                }
                (gap, line) = (false, false);
                out.push(c);
            }
        }
        out
    }

    proptest::proptest! {
        #[test]
        fn stretches_are_what_their_characters_are(
            pieces in proptest::collection::vec("(\\PC|[ \t\n a-zé’…\u{85}\u{2003}\u{3000}\u{a0}]){0,12}|\n", 0..8)
        ) {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let mut lines = Lines::default();
            for piece in &pieces {
                if *piece == "\n" { lines.line() } else { lines.push(piece) }
            }
            proptest::prop_assert_eq!(lines.finish(), slowly(&pieces));
        }
    }
}
