//! Cuts text into words, signs (emoji, emoticons) and breaks, each with its place in the original.
//!
//! Addresses and `@names` are left out: `http://` is no sad face, and a name is no opinion.

use std::sync::LazyLock;

use compact_str::CompactString;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::xxh3_64;

use super::lexicon::{Signs, signs};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Letters or digits.
    Word,
    /// An emoji or emoticon with its weight; nought where no list knows it.
    Sign(f64),
    /// A comma and its like.
    Clause,
    /// A full stop and its like, with how many `!` and whether a `?` stand in it.
    Sentence { bangs: u8, question: bool },
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    /// Lower case, without accents, letters repeated more than twice cut to two. Empty for what is no word.
    pub fold: CompactString,
    /// Of the folded word; of what is no word, of its first bytes as they stand.
    pub hash: u64,
    pub kind: Kind,
    /// First letter is a capital.
    pub capital: bool,
    /// Three letters or more, all capitals.
    pub shouted: bool,
    /// Some letter was repeated three times or more (`nuuul`).
    pub stretched: bool,
}

/// Bytes of a token and what parts it from the next, about.
const BYTES: usize = 5;

/// The tokens of `text[from..to]`; bounds that are no character boundaries give nothing.
pub(crate) fn tokens(text: &str, from: usize, to: usize) -> Vec<Token> {
    let Some(slice) = text.get(from..to) else { return Vec::new() };
    let mut out = Vec::with_capacity(slice.len() / BYTES);
    let mut at = 0;
    let mut before = ' ';
    let signs = signs();
    loop {
        // Most of a text is words of ASCII letters, and a blank between them: no need to ask what else they might be.
        while let Some((len, last)) = plain(&slice.as_bytes()[at..], before, signs) {
            if len > 0 {
                push(&mut out, Kind::Word, &slice[at..at + len], from + at);
            }
            before = last;
            at += len.max(1);
        }
        let Some(c) = slice[at..].chars().next() else { break };
        let rest = &slice[at..];
        let (len, kind) = read(rest, c, before);
        if let Some(kind) = kind {
            push(&mut out, kind, &rest[..len], from + at);
        }
        before = rest[..len].chars().next_back().unwrap_or(' ');
        at += len;
    }
    out
}

/// A blank (length nought), or a word of ASCII letters that nothing is joined to and no sign begins like; with its last letter.
fn plain(rest: &[u8], before: char, signs: &Signs) -> Option<(usize, char)> {
    let first = *rest.first()?;
    if signs.may_begin(first) {
        return None;
    }
    if first == b' ' {
        return Some((0, ' '));
    }
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_apart = rest.get(len).is_none_or(|&next| next.is_ascii() && next != b'\'');
    let is_address = matches!(first, b'h' | b'w') && (rest.starts_with(b"http") || rest.starts_with(b"www."));
    let is_plain = len > 0 && is_apart && (!is_address || before.is_alphanumeric());
    is_plain.then(|| (len, char::from(rest[len - 1])))
}

/// Length of what stands at the start of `rest`, and what it is; `None` for what is passed over.
fn read(rest: &str, c: char, before: char) -> (usize, Option<Kind>) {
    if !before.is_alphanumeric() {
        if rest.starts_with("http") || rest.starts_with("www.") {
            return (until(rest, char::is_whitespace), None);
        }
        if let Some((len, weight)) = signs().emoticon(rest) {
            return (len, Some(Kind::Sign(weight)));
        }
        if c == '@' {
            return (1 + until(&rest[1..], |c| !c.is_alphanumeric() && c != '_'), None);
        }
    }
    if c.is_alphanumeric() {
        return (word_len(rest), Some(Kind::Word));
    }
    if let Some(weight) = signs().emoji(c) {
        return (c.len_utf8(), Some(Kind::Sign(weight)));
    }
    if matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}') {
        return (c.len_utf8(), Some(Kind::Sign(0.0)));
    }
    match c {
        '!' | '?' | '…' | '\n' => sentence_end(rest),
        '.' if rest[1..].chars().next().is_none_or(|next| next.is_whitespace() || "\".»”')".contains(next)) => {
            sentence_end(rest)
        }
        ',' | ';' | ':' | '(' | ')' | '–' | '—' | '«' | '»' | '“' | '”' => (c.len_utf8(), Some(Kind::Clause)),
        '-' if before == ' ' && rest[1..].starts_with(' ') => (1, Some(Kind::Clause)),
        _ => (c.len_utf8(), None),
    }
}

