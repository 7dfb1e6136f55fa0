//! Character references and the visible text of HTML fragments, each in one pass over the input.
//!
//! Feed HTML never meets a DOM: a tree builder is quadratic on hostile nesting, and only the words are wanted.
//! Deliberately absent: external entities, and entities within entities (no billion laughs).

use std::borrow::Cow;
use std::collections::HashMap;

use super::elements::{is_block, is_hidden};
use super::lines::Lines;

/// Entities that the document's own DOCTYPE declares, already flat.
pub(super) type Declared = HashMap<String, String>;

const MAX_DECLARED: usize = 200;
const MAX_VALUE: usize = 1_000;
const MAX_NAME: usize = 32;
/// Bytes by which entities may lengthen a text, beyond four times its length.
const MAX_GROWTH: usize = 65_536;

/// Reads `<!ENTITY name "value">` in an internal subset. Parameter and external entities are passed over.
pub(super) fn declared(doctype: &str) -> Declared {
    let mut found = Declared::new();
    for piece in doctype.split("<!ENTITY").skip(1) {
        let piece = piece.trim_start();
        let Some((name, rest)) = piece.split_once(char::is_whitespace) else { continue };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(value) = rest[1..].split(quote).next() else { continue };
        if found.len() < MAX_DECLARED && name.len() <= MAX_NAME && value.len() <= MAX_VALUE && !name.starts_with('%') {
            let value = entities(value, &Declared::new()).into_owned();
            found.entry(name.to_owned()).or_insert(value);
        }
    }
    found
}

/// The text with its character references resolved, once. What is not a reference stays as it is.
pub(super) fn entities<'a>(raw: &'a str, declared: &Declared) -> Cow<'a, str> {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // A document that lives on its own entities is not worth a gigabyte.
        let grown = out.len() > 4 * raw.len() + MAX_GROWTH;
        let quick = if declared.is_empty() { usual(rest.as_bytes()) } else { None };
        if let Some((sign, taken)) = quick.filter(|_| !grown) {
            out.push(sign);
            rest = &rest[taken..];
            continue;
        }
        let taken = if grown { 0 } else { reference(rest, declared, &mut out) };
        if taken == 0 {
            out.push('&');
            rest = &rest[1..];
        } else {
            rest = &rest[taken..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The references that markup is written with, and how long they are.
fn usual(text: &[u8]) -> Option<(char, usize)> {
    match text {
        [_, b'l', b't', b';', ..] => Some(('<', 4)),
        [_, b'g', b't', b';', ..] => Some(('>', 4)),
        [_, b'a', b'm', b'p', b';', ..] => Some(('&', 5)),
        [_, b'q', b'u', b'o', b't', b';', ..] => Some(('"', 6)),
        _ => None,
    }
}

/// Resolves the reference at the start of `text` into `out`; how many bytes it took, 0 when it is none.
fn reference(text: &str, declared: &Declared, out: &mut String) -> usize {
    let body = &text[1..];
    if let Some(digits) = body.strip_prefix('#') {
        let (digits, radix, mark) = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (digits, 10, 2),
        };
        let length = digits.bytes().take(12).take_while(|b| char::from(*b).is_digit(radix)).count();
        if length == 0 {
            return 0;
        }
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        let closed = digits[length..].starts_with(';');
        // A reference to nothing that nobody closed is somebody writing of references.
        if !closed && numbered(code).is_none() {
            return 0;
        }
        out.extend(numbered(code));
        return mark + length + usize::from(closed);
    }
    let length = body.bytes().take(MAX_NAME).take_while(|b| b.is_ascii_alphanumeric() || b"_-.".contains(b)).count();
    let name = &body[..length];
    if length == 0 {
        return 0;
    }
    if body[length..].starts_with(';') {
        if let Some(value) = declared.get(name) {
            out.push_str(value);
            return length + 2;
        }
        // Nearly all references are these; the table of all names is a search.
        let plain = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => angle(name),
        };
        if let Some(plain) = plain {
            out.push(plain);
            return length + 2;
        }
        let whole = &text[..length + 2];
        let decoded = html_escape::decode_html_entities(whole);
        if decoded == whole {
            return 0;
        }
        out.push_str(&decoded);
        return length + 2;
    }
    // Browsers also take the Latin-1 names without a semicolon, though not in `?a=1&copy=2`.
    if body[length..].starts_with('=') {
        return 0;
    }
    let whole = format!("&{name};");
    let decoded = html_escape::decode_html_entities(&whole);
    match decoded.chars().next() {
        Some(c) if decoded != whole && c <= '\u{ff}' && decoded.chars().count() == 1 => {
            out.push(c);
            length + 1
        }
        _ => 0,
    }
}

