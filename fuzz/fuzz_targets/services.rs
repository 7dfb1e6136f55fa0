//! What known services answer: each in its own shape, and none in another's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use url::Url;
use vigie::ingest::read::{Input, read};
use vigie::model::{ApiShape, ReadAs};

fuzz_target!(|bytes: &[u8]| {
    let url = Url::parse("https://api.example/v1/search?q=acme").expect("an address");
    let (choice, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest));
    let input = Input { bytes, content_type: None, url: &url, text: None };
    let reading = read(&input, &ReadAs::Api { shape: ApiShape::ALL[choice % ApiShape::ALL.len()] });
    for draft in &reading.drafts {
        let _ = draft.identity();
    }
});
