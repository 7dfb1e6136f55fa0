//! A thread as its page hands it to the program that draws it: the state of Next.js, Nuxt, Discourse, Inertia and of all
//! others that write JSON into a page.
//!
//! No program's names are known here: what is written like a post, with a text and a person, is one, and those that are
//! written alike are the thread. Deliberately absent: running the program.

use std::collections::HashMap;

use url::Url;

use super::super::document::schema::json::{self, Json};
use super::super::feed::clip;
use super::super::fragment::by_words;
use super::super::token::{Token, Tokens};
use super::MAX_POSTS;
use super::handed::{self, Handed};
use super::thread::Thread;
use crate::model::{Draft, NetText, Timestamp};

/// Values that are looked at, however they are nested.
const MAX_SEEN: usize = 200_000;
/// JSON written as a text within JSON, within JSON.
const MAX_WITHIN: usize = 4;
/// A shorter state holds no thread.
const MIN_STATE: usize = 200;

/// The thread; nothing where no two posts are found.
pub(super) fn thread(source: &str, url: &Url, title: &str) -> Option<Thread> {
    chosen(&Seen::of(source).posts, url, title)
}

/// The end of a post: quotations and mentions, which one way of writing it may leave out, stand first.
pub(super) fn last_words(text: &str) -> &str {
    const ENOUGH: usize = 200;
    clip(text.lines().next_back().unwrap_or_default().trim(), ENOUGH).0
}

/// The days of what the state says, by its last words.
pub(super) fn days(source: &str) -> HashMap<String, Timestamp> {
    Seen::of(source).days
}

/// The posts of one shape that say most, and what they answer to.
fn chosen(posts: &[Handed], url: &Url, title: &str) -> Option<Thread> {
    let mut said: HashMap<u64, (usize, usize)> = HashMap::new();
    for post in posts {
        let (count, letters) = said.entry(post.shape).or_default();
        (*count, *letters) = (*count + 1, *letters + post.text.len());
    }
    let several = said.iter().filter(|(_, (count, _))| *count > 1);
    let shape = *several.max_by_key(|(shape, (_, letters))| (*letters, **shape))?.0;
    let first = posts.iter().position(|post| post.shape == shape)?;
    let opening = posts[..first].iter().rposition(|post| post.text.len() >= LONG_OPENING);
    let of_thread = posts.iter().enumerate().filter(|(at, post)| post.shape == shape || Some(*at) == opening);
    let mut thread = Thread::default();
    for (_, post) in of_thread.take(MAX_POSTS) {
        if thread.posts.iter().any(|known| known.text.as_str() == post.text) {
            continue;
        }
        thread.push(Draft {
            url: Some(by_words(&post.text, url)),
            title: title.into(),
            author: Some(NetText::new(post.author.clone()).clipped(200)),
            published: post.published,
            text: post.text.clone().into(),
            ..Draft::default()
        });
    }
    (thread.posts.len() > 1).then_some(thread)
}

/// What an opening post of another shape says at least.
const LONG_OPENING: usize = 80;

/// All JSON that a page's scripts and attributes hold.
fn states(source: &str, flight: &mut String) -> Vec<Json> {
    let mut states = Vec::new();
    let mut tokens = Tokens::new(source);
    while let Some(token) = tokens.next() {
        let Token::Open { name, attrs, empty } = token else { continue };
        if !name.eq_ignore_ascii_case("script") {
            let long = attrs.iter().filter(|(_, value)| value.len() >= MIN_STATE);
            for (_, value) in long.filter(|(_, value)| value.starts_with("{&quot;") || value.starts_with("{\"")) {
                states.extend(json::written(&html_escape::decode_html_entities(value)).0);
            }
        } else if !empty {
            of_script(tokens.element_content(name), &mut states, flight);
        }
    }
    states
}

