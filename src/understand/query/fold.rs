//! Folding: the form in which words are compared.
//!
//! Case and accents go, ligatures come apart. What counts as an accent is exactly what SQLite's `unicode61`
//! tokenizer with `remove_diacritics 2` takes away: an index built with it must not know fewer words than we do.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// What a comparison looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Keep {
    /// Capitals differ from small letters.
    pub(super) case: bool,
    /// Accents differ from none.
    pub(super) accents: bool,
}

/// The text without case, accents and ligatures: `Crème Œuf` is `creme oeuf`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text, Keep::default());
    out
}

/// Appends the folded text.
pub(super) fn fold_into(out: &mut String, text: &str, keep: Keep) {
    let (start, mut rest) = (out.len(), text);
    loop {
        // Most of a text is ASCII, and a run of it is taken in one step.
        let run = ascii_run(rest.as_bytes());
        out.push_str(&rest[..run]);
        let mut letters = rest[run..].chars();
        let Some(c) = letters.next() else { break };
        rest = letters.as_str();
        match LATIN.get((c as usize).wrapping_sub(LATIN_FROM)) {
            Some(Some(folded)) if keep == Keep::default() => out.push(*folded),
            _ => fold_letter(out, c, keep),
        }
    }
    // All runs at once: what folding makes of other letters is small already.
    if !keep.case {
        out[start..].make_ascii_lowercase();
    }
}

/// Where the accented letters of the Western alphabets begin, and what they fold to, as far as that is one letter.
const LATIN_FROM: usize = 0x80;
static LATIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let folded = |c: char| {
        let mut out = String::new();
        fold_letter(&mut out, c, Keep::default());
        let mut letters = out.chars();
        letters.next().filter(|_| letters.as_str().is_empty())
    };
    ('\u{80}'..'\u{180}').map(folded).collect()
});

/// How many bytes are ASCII before the first that is not.
fn ascii_run(text: &[u8]) -> usize {
    const BEYOND: u64 = 0x8080_8080_8080_8080;
    let (eights, rest) = text.as_chunks::<8>();
    for (nth, eight) in eights.iter().enumerate() {
        let beyond = u64::from_le_bytes(*eight) & BEYOND;
        if beyond != 0 {
            return nth * 8 + beyond.trailing_zeros() as usize / 8;
        }
    }
    eights.len() * 8 + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

fn fold_letter(out: &mut String, c: char, keep: Keep) {
    if let Some(parts) = ligature(c) {
        out.extend(parts.chars().map(|part| if keep.case { part } else { part.to_ascii_lowercase() }));
    } else if keep.case {
        push(out, c, keep.accents);
    } else {
        for lower in c.to_lowercase() {
            push(out, lower, keep.accents);
        }
    }
}

/// Whether `unicode61` takes the character for a diacritic: part of a word, and folded away.
pub(super) const fn is_accent(c: char) -> bool {
    // The two masks of `sqlite3Fts5UnicodeIsdiacritic`, for U+0300..U+031F and U+0320..U+0331.
    const LOW: u32 = 0x0802_9FDF;
    const HIGH: u32 = 0x0003_61F8;
    let code = c as u32;
    match code {
        0x300..=0x31f => LOW & (1 << (code - 0x300)) != 0,
        0x320..=0x331 => HIGH & (1 << (code - 0x320)) != 0,
        _ => false,
    }
}

/// Whether the character changes only how an emoji looks.
pub(super) const fn is_emoji_style(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn push(out: &mut String, c: char, accents: bool) {
    if is_emoji_style(c) {
        return;
    }
    // Hangul would come apart into jamo, and nothing above it is an accented letter.
    // SQLite's tables lack ǡ and its capital, and take these marks for the end of a word.
    if c >= '\u{3000}' || matches!(c, 'ǡ' | 'Ǡ' | '\u{340}'..='\u{344}') {
        out.push(c);
        return;
    }
    decompose_canonical(c, |part| {
        if accents || !is_accent(part) {
            // Greek writes a sigma otherwise at the end of a word.
            out.push(if part == 'ς' { 'σ' } else { part });
        }
    });
}

const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        'ẞ' => "SS",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_ligatures_go() {
        assert_eq!(fold("Crème BRÛLÉE, cœur Straße ﬁn"), "creme brulee, coeur strasse fin");
        assert_eq!(fold("e\u{301}te\u{301} İstanbul ΟΔΟΣ"), "ete istanbul οδοσ");
    }

    #[test]
    fn what_is_kept_is_kept_in_both_unicode_forms() {
        for (composed, decomposed) in [("pâté", "pa\u{302}te\u{301}"), ("Ça", "C\u{327}a")] {
            let keep = Keep { case: true, accents: true };
            let (mut left, mut right) = (String::new(), String::new());
            fold_into(&mut left, composed, keep);
            fold_into(&mut right, decomposed, keep);
            assert_eq!(left, right);
        }
    }
}
