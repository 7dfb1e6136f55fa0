//! What a moderator may have to look at: insults, hate, threats, obscenities, sexual words about somebody, with their
//! places, how grave they are, and whose words they are.
//!
//! Own word lists and patterns say where; `voice` says who speaks: what is quoted, denied, spoken against or said of
//! oneself is found all the same, and marked as such. A trained table (`offence`) answers for a whole English text, which
//! may attack without a listed word. A flag is a reason to look, never to delete. Words that are harmless by themselves
//! (`con`, `chien`, `tool`) count only where they are thrown at somebody.

mod evaluate;
mod list;
mod offence;
mod pattern;
#[cfg(test)]
mod tests;
mod voice;
mod words;

pub use evaluate::{Moderated, evaluate, is_label};
pub(crate) use offence::marks;
pub use offence::{Offence, offence};

use compact_str::CompactString;

use crate::model::{Field, Flag, FlagKind, Language};
use list::{Entry, List, lists};
use words::{Gap, Word, read};

/// Bytes of a field that are looked at.
const HEAD: usize = 128 * 1024;
/// Flags of one field, at most.
const MOST: usize = 64;
/// Masked words (`c*nnard`) of one field that are looked up, at most.
const MOST_STARRED: usize = 200;

/// The flags of an item, in order of place.
pub fn flags(title: &str, text: &str, language: Language) -> Vec<Flag> {
    let fields = [(Field::Title, title), (Field::Text, text)];
    fields.into_iter().flat_map(|(field, text)| field_flags(field, text, language)).collect()
}

fn field_flags(field: Field, text: &str, language: Language) -> Vec<Flag> {
    let words = read(&text[..text.floor_char_boundary(HEAD)]);
    let found = find(words, language, MOST);
    if found.spans.is_empty() {
        return Vec::new();
    }
    let quotes = voice::quotes(text);
    let flag = |span: &Span| {
        let (start, end) = found.bytes(span);
        let voice = voice::voice(&found.words, span.from..span.to, &quotes);
        Flag { kind: span.entry.kind, field, start, end, severity: span.entry.severity, voice }
    };
    found.spans.iter().map(flag).collect()
}

