//! What sites asked of us, over a restart.

use super::*;
use crate::model::SiteNote;

#[tokio::test]
async fn what_sites_asked_is_kept_with_the_poll_until_its_date() {
    let world = World::new().await;
    let shut = |hours_on, refusals| SiteNote::Shut { site: "a.example".to_owned(), until: hours(hours_on), refusals };
    let file = "https://a.example/robots.txt".to_owned();
    let robots = SiteNote::Robots { file, body: b"User-agent: *".to_vec(), until: hours(24) };
    for sites in [vec![shut(5, 1), robots.clone()], vec![shut(3, 2)]] {
        let record = PollRecord { sites, ..world.record(0, START, Vec::new()) };
        world.store.record_poll(record).await.unwrap();
    }
    let now = |hours_on| world.store.site_notes(hours(hours_on));
    // The later date stands.
    assert_eq!(now(1).await.unwrap(), [shut(5, 2), robots.clone()]);
    assert_eq!(now(6).await.unwrap(), [robots]);
    world.store.prune(START, START, START, hours(25)).await.unwrap();
    assert_eq!(world.store.site_notes(START).await.unwrap(), []);
}

#[tokio::test]
async fn what_is_learnt_of_a_source_is_kept_and_goes_with_its_address() {
    let world = World::new().await;
    let record = PollRecord { pace: Some(vec![1, 2, 3]), ..world.record(0, START, Vec::new()) };
    world.store.record_poll(record).await.unwrap();
    world.poll(0, minutes(1), Vec::new()).await;
    assert_eq!(world.store.paces().await.unwrap(), [vec![1, 2, 3]]);
    let due = world.store.due_source(world.sources[0]).await.unwrap().unwrap();
    assert_eq!(due.pace, Some(vec![1, 2, 3]));
    let mut moved = entries(&["forum", "press"]);
    moved[0].url = "https://new.example/feed".to_owned();
    world.store.sync(moved, brands(&["Acme", "Rival"]), minutes(3)).await.unwrap();
    assert_eq!(world.store.paces().await.unwrap(), Vec::<Vec<u8>>::new());
}

#[tokio::test]
async fn only_sources_that_can_answer_that_nothing_changed_are_hastened() {
    let world = World::new().await;
    world.poll(0, START, Vec::new()).await;
    let mut bare = world.record(1, START, Vec::new());
    bare.state.validators = Validators::default();
    world.store.record_poll(bare).await.unwrap();
    world.store.hasten(world.sources.clone(), minutes(5)).await.unwrap();
    assert_eq!(world.store.next_poll_due().await.unwrap(), Some(minutes(5)));
    assert_eq!(world.store.due_sources(minutes(9), 10).await.unwrap().len(), 1);
}
