//! JSON Feed 1.0 and 1.1, in the shape of every other feed.

use serde_json::Value;
use url::Url;

use super::address;
use super::map::{Channel, Entry};
use super::text::visible;
use super::tree::{MAX_ENTRIES, escaped};
use crate::ingest::read::{complain, date, values};
use crate::model::{Complaint, ComplaintKind};

/// Reads a JSON Feed; `None` when the text is no JSON object with items.
pub(super) fn channel(text: &str, url: &Url, complaints: &mut Vec<Complaint>) -> Option<Channel> {
    let (value, is_cut) = if let Some(whole) = values::leading(text) {
        whole
    } else {
        let mended = mended(text);
        let whole = values::leading(&mended);
        let (kind, what) = if whole.is_some() {
            (ComplaintKind::Repaired, "signs that JSON does not allow were mended")
        } else {
            (ComplaintKind::Truncated, "the text breaks off: only what is whole of it was read")
        };
        let whole = whole.or_else(|| values::leading(&whole_items(&mended)?))?;
        complain(complaints, kind, what);
        whole
    };
    let items = value.get("items")?.as_array()?;
    let lang = string(&value, "language");
    let author = person(&value);
    let entries = items.iter().filter(|item| item.is_object()).map(|item| {
        let mut entry = entry(item, url);
        entry.lang = entry.lang.or_else(|| lang.clone());
        entry.author = entry.author.or_else(|| author.clone());
        entry
    });
    if is_cut || items.len() > MAX_ENTRIES {
        complain(
            complaints,
            ComplaintKind::Truncated,
            "more than 5,000 entries, or more values than are kept of one feed",
        );
    }
    let title = string(&value, "title").unwrap_or_default();
    Some(Channel { title, entries: entries.take(MAX_ENTRIES).collect() })
}

/// The text as its program meant it: line breaks within a string are written as JSON writes them, a backslash before what
/// needs none and a comma before the end of a list are left out.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut in_text, mut comma) = (false, None);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if in_text => {
                let next = signs.next_if(|next| !next.is_control());
                if next.is_some_and(|next| "\"\\/bfnrtu".contains(next)) {
                    out.push(sign);
                }
                out.extend(next);
            }
            '\0'..' ' if in_text => out.push_str(if sign == '\t' { "\\t" } else { "\\n" }),
            '"' => {
                in_text = !in_text;
                comma = None;
                out.push(sign);
            }
            _ if in_text => out.push(sign),
            ',' => {
                comma = Some(out.len());
                out.push(sign);
            }
            ']' | '}' => {
                if let Some(at) = comma.take() {
                    out.replace_range(at..=at, " ");
                }
                out.push(sign);
            }
            _ => {
                if !sign.is_whitespace() {
                    comma = None;
                }
                out.push(sign);
            }
        }
    }
    out
}

/// A text that breaks off, as far as the last thing of its list that is whole.
fn whole_items(text: &str) -> Option<String> {
    let (mut open, mut in_text, mut is_escaped, mut whole) = (Vec::new(), false, false, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop()?;
                if byte == b'}' && open == b"{[" {
                    whole = Some(at + 1);
                }
            }
            _ => {}
        }
    }
    Some([text.get(..whole?)?, "]}"].concat())
}

fn entry(item: &Value, base: &Url) -> Entry {
    let html = string(item, "content_html");
    let content = html.or_else(|| string(item, "content_text").map(|text| escaped(&text).replace('\n', "<br>")));
    let url = string(item, "url").or_else(|| string(item, "external_url"));
    let id = item.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let id = id.filter(|id| !id.is_empty() && id != "null");
    let by_id = || id.clone().filter(|id| address::is_web(id));
    let date = |key| string(item, key).and_then(|text| date::parse(&text, None)).filter(|at| date::is_meant(*at));
    Entry {
        link: url.or_else(by_id).and_then(|url| address::absolute(base, &[], &url)),
        id,
        title: string(item, "title").map(|title| visible(&escaped(&title))).unwrap_or_default(),
        author: person(item),
        email: None,
        published: date("date_published"),
        updated: date("date_modified"),
        content,
        summary: string(item, "summary").map(|text| escaped(&text)),
        lang: string(item, "language"),
        rating: None,
    }
}

