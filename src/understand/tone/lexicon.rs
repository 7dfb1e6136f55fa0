//! The word lists, compiled in: what each word weighs, weakens, strengthens or turns round.
//!
//! Keys are folded by the same tokeniser as the texts, so that a list may be written with its accents. A line that
//! cannot be read is passed over here, and fails a test.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use compact_str::CompactString;
use xxhash_rust::xxh3::xxh3_64;

use super::tokens::{fold, tokens};
use crate::model::Language;

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

/// One language's words and phrases, by their [`key`].
type Entries = HashMap<u64, Known, BuildHasherDefault<Ready>>;

/// The same in a third of the room: what is said of ten thousand words is of some hundred kinds.
pub(crate) struct Lexicon {
    places: HashMap<u64, u16, BuildHasherDefault<Ready>>,
    said: Vec<Known>,
}

/// What the lists say of a word or phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Known {
    /// What our own list says.
    pub mark: Option<Mark>,
    /// Its weight on the list of others, which is rated apart.
    pub rated: f64,
    /// Number of words of the longest phrase that begins with this word.
    pub longest: usize,
}

/// Keys are hashes already.
#[derive(Default)]
pub(crate) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The key of a word or phrase, of its words' hashes.
pub(crate) fn key(hashes: impl IntoIterator<Item = u64>) -> u64 {
    let joined = |key: u64, hash: u64| (key.rotate_left(27) ^ hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut hashes = hashes.into_iter();
    let first = hashes.next().unwrap_or_default();
    hashes.fold(first, joined)
}

impl Lexicon {
    /// What the words whose [`key`] this is do.
    pub(crate) fn get(&self, key: u64) -> Option<Known> {
        self.places.get(&key).and_then(|place| self.said.get(usize::from(*place))).copied()
    }

    fn parse(source: &str, rated: &str) -> Self {
        let entries = entries(source, rated);
        let mut lexicon = Self {
            places: HashMap::with_capacity_and_hasher(entries.len(), BuildHasherDefault::default()),
            said: Vec::new(),
        };
        let mut place_of = HashMap::new();
        for (key, known) in entries {
            let next = u16::try_from(lexicon.said.len()).unwrap_or(u16::MAX);
            let place = *place_of.entry(known.bits()).or_insert_with(|| {
                lexicon.said.push(known);
                next
            });
            lexicon.places.insert(key, place);
        }
        lexicon.said.shrink_to_fit();
        lexicon
    }
}

impl Known {
    /// All that is said, to tell whether two words are said the same of.
    fn bits(&self) -> (u64, u64, [usize; 2]) {
        let (kind, weight) = match self.mark {
            None => (0, 0.0),
            Some(Mark::Polar { weight, verb, settled }) => (4 + 2 * usize::from(verb) + usize::from(settled), weight),
            Some(Mark::Scale(factor)) => (1, factor),
            Some(Mark::Negator) => (2, 0.0),
        };
        (weight.to_bits(), self.rated.to_bits(), [kind, self.longest])
    }
}

fn entries(source: &str, rated: &str) -> Entries {
    let mut entries = Entries::default();
    // Forms that a rule derives never replace what the list itself says: these come first.
    let lines: Vec<_> = source.lines().filter_map(entry).collect();
    for &(words, mark, class) in &lines {
        add(&mut entries, words, mark, class);
    }
    for (words, mark, class) in lines {
        for form in forms(&fold(words).0, class) {
            let known = entries.entry(xxh3_64(form.as_bytes())).or_default();
            known.mark = known.mark.or(Some(class_mark(mark, class)));
        }
    }
    for (word, weight) in rated.lines().filter_map(rating) {
        let known = entries.entry(xxh3_64(fold(word).0.as_bytes())).or_default();
        // Accents fold away: `juge` and `jugé` share what they are rated.
        known.rated = if known.rated == 0.0 { weight } else { known.rated.midpoint(weight) };
    }
    entries
}

fn add(entries: &mut Entries, words: &str, mark: Mark, class: char) {
    let keys: Vec<_> = tokens(words, 0, words.len()).into_iter().map(|token| token.fold).collect();
    let mark = match mark {
        Mark::Polar { weight, verb, .. } if keys.len() > 1 => {
            Mark::Polar { weight, verb, settled: keys.iter().any(|key| negates(key)) }
        }
        other => class_mark(other, class),
    };
    let hash = |word: &CompactString| xxh3_64(word.as_bytes());
    if let Some(first) = keys.first() {
        let begun = entries.entry(hash(first)).or_default();
        begun.longest = begun.longest.max(keys.len());
    }
    entries.entry(key(keys.iter().map(hash))).or_default().mark = Some(mark);
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

/// Reads `word <TAB> weight` of a list that others rated.
pub(crate) fn rating(line: &str) -> Option<(&str, f64)> {
    let (word, weight) = line.split_once('\t')?;
    Some((word, weight.parse().ok()?)).filter(|_| !line.starts_with('#'))
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
    emoji: HashMap<char, f64>,
    emoticons: Vec<(&'static str, f64)>,
    /// Whether some emoticon begins with this byte: most text is asked in vain.
    begins: [bool; 256],
}

impl Signs {
    /// The weight of an emoji.
    pub(crate) fn emoji(&self, c: char) -> Option<f64> {
        if c.is_ascii() { None } else { self.emoji.get(&c).copied() }
    }

    /// Whether some emoticon begins with this byte.
    pub(crate) fn may_begin(&self, byte: u8) -> bool {
        self.begins[usize::from(byte)]
    }

    /// Length and weight of the emoticon that `rest` starts with, when nothing is glued to it.
    pub(crate) fn emoticon(&self, rest: &str) -> Option<(usize, f64)> {
        if !self.may_begin(*rest.as_bytes().first()?) {
            return None;
        }
        let lonely = |sign: &str| rest[sign.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '/');
        self.emoticons.iter().find(|(sign, _)| rest.starts_with(sign) && lonely(sign)).map(|(sign, w)| (sign.len(), *w))
    }
}

/// The signs' table.
pub(crate) fn signs() -> &'static Signs {
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
        let mut signs = Signs { emoji: HashMap::new(), emoticons: Vec::new(), begins: [false; 256] };
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
    static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(FR, FR_RATED));
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(EN, EN_RATED));
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
pub(super) const FR_RATED: &str = include_str!("../../../config/lexicons/fr-vader.tsv");
pub(super) const EN_RATED: &str = include_str!("../../../config/lexicons/en-vader.tsv");
pub(super) const EMOJI: &str = include_str!("../../../config/lexicons/emoji.tsv");
