//! F30: a clock that was ahead is put right, and nothing sleeps until the hour that it showed.

use super::super::{ChangeFilter, IncidentWrite, MentionFilter, PageFind};
use super::outbox::notice;
use super::watch::incident;
use super::*;
use crate::model::{ChangeKind, DAY_MS, IncidentState, NewChange, Outcome, PageVersion, PageWatch};

const LEASE: Duration = Duration::from_mins(5);

#[tokio::test]
async fn f30_nothing_waits_for_an_hour_that_the_clock_should_not_have_shown() {
    // All of it was written forty days ahead.
    let world = World::new().await;
    let now = START.plus_millis(-40 * DAY_MS);
    let mut record = world.record(0, START, vec![world.item("1", "Acme", ToneLabel::Neutral)]);
    record.state.health.failing_since = Some(START);
    let change = NewChange { kind: ChangeKind::Price, importance: 0.6, ..NewChange::default() };
    record.page = Some(PageFind { watch: PageWatch::new(PageVersion::default(), START), change: Some(change) });
    world.store.record_poll(record).await.unwrap();
    let brand = world.brands[0];
    let write = IncidentWrite {
        incident: incident(&world, IncidentState::Open),
        events: Vec::new(),
        notices: Box::new(|_| Vec::new()),
    };
    world.store.save_watch(vec![brand], vec![write], START).await.unwrap();
    world.store.enqueue(vec![notice("a", START)], START).await.unwrap();
    let leased = world.store.lease_notices(START, LEASE, 9).await.unwrap();
    let again = Outcome::Retry { at: minutes(5), why: String::new() };
    world.store.settle(vec![(leased[0].id, again)], START).await.unwrap();

    assert_eq!(world.store.put_back(now).await.unwrap(), Some(1));

    let row = world.store.source_rows(now).await.unwrap().remove(0);
    assert_eq!((row.state.next_due_at, row.state.health.failing_since), (Some(now), Some(now)));
    assert_eq!(world.store.lease_notices(now, LEASE, 9).await.unwrap().len(), 1);
    let series = world.series(brand, now).await;
    let open = series.incident.unwrap();
    assert_eq!((open.key.opened_at, open.told_at, series.watched_since), (now, now, now));
    let mentions = world.store.mentions(MentionFilter { limit: 9, ..Default::default() }).await.unwrap();
    assert_eq!(mentions[0].seen_at, now);
    let to = now.plus_millis(1);
    let which = ChangeFilter { from: now, to, importance: 0.0, sources: None, first_looks: None, limit: 9 };
    assert_eq!(world.store.page_changes(which).await.unwrap().len(), 1);
    assert_eq!(world.store.created_at().await.unwrap(), now);
    assert_eq!(world.store.put_back(now).await.unwrap(), None, "once");

    // What is polled next is kept, and counted in its own days.
    let later = now.plus_millis(HOUR_MS);
    world.poll(0, later, Vec::new()).await;
    let row = world.store.source_rows(later).await.unwrap().remove(0);
    assert_eq!((row.state.last_polled_at, row.coverage.expected > 0), (Some(later), true));
}
