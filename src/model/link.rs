//! One address for one page, whatever way led to it.

use url::Url;

/// The address without scheme, without what changes from reader to reader, and without what only asks for another
/// rendering (mobile, AMP). The fragment stays: it tells posts of one topic apart.
pub(super) fn canonical(address: &str) -> String {
    if let Some(plain) = plain(address) {
        return plain;
    }
    parsed(address)
}

/// The same for an address that is written as the parser would write it and has nothing to leave out: most have not.
/// It may say no where the answer is yes.
fn plain(address: &str) -> Option<String> {
    let (host, path) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?.split_once('/')?;
    let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let is_path = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/');
    let labels = || host.split('.');
    let is_written_so = host.bytes().all(is_name)
        && !follows(host, b'-', b'-')
        && labels().all(|label| !label.is_empty() && !is_rendering_label(label))
        // A last label of digits makes the name a number.
        && labels().next_back().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_lowercase()))
        && !host.starts_with("google.")
        && !host.ends_with(".ampproject.org");
    let is_whole = !path.is_empty()
        && path.bytes().all(is_path)
        && !path.starts_with('.')
        && !follows(path, b'/', b'.')
        && !["/", "amp", ".amp.html"].iter().any(|end| path.ends_with(end));
    (is_written_so && is_whole).then(|| [host, "/", path, "#"].concat())
}

/// Whether one sign follows another.
fn follows(text: &str, first: u8, second: u8) -> bool {
    memchr::memchr_iter(second, text.as_bytes()).any(|at| text.as_bytes()[..at].last() == Some(&first))
}

fn parsed(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.trim().to_owned() };
    let unwrapped = behind_viewer(&url);
    let url = unwrapped.as_ref().unwrap_or(&url);
    let mut kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, value)| !is_tracking(name) && !is_rendering(name, value))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    kept.sort();
    let query = if kept.is_empty() {
        String::new()
    } else {
        let pairs = url::form_urlencoded::Serializer::new(String::from("?")).extend_pairs(kept).finish();
        pairs.replacen("?&", "?", 1)
    };
    format!("{}{}{query}#{}", host(url), path(url), url.fragment().unwrap_or_default())
}

/// The page that an AMP viewer shows: `google.com/amp/s/HOST/PATH`, `HOST.cdn.ampproject.org/c/s/HOST/PATH`.
fn behind_viewer(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let path = url.path();
    let inner = if host.trim_start_matches("www.").starts_with("google.") {
        path.strip_prefix("/amp/")?
    } else if host.ends_with(".cdn.ampproject.org") {
        path.strip_prefix("/c/").or_else(|| path.strip_prefix("/v/"))?
    } else {
        return None;
    };
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Url::parse(&format!("https://{}{query}", inner.strip_prefix("s/").unwrap_or(inner))).ok()
}

fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let labels = host.split('.').collect::<Vec<_>>();
    // The last two labels are the site's own name: `m.example` is a site.
    let own = labels.len().saturating_sub(2);
    let kept = labels.iter().enumerate().filter(|&(at, label)| at >= own || !is_rendering_label(label));
    let name = kept.map(|(_, label)| *label).collect::<Vec<_>>().join(".");
    match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name,
    }
}

fn is_rendering_label(label: &str) -> bool {
    matches!(label, "www" | "m" | "mobile" | "amp" | "wap")
}

fn path(url: &Url) -> String {
    let path = url.path().trim_end_matches('/');
    let path = path.strip_suffix("/amp").or_else(|| path.strip_suffix(".amp")).unwrap_or(path);
    match path.strip_suffix(".amp.html") {
        Some(path) => format!("{path}.html"),
        None => path.to_owned(),
    }
}

fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let by_start = ["utm_", "at_", "mtm_", "pk_", "hsa_"].iter().any(|start| name.starts_with(start));
    by_start
        || matches!(
            name.as_str(),
            "fbclid"
                | "gclid"
                | "dclid"
                | "msclkid"
                | "yclid"
                | "igshid"
                | "twclid"
                | "xtor"
                | "xtref"
                | "sid"
                | "phpsessid"
                | "mc_cid"
                | "mc_eid"
                | "wt_mc"
                | "cmpid"
        )
}

fn is_rendering(name: &str, value: &str) -> bool {
    matches!((name, value), ("amp", "" | "1" | "true") | ("outputType" | "output", "amp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(addresses: &[&str]) {
        for address in addresses {
            assert_eq!(canonical(address), canonical(addresses[0]), "{address}");
        }
    }

    #[test]
    fn ways_to_one_page_are_one_address() {
        same(&[
            "https://acme.example/a/b?id=2&x=1",
            "http://www.acme.example/a/b/?x=1&id=2",
            "https://ACME.example/a/b?id=2&x=1&utm_source=x&fbclid=y&gclid=z",
            "https://m.acme.example/a/b?id=2&xtor=RSS-1&at_medium=custom7&x=1",
            "https://acme.example/a/b/amp/?id=2&x=1",
            "https://amp.acme.example/a/b?id=2&x=1&amp=1",
            "https://www.google.com/amp/s/acme.example/a/b?id=2&x=1",
            "https://acme-example.cdn.ampproject.org/c/s/acme.example/a/b?id=2&x=1",
        ]);
        same(&["https://fr.acme.example/a.html", "https://fr.m.acme.example/a.amp.html"]);
    }

    #[test]
    fn the_short_way_says_the_same_as_the_long_one() {
        let hosts =
            ["acme.example", "a-b.c1.example", "www.acme.example", "m.example", "a--b.example", "1.2.3.4", "a.1"];
        let odd = [
            "google.fr",
            "a.cdn.ampproject.org",
            "acme.example.",
            "acme..example",
            "acme.example:81",
            "ACME.fr",
            "a",
            "",
        ];
        let paths =
            ["", "a", "a/b.html", "a//b", "a/", "a/amp", "a.amp", "a.amp.html", "A/B_c-1", "./a", "a/../b", "a?b=1"];
        let more = ["a/.b", ".a", "a%41", "a#b", "é", "a b", "amp/a", "a/..", "a.", "a\\b"];
        let mut short = 0;
        for host in hosts.into_iter().chain(odd) {
            for path in paths.into_iter().chain(more) {
                for scheme in ["https", "http", "HTTPS", "ftp"] {
                    let address = format!("{scheme}://{host}/{path}");
                    short += usize::from(plain(&address).is_some());
                    assert_eq!(canonical(&address), parsed(&address), "{address}");
                }
            }
        }
        assert!(short > 20, "{short}");
    }

    #[test]
    fn different_pages_stay_different() {
        let all = [
            "https://acme.example/a",
            "https://acme.example/a?id=1",
            "https://acme.example/a?id=2",
            "https://acme.example/a#p2",
            "https://shop.acme.example/a",
            "https://acme.example:8080/a",
            "https://m.example/a",
            "https://acme.example/amplify",
        ];
        let distinct = all.iter().map(|address| canonical(address)).collect::<std::collections::HashSet<_>>();
        assert_eq!(distinct.len(), all.len(), "{distinct:?}");
    }
}
