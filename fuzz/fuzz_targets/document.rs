//! A page: read as a document with its offers and reviews, as a watched region, and compared with itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, diff, document, offers, read};
use vigie::model::{ReadAs, WatchFor};

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://acme.example/a/page.html").expect("an address");
    let input = Input { bytes, content_type: Some("text/html"), url: &url, text: None };
    let _ = document(&input);
    let _ = offers(&input);
    let _ = read(&input, &ReadAs::Reviews);
    let page = |region: Option<&str>, ignore: Vec<String>| {
        let how = ReadAs::Page { region: region.map(str::to_owned), ignore, watch: WatchFor::default() };
        read(&input, &how).page
    };
    if let (Some(before), Some(after)) = (page(None, Vec::new()), page(Some("main, body"), vec![".ad, time".into()])) {
        let _ = diff(&before, &after);
    }
});
