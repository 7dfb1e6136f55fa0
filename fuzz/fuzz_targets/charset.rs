//! Bytes to text: any bytes under any label.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::ingest::charset::decode;

fuzz_target!(|bytes: &[u8]| {
    let (text, _) = decode(bytes, None, None);
    // A letter of one byte becomes one of at most three (four from UTF-16 and UTF-32, of two).
    assert!(text.len() <= 4 * bytes.len() + 4);
    if let Some(at) = bytes.iter().position(|&byte| byte == b'\n') {
        let (label, rest) = bytes.split_at(at);
        let label = String::from_utf8_lossy(label);
        decode(rest, Some(&label), Some(&label));
    }
});
