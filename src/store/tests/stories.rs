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
    let mut world = World::new().await;
    world.poll(0, START, told(&world)).await;
    world.store.clone().close().await.unwrap();
    world.store = Store::open(&world.path(), START).unwrap();
    let rows = async || {
        let count = "SELECT COUNT(*) FROM story_sketches";
        world.store.read(|connection| Ok(connection.query_row(count, [], |row| row.get::<_, i64>(0))?)).await.unwrap()
    };
    let sketches = rows().await;
    assert!(sketches > 20, "{sketches}");
    for _ in 0..20 {
        world.store.prune(START, START, START, hours(73)).await.unwrap();
    }
    assert_eq!(rows().await, 0);
    // Numbers begin again; what comes next is found after a kill all the same (R8).
    let again = |id: &str| NewItem {
        sketch: Some(sketch("", &"Panne chez eux depuis ce matin, personne ne répond. ".repeat(5))),
        ..world.item(id, &format!("Panne chez eux, {id}"), ToneLabel::Negative)
    };
    let (first, second) = (again("x"), again("y"));
    world.poll(0, hours(80), vec![first]).await;
    world.store = Store::open_reader(&world.path()).unwrap();
    world.store = Store::open(&world.path(), hours(81)).unwrap();
    world.poll(0, hours(81), vec![second]).await;
    let stories = stories(&world.store).await;
    assert_eq!(stories[stories.len() - 1], stories[stories.len() - 2]);
}

#[tokio::test]
async fn a_clock_that_was_ahead_and_is_put_back_hides_no_open_story() {
    let world = World::new().await;
    world.poll(0, START, vec![item(&world, "a", 1)]).await;
    world.poll(0, hours(24 * 30), vec![item(&world, "b", 2)]).await;
    world.poll(0, hours(2), vec![item(&world, "c", 1), item(&world, "d", 2)]).await;
    // What was dated in days to come is open, too.
    let stories = stories(&world.store).await;
    assert_eq!((stories[2], stories[3]), (stories[0], stories[1]));
    // Behind it, the rest grows old all the same.
    world.poll(0, hours(75), vec![item(&world, "e", 1)]).await;
    assert_ne!(self::stories(&world.store).await[4], stories[0]);
}

#[tokio::test]
async fn a_story_of_posts_without_title_is_called_by_the_first_words() {
    let world = World::new().await;
    let mut item = world.item("a", &"Panne chez eux depuis ce matin. ".repeat(20), ToneLabel::Negative);
    item.draft.title = " ".into();
    world.poll(0, START, vec![item]).await;
    let id = stories(&world.store).await[0];
    let (line, _) = world.store.story(id).await.unwrap().unwrap();
    let title = line.title.as_str();
    assert!(title.starts_with("Panne chez eux depuis ce matin.") && title.chars().count() <= 121, "{title}");
}

/// A text like no other number's.
fn item(world: &World, id: &str, nth: i64) -> NewItem {
    let text = (0..40).map(|word| letters(nth * 40 + word)).collect::<Vec<_>>().join(" ");
    let mut item = world.item(id, &format!("{text} {id}"), ToneLabel::Neutral);
    item.sketch = Some(sketch("", item.draft.text.as_str()));
    item
}

#[tokio::test]
async fn a_text_finds_its_story_that_is_held_or_lost_in_a_kill_r8() {
    let mut world = World::new().await;
    let first: Vec<_> = (0..520).map(|nth| item(&world, &nth.to_string(), nth)).collect();
    world.poll(0, START, first).await;
    let again = vec![item(&world, "a", 3), item(&world, "b", 519)];
    world.poll(0, minutes(1), again).await;
    // Dropped, not closed.
    world.store = Store::open_reader(&world.path()).unwrap();
    world.store = Store::open(&world.path(), minutes(2)).unwrap();
    let again = vec![item(&world, "c", 3), item(&world, "d", 518), item(&world, "e", 900)];
    world.poll(0, minutes(2), again).await;
    let stories = stories(&world.store).await;
    let of = |nth: usize| stories[nth];
    assert_eq!([of(520), of(521), of(522), of(523)], [of(3), of(519), of(3), of(518)]);
    assert_eq!(stories[..520].iter().chain([&of(524)]).collect::<std::collections::BTreeSet<_>>().len(), 521);
}

/// A word of letters for each number.
fn letters(number: i64) -> String {
    let digits = (number * 7_919 + 10_000).to_string();
    digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
