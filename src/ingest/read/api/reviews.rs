//! Reviews as JSON: Apple's and Google's.

use serde_json::Value;
use url::Url;

use super::field::{id, instant, list, name, number, string, text};
use crate::model::{Draft, Rating};

/// Entries without stars are the app itself.
pub(super) fn app_store(value: &Value, url: &Url) -> Option<Vec<Draft>> {
    let feed = value.get("feed")?;
    let entries: Vec<&Value> = match feed.get("entry") {
        Some(Value::Array(entries)) => entries.iter().collect(),
        // Apple writes a list of one without its brackets.
        Some(one @ Value::Object(_)) => vec![one],
        _ => Vec::new(),
    };
    let drafts = entries.into_iter().filter_map(|entry| {
        let stars = number(entry, "im:rating.label").and_then(stars)?;
        let id = id(entry, "id.label")?;
        Some(Draft {
            url: review_address(url, &id),
            guid: Some(id),
            title: text(entry, "title.label"),
            author: name(entry, "author.name.label"),
            text: text(entry, "content.label"),
            published: instant(entry, "updated.label"),
            rating: Some(stars),
            ..Draft::default()
        })
    });
    Some(drafts.collect())
}

/// Apple gives all reviews of an app one address, which leads nowhere: people are led to the app's page, and the id
/// tells reviews apart.
pub(super) fn review_address(feed: &Url, id: &str) -> Option<String> {
    let mut parts = feed.path_segments()?;
    let country = parts.next().filter(|country| country.len() == 2)?;
    let app = parts.find_map(|part| part.strip_prefix("id="))?;
    Some(format!("https://apps.apple.com/{country}/app/id{app}#{id}"))
}

/// One to five stars.
pub(super) fn stars(count: i64) -> Option<Rating> {
    let count = u8::try_from(count).ok().filter(|count| (1..=5).contains(count))?;
    Some(Rating { value: f64::from(count), best: 5.0 })
}

pub(super) fn google(value: &Value, _: &Url) -> Option<Vec<Draft>> {
    let none = Vec::new();
    // A place without reviews answers an empty object.
    let is_empty = value.as_object().is_some_and(serde_json::Map::is_empty);
    let reviews = list(value, "reviews").or_else(|| is_empty.then_some(&none))?;
    let drafts = reviews.iter().filter_map(|review| {
        let words = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
        let given = string(review, "starRating");
        let count = given.and_then(|given| words.iter().position(|word| *word == given));
        Some(Draft {
            guid: Some(id(review, "reviewId")?),
            author: name(review, "reviewer.displayName"),
            title: count.map(|count| "★".repeat(count + 1)).unwrap_or_default().into(),
            text: text(review, "comment"),
            published: instant(review, "createTime"),
            updated: instant(review, "updateTime"),
            rating: count.and_then(|count| stars(i64::try_from(count).ok()? + 1)),
            ..Draft::default()
        })
    });
    Some(drafts.collect())
}
