//! A forum, as its engine or its blocks show it and as somebody described it: its topics, and the posts of a topic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, forum, posts};
use vigie::model::ForumSelectors;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://forum.example/viewforum.php?f=1").expect("an address");
    let some = |text: &str| Some(text.to_owned());
    let described = ForumSelectors {
        topic: some("li, tr, article"),
        topic_link: some("a"),
        topic_activity: some("time, .posts"),
        last_page: some("a.last, .pagination a"),
        post: some("article, .post, li"),
        author: some(".author, b"),
        date: some("time, .date"),
        text: some(".content, p"),
        permalink: some("a"),
        quote: some("blockquote"),
        time_zone: some("Europe/Paris"),
        ..ForumSelectors::default()
    };
    let input = Input { bytes, content_type: Some("text/html"), url: &url, text: None };
    for selectors in [described, ForumSelectors::default()] {
        let _ = forum(&input, &selectors);
        let _ = posts(&input, &selectors, "Un sujet", None);
    }
});
