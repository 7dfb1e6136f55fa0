//! `[source.forum]`: where a forum's pages hold what.
//!
//! An engine fills in the selectors of its standard theme; each can be replaced. Without an engine, the topic's row,
//! its link and the post must be given: nothing can be guessed about an unknown forum.

use super::selector;
use crate::config::section::Section;
use crate::config::zones;
use crate::model::ForumSelectors;

/// The selectors of an engine's standard theme, in the order of [`ForumSelectors`].
struct Engine {
    name: &'static str,
    topic: &'static str,
    topic_link: &'static str,
    topic_activity: &'static str,
    last_page: &'static str,
    post: &'static str,
    author: &'static str,
    date: &'static str,
    text: &'static str,
    permalink: &'static str,
    quote: &'static str,
}

const ENGINES: &[Engine] = &[
    Engine {
        name: "phpbb",
        topic: "ul.topics > li.row",
        topic_link: "a.topictitle",
        topic_activity: "dd.posts, dd.lastpost time",
        last_page: ".pagination li:last-child a",
        post: "div.post",
        author: ".author .username, .author .username-coloured",
        date: "p.author time",
        text: "div.content",
        permalink: ".postbody h3 a",
        quote: "blockquote",
    },
    Engine {
        name: "xenforo",
        topic: ".structItem--thread",
        topic_link: ".structItem-title a[data-tp-primary]",
        topic_activity: ".structItem-cell--meta, .structItem-latestDate",
        last_page: ".structItem-pageJump a:last-child",
        post: "article.message--post",
        author: ".message-name",
        date: ".message-attribution time",
        text: ".message-body .bbWrapper",
        permalink: ".message-attribution-main a",
        quote: "blockquote",
    },
];

/// The selectors of the source's forum; nothing when one that is needed is missing or broken.
pub(super) fn read(source: &Section<'_>) -> Option<ForumSelectors> {
    const MOST_TOPICS: u32 = 200;
    if !source.has("forum") {
        source.notes.error(&source.place("kind"), "config-forum-missing", &[]);
        return None;
    }
    let forum = source.section("forum", "source.forum");
    let engines: Vec<(&str, &Engine)> = ENGINES.iter().map(|engine| (engine.name, engine)).collect();
    let engine = forum.choice("engine", &engines);
    let needs_all = !forum.has("engine");
    let given = |key: &str, standard: Option<&'static str>| match forum.text(key) {
        Some(text) => selector(forum.notes, &text),
        None => standard.map(str::to_owned),
    };
    let required = |key: &str, standard: Option<&'static str>| {
        if needs_all && !forum.has(key) {
            forum.notes.error(&forum.span, "config-forum-selector", &[("key", key.into())]);
        }
        given(key, standard)
    };
    let topic = required("topic", engine.map(|e| e.topic));
    let topic_link = required("topic_link", engine.map(|e| e.topic_link));
    let post = required("post", engine.map(|e| e.post));
    let selectors = ForumSelectors {
        topic: String::new(),
        topic_link: String::new(),
        topic_activity: given("topic_activity", engine.map(|e| e.topic_activity)),
        last_page: given("last_page", engine.map(|e| e.last_page)),
        post: String::new(),
        author: given("author", engine.map(|e| e.author)),
        date: given("date", engine.map(|e| e.date)),
        text: given("text", engine.map(|e| e.text)),
        permalink: given("permalink", engine.map(|e| e.permalink)),
        quote: given("quote", engine.map(|e| e.quote)),
        time_zone: zones::read(&forum),
        max_topics: forum.number("max_topics", 1..=MOST_TOPICS).unwrap_or(20),
    };
    Some(ForumSelectors { topic: topic?, topic_link: topic_link?, post: post?, ..selectors })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engines_selectors_parse() {
        for e in ENGINES {
            let all = [
                e.topic,
                e.topic_link,
                e.topic_activity,
                e.last_page,
                e.post,
                e.author,
                e.date,
                e.text,
                e.permalink,
                e.quote,
            ];
            for text in all {
                assert!(scraper::Selector::parse(text).is_ok(), "{}: {text}", e.name);
            }
        }
    }
}
