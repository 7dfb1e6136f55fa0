//! Addresses that a parser would give back as they stand.
//!
//! Parsing an address costs as much as reading the rest of an entry, and nearly all are written plainly already.

/// Whether parsing the address and writing it out again changes nothing. It may say no where the answer is yes.
pub(super) fn is_plain(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) else { return false };
    let Some(slash) = rest.find('/') else { return false };
    let (host, path) = rest.split_at(slash);
    is_name(host) && is_path(path)
}

/// A name in small letters whose last label is no number.
fn is_name(host: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let label = |label: &str| !label.is_empty() && label.bytes().all(letter) && !label.starts_with("xn--");
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() < 254 && host.split('.').all(label) && last.starts_with(|first: char| first.is_ascii_lowercase())
}

/// A path and a query without dots for segments and without signs that are escaped.
fn is_path(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~!$&()*+,;=:@?".contains(&byte);
    path.bytes().all(plain) && !path.contains("/.")
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
