//! What is understood of each new item: which brands, which language, which tone towards each, what to moderate.

use std::cell::OnceCell;
use std::sync::Arc;

use anyhow::{Context, Result};

use crate::daemon::app::{Rules, WatchedSource};
use crate::model::{BrandId, Draft, Identity, Language, SourceId, TermHit};
use crate::store::{NewItem, NewMention, Recognised};
use crate::understand::query::Document;
use crate::understand::{language, moderation, story, tone};

/// A draft that the store does not know as it stands.
pub(super) struct Fresh {
    pub(super) draft: Draft,
    pub(super) identity: Identity,
    pub(super) recognised: Recognised,
    pub(super) counted: bool,
}

/// Thinks off the reactor: an item costs microseconds, a first poll brings thousands.
pub(super) async fn understand(rules: Arc<Rules>, source: SourceId, fresh: Vec<Fresh>) -> Result<Vec<NewItem>> {
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    let task = tokio::task::spawn_blocking(move || {
        let Some(source) = rules.sources.get(&source) else { return Vec::new() };
        fresh.into_iter().map(|one| understand_one(&rules, source, one)).collect()
    });
    task.await.context("understanding an item panicked")
}

fn understand_one(rules: &Rules, source: &WatchedSource, fresh: Fresh) -> NewItem {
    let Fresh { draft, identity, recognised, counted } = fresh;
    let (title, text) = (draft.title.as_str(), draft.text.as_str());
    let known_language = OnceCell::new();
    let language_of =
        || *known_language.get_or_init(|| language::detect(&format!("{title}\n{text}"), draft.lang_hint.as_deref()));
    let document = Document {
        title,
        text,
        author: draft.author.as_ref().map(crate::model::NetText::as_str),
        url: draft.url.as_deref(),
        source: &source.config.name,
        language: &language_of,
    };
    let looked_for = |brand: BrandId| source.brands.as_ref().is_none_or(|brands| brands.contains(&brand));
    let hits = rules.matcher.hits(&document).into_iter().filter(|hit| looked_for(hit.brand)).collect::<Vec<_>>();
    let mentions =
        hits.into_iter().map(|hit| mention(title, text, language_of(), hit.brand, hit.hits)).collect::<Vec<_>>();
    let sketch = (!mentions.is_empty()).then(|| story::sketch(title, text));
    let language = language_of();
    NewItem { draft, identity, recognised, language, counted, sketch, mentions }
}

fn mention(title: &str, text: &str, language: Language, brand: BrandId, hits: Vec<TermHit>) -> NewMention {
    let tone = tone::towards(title, text, &hits, language);
    NewMention { brand, hits, tone, flags: moderation::flags(title, text, language) }
}
