//! What is no text, told by its first bytes (A64): pictures, archives, PDF, programs.
//!
//! Labels lie: a feed served as a picture is a feed, and a picture served as a feed is not worth decoding.

use std::io::Read as _;

use flate2::bufread::MultiGzDecoder;

use crate::model::bytes;

/// Bytes that are looked at.
const HEAD: usize = 64 * 1_024;
/// Text has hardly any control characters; more of them than one in this many, and it is none.
const CONTROLS: usize = 10;

/// How files of some kinds begin.
const MARKS: [(&[u8], &str); 22] = [
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
    (b"BM\x00", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"PK\x05\x06", "an archive"),
    (b"\x1f\x8b\x08", "compressed data"),
    (b"BZh", "compressed data"),
    (b"\xfd7zXZ\x00", "compressed data"),
    (b"\x28\xb5\x2f\xfd", "compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"wOF", "a font"),
];

/// What a file packed by gzip holds, at most `max` bytes of it: some servers hand out what they keep packed, and say nothing.
/// What is packed twice stays so (A25).
pub(super) fn inflated(bytes: &[u8], max: usize) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"\x1f\x8b\x08") {
        return None;
    }
    let mut text = Vec::new();
    // What breaks off is read as far as it goes.
    let _ = MultiGzDecoder::new(bytes).take(u64::try_from(max).ok()?).read_to_end(&mut text);
    (!text.is_empty() && !text.starts_with(b"\x1f\x8b") && kind(&text).is_none()).then_some(text)
}

/// What the bytes are, when they are no text.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    named(bytes).or_else(|| (is_nothing(bytes) || has_controls(bytes)).then_some("binary data"))
}

/// The same of bytes without control characters: only how they begin can tell.
pub(super) fn named(bytes: &[u8]) -> Option<&'static str> {
    let named = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name);
    let riff = bytes.starts_with(b"RIFF")
        && bytes.get(8..12).is_some_and(|kind| [b"WEBP", b"WAVE", b"AVI "].iter().any(|known| kind == *known));
    let film = bytes.get(4..8) == Some(b"ftyp");
    named.or((riff || film).then_some("a picture, sound or a film"))
}

/// Whether it is zeros for the most part: more than UTF-32 has, whose letters have three.
fn is_nothing(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.len() > 4 * CONTROLS
        && memchr::memchr(0, head).is_some()
        && memchr::memchr_iter(0, head).count() > head.len() / 8 * 7
}

/// Whether it holds more control characters than text does. The zeros of UTF-16 and UTF-32 are none.
fn has_controls(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !any_control(head) {
        return false;
    }
    let is_control = |byte: &&u8| matches!(**byte, 1..=8 | 11 | 14..=26 | 28..=31 | 127);
    let is_wide =
        head.iter().take(4).any(|byte| *byte == 0) || head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    !is_wide && head.iter().filter(is_control).count() > head.len() / CONTROLS && head.len() > 4 * CONTROLS
}

/// Whether there is a control character at all, but for tab, line feed and carriage return. It may say yes where the answer
/// is no.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte would keep it from looking at many in one step"
)]
fn any_control(head: &[u8]) -> bool {
    let odd = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7f);
    bytes::any(head, odd)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a25_what_is_packed_unsaid_is_unpacked_once_and_up_to_a_bound() {
        let packed = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(bytes).unwrap();
            packer.finish().unwrap()
        };
        let feed = packed(b"<rss>ici</rss>");
        assert_eq!(inflated(&feed, 99).as_deref(), Some(b"<rss>ici</rss>".as_slice()));
        assert_eq!(inflated(&packed(&vec![b' '; 1 << 24]), 1_000).unwrap().len(), 1_000);
        for other in [packed(&feed), packed(b"%PDF-1.7 x"), b"\x1f\x8b\x08x".to_vec(), b"<rss>".to_vec()] {
            assert_eq!(inflated(&other, 99), None);
        }
    }

    #[test]
    fn a64_what_is_no_text_is_known_by_its_bytes() {
        for bytes in [
            b"%PDF-1.7\n%\xe2\xe3".as_slice(),
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04x",
            b"RIFF\0\0\0\0WEBP",
            &[3; 100],
            &[0; 100],
        ] {
            assert!(kind(bytes).is_some(), "{bytes:?}");
        }
        let wide = "<rss>été".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for text in ["", "<rss>", "ID 3", "{\"a\":1}", "\u{1}<rss>", "BMW rappelle", "texte\u{7f}", "RIFF raff"] {
            assert_eq!(kind(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!((kind(&wide), kind(b"\x1b$B%F\x1b(B"), kind(b"<p>\xe9t\xe9")), (None, None, None));
    }
}
