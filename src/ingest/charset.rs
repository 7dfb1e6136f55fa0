//! Which encoding a document is really in, and its text. Pure; it never fails.
//!
//! Labels lie more often than bytes do. So the bytes speak first (byte order mark, NUL pattern, valid UTF-8), then the
//! labels, each only as far as the bytes fit it, then what the letters look like. Decoding happens once, here, and not
//! in a parser, which would believe its own label.

mod latin;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a document its own label is sought; HTML asks for 1,024 bytes, real pages need more.
const PROLOGUE: usize = 4_096;
/// The most that detection is shown.
const DETECTED: usize = 256 * 1_024;

/// The text of a document, and whether it had to be mended: bytes that fit no encoding were replaced, or a label was
/// not believed. `content_type` is the HTTP header; `hint` is the last label of the host's name (`fr`).
pub fn decode(bytes: &[u8], content_type: Option<&str>, hint: Option<&str>) -> (String, bool) {
    let (text, mended) = decode_in_place(bytes, content_type, hint);
    (text.into_owned(), mended)
}

/// The same without a copy of what is UTF-8 already, as nearly everything is.
pub fn decode_in_place<'b>(bytes: &'b [u8], content_type: Option<&str>, hint: Option<&str>) -> (Cow<'b, str>, bool) {
    if let Some((text, mended)) = by_mark(bytes).or_else(|| by_nuls(bytes)) {
        return (Cow::Owned(text), mended);
    }
    let labels = [content_type.and_then(http_label), own_label(bytes)];
    if let Ok(text) = std::str::from_utf8(bytes) {
        // ISO-2022-JP is the one encoding of ours that hides beyond-ASCII letters in ASCII bytes.
        if labels.contains(&Some(ISO_2022_JP)) && text.is_ascii() && bytes.contains(&0x1b) {
            let (text, mended) = lossy(bytes, ISO_2022_JP);
            return (Cow::Owned(text), mended);
        }
        let contradicted = labels.iter().flatten().any(|&label| label != UTF_8) && !text.is_ascii();
        return (Cow::Borrowed(text), contradicted);
    }
    if mostly_utf8(bytes) {
        return (Cow::Owned(patched(bytes)), true);
    }
    let mut disbelieved = false;
    for label in labels.into_iter().flatten() {
        // Without NULs it is not UTF-16, whatever the label says.
        if label != UTF_16LE && label != UTF_16BE {
            let (text, broken) = label.decode_without_bom_handling(bytes);
            if !broken {
                return (text, disbelieved);
            }
        }
        disbelieved = true;
    }
    let (text, broken) = lossy(bytes, guess(bytes, hint));
    (Cow::Owned(text), broken || disbelieved)
}

fn lossy(bytes: &[u8], encoding: &'static Encoding) -> (String, bool) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), broken)
}

