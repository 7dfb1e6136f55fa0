//! The word lists, compiled in: what each word weighs, weakens, strengthens or turns round.
//!
//! Keys are folded by the same tokeniser as the texts, so that a list may be written with its accents. A line that
//! cannot be read is passed over here, and fails a test.

use std::sync::LazyLock;

use super::tokens::{fold, tokens};
use crate::model::Language;
use crate::understand::fixed::FixedMap;

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mark {
    /// Speaks for or against.
    Polar {
        weight: f64,
        /// A verb: what negates it may follow it (`j’aime pas`).
        verb: bool,
        /// Holds its own negation (`pas mal`), and is not negated again.
        settled: bool,
    },
    /// Strengthens or weakens what follows.
    Scale(f64),
    /// Turns round what follows.
    Negator,
}

/// One language's words and phrases.
pub(crate) struct Lexicon {
    entries: FixedMap<String, Mark>,
    /// Words of the longest phrase that begins with a word.
    phrases: FixedMap<String, usize>,
}

impl Lexicon {
    /// What the folded words, joined by blanks, do.
    pub(crate) fn get(&self, folded: &str) -> Option<Mark> {
        self.entries.get(folded).copied()
    }

    /// Number of words of the longest phrase that begins with the folded word.
    pub(crate) fn longest_from(&self, folded: &str) -> usize {
        self.phrases.get(folded).copied().unwrap_or(1)
    }

    fn parse(source: &str) -> Self {
        let mut lexicon = Self { entries: FixedMap::default(), phrases: FixedMap::default() };
        // Forms that a rule derives never replace what the list itself says: these come first.
        let lines: Vec<_> = source.lines().filter_map(entry).collect();
        for &(words, mark, class) in &lines {
            lexicon.add(words, mark, class);
        }
        for (words, mark, class) in lines {
            for form in forms(&fold(words).0, class) {
                lexicon.entries.entry(form).or_insert_with(|| class_mark(mark, class));
            }
        }
        lexicon
    }

    fn add(&mut self, words: &str, mark: Mark, class: char) {
        let keys: Vec<String> = tokens(words, 0, words.len()).into_iter().map(|token| token.fold).collect();
        if let Some(first) = keys.first().filter(|_| keys.len() > 1) {
            let longest = self.phrases.entry(first.clone()).or_default();
            *longest = (*longest).max(keys.len());
        }
        let mark = match mark {
            Mark::Polar { weight, verb, .. } if keys.len() > 1 => {
                Mark::Polar { weight, verb, settled: keys.iter().any(|key| negates(key)) }
            }
            other => class_mark(other, class),
        };
        self.entries.insert(keys.join(" "), mark);
    }
}

fn class_mark(mark: Mark, class: char) -> Mark {
    match mark {
        Mark::Polar { weight, settled, .. } => Mark::Polar { weight, verb: class == 'v', settled },
        other => other,
    }
}

fn negates(word: &str) -> bool {
    matches!(word, "pas" | "rien" | "jamais" | "aucun" | "aucune" | "sans" | "ne" | "no" | "not" | "never" | "plus")
        || word.ends_with("n't")
}

/// Reads `words <TAB> mark <TAB> class`.
pub(crate) fn entry(line: &str) -> Option<(&str, Mark, char)> {
    let mut cells = line.split('\t');
    let (words, mark, class) = (cells.next()?, cells.next()?, cells.next()?.chars().next()?);
    let mark = match mark.strip_prefix('*') {
        Some(factor) => Mark::Scale(factor.parse().ok()?),
        None if mark == "!" => Mark::Negator,
        None => Mark::Polar { weight: mark.parse().ok()?, verb: false, settled: false },
    };
    (!words.starts_with('#')).then_some((words, mark, class))
}

