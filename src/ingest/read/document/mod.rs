//! What a page is, and what it says: an article, a thread, a product.
//!
//! For pages that nobody has described with selectors: the full text behind a partial feed, a forum of any make, a
//! product's page. A page is laid out flat once (`outline`), what is beside the matter on any page is left out
//! (`noise`), and the rest is read as what the page says it is. Deliberately absent: any rule for one site, and any
//! model that was trained on pages and cannot be read.

mod about;
mod article;
mod beside;
mod body;
mod currency;
mod heading;
mod metas;
mod noise;
mod offers;
mod outline;
mod price;
mod recipe;
mod reviews;
pub(super) mod schema;
mod shown;
mod stock;
mod taxes;
mod wares;

pub use offers::offers;
pub(super) use offers::shown_on as offers_on;
pub(super) use reviews::{drafts as review_drafts, standing};
pub(super) use stock::says_stock;

use metas::Metas;
use noise::Manner;
use outline::Outline;
use schema::Node;
use scraper::Html;
use url::Url;

use super::html::{self, Effort, MAX_HTML};
use super::{Input, classify, forum};
use crate::model::{Complaint, Draft, NetText, Offer, Standing, Timestamp};

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
    /// What it sells.
    pub offers: Vec<Offer>,
    /// The rating that sums up its reviews.
    pub standing: Option<Standing>,
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

/// So many words are the page's own, wherever it keeps them, and whatever it looks like.
const MOST_OF_A_WALL: usize = 200;

/// Reads a page as a document.
pub fn document(input: &Input<'_>) -> Document {
    let mut document = Document::default();
    let source = input.decoded(MAX_HTML, &mut document.complaints);
    let tree = html::parse_telling(&source, &mut document.complaints);
    let nodes = schema::read(&tree);
    let metas = Metas::of(&tree);
    document.title = about::title(&tree, &metas, &nodes);
    if let Some(thread) = forum::thread(&tree, &source, &nodes, forum::Visit::of(input.url)) {
        document.title = forum::title(&tree, document.title.as_str()).into();
        document.text = thread.text.into();
        document.kind = DocumentKind::Forum;
        document.posts = thread.posts;
        return document;
    }
    document.author = about::author(&tree, &metas, &nodes);
    document.published = about::published(&tree, &metas, &nodes);
    let offers = offers::of_page(&tree, &metas, &nodes);
    let text = if sells(input.url, &metas, &nodes, &offers) {
        document.kind = DocumentKind::Product;
        document.posts = review_drafts(&nodes, input.url);
        document.standing = standing(&nodes);
        wares::text(&Outline::of(&tree, Manner::Wares), &nodes, document.title.as_str())
    } else {
        let behind = heading::Lines::of(&tree);
        document.author = document.author.or_else(|| behind.person().map(NetText::new));
        document.published = document.published.or_else(|| behind.day()).or_else(|| about::day_of(input.url));
        let body = article::body(&Outline::of(&tree, Manner::Article), document.title.as_str());
        let body = recipe::completed(longest(body, &nodes), &nodes);
        if forum::is_forum(&tree, input.url) { begun(body, &metas) } else { body }
    };
    document.offers = offers;
    let in_its_place = classify::complaint(&source).filter(|_| text.split_whitespace().nth(MOST_OF_A_WALL).is_none());
    document.complaints.extend(in_its_place);
    document.text = if text.trim().is_empty() { few_words(&tree, &source) } else { text }.into();
    document
}

/// All that a page says, when it says little.
fn few_words(page: &Html, source: &str) -> String {
    const FEW: usize = 400;
    let text = html::text(page.root_element(), &[], &Effort::of(source));
    if text.len() <= FEW { text } else { String::new() }
}

/// The body, or what the page says it is, where that is much more: some pages draw theirs with a program.
fn longest(body: String, nodes: &[Node]) -> String {
    let said = nodes.iter().filter(|node| node.is_any(&about::ARTICLES)).find_map(|node| node.text("articleBody"));
    let said = said.map(super::feed::visible).unwrap_or_default();
    if said.len() > 2 * body.len() + 200 { said } else { body }
}

/// The body of a forum's page; where a program draws the posts, how the first begins: forums describe a page by that.
fn begun(body: String, metas: &Metas) -> String {
    let told = ["og:description", "description"].iter().find_map(|name| metas.get(name)).unwrap_or_default();
    let told = super::feed::visible(told);
    if told.len() > body.len() { told } else { body }
}

/// Whether the page is about one thing that it sells.
fn sells(url: &Url, metas: &Metas, nodes: &[Node], offers: &[Offer]) -> bool {
    let told = metas.get("og:type").unwrap_or_default().to_ascii_lowercase();
    let is_article = nodes.iter().any(|node| node.is_any(&about::ARTICLES));
    let is_product = nodes.iter().any(|node| node.is_any(&["Product", "ProductGroup"]));
    // Shops made of blogs call all their pages articles.
    told.contains("product")
        || !is_article && (is_at_a_shop(url) || told != "article" && (is_product || !offers.is_empty()))
}

/// Whether the address is one at which shops show a thing: `/product/lamp`.
fn is_at_a_shop(url: &Url) -> bool {
    const SHELVES: [&str; 8] =
        ["product", "products", "produit", "produits", "produkt", "produkte", "producto", "productos"];
    let mut parts = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
    parts.any(|part| SHELVES.contains(&part)) && parts.next().is_some()
}

#[cfg(test)]
mod tests;