/// The text with flagged words masked (`c*****d`), for mails. Threats stay readable: they must be understood.
/// Byte offsets into the text hold for the masked text too.
pub fn masked(text: &str) -> String {
    let found = find(read(text), Language::Other, usize::MAX);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for span in found.spans.iter().filter(|span| is_masked(span.entry.kind)) {
        let (start, end) = found.bytes(span);
        out.push_str(&text[done..start]);
        for part in text[start..end].split_inclusive(|c: char| c.is_whitespace() || c == '-') {
            mask(part, &mut out);
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// Whether mails mask it.
pub const fn is_masked(kind: FlagKind) -> bool {
    !matches!(kind, FlagKind::Threat)
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

/// Listed words `from..to`, in order and apart.
struct Span {
    from: usize,
    to: usize,
    entry: Entry,
}

struct Found {
    words: Vec<Word>,
    spans: Vec<Span>,
}

impl Found {
    fn bytes(&self, span: &Span) -> (usize, usize) {
        (self.words[span.from].start, self.words[span.to - 1].end)
    }
}

fn find(mut words: Vec<Word>, language: Language, most: usize) -> Found {
    let lists = lists(language);
    for word in words.iter_mut().filter(|word| word.starred).take(MOST_STARRED) {
        let guessed = lists.iter().find_map(|list| list.fitting(&word.plain)).map(CompactString::new);
        word.others.extend(guessed);
    }
    let (mut spans, mut at) = (Vec::new(), 0);
    while at < words.len() && spans.len() < most {
        let is_listed = words[at].forms().any(|form| lists.iter().any(|list| list.may_begin(form)));
        let listed = || pattern(&words, at, lists).or_else(|| phrase(&words, at, lists));
        let found = if is_listed { listed() } else { None };
        let found = found.or_else(|| spelt(&words, at, lists));
        match found {
            Some((entry, len)) => {
                spans.push(Span { from: at, to: at + len, entry });
                at += len;
            }
            None => at += 1,
        }
    }
    Found { words, spans }
}

fn pattern(words: &[Word], at: usize, lists: &[&List]) -> Option<(Entry, usize)> {
    let mut patterns = lists.iter().flat_map(|list| list.patterns_from(&words[at]));
    patterns.find_map(|pattern| Some((pattern.entry, pattern.len_at(words, at)?)))
}

/// The longest listed phrase that starts at word `at`, or else the word itself.
fn phrase(words: &[Word], at: usize, lists: &[&List]) -> Option<(Entry, usize)> {
    let forms = || words[at].forms();
    let phrases = forms().flat_map(|form| lists.iter().flat_map(|list| list.phrases_from(form)));
    let here = phrases.filter(|phrase| phrase.goes_on_in(&words[at + 1..]));
    let here = here.filter(|phrase| counts(phrase.entry, words, at, phrase.len()));
    let longest = here.reduce(|longest, other| if other.len() > longest.len() { other } else { longest });
    longest.map(|phrase| (phrase.entry, phrase.len())).or_else(|| {
        let entry = forms().find_map(|form| lists.iter().find_map(|list| list.get(form)))?;
        counts(entry, words, at, 1).then_some((entry, 1))
    })
}

/// A word spelt out letter by letter (`c o n n a r d`, `c.o.n.n.a.r.d`).
fn spelt(words: &[Word], at: usize, lists: &[&List]) -> Option<(Entry, usize)> {
    if at > 0 && words[at - 1].is_letter() && words[at].start == words[at - 1].end + 1 {
        return None;
    }
    let mut len = 0;
    while let Some(word) = words.get(at + len).filter(|word| word.is_letter()) {
        if len == SPELT_MOST || (len > 0 && word.start != words[at + len - 1].end + 1) {
            break;
        }
        len += 1;
    }
    if len < SPELT_FEWEST - 1 || (len < SPELT_FEWEST && !counts_thrown(words, at)) {
        return None;
    }
    let joined: String = words[at..at + len].iter().map(|word| word.plain.as_str()).collect();
    lists.iter().find_map(|list| list.get(&joined)).map(|entry| (entry, len))
}

/// Fewer letters spelt out are initials.
const SPELT_FEWEST: usize = 4;
const SPELT_MOST: usize = 16;

/// An ambiguous word counts where it is thrown at somebody: `espèce de …`, `you are a …`; or called out to them.
fn counts(entry: Entry, words: &[Word], at: usize, len: usize) -> bool {
    let called = || {
        let ends = words.get(at + len).is_none_or(|next| next.gap > Gap::Blank);
        len > 1 && words[at].gap == Gap::Sentence && ends
    };
    !entry.ambiguous || counts_thrown(words, at) || called()
}

fn counts_thrown(words: &[Word], at: usize) -> bool {
    const LINKS: [&str; 34] = [
        "tous",
        "toutes",
        "a",
        "an",
        "are",
        "re",
        "all",
        "such",
        "absolute",
        "complete",
        "total",
        "un",
        "une",
        "des",
        "de",
        "d",
        "vraiment",
        "really",
        "just",
        "bloody",
        "belle",
        "vrai",
        "vraie",
        "vrais",
        "gros",
        "grosse",
        "sacre",
        "sombre",
        "qu",
        "que",
        "plus",
        "beau",
        "completement",
        "petit",
    ];
    const THROWN: [&str; 33] = [
        "sale", "sales", "espece", "especes", "bande", "putain", "es", "etes", "you", "u", "ur", "youre", "fucking",
        "stupid", "filthy", "bunch", "quel", "quelle", "quels", "quelles", "ramassis", "tas", "gros", "grosse",
        "pauvre", "pauvres", "vieux", "vieille", "sont", "dumb", "lying", "ignorant", "petite",
    ];
    const ARTICLES: [&str; 7] = ["un", "une", "des", "a", "an", "qu", "que"];
    let in_sentence = |nth: usize| (nth + 1..=at).all(|one| words[one].gap == Gap::Blank);
    let before = || words[..at].iter().enumerate().rev().take(4).filter(|(nth, _)| in_sentence(*nth));
    let mut before_links = before().map(|(_, word)| word.plain.as_str()).skip_while(|word| LINKS.contains(word));
    let next = || words[..at].last().filter(|_| words[at].gap == Gap::Blank).map(|word| word.plain.as_str());
    // `est un clown` says it of somebody, `est bête` says little.
    let is_a = || next().is_some_and(|word| ARTICLES.contains(&word) || LINKS.contains(&word));
    match before_links.next() {
        Some(word) if THROWN.contains(&word) => true,
        Some("est" | "is" | "was") if is_a() => true,
        _ => next().is_some_and(|word| THROWN.contains(&word)),
    }
}
