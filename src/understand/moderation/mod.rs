//! What a moderator may have to look at: insults, hate, threats, obscenities, with their places, by own word lists.
//!
//! A list finds words, not intent: counter-speech and quotation are flagged too, and hate without a listed word is not.
//! A flag is a reason to look, never to delete. Words that are harmless by themselves (`con`, `chien`, `tool`) count only
//! where they are thrown at somebody.

mod list;
#[cfg(test)]
mod tests;
mod words;

use crate::model::{Field, Flag, FlagKind, Language};
use list::{Entry, List, lists};
use words::{Word, read};

/// Bytes of a field that are looked at.
const HEAD: usize = 128 * 1024;
/// Flags of one field, at most.
const MOST: usize = 64;
/// Masked words (`c*nnard`) of one field that are looked up, at most.
const MOST_STARRED: usize = 200;

/// The flags of an item, in order of place.
pub fn flags(title: &str, text: &str, language: Language) -> Vec<Flag> {
    let fields = [(Field::Title, title), (Field::Text, text)];
    let found = |(field, text): (Field, &str)| {
        spans(text, language).into_iter().map(move |(kind, start, end)| Flag { kind, field, start, end })
    };
    fields.into_iter().flat_map(found).collect()
}

/// The text with flagged words masked (`c*****d`), for mails. Threats stay readable: they must be understood.
/// Byte offsets into the text hold for the masked text too.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (kind, start, end) in spans_to(text, Language::Other, usize::MAX, usize::MAX) {
        if kind == FlagKind::Threat || start < done {
            continue;
        }
        out.push_str(&text[done..start]);
        let flagged = &text[start..end];
        for part in flagged.split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            mask(part, &mut out);
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// First and last letter stay; one star a byte, so that no offset moves.
fn mask(word: &str, out: &mut String) {
    let letters = word.trim_end_matches(|c: char| c.is_whitespace() || c == '-');
    let last = letters.chars().count().saturating_sub(1);
    for (nth, c) in letters.chars().enumerate() {
        if nth == 0 || (nth == last && last >= 3) || c == '\'' || c == '’' {
            out.push(c);
        } else {
            out.extend(std::iter::repeat_n('*', c.len_utf8()));
        }
    }
    out.push_str(&word[letters.len()..]);
}

fn spans(text: &str, language: Language) -> Vec<(FlagKind, usize, usize)> {
    spans_to(text, language, HEAD, MOST)
}

fn spans_to(text: &str, language: Language, bytes: usize, most: usize) -> Vec<(FlagKind, usize, usize)> {
    let words = read(&text[..text.floor_char_boundary(bytes)]);
    let lists = lists(language);
    let (mut out, mut at, mut starred) = (Vec::new(), 0, 0);
    while at < words.len() && out.len() < most {
        let found = phrase(&words, at, lists).or_else(|| spelt(&words, at, lists)).or_else(|| {
            starred += usize::from(words[at].starred);
            if words[at].starred && starred <= MOST_STARRED { guessed(&words[at], lists) } else { None }
        });
        match found {
            Some((kind, len)) => {
                out.push((kind, words[at].start, words[at + len - 1].end));
                at += len;
            }
            None => at += 1,
        }
    }
    out
}

/// The longest listed phrase that starts at word `at`.
fn phrase(words: &[Word], at: usize, lists: &[&List]) -> Option<(FlagKind, usize)> {
    let longest = lists.iter().map(|list| list.longest_from(&words[at].forms)).max()?.min(words.len() - at);
    (1..=longest).rev().find_map(|len| {
        let get = |key: &str| lists.iter().find_map(|list| list.get(key));
        let entry = if len == 1 {
            words[at].forms.iter().find_map(|form| get(form))
        } else {
            let rest = words[at + 1..at + len].iter().map(|word| word.forms[0].as_str());
            let rest = rest.collect::<Vec<_>>().join(" ");
            words[at].forms.iter().find_map(|form| get(&format!("{form} {rest}")))
        }?;
        counts(entry, words, at).then_some((entry.kind, len))
    })
}

/// A word spelt out letter by letter (`c o n n a r d`, `c.o.n.n.a.r.d`).
fn spelt(words: &[Word], at: usize, lists: &[&List]) -> Option<(FlagKind, usize)> {
    let single = |word: &&Word| word.forms[0].chars().count() == 1;
    if at > 0 && single(&&words[at - 1]) && words[at].start == words[at - 1].end + 1 {
        return None;
    }
    let mut len = 0;
    while let Some(word) = words.get(at + len).filter(single) {
        if len == SPELT_MOST || (len > 0 && word.start != words[at + len - 1].end + 1) {
            break;
        }
        len += 1;
    }
    if len < SPELT_FEWEST {
        return None;
    }
    let joined: String = words[at..at + len].iter().map(|word| word.forms[0].as_str()).collect();
    lists.iter().find_map(|list| list.get(&joined)).map(|entry| (entry.kind, len))
}

/// Fewer letters spelt out are initials.
const SPELT_FEWEST: usize = 4;
const SPELT_MOST: usize = 16;

/// `c*nnard`: the listed words that fit the stars.
fn guessed(word: &Word, lists: &[&List]) -> Option<(FlagKind, usize)> {
    lists.iter().find_map(|list| list.fitting(&word.forms[0])).map(|entry| (entry.kind, 1))
}

/// An ambiguous word counts where it is thrown at somebody: `espèce de …`, `you are a …`.
fn counts(entry: Entry, words: &[Word], at: usize) -> bool {
    const LINKS: [&str; 18] = [
        "a", "an", "are", "re", "all", "such", "absolute", "complete", "total", "un", "une", "des", "de", "d",
        "vraiment", "really", "just", "bloody",
    ];
    const THROWN: [&str; 16] = [
        "sale", "sales", "espece", "especes", "bande", "putain", "es", "etes", "you", "u", "ur", "youre", "fucking",
        "stupid", "filthy", "bunch",
    ];
    if !entry.ambiguous {
        return true;
    }
    let before = words[..at].iter().rev().take(4).map(|word| word.forms[0].as_str());
    before.skip_while(|word| LINKS.contains(word)).take(1).any(|word| THROWN.contains(&word))
        || words[..at].last().is_some_and(|word| THROWN.contains(&word.forms[0].as_str()))
}
