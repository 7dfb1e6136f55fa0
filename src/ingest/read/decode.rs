//! Bytes to text, once, before anything is parsed.
//!
//! Labels lie more often than bytes: text that is valid UTF-8 and not plain ASCII is UTF-8 whatever the header says,
//! and a label is believed only when the whole body decodes under it. Deliberately absent: transcoding tables of our
//! own (EBCDIC, UTF-7); such pages are read as what they look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_13, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
    WINDOWS_1257, WINDOWS_1258,
};

/// The text of a body, and whether something had to be replaced or a label disbelieved.
///
/// `hint` is the encoding under which an earlier body of the same source was read.
pub(super) fn decode(bytes: &[u8], content_type: Option<&str>, hint: Option<&str>) -> (String, bool) {
    if let Some(text) = utf_32(bytes) {
        return (text, false);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[length..]);
        return (text.into_owned(), broken);
    }
    if let Some(encoding) = wide(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        return (text.into_owned(), broken);
    }
    let plain = std::str::from_utf8(bytes).ok();
    if let Some(text) = plain.filter(|text| !text.is_ascii() || !text.contains('\u{1b}') && !text.contains("~{")) {
        return (text.to_owned(), false);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let labels = [content_type.and_then(label_of_header), label_of_document(&head), hint.map(str::to_owned)];
    for label in labels.into_iter().flatten() {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else { continue };
        // UTF-16 was seen above if it was there at all.
        if encoding == UTF_16LE || encoding == UTF_16BE {
            continue;
        }
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return (text.into_owned(), false);
        }
    }
    if let Some(text) = plain {
        return (text.to_owned(), false);
    }
    if few_are_broken(bytes) {
        return (String::from_utf8_lossy(bytes).into_owned(), true);
    }
    let (text, _) = guess(bytes).decode_without_bom_handling(bytes);
    (text.into_owned(), true)
}

/// `charset=` of a Content-Type.
fn label_of_header(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, rest) = lower.split_once("charset=")?;
    let label: String = rest.trim_start_matches(['"', '\'']).chars().take_while(|c| !"\"'; \t".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

/// `encoding="…"` of an XML declaration or `charset=…` of an HTML head.
fn label_of_document(head: &str) -> Option<String> {
    let lower = head.to_ascii_lowercase();
    let at = match lower.find("<?xml") {
        Some(start) => {
            let end = lower[start..].find('>').map_or(lower.len(), |end| start + end);
            lower[start..end].find("encoding").map(|at| start + at + "encoding".len())
        }
        None => lower.find("charset").map(|at| at + "charset".len()),
    }?;
    let rest = lower[at..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect())
}

/// UTF-16 without a byte order mark: every other byte of a markup's first characters is NUL.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, b'<' | b'{' | b' ' | b'\n', 0, _, ..] => Some(UTF_16BE),
        [b'<' | b'{' | b' ' | b'\n', 0, _, 0, ..] => Some(UTF_16LE),
        _ => None,
    }
}

fn utf_32(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 4]) -> u32 = match bytes {
        [0, 0, 0xfe, 0xff, ..] | [0, 0, 0, b'<' | b'{', ..] => u32::from_be_bytes,
        [0xff, 0xfe, 0, 0, ..] | [b'<' | b'{', 0, 0, 0, ..] => u32::from_le_bytes,
        _ => return None,
    };
    let text = bytes.as_chunks::<4>().0.iter().map(|four| char::from_u32(read(*four)).unwrap_or('\u{fffd}'));
    Some(text.filter(|&c| c != '\u{feff}').collect())
}

/// UTF-8 with an accident in it (a cut, a pasted byte), rather than another encoding.
fn few_are_broken(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad <= 2.max(good / 10) && good > bad
}

/// The likeliest encoding of the text without its tags, whose ASCII would drown what tells languages apart.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut text = Vec::with_capacity(bytes.len());
    let mut inside = false;
    for &byte in bytes {
        match byte {
            b'<' => inside = true,
            b'>' => {
                inside = false;
                text.push(b' ');
            }
            _ if !inside => text.push(byte),
            _ => {}
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&text, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    let foreign = text.iter().filter(|byte| !byte.is_ascii()).count();
    let western = [WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2, ISO_8859_4, ISO_8859_13];
    // Short French is taken for Central European ("œuvre"): few accents among many letters are windows-1252.
    if western.contains(&found) && foreign * 12 < text.len().max(1) && foreign < 64 {
        return WINDOWS_1252;
    }
    if found == UTF_8 { WINDOWS_1252 } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content_type: Option<&str>, want: &str) {
        assert_eq!(decode(bytes, content_type, None).0, want);
    }

    #[test]
    fn bytes_are_believed_before_labels() {
        check("café".as_bytes(), Some("text/xml; charset=iso-8859-1"), "café");
        check(b"caf\xe9", Some("text/xml; charset=\"ISO-8859-1\""), "café");
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xcf",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>П",
        );
        check(b"<?xml encoding=\"utf-16\"?><a/>", None, "<?xml encoding=\"utf-16\"?><a/>");
    }

    #[test]
    fn wide_text_needs_no_mark() {
        check(b"\xfe\xff\0<\0a", None, "<a");
        check(b"<\0a\0>\0", None, "<a>");
        check(b"\0\0\0<\0\0\0a", None, "<a");
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        check("éééà\u{e9}".as_bytes().strip_suffix(&[0xa9]).unwrap_or_default(), None, "éééà\u{fffd}");
        check(b"L'\x9cuvre cit\xe9e par la presse, \xe0 lire", None, "L'œuvre citée par la presse, à lire");
    }
}
