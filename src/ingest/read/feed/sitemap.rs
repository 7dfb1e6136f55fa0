//! A sitemap of news (Google News): what many papers without a feed publish of the last two days.
//!
//! Deliberately absent: a sitemap of other pages, which names them without a word of what they say.

use url::Url;

use super::address;
use super::map::{Channel, Entry};
use super::text::visible;
use super::tree::{MAX_ENTRIES, Tree};
use crate::ingest::read::date;

/// The articles that the sitemap names; nothing when it names none by its title.
pub(super) fn channel(tree: &Tree<'_>, url: &Url) -> Option<Channel> {
    let rows = tree.children(0).filter(|&id| tree.node(id).local == "url");
    let entries: Vec<Entry> = rows.filter_map(|row| entry(tree, row, url)).take(MAX_ENTRIES).collect();
    (!entries.is_empty()).then(|| Channel { title: String::new(), entries })
}

fn entry(tree: &Tree<'_>, row: usize, url: &Url) -> Option<Entry> {
    let child = |of: usize, name: &str| tree.children(of).find(|&id| tree.node(id).local == name);
    let said = |of: usize, name: &str| Some(tree.text(child(of, name)?).trim().to_owned()).filter(|s| !s.is_empty());
    let news = child(row, "news")?;
    let link = address::absolute(url, &[], &said(row, "loc")?)?;
    let dated = |text: Option<String>| text.and_then(|text| date::parse(&text, None)).filter(|at| date::is_meant(*at));
    Some(Entry {
        title: visible(&tree.inner(child(news, "title")?)),
        link: Some(link),
        published: dated(said(news, "publication_date")),
        updated: dated(said(row, "lastmod")),
        lang: child(news, "publication").and_then(|of| said(of, "language")),
        ..Entry::default()
    })
    .filter(|entry| !entry.title.trim().is_empty())
}
