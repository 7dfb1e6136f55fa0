//! Dates as feeds spell them, seen through a feed, where they come from strangers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, feed};

fuzz_target!(|text: &str| {
    let url = Url::parse("https://acme.example/feed").expect("an address");
    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
    let document = format!("<rss><channel><item><title>t</title><pubDate>{safe}</pubDate></item></channel></rss>");
    let reading = feed(&Input { bytes: document.as_bytes(), content_type: None, url: &url, text: None });
    assert_eq!(reading.entries.len(), 1);
    if let Some(at) = reading.entries[0].draft.published {
        let _ = at.to_string();
    }
});
