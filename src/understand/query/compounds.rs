//! Compounds of a document read as one word: `coca-cola` is also `cocacola`, `Wendy’s` also `wendys`.
//!
//! One search over them and one over the words find both. At most a few words make one: what grows
//! with the text must not grow faster than the text (R7).

use std::ops::Range;

use super::fold::{Keep, fold, fold_into};
use super::gaps::{Gap, is_apostrophe, is_hyphen};
use super::words::{FieldWords, is_word_char};

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

/// Writes the compounds of a field that is cut.
pub(super) fn add(field: &mut FieldWords<'_>) {
    let is_letters = |field: &FieldWords<'_>, word: usize| field.folded(word).starts_with(is_word_char);
    field.as_one.push(' ');
    for first in 0..field.words.len() {
        for count in 2..=MOST_WORDS {
            let last = first + count - 1;
            let bound = field.words.get(last).is_some_and(|word| is_bound(word.gap, field.folded(last - 1)));
            if !bound || !is_letters(field, last) || !is_letters(field, first) {
                break;
            }
            let start = field.as_one.len();
            for word in &field.words[first..=last] {
                field.as_one.push_str(&field.normal[word.folded.clone()]);
            }
            if field.as_one.len() - start < FEWEST_BYTES {
                field.as_one.truncate(start);
                continue;
            }
            field.compounds.push(Compound { folded: start..field.as_one.len(), first, count });
            field.as_one.push(' ');
        }
    }
}

/// The compounds of a text that is not cut yet, with a blank before and after each: all that `add` would find, and
/// perhaps more. Nothing where nothing is bound.
pub(super) fn of_text(text: &str) -> String {
    let (mut out, mut chain, mut end) = (String::new(), Vec::new(), 0);
    let mut from = 0;
    while let Some((at, sign)) = next_sign(text, from) {
        from = at + sign.len_utf8();
        if at != end || chain.is_empty() {
            let left = text[end..at].char_indices().rev().take_while(|&(_, c)| is_word_char(c)).last();
            chain.clear();
            chain.extend(left.map(|(start, _)| &text[end + start..at]));
        }
        let right = &text[from..];
        let right = &right[..right.find(|c| !is_word_char(c)).unwrap_or(right.len())];
        let Some(left) = chain.last().filter(|_| !right.is_empty()) else {
            chain.clear();
            end = from;
            continue;
        };
        if is_apostrophe(sign) && left.len() <= 7 && ELISIONS.contains(&fold(left).as_str()) {
            chain.clear();
        }
        chain.push(right);
        for count in 2..=chain.len().min(MOST_WORDS) {
            if out.is_empty() {
                out.push(' ');
            }
            chain[chain.len() - count..].iter().for_each(|piece| fold_into(&mut out, piece, Keep::default()));
            out.push(' ');
        }
        end = from + right.len();
    }
    out
}

/// The next hyphen or apostrophe, of which nearly all are among three bytes.
fn next_sign(text: &str, from: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let usual = memchr::memchr3(b'-', b'\'', 0xe2, &bytes[at..]);
        let rare = memchr::memchr3(b'`', 0xc2, 0xca, &bytes[at..at + usual.unwrap_or(bytes.len() - at)]);
        at += rare.or(usual)?;
        let c = text[at..].chars().next()?;
        // One of the apostrophes is a letter, and so part of its word.
        if (is_hyphen(c) || is_apostrophe(c)) && !is_word_char(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let field = FieldWords::new(text);
        let found = field.compounds.iter().map(|compound| &field.as_one[compound.folded.clone()]);
        assert_eq!(found.collect::<Vec<_>>().join(" "), want, "{text}");
        let quick = of_text(text);
        for one in want.split_whitespace() {
            assert!(quick.contains(&format!(" {one} ")), "{one} of {text} in {quick}");
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

    proptest! {
        #[test]
        fn the_quick_way_finds_all_of_them(text in "([a-cé’' -]|l'|qu’|😡|\u{301}|ʼ|´|`|\u{2011}){0,24}") {
            let (field, quick) = (FieldWords::new(&text), of_text(&text));
            for compound in &field.compounds {
                let one = format!(" {} ", &field.as_one[compound.folded.clone()]);
                prop_assert!(quick.contains(&one), "{one} of {text} in {quick}");
            }
        }
    }
}
