//! One published thing, from the reader's draft to the stored item.

use serde::{Deserialize, Serialize};

use super::{NetText, SourceStatus, Timestamp, bytes, link};

/// The language of an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
    /// Another language, or too little to tell.
    #[default]
    Other,
}

impl Language {
    /// The word of the store and of `lang:`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Other => "other",
        }
    }
}

/// A review's stars.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// The value given.
    pub value: f64,
    /// The best value of the scale.
    pub best: f64,
}

/// What a reader found: one entry of a feed, one post of a forum, before anything is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The publisher's own id (`guid`, `atom:id`, post number), when there is one.
    pub guid: Option<String>,
    /// Absolute address, for people and for identity.
    pub url: Option<String>,
    /// Title; a forum post carries its topic's.
    pub title: NetText,
    /// Who wrote it.
    pub author: Option<NetText>,
    /// Visible text, quotations of other posts left out.
    pub text: NetText,
    /// When it was published; absent when not given or not readable, never guessed.
    pub published: Option<Timestamp>,
    /// When it was last edited, as published.
    pub updated: Option<Timestamp>,
    /// What the source says of its language (`fr`, `en-GB`).
    pub lang_hint: Option<String>,
    /// Stars, for a review.
    pub rating: Option<Rating>,
}

/// The three keys by which an item is known again within its source. 64 bits of XXH3 each: they tell one source's items apart, and
/// a publisher that makes two of its own collide hides its own item alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// Of the publisher's id.
    pub guid: Option<i64>,
    /// Of the address, without scheme, tracking parameters and ways of rendering.
    pub link: Option<i64>,
    /// Of title and text, white space and case apart (and of the address, when both are short).
    pub print: i64,
}

impl Draft {
    /// The keys of this draft.
    pub fn identity(&self) -> Identity {
        let guid = self.guid.as_deref().map(str::trim).filter(|guid| !guid.is_empty()).map(key);
        let mut print = Vec::with_capacity(self.title.as_str().len() + self.text.as_str().len() + 2);
        normal(&mut print, self.title.as_str());
        print.push(b'\n');
        normal(&mut print, self.text.as_str());
        let letters = || print.iter().filter(|&&byte| !is_continuation(byte)).count();
        let is_short = print.len() < 4 * SHORT_PRINT_CHARS && letters() < SHORT_PRINT_CHARS;
        let link = self.url.as_deref().map(link::canonical);
        if is_short {
            print.push(b'\n');
            print.extend_from_slice(link.as_deref().unwrap_or_default().as_bytes());
        }
        Identity { guid, link: link.as_deref().map(key), print: key_of(&print) }
    }
}

/// Under this many characters, two different posts may well say the same ("Merci !").
const SHORT_PRINT_CHARS: usize = 40;

/// Whether a byte goes on with the letter before it.
const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Appends the words in small letters, one blank between them.
fn normal(out: &mut Vec<u8>, text: &str) {
    let text = text.trim();
    if !is_western(text.as_bytes()) {
        let start = out.len();
        for word in text.split_whitespace() {
            if out.len() > start {
                out.push(b' ');
            }
            let small = word.chars().flat_map(char::to_lowercase);
            small.for_each(|letter| out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()));
        }
        return;
    }
    // Nearly every text: its blanks are single already, and its capitals are ASCII's or Latin-1's, `À` to `Þ`: 0xC3 and one of
    // 0x80 to 0x9E, which is a small letter with one more bit. 0x97 is `×`.
    let bytes = text.as_bytes();
    let Some((&first, rest)) = bytes.split_first() else { return };
    let small = |byte: u8| {
        let is_capital = byte.wrapping_sub(b'A') < 26;
        let small = byte | u8::from(is_capital) << 5;
        if byte == b'\n' { b' ' } else { small }
    };
    out.push(small(first));
    out.extend(bytes.iter().zip(rest).map(|(&before, &byte)| small(byte) | u8::from(is_capital(before, byte)) << 5));
}

/// Whether two bytes are one of `À` to `Þ`.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
const fn is_capital(before: u8, byte: u8) -> bool {
    (before == 0xc3) & (byte.wrapping_sub(0x80) < 0x1f) & (byte != 0x97)
}

