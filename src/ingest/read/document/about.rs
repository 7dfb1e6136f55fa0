//! What a page says of its article: title, author, date.
//!
//! What it says for machines comes first, then what it tells social networks, then what people see. A date is read
//! where it is marked as one, or stands as a line behind the heading (`heading`), never out of running text.

use scraper::{ElementRef, Html, Selector};
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

/// What the page is called.
pub(super) fn title(page: &Html, metas: &Metas, nodes: &[Node]) -> NetText {
    let said = subject(nodes).and_then(|node| node.text("headline").or_else(|| node.text("name"))).map(str::to_owned);
    let told = || metas.get("og:title").or_else(|| metas.get("twitter:title")).map(str::to_owned);
    let seen = || only(page, "h1");
    let title = said.or_else(told).or_else(seen).map(|title| NetText::new(visible(&title)).clipped(300));
    title.filter(|title| !title.is_blank()).unwrap_or_else(|| page::title(page))
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
    let seen = || only(page, "[rel~=author], [itemprop~=author] [itemprop=name], .author-name, .byline-name");
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
        let places = "[itemprop=datePublished], time[pubdate], .dt-published, time.published, abbr.published, \
                      time.entry-date, article time[datetime]";
        page.select(&Selector::parse(places).ok()?).take(20).find_map(|place| {
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
fn only(page: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    let effort = Effort::of_tree(page);
    let shown = |element: ElementRef<'_>| html::text(element, &[], &effort).replace('\n', " ");
    page.select(&selector).take(5).map(shown).find(|text| !text.trim().is_empty() && text.len() < 400)
}

fn is_address(name: &str) -> bool {
    name.starts_with("http") || name.starts_with('/') || name.starts_with('@')
}
