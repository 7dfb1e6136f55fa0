//! Where a post stands on the web: its own address, or its place on the page of its topic, and its number there.

use scraper::ElementRef;
use url::Url;

/// Where an element links to, if that is on the web.
pub(super) fn address(element: ElementRef<'_>, base: &Url) -> Option<Url> {
    let inner = || element.select(selector!("a[href]")).next()?.attr("href");
    let href = element.attr("href").or_else(inner)?.trim();
    // A place on this page is one on this page, whatever stands in `<base>`.
    let stated = if href.starts_with('#') { None } else { stated_base(element, base) };
    let url = stated.as_ref().unwrap_or(base).join(href).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 8_192).then_some(url)
}

/// What the page's head says that its addresses are relative to.
fn stated_base(element: ElementRef<'_>, page: &Url) -> Option<Url> {
    let named = |name: &'static str| move |child: &ElementRef<'_>| child.value().name() == name;
    let html = element.tree().root().children().filter_map(ElementRef::wrap).find(named("html"))?;
    let head = html.child_elements().find(named("head"))?;
    let base = head.child_elements().filter(named("base")).find_map(|base| base.attr("href"))?;
    page.join(base.trim()).ok()
}

/// The post's `id` as a fragment of the topic's address.
pub(super) fn by_id(post: ElementRef<'_>, topic: &Url) -> Option<Url> {
    let anchor = || post.select(selector!("a[name^=p], a[id]")).next();
    post.attr("id").and_then(|id| at(id, topic)).or_else(|| by_anchor(anchor()?, topic))
}

/// The same of an anchor's name.
pub(super) fn by_anchor(anchor: ElementRef<'_>, topic: &Url) -> Option<Url> {
    at(anchor.attr("name").or_else(|| anchor.attr("id"))?, topic)
}

fn at(id: &str, topic: &Url) -> Option<Url> {
    let mut url = topic.clone();
    url.set_fragment(Some(id).filter(|id| !id.is_empty() && id.len() <= 256));
    url.fragment().is_some().then_some(url)
}

/// The last run of digits, letters around it where an engine counts in them (`t3_1rku5x9`).
pub(super) fn last_number(text: &str) -> Option<&str> {
    if text.starts_with("t1_") || text.starts_with("t3_") {
        return Some(text).filter(|text| text.len() <= 20);
    }
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(&text[start..end]).filter(|digits| digits.len() <= 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posts_number_is_the_last_in_its_id() {
        let check = |id, want| assert_eq!(last_number(id), want, "{id}");
        check("js-post-63057301", Some("63057301"));
        check("elComment_12_wrap", Some("12"));
        check("é7", Some("7"));
        check("t1_abc9", Some("t1_abc9"));
        check("main", None);
    }
}
