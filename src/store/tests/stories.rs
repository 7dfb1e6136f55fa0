//! Stories in the store: the same as in memory, over restarts.

use super::*;
use crate::model::{StoryId, outlet};
use crate::store::MentionFilter;
use crate::understand::story::{Window, sketch};

/// The written texts, as items of as many sites, in the order of the file.
fn told(world: &World) -> Vec<NewItem> {
    let text = include_str!("../../../tests/data/stories/tuned.txt");
    let blocks = text.split("@ ").filter(|block| !block.trim().is_empty());
    let item = |(nth, block): (usize, &str)| {
        let (head, text) = block.split_once('\n').unwrap();
        let site = head.split('|').nth(1).unwrap().trim();
        let mut item = world.item(&nth.to_string(), text.trim(), ToneLabel::Neutral);
        item.draft.url = Some(format!("https://{site}/{nth}"));
        item.draft.title = "".into();
        item.identity = item.draft.identity();
        item.sketch = Some(sketch("", item.draft.text.as_str()));
        item
    };
    blocks.enumerate().map(item).collect()
}

async fn stories(store: &Store) -> Vec<StoryId> {
    let mut all = store.mentions(MentionFilter { limit: 1_000, ..MentionFilter::default() }).await.unwrap();
    all.sort_by_key(|mention| mention.id);
    all.into_iter().map(|mention| mention.story).collect()
}

#[tokio::test]
async fn the_store_and_the_window_in_memory_tell_the_same_stories_over_a_restart_r8() {
    let mut world = World::new().await;
    let items = told(&world);
    let mut window = Window::new(1_000);
    let in_memory: Vec<usize> = (0..)
        .zip(&items)
        .map(|(nth, item)| {
            let site = item.draft.url.as_deref().and_then(outlet);
            window.place(item.sketch.clone().unwrap(), site.as_deref(), minutes(nth))
        })
        .collect();
    let count = items.len();
    for (nth, item) in (0..).zip(items) {
        // Between every two: all that the next text is compared with lies in the file.
        if nth == 9 || nth == 28 {
            world.store.clone().close().await.unwrap();
            world.store = Store::open(&world.path(), minutes(nth)).unwrap();
        }
        world.poll(0, minutes(nth), vec![item]).await;
    }
    let in_store = stories(&world.store).await;
    assert_eq!((in_store.len(), in_memory.len()), (count, count));
    let first = |story: StoryId| in_store.iter().position(|other| *other == story).unwrap();
    assert_eq!(in_store.iter().map(|story| first(*story)).collect::<Vec<_>>(), in_memory);
    assert!(in_memory.iter().enumerate().any(|(nth, story)| nth != *story), "no reprint was seen");
}

#[tokio::test]
async fn what_is_compared_goes_when_the_window_has_passed_r7() {
    let world = World::new().await;
    world.poll(0, START, told(&world)).await;
    let rows = async || {
        let count = |table| format!("SELECT COUNT(*) FROM {table}");
        world
            .store
            .read(move |connection| {
                let one = |table| connection.query_row(&count(table), [], |row| row.get::<_, i64>(0));
                Ok((one("story_sketches")?, one("story_bands")?))
            })
            .await
            .unwrap()
    };
    let (sketches, bands) = rows().await;
    assert!(sketches > 20 && bands > 40 * 20, "{sketches} {bands}");
    for _ in 0..20 {
        world.store.prune(START, START, START, hours(73)).await.unwrap();
    }
    assert_eq!(rows().await, (0, 0));
}