fn by_mark(bytes: &[u8]) -> Option<(String, bool)> {
    match bytes {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some(utf32(rest, u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some(utf32(rest, u32::from_be_bytes)),
        [0xff, 0xfe, rest @ ..] => Some(lossy(rest, UTF_16LE)),
        [0xfe, 0xff, rest @ ..] => Some(lossy(rest, UTF_16BE)),
        // A mark before something else than UTF-8 was put there by a program that did not look.
        [0xef, 0xbb, 0xbf, rest @ ..] if std::str::from_utf8(rest).is_ok() || mostly_utf8(rest) => {
            Some(lossy(rest, UTF_8))
        }
        _ => None,
    }
}

/// UTF-16 and UTF-32 without a mark: the first letter of a document is ASCII, `<` or `{` or white space.
fn by_nuls(bytes: &[u8]) -> Option<(String, bool)> {
    match bytes {
        [first, 0, 0, 0, ..] if first.is_ascii() && *first != 0 => Some(utf32(bytes, u32::from_le_bytes)),
        [0, 0, 0, first, ..] if first.is_ascii() && *first != 0 => Some(utf32(bytes, u32::from_be_bytes)),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(lossy(bytes, UTF_16LE)),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(lossy(bytes, UTF_16BE)),
        _ => None,
    }
}

fn utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> (String, bool) {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut broken = !rest.is_empty();
    let letter = |unit: &[u8; 4]| {
        char::from_u32(read(*unit)).unwrap_or_else(|| {
            broken = true;
            char::REPLACEMENT_CHARACTER
        })
    };
    let text = units.iter().map(letter).collect();
    (text, broken)
}

/// Whether the document is UTF-8 with a few broken places: a cut, a pasted word. Text in another encoding hardly ever
/// makes whole UTF-8 sequences by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Typographic signs take three bytes, of which the first two are no Latin text.
        let weight = |letter: char| {
            if matches!(letter, '\u{2010}'..='\u{203f}' | '\u{20ac}') { 8 } else { usize::from(!letter.is_ascii()) }
        };
        whole += chunk.valid().chars().map(weight).sum::<usize>();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken.saturating_mul(8)
}

/// UTF-8 with words pasted from windows-1252. A lead of a sequence that was cut is no letter.
fn patched(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        out.push_str(chunk.valid());
        let starts_word = chunks.peek().is_some_and(|next| next.valid().starts_with(char::is_alphabetic));
        match chunk.invalid() {
            [] => {}
            // These two begin what UTF-8 makes of an accent or an apostrophe, and a cut leaves them before no letter.
            &[0xc2 | 0xc3] => out.push(char::REPLACEMENT_CHARACTER),
            &[byte @ 0xc0..=0xff] if starts_word || byte != 0xe2 && out.ends_with(char::is_alphabetic) => {
                out.push(char::from(byte));
            }
            &[byte @ 0x80..=0x9f] => {
                let next = chunks.peek().and_then(|next| next.valid().chars().next());
                out.push(pasted_sign(out.chars().next_back(), byte, next));
            }
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out
}

/// A sign of windows-1252 where it would stand in a text; what a cut leaves of a letter hardly ever does.
fn pasted_sign(before: Option<char>, byte: u8, after: Option<char>) -> char {
    let is = |c: Option<char>, of: fn(char) -> bool| c.is_some_and(of);
    match byte {
        0x92 if is(before, char::is_alphabetic) && is(after, char::is_alphabetic) => '’',
        0x96 if is(before, char::is_whitespace) && is(after, char::is_whitespace) => '–',
        0x85 if is(before, char::is_alphanumeric) && !is(after, char::is_alphanumeric) => '…',
        0x80 if is(before, |c| c.is_ascii_digit() || c.is_whitespace()) => '€',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// The encoding that a `Content-Type` names.
fn http_label(content_type: &str) -> Option<&'static Encoding> {
    named(content_type.as_bytes(), b"charset")
}

/// The encoding that the document names itself: in its XML declaration, or in an HTML `meta`.
fn own_label(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PROLOGUE)];
    let start = head.trim_ascii_start();
    if start.starts_with(b"<?xml") {
        let end = start.iter().position(|&byte| byte == b'>').unwrap_or(start.len());
        return named(&start[..end], b"encoding");
    }
    let mut metas = head
        .split(|&byte| byte == b'<')
        .filter(|tag| tag.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta")));
    metas.find_map(|tag| {
        let end = tag.iter().position(|&byte| byte == b'>').unwrap_or(tag.len());
        named(&tag[..end], b"charset")
    })
}

/// What follows `key` and `=`, as an encoding.
fn named(text: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let at = text.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))?;
    let value = text[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| b"\"';> \t\r\n?/".contains(byte)).unwrap_or(value.len());
    Encoding::for_label(&value[..end])
}

