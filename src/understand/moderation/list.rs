//! The moderation lists, compiled in.

use std::sync::LazyLock;

use super::words::read;
use crate::model::{FlagKind, Language};
use crate::understand::fixed::FixedMap;

/// What a listed word or phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: FlagKind,
    /// Harmless by itself.
    pub ambiguous: bool,
}

/// One language's words and phrases, folded.
pub(super) struct List {
    entries: FixedMap<String, Entry>,
    /// Words of the longest phrase that starts with a word.
    starts: FixedMap<String, usize>,
}

impl List {
    pub(super) fn get(&self, folded: &str) -> Option<Entry> {
        self.entries.get(folded).copied()
    }

    /// How many words the longest phrase has that starts with one of the forms.
    pub(super) fn longest_from(&self, forms: &[String]) -> usize {
        forms.iter().filter_map(|form| self.starts.get(form)).copied().max().unwrap_or(0)
    }

    /// The entry of a single word that `pattern` fits, a star standing for one letter. At least two letters must be given.
    pub(super) fn fitting(&self, pattern: &str) -> Option<Entry> {
        let len = pattern.chars().count();
        let given = pattern.chars().filter(|&c| c != '*').count();
        let fits = |word: &str| {
            word.chars().count() == len && word.chars().zip(pattern.chars()).all(|(c, p)| p == '*' || p == c)
        };
        if len < 4 || given < 2 {
            return None;
        }
        self.entries
            .iter()
            .filter(|(word, entry)| !entry.ambiguous && fits(word))
            .min_by_key(|(word, _)| *word)
            .map(|(_, entry)| *entry)
    }

    fn parse(source: &str) -> Self {
        let mut list = Self { entries: FixedMap::default(), starts: FixedMap::default() };
        for (words, entry, class) in source.lines().filter_map(line) {
            let folded: Vec<String> = read(words).into_iter().map(|mut word| word.forms.swap_remove(0)).collect();
            let Some(first) = folded.first() else { continue };
            let longest = list.starts.entry(first.clone()).or_default();
            *longest = folded.len().max(*longest);
            let key = folded.join(" ");
            for end in ends(class) {
                let form = format!("{key}{end}");
                if folded.len() == 1 {
                    list.starts.entry(form.clone()).or_insert(1);
                }
                list.entries.entry(form).or_insert(entry);
            }
        }
        list
    }
}

fn ends(class: char) -> &'static [&'static str] {
    match class {
        'n' => &["", "s"],
        'a' => &["", "s", "e", "es"],
        _ => &[""],
    }
}

/// Reads `words <TAB> kind[?] <TAB> class`.
pub(super) fn line(line: &str) -> Option<(&str, Entry, char)> {
    let mut cells = line.split('\t');
    let (words, kind, class) = (cells.next()?, cells.next()?, cells.next()?.chars().next()?);
    let ambiguous = kind.ends_with('?');
    let kind = match kind.trim_end_matches('?') {
        "insult" => FlagKind::Insult,
        "hate" => FlagKind::Hate,
        "threat" => FlagKind::Threat,
        "obscene" => FlagKind::Obscene,
        _ => return None,
    };
    (!words.starts_with('#')).then_some((words, Entry { kind, ambiguous }, class))
}

/// The lists that a text in `language` is read with; both when it is not known.
pub(super) fn lists(language: Language) -> &'static [&'static List] {
    static FRENCH: LazyLock<List> = LazyLock::new(|| List::parse(FR));
    static ENGLISH: LazyLock<List> = LazyLock::new(|| List::parse(EN));
    static ALL: LazyLock<[&'static List; 2]> = LazyLock::new(|| [&*FRENCH, &*ENGLISH]);
    match language {
        Language::Fr => &ALL[..1],
        Language::En => &ALL[1..],
        Language::Other => &ALL[..],
    }
}

pub(super) const FR: &str = include_str!("../../../config/lexicons/fr-moderation.tsv");
pub(super) const EN: &str = include_str!("../../../config/lexicons/en-moderation.tsv");
