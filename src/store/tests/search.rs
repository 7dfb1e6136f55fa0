//! The archive gives the same hits as matching did: what the index narrows a search to loses none.

use std::fs;
use std::path::Path;

use super::{START, World};
use crate::model::{BrandId, ToneLabel};
use crate::store::MentionFilter;
use crate::understand::query::{About, Document, Matcher, Query, trial};

/// The texts and the queries of the language's own cases, each asked of each.
#[tokio::test]
async fn a_search_of_the_archive_hits_what_matching_hits() {
    let (mut queries, mut texts) = (Vec::new(), Vec::new());
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/queries")).unwrap() {
        for one in trial::read(&fs::read_to_string(file.unwrap().path()).unwrap()).0 {
            queries.push(one.query);
            texts.push(one.written);
        }
    }
    queries.sort_unstable();
    queries.dedup();
    texts.sort_unstable();
    texts.dedup();
    let world = World::new().await;
    let items = texts.iter().enumerate();
    let items = items.map(|(nth, text)| world.item(&nth.to_string(), text, ToneLabel::Neutral)).collect();
    world.poll(0, START, items).await;
    let all = world.store.mentions(MentionFilter { limit: 10_000, ..MentionFilter::default() }).await.unwrap();
    let (mut hits, mut narrowed) = (0, 0);
    for written in &queries {
        let query = Query::parse(written).unwrap().query;
        let words = Some(query.prefilter());
        let filter = MentionFilter { words, limit: 10_000, ..MentionFilter::default() };
        let candidates = world.store.mentions(filter).await.unwrap();
        narrowed += usize::from(candidates.len() < all.len());
        let matcher = Matcher::new([(BrandId(1), query.clone())]);
        for mention in &all {
            let found = candidates.iter().any(|one| one.id == mention.id) && query.hits_mention(mention).is_some();
            let language = || mention.language;
            let live = matcher.hits(&Document {
                title: mention.title.as_str(),
                text: mention.text.as_str(),
                author: None,
                url: mention.url.as_deref(),
                source: &mention.source_name,
                language: &language,
                about: About::of(mention),
            });
            assert_eq!(found, !live.is_empty(), "{written} on {}", mention.text);
            hits += usize::from(found);
        }
    }
    assert!(hits > 300 && narrowed > queries.len() / 2, "{hits} hits, {narrowed} of {} narrowed", queries.len());
}
