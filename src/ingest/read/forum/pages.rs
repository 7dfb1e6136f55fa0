//! The pages of a topic: which is the last, and which comes before this one.
//!
//! All engines write pages as a row of numbers of which the present one is no link, or is marked: no theme needs to be
//! known for that.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::front::plain;
use super::place::address;

const ROWS: &str = ".pagination, .pageNav, .PageNav, .paging, .pagelinks, .pagelink, .pages, .pagenav, .Pager, \
    .ipsPagination, .bbp-pagination, .paginator, .pager, .page-numbers, [component=pagination], \
    nav[aria-label*=pag i], [id^=pages], [class*=pagination i]";
const PRESENT: &str = "[aria-current], .active, .current, .selected, .currentPage, .pageNav-page--current, \
    .pagination_current, .ipsPagination_active, .is-active, .currentpage";
const MAX_LINKS: usize = 200;

/// The topic's last page when it is not this one, and the page before this one.
pub(super) fn around(page: &Html, base: &Url) -> (Option<Url>, Option<Url>) {
    let to = |selector: &Selector| {
        let link = page.select(selector).next()?;
        address(link, base).map(plain).filter(|url| url.as_str() != base.as_str())
    };
    let next = to(selector!("link[rel=next], a[rel=next], a[rel~=next]"));
    let before = to(selector!("link[rel=prev], a[rel=prev], link[rel=previous], a[rel~=prev]"));
    for row in page.select(selector!(ROWS)).take(20) {
        let numbered = numbered(row, selector!("a[href]"), base);
        if numbered.is_empty() {
            continue;
        }
        let present = present(row, &numbered).or_else(|| addressed(base)).unwrap_or(1);
        let last = numbered.iter().filter(|(n, _)| *n > present).max_by_key(|(n, _)| *n).map(|(_, url)| url.clone());
        let previous = numbered.iter().find(|(n, _)| present > 0 && n + 1 == present).map(|(_, url)| url.clone());
        return (last.or(next), before.or(previous));
    }
    (next, before)
}

/// The link to the last of a row of pages within an element: that with the highest number, else the last one.
pub(super) fn last_of(row: ElementRef<'_>, links: &Selector, base: &Url) -> Option<Url> {
    let numbered = numbered(row, links, base);
    let highest = numbered.into_iter().max_by_key(|(n, _)| *n).map(|(_, url)| url);
    highest.or_else(|| address(row.select(links).last()?, base).map(plain))
}

fn numbered(row: ElementRef<'_>, links: &Selector, base: &Url) -> Vec<(u32, Url)> {
    let found = row.select(links).take(MAX_LINKS).filter_map(|link| {
        let url = plain(address(link, base)?);
        Some((number(&link.text().collect::<String>()).or_else(|| addressed(&url))?, url))
    });
    found.collect()
}

/// The number of a page in its address (`?page=3`, `/page-3`, `/page/3`).
fn addressed(url: &Url) -> Option<u32> {
    let asked = url.query_pairs().find(|(name, _)| matches!(name.as_ref(), "page" | "p" | "pg" | "paged"));
    let named = || {
        let mut parts = url.path_segments()?.rev().filter(|part| !part.is_empty());
        let (last, before) = (parts.next()?, parts.next());
        let number = last.strip_prefix("page-").or_else(|| last.strip_prefix("page"));
        number.or_else(|| (before == Some("page")).then_some(last)).map(str::to_owned)
    };
    number(&asked.map(|(_, value)| value.into_owned()).or_else(named)?)
}

/// The number of this page: marked as such, or written without a link.
fn present(row: ElementRef<'_>, numbered: &[(u32, Url)]) -> Option<u32> {
    let marked = row.select(selector!(PRESENT)).find_map(|mark| number(&mark.text().collect::<String>()));
    marked.or_else(|| {
        let numbers = row
            .select(selector!("strong, b, em, span, li, td"))
            .filter_map(|element| number(&element.text().collect::<String>()));
        numbers.into_iter().find(|n| !numbered.iter().any(|(linked, _)| linked == n))
    })
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim().trim_matches(['[', ']', '.', '(', ')']);
    if text.len() > 7 { None } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::super::super::html;
    use super::*;

    #[track_caller]
    fn check(source: &str, last: Option<&str>, before: Option<&str>) {
        let base = Url::parse("https://f.example/t/1/page-2").unwrap();
        let (got_last, got_before) = around(&html::parse(source), &base);
        let path = |url: Option<Url>| url.map(|url| url.path().to_owned());
        assert_eq!((path(got_last).as_deref(), path(got_before).as_deref()), (last, before), "{source}");
    }

    #[test]
    fn pages_are_told_by_their_numbers() {
        check(
            "<div class=pagination><a href=/t/1>1</a> <strong>2</strong> <a href=/t/1/page-3>3</a> … <a href=/t/1/page-9>9</a><a href=/t/1/page-3>Next</a></div>",
            Some("/t/1/page-9"),
            Some("/t/1"),
        );
        check("<ul class=pagination><li><a href=/t/1>1</a><li class=active><span>2</span></ul>", None, Some("/t/1"));
        check(
            "<nav class=pageNav><a href=/t/1>1</a><a aria-current=page href=/t/1/page-2>2</a><a href=/t/1/page-3>3</a></nav>",
            Some("/t/1/page-3"),
            Some("/t/1"),
        );
        check("<a rel=next href=/t/1/page-3>more</a>", Some("/t/1/page-3"), None);
        check(
            "<ul class=paginator><li>Page 2 of 4<li><a href=?page=1>&lt;</a><li><a href=/t/1/page-4>Last</a></ul>",
            Some("/t/1/page-4"),
            Some("/t/1/page-2"),
        );
        check("<p>no pages", None, None);
    }
}
