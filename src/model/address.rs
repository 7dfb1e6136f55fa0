//! Addresses as they may be printed, logged and mailed: without what may be a secret (R10).
//!
//! Feeds for one reader alone carry a token in their query. What asks for something (`?q=acme&lang=fr`) is left as it is:
//! a person who looks at what is polled has to see it. A secret in the path looks like any other path, and is not known.

use std::ops::Range;

use super::key;

const HIDDEN: &str = "…";
/// Names of parameters, or the last word of longer ones.
const SECRET_NAMES: [&str; 13] = [
    "token",
    "key",
    "secret",
    "password",
    "passwd",
    "pass",
    "pwd",
    "auth",
    "signature",
    "sig",
    "session",
    "sid",
    "jwt",
];
/// What no person would choose as a word: so long, of letters and digits.
const RANDOM_FROM: usize = 20;

/// The address with `…` for each part that may be a secret.
pub fn shown(address: &str) -> String {
    let mut shown = String::with_capacity(address.len());
    let mut from = 0;
    for secret in secrets(address) {
        shown.push_str(&address[from..secret.start]);
        shown.push_str(HIDDEN);
        from = secret.end;
    }
    shown.push_str(&address[from..]);
    shown
}

/// A name made of the address: as it is shown, and still another one for each address.
pub fn name_of(address: &str) -> String {
    let shown = shown(address);
    if shown == address { shown } else { format!("{shown} ({:08x})", key(address) & 0xffff_ffff) }
}

/// Where secrets may stand in addresses that the text holds: users with their passwords, and values in queries. In order.
pub fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most addresses hold neither, and this is asked of each at every start.
    if memchr::memchr2(b'?', b'@', text.as_bytes()).is_none() {
        return found;
    }
    let mut from = 0;
    while let Some(start) = text[from..].find("://").map(|at| from + at + 3) {
        let until = |from: usize, ends: &[char]| text[from..].find(ends).map_or(text.len(), |at| from + at);
        let authority = until(start, &['/', '?', '#', ' ', '\n']);
        let end = until(authority, &[' ', '"', '\'', '<', '>', '\n']);
        found.extend(text[start..authority].rfind('@').map(|at| start..start + at));
        let query = text[authority..end].find('?').map_or(end, |at| authority + at + 1);
        let mut at = query;
        for pair in text[query..end].split(['&', ';', '#']) {
            if let Some((name, value)) = pair.split_once('=').filter(|(name, value)| is_secret(name, value)) {
                found.push(at + name.len() + 1..at + name.len() + 1 + value.len());
            }
            at += pair.len() + 1;
        }
        from = end;
    }
    found.retain(|range| !range.is_empty() && &text[range.clone()] != HIDDEN);
    found
}

fn is_secret(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_named = SECRET_NAMES.iter().any(|secret| {
        // `pass` ends `compass`, and `sid` `inside`: short ones must stand as a word.
        let before = name.strip_suffix(secret).and_then(|before| before.chars().last());
        name == *secret || before.is_some_and(|c| !c.is_ascii_alphabetic() || secret.len() > 4 || *secret == "key")
    });
    let is_of_one_piece = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~=".contains(&byte));
    let has = |of: fn(&u8) -> bool| value.bytes().any(|byte| of(&byte));
    let is_random = value.len() >= RANDOM_FROM
        && is_of_one_piece
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        // Of a channel or a list that anybody may read.
        && !name.ends_with("_id");
    is_named || is_random || name.contains("session")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, want: &str) {
        assert_eq!(shown(address), want);
        assert_eq!(shown(want), want);
    }

    #[test]
    fn r10_what_may_be_a_secret_is_not_shown() {
        check("https://a.example/feed?token=s3cr3t&lang=fr#x", "https://a.example/feed?token=…&lang=fr#x");
        check("https://a.example/feed?lang=fr&API_KEY=s3cr3t", "https://a.example/feed?lang=fr&API_KEY=…");
        check(
            "https://a.example/f?accessToken=a&rsskey=b&x-auth=c",
            "https://a.example/f?accessToken=…&rsskey=…&x-auth=…",
        );
        check("https://ann:pw@a.example/@x?q=a@b", "https://…@a.example/@x?q=a@b");
        check(
            "https://old.forum.example/.rss?feed=0f9e8d7c6b5a49382716f5e4d3c2b1a0&user=ann",
            "https://old.forum.example/.rss?feed=…&user=ann",
        );
        check(
            "a http://a.example/?key=b -> http://c.example/?sid=d",
            "a http://a.example/?key=… -> http://c.example/?sid=…",
        );
    }

    #[test]
    fn what_is_asked_for_is_shown() {
        for address in [
            "https://news.example/rss/search?q=%22acme%22%20avis%20when:7d&hl=fr&gl=FR&ceid=FR:fr",
            "https://video.example/feeds/videos.xml?channel_id=UC4QobU6STFB0P71PMvOGN5A",
            "https://forum.example/feed.php?f=12&mode=topics_new&keywords=acme&compass=1&inside=2",
            "https://a.example/feed?token=",
            "not an address?key=value",
        ] {
            check(address, address);
        }
    }

    #[test]
    fn names_tell_addresses_apart_that_look_alike() {
        let (one, other) = ("https://a.example/feed?token=1", "https://a.example/feed?token=2");
        assert_ne!(name_of(one), name_of(other));
        assert!(name_of(one).starts_with("https://a.example/feed?token=… ("));
        assert_eq!(name_of("https://a.example/feed?q=1"), "https://a.example/feed?q=1");
    }
}