/// What the letters look like, tags aside: markup is ASCII in every encoding and only dilutes the evidence.
fn guess(bytes: &[u8], hint: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut running = Vec::new();
    // Detection is slow beside everything else, and more text does not change its mind.
    let bytes = &bytes[..bytes.len().min(DETECTED)];
    for piece in bytes.split(|&byte| byte == b'<') {
        let text = piece.iter().position(|&byte| byte == b'>').map_or(piece, |end| &piece[end + 1..]);
        detector.feed(text, false);
        // Pieces without a letter beyond ASCII hold words that tell the language.
        if running.len() < MOST_RUNNING && !text.is_empty() {
            running.extend_from_slice(text);
            running.push(b'\n');
        }
    }
    detector.feed(b"", true);
    // The detector panics on anything but a lower-case ASCII label.
    let country = hint.filter(|tld| {
        !tld.is_empty() && tld.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
    });
    let guessed = detector.guess(country.map(str::as_bytes), Utf8Detection::Deny);
    let clue = latin::Clue { language: own_language(bytes), country };
    if guessed.is_single_byte() && (guessed == WINDOWS_1252 || LATIN.contains(&guessed.name())) {
        return latin::best(&running, &clue).0;
    }
    // A few accents among ASCII letters are taken for the script of half the world.
    if is_latin(&running) {
        let (encoding, cost) = latin::best(&running, &clue);
        if cost <= BELIEVABLE {
            return encoding;
        }
    }
    // A few bytes that do not even fit their guess are no text in it.
    let few = running.iter().filter(|byte| !byte.is_ascii()).count() < FEW;
    if few && lossy(&running, guessed).1 { WINDOWS_1252 } else { guessed }
}

/// Letters beyond ASCII that tell little by themselves.
const FEW: usize = 8;
/// How much running text is kept for a closer look.
const MOST_RUNNING: usize = 65_536;
/// What a letter may cost in a reading that is believed against the detector.
const BELIEVABLE: f32 = 3.0;

/// Whether the words with letters beyond ASCII are made of ASCII letters for the most part.
fn is_latin(text: &[u8]) -> bool {
    let words = text.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let (mut ascii, mut beyond) = (0, 0);
    for word in words.filter(|word| !word.is_ascii()) {
        let own = word.iter().filter(|byte| byte.is_ascii()).count();
        ascii += own;
        beyond += word.len() - own;
    }
    ascii > beyond
}

/// The language that a feed or page says it is in.
fn own_language(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(PROLOGUE)];
    let after = |key: &[u8]| {
        let at = head.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))?;
        let value = head[at + key.len()..].trim_ascii_start();
        let end = value.iter().position(|byte| b"<\"'> ".contains(byte)).unwrap_or(value.len());
        std::str::from_utf8(&value[..end]).ok().filter(|tag| (2..=16).contains(&tag.len()))
    };
    [&b"<language>"[..], b"<dc:language>", b" xml:lang=\"", b" xml:lang='", b" lang=\"", b" lang='"]
        .into_iter()
        .find_map(after)
}

const LATIN: &[&str] = &[
    "windows-1250",
    "windows-1254",
    "windows-1257",
    "windows-1258",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "macintosh",
];

#[cfg(test)]
mod tests {
    use encoding_rs::{SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content_type: Option<&str>, want: &str, repaired: bool) {
        assert_eq!(decode(bytes, content_type, Some("fr")), (want.to_owned(), repaired), "{content_type:?}");
    }

    #[test]
    fn bytes_speak_before_labels() {
        let latin = Some("text/xml; charset=ISO-8859-1");
        check("<a>été</a>".as_bytes(), None, "<a>été</a>", false);
        check("<a>été</a>".as_bytes(), latin, "<a>été</a>", true);
        check(b"\xef\xbb\xbf<a>\xc3\xa9</a>", latin, "<a>é</a>", false);
        check(b"\xff\xfe<\0a\0>\0\xe9\0", latin, "<a>é", false);
        check(b"<\0a\0>\0\xe9\0", None, "<a>é", false);
        check(b"\0<\0a\0>\0\xe9", None, "<a>é", false);
        check(b"<\0\0\0\xe9\0\0\0", None, "<é", false);
        check(b"\0\0\xfe\xff\0\0\0<\0\x11\0\0", None, "<\u{fffd}", true);
        check(b"<a>plain</a>", Some("text/xml; charset=utf-16"), "<a>plain</a>", false);
        check(b"", None, "", false);
    }

