//! F41 to F48: what a source publishes is known again, whatever it does to its ids.

use super::*;
use crate::model::Identity;

/// `guid|link|text`, each may be empty but the text.
fn identity(spec: &str) -> Identity {
    let parts: Vec<&str> = spec.split('|').collect();
    let key = |part: &str| (!part.is_empty()).then(|| part.bytes().fold(7, |key, byte| key * 31 + i64::from(byte)));
    Identity { guid: key(parts[0]), link: key(parts[1]), print: key(parts[2]).unwrap() }
}

fn items(answer: &str) -> Vec<NewItem> {
    answer.split_whitespace().map(|spec| NewItem { identity: identity(spec), ..plain(spec, spec) }).collect()
}

/// Polls the answers one after another; `want` is what becomes of the last: New, Known, Edited, Renamed.
async fn check(answers: &[&str], want: &str) {
    let world = World::new().await;
    let (last, before) = answers.split_last().unwrap();
    for (n, answer) in (0..).zip(before) {
        world.poll(0, minutes(n * 10), items(answer)).await;
    }
    let identities = items(last).iter().map(|item| item.identity).collect();
    let (_, recognised) = world.store.recognise(world.sources[0], identities).await.unwrap();
    let letters: String = recognised
        .iter()
        .map(|recognised| match recognised {
            Recognised::New | Recognised::Another => 'N',
            Recognised::Known => 'K',
            Recognised::Edited(_) => 'E',
            Recognised::Renamed(_) => 'R',
            Recognised::Rewritten => 'W',
            Recognised::Moved(_) => 'M',
        })
        .collect();
    assert_eq!(letters, want, "{answers:?}");
}

#[tokio::test]
async fn items_are_known_again() {
    for (answers, want) in [
        // Plain cases, and F45: empty and shuffled answers change nothing.
        (&["", "a|l1|x b|l2|y"][..], "NN"),
        (&["a|l1|x b|l2|y", "", "b|l2|y a|l1|x"], "KK"),
        (&["a|l1|x", "a|l1|x a|l1|x"], "KK"),
        (&["", "a|l1|x a|l1|x"], "NK"),
        // F48: edited, once and again.
        (&["a|l1|x", "a|l1|y"], "E"),
        (&["a|l1|x", "a|l1|y", "a|l1|z"], "E"),
        (&["a|l1|x", "a|l1|y", "a|l1|y"], "K"),
        // F41: other ids under the same words.
        (&["a|l1|x b|l2|y", "c|l1|x d|l2|y"], "RR"),
        (&["a|l1|x", "c|l1|x", "c|l1|x"], "K"),
        (&["a|l1|x", "b|l2|x a|l1|x"], "NK"),
        (&["a|l1|x", "b|l2|x c|l3|x"], "RN"),
        // F43: two sets of ids, in turn.
        (&["a|l1|x b|l2|y", "c|l1|x d|l2|y", "a|l1|x b|l2|y"], "KK"),
        (&["a|l1|x b|l2|y", "c|l1|x d|l2|y", "a|l1|x b|l2|y", "c|l1|x d|l2|y"], "KK"),
        // F44: one id for several texts.
        (&["", "a|l1|x a|l2|y"], "NN"),
        (&["a|l1|x a|l2|y", "a|l2|y a|l1|x"], "KK"),
        (&["a|l1|x a|l2|y", "a|l2|y a|l3|z"], "KN"),
        (&["a|l1|x", "a|l2|y a|l1|x"], "NK"),
        // Without id: the words, then an address that is one item's alone.
        (&["|l1|x |l2|y", "|l2|y |l1|x"], "KK"),
        (&["|l1|x", "|l1|y"], "E"),
        (&["|l1|x", "|l1|y |l1|x"], "NK"),
        (&["|l1|x |l1|y", "|l1|z"], "N"),
        (&["", "|l1|x |l2|x"], "NN"),
        (&["|l1|x |l2|x", "|l2|x |l1|x"], "KK"),
        (&["|l1|x", "|l9|x"], "K"),
        // Ids that come and go.
        (&["|l1|x", "a|l1|x"], "R"),
        (&["a|l1|x", "|l1|x"], "K"),
    ] {
        check(answers, want).await;
    }
}

#[tokio::test]
async fn ids_drawn_at_random_leave_few_keys_r7() {
    let world = World::new().await;
    for n in 0..12 {
        let added = world.poll(0, minutes(n), items(&format!("g{n}|l1|x"))).await;
        assert_eq!((added.items, added.renamed), if n == 0 { (1, 0) } else { (0, 1) });
    }
    let keys =
        world.store.read(|db| Ok(db.query_row("SELECT COUNT(*) FROM item_keys", [], |row| row.get::<_, i64>(0))?));
    assert_eq!(keys.await.unwrap(), 4);
}
