//! Namespaces by meaning, not by spelling.
//!
//! Feeds write the same namespace with http or https, with or without `www.`, a slash or a number sign, and forget
//! to declare it; what was meant is clear nearly every time.

/// What a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// RSS of any version, Atom of any version, or no namespace.
    Feed,
    /// Dublin Core.
    Dc,
    /// Dublin Core terms.
    Terms,
    /// `content:encoded`.
    Content,
    /// Media RSS.
    Media,
    /// Podcasts.
    Itunes,
    /// XHTML.
    Xhtml,
    /// RDF.
    Rdf,
    /// Anything else.
    Other,
}

/// What prefixes mean where one stands, the last that were declared last.
#[derive(Default)]
pub(super) struct Scope<'a> {
    declared: Vec<(&'a str, Ns)>,
}

impl<'a> Scope<'a> {
    /// How many there are, for [`Self::back_to`].
    pub(super) fn len(&self) -> usize {
        self.declared.len()
    }

    /// Forgets what was declared since.
    pub(super) fn back_to(&mut self, len: usize) {
        self.declared.truncate(len);
    }

    /// Takes up what an element declares.
    pub(super) fn declare(&mut self, own_prefix: &str, attrs: &[(&'a str, &'a str)], is_root: bool) {
        for &(key, value) in attrs {
            let prefix = match key {
                "xmlns" => "",
                _ => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            let mut ns = by_address(value);
            // The root was recognised by its name: whatever address it has, it is a feed.
            if ns == Ns::Other && is_root && prefix == own_prefix {
                ns = Ns::Feed;
            }
            if ns == Ns::Other && !prefix.is_empty() {
                ns = if value.trim().is_empty() { by_prefix(prefix) } else { ns };
            }
            if self.declared.len() < MAX_SCOPE {
                self.declared.push((prefix, ns));
            }
        }
    }

    /// What a prefix means here.
    pub(super) fn meaning(&self, prefix: &str) -> Ns {
        self.declared.iter().rev().find(|(known, _)| *known == prefix).map_or_else(|| by_prefix(prefix), |&(_, ns)| ns)
    }
}

const MAX_SCOPE: usize = 256;

/// The namespace that an address means.
fn by_address(address: &str) -> Ns {
    let lower = address.trim().to_ascii_lowercase();
    let bare = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches(['/', '#']);
    match bare {
        ""
        | "w3.org/2005/atom"
        | "purl.org/atom/ns"
        | "purl.org/atom"
        | "purl.org/echo"
        | "purl.org/pie"
        | "example.com/newformat"
        | "example.com/necho"
        | "uri/of/echo/namespace"
        | "purl.org/rss/1.0"
        | "purl.org/rss/1.0/modules/rss091"
        | "purl.org/net/rss1.1"
        | "my.netscape.com/rdf/simple/0.9"
        | "my.netscape.com/publish/formats/rss-0.91.dtd"
        | "channel.netscape.com/rdf/simple/0.9"
        | "backend.userland.com/rss"
        | "backend.userland.com/rss2"
        | "backend.userland.com/rss091"
        | "backend.userland.com/rss092"
        | "blogs.law.harvard.edu/tech/rss"
        | "cyber.law.harvard.edu/rss"
        | "rssboard.org/rss-specification" => Ns::Feed,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc" => Ns::Dc,
        "purl.org/dc/terms" | "purl.org/rss/1.0/modules/dcterms" => Ns::Terms,
        "purl.org/rss/1.0/modules/content" => Ns::Content,
        "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" | "tools.search.yahoo.com/mrss" => Ns::Media,
        "itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" | "itunes.com/dtds/podcast" => {
            Ns::Itunes
        }
        "w3.org/1999/xhtml" => Ns::Xhtml,
        "w3.org/1999/02/22-rdf-syntax-ns" => Ns::Rdf,
        _ if bare.starts_with("purl.org/rss/2.0") => Ns::Feed,
        _ => Ns::Other,
    }
}

/// The namespace that an undeclared prefix means, taken at its word.
fn by_prefix(prefix: &str) -> Ns {
    match prefix.to_ascii_lowercase().as_str() {
        "" | "atom" | "atom03" | "atom10" | "a10" | "rss" => Ns::Feed,
        "dc" => Ns::Dc,
        "dcterms" | "dct" => Ns::Terms,
        "content" => Ns::Content,
        "media" | "mrss" => Ns::Media,
        "itunes" => Ns::Itunes,
        "xhtml" | "html" => Ns::Xhtml,
        "rdf" => Ns::Rdf,
        _ => Ns::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_do_not_matter() {
        assert_eq!(by_address("HTTPS://www.w3.org/2005/Atom/"), Ns::Feed);
        assert_eq!(by_address("http://purl.org/atom/ns#"), Ns::Feed);
        assert_eq!(by_address("http://acme.example/ns"), Ns::Other);
        assert_eq!(by_prefix("DC"), Ns::Dc);
    }
}
