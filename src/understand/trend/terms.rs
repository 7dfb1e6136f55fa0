//! The terms of a text: groups of one to three words that neither begin nor end with a word that says nothing, hashtags,
//! linked sites.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{Key, Told};
use crate::model::{TrendKind, outlet};
use crate::understand::tone::tokens::fold;

/// Words looked at in one text: what matters is said early (R7).
const MOST_WORDS: usize = 400;
/// The longest group.
const GROUP: usize = 3;
/// Letters of a word that may stand alone.
const FEWEST_LETTERS: usize = 3;
/// A line that so many texts of one site hold is the site's own.
const BOILERPLATE: usize = 5;
/// Shorter lines recur by chance.
const BOILERPLATE_LETTERS: usize = 20;

/// Folded words that say nothing by themselves, French and English.
static STOP: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists =
        [include_str!("../../../config/lexicons/fr-stop.txt"), include_str!("../../../config/lexicons/en-stop.txt")];
    lists.into_iter().flat_map(str::split_whitespace).map(|word| fold(word).0.into_string()).collect()
});

/// The lines that sites repeat under one text after the other, as hashes.
pub(super) fn boilerplate<'t>(all: impl Iterator<Item = &'t Told>) -> HashSet<u64> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for told in all {
        let Some(site) = told.outlets.first() else { continue };
        let lines: HashSet<u64> = lines(&told.text).map(|line| of_site(site, line)).collect();
        for line in lines {
            *seen.entry(line).or_default() += 1;
        }
    }
    seen.into_iter().filter(|(_, count)| *count >= BOILERPLATE).map(|(line, _)| line).collect()
}

fn of_site(site: &str, line: &str) -> u64 {
    xxh3_64_with_seed(line.trim().as_bytes(), xxh3_64(site.as_bytes()))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '.', '!', '?']).filter(|line| line.trim().len() >= BOILERPLATE_LETTERS)
}

/// Gives every term of the text, with its words as they stand; a term may come twice.
pub(super) fn each_term(told: &Told, site_lines: &HashSet<u64>, mut take: impl FnMut(Key, &str)) {
    let names: HashSet<String> = told.names.iter().flat_map(|name| split(name).map(|word| word.folded)).collect();
    let mut left = MOST_WORDS;
    for line in [&told.title, &told.text].into_iter().flat_map(|text| text.split_inclusive(['\n', '.', '!', '?'])) {
        let is_own = !site_lines.is_empty()
            && told.outlets.first().is_some_and(|site| site_lines.contains(&of_site(site, line)));
        if !is_own && left > 0 {
            left = left.saturating_sub(terms_of_line(line, &names, &mut take));
        }
    }
    for site in links(told) {
        take(key(TrendKind::Site, &site), &site);
    }
}

/// How many words were looked at.
fn terms_of_line(line: &str, names: &HashSet<String>, take: &mut impl FnMut(Key, &str)) -> usize {
    let words: Vec<Word<'_>> = split(line).collect();
    for (at, word) in words.iter().enumerate() {
        if word.hashtag {
            if !names.contains(&word.folded) {
                take(key(TrendKind::Hashtag, &word.folded), &line[word.start - 1..word.end]);
            }
            continue;
        }
        let mut folded = String::new();
        for (long, last) in words[at..].iter().take(GROUP).enumerate() {
            if last.hashtag || (long > 0 && last.apart) {
                break;
            }
            if long > 0 {
                folded.push(' ');
            }
            folded.push_str(&last.folded);
            let ends_well = |word: &Word<'_>| !word.is_idle() && !names.contains(&word.folded);
            let is_word = long > 0 || word.folded.chars().count() >= FEWEST_LETTERS;
            if is_word && ends_well(word) && ends_well(last) {
                take(key(TrendKind::Words, &folded), &line[word.start..last.end]);
            }
        }
    }
    words.len()
}

pub(super) fn key(kind: TrendKind, folded: &str) -> Key {
    Key { kind, hash: xxh3_64(folded.as_bytes()) }
}

/// Sites that the text names an address of, its own left out.
fn links(told: &Told) -> HashSet<String> {
    const MOST: usize = 16;
    let starts = told.text.match_indices("http").map(|(at, _)| &told.text[at..]);
    let addresses = starts.filter(|rest| rest.starts_with("http://") || rest.starts_with("https://"));
    let ended = addresses.map(|rest| rest.split(|c: char| c.is_whitespace() || "<>\"'()»".contains(c)).next());
    let sites = ended.flatten().take(MOST).filter_map(outlet);
    sites.filter(|site| !told.outlets.contains(site)).collect()
}

struct Word<'t> {
    folded: String,
    raw: &'t str,
    start: usize,
    end: usize,
    /// Something other than a blank stands between it and the word before.
    apart: bool,
    hashtag: bool,
}

impl Word<'_> {
    fn is_idle(&self) -> bool {
        STOP.contains(&self.folded) || self.raw.chars().all(char::is_numeric) || self.raw.len() < 2
    }
}

fn split(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + line[at..].find(char::is_alphanumeric)?;
            let gap = &line[at..start];
            let end = line[start..].find(|c: char| !c.is_alphanumeric()).map_or(line.len(), |long| start + long);
            // An address is no words, a name with an at sign neither.
            if line[start..].starts_with("http") || line[start..].starts_with("www.") || gap.ends_with('@') {
                at = start + line[start..].find(char::is_whitespace).unwrap_or(line.len() - start);
                continue;
            }
            // `don’t` is one word, `l’usine` two.
            let end = english_end(line, start, end);
            at = end;
            let raw = &line[start..end];
            let apart = !gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’'));
            return Some(Word {
                folded: fold(raw).0.into_string(),
                raw,
                start,
                end,
                apart,
                hashtag: gap.ends_with('#'),
            });
        }
    })
}

fn english_end(line: &str, start: usize, end: usize) -> usize {
    let mut after = line[end..].chars();
    let quote = after.next().filter(|c| matches!(c, '\'' | '’'));
    let tail: usize = after.take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    match quote {
        Some(quote) if (1..=2).contains(&tail) && end - start > 2 => end + quote.len_utf8() + tail,
        _ => end,
    }
}
