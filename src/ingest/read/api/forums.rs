//! Stack Exchange and Discourse.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use super::field::{address, id, instant, list, name, number, seconds, string, visible};
use crate::model::Draft;

pub(super) fn stack_exchange(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let questions = list(value, "items")?.iter().filter_map(|question| {
        let link = address(question, "link");
        // Ids are a site's own: the address tells sites apart.
        let id = link.clone().or_else(|| id(question, "question_id"))?;
        Some(Draft {
            guid: Some(id),
            url: link,
            title: visible(question, "title"),
            author: string(question, "owner.display_name").map(|_| visible(question, "owner.display_name")),
            text: visible(question, "body"),
            published: seconds(question, "creation_date"),
            updated: seconds(question, "last_edit_date"),
            ..Draft::default()
        })
    });
    Some(questions.collect())
}

/// Posts found by a search, each with the title of its topic; ids as in the engine's feeds.
pub(super) fn discourse_search(value: &Value, url: &Url) -> Option<Vec<Draft>> {
    let posts = list(value, "posts")?;
    let none = Vec::new();
    let topics: HashMap<i64, &Value> =
        list(value, "topics").unwrap_or(&none).iter().filter_map(|topic| Some((number(topic, "id")?, topic))).collect();
    let forum = forum(url, "search.json");
    let drafts = posts.iter().filter_map(|post| {
        let (topic_id, at) = (number(post, "topic_id")?, number(post, "post_number")?);
        let topic = topics.get(&topic_id);
        Some(Draft {
            guid: Some(format!("{}-post-{topic_id}-{at}", url.host_str().unwrap_or_default())),
            url: Some(format!("{forum}/t/{topic_id}/{at}")),
            title: topic.map(|topic| visible(topic, "title")).unwrap_or_default(),
            author: name(post, "username"),
            text: visible(post, "blurb"),
            published: instant(post, "created_at"),
            ..Draft::default()
        })
    });
    Some(drafts.collect())
}

pub(super) fn discourse_topics(value: &Value, url: &Url) -> Option<Vec<Draft>> {
    let forum = forum(url, "latest.json");
    let topics = list(value, "topic_list.topics")?.iter().filter_map(|topic| {
        let id = number(topic, "id")?;
        let slug = string(topic, "slug").filter(|slug| !slug.contains(['/', '?', '#'])).map(|slug| format!("{slug}/"));
        Some(Draft {
            guid: Some(format!("{}-topic-{id}", url.host_str().unwrap_or_default())),
            url: Some(format!("{forum}/t/{}{id}", slug.unwrap_or_default())),
            title: visible(topic, "title"),
            text: visible(topic, "excerpt"),
            published: instant(topic, "created_at"),
            ..Draft::default()
        })
    });
    Some(topics.collect())
}

/// The forum's own address: it may live in a folder.
fn forum(url: &Url, answered: &str) -> String {
    let folder = url.path().trim_end_matches(answered).trim_end_matches('/');
    format!("{}{folder}", &url[..url::Position::BeforePath])
}