/// `authors` of version 1.1, else `author` of version 1.0.
fn person(of: &Value) -> Option<String> {
    let authors = of.get("authors");
    let list = authors.and_then(Value::as_array);
    let first = list.and_then(|list| list.iter().find_map(|author| string(author, "name")));
    let first = first.or_else(|| string(authors?, "name"));
    first.or_else(|| of.get("author").and_then(|author| string(author, "name").or_else(|| string(of, "author"))))
}

fn string(of: &Value, key: &str) -> Option<String> {
    let text = of.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_text_that_breaks_off_what_is_whole_is_read() {
        let url = Url::parse("https://acme.example/feed.json").unwrap();
        let titles = |text: &str, complaints: &mut Vec<Complaint>| {
            let channel = channel(text, &url, complaints)?;
            Some(channel.entries.into_iter().map(|entry| entry.title).collect::<Vec<_>>())
        };
        for (text, want) in [
            (r#"{"items":[{"title":"a \"}]","tags":[{}]},{"title":"b"},{"title":"c"#, Some(&["a \"}]", "b"][..])),
            (r#"{"items":[{"title":"a"}]"#, Some(&["a"])),
            (r#"{"items":[{"title":"a"#, None),
            (r#"{"items":[{"title":"a"}]]]"#, None),
        ] {
            let mut complaints = Vec::new();
            assert_eq!(
                titles(text, &mut complaints).as_deref(),
                want.map(|w| w.iter().map(|&s| s.to_owned()).collect::<Vec<_>>()).as_deref()
            );
            assert_eq!(complaints.len(), usize::from(want.is_some()), "{text}");
        }
    }

    #[test]
    fn signs_that_json_does_not_allow_are_mended() {
        let url = Url::parse("https://acme.example/feed.json").unwrap();
        for (text, want) in [
            ("{\"items\":[{\"title\":\"un\r\n\tdeux\"}]}", "un deux"),
            (r#"{"items":[{"title":"l\'un, ] \"deux\"",},],}"#, "l'un, ] \"deux\""),
            ("{\"items\":[{\"title\":\"a\\\n b,\" , } , {\"title\":\"b", "a b,"),
        ] {
            let mut complaints = Vec::new();
            let channel = channel(text, &url, &mut complaints).unwrap();
            assert_eq!((channel.entries.len(), channel.entries[0].title.as_str()), (1, want), "{text}");
            assert_eq!(complaints.len(), 1, "{text}");
        }
    }

    #[test]
    fn what_no_browser_should_follow_is_no_address_r11() {
        let url = Url::parse("https://acme.example/feed.json").unwrap();
        let text = r#"{"items":[{"url":"javascript:alert(1)"},{"url":"data:text/html,x"},{"url":" b?c=1&d=2"}]}"#;
        let links = channel(text, &url, &mut Vec::new()).unwrap().entries.into_iter().map(|entry| entry.link);
        assert_eq!(links.collect::<Vec<_>>(), [None, None, Some("https://acme.example/b?c=1&d=2".to_owned())]);
    }

    #[test]
    fn both_versions_are_read() {
        let url = Url::parse("https://acme.example/feed.json").unwrap();
        let text = r#"{"title":"T","items":[{"id":7,"url":"/a","title":"<b> & co","content_text":"x<y\nz",
            "author":{"name":"Ana"},"date_published":"2025-01-21T10:00:00+01:00"},3]} trailing"#;
        let channel = channel(text, &url, &mut Vec::new()).unwrap();
        let entry = &channel.entries[0];
        assert_eq!(entry.id.as_deref(), Some("7"));
        assert_eq!(entry.link.as_deref(), Some("https://acme.example/a"));
        assert_eq!(entry.title, "<b> & co");
        assert_eq!(entry.content.as_deref(), Some("x&lt;y<br>z"));
        assert_eq!(entry.author.as_deref(), Some("Ana"));
        assert_eq!(entry.published.unwrap().to_string(), "2025-01-21T09:00:00Z");
    }
}
