//! A page: read as a document, as a watched region, and compared with itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, diff, document, read};
use vigie::model::ReadAs;

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://acme.example/a/page.html").expect("an address");
    let input = Input { bytes, content_type: Some("text/html"), url: &url, text: None };
    let _ = document(&input);
    let whole = ReadAs::Page { region: None, ignore: Vec::new() };
    let region = ReadAs::Page { region: Some("main, article, body".into()), ignore: vec![".ad, time".into()] };
    if let (Some(before), Some(after)) = (read(&input, &whole).page, read(&input, &region).page) {
        let _ = diff(&before, &after);
    }
});
