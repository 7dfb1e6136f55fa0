//! What a forum's page says of the forum: its engine, its sections, and where its feeds should be.

use scraper::Html;
use url::Url;

use super::super::html::{self, Effort};
use super::place::address;
use super::profile::Profile;
use crate::model::{ForumDepth, ForumEngine, ForumSelectors};

/// A forum, as one of its pages shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForumFront {
    /// The engine, when it is one that is known.
    pub engine: Option<ForumEngine>,
    /// Addresses at which that engine has a feed of what is to be read, best first. Not asked yet.
    pub feeds: Vec<Url>,
    /// Its sections that are to be read, by address and name.
    pub sections: Vec<(Url, String)>,
}

const MAX_SECTIONS: usize = 100;

pub(super) fn of(page: &Html, profile: &Profile, selectors: &ForumSelectors, url: &Url) -> ForumFront {
    let effort = Effort::of_tree(page);
    let mut sections: Vec<(Url, String)> = Vec::new();
    // An address of its own in the config is a section without being linked to.
    for wanted in &selectors.sections {
        if let Some(address) = Url::parse(wanted).ok().filter(|address| matches!(address.scheme(), "http" | "https")) {
            sections.push((address, wanted.clone()));
        }
    }
    for alternative in &profile.section {
        for link in page.select(alternative).take(MAX_SECTIONS) {
            let Some(address) = address(link, url).map(plain).filter(|to| to.host() == url.host()) else { continue };
            let name = html::text(link, &[], &effort).replace('\n', " ");
            if !sections.iter().any(|(known, _)| *known == address) && is_wanted(&address, &name, selectors) {
                sections.push((address, name));
            }
        }
        if !sections.is_empty() {
            break;
        }
    }
    ForumFront { engine: profile.engine, feeds: feeds(profile, selectors, url), sections }
}

/// Whether it is one of the sections that are asked for, by its name or its address.
pub(super) fn is_wanted(address: &Url, name: &str, selectors: &ForumSelectors) -> bool {
    let (name, path) = (name.to_lowercase(), address.as_str().to_lowercase());
    selectors.sections.is_empty()
        || selectors
            .sections
            .iter()
            .map(|wanted| wanted.to_lowercase())
            .any(|wanted| name.contains(&wanted) || path.contains(&wanted))
}

/// The engine's feeds of all that is said in the forum; none for one of its sections, whose feed would say more, and
/// none when the config says where what stands on the pages.
fn feeds(profile: &Profile, selectors: &ForumSelectors, url: &Url) -> Vec<Url> {
    let root = root(url);
    let is_root = plain(url.clone()).as_str().trim_end_matches('/') == root.as_str().trim_end_matches('/')
        || is_index(url, &root);
    if selectors.describes_pages() || !selectors.sections.is_empty() || !is_root {
        return Vec::new();
    }
    let paths = match selectors.depth {
        ForumDepth::Posts => &profile.post_feeds,
        ForumDepth::Topics => &profile.topic_feeds,
    };
    paths.iter().filter_map(|path| root.join(path).ok()).collect()
}

/// The forum's root: the path up to the first part that names something within it.
pub(super) fn root(url: &Url) -> Url {
    const WITHIN: [&str; 21] = [
        "threads",
        "topic",
        "topics",
        "t",
        "c",
        "d",
        "category",
        "categories",
        "tag",
        "tags",
        "latest",
        "top",
        "new",
        "whats-new",
        "thread",
        "discussion",
        "discussions",
        "recent",
        "popular",
        "unread",
        "app.php",
    ];
    let mut root = url.clone();
    root.set_query(None);
    root.set_fragment(None);
    let parts: Vec<&str> =
        url.path_segments().map(|parts| parts.filter(|part| !part.is_empty()).collect()).unwrap_or_default();
    let kept = parts.iter().take_while(|part| !WITHIN.contains(part) && !part.contains('.'));
    let kept: Vec<&str> = kept.copied().collect();
    root.set_path(&if kept.is_empty() { "/".to_owned() } else { format!("/{}/", kept.join("/")) });
    root
}

/// Whether an address is a front page under another name: `index.php`, Discourse's `latest`.
fn is_index(url: &Url, root: &Url) -> bool {
    let rest = url.path().strip_prefix(root.path().trim_end_matches('/')).unwrap_or_default().trim_matches('/');
    matches!(rest, "" | "index.php" | "forum.php" | "index.html" | "latest" | "recent" | "categories" | "all" | "new")
        && url.query().is_none_or(str::is_empty)
}

/// An address without fragment and session.
pub(super) fn plain(mut url: Url) -> Url {
    url.set_fragment(None);
    let is_session = |name: &str| matches!(name, "sid" | "s" | "PHPSESSID");
    if url.query_pairs().any(|(name, _)| is_session(&name)) {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_session(name))
            .map(|(n, v)| (n.into_owned(), v.into_owned()))
            .collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forums_root_is_above_what_it_holds() {
        let check = |address: &str, want: &str| assert_eq!(root(&Url::parse(address).unwrap()).as_str(), want);
        check("https://f.example", "https://f.example/");
        check("https://f.example/board/viewforum.php?f=2", "https://f.example/board/");
        check("https://f.example/community/threads/a.12/", "https://f.example/community/");
        check("https://f.example/t/acme/12", "https://f.example/");
        check("https://f.example/forum", "https://f.example/forum/");
    }

    #[test]
    fn sessions_are_no_part_of_an_address() {
        let plain = |address: &str| plain(Url::parse(address).unwrap()).to_string();
        assert_eq!(plain("https://f.example/a.php?t=1&sid=9f#p2"), "https://f.example/a.php?t=1");
        assert_eq!(plain("https://f.example/index.php?topic=1.0;x"), "https://f.example/index.php?topic=1.0;x");
    }
}
