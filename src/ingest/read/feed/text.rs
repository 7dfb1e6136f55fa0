//! Character references and the visible text of HTML fragments, each in one pass over the input.
//!
//! Feed HTML never meets a DOM: a tree builder is quadratic on hostile nesting, and only the words are wanted.
//! Deliberately absent: external entities, and entities within entities (no billion laughs).

use std::borrow::Cow;
use std::collections::HashMap;

use super::elements::{is_block, is_hidden};
use super::lines::Lines;
use super::marks::tags;

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

/// What a person sees of an HTML fragment: no tags, no scripts, blocks on lines of their own. Posts that the fragment quotes
/// in a box are left out, unless it says nothing else.
pub(in crate::ingest) fn visible(html: &str) -> String {
    let (text, is_quoting) = seen_of(html, false);
    if is_quoting && text.is_empty() { seen_of(html, true).0 } else { text }
}

/// The visible text, with or without boxes of quotations, and whether there are any.
fn seen_of(html: &str, with_quotes: bool) -> (String, bool) {
    let none = Declared::new();
    let mut out = Lines::with_room(html.len());
    let mut from = 0;
    let mut hidden: Option<String> = None;
    let mut is_quoted = false;
    let (mut asides, mut is_quoting) = (0_usize, false);
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
            let is_end = lower.strip_prefix('/') == Some(until.as_str());
            // Boxes stand in boxes.
            asides += usize::from(lower == "aside" && until == "aside");
            asides = asides.saturating_sub(usize::from(is_end));
            if is_end && asides == 0 {
                hidden = None;
            }
            continue;
        }
        if lower == "aside" && is_of_quotation(&html[start..end]) {
            is_quoting = true;
            if !with_quotes {
                out.line();
                (hidden, asides) = (Some(lower.into_owned()), 1);
                continue;
            }
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
    // Of a box that nothing closes nobody knows how far it goes: what follows is read.
    if asides > 0 {
        return seen_of(html, true);
    }
    if hidden.is_none() {
        out.push(&entities(&html[from..], &none));
    }
    (out.finish(), is_quoting)
}

/// Whether a tag opens a box with another's post, as Discourse writes them.
fn is_of_quotation(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |(_, class)| class.trim_start_matches(['"', '\'']));
    class.strip_prefix("quote").is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
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
    fn a_box_that_quotes_another_post_is_not_the_post() {
        let quote = "<aside class=\"quote no-group\" data-username=\"ana\" data-post=\"1\"><div class=\"title\">ana:</div>\
            <blockquote><p>Elle fuit.</p><aside class=\"onebox\">lien</aside></blockquote></aside>";
        check(&format!("<p>Oui.</p>{quote}<p>La mienne aussi.</p>"), "Oui.\nLa mienne aussi.");
        check(quote, "ana:\nElle fuit.\nlien");
        check(
            "<p>Oui.</p><aside class=\"quote\"><p>Elle fuit.</p><p>La mienne aussi.</p>",
            "Oui.\nElle fuit.\nLa mienne aussi.",
        );
        check("<p>a</p><aside class=quoted>b</aside><noscript><aside></noscript>c", "a\nb\nc");
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
