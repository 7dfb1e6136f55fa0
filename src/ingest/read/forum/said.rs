//! A thread as its page says it for machines: the discussion or question of schema.org, and what was answered.
//!
//! Some pages show people a few of the answers, or draw them all with a program, and say all of them here. Deliberately
//! absent: a page of frequent questions (`FAQPage`), where the house answers itself.

use url::Url;

use super::super::document::schema::{self, Node};
use super::super::feed::{clip, visible};
use super::post::by_words;
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
        for line in [draft.author.as_ref().map_or("", NetText::as_str), draft.text.as_str()] {
            thread.text.push_str(line);
            thread.text.push('\n');
        }
        thread.posts.push(draft);
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
