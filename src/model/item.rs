//! One published thing, from the reader's draft to the stored item.

use serde::{Deserialize, Serialize};

use super::{NetText, Timestamp};

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
    /// Of the address, without scheme, `www.`, fragment-free trailing slash and tracking parameters.
    pub link: Option<i64>,
    /// Of title and text, white space and case apart (and of the address, when both are short).
    pub print: i64,
}

impl Draft {
    /// The keys of this draft.
    pub fn identity(&self) -> Identity {
        let link = self.url.as_deref().map(canonical_link);
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

/// The address without what changes from day to day. The fragment stays: it tells posts of one topic apart.
fn canonical_link(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else { return address.trim().to_owned() };
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(n, v)| (n.into_owned(), v.into_owned()))
        .collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let rest =
        format!("{}{}", url.path().trim_end_matches('/'), url.query().map(|q| format!("?{q}")).unwrap_or_default());
    format!("{host}{rest}#{}", url.fragment().unwrap_or_default())
}

fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "sid" | "PHPSESSID" | "mc_cid" | "mc_eid" | "xtor")
}

/// 64 bits that tell texts apart, the same on every machine and in every version.
pub fn key(text: &str) -> i64 {
    let key = xxhash_rust::xxh3::xxh3_64(text.as_bytes()).cast_signed();
    // The store writes 0 for a key that is absent.
    if key == 0 { 1 } else { key }
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
