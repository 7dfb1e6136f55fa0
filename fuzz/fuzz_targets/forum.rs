//! A forum: its list of topics, and the posts of a topic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, posts, topics};
use vigie::model::ForumSelectors;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://forum.example/viewforum.php?f=1").expect("an address");
    let some = |text: &str| Some(text.to_owned());
    let selectors = ForumSelectors {
        topic: "li, tr, article".into(),
        topic_link: "a".into(),
        topic_activity: some("time, .posts"),
        last_page: some("a.last, .pagination a"),
        post: "article, .post, li".into(),
        author: some(".author, b"),
        date: some("time, .date"),
        text: some(".content, p"),
        permalink: some("a"),
        quote: some("blockquote"),
        time_zone: some("Europe/Paris"),
        max_topics: 20,
    };
    let input = Input { bytes, content_type: Some("text/html"), url: &url, text: None };
    let _ = topics(&input, &selectors);
    let _ = posts(&input, &selectors, "Un sujet");
});
