//! A thread as its page says it for machines: the discussion or question of schema.org, and what was answered.
//!
//! Some pages show people a few of the answers, or draw them all with a program, and say all of them here. Deliberately
//! absent: a page of frequent questions (`FAQPage`), where the house answers itself.

use url::Url;

use super::super::document::schema::{self, Node};
use super::super::feed::{clip, visible};
use super::super::fragment::by_words;
use super::thread::Thread;
use super::{MAX_POSTS, post::MAX_TEXT};
use crate::model::{Draft, NetText};

const DISCUSSIONS: [&str; 2] = ["DiscussionForumPosting", "QAPage"];
const ANSWERS: [&str; 2] = ["Answer", "Comment"];

/// The thing of the page that is a discussion.
pub(super) fn discussion(nodes: &[Node]) -> Option<&Node> {
    DISCUSSIONS.iter().find_map(|kind| schema::all(nodes, kind).into_iter().next())
}

/// What the page says was said; nothing when nobody has answered.
pub(super) fn thread(nodes: &[Node], url: &Url, title: &str) -> Option<Thread> {
    let discussion = discussion(nodes)?;
    let within = std::slice::from_ref(discussion);
    let opening = schema::all(within, "Question").into_iter().next().unwrap_or(discussion);
    let answers = ANSWERS.iter().flat_map(|kind| schema::all(within, kind));
    let mut thread = Thread::default();
    for said in std::iter::once(opening).chain(answers).take(MAX_POSTS) {
        let draft = draft(said, url, title);
        // An accepted answer stands among the others once more.
        if draft.text.is_blank() || thread.posts.iter().any(|known| known.text == draft.text) {
            continue;
        }
        thread.push(draft);
    }
    (thread.posts.len() > 1).then_some(thread)
}

fn draft(said: &Node, page: &Url, title: &str) -> Draft {
    let text = ["text", "articleBody"].iter().find_map(|name| said.text(name)).unwrap_or_default();
    let text = visible(clip(text, MAX_TEXT).0);
    let own = said.text("url").and_then(|url| page.join(url).ok()).filter(|own| own != page);
    let own = own.filter(|own| matches!(own.scheme(), "http" | "https") && own.as_str().len() <= 8_192);
    Draft {
        guid: own.as_ref().map(Url::to_string),
        url: own.map(String::from).or_else(|| Some(by_words(&text, page))),
        title: title.into(),
        author: said.text("author").map(|name| NetText::new(visible(name)).clipped(200)),
        published: said.date("datePublished").or_else(|| said.date("dateCreated")),
        text: text.into(),
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::html;
    use super::*;

    #[track_caller]
    fn check(json: &str, want: &[(&str, &str, Option<&str>)]) {
        let url = Url::parse("https://forum.example/t/12").unwrap();
        let source = format!("<script type=\"application/ld+json\">{json}</script>");
        let nodes = schema::read(&html::parse(&source));
        let thread = thread(&nodes, &url, "Colis").unwrap_or_default();
        let author = |post: &Draft| post.author.as_ref().map_or(String::new(), |name| name.as_str().to_owned());
        let got: Vec<_> =
            thread.posts.iter().map(|post| (author(post), post.text.as_str(), post.guid.as_deref())).collect();
        let want: Vec<_> = want.iter().map(|(name, text, guid)| ((*name).to_owned(), *text, *guid)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_question_is_read_with_its_answers_the_accepted_one_once() {
        check(
            r#"{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Colis","text":"Où est mon colis ?","author":{"@type":"Person","name":"Ana"},
            "acceptedAnswer":{"@type":"Answer","text":"<p>Au dépôt.</p>","url":"/t/12#2","author":{"@type":"Person","name":"Bob"}},
            "suggestedAnswer":[{"@type":"Answer","text":"Au dépôt."},{"@type":"Answer","text":"Nulle part","url":"javascript:x"}]}}"#,
            &[
                ("Ana", "Où est mon colis ?", None),
                ("Bob", "Au dépôt.", Some("https://forum.example/t/12#2")),
                ("", "Nulle part", None),
            ],
        );
    }

    #[test]
    fn comments_on_comments_are_posts_too() {
        check(
            r#"{"@type":"DiscussionForumPosting","text":"Un","author":{"name":"Ana"},"comment":[{"@type":"Comment","text":"Deux",
            "author":"Bob","comment":{"@type":"Comment","text":"Trois"}}]}"#,
            &[("Ana", "Un", None), ("Bob", "Deux", None), ("", "Trois", None)],
        );
    }

    #[test]
    fn what_nobody_answered_or_a_house_asks_itself_is_no_thread() {
        check(r#"{"@type":"DiscussionForumPosting","text":"Un","author":{"name":"Ana"}}"#, &[]);
        check(
            r#"{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"A","acceptedAnswer":{"@type":"Answer","text":"B"}}]}"#,
            &[],
        );
    }
}
