//! What a page says of its article: title, author, date.
//!
//! What it says for machines comes first, then what it tells social networks, then what people see. A date is read
//! where it is marked as one, or stands as a line behind the heading (`heading`), never out of running text.

use scraper::{Html, Selector};
use url::Url;

use super::metas::Metas;
use super::schema::Node;
use crate::ingest::read::feed::visible;
use crate::ingest::read::html::{self, Effort};
use crate::ingest::read::{date, page};
use crate::model::{NetText, Timestamp};

pub(super) const ARTICLES: [&str; 12] = [
    "NewsArticle",
    "Article",
    "BlogPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "AdvertiserContentArticle",
];
const PRODUCTS: [&str; 2] = ["Product", "ProductGroup"];
/// What is written and read from top to bottom, and no news.
const PIECES: [&str; 3] = ["Recipe", "HowTo", "PodcastEpisode"];

/// The thing that the page is about: an article or a product that stands in no other.
fn subject(nodes: &[Node]) -> Option<&Node> {
    let first = |kinds: &[&str]| nodes.iter().find(|node| node.is_any(kinds));
    first(&ARTICLES).or_else(|| first(&PRODUCTS)).or_else(|| first(&PIECES))
}

/// Whether the page says that it is about something to be read, made or heard.
pub(super) fn is_piece(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.is_any(&PIECES))
}

/// What the page is called. Its `<title>` names it too, beside the site: it decides between names that differ.
pub(super) fn title(page: &Html, metas: &Metas, nodes: &[Node]) -> NetText {
    let whole = page::title(page);
    let named = folded(whole.as_str());
    let stands = |name: &str| named.contains(&folded(&visible(name)));
    let said = subject(nodes).and_then(|node| {
        let (headline, name) = (node.text("headline"), node.text("name"));
        // An encyclopedia's headline tells what the thing is.
        let is_told_of = headline.is_some_and(|headline| !stands(headline)) && name.is_some_and(stands);
        if is_told_of { name } else { headline.or(name) }
    });
    let seen = only(page, selector!("h1"));
    let told = metas.get("og:title").or_else(|| metas.get("twitter:title"));
    // What a site tells networks of all its pages alike.
    let begins = seen.as_deref().map(folded).is_some_and(|seen| !seen.is_empty() && named.starts_with(&seen));
    let told = told.filter(|told| stands(told) || !begins);
    let site = metas.get("og:site_name").map(visible).unwrap_or_default();
    let called = said.or(told).map(visible);
    let called = called.map(|name| heading_of(page, &name).unwrap_or_else(|| without_site(&name, &site).to_owned()));
    let title = called.or_else(|| {
        let own = whole.as_str().split(['|', '–', '—', '»']).next().unwrap_or_default();
        // The name of the site, which is the last of its title.
        let is_site = |seen: &str| named.len() > folded(seen).len() && named.ends_with(&folded(seen));
        if seen.as_deref().is_some_and(is_site) && own.len() < whole.as_str().len() {
            Some(own.to_owned())
        } else {
            seen
        }
    });
    let title = title.map(|title| NetText::new(visible(&title)).clipped(300));
    title.filter(|title| !title.is_blank()).unwrap_or(whole)
}

/// The heading that a name begins with, when less follows than it says: `Boeuf bourguignon - Cuisine`.
fn heading_of(page: &Html, named: &str) -> Option<String> {
    let is_start = |heading: &String| {
        let (heading, rest) = (heading.trim(), named.get(heading.trim().len()..).unwrap_or_default().trim_start());
        let start = named.strip_suffix(rest).unwrap_or_default().trim_end();
        start.to_lowercase() == heading.to_lowercase() && rest.len() < heading.len() && rest.starts_with(BETWEEN)
    };
    shown(page, selector!("h1")).find(is_start)
}

