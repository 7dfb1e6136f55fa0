//! The outbox: leases, order, outcomes.

use super::super::IncidentWrite;
use super::*;
use crate::model::{
    HealthFacts, IncidentState, Locale, Message, NoticeDraft, NoticeState, Outcome, Priority, Recipient,
};

pub(super) fn notice(topic: &str, due_at: Timestamp) -> NoticeDraft {
    let facts = HealthFacts {
        blind: Vec::new(),
        recovered: Vec::new(),
        sources: 2,
        outage: false,
        own_sites: false,
        page_url: None,
    };
    let to = Recipient {
        name: "Crise".to_owned(),
        address: "crise@acme.example".to_owned(),
        locale: Locale::Fr,
        time_zone: "Europe/Paris".to_owned(),
        brands: Vec::new(),
        alerts_from: None,
        operator: false,
        daily: None,
        weekly: None,
    };
    let id = format!("<{topic}@vigie.example>");
    NoticeDraft::new(&to, topic.to_owned(), id, Priority::Normal, due_at, Message::Health(Box::new(facts)))
}

const LEASE: Duration = Duration::from_mins(1);

async fn leased(world: &World, now: Timestamp) -> Vec<(String, u32)> {
    let notices = world.store.lease_notices(now, LEASE, 10).await.unwrap();
    notices.into_iter().map(|notice| (notice.draft.topic, notice.attempts)).collect()
}

#[tokio::test]
async fn crises_first_then_the_oldest_due() {
    let world = World::new().await;
    let crisis = NoticeDraft { priority: Priority::High, ..notice("crisis", minutes(3)) };
    let digest = NoticeDraft { priority: Priority::Low, ..notice("digest", minutes(0)) };
    let drafts = vec![digest, notice("b", minutes(2)), notice("a", minutes(1)), crisis, notice("later", hours(1))];
    assert_eq!(world.store.enqueue(drafts.clone(), START).await.unwrap(), 5);
    assert_eq!(world.store.enqueue(drafts, START).await.unwrap(), 0);
    let topics: Vec<_> = leased(&world, minutes(5)).await.into_iter().map(|(topic, _)| topic).collect();
    assert_eq!(topics, ["crisis", "a", "b", "digest"]);
    assert!(world.store.notice_exists("<a@vigie.example>").await.unwrap());
    assert!(!world.store.notice_exists("<z@vigie.example>").await.unwrap());
}

#[tokio::test]
async fn a_thread_leaves_in_its_order_and_a_dead_mail_holds_up_nothing() {
    let world = World::new().await;
    let opened = IncidentWrite {
        incident: watch::incident(&world, IncidentState::Open),
        events: Vec::new(),
        notices: Box::new(|_| Vec::new()),
    };
    let incident = world.store.save_watch(Vec::new(), vec![opened], START).await.unwrap().pop();
    let root = NoticeDraft { incident, ..notice("i1.open", START) };
    let update = NoticeDraft { incident, ..notice("i1.u1", START) };
    let other = NoticeDraft { incident, recipient: "karim@acme.example".to_owned(), ..notice("i1.u1.karim", START) };
    world.store.enqueue(vec![root, update, other], START).await.unwrap();
    let first = world.store.lease_notices(START, LEASE, 9).await.unwrap();
    assert_eq!(first.iter().map(|n| n.draft.topic.as_str()).collect::<Vec<_>>(), ["i1.open", "i1.u1.karim"]);
    assert!(leased(&world, START).await.is_empty());
    assert_eq!(world.store.next_notice_due().await.unwrap(), Some(START.plus(LEASE)), "no loop spins on the update");
    let dead = Outcome::Dead { why: "550 no such user".to_owned() };
    world.store.settle(vec![(first[0].id, dead)], START).await.unwrap();
    assert_eq!(leased(&world, START).await, [("i1.u1".to_owned(), 0)]);
}

#[tokio::test]
async fn a_lease_runs_out_and_what_was_sent_stays_sent_r1_r2() {
    let world = World::new().await;
    world.store.enqueue(vec![notice("a", START)], START).await.unwrap();
    let first = world.store.lease_notices(START, LEASE, 10).await.unwrap().remove(0);
    assert_eq!(first.draft, notice("a", START));
    assert!(leased(&world, START.plus_millis(59_000)).await.is_empty());
    assert_eq!(world.store.next_notice_due().await.unwrap(), Some(minutes(1)));
    assert_eq!(leased(&world, minutes(1)).await, [("a".to_owned(), 1)]);
    world.store.settle(vec![(first.id, Outcome::Sent)], minutes(2)).await.unwrap();
    let retry = Outcome::Retry { at: minutes(9), why: "451".to_owned() };
    let dead = Outcome::Dead { why: "550".to_owned() };
    world.store.settle(vec![(first.id, retry), (first.id, dead)], minutes(3)).await.unwrap();
    let row = world.store.outbox_rows(1).await.unwrap().remove(0);
    assert_eq!((row.state, row.attempts), (NoticeState::Sent, 2));
    assert_eq!(world.store.next_notice_due().await.unwrap(), None);
}

#[tokio::test]
async fn retries_wait_and_the_dead_keep_their_reason() {
    let world = World::new().await;
    world.store.enqueue(vec![notice("a", START), notice("b", START)], START).await.unwrap();
    let ids: Vec<_> = world.store.lease_notices(START, LEASE, 9).await.unwrap().into_iter().map(|n| n.id).collect();
    let retry = Outcome::Retry { at: minutes(5), why: "451 later".to_owned() };
    let dead = Outcome::Dead { why: "550 no such user".to_owned() };
    world.store.settle(vec![(ids[0], retry), (ids[1], dead)], START).await.unwrap();
    assert!(leased(&world, minutes(4)).await.is_empty());
    let summary = world.store.outbox_summary(minutes(6)).await.unwrap();
    assert_eq!((summary.waiting, summary.sent, summary.dead, summary.oldest_due), (1, 0, 1, Some(START)));
    assert_eq!(summary.last_error.as_deref(), Some("550 no such user"));
    assert_eq!(leased(&world, minutes(5)).await, [("a".to_owned(), 1)]);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_does_not_hold_up_the_others_r6() {
    let world = World::new().await;
    world.store.enqueue(vec![notice("a", START), notice("b", START)], START).await.unwrap();
    let spoil = "UPDATE outbox SET message = '{' WHERE topic = 'a'";
    world.store.write(move |db| Ok(db.execute(spoil, [])?)).await.unwrap();
    assert_eq!(leased(&world, START).await, [("b".to_owned(), 0)]);
    assert_eq!(world.store.outbox_summary(START).await.unwrap().dead, 1);
}

#[tokio::test]
async fn blindness_is_told_with_its_notice() {
    let world = World::new().await;
    let told = async || world.store.source_rows(START).await.unwrap()[0].told_blind_at;
    let blind = vec![world.sources[0]];
    world.store.save_health(blind.clone(), Vec::new(), vec![notice("h", START)], minutes(1)).await.unwrap();
    assert_eq!(told().await, Some(minutes(1)));
    world.store.save_health(Vec::new(), blind, Vec::new(), minutes(2)).await.unwrap();
    assert_eq!((told().await, world.store.outbox_rows(9).await.unwrap().len()), (None, 1));
}
