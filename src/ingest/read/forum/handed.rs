//! Whether a thing of a page's state is a post, and what it says.
//!
//! Names of fields are compared without case and hyphens. A text may be plain, HTML, or a document of a text editor's
//! (Slate, Draft.js, ProseMirror): then its leaves are.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::super::date;
use super::super::document::schema::json::Json;
use super::super::feed::{clip, visible};
use super::super::html::{self, Effort};
use super::post::MAX_TEXT;
use super::profile;
use crate::model::Timestamp;

/// A post, as a program hands it on.
pub(super) struct Handed {
    pub(super) author: String,
    pub(super) text: String,
    pub(super) published: Option<Timestamp>,
    /// Posts of one thread have the same.
    pub(super) shape: u64,
}

type Map = [(String, Json)];

const TEXTS: [&str; 20] = [
    "cooked",
    "contenthtml",
    "bodyhtml",
    "htmlbody",
    "htmlcontent",
    "content",
    "body",
    "bodytext",
    "text",
    "message",
    "messagehtml",
    "postbody",
    "posttext",
    "postcontent",
    "comment",
    "commenttext",
    "selftext",
    "markdown",
    "html",
    "raw",
];
const PERSONS: [&str; 14] = [
    "author",
    "user",
    "username",
    "creator",
    "createdby",
    "owner",
    "poster",
    "postedby",
    "member",
    "profile",
    "authorname",
    "displayname",
    "nickname",
    "writer",
];
const NAMES: [&str; 9] =
    ["displayname", "username", "name", "nickname", "login", "fullname", "screenname", "title", "slug"];

/// What a thing says, and on which day.
pub(super) struct Words {
    field: &'static str,
    pub(super) text: String,
    pub(super) published: Option<Timestamp>,
}

/// Reads a thing as words; nothing when it has none.
pub(super) fn words(map: &Map) -> Option<Words> {
    let (field, text) = TEXTS.iter().find_map(|field| Some((*field, text(named(map, field)?, 0)?)))?;
    let published = map.iter().find_map(|(key, value)| {
        let key = folded(key);
        let is_date = ["date", "created", "posted", "published", "time"].iter().any(|word| key.contains(word));
        let Json::Text(value) = value else { return None };
        if is_date && value.len() <= 40 { date::parse(value, None) } else { None }
    });
    Some(Words { field, text, published })
}

/// Reads a thing with these words as a post; nothing when it names no person.
pub(super) fn post(map: &Map, words: Words) -> Option<Handed> {
    let (person_field, author) = PERSONS.iter().find_map(|field| Some((*field, person(named(map, field)?, 0)?)))?;
    let mut shape = DefaultHasher::new();
    (words.field, person_field, words.published.is_some()).hash(&mut shape);
    if let Some(Json::Text(kind)) = named(map, "__typename").or_else(|| named(map, "type")) {
        kind.hash(&mut shape);
    }
    Some(Handed { author, text: words.text, published: words.published, shape: shape.finish() })
}

fn named<'m>(map: &'m Map, name: &str) -> Option<&'m Json> {
    map.iter().find(|(key, _)| folds_to(key, name)).map(|(_, value)| value)
}

fn folds_to(key: &str, name: &str) -> bool {
    let letters = key.bytes().filter(|b| name.starts_with('_') || !matches!(b, b'_' | b'-'));
    letters.map(|b| b.to_ascii_lowercase()).eq(name.bytes())
}

fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-')).take(40).collect::<String>().to_ascii_lowercase()
}

/// What a field of text says.
fn text(value: &Json, within: usize) -> Option<String> {
    let text = match value {
        Json::Text(text) if text.starts_with("{\"") && within < 2 => {
            let inner = super::super::document::schema::json::written(text).0?;
            return self::text(&inner, within + 1);
        }
        Json::Text(text) => shown(clip(text, MAX_TEXT).0),
        Json::Map(map) => {
            let named = ["rendered", "html", "text", "plain"].iter().find_map(|field| match named(map, field)? {
                Json::Text(text) => Some(shown(clip(text, MAX_TEXT).0)),
                _ => None,
            });
            named.or_else(|| map.iter().find_map(|(_, inner)| leaves_of(inner)))?
        }
        Json::List(_) => leaves_of(value)?,
    };
    let is_said = text.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && !text.starts_with("http")
        && (text.contains(char::is_whitespace) || text.chars().count() <= 20);
    is_said.then_some(text)
}

/// Visible text without what it quotes.
fn shown(text: &str) -> String {
    if !text.contains('<') {
        return text.trim().to_owned();
    }
    if !text.contains("quote") {
        return visible(text);
    }
    let tree = html::parse(text);
    html::text(tree.root_element(), profile::quotes(), &Effort::of(text))
}

/// The leaves of an editor's document, a line for each of its blocks.
fn leaves_of(value: &Json) -> Option<String> {
    let Json::List(blocks) = value else { return None };
    let mut lines = String::new();
    for block in blocks {
        if !lines.is_empty() && !lines.ends_with('\n') {
            lines.push('\n');
        }
        leaves(block, 0, &mut lines);
    }
    (!lines.trim().is_empty()).then(|| lines.trim().to_owned())
}

fn leaves(value: &Json, depth: usize, out: &mut String) {
    if depth > 12 || out.len() > MAX_TEXT {
        return;
    }
    match value {
        Json::Map(map) => {
            for (key, inner) in map {
                match inner {
                    Json::Text(text) if key == "text" => out.push_str(text),
                    Json::Text(_) => {}
                    _ => leaves(inner, depth + 1, out),
                }
            }
        }
        Json::List(list) => list.iter().for_each(|inner| leaves(inner, depth + 1, out)),
        Json::Text(_) => {}
    }
}

/// The name of a person.
fn person(value: &Json, depth: usize) -> Option<String> {
    match value {
        Json::Text(name) => {
            let name = name.trim();
            let is_name = (1..=100).contains(&name.chars().count())
                && !name.starts_with("http")
                && !name.starts_with('$')
                && name.contains(|c: char| !c.is_ascii_digit())
                && !matches!(name, "true" | "false" | "undefined");
            is_name.then(|| name.to_owned())
        }
        Json::Map(map) if depth < 3 => {
            let named_so = NAMES.iter().find_map(|field| match named(map, field)? {
                Json::Text(_) => person(named(map, field)?, depth + 1),
                _ => None,
            });
            named_so.or_else(|| in_parts(map)).or_else(|| {
                let inner = ["names", "user", "profile", "node", "attributes"].iter();
                inner.filter_map(|field| named(map, field)).find_map(|inner| person(inner, depth + 1))
            })
        }
        Json::List(list) if depth < 3 => list.iter().find_map(|inner| person(inner, depth + 1)),
        _ => None,
    }
}

fn in_parts(map: &Map) -> Option<String> {
    let part = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| named(map, name));
        match found {
            Some(Json::Text(part)) => part.trim(),
            _ => "",
        }
    };
    let name = format!("{} {}", part(["givenname", "firstname"]), part(["familyname", "lastname"]));
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
