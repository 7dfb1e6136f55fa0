//! Addresses that a parser would give back as they stand.
//!
//! Parsing an address costs as much as reading the rest of an entry, and nearly all are written plainly already.

use url::Url;

/// Whether parsing the address and writing it out again changes nothing. It may say no where the answer is yes.
pub(super) fn is_plain(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else { return false };
    let Some(slash) = memchr::memchr(b'/', rest.as_bytes()) else { return false };
    let (host, path) = rest.split_at(slash);
    is_name(host) && is_path(path)
}

/// Whether it begins as a whole address does, whatever follows.
pub(super) fn has_scheme(address: &str) -> bool {
    let length = address.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')).count();
    address.as_bytes().get(length) == Some(&b':') && address.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// The address, made absolute by the `xml:base`s around it, the outermost last, and the address of the feed.
pub(super) fn absolute(feed: &Url, bases: &[String], address: &str) -> Option<String> {
    let address = address.trim();
    if is_plain(address) {
        return Some(address.to_owned());
    }
    // Escaped once more than the markup asks for, as in a section that is verbatim.
    let address = &*address.replace(ESCAPED, "&");
    let mut base = feed.clone();
    for next in bases.iter().rev() {
        base = base.join(next.trim()).or_else(|_| Url::parse(next.trim())).unwrap_or(base);
    }
    let url = base.join(address);
    let is_dangerous = |url: &Url| matches!(url.scheme(), "javascript" | "data" | "vbscript" | "file" | "blob");
    match url {
        Ok(url) if is_dangerous(&url) => None,
        // Escapes are kept as published where the address was whole already.
        Ok(url) => Some(url.to_string()),
        Err(_) => (!address.is_empty()).then(|| address.to_owned()),
    }
}

const ESCAPED: &str = "&amp;";

/// A name in small letters whose last label is no number.
fn is_name(host: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    let label = |label: &[u8]| !label.is_empty() && label.iter().all(letter) && !label.starts_with(b"xn--");
    let mut last: &[u8] = b"";
    let are_labels = host.as_bytes().split(|&byte| byte == b'.').all(|one| {
        last = one;
        label(one)
    });
    host.len() < 254 && are_labels && last.first().is_some_and(u8::is_ascii_lowercase)
}

/// A path and a query without dots for segments and without signs that are escaped.
fn is_path(path: &str) -> bool {
    // All of ASCII that can be seen, but for what is escaped or begins a fragment.
    let plain = |byte: u8| {
        byte.is_ascii_graphic()
            && !matches!(
                byte,
                b'"' | b'#' | b'%' | b'\'' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{' | b'|' | b'}'
            )
    };
    path.bytes().all(plain)
        && !memchr::memchr_iter(b'&', path.as_bytes()).any(|at| path[at..].starts_with(ESCAPED))
        && memchr::memchr_iter(b'.', path.as_bytes()).all(|at| path.as_bytes()[..at].last() != Some(&b'/'))
}

/// Whether a text is an address of the web.
pub(super) fn is_web(text: &str) -> bool {
    ["http://", "https://"].iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_parser_gives_them_back(
            address in "https?://([a-z0-9.-]{1,12}|a[.]example)(/[A-Za-z0-9._~!$&()*+,;=:@?%#-]{0,8}){0,3}"
        ) {
            if is_plain(&address) {
                let parsed = url::Url::parse(&address).map(String::from);
                proptest::prop_assert_eq!(parsed.ok(), Some(address));
            }
        }
    }

    #[test]
    fn what_was_escaped_twice_is_one_sign() {
        let feed = Url::parse("https://a.fr/feed").unwrap();
        let whole = |address| absolute(&feed, &[], address);
        assert_eq!(whole("https://a.fr/?p=1&amp;q=2").as_deref(), Some("https://a.fr/?p=1&q=2"));
        assert_eq!(whole("/?p=1&q=2").as_deref(), Some("https://a.fr/?p=1&q=2"));
    }

    #[test]
    fn most_are_plain() {
        for address in
            ["https://site-1.example/1000", "http://a.fr/?p=12&x=é".trim_end_matches('é'), "https://a.b.c/d/e.html"]
        {
            assert!(is_plain(address), "{address}");
        }
        for address in
            ["/a", "ftp://a/", "http://A.fr/", "http://1.2.3.4/", "http://a.fr", "http://a.fr/../b", "http://u@a.fr/"]
        {
            assert!(!is_plain(address), "{address}");
        }
    }
}