/// The angle brackets of XHTML's DTD, which feeds borrow; HTML 5 moved the names to other characters.
fn angle(name: &str) -> Option<char> {
    match name {
        "lang" => Some('\u{2329}'),
        "rang" => Some('\u{232a}'),
        _ => None,
    }
}

/// A numeric reference: 128 to 159 mean windows-1252, as everywhere on the web; controls vanish.
fn numbered(code: u32) -> Option<char> {
    match code {
        0x80..=0x9f => {
            let byte = [u8::try_from(code).unwrap_or(b' ')];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()
        }
        0..=8 | 0xb | 0xc | 0xe..=0x1f => None,
        _ => char::from_u32(code).or(Some('\u{fffd}')),
    }
}

/// Whether a text that should be plain holds the tags of everyday HTML.
pub(super) fn looks_like_html(text: &str) -> bool {
    tags(text).any(|(_, name, _)| {
        let name = name.to_ascii_lowercase();
        matches!(
            name.as_str(),
            "p" | "br"
                | "a"
                | "b"
                | "i"
                | "em"
                | "strong"
                | "div"
                | "span"
                | "img"
                | "ul"
                | "ol"
                | "li"
                | "table"
                | "tr"
                | "td"
                | "blockquote"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "script"
                | "style"
                | "font"
                | "pre"
                | "code"
                | "u"
                | "sup"
                | "sub"
                | "hr"
                | "iframe"
                | "section"
                | "article"
                | "figure"
                | "small"
        )
    })
}

/// What a person was meant to see: of markup that was escaped once too often, too.
pub(super) fn seen(html: &str) -> String {
    let text = visible(html);
    let is_markup = !html.contains('<') && text.starts_with('<') && text.ends_with('>') && text.contains("</");
    if is_markup && looks_like_html(&text) { visible(&text) } else { text }
}

/// What a person sees of an HTML fragment: no tags, no scripts, blocks on lines of their own.
pub(in crate::ingest) fn visible(html: &str) -> String {
    let none = Declared::new();
    let mut out = Lines::with_room(html.len());
    let mut from = 0;
    let mut hidden: Option<String> = None;
    let mut is_quoted = false;
    for (start, name, end) in tags(html) {
        if hidden.is_none() {
            match &html[from..start] {
                "" => {}
                "\n" => out.push("\n"),
                text => out.push(&entities(text, &none)),
            }
        }
        from = end;
        let lower = lower(name);
        if let Some(until) = &hidden {
            if lower.strip_prefix('/') == Some(until.as_str()) {
                hidden = None;
            }
            continue;
        }
        if is_hidden(&lower) && !html[start..end].ends_with("/>") {
            hidden = Some(lower.into_owned());
        } else if is_block(lower.trim_start_matches('/')) {
            out.line();
            is_quoted = if lower.ends_with("blockquote") { !lower.starts_with('/') } else { is_quoted };
        } else if is_quoted && lower == "/cite" {
            // Who is quoted stands over what they said.
            out.line();
        } else if matches!(lower.trim_start_matches('/'), "td" | "th") {
            out.push(" ");
        }
    }
    if hidden.is_none() {
        out.push(&entities(&html[from..], &none));
    }
    out.finish()
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Every tag, comment and declaration: where it starts, its name (`/p` for an end, empty for a comment), where it ends.
fn tags(html: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut at = 0;
    let (mut closed, mut comments_end) = (true, true);
    std::iter::from_fn(move || {
        while closed {
            // One tag often follows another.
            let rest = &html.as_bytes()[at..];
            let start = at + if rest.first() == Some(&b'<') { 0 } else { memchr::memchr(b'<', rest)? };
            let rest = &html[start + 1..];
            let mark = rest.bytes().next().unwrap_or(b' ');
            if !mark.is_ascii_alphabetic() && !matches!(mark, b'/' | b'!' | b'?') {
                at = start + 1;
                continue;
            }
            let close = if let Some(comment) = rest.strip_prefix("!--") {
                let end = if comments_end { comment.find("-->") } else { None };
                comments_end = end.is_some();
                end.map(|to| to + 3 + "-->".len()).or_else(|| rest.find('>').map(|to| to + 1))
            } else {
                end_of_tag(rest)
            };
            let Some(length) = close else {
                // Nothing closes any more: what follows is text, and is not searched again and again.
                closed = false;
                break;
            };
            at = start + 1 + length;
            let name_end = rest
                .bytes()
                .enumerate()
                .find(|&(i, b)| !(b.is_ascii_alphanumeric() || i == 0 && b == b'/' || b == b':'))
                .map_or(rest.len(), |(i, _)| i);
            let name = &rest[..name_end];
            if matches!(mark, b's' | b'S') && is_raw(name) && !rest[..length].ends_with("/>") {
                at += end_of_raw(&html[at..], name);
            }
            return Some((start, name, at));
        }
        None
    })
}

/// Whether what stands in the element is no markup: `i<n.length` begins no tag there.
fn is_raw(name: &str) -> bool {
    name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")
}

/// Where the end tag of such an element begins; the end of all when there is none.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let ends = |at: &usize| {
        let tag = rest.as_bytes()[*at + 1..].strip_prefix(b"/");
        tag.and_then(|tag| tag.get(..name.len())).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', rest.as_bytes()).find(ends).unwrap_or(rest.len())
}

