//! What is understood of each new item: which brands, which language, which tone towards each, what to moderate.

use std::cell::{LazyCell, OnceCell};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tracing::warn;

use crate::daemon::rules::{Rules, WatchedSource};
use crate::model::{BrandId, Draft, Identity, Language, SourceId, TermHit};
use crate::store::{NewItem, NewMention, Recognised};
use crate::understand::query::{About, Document};
use crate::understand::taught::Subject;
use crate::understand::tone::Reader;
use crate::understand::{language, moderation, story};

/// Places kept of one mention in one field: a text that says nothing but the brand would else fill the memory (R7).
const MOST_HITS: usize = 64;

/// A draft that the store does not know as it stands.
pub(super) struct Fresh {
    pub(super) draft: Draft,
    pub(super) identity: Identity,
    pub(super) recognised: Recognised,
    pub(super) counted: bool,
}

/// So many bytes are thought on in less time than the way to another thread and back takes.
const IN_PLACE: usize = 64 * 1024;

/// A larger model of the tone has so long for the texts of one poll; the rest is read without it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Thinks off the reactor where there is much to think on: an item costs microseconds, a first poll may bring thousands.
pub(super) async fn understand(rules: Arc<Rules>, source: SourceId, fresh: Vec<Fresh>) -> Result<Vec<NewItem>> {
    if fresh.is_empty() {
        return Ok(Vec::new());
    }
    let bytes: usize = fresh.iter().map(|one| one.draft.title.as_str().len() + one.draft.text.as_str().len()).sum();
    let (reader, errand) = rules.config.tone.errand();
    if bytes <= IN_PLACE && reader.is_alone() {
        let Some(source) = rules.sources.get(source) else { return Ok(Vec::new()) };
        return Ok(fresh.into_iter().map(|one| understand_one(&rules, source, &reader, one)).collect());
    }
    let source_id = source;
    let mut task = tokio::task::spawn_blocking(move || {
        let Some(source) = rules.sources.get(source) else { return Vec::new() };
        fresh.into_iter().map(|one| understand_one(&rules, source, &reader, one)).collect()
    });
    let done = tokio::select! {
        done = &mut task => done,
        () = tokio::time::sleep(PATIENCE) => {
            errand.end();
            task.await
        }
    };
    if let n @ 1.. = errand.unanswered() {
        warn!(source.id = %source_id, "The model of [[tone]] gave no answer on {n} texts: the built-in reading answered alone");
    }
    done.context("understanding an item panicked")
}

/// Whether a brand that is looked for in the source is named.
pub(super) fn names_a_brand(rules: &Rules, source: &WatchedSource, draft: &Draft) -> bool {
    let language = || language::detect(&format!("{}\n{}", draft.title, draft.text), draft.lang_hint.as_deref());
    let hits = rules.matcher.hits(&document(source, draft, &language));
    hits.iter().any(|hit| is_looked_for(source, hit.brand))
}

fn is_looked_for(source: &WatchedSource, brand: BrandId) -> bool {
    source.brands.as_ref().is_none_or(|brands| brands.contains(&brand))
}

fn document<'a>(source: &'a WatchedSource, draft: &'a Draft, language: &'a dyn Fn() -> Language) -> Document<'a> {
    Document {
        title: draft.title.as_str(),
        text: draft.text.as_str(),
        author: draft.author.as_ref().map(crate::model::NetText::as_str),
        url: draft.url.as_deref(),
        source: &source.config.name,
        language,
        about: About {
            kind: Some(source.config.read_as.kind()),
            rating: draft.rating,
            published: draft.published,
            mention: None,
        },
    }
}

fn understand_one(rules: &Rules, source: &WatchedSource, reader: &Reader, fresh: Fresh) -> NewItem {
    let Fresh { draft, identity, recognised, counted } = fresh;
    let (title, text) = (draft.title.as_str(), draft.text.as_str());
    let known_language = OnceCell::new();
    let language_of =
        || *known_language.get_or_init(|| language::detect(&format!("{title}\n{text}"), draft.lang_hint.as_deref()));
    let document = document(source, &draft, &language_of);
    let hits =
        rules.matcher.hits(&document).into_iter().filter(|hit| is_looked_for(source, hit.brand)).collect::<Vec<_>>();
    let flags = LazyCell::new(|| moderation::flags(title, text, language_of()));
    let taught = rules.taught();
    let mentions = hits
        .into_iter()
        .map(|hit| {
            let hits = first_of_each_field(&hit.hits);
            let subject = Subject { brand: hit.brand, kind: source.config.read_as.kind(), title, text, hits: &hits };
            let tone = taught.tone(&subject, reader.towards(title, text, &hits, language_of()));
            let excluded = taught.sets_aside(&subject);
            NewMention { brand: hit.brand, hits, tone, flags: flags.clone(), excluded }
        })
        .collect::<Vec<_>>();
    let sketch = (!mentions.is_empty()).then(|| story::sketch(title, text));
    // Most items speak of no brand, and nobody asks for the language of those: telling it would be most of the work.
    let is_read = !mentions.is_empty()
        || matches!(recognised, Recognised::Edited(_) | Recognised::Moved(_) | Recognised::Rewritten);
    let language = if is_read { language_of() } else { known_language.get().copied().unwrap_or_default() };
    // Of what is kept as a key alone, the words need not wait for the store.
    let only_a_key = rules.config.retention.items.is_zero() && mentions.is_empty() && recognised == Recognised::New;
    let draft = if only_a_key { Draft::default() } else { draft };
    NewItem { draft, identity, recognised, language, counted, sketch, mentions }
}

/// Hits come in order of field and place.
fn first_of_each_field(hits: &[TermHit]) -> Vec<TermHit> {
    hits.chunk_by(|a, b| a.field == b.field).flat_map(|field| field.iter().take(MOST_HITS).cloned()).collect()
}
