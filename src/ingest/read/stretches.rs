//! Where the entries of a feed stand in its bytes, so that those that are byte for byte as they were need not be read again.
//!
//! Most of a feed that has news is what it was before. Knowing that costs a hash of each entry; reading it again costs a
//! tree. Deliberately strict: what is not plain UTF-8 with whole entries side by side has no stretches, and is read whole.

use std::ops::Range;

use memchr::memmem;
use xxhash_rust::xxh3::xxh3_64;

/// Longer feeds are read whole.
const MOST: usize = 500;

/// A feed in XML, with the places of its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretches<'a> {
    bytes: &'a [u8],
    places: Vec<Range<usize>>,
}

/// The entries of a feed in the order of the document; none where they cannot be told for sure.
pub fn stretches(bytes: &[u8]) -> Option<Stretches<'_>> {
    std::str::from_utf8(bytes).ok()?;
    let mut places = Vec::new();
    let mut open: Option<(usize, &[u8])> = None;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + next;
        let tag = &bytes[start..];
        at = start + 1;
        if tag.starts_with(b"<![CDATA[") {
            at = start + memmem::find(tag, b"]]>")?;
        } else if tag.starts_with(b"<!--") {
            at = start + memmem::find(tag, b"-->")?;
        } else if let Some(name) = entry(&tag[1..]) {
            let end = memchr::memchr(b'>', tag)?;
            if open.is_some() || tag[end - 1] == b'/' {
                return None;
            }
            open = Some((start, name));
        } else if tag.starts_with(b"</")
            && let Some(name) = entry(&tag[2..])
        {
            let (from, _) = open.take().filter(|(_, opened)| *opened == name)?;
            places.push(from..start + memchr::memchr(b'>', tag)? + 1);
            if places.len() > MOST {
                return None;
            }
        }
    }
    open.is_none().then_some(Stretches { bytes, places })
}

/// The name of an entry, where a tag has it.
fn entry(name: &[u8]) -> Option<&'static [u8]> {
    const NAMES: [&[u8]; 2] = [b"item", b"entry"];
    let is_over = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
    NAMES.into_iter().find(|entry| name.starts_with(entry) && is_over(name.get(entry.len())))
}

impl Stretches<'_> {
    /// A print of the bytes of each entry.
    pub fn prints(&self) -> Vec<i64> {
        self.places.iter().map(|place| xxh3_64(&self.bytes[place.clone()]).cast_signed()).collect()
    }

    /// The feed without the entries of which `is_left_out` is true, by their numbers.
    pub fn without(&self, is_left_out: impl Fn(usize) -> bool) -> Vec<u8> {
        let mut rest = Vec::with_capacity(self.bytes.len());
        let mut from = 0;
        for (_, place) in self.places.iter().enumerate().filter(|(number, _)| is_left_out(*number)) {
            rest.extend_from_slice(&self.bytes[from..place.start]);
            from = place.end;
        }
        rest.extend_from_slice(&self.bytes[from..]);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(feed: &str, want: Option<&[&str]>) {
        let found = stretches(feed.as_bytes());
        let got = found.map(|found| found.places.iter().map(|place| &feed[place.clone()]).collect::<Vec<_>>());
        assert_eq!(got.as_deref(), want, "{feed}");
    }

    #[test]
    fn entries_are_found_in_each_kind_of_feed() {
        check(
            "<rss><channel><item><a/></item>\n<item>é</item></channel></rss>",
            Some(&["<item><a/></item>", "<item>é</item>"]),
        );
        check(
            "<feed><entry xml:lang=\"fr\"><id>1</id></entry ></feed>",
            Some(&["<entry xml:lang=\"fr\"><id>1</id></entry >"]),
        );
        check("<rdf:RDF><items/><item rdf:about=\"x\">a</item></rdf:RDF>", Some(&["<item rdf:about=\"x\">a</item>"]));
        check("<rss><channel/></rss>", Some(&[]));
        check("{\"items\":[]}", Some(&[]));
    }

    #[test]
    fn what_is_quoted_is_no_tag() {
        let quoted = "<item><![CDATA[</item><item>]]><!-- </item> --></item>";
        check(&format!("<rss>{quoted}</rss>"), Some(&[quoted]));
        check("<rss><item><![CDATA[</item></rss>", None);
        check("<rss><!-- <item></item></rss>", None);
    }

    #[test]
    fn what_is_not_plain_has_no_stretches() {
        for feed in ["<item><item></item></item>", "<item>", "<item/>", "<item></entry>", "</item>", "<item"] {
            check(feed, None);
        }
        assert_eq!(stretches(b"<rss><item>\xe9</item></rss>"), None);
    }

    #[test]
    fn a_feed_is_given_without_some_of_its_entries() {
        let feed = b"<rss><item>1</item>, <item>2</item>, <item>1</item></rss>";
        let found = stretches(feed).unwrap();
        let prints = found.prints();
        assert!(prints[0] == prints[2] && prints[0] != prints[1]);
        assert_eq!(found.without(|number| number == 1), b"<rss><item>1</item>, , <item>1</item></rss>");
        assert_eq!(found.without(|_| false), feed);
    }
}
