//! Base64 as Atom 0.3 carries it; absent when it is not Base64, or not text.

/// The text that is encoded.
pub(super) fn text(encoded: &str) -> Option<String> {
    let mut out = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in encoded.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_comes_out() {
        assert_eq!(super::text("RXhhbXBsZSA8Yj5BdG9t\nPC9iPg==").as_deref(), Some("Example <b>Atom</b>"));
        assert_eq!(super::text("not base64!"), None);
        assert_eq!(super::text("/////w=="), None);
    }
}