    #[test]
    fn labels_are_believed_when_the_bytes_fit() {
        check(b"\xe9t\xe9 \x80", Some("text/html; Charset=\"iso-8859-1\""), "été €", false);
        check(
            b"<?xml version='1.0' encoding='windows-1251'?>\xcf\xf0",
            None,
            "<?xml version='1.0' encoding='windows-1251'?>Пр",
            false,
        );
        check(b"<meta charset=windows-1251>\xcf\xf0", None, "<meta charset=windows-1251>Пр", false);
        check(
            b"<META http-equiv=x content='text/html; charset=windows-1251'>\xcf",
            None,
            "<META http-equiv=x content='text/html; charset=windows-1251'>П",
            false,
        );
        check(b"<meta charset=utf-8>l'\xe9t\xe9", None, "<meta charset=utf-8>l'été", true);
        check(b"l'\xe9t\xe9", Some("text/html; charset=utf-16"), "l'été", true);
        check(b"\x1b$B%F\x1b(B", Some("text/html; charset=iso-2022-jp"), "テ", false);
        let (japanese, _, _) = SHIFT_JIS.encode("日本語のテキスト");
        check(&japanese, Some("text/html; charset=shift_jis"), "日本語のテキスト", false);
    }

    #[test]
    fn broken_utf8_stays_utf8() {
        let text = "Déçu, très déçu de l’été à la plage : « nul »".as_bytes();
        let (got, repaired) = decode(&[text, b"\xff"].concat(), Some("text/html; charset=iso-8859-1"), None);
        assert!(got.starts_with("Déçu, très déçu de l’été") && got.ends_with('\u{fffd}') && repaired, "{got}");
        let pasted = [text, text, b" Ch\xe2teau caf\xe9 caf\xc3..."].concat();
        assert!(decode(&pasted, None, None).0.ends_with("Château café caf\u{fffd}..."));
        let signs = [text, text, text, b" l\x92an \x96 20 \x80\x85 fin \x92"].concat();
        assert!(decode(&signs, None, None).0.ends_with(" l’an – 20 €\u{fffd} fin \u{fffd}"));
    }

    #[test]
    fn short_french_without_a_label_is_western() {
        for text in ["l'œuvre", "été", "Le bœuf à la française", "Qualité décevante", "« Très déçu »", "château – 10 €"]
        {
            let (bytes, _, _) = WINDOWS_1252.encode(text);
            for hint in [None, Some("fr"), Some("com")] {
                assert_eq!(decode(&bytes, None, hint).0, text, "{hint:?}");
            }
        }
    }

    #[test]
    fn longer_texts_elsewhere_are_recognised() {
        let polish =
            "Źle, bardzo źle: obsługa klienta nie odpowiada, a produkt się zepsuł już po trzech dniach. Żałuję. ";
        let russian = "Очень плохое обслуживание, никому не советую.";
        let (bytes, _, _) = WINDOWS_1250.encode(polish);
        assert_eq!(decode(&bytes.repeat(4), None, Some("pl")).0, polish.repeat(4));
        let (bytes, _, _) = WINDOWS_1251.encode(russian);
        assert_eq!(decode(&bytes, None, Some("ru")).0, russian);
        assert_eq!(decode(&bytes, None, Some("РФ")).0, russian);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_fail_r7(bytes: Vec<u8>, label: Option<String>, hint: Option<String>) {
            decode(&bytes, label.as_deref(), hint.as_deref());
            decode(&[b"<meta charset=utf-16><p>\xe9", bytes.as_slice()].concat(), None, None);
        }
    }
}
