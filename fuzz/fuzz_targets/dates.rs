//! Dates as feeds spell them, seen through a feed, where they come from strangers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, feed};
use vigie::model::ComplaintKind;

fuzz_target!(|text: &str| {
    let url = Url::parse("https://acme.example/feed").expect("an address");
    let safe = text.replace('&', "&amp;").replace('<', "&lt;");
    let document = format!("<rss><channel><item><title>t</title><pubDate>{safe}</pubDate></item></channel></rss>");
    let reading = feed(&Input { bytes: document.as_bytes(), content_type: None, url: &url, text: None });
    let Some(entry) = reading.entries.first() else {
        // So many control characters are no text, and are told as such.
        return assert!(reading.complaints.iter().any(|complaint| complaint.kind == ComplaintKind::WrongKind));
    };
    if let Some(at) = entry.draft.published {
        let _ = at.to_string();
    }
});
