//! Hacker News, Mastodon, Bluesky, Lemmy, Dailymotion, X, Facebook pages.

use serde_json::Value;
use url::Url;

use super::field::{address, id, instant, list, name, seconds, string, text, visible};
use crate::model::{Draft, NetText};

/// The feed of the same search gives its items this id too: a fallback knows them again.
pub(super) fn hacker_news(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let hits = list(value, "hits")?.iter().filter_map(|hit| {
        let page = format!("https://news.ycombinator.com/item?id={}", id(hit, "objectID")?);
        let said = ["comment_text", "story_text"].into_iter().find(|key| string(hit, key).is_some());
        let said = said.map(|key| visible(hit, key)).unwrap_or_default();
        // Where a story leads is what it is about.
        let text = match address(hit, "url").or_else(|| address(hit, "story_url")) {
            Some(link) if said.is_blank() => NetText::new(link),
            Some(link) => NetText::new(format!("{}\n{link}", said.as_str())),
            None => said,
        };
        let title = if string(hit, "title").is_some() { visible(hit, "title") } else { visible(hit, "story_title") };
        Some(Draft {
            guid: Some(page.clone()),
            url: Some(page),
            title,
            author: name(hit, "author"),
            text,
            published: seconds(hit, "created_at_i").or_else(|| instant(hit, "created_at")),
            ..Draft::default()
        })
    });
    Some(hits.collect())
}

pub(super) fn mastodon(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let statuses = value.as_array()?.iter().filter_map(|status| {
        let uri = id(status, "uri").or_else(|| id(status, "url"))?;
        let mut said = visible(status, "content");
        if let Some(warning) = string(status, "spoiler_text") {
            said = NetText::new(format!("{warning}\n{}", said.as_str()));
        }
        Some(Draft {
            url: address(status, "url").or_else(|| address(status, "uri")),
            guid: Some(uri),
            author: name(status, "account.acct"),
            text: said,
            published: instant(status, "created_at"),
            updated: instant(status, "edited_at"),
            lang_hint: string(status, "language").filter(|tag| tag.len() <= 35),
            ..Draft::default()
        })
    });
    Some(statuses.collect())
}

/// `feed` of an author, `posts` of a search. What an author only passes on is another's.
pub(super) fn bluesky(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let posts: Vec<&Value> = match list(value, "feed") {
        Some(feed) => feed.iter().filter(|entry| entry.get("reason").is_none()).filter_map(|e| e.get("post")).collect(),
        None => list(value, "posts")?.iter().collect(),
    };
    let drafts = posts.into_iter().filter_map(|post| {
        let uri = id(post, "uri")?;
        let handle = string(post, "author.handle");
        let key = uri.rsplit('/').next().unwrap_or_default();
        let url = handle.as_ref().map(|handle| format!("https://bsky.app/profile/{handle}/post/{key}"));
        let lang = post.get("record").and_then(|record| list(record, "langs")).and_then(|langs| langs.first());
        Some(Draft {
            url,
            author: name(post, "author.handle"),
            text: text(post, "record.text"),
            published: instant(post, "record.createdAt").or_else(|| instant(post, "indexedAt")),
            lang_hint: lang.and_then(Value::as_str).filter(|tag| tag.len() <= 35).map(str::to_owned),
            guid: Some(uri),
            ..Draft::default()
        })
    });
    Some(drafts.collect())
}

/// Posts and comments, known by the address that federation gives them.
pub(super) fn lemmy(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let posts = list(value, "posts")?;
    let posts = posts.iter().filter_map(|view| {
        let said = text(view, "post.body");
        let link = address(view, "post.url").filter(|link| !said.as_str().contains(link.as_str()));
        let said = link.map_or(said.clone(), |link| NetText::new(format!("{}\n{link}", said.as_str()).trim()));
        Some(Draft {
            guid: Some(id(view, "post.ap_id")?),
            url: address(view, "post.ap_id"),
            title: text(view, "post.name"),
            author: name(view, "creator.name"),
            text: said,
            published: instant(view, "post.published"),
            updated: instant(view, "post.updated"),
            ..Draft::default()
        })
    });
    let none = Vec::new();
    let comments = list(value, "comments").unwrap_or(&none).iter().filter_map(|view| {
        Some(Draft {
            guid: Some(id(view, "comment.ap_id")?),
            url: address(view, "comment.ap_id"),
            title: text(view, "post.name"),
            author: name(view, "creator.name"),
            text: text(view, "comment.content"),
            published: instant(view, "comment.published"),
            updated: instant(view, "comment.updated"),
            ..Draft::default()
        })
    });
    Some(posts.chain(comments).collect())
}

pub(super) fn dailymotion(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let films = list(value, "list")?.iter().filter_map(|film| {
        let url = format!("https://www.dailymotion.com/video/{}", id(film, "id")?);
        Some(Draft {
            guid: Some(url.clone()),
            url: Some(url),
            title: text(film, "title"),
            text: visible(film, "description"),
            published: seconds(film, "created_time"),
            ..Draft::default()
        })
    });
    Some(films.collect())
}

pub(super) fn x(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let none = Vec::new();
    // A search without a find has no list at all.
    let posts = list(value, "data").or_else(|| value.get("meta").map(|_| &none))?;
    let drafts = posts.iter().filter_map(|post| {
        let id = id(post, "id")?;
        Some(Draft {
            url: Some(format!("https://x.com/i/web/status/{id}")),
            guid: Some(id),
            text: visible(post, "text"),
            published: instant(post, "created_at"),
            lang_hint: string(post, "lang").filter(|tag| tag.len() <= 35),
            ..Draft::default()
        })
    });
    Some(drafts.collect())
}

pub(super) fn facebook_page(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let posts = list(value, "data")?.iter().filter_map(|post| {
        let key = if string(post, "message").is_some() { "message" } else { "story" };
        Some(Draft {
            guid: Some(id(post, "id")?),
            url: address(post, "permalink_url"),
            author: name(post, "from.name"),
            text: text(post, key),
            published: instant(post, "created_time"),
            ..Draft::default()
        })
    });
    Some(posts.collect())
}