/// What a script holds: all of it, or what it gives to a variable or a function.
fn of_script(script: &str, states: &mut Vec<Json>, flight: &mut String) {
    let mut rest = script.trim_start();
    if rest.starts_with(['{', '[']) {
        states.extend(json::written(rest).0);
        return;
    }
    while let Some(at) = rest.find(['=', '(']) {
        rest = rest[at + 1..].trim_start();
        let is_flight = rest.starts_with("[1,\"");
        let is_state = ["{\"", "[{\"", "\"{\\\"", "\"[{\\\"", "'{\""].iter().any(|start| rest.starts_with(start));
        if !is_flight && !is_state {
            continue;
        }
        let (state, length) = json::written(rest);
        rest = &rest[length.max(1).min(rest.len())..];
        match state {
            Some(Json::List(list)) if is_flight => {
                flight.extend(list.iter().filter_map(|piece| match piece {
                    Json::Text(piece) => Some(piece.as_str()).filter(|piece| *piece != "1"),
                    _ => None,
                }));
            }
            Some(state) if length >= MIN_STATE => states.push(state),
            _ => {}
        }
    }
}

/// What was found so far.
struct Seen {
    left: usize,
    posts: Vec<Handed>,
    days: HashMap<String, Timestamp>,
}

impl Seen {
    fn of(source: &str) -> Self {
        let mut seen = Self { left: MAX_SEEN, posts: Vec::new(), days: HashMap::new() };
        let mut flight = String::new();
        for state in states(source, &mut flight) {
            seen.look(&state, 0);
        }
        // React writes its rows in pieces, each row with its number before it.
        for row in flight.lines().filter_map(|line| Some(line.split_once(':')?.1)) {
            if row.starts_with(['[', '{']) {
                seen.look_into_text(row, 0);
            }
        }
        seen
    }

    /// Goes as deep as JSON is read, which is bounded.
    fn look(&mut self, value: &Json, within: usize) {
        if self.left == 0 {
            return;
        }
        self.left -= 1;
        match value {
            Json::Text(text) if text.len() >= MIN_STATE && within < MAX_WITHIN => self.look_into_text(text, within),
            Json::Text(_) => {}
            Json::List(list) => list.iter().for_each(|inner| self.look(inner, within)),
            Json::Map(map) => {
                self.take(map);
                for (_, inner) in map {
                    self.look(inner, within);
                }
            }
        }
    }

    fn take(&mut self, map: &[(String, Json)]) {
        let Some(words) = handed::words(map) else { return };
        if let Some(day) = words.published.filter(|_| self.days.len() < MAX_POSTS) {
            self.days.insert(last_words(&words.text).to_owned(), day);
        }
        self.posts.extend(handed::post(map, words).filter(|_| self.posts.len() < MAX_POSTS));
    }

    fn look_into_text(&mut self, text: &str, within: usize) {
        if ["{\"", "[{\"", "[\"$\""].iter().any(|start| text.starts_with(start))
            && let (Some(inner), length) = json::written(text)
        {
            self.left = self.left.saturating_sub(length / BYTES_OF_A_VALUE);
            self.look(&inner, within + 1);
        }
    }
}

