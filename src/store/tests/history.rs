//! R3 over any history: what is stored is what was offered, however often it is replayed, shuffled or re-identified.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
struct Answer {
    /// Numbers of the posts in the answer, in its order.
    posts: Vec<usize>,
    /// Which set of ids the source uses in this answer (F41, F43).
    ids: usize,
    /// The process stops without closing before this answer.
    dropped: bool,
}

fn answers() -> impl Strategy<Value = Vec<Answer>> {
    let posts = prop::collection::vec(0_usize..12, 0..10);
    let answer = (posts, 0_usize..3, prop::bool::weighted(0.1));
    prop::collection::vec(answer.prop_map(|(posts, ids, dropped)| Answer { posts, ids, dropped }), 1..12)
}

async fn replay(history: &[Answer]) -> (BTreeSet<String>, Vec<String>) {
    let mut world = World::new().await;
    let mut offered = BTreeSet::new();
    for (n, answer) in (0..).zip(history) {
        if answer.dropped {
            let path = world.path();
            let World { store, dir, sources, brands } = world;
            drop(store);
            world = World { store: Store::open(&path, minutes(n)).unwrap(), dir, sources, brands };
        }
        let items: Vec<NewItem> = answer
            .posts
            .iter()
            .map(|post| {
                let text = format!("Acme, message numéro {post}, assez long pour être reconnu à ses mots.");
                world.item(&format!("set{}-{post}", answer.ids), &text, ToneLabel::Neutral)
            })
            .collect();
        offered.extend(items.iter().map(|item| item.draft.text.as_str().to_owned()));
        world.poll(0, minutes(n), items.clone()).await;
        // The very same answer once more: as after a kill between COMMIT and the next step.
        assert_eq!(world.poll(0, minutes(n), items).await, PollSummary::default());
    }
    let filter = super::super::MentionFilter { limit: 1000, ..Default::default() };
    let mentions = world.store.mentions(filter).await.unwrap();
    let stored = world.store.read(|db| {
        let mut statement = db.prepare("SELECT text FROM items ORDER BY text")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?)
    });
    let stored = stored.await.unwrap();
    assert_eq!(stored.len(), mentions.len());
    (offered, stored)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn stored_once_is_what_was_offered(history in answers()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (offered, stored) = runtime.block_on(replay(&history));
        prop_assert_eq!(offered.into_iter().collect::<Vec<_>>(), stored);
    }
}