fn sentence_end(rest: &str) -> (usize, Option<Kind>) {
    let len = until(rest, |c| !matches!(c, '!' | '?' | '…' | '\n' | '.' | '\r'));
    let bangs = rest[..len].chars().filter(|&c| c == '!').take(4).count();
    let kind = Kind::Sentence { bangs: u8::try_from(bangs).unwrap_or(4), question: rest[..len].contains('?') };
    (len, Some(kind))
}

fn until(text: &str, stop: impl Fn(char) -> bool) -> usize {
    text.find(stop).unwrap_or(text.len())
}

/// Letters and digits; those of Western words need no table.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'à'..='ö' | 'ø'..='ÿ') || c.is_alphanumeric()
}

/// French elisions are words of their own (`n’`, `l’`); English contractions are one word (`don't`).
fn word_len(rest: &str) -> usize {
    let end = until(rest, |c| !is_letter(c) && !is_combining_mark(c));
    let mut after = rest[end..].chars();
    let joined = matches!(after.next(), Some('\'' | '’')) && after.next().is_some_and(char::is_alphabetic);
    if !joined || is_elision(&rest[..end]) {
        return end;
    }
    let tail = end + rest[end..].chars().next().map_or(0, char::len_utf8);
    tail + until(&rest[tail..], |c| !c.is_alphanumeric())
}

fn is_elision(word: &str) -> bool {
    const ELIDED: [&str; 13] = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quelqu"];
    ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
}

/// `!!!!` is told from `!`, and is the same as `!!!!!!`.
const SIGN_BYTES: usize = 4;

fn push(out: &mut Vec<Token>, kind: Kind, raw: &str, start: usize) {
    let end = start + raw.len();
    let word = kind == Kind::Word;
    let (fold, stretched) = if word { fold(raw) } else { (CompactString::default(), false) };
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    let capital = word && raw.chars().next().is_some_and(char::is_uppercase);
    let shouted = capital && letters.clone().nth(2).is_some() && letters.all(char::is_uppercase);
    let sign = raw.as_bytes().get(..raw.len().min(SIGN_BYTES)).unwrap_or_default();
    let hash = xxh3_64(if word { fold.as_bytes() } else { sign });
    out.push(Token { start, end, fold, hash, kind, capital, shouted, stretched });
}

/// Lower case without accents; runs of three letters or more become two, and are told.
pub(crate) fn fold(raw: &str) -> (CompactString, bool) {
    if raw.is_ascii() {
        let mut small = CompactString::new(raw);
        small.make_ascii_lowercase();
        if !small.as_bytes().windows(3).any(|three| three[0] == three[1] && three[1] == three[2]) {
            return (small, false);
        }
    }
    // French is nearly all of ASCII and Latin letters: those fold one by one.
    let mut is_western = true;
    let western = raw.chars().map_while(|c| {
        let folded = if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { latin(c) };
        is_western &= folded.is_some();
        folded
    });
    let folded = squeezed(western, raw.len());
    if is_western {
        return folded;
    }
    squeezed(raw.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase), raw.len())
}

/// What a Latin letter beyond ASCII folds to, where that is one letter whatever stands beside it.
fn latin(c: char) -> Option<char> {
    const FROM: usize = 0x80;
    static LATIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let folded = |c: char| {
            let mut letters = std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
            letters.next().filter(|_| letters.next().is_none())
        };
        ('\u{80}'..'\u{180}').map(folded).collect()
    });
    *LATIN.get((c as usize).checked_sub(FROM)?)?
}

fn squeezed(letters: impl Iterator<Item = char>, len: usize) -> (CompactString, bool) {
    // Letter by letter a string in place is slower than one in the heap.
    let mut out = String::with_capacity(len);
    let (mut last, mut run, mut stretched) = ('\0', 0, false);
    for c in letters {
        let c = if c == '’' { '\'' } else { c };
        run = if c == last { run + 1 } else { 1 };
        last = c;
        match c {
            _ if run > 2 && c.is_alphabetic() => stretched = true,
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            _ => out.push(c),
        }
    }
    (out.into(), stretched)
}
