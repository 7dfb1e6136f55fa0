//! What people read, and the full-text index.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::MentionFilter;
use super::*;
use crate::model::Mention;
use crate::understand::query::Prefilter;

async fn texts(world: &World, words: Prefilter) -> Vec<String> {
    let filter = MentionFilter { words: Some(words), limit: 100, ..MentionFilter::default() };
    let found = world.store.mentions(filter).await.unwrap();
    let mut texts: Vec<_> = found.into_iter().map(|mention| mention.text.as_str().to_owned()).collect();
    texts.sort();
    texts
}

#[tokio::test]
async fn the_index_finds_words_and_takes_nothing_for_an_operator() {
    let world = World::new().await;
    let posts = ["Acmé déçoit", "mauvais œil NEAR Acme", "Acme \"top\" -10 %", "Acme arnaque"];
    let items = posts.iter().zip(["1", "2", "3", "4"]);
    world.poll(0, START, items.map(|(post, id)| world.item(id, post, ToneLabel::Neutral)).collect()).await;
    let one = |text: &str| Prefilter::Word(text.to_owned());
    for (words, want) in [
        (one("decoit"), vec!["Acmé déçoit"]),
        (one("acme"), vec!["Acme \"top\" -10 %", "Acme arnaque", "Acmé déçoit", "mauvais œil NEAR Acme"]),
        (one("near"), vec!["mauvais œil NEAR Acme"]),
        (one("\"top\""), vec!["Acme \"top\" -10 %"]),
        (one("-10"), vec!["Acme \"top\" -10 %"]),
        (one("* OR acme\" *"), vec![]),
        (Prefilter::Prefix("arnaq".into()), vec!["Acme arnaque"]),
        (
            Prefilter::And(vec![Prefilter::Word("mauvais".into()), Prefilter::Word("oeil".into())]),
            vec!["mauvais œil NEAR Acme"],
        ),
        (Prefilter::And(vec![one("acme"), one("top")]), vec!["Acme \"top\" -10 %"]),
        (Prefilter::Or(vec![one("decoit"), one("arnaque")]), vec!["Acme arnaque", "Acmé déçoit"]),
    ] {
        assert_eq!(texts(&world, words.clone()).await, want, "{words:?}");
    }
}

#[tokio::test]
async fn lists_are_filtered_and_paged_newest_first() {
    let world = World::new().await;
    for n in 0..5 {
        let tone = if n % 2 == 0 { ToneLabel::Negative } else { ToneLabel::Positive };
        world.poll(0, minutes(n), vec![world.item(&n.to_string(), &format!("Acme {n}"), tone)]).await;
    }
    let page = async |filter: MentionFilter| world.store.mentions(filter).await.unwrap();
    let first = page(MentionFilter { limit: 2, ..MentionFilter::default() }).await;
    assert_eq!(first.iter().map(|mention| mention.seen_at).collect::<Vec<_>>(), [minutes(4), minutes(3)]);
    let rest = page(MentionFilter { limit: 9, before: Some(first[1].id), ..MentionFilter::default() }).await;
    assert_eq!(rest.len(), 3);
    let filter = MentionFilter {
        brands: vec![world.brands[0]],
        from: Some(minutes(1)),
        to: Some(minutes(4)),
        tone: Some(ToneLabel::Negative),
        counted_only: true,
        limit: 9,
        ..MentionFilter::default()
    };
    assert_eq!(page(filter.clone()).await.len(), 1);
    assert!(page(MentionFilter { brands: vec![world.brands[1]], ..filter }).await.is_empty());
    assert_eq!(world.store.mention(first[0].id).await.unwrap().as_ref(), Some(&first[0]));
}

#[tokio::test]
async fn worst_first_one_a_story_and_the_earliest_by_publication() {
    let world = World::new().await;
    let with = |guid: &str, score: f64, published: i64, words: u8| {
        let mut item = world.item(guid, &format!("Acme {guid}"), ToneLabel::Negative);
        item.mentions[0].tone.score = score;
        item.draft.published = Some(minutes(published));
        NewItem { sketch: Some(sketch([words; 4])), ..item }
    };
    let items = vec![with("a", -0.9, -5, 1), with("b", -0.8, -9, 1), with("c", -0.2, -1, 2)];
    world.poll(0, START, items).await;
    let brand = world.brands[0];
    let worst = world.store.worst_mentions(vec![brand], START, hours(1), true, 5).await.unwrap();
    assert_eq!(worst.iter().map(|mention| mention.text.as_str()).collect::<Vec<_>>(), ["Acme a", "Acme c"]);
    let looked_at = Arc::new(AtomicUsize::new(0));
    let wanted = |text: &'static str, among, most| {
        let looked_at = Arc::clone(&looked_at);
        let is_wanted = move |mention: &Mention| {
            looked_at.fetch_add(1, Ordering::Relaxed);
            mention.text.as_str() == text
        };
        world.store.worst_wanted(vec![brand], (START, hours(1)), true, among, most, is_wanted)
    };
    assert_eq!(wanted("Acme c", 5, 1).await.unwrap(), worst[1..]);
    assert!(wanted("Acme c", 1, 1).await.unwrap().is_empty());
    // What is found ends the reading (R7).
    assert_eq!(wanted("Acme a", 5, 1).await.unwrap(), worst[..1]);
    assert_eq!(looked_at.load(Ordering::Relaxed), 2 + 1 + 1);
    let first = world.store.first_mention(brand, START, hours(1), true).await.unwrap().unwrap();
    assert_eq!(first.text.as_str(), "Acme b");
    let totals = world.store.totals(brand, START, hours(1), true).await.unwrap();
    assert_eq!((totals.mentions, totals.stories, totals.negative, totals.positive), (3, 2, 3, 0));
    assert!(world.store.first_mention(world.brands[1], START, hours(1), false).await.unwrap().is_none());
}

#[tokio::test]
async fn dashboards_read_indexes_not_tables_r7() {
    let world = World::new().await;
    for sql in [
        "SELECT seen_at, counted, leads, tone FROM mentions WHERE brand_id = 1 AND seen_at > 2 AND seen_at <= 3",
        "SELECT id FROM mentions m ORDER BY m.seen_at DESC, m.id DESC LIMIT 50",
        "SELECT id FROM source_polls CROSS JOIN sources ON id = source_id WHERE retired_at IS NULL AND next_due_at <= 5
         ORDER BY next_due_at, source_id LIMIT 5",
        "SELECT MIN(due_at) FROM outbox WHERE state = 'waiting'",
        "SELECT id FROM items WHERE mentioned = 0 AND seen_at < 5 ORDER BY seen_at, id LIMIT 5",
    ] {
        let plan = world.store.read(move |db| {
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let steps = statement.query_map([], |row| row.get::<_, String>(3))?.collect::<Result<Vec<_>, _>>()?;
            Ok(steps.join("; "))
        });
        let plan = plan.await.unwrap();
        assert!(plan.contains("INDEX") && !plan.contains("TEMP B-TREE"), "{sql}: {plan}");
    }
}
