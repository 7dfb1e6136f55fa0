//! Forgetting: texts go, keys stay.

use super::*;

async fn prune_all(world: &World, items: Timestamp, mentions: Timestamp, keys: Timestamp, now: Timestamp) -> u64 {
    let mut touched = 0;
    loop {
        let rows = world.store.prune(items, mentions, keys, now).await.unwrap();
        assert!(rows <= 500);
        touched += rows;
        if rows == 0 {
            return touched;
        }
    }
}

#[tokio::test]
async fn what_is_pruned_is_never_new_again_f45_f46() {
    let world = World::new().await;
    let offered = || -> Vec<NewItem> {
        let plain = (0..600).map(|n| plain(&format!("p{n}"), &format!("texte {n}")));
        plain.chain([world.item("m", "Acme", ToneLabel::Neutral)]).collect()
    };
    world.poll(0, START, offered()).await;
    assert_eq!(prune_all(&world, hours(1), START, START, hours(2)).await, 600);
    let figures = world.store.figures().await.unwrap();
    assert_eq!((figures.items, figures.mentions, figures.stories), (1, 1, 1));
    // The item, its story, and the voice that it was.
    assert_eq!(prune_all(&world, hours(1), hours(1), START, hours(2)).await, 3);
    let figures = world.store.figures().await.unwrap();
    assert_eq!((figures.items, figures.mentions, figures.stories), (0, 0, 0));
    let filter = super::super::MentionFilter {
        words: Some(crate::understand::query::Prefilter::Word("acme".into())),
        limit: 9,
        ..Default::default()
    };
    assert!(world.store.mentions(filter).await.unwrap().is_empty());
    assert_eq!(world.poll(0, hours(3), offered()).await, PollSummary::default());
}

#[tokio::test]
async fn keys_go_when_the_source_has_long_stopped_showing_them() {
    let world = World::new().await;
    let day = |n: i64| hours(24 * n);
    world.poll(0, START, vec![plain("kept", "un"), plain("gone", "deux")]).await;
    prune_all(&world, day(1), day(1), START, day(1)).await;
    let mut record = world.record(0, day(300), Vec::new());
    record.still_there = vec![plain("kept", "un").identity];
    world.store.record_poll(record).await.unwrap();
    prune_all(&world, day(1), day(1), day(100), day(400)).await;
    let added = world.poll(0, day(401), vec![plain("kept", "un"), plain("gone", "deux")]).await;
    assert_eq!(added.items, 1);
}

#[tokio::test]
async fn an_edit_of_an_item_pruned_meanwhile_is_only_a_key() {
    let world = World::new().await;
    world.poll(0, START, vec![plain("1", "un")]).await;
    let edited = plain("1", "deux");
    let recognised = world.store.recognise(world.sources[0], vec![edited.identity]).await.unwrap().1[0];
    assert!(matches!(recognised, Recognised::Edited(_)));
    prune_all(&world, hours(1), hours(1), START, hours(2)).await;
    let record = world.record(0, hours(2), vec![NewItem { recognised, ..edited }]);
    assert_eq!(world.store.record_poll(record).await.unwrap(), PollSummary::default());
}
