//! The moderation lists, compiled in: words and phrases, and patterns of words that make a threat or hate.

use std::hash::Hasher as _;
use std::sync::LazyLock;

use super::pattern::Pattern;
use super::words::{Word, read};
use crate::model::{FlagKind, Language};
use crate::understand::fixed::{FixedMap, Quick};

/// What a listed word or phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: FlagKind,
    /// Harmless by itself.
    pub ambiguous: bool,
    pub severity: u8,
}

/// One language's words and phrases, folded.
#[derive(Default)]
pub(super) struct List {
    words: FixedMap<String, Entry>,
    /// By their first word.
    phrases: FixedMap<String, Vec<Phrase>>,
    /// Patterns by each word that may begin one.
    patterns: FixedMap<String, Vec<Pattern>>,
    /// A bit for the hash of each of all these.
    begins: Vec<u64>,
}

/// Listed words that follow one another.
pub(super) struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    pub entry: Entry,
}

impl Phrase {
    /// Of how many words it is.
    pub(super) fn len(&self) -> usize {
        1 + self.rest.len()
    }

    /// Whether these words go on as it does: as they stand, or with what hides them undone.
    pub(super) fn goes_on_in(&self, next: &[Word]) -> bool {
        let Some(next) = next.get(..self.rest.len()) else { return false };
        let are = |form: fn(&Word) -> &str| next.iter().zip(&self.rest).all(|(word, own)| form(word) == own);
        are(|word| word.plain.as_str()) || are(Word::bare)
    }
}

impl List {
    /// The entry of a single word.
    pub(super) fn get(&self, folded: &str) -> Option<Entry> {
        self.words.get(folded).copied()
    }

    /// The phrases that start with the word.
    pub(super) fn phrases_from(&self, folded: &str) -> &[Phrase] {
        self.phrases.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The patterns that may begin with one of the word's forms.
    pub(super) fn patterns_from(&self, word: &Word) -> impl Iterator<Item = &Pattern> {
        word.forms().filter_map(|form| self.patterns.get(form.as_str())).flatten()
    }

    /// Whether anything listed may begin with the word: nearly always nothing does, and one look tells.
    pub(super) fn may_begin(&self, folded: &str) -> bool {
        let (place, bit) = place(folded);
        self.begins.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// The single listed word that `pattern` fits, a star standing for one letter. At least two letters must be given.
    pub(super) fn fitting(&self, pattern: &str) -> Option<&str> {
        let len = pattern.chars().count();
        let given = pattern.chars().filter(|&c| c != '*').count();
        let fits = |word: &str| {
            word.chars().count() == len && word.chars().zip(pattern.chars()).all(|(c, p)| p == '*' || p == c)
        };
        if len < 4 || given < 2 {
            return None;
        }
        self.words.iter().filter(|(word, entry)| !entry.ambiguous && fits(word)).map(|(word, _)| word.as_str()).min()
    }

    fn parse(source: &str) -> Self {
        let mut list = Self::default();
        let mut sets = FixedMap::default();
        for text in source.lines() {
            if let Some((name, words)) = text.strip_prefix('@').and_then(|set| set.split_once('\t')) {
                sets.insert(name.to_owned(), words.to_owned());
            } else if let Some((words, entry, 'p')) = line(text) {
                let pattern = Pattern::parse(words, &sets, entry);
                for first in pattern.firsts() {
                    list.patterns.entry(first.to_owned()).or_default().push(pattern.clone());
                }
            } else if let Some((words, entry, class)) = line(text) {
                list.add(words, entry, class);
            }
        }
        list.begins = vec![0; BEGINS];
        for word in list.words.keys().chain(list.phrases.keys()).chain(list.patterns.keys()) {
            let (place, bit) = place(word);
            list.begins[place] |= bit;
        }
        list
    }

    fn add(&mut self, words: &str, entry: Entry, class: char) {
        let mut folded = read(words).into_iter().map(|word| word.plain.into_string());
        let Some(first) = folded.next() else { return };
        let rest: Vec<String> = folded.collect();
        for end in ends(class) {
            let Some((last, between)) = rest.split_last() else {
                self.words.entry(format!("{first}{end}")).or_insert(entry);
                continue;
            };
            let rest = between.iter().cloned().chain([format!("{last}{end}")]).collect();
            self.phrases.entry(first.clone()).or_default().push(Phrase { rest, entry });
        }
    }
}

/// 64 bits each: some ten for each listed word.
const BEGINS: usize = 1024;

/// Where the bit of a word stands.
fn place(folded: &str) -> (usize, u64) {
    let mut hash = Quick::default();
    hash.write(folded.as_bytes());
    let hash = hash.finish();
    ((hash >> 6) as usize % BEGINS, 1 << (hash & 63))
}

fn ends(class: char) -> &'static [&'static str] {
    match class {
        'n' => &["", "s"],
        'a' => &["", "s", "e", "es"],
        _ => &[""],
    }
}

/// Reads `words <TAB> kind[severity][?] <TAB> class`.
pub(super) fn line(line: &str) -> Option<(&str, Entry, char)> {
    let mut cells = line.split('\t');
    let (words, kind, class) = (cells.next()?, cells.next()?, cells.next()?.chars().next()?);
    let ambiguous = kind.ends_with('?');
    let kind = kind.trim_end_matches('?');
    let said = kind.chars().next_back().and_then(|c| c.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
    let kind = kind.trim_end_matches(|c: char| c.is_ascii_digit());
    let kind = FlagKind::ALL.into_iter().find(|known| known.as_str() == kind)?;
    let usual = match kind {
        FlagKind::Obscene => 1,
        FlagKind::Insult if ambiguous => 1,
        FlagKind::Insult | FlagKind::Sexual => 2,
        FlagKind::Hate | FlagKind::Threat => 3,
    };
    let entry = Entry { kind, ambiguous, severity: said.unwrap_or(usual) };
    (!words.starts_with('#')).then_some((words, entry, class))
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
