//! A feed: never a panic, the same reading twice, and nothing longer than its limit (R7).
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, feed, hub, stretches};

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://acme.example/blog/feed").expect("an address");
    // The first byte chooses what the server says of the encoding.
    let content_type =
        [None, Some("text/xml; charset=iso-8859-1"), Some("application/json"), Some("text/xml; charset=utf-16")];
    let (choice, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| match first {
        0..=3 => (*first, rest),
        _ => (0, bytes),
    });
    let input = Input { bytes, content_type: content_type[usize::from(choice)], url: &url, text: None };
    let reading = feed(&input);
    let _ = hub(&input, &[]);
    assert_eq!(reading, feed(&input), "two readings of the same bytes differ");
    assert!(reading.entries.len() <= 5_000);
    if let Some(found) = stretches(bytes) {
        assert!(found.without(|_| true).len() <= bytes.len());
        assert_eq!(found.without(|_| false), bytes, "nothing is left out");
        let _ = found.prints();
    }
    for entry in &reading.entries {
        assert!(entry.draft.title.as_str().len() <= 4_096 && entry.draft.text.as_str().len() <= 65_536);
        assert!(entry.draft.url.as_deref().is_none_or(|url| url.len() <= 8_192));
        let _ = entry.draft.identity();
    }
});
