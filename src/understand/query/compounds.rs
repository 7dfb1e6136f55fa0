//! Compounds of a document read as one word: `coca-cola` is also `cocacola`, `Wendy’s` also `wendys`.
//!
//! They stand behind the words of their field, so that one search finds both. At most a few words make one: what grows
//! with the text must not grow faster than the text (R7).

use std::ops::Range;

use super::gaps::{Gap, is_apostrophe, is_hyphen};
use super::words::FieldWords;

/// Words that lose their vowel before another in French: what follows the apostrophe is a word of its own.
pub(super) const ELISIONS: [&str; 15] =
    ["l", "d", "qu", "j", "s", "n", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"];
/// Words in one compound.
pub(super) const MOST_WORDS: usize = 4;
/// Bytes of a compound: below, it is too likely to be another word (`a-t-on` is not `ton`).
const FEWEST_BYTES: usize = 4;

/// Several words as one.
#[derive(Clone, Debug)]
pub(super) struct Compound {
    /// Its bytes in the folded field.
    pub(super) folded: Range<usize>,
    /// Its first word, and how many there are.
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Whether a word is bound to the word before it, so that both may be written as one.
pub(super) fn is_bound(gap: Gap, before: &str) -> bool {
    match gap {
        Gap::Hyphen => true,
        Gap::Apostrophe => !ELISIONS.contains(&before),
        _ => false,
    }
}

/// Writes the compounds behind the words.
pub(super) fn add(field: &mut FieldWords<'_>) {
    for first in 0..field.words.len() {
        for count in 2..=MOST_WORDS {
            let last = first + count - 1;
            let bound = field.words.get(last).is_some_and(|word| is_bound(word.gap, field.folded(last - 1)));
            if !bound {
                break;
            }
            let start = field.folded.len();
            for index in first..=last {
                let word = field.words[index].folded.clone();
                field.folded.extend_from_within(word);
            }
            if field.folded.len() - start < FEWEST_BYTES {
                field.folded.truncate(start);
                continue;
            }
            field.compounds.push(Compound { folded: start..field.folded.len(), first, count });
            field.folded.push(' ');
        }
    }
}

/// The compounds of a text that is folded but not cut yet, with a blank before and after each: all that `add` would find.
///
/// Signs beyond ASCII are left where they stand; whoever searches takes them for a border.
pub(super) fn of_folded(text: &str, out: &mut String) {
    let is_inside = |c: char| (c.is_ascii_alphanumeric() || !c.is_ascii()) && !is_sign(c);
    let mut chain: Vec<&str> = Vec::new();
    let mut end = 0;
    out.clear();
    out.push(' ');
    for (at, sign) in text.match_indices(is_sign) {
        if at != end || chain.is_empty() {
            let left = &text[end.min(at)..at];
            let from = left.rfind(|c| !is_inside(c)).map_or(0, |last| left.ceil_char_boundary(last + 1));
            chain = vec![&left[from..]];
        }
        let after = &text[at + sign.len()..];
        let right = &after[..after.find(|c| !is_inside(c)).unwrap_or(after.len())];
        end = at + sign.len() + right.len();
        let cut = sign.starts_with(is_apostrophe) && chain.last().is_some_and(|left| ELISIONS.contains(left));
        if right.is_empty() || cut || chain.last().is_some_and(|left| left.is_empty()) {
            chain.clear();
        }
        if right.is_empty() {
            continue;
        }
        chain.push(right);
        for count in 2..=chain.len().min(MOST_WORDS) {
            chain[chain.len() - count..].iter().for_each(|piece| out.push_str(piece));
            out.push(' ');
        }
    }
}

fn is_sign(c: char) -> bool {
    is_hyphen(c) || is_apostrophe(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::query::fold;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let field = FieldWords::new(text);
        let found = field.compounds.iter().map(|compound| &field.folded[compound.folded.clone()]);
        assert_eq!(found.collect::<Vec<_>>().join(" "), want, "{text}");
        let mut quick = String::new();
        of_folded(&fold(text), &mut quick);
        for one in want.split_whitespace() {
            assert!(quick.contains(one), "{one} of {text} in {quick}");
        }
    }

    #[test]
    fn what_a_hyphen_or_an_apostrophe_binds_is_one_word_too() {
        check("Coca-Cola", "cocacola");
        check("le coca-cola zéro", "cocacola");
        check("Coca‑Cola’s", "cocacola cocacolas colas");
        check("saint-jean-de-luz", "saintjean saintjeande saintjeandeluz jeande jeandeluz deluz");
        check("l’Oréal, d'Acme-ville", "acmeville");
        check("a-t-on - vu, a- b", "aton");
        check("«coca-cola»", "cocacola");
        check("", "");
    }
}