/// What is read again costs, too.
const BYTES_OF_A_VALUE: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, want: &[(&str, &str)]) {
        let url = Url::parse("https://forum.example/t/12").unwrap();
        let thread = thread(source, &url, "Colis").unwrap_or_default();
        let got =
            thread.posts.iter().map(|post| (post.author.as_ref().map_or("", NetText::as_str), post.text.as_str()));
        assert_eq!(got.collect::<Vec<_>>(), want, "{source}");
        assert!(thread.posts.iter().all(|post| post.title.as_str() == "Colis" && post.url.is_some()));
    }

    /// Long enough to be a state.
    fn padded() -> String {
        format!("\"pad\":\"{}\"", "x".repeat(MIN_STATE))
    }

    #[test]
    fn the_posts_of_a_state_are_read_with_what_they_answer_to() {
        let long =
            "Mon colis n’est jamais arrivé, et le service après-vente ne répond ni au téléphone ni par courriel.";
        let source = format!(
            "<script id=\"__NEXT_DATA__\" type=\"application/json\">{{{pad},\"topic\":{{\"title\":\"Colis\",\"body\":\"{long}\",\
             \"author\":{{\"name\":\"Ana\"}},\"replies\":[{{\"content\":\"<p>Pareil&nbsp;!</p><blockquote class=quote>Mon colis</blockquote>\",\
             \"user\":{{\"id\":7,\"userName\":\"Bob\"}},\"createdAt\":\"2026-03-02T08:00:00Z\"}},{{\"content\":\"Moi aussi, hier\",\
             \"user\":{{\"id\":8,\"userName\":\"Chloé\"}},\"createdAt\":\"2026-03-02T09:00:00Z\"}}]}},\
             \"popular\":[{{\"content\":\"Autre fil\",\"url\":\"/t/9\"}}]}}</script>",
            pad = padded()
        );
        check(&source, &[("Ana", long), ("Bob", "Pareil\u{a0}!"), ("Chloé", "Moi aussi, hier")]);
    }

    #[test]
    fn a_state_is_found_in_variables_calls_attributes_and_texts_of_json() {
        let posts = "\"posts\":[{\"cooked\":\"<p>Un</p>\",\"username\":\"ana\"},{\"cooked\":\"<p>Deux</p>\",\"username\":\"bob\"}]";
        let state = format!("{{{pad},{posts}}}", pad = padded());
        let want = [("ana", "Un"), ("bob", "Deux")];
        let as_text = serde_json::to_string(&state).unwrap();
        check(&format!("<script>window.__STATE__ = {state};</script>"), &want);
        check(&format!("<script>var a = 1; feed.push({as_text});</script>"), &want);
        check(&format!("<script>x=JSON.parse({as_text})</script>"), &want);
        let nested = format!("{{\"topic_12\":{as_text}}}");
        check(&format!("<div data-preloaded=\"{}\">", nested.replace('"', "&quot;")), &want);
        let (one, other) = state.split_at(120);
        let piece = |text: &str| serde_json::to_string(text).unwrap();
        check(
            &format!(
                "<script>self.__next_f.push([1,{}])</script><script>self.__next_f.push([1,{}])</script>",
                piece(&format!("a:{one}")),
                piece(other)
            ),
            &want,
        );
    }

    #[test]
    fn an_editors_document_is_its_leaves_and_a_name_may_be_in_parts() {
        let answer = |text: &str, name: &str| {
            let content = format!(
                "{{\"sections\": [{{\"spans\": [{{\"text\": \"{text}\"}}, {{\"text\": \" fin\"}}]}}, {{\"spans\": [{{\"text\": \"Bas\"}}]}}]}}"
            );
            serde_json::json!({"answer": {"content": content, "author": {"names": [{"givenName": name, "familyName": "B"}]}}})
        };
        let state =
            serde_json::json!({"edges": [answer("Un", "Ana"), answer("Deux", "Chloé")], "pad": "x".repeat(300)});
        check(&format!("<script>a.push({state})</script>"), &[("Ana B", "Un fin\nBas"), ("Chloé B", "Deux fin\nBas")]);
    }

    #[test]
    fn what_is_no_thread_gives_none_and_depth_is_bounded_r7() {
        check("<p>rien", &[]);
        let goods = "{\"name\":\"Lampe\",\"description\":\"Une lampe\"},".repeat(40);
        check(&format!("<script>window.goods = [{goods}{{}}]</script>"), &[]);
        check(&format!("<script>a={}</script>", "{\"a\":".repeat(100_000)), &[]);
        check(&format!("<script>{}</script>", "({\"a\":\"".repeat(50_000)), &[]);
        check(&format!("<script>{}</script>", "=[{\"".repeat(50_000)), &[]);
    }
}
