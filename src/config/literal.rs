//! From a place in a string's value to its place in the file.
//!
//! A query is a language of its own inside a TOML string; its errors are underlined in the file, past quotes and
//! escapes. Multi-line strings that fold lines (`\` at a line's end) are not followed: the whole string is underlined.

use std::ops::Range;

/// The bytes of `literal` (quotes included) that gave the bytes `inner` of its value.
pub(super) fn locate(literal: &str, inner: &Range<usize>) -> Option<Range<usize>> {
    let (quote, escapes) = match literal.as_bytes() {
        [b'"', b'"', b'"', _, ..] if literal.len() >= 6 => (3, true),
        [b'\'', b'\'', b'\'', _, ..] if literal.len() >= 6 => (3, false),
        [b'"', ..] => (1, true),
        [b'\'', ..] => (1, false),
        _ => return None,
    };
    let body = literal.get(quote..literal.len().checked_sub(quote)?)?;
    // TOML drops the newline that follows the opening quotes of a multi-line string.
    let first_newline = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n'));
    let skipped = first_newline.filter(|_| quote == 3).map_or(0, |rest| body.len() - rest.len());
    let base = quote + skipped;
    let start = raw_offset(&body[skipped..], escapes, inner.start)?;
    let end = raw_offset(&body[skipped..], escapes, inner.end)?;
    Some(base + start..base + end.max(start))
}

/// How many raw bytes stand before the byte `wanted` of the value.
fn raw_offset(body: &str, escapes: bool, wanted: usize) -> Option<usize> {
    let (mut raw, mut decoded) = (0, 0);
    while decoded < wanted {
        let (taken, given) = step(body.get(raw..)?, escapes)?;
        raw += taken;
        decoded += given;
    }
    Some(raw)
}

/// The next character: its length in the file and in the value.
fn step(rest: &str, escapes: bool) -> Option<(usize, usize)> {
    let first = rest.chars().next()?;
    if first != '\\' || !escapes {
        return Some((first.len_utf8(), first.len_utf8()));
    }
    let digits = match rest.as_bytes().get(1)? {
        b'u' => 4,
        b'U' => 8,
        b'x' => 2,
        b'b' | b't' | b'n' | b'f' | b'r' | b'e' | b'"' | b'\\' => return Some((2, 1)),
        _ => return None,
    };
    let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(code)?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(literal: &str, inner: Range<usize>, want: Option<&str>) {
        assert_eq!(locate(literal, &inner).map(|span| &literal[span]), want, "{literal}");
    }

    #[test]
    fn places_in_a_string_are_found_past_quotes_and_escapes() {
        check(r#""acme AND""#, 5..8, Some("AND"));
        check(r"'acme AND'", 5..8, Some("AND"));
        check(r#""\"Acme\" NEAR""#, 7..11, Some("NEAR"));
        check(r#""caf\u00e9 AND""#, 6..9, Some("AND"));
        check(r#""café AND""#, 6..9, Some("AND"));
        check("'''\nacme AND'''", 5..8, Some("AND"));
        check("\"\"\"acme\nAND\"\"\"", 5..8, Some("AND"));
        check(r#""acme""#, 4..4, Some(""));
    }

    #[test]
    fn what_cannot_be_followed_has_no_place() {
        check("\"\"\"acme \\\n AND\"\"\"", 6..8, None);
        check(r#""acme""#, 9..12, None);
        check("bare", 0..1, None);
        check("\"", 0..1, None);
    }
}
