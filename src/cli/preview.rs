//! What a source brings, before anybody decides to poll it: how much, how new, how often, and what of it would match.

use serde_json::{Value, json};

use crate::config::BrandConfig;
use crate::locale::{date_time, span, tell};
use crate::model::{Draft, Locale, NetText, Timestamp};
use crate::understand::language;
use crate::understand::query::{About, Document};

/// What was read, summed up.
pub(super) struct Preview {
    items: usize,
    newest: Option<Timestamp>,
    /// The usual time from one item to the next.
    rhythm: Option<std::time::Duration>,
    /// Per brand, how many items would be its mentions.
    matched: Vec<(String, usize)>,
    titles: Vec<NetText>,
}

impl Preview {
    /// Of these drafts, for the brands that are looked for in the source; for all of them, of a place that is no source.
    pub(super) fn of(drafts: &[Draft], source: Option<&str>, brands: &[BrandConfig]) -> Self {
        let mut dates: Vec<Timestamp> = drafts.iter().filter_map(|draft| draft.published).collect();
        dates.sort_unstable();
        let mut gaps: Vec<std::time::Duration> = dates.windows(2).map(|two| two[0].until(two[1])).collect();
        gaps.sort_unstable();
        let is_meant = |named: &[String]| source.is_none_or(|source| named.iter().any(|name| name == source));
        let looked_for = brands.iter().filter(|brand| brand.sources.is_empty() || is_meant(&brand.sources));
        let source = source.unwrap_or_default();
        let matched = looked_for.map(|brand| {
            let count = drafts.iter().filter(|draft| matches(brand, draft, source)).count();
            (brand.name.clone(), count)
        });
        let mut newest: Vec<&Draft> = drafts.iter().collect();
        newest.sort_by_key(|draft| std::cmp::Reverse(draft.published));
        let titles = newest.into_iter().map(title).filter(|title| !title.is_blank()).take(3).collect();
        Self {
            items: drafts.len(),
            newest: dates.last().copied(),
            rhythm: gaps.get(gaps.len() / 2).copied().filter(|gap| !gap.is_zero()),
            matched: matched.collect(),
            titles,
        }
    }

    /// Lines for a person.
    pub(super) fn lines(&self, locale: Locale, time_zone: &str) -> Vec<String> {
        let matched: usize = self.matched.iter().map(|(_, count)| count).sum();
        let by_brand = self.matched.iter().filter(|(_, count)| *count > 0);
        let by_brand: Vec<String> = by_brand.map(|(name, count)| format!("{name} {count}")).collect();
        let newest = self.newest.map_or_else(|| "–".to_owned(), |at| date_time(locale, at, time_zone));
        let rhythm = self.rhythm.map_or_else(|| "–".to_owned(), |gap| span(locale, gap));
        let brands = if by_brand.is_empty() { "–".to_owned() } else { by_brand.join(", ") };
        let facts = [
            ("items", self.items.into()),
            ("newest", newest.into()),
            ("rhythm", rhythm.into()),
            ("matched", matched.into()),
            ("brands", brands.into()),
        ];
        let first = tell(locale, "cli-preview", &facts);
        std::iter::once(first).chain(self.titles.iter().map(|title| format!("· {title}"))).collect()
    }

    /// For a program.
    pub(super) fn json(&self) -> Value {
        json!({
            "items": self.items,
            "newest": self.newest.map(|at| at.to_string()),
            "every_seconds": self.rhythm.map(|gap| gap.as_secs()),
            "matched": self.matched.iter().map(|(name, count)| json!({"brand": name, "items": count})).collect::<Vec<_>>(),
            "titles": self.titles.iter().map(NetText::as_str).collect::<Vec<_>>(),
        })
    }
}

fn title(draft: &Draft) -> NetText {
    if draft.title.is_blank() { draft.text.clipped(100) } else { draft.title.clipped(100) }
}

fn matches(brand: &BrandConfig, draft: &Draft, source: &str) -> bool {
    let (title, text) = (draft.title.as_str(), draft.text.as_str());
    let document = Document {
        title,
        text,
        author: draft.author.as_ref().map(NetText::as_str),
        url: draft.url.as_deref(),
        source,
        language: &|| language::detect(&format!("{title}\n{text}"), draft.lang_hint.as_deref()),
        about: About { rating: draft.rating, published: draft.published, ..About::default() },
    };
    brand.query.hits(&document).is_some()
}
