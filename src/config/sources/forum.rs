//! `[source.forum]`: how a forum is read, where that is not what its engine's theme says.
//!
//! Nothing needs to be said: the engine is known by what its pages show. A forum of another make may be described by
//! its selectors; then the topic's row, its link and the post must be given, because nothing else can be guessed.

use super::selector;
use crate::config::section::Section;
use crate::config::zones;
use crate::model::{ForumDepth, ForumEngine, ForumSelectors};

const DEPTHS: &[(&str, ForumDepth)] = &[("posts", ForumDepth::Posts), ("topics", ForumDepth::Topics)];
const MOST_TOPICS: u32 = 200;

/// How the source's forum is read; nothing when a selector that is needed is missing or broken.
pub(super) fn read(source: &Section<'_>) -> Option<ForumSelectors> {
    if !source.has("forum") {
        return Some(ForumSelectors::default());
    }
    let forum = source.section("forum", "source.forum");
    let engines: Vec<(&str, ForumEngine)> = ForumEngine::ALL.iter().map(|engine| (engine.as_str(), *engine)).collect();
    let engine = forum.choice("engine", &engines);
    let is_described = ["topic", "topic_link", "post"].iter().any(|key| forum.has(key)) && !forum.has("engine");
    let mut is_whole = true;
    let mut given = |key: &'static str, is_needed: bool| {
        if is_needed && is_described && !forum.has(key) {
            forum.notes.error(&forum.span, "config-forum-selector", &[("key", key.into())]);
            is_whole = false;
        }
        let text = forum.text(key)?;
        let selector = selector(forum.notes, &text);
        is_whole &= selector.is_some();
        selector
    };
    let selectors = ForumSelectors {
        engine,
        depth: forum.choice("depth", DEPTHS).unwrap_or_default(),
        sections: forum.texts("sections").iter().map(|text| text.value.trim().to_owned()).collect(),
        topic: given("topic", true),
        topic_link: given("topic_link", true),
        topic_activity: given("topic_activity", false),
        last_page: given("last_page", false),
        post: given("post", true),
        author: given("author", false),
        date: given("date", false),
        text: given("text", false),
        permalink: given("permalink", false),
        quote: given("quote", false),
        time_zone: zones::read(&forum),
        max_topics: forum.number("max_topics", 1..=MOST_TOPICS).unwrap_or(20),
    };
    is_whole.then_some(selectors)
}