/// Whether the text has single blanks only, and no letter beyond ASCII but those that begin with 0xC3 (`À` to `ÿ`). It may
/// say no where the answer is yes.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
fn is_western(text: &[u8]) -> bool {
    let blank = |byte: u8| (byte == b' ') | (byte == b'\n');
    let odd = |byte: u8| (byte < b' ') & (byte != b'\n') | (byte > 0xc3) & (byte != 0xe2);
    !bytes::any_pair(text, |a, b| odd(a) | blank(a) & blank(b))
        && !text.last().is_some_and(|&last| odd(last))
        // 0xC2 0x85 and 0xC2 0xA0 are blanks; of what begins with 0xE2, 0xE2 0x80 0x93 to 0xBF are signs.
        && memchr::memchr2_iter(0xc2, 0xe2, text).all(|at| match text[at..] {
            [0xc2, next, ..] => !matches!(next, 0x85 | 0xa0),
            [0xe2, 0x80, last, ..] => matches!(last, 0x93..=0xa7 | 0xb0..=0xbf),
            _ => false,
        })
}

/// 64 bits that tell texts apart, the same on every machine and in every version.
pub fn key(text: &str) -> i64 {
    key_of(text.as_bytes())
}

fn key_of(text: &[u8]) -> i64 {
    let key = xxhash_rust::xxh3::xxh3_64(text).cast_signed();
    // The store writes 0 for a key that is absent.
    if key == 0 { 1 } else { key }
}

/// An entry of a feed as it stood there at the last poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntry {
    /// A print of its bytes.
    pub bytes: i64,
    /// Its keys.
    pub keys: Identity,
}

/// The entries of a feed at the last poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntries {
    /// When the feed was last read whole.
    pub whole_at: Timestamp,
    /// In the order of the feed.
    pub entries: Vec<KnownEntry>,
}

/// Something that a reader had to mend or leave out; kept per poll, shown on the health page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// What kind of thing.
    pub kind: ComplaintKind,
    /// The details, in English (`entry 4: date "hier" is not readable`).
    pub detail: String,
}

/// The kinds of complaint that a caller branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintKind {
    /// Mended: bytes, markup, entities, dates that needed help.
    Repaired,
    /// An entry that was left out, with the reason.
    Rejected,
    /// The whole answer is something else than it should be.
    WrongKind,
    /// An anti-robot wall answered in the page's place.
    Blocked,
    /// The selector matches nothing.
    SelectorLost,
    /// Something was cut at a limit.
    Truncated,
}

impl ComplaintKind {
    /// How a source is doing whose whole answer is complained of so; none for what concerns a part of it.
    pub const fn status(self) -> Option<SourceStatus> {
        match self {
            Self::WrongKind => Some(SourceStatus::Unreadable),
            Self::Blocked => Some(SourceStatus::Blocked),
            Self::SelectorLost => Some(SourceStatus::SelectorLost),
            Self::Repaired | Self::Rejected | Self::Truncated => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(url: &str, title: &str, text: &str) -> Draft {
        Draft { url: Some(url.to_owned()), title: title.into(), text: text.into(), ..Draft::default() }
    }

    #[test]
    fn a_link_is_the_same_under_https_www_and_tracking() {
        let a = draft("http://www.acme.example/a/?utm_source=x", "T", "t").identity();
        let b = draft("https://acme.example/a", "T", "t").identity();
        assert_eq!(a.link, b.link);
        assert_ne!(a.link, draft("https://acme.example/a?id=2", "T", "t").identity().link);
    }

    #[test]
    fn short_posts_are_told_apart_by_their_address() {
        let a = draft("https://f.example/t/1#p1", "Re: Avis", "Merci !").identity();
        let b = draft("https://f.example/t/1#p2", "Re: Avis", "Merci !").identity();
        assert_ne!(a.print, b.print);
    }

    /// What [`normal`] does, without its short way.
    fn slowly(text: &str) -> String {
        let words: Vec<String> =
            text.split_whitespace().map(|word| word.chars().flat_map(char::to_lowercase).collect()).collect();
        words.join(" ")
    }

    proptest::proptest! {
        #[test]
        fn white_space_and_case_are_apart_the_same_on_the_short_way(
            text in "([A-Za-z ]|[ \n\u{a0}\u{85}\u{2003}\u{2028}]|[À-ÿ]|[’…«»“—‰]|[ŒœΣς]|\\PC){0,30}"
        ) {
            let mut got = Vec::new();
            normal(&mut got, &text);
            proptest::prop_assert_eq!(String::from_utf8(got).unwrap(), slowly(&text));
        }
    }
}
