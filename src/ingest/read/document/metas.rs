//! What a page says in its `<meta>` elements, gathered in one pass.

use std::collections::HashMap;

use scraper::Html;

const MAX_METAS: usize = 1_000;

/// Contents by `property`, `name` or `itemprop`; the first of several counts.
#[derive(Default)]
pub(super) struct Metas(HashMap<String, String>);

impl Metas {
    pub(super) fn of(page: &Html) -> Self {
        let mut metas = Self::default();
        for meta in page.select(selector!("meta[content]")).take(MAX_METAS) {
            let content = meta.attr("content").map(str::trim).unwrap_or_default();
            let names = ["property", "name", "itemprop"].iter().filter_map(|name| meta.attr(name));
            for name in names.filter(|_| !content.is_empty()) {
                metas.0.entry(name.trim().to_ascii_lowercase()).or_insert_with(|| content.to_owned());
            }
        }
        metas
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
