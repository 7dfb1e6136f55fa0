//! The reviews that a page says it shows, and the rating that it sums them up in.

use url::Url;

use super::schema::{self, Node, Value};
use crate::ingest::read::feed::{clip, visible};
use crate::ingest::read::fragment::by_words;
use crate::model::{Draft, NetText, Rating, Standing};

const MAX_REVIEWS: usize = 1_000;
const MAX_TEXT: usize = 65_536;
/// What is kept of the name of a thing: each of its reviews may carry it.
const MAX_NAME: usize = 200;

/// The reviews, in the order of the page, each once.
pub(in crate::ingest::read) fn drafts(nodes: &[Node], url: &Url) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (review, of) in KINDS.iter().flat_map(|kind| all(nodes, kind)).take(MAX_REVIEWS) {
        let draft = draft(review, url);
        // JSON-LD and microdata often say the same twice.
        let is_known = |known: &Draft| known.text == draft.text && known.author == draft.author;
        let is_empty = draft.text.is_blank() && draft.title.is_blank();
        if !is_empty && !drafts.iter().any(is_known) {
            drafts.push(Draft { title: title_or(draft.title, review, of), ..draft });
        }
    }
    drafts
}

const KINDS: [&str; 3] = ["Review", "UserReview", "CriticReview"];

/// The reviews of that type, each with the name of the thing that it stands in.
fn all<'n>(nodes: &'n [Node], kind: &str) -> Vec<(&'n Node, Option<&'n str>)> {
    let mut found = Vec::new();
    let mut todo: Vec<(&Node, Option<&str>)> = nodes.iter().rev().map(|node| (node, None)).collect();
    while let Some((node, of)) = todo.pop() {
        if node.is(kind) {
            found.push((node, of));
        }
        let of = if node.is_any(&KINDS) { of } else { node.text("name").or(of) };
        todo.extend(node.properties.iter().rev().filter_map(|(_, value)| match value {
            Value::Node(inner) => Some((inner, of)),
            Value::Text(_) => None,
        }));
    }
    found
}

/// Who reviews a thing on its own page need not name it: without a headline, the review bears the thing's name.
fn title_or(title: NetText, review: &Node, of: Option<&str>) -> NetText {
    match review.text("itemReviewed").or(of).filter(|_| title.is_blank()) {
        Some(name) => clean(name, MAX_NAME),
        None => title,
    }
}

fn clean(text: &str, max: usize) -> NetText {
    NetText::new(visible(clip(text, max).0))
}

fn draft(review: &Node, page: &Url) -> Draft {
    let first = |names: &[&str]| names.iter().find_map(|name| review.text(name));
    let title = first(&["headline", "name"]).map(|text| clean(text, 1_024)).unwrap_or_default();
    let text = first(&["reviewBody", "description", "text"]).map(|text| clean(text, MAX_TEXT)).unwrap_or_default();
    let own = first(&["url", "mainEntityOfPage"]).and_then(|address| web_address(address, page));
    let own = own.filter(|own| own != page);
    let guid = review.id.clone().or_else(|| first(&["identifier"]).map(str::to_owned));
    Draft {
        guid: guid.filter(|id| !id.is_empty() && id.len() <= 1_024 && !id.starts_with("_:")),
        url: own.map(String::from).or_else(|| Some(by_words(text.as_str(), page))),
        title,
        author: first(&["author", "creator"]).map(|name| clean(name, 1_024)).filter(|name| !name.is_blank()),
        text,
        published: review.date("datePublished").or_else(|| review.date("dateCreated")),
        updated: review.date("dateModified"),
        lang_hint: first(&["inLanguage"]).map(|lang| clip(lang, 35).0.to_owned()),
        rating: review.rating("reviewRating").or_else(|| review.rating("rating")),
    }
}

fn web_address(address: &str, page: &Url) -> Option<Url> {
    let url = page.join(address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.as_str().len() <= 8_192).then_some(url)
}

/// What all reviewers together say: the first rating that sums up, of the thing before the house that shows it.
pub(in crate::ingest::read) fn standing(nodes: &[Node]) -> Option<Standing> {
    let is_house = |node: &&Node| node.is_any(&["Organization", "Corporation", "OnlineStore", "WebSite"]);
    let (houses, things): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(is_house);
    things.into_iter().chain(houses).find_map(|node| {
        schema::all(std::slice::from_ref(node), "AggregateRating").into_iter().find_map(|sum| {
            let rating: Rating = sum.stars()?;
            Some(Standing { rating, count: sum.count("reviewCount").or_else(|| sum.count("ratingCount")) })
        })
    })
}