/// A title without the site's name at its end.
fn without_site<'t>(title: &'t str, site: &str) -> &'t str {
    let start = title.len().checked_sub(site.len()).filter(|&at| !site.is_empty() && title.is_char_boundary(at));
    let own = start.filter(|&at| title[at..].eq_ignore_ascii_case(site)).map(|at| title[..at].trim_end());
    let own = own.and_then(|own| own.strip_suffix(BETWEEN)).map(str::trim_end);
    own.filter(|own| !own.is_empty()).unwrap_or(title)
}

/// What stands between the name of a page and that of its site.
const BETWEEN: [char; 8] = ['|', '-', '–', '—', '·', '•', '»', '｜'];

/// Its letters and figures, small.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Who wrote it.
pub(super) fn author(page: &Html, metas: &Metas, nodes: &[Node]) -> Option<NetText> {
    let said = subject(nodes).map(|node| {
        let names: Vec<&str> = node.texts("author").filter(|name| !is_address(name)).take(5).collect();
        names.join(", ")
    });
    let said = said.filter(|names| !names.is_empty());
    let told = || {
        ["author", "article:author", "parsely-author", "dc.creator"]
            .iter()
            .find_map(|name| metas.get(name))
            .map(str::to_owned)
    };
    let seen =
        || only(page, selector!("[rel~=author], [itemprop~=author] [itemprop=name], .author-name, .byline-name"));
    let name = said.or_else(|| told().filter(|name| !is_address(name))).or_else(seen)?;
    Some(NetText::new(visible(&name)).clipped(200)).filter(|name| !name.is_blank())
}

/// When it was published.
pub(super) fn published(page: &Html, metas: &Metas, nodes: &[Node]) -> Option<Timestamp> {
    let said = || subject(nodes).and_then(|node| node.date("datePublished").or_else(|| node.date("dateCreated")));
    let names = [
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "og:datepublished",
        "vr:published_time",
        "citation_publication_date",
        "parsely-pub-date",
        "datepublished",
        "dc.date",
        "date",
        "publishdate",
        "pubdate",
        "publish-date",
        "publish_date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.created",
        "dc:created",
        "dc.issued",
        "datecreated",
        "sailthru.date",
        "article_date_original",
        "cxenseparse:recs:publishtime",
    ];
    let told = || names.iter().find_map(|name| date::parse(metas.get(name)?, None));
    let marked = || {
        let places = selector!(
            "[itemprop=datePublished], time[pubdate], .dt-published, time.published, abbr.published, time.entry-date, \
             article time[datetime]"
        );
        page.select(places).take(20).find_map(|place| {
            let given = ["datetime", "content", "title"].iter().find_map(|name| place.attr(name));
            given.and_then(|text| date::parse(text, None))
        })
    };
    said().or_else(told).or_else(marked)
}

/// The day that an address says: `/2018/02/01/title`, `/2018-02-01-title`.
pub(super) fn day_of(url: &Url) -> Option<Timestamp> {
    let path = url.path();
    let starts = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    starts.filter_map(|rest| rest.get(..10)).find_map(|part| {
        let is_day = part.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => matches!(b, b'/' | b'-') && b == part.as_bytes()[4],
            _ => b.is_ascii_digit(),
        });
        let is_year = part.starts_with("19") || part.starts_with("20");
        (is_day && is_year).then(|| date::parse(&part.replace('/', "-"), None))?
    })
}

/// The text of what the selector matches first, if it is short.
fn only(page: &Html, selector: &Selector) -> Option<String> {
    shown(page, selector).find(|text| !text.trim().is_empty() && text.len() < 400)
}

/// The texts of the first things that the selector matches.
fn shown(page: &Html, selector: &Selector) -> impl Iterator<Item = String> {
    let effort = Effort::of_tree(page);
    page.select(selector).take(5).map(move |element| html::text(element, &[], &effort).replace('\n', " "))
}

fn is_address(name: &str) -> bool {
    name.starts_with("http") || name.starts_with('/') || name.starts_with('@')
}
