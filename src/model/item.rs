//! One published thing, from the reader's draft to the stored item.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{NetText, Timestamp, link};

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

/// The three keys by which an item is known again within its source. 64 bits of SHA-256 each.
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
        let link = self.url.as_deref().map(link::canonical);
        let words = |text: &NetText| text.as_str().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let mut print = format!("{}\n{}", words(&self.title), words(&self.text));
        if print.chars().count() < SHORT_PRINT_CHARS {
            print.push('\n');
            print.push_str(link.as_deref().unwrap_or_default());
        }
        Identity {
            guid: self.guid.as_deref().map(str::trim).filter(|guid| !guid.is_empty()).map(key),
            link: link.as_deref().map(key),
            print: key(&print),
        }
    }
}

/// Under this many characters, two different posts may well say the same ("Merci !").
const SHORT_PRINT_CHARS: usize = 40;

fn key(text: &str) -> i64 {
    let digest = Sha256::digest(text.as_bytes());
    i64::from_be_bytes(std::array::from_fn(|i| digest[i]))
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
}
