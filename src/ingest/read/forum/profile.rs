//! Where a forum's pages hold what: the engine's standard theme, and what the config says otherwise.
//!
//! The themes are data (`config/forums/engines.toml`), read once. Deliberately absent: anything that only one site does.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde::Deserialize;
use url::Url;

use super::super::html;
use super::place::address;
use crate::model::{ForumEngine, ForumSelectors};

/// Selectors, each field an ordered list of alternatives.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub(super) engine: Option<ForumEngine>,
    known_by: Option<Selector>,
    paths: Vec<String>,
    pub(super) post_feeds: Vec<String>,
    pub(super) topic_feeds: Vec<String>,
    pub(super) section: Vec<Selector>,
    pub(super) topic: Vec<Selector>,
    pub(super) topic_link: Vec<Selector>,
    pub(super) activity: Vec<Selector>,
    pub(super) last_page: Vec<Selector>,
    pub(super) post: Vec<Selector>,
    pub(super) remark: Vec<Selector>,
    /// What stands before a post and says its date and address.
    pub(super) head: Vec<Selector>,
    pub(super) author: Vec<Selector>,
    pub(super) date: Vec<Selector>,
    pub(super) text: Vec<Selector>,
    pub(super) permalink: Vec<Selector>,
    pub(super) quote: Vec<Selector>,
    pub(super) noise: Vec<Selector>,
    pub(super) post_id: Vec<String>,
    pub(super) numbered_in_topic: bool,
    /// Its places are those of most forums: what they find may be another part of the post.
    pub(super) guessed: bool,
}

/// One engine of the data file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    name: ForumEngine,
    known_by: Vec<String>,
    #[serde(default)]
    paths: Vec<String>,
    #[serde(default)]
    post_feeds: Vec<String>,
    #[serde(default)]
    topic_feeds: Vec<String>,
    section: Vec<String>,
    topic: Vec<String>,
    topic_link: Vec<String>,
    activity: Vec<String>,
    last_page: Vec<String>,
    post: Vec<String>,
    #[serde(default)]
    remark: Vec<String>,
    #[serde(default)]
    head: Vec<String>,
    author: Vec<String>,
    date: Vec<String>,
    text: Vec<String>,
    permalink: Vec<String>,
    quote: Vec<String>,
    noise: Vec<String>,
    post_id: Vec<String>,
    #[serde(default)]
    numbered_in_topic: bool,
}

#[derive(Deserialize)]
struct File {
    engine: Vec<Described>,
}

static ENGINES: LazyLock<Vec<Profile>> = LazyLock::new(|| profiles(DESCRIBED).unwrap_or_default());

/// What any of the engines is known by.
static MARKS: LazyLock<Option<Selector>> = LazyLock::new(|| {
    let marks = |file: File| file.engine.into_iter().flat_map(|engine| engine.known_by).collect::<Vec<_>>();
    Selector::parse(&toml::from_str(DESCRIBED).map(marks).unwrap_or_default().join(", ")).ok()
});

const DESCRIBED: &str = include_str!("../../../../config/forums/engines.toml");

/// The profiles of a data file; the tests see that the one in the program is whole.
pub(super) fn profiles(text: &str) -> Result<Vec<Profile>, toml::de::Error> {
    Ok(toml::from_str::<File>(text)?.engine.into_iter().map(Profile::from).collect())
}

impl From<Described> for Profile {
    fn from(d: Described) -> Self {
        let all = |texts: Vec<String>| html::selectors(texts.iter().map(String::as_str));
        Self {
            engine: Some(d.name),
            known_by: Selector::parse(&d.known_by.join(", ")).ok(),
            paths: d.paths,
            post_feeds: d.post_feeds,
            topic_feeds: d.topic_feeds,
            section: all(d.section),
            topic: all(d.topic),
            topic_link: all(d.topic_link),
            activity: all(d.activity),
            last_page: all(d.last_page),
            post: all(d.post),
            remark: all(d.remark),
            head: all(d.head),
            author: all(d.author),
            date: all(d.date),
            text: all(d.text),
            permalink: all(d.permalink),
            quote: all(d.quote),
            noise: all(d.noise),
            post_id: d.post_id,
            numbered_in_topic: d.numbered_in_topic,
            guessed: false,
        }
    }
}

/// What most forums call quotations and signatures.
const QUOTES: &str = "blockquote, aside.quote, div.quote, .bbCodeBlock--quote, .quotecontent, .quotetitle, .quotebox, \
                      .quotemain, .quotetop, table.citation, .quoteheader, .bbp-quote";
const SIGNATURES: &str = ".signature, .message-signature, .postsignature, .post-signature, .sig, .user-signature";

