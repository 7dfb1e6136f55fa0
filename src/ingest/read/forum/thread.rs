//! A page that nobody described: whether it is a thread, and its posts.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::super::document::schema::Node;
use super::super::fragment::by_words;
use super::super::html::Effort;
use super::super::page;
use super::MAX_POSTS;
use super::blocks;
use super::post::{Post, Reader};
use super::profile::Profile;
use super::{rows, said, state};
use crate::model::{Draft, ForumEngine, NetText, Timestamp};

/// Where and when a page was fetched.
#[derive(Clone, Copy)]
pub(in crate::ingest::read) struct Visit<'v> {
    pub(in crate::ingest::read) url: &'v Url,
    pub(in crate::ingest::read) time_zone: Option<&'v str>,
    /// What "yesterday" is relative to, where that is known.
    pub(in crate::ingest::read) now: Option<Timestamp>,
}

impl<'v> Visit<'v> {
    /// Of that address, nobody says when.
    pub(in crate::ingest::read) fn of(url: &'v Url) -> Self {
        Self { url, time_zone: None, now: None }
    }
}

/// A thread, as far as its page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest::read) struct Thread {
    /// Its posts, in order.
    pub(in crate::ingest::read) posts: Vec<Draft>,
    /// The posts as people see them: with author, date, and what they quote.
    pub(in crate::ingest::read) text: String,
}

impl Thread {
    /// Adds a post that is read as it stands: who wrote it, then what.
    pub(super) fn push(&mut self, post: Draft) {
        let author = post.author.as_ref().map_or("", NetText::as_str);
        self.text.extend([author, "\n", post.text.as_str(), "\n"]);
        self.posts.push(post);
    }
}

/// The posts of a thread; nothing when the page is none.
pub(in crate::ingest::read) fn thread(tree: &Html, source: &str, nodes: &[Node], visit: Visit<'_>) -> Option<Thread> {
    let url = visit.url;
    let is_discussion = said::discussion(nodes).is_some();
    let title = page::title(tree);
    let dated = |mut thread: Thread| {
        date_by_state(&mut thread.posts, source);
        thread
    };
    // What people see has quotations, remarks and dates: the others serve where most posts would be lost.
    let found = fuller(said::thread(nodes, url, title.as_str()), shown(tree, visit, is_discussion)).map(dated);
    let is_poor = found.as_ref().is_none_or(|thread| thread.posts.len() <= POOR);
    // A page that asks, and counts its answers as schema.org names it.
    let is_asked = || title.as_str().contains('?') && source.contains("answerCount");
    if !is_poor || !(is_discussion || blocks::is_forum(tree, url) || is_asked()) {
        return found;
    }
    fuller(state::thread(source, url, title.as_str()), found)
}

/// Gives posts that say no day, none of them, that which the page's state has beside their words: Flarum writes none for
/// those without scripts.
pub(super) fn date_by_state(posts: &mut [Draft], source: &str) {
    if posts.is_empty() || posts.iter().any(|draft| draft.published.is_some()) {
        return;
    }
    let days = state::days(source);
    for draft in posts {
        draft.published = days.get(state::last_words(draft.text.as_str())).copied();
    }
}

/// A thread of so few posts may be the shell of a longer one that a program draws.
const POOR: usize = 2;

/// The second, unless it lacks most of the first.
fn fuller(said: Option<Thread>, seen: Option<Thread>) -> Option<Thread> {
    match (said, seen) {
        (Some(said), Some(seen)) if said.posts.len() <= 2 * seen.posts.len() => Some(seen),
        (None, seen) => seen,
        (said, _) => said,
    }
}

/// The thread that people see.
fn shown(tree: &Html, visit: Visit<'_>, is_discussion: bool) -> Option<Thread> {
    let found = Profile::found(tree, visit.url);
    let by_engine = found.filter(|profile| profile.engine != Some(ForumEngine::Microdata)).and_then(|profile| {
        let elements = posts_of(tree, &profile.post);
        read(tree, visit, profile, &elements)
    });
    by_engine.or_else(|| unknown(tree, visit, is_discussion, found.is_some()))
}

/// A forum of unknown make: what its microdata say where an engine was `recognised`, else blocks of like shape.
fn unknown(tree: &Html, visit: Visit<'_>, is_discussion: bool, recognised: bool) -> Option<Thread> {
    let url = visit.url;
    let microdata = Profile::of(ForumEngine::Microdata).filter(|_| recognised).and_then(|profile| {
        let elements = posts_of(tree, &profile.post);
        if elements.len() > 1 { read(tree, visit, profile, &elements) } else { None }
    });
    if !is_discussion && !blocks::is_forum(tree, url) {
        return microdata;
    }
    let blocks = blocks::find(tree, &Effort::of_tree(tree))
        .and_then(|(elements, profile)| read(tree, visit, profile, &elements));
    // Some pages say in microdata that they are a discussion, and mark its first post only.
    match (microdata, blocks) {
        (Some(said), Some(seen)) if seen.posts.len() <= said.posts.len() || seen.text.len() < 2 * said.text.len() => {
            Some(said)
        }
        (Some(said), None) => Some(said),
        (None, None) => rows::thread(tree, url, &Effort::of_tree(tree)),
        (_, seen) => seen,
    }
}

/// What the first alternative finds that finds any.
pub(super) fn posts_of<'t>(tree: &'t Html, alternatives: &[Selector]) -> Vec<ElementRef<'t>> {
    let found = alternatives.iter().map(|selector| tree.select(selector).take(MAX_POSTS).collect::<Vec<_>>());
    found.into_iter().find(|elements| !elements.is_empty()).unwrap_or_default()
}

fn read(tree: &Html, visit: Visit<'_>, profile: &Profile, elements: &[ElementRef<'_>]) -> Option<Thread> {
    let (title, url) = (page::title(tree), visit.url);
    let mut reader = Reader::new(profile, Effort::of_tree(tree), visit.time_zone, visit.now);
    reader.learn(elements);
    let mut thread = Thread::default();
    // What is quoted from further up the page is said once.
    let mut said = HashSet::new();
    // Some engines number a post's box and what stands in it.
    let mut numbers = HashSet::new();
    for &element in elements {
        if !reader.effort.look_into(element) {
            break;
        }
        let Post { mut draft, shown } = reader.post(element, url, title.as_str());
        let is_known = draft.guid.clone().is_some_and(|number| !numbers.insert(number));
        if draft.text.is_blank() || is_known && profile.engine.is_some() {
            continue;
        }
        if is_known {
            // Another post has this address already: it is that of something else.
            draft.url = Some(by_words(draft.text.as_str(), url));
            draft.guid = None;
        }
        for line in shown.lines().filter(|line| line.len() <= SHORT_LINE || said.insert(hash(line))) {
            thread.text.push_str(line);
            thread.text.push('\n');
        }
        thread.posts.push(draft);
        thread.posts.extend(reader.remarks(element, url, title.as_str()));
    }
    (!thread.posts.is_empty()).then_some(thread)
}

/// Two people may well say the same in so few letters.
const SHORT_LINE: usize = 20;

fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.trim().hash(&mut hasher);
    hasher.finish()
}