/// Where a tag ends: at the first `>` outside quotes, or else at the first one.
fn end_of_tag(rest: &str) -> Option<usize> {
    // A quote that nothing closes must not swallow the document.
    let near = &rest.as_bytes()[..rest.len().min(4_096)];
    // Most tags are short, and have no attributes.
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'/';
    let name = near.iter().take(8).take_while(is_name).count();
    if near.get(name) == Some(&b'>') {
        return Some(name + 1);
    }
    let mut at = name;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &near[at..]) {
        let here = at + found;
        at = here + 1;
        if near[here] == b'>' {
            return Some(at);
        }
        if near[..here].ends_with(b"=") {
            match memchr::memchr(near[here], &near[at..]) {
                Some(close) => at += close + 1,
                None => break,
            }
        }
    }
    rest.find('>').map(|i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, want: &str) {
        assert_eq!(visible(html), want);
    }

    #[test]
    fn blocks_become_lines_and_scripts_vanish() {
        check("<p>Un</p><p>deux<script>x<b></script> trois", "Un\ndeux trois");
        check("a<br/>b &amp; c &eacute;t&eacute &#146;", "a\nb & c été ’");
        check("<p>a</p><script>for(i=0;i<n.length;i++){x()}</script><p>b</p>", "a\nb");
        check("<style>a<b{}</STYLE >b <script>x<y</script", "b");
        check("1 < 2 <!-- <p>x</p> --> et <a title=\"a>b\">lien</a>", "1 < 2 et lien");
    }

    #[test]
    fn references_that_are_none_stay() {
        let none = Declared::new();
        assert_eq!(entities("R&D & Co &bogus; ?a=1&copy=2", &none), "R&D & Co &bogus; ?a=1&copy=2");
        assert_eq!(entities("&#0;&#x1F600;&#99999999999;", &none), "😀\u{fffd}");
    }

    #[test]
    fn declared_entities_are_not_expanded_within_others() {
        let doctype = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>"#;
        assert_eq!(entities("&a; &b; &c;", &declared(doctype)), "ha &a;&a; &c;");
    }

    #[test]
    fn markup_that_was_escaped_twice_is_markup() {
        assert_eq!(seen("&lt;p&gt;Caf&amp;eacute; &lt;b&gt;fermé&lt;/b&gt;&lt;/p&gt;"), "Café fermé");
        assert_eq!(seen("<p>Écrire &lt;b&gt;gras&lt;/b&gt;</p>"), "Écrire <b>gras</b>");
        assert_eq!(seen("&lt;b&gt; met en gras"), "<b> met en gras");
    }
}