/// What holds for a forum of unknown make.
static UNKNOWN: LazyLock<Profile> = LazyLock::new(|| Profile {
    quote: html::selectors([QUOTES]),
    noise: html::selectors([SIGNATURES]),
    ..Profile::default()
});

/// What most forums quote with.
pub(super) fn quotes() -> &'static [Selector] {
    &UNKNOWN.quote
}

impl Profile {
    /// The engine's.
    pub(super) fn of(engine: ForumEngine) -> Option<&'static Self> {
        ENGINES.iter().find(|profile| profile.engine == Some(engine))
    }

    /// The engine that made the page.
    pub(super) fn found(page: &Html, url: &Url) -> Option<&'static Self> {
        let elements = page.tree.nodes().take(HIGH).filter_map(ElementRef::wrap);
        // Nearly every element is no engine's mark, and one question tells.
        let marked = |element: &ElementRef<'_>| MARKS.as_ref().is_some_and(|marks| marks.matches(element));
        let marked: Vec<_> = elements.filter(marked).collect();
        let is_marked = |profile: &&Self| {
            profile.known_by.as_ref().is_some_and(|marks| marked.iter().any(|element| marks.matches(element)))
        };
        let address = format!("{}?{}", url.path(), url.query().unwrap_or_default());
        let by_path = || ENGINES.iter().find(|profile| profile.paths.iter().any(|path| address.contains(path)));
        ENGINES.iter().find(is_marked).or_else(by_path)
    }

    /// The engine whose addresses a forum's page leads to within its own site, where its marks stand too low to count.
    fn linked(page: &Html, url: &Url) -> Option<&'static Self> {
        const FEW: usize = 5;
        const LINKS: usize = 2_000;
        let links = page.select(selector!("a[href]")).take(LINKS).filter_map(|link| address(link, url));
        let links: Vec<String> = links.filter(|to| to.host() == url.host()).map(String::from).collect();
        let leads_to = |profile: &&Self| {
            let is_one = |link: &&String| profile.paths.iter().any(|path| link.contains(path));
            links.iter().filter(is_one).nth(FEW - 1).is_some()
        };
        ENGINES.iter().find(leads_to)
    }

    /// As the config has it, on a page: its own selectors, then those of its engine, or of the one that made the page.
    pub(super) fn configured(selectors: &ForumSelectors, page: &Html, url: &Url) -> Self {
        let engine = match selectors.engine {
            Some(engine) => Self::of(engine),
            None if selectors.describes_pages() => None,
            None => Self::found(page, url).or_else(|| Self::linked(page, url)),
        };
        let mut profile = engine.cloned().unwrap_or_else(Self::unknown);
        let replace = |field: &mut Vec<Selector>, own: &Option<String>| {
            if let Some(own) = own {
                *field = html::selectors([own.as_str()]);
            }
        };
        replace(&mut profile.topic, &selectors.topic);
        replace(&mut profile.topic_link, &selectors.topic_link);
        replace(&mut profile.activity, &selectors.topic_activity);
        replace(&mut profile.last_page, &selectors.last_page);
        replace(&mut profile.post, &selectors.post);
        replace(&mut profile.author, &selectors.author);
        replace(&mut profile.date, &selectors.date);
        replace(&mut profile.text, &selectors.text);
        replace(&mut profile.permalink, &selectors.permalink);
        replace(&mut profile.quote, &selectors.quote);
        profile
    }

    /// What holds for a forum of unknown make.
    pub(super) fn unknown() -> Self {
        UNKNOWN.clone()
    }
}

/// The marks of an engine stand high in its pages; further down, people's posts do.
const HIGH: usize = 6_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_engine_is_described_with_selectors_that_parse() {
        assert_eq!(profiles(DESCRIBED).unwrap().len(), ENGINES.len());
        let engines: Vec<_> = ENGINES.iter().filter_map(|profile| profile.engine).collect();
        assert_eq!(engines, ForumEngine::ALL);
        let file: toml::Table = DESCRIBED.parse().unwrap();
        assert!(MARKS.is_some() && ENGINES.iter().all(|profile| profile.known_by.is_some()));
        for engine in file["engine"].as_array().unwrap() {
            for (field, value) in engine.as_table().unwrap() {
                if matches!(
                    field.as_str(),
                    "name" | "paths" | "post_feeds" | "topic_feeds" | "post_id" | "numbered_in_topic"
                ) {
                    continue;
                }
                for selector in value.as_array().unwrap() {
                    let selector = selector.as_str().unwrap();
                    assert!(Selector::parse(selector).is_ok(), "{}: {field}: {selector}", engine["name"]);
                }
            }
        }
    }
}