/// The written forms of a folded word: plural, feminine, the tenses that people complain in.
fn forms(word: &str, class: char) -> Vec<String> {
    let stem = |cut: usize| &word[..word.len().saturating_sub(cut)];
    let with = |stem: &str, ends: &[&str]| ends.iter().map(|end| format!("{stem}{end}")).collect();
    if word.contains(' ') || !word.is_ascii() {
        return Vec::new();
    }
    match class {
        'n' if word.ends_with('y') => with(stem(1), &["ies", "ys"]),
        'n' => with(word, &["s"]),
        'v' if word.ends_with("ger") => with(stem(2), VERB_ENDS).into_iter().chain(with(stem(1), VERB_SOFT)).collect(),
        'v' if word.ends_with("er") => with(stem(2), VERB_ENDS).into_iter().chain(with(stem(2), VERB_HARD)).collect(),
        'a' if word.ends_with("eux") => with(stem(1), &["se", "ses"]),
        'a' if word.ends_with("eur") => {
            with(word, &["s", "e", "es"]).into_iter().chain(with(stem(1), &["se", "ses"])).collect()
        }
        'a' if word.ends_with('f') => with(stem(1), &["fs", "ve", "ves"]),
        'a' if word.ends_with("al") => with(stem(1), &["ux", "le", "les", "ls"]),
        'a' if word.ends_with("er") => with(stem(2), &["ers", "ere", "eres"]),
        'a' if word.ends_with("el") || word.ends_with("il") || word.ends_with("on") || word.ends_with("en") => {
            let last = &word[word.len() - 1..];
            with(word, &["s", "e", "es"])
                .into_iter()
                .chain([format!("{word}{last}e"), format!("{word}{last}es")])
                .collect()
        }
        'a' if word.ends_with('s') => with(word, &["e", "es", "se", "ses"]),
        'a' if word.ends_with('e') => with(word, &["s", "e", "es"]),
        'a' => with(word, &["s", "e", "es"]),
        _ => Vec::new(),
    }
}

const VERB_ENDS: &[&str] =
    &["e", "es", "ent", "ez", "ee", "ees", "era", "eront", "erai", "erez", "erait", "eraient", "iez"];
const VERB_SOFT: &[&str] = &["ant", "ait", "aient", "ais", "ons", "s"];
const VERB_HARD: &[&str] = &["ant", "ait", "aient", "ais", "ons", "es"];

/// Emoji and emoticons.
pub(crate) struct Signs {
    emoji: FixedMap<char, f64>,
    emoticons: Vec<(&'static str, f64)>,
    /// Whether some emoticon begins with this byte: most text is asked in vain.
    begins: [bool; 256],
}

impl Signs {
    /// The weight of an emoji.
    pub(crate) fn emoji(&self, c: char) -> Option<f64> {
        if c.is_ascii() { None } else { self.emoji.get(&c).copied() }
    }

    /// Length and weight of the emoticon that `rest` starts with, when nothing is glued to it.
    pub(crate) fn emoticon(&self, rest: &str) -> Option<(usize, f64)> {
        if !self.begins[usize::from(*rest.as_bytes().first()?)] {
            return None;
        }
        let lonely = |sign: &str| rest[sign.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '/');
        self.emoticons.iter().find(|(sign, _)| rest.starts_with(sign) && lonely(sign)).map(|(sign, w)| (sign.len(), *w))
    }
}

/// The signs' table.
pub(crate) fn signs() -> &'static Signs {
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
        let mut signs = Signs { emoji: FixedMap::default(), emoticons: Vec::new(), begins: [false; 256] };
        for line in EMOJI.lines().filter(|line| !line.starts_with('#')) {
            let Some((written, weight)) = line.split_once('\t') else { continue };
            let Ok(weight) = weight.parse() else { continue };
            for sign in written.split(' ') {
                match (sign.chars().next(), sign.chars().nth(1)) {
                    (Some(only), None) => drop(signs.emoji.insert(only, weight)),
                    _ => signs.emoticons.push((sign, weight)),
                }
            }
        }
        for (sign, _) in &signs.emoticons {
            signs.begins[usize::from(sign.as_bytes()[0])] = true;
        }
        // `:-))` is read as `:-)`, but `:(` must not hide `:((`: the longer first.
        signs.emoticons.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        signs
    });
    &SIGNS
}

/// The lexicons that a text in `language` of `words` words is read with. A text that is too short to tell its language
/// is read with both; one that is long enough to be told apart, and is neither, with none.
pub(crate) fn lexicons(language: Language, words: usize) -> &'static [&'static Lexicon] {
    static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(FR));
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(EN));
    static ALL: LazyLock<[&'static Lexicon; 2]> = LazyLock::new(|| [&*FRENCH, &*ENGLISH]);
    match language {
        Language::Fr => &ALL[..1],
        Language::En => &ALL[1..],
        Language::Other if words <= SHORT_WORDS => &ALL[..],
        Language::Other => &[],
    }
}

const SHORT_WORDS: usize = 6;

pub(super) const FR: &str = include_str!("../../../config/lexicons/fr-tone.tsv");
pub(super) const EN: &str = include_str!("../../../config/lexicons/en-tone.tsv");
pub(super) const EMOJI: &str = include_str!("../../../config/lexicons/emoji.tsv");
