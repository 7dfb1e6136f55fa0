//! What a page is, and what it says: an article, a thread, a product.
//!
//! For pages that nobody has described with selectors: the full text behind a partial feed, a forum of any make, a
//! product's page.

mod article;
mod noise;
mod offers;
mod outline;
mod price;
pub(super) mod schema;
mod wares;

pub use offers::offers;

use noise::Manner;
use outline::Outline;
use schema::Node;
use scraper::Html;

use super::html::{self, MAX_HTML};
use super::{Input, forum, page};
use crate::model::{Complaint, Draft, NetText, Timestamp};

/// A page, understood as a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: NetText,
    /// Who wrote it.
    pub author: Option<NetText>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Its main text: the article's body, all posts of a thread in order, or a product's title, description, price and
    /// reviews.
    pub text: NetText,
    /// The posts of a thread, or a page's reviews.
    pub posts: Vec<Draft>,
    /// What was mended or left out.
    pub complaints: Vec<Complaint>,
}

/// What a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentKind {
    /// An article, or anything that is read from top to bottom.
    #[default]
    Article,
    /// A thread of posts.
    Forum,
    /// A product with an offer, or a page of reviews.
    Product,
}

impl DocumentKind {
    /// The word for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Forum => "forum",
            Self::Product => "product",
        }
    }
}

/// Reads a page as a document.
pub fn document(input: &Input<'_>) -> Document {
    let mut document = Document::default();
    let source = input.decoded(MAX_HTML, &mut document.complaints);
    let tree = html::parse(&source);
    document.title = page::title(&tree);
    if let Some(posts) = forum::thread(&tree, input.url) {
        let texts: Vec<&str> = posts.iter().map(|post| post.text.as_str()).collect();
        document.text = texts.join("\n").into();
        document.kind = DocumentKind::Forum;
        document.posts = posts;
        return document;
    }
    let nodes = schema::read(&tree);
    if sells(&tree, &nodes) {
        document.kind = DocumentKind::Product;
        let outline = Outline::of(&tree, Manner::Wares);
        document.text = wares::text(&outline, &nodes, document.title.as_str()).into();
    } else {
        let outline = Outline::of(&tree, Manner::Article);
        document.text = article::body(&outline, document.title.as_str()).into();
    }
    document
}

/// Whether the page is about one thing that it sells.
fn sells(page: &Html, nodes: &[Node]) -> bool {
    let is_article = ["Article", "NewsArticle", "BlogPosting", "Report"].iter().any(|kind| nodes.iter().any(|n| n.is(kind)));
    let is_product = nodes.iter().any(|node| node.is_any(&["Product", "ProductGroup"]));
    let told = offers::meta(page, "og:type").unwrap_or_default().to_ascii_lowercase();
    let (is_article, says) = (is_article || told == "article", told.contains("product"));
    says || is_product && !is_article || !is_article && !offers::of_page(page, nodes).is_empty()
}
