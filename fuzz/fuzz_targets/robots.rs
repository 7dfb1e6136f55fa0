//! robots.txt: the first line is the path that is asked for, the rest the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie::ingest::fetch::Robots;

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let (path, body) = bytes.split_at(at);
    let robots = Robots::parse(body, "vigie");
    let _ = robots.allows(&String::from_utf8_lossy(path));
    let _ = robots.delay();
});
