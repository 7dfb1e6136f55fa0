//! Where the tags of an HTML fragment begin and end, in one pass over it.

/// Every tag, comment and declaration: where it starts, its name (`/p` for an end, empty for a comment), where it ends.
pub(super) fn tags(html: &str) -> impl Iterator<Item = (usize, &str, usize)> {
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
