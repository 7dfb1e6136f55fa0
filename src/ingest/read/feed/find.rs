//! Where the feed begins in what was sent.
//!
//! Warnings of the site's software, blank lines and comments stand before many a feed; a page of HTML in a feed's
//! place is told apart here.

/// What was sent.
#[derive(Debug, PartialEq)]
pub(super) enum Found<'a> {
    /// A feed in XML: from its root element on, and the DOCTYPE before it.
    Xml { document: &'a str, doctype: &'a str },
    /// An object that may be a JSON Feed.
    Json(&'a str),
    /// A page.
    Html,
    /// Neither.
    Unknown,
    /// Not even a character.
    Nothing,
}

pub(super) fn find(text: &str) -> Found<'_> {
    find_by(text, &mut Looked::default())
}

fn find_by<'a>(text: &'a str, looked: &mut Looked) -> Found<'a> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.is_empty() {
        return Found::Nothing;
    }
    if start.starts_with('{') {
        return Found::Json(start);
    }
    let (mut at, mut doctype) = (0, "");
    // An end that is not found once is not sought again: what follows may be megabytes.
    let mut comments_end = true;
    while let Some(next) = looked.seek(&start[at..], "<") {
        at += next;
        let rest = &start[at..];
        if rest.starts_with("<!--") {
            let end = if comments_end { looked.seek(rest, "-->") } else { None };
            comments_end = end.is_some();
            at += end.or_else(|| looked.seek(rest, ">")).unwrap_or(rest.len()).max(1);
        } else if doctype.is_empty() && rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) {
            let length = doctype_length(rest, looked);
            doctype = &rest[..length];
            at += length.max(1);
        } else {
            match root_name(&rest[1..]).as_str() {
                "rss" | "feed" | "rdf" | "channel" | "entry" | "urlset" => {
                    return Found::Xml { document: rest, doctype };
                }
                "html" | "head" | "body" => return Found::Html,
                _ => at += 1,
            }
        }
        if at > MAX_PREFACE {
            break;
        }
    }
    let is_page = doctype.get(..14).is_some_and(|head| head.to_ascii_lowercase().ends_with("html"));
    if is_page { Found::Html } else { object(start).map_or(Found::Unknown, Found::Json) }
}

/// The first object with a field, behind a warning or a function's name.
fn object(text: &str) -> Option<&str> {
    let starts = memchr::memchr_iter(b'{', text.as_bytes()).take_while(|at| *at <= MAX_PREFACE);
    starts.map(|at| &text[at..]).find(|rest| rest[1..].trim_start().starts_with('"'))
}

/// How many bytes were looked through, those that were passed twice counted twice.
#[derive(Default)]
struct Looked(usize);

impl Looked {
    fn seek(&mut self, text: &str, what: &str) -> Option<usize> {
        let at = text.find(what);
        self.0 += at.unwrap_or(text.len());
        at
    }
}

/// How far the root element is looked for.
const MAX_PREFACE: usize = 262_144;

/// The local name at the start of a tag, in lower case.
fn root_name(tag: &str) -> String {
    let name: &str =
        tag.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'))).next().unwrap_or("");
    name.rsplit(':').next().unwrap_or(name).chars().take(16).collect::<String>().to_ascii_lowercase()
}

/// A DOCTYPE with its internal subset.
fn doctype_length(text: &str, looked: &mut Looked) -> usize {
    let close = looked.seek(text, ">").map_or(text.len(), |to| to + 1);
    match looked.seek(text, "[") {
        Some(open) if open < close => looked.seek(text, "]>").map(|to| to + 2).or_else(|| {
            let bracket = looked.seek(text, "]")?;
            looked.seek(&text[bracket..], ">").map(|to| bracket + to + 1)
        }),
        _ => Some(close),
    }
    .unwrap_or(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_what_stands_before_it() {
        let text = "<br />\n<b>Warning</b>: x <!-- <rss> --><!DOCTYPE rss [<!ENTITY a \"<feed>\">]><a:RSS>";
        let want = Found::Xml { document: "<a:RSS>", doctype: "<!DOCTYPE rss [<!ENTITY a \"<feed>\">]>" };
        assert_eq!(find(text), want);
    }

    #[test]
    fn what_nothing_closes_is_looked_for_once_r7() {
        for piece in ["<!-- >", "<!doctype[>", "<!doctype [ ] >"] {
            let text = piece.repeat(65_536 / piece.len());
            let mut looked = Looked::default();
            let _ = find_by(&text, &mut looked);
            assert!(looked.0 <= 6 * text.len(), "{piece}: {} bytes of {}", looked.0, text.len());
        }
    }

    #[test]
    fn pages_are_pages() {
        assert_eq!(find("<!DOCTYPE html><p>"), Found::Html);
        assert_eq!(find("\u{feff} <HTML><body>"), Found::Html);
        assert_eq!(find("  "), Found::Nothing);
        assert_eq!(find("<p>portal</p>"), Found::Unknown);
        assert_eq!(find("<p>{main} { \"items\":[]}"), Found::Json("{ \"items\":[]}"));
        assert_eq!(find("show({\"items\":[]});"), Found::Json("{\"items\":[]});"));
        assert_eq!(find(" {\"version\":1}"), Found::Json("{\"version\":1}"));
    }
}
