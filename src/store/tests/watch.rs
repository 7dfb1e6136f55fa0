//! What detection reads, incidents, acknowledgement.

use super::super::IncidentWrite;
use super::outbox::notice;
use super::*;
use crate::model::{Finding, Incident, IncidentEvent, IncidentKey, IncidentState, Severity, Trigger};

pub(super) fn finding(at: Timestamp) -> Finding {
    Finding {
        at,
        trigger: Trigger::Volume,
        severity: Severity::Critical,
        window_minutes: 60,
        mentions: 40,
        stories: 30,
        negative: 20,
        expected: 2.0,
        expected_low: 0.0,
        expected_high: 5.0,
        usual_negative_share: 0.1,
        z: 9.0,
        return_days: f64::INFINITY,
        coverage: 1.0,
        learning: false,
        since: at,
    }
}

pub(super) fn incident(world: &World, state: IncidentState) -> Incident {
    Incident {
        id: None,
        key: IncidentKey { brand: world.brands[0], opened_at: START },
        state,
        severity: Severity::Critical,
        finding: finding(START),
        peak: finding(START),
        updates: 0,
        told_mentions: 40,
        told_at: START,
        calm_since: None,
        acknowledged: None,
        closed_at: None,
    }
}

fn write(world: &World, state: IncidentState, event: IncidentEvent, suffix: &'static str) -> IncidentWrite {
    let notices = Box::new(move |id| vec![notice(&format!("i{id}.{suffix}"), START)]);
    IncidentWrite { incident: incident(world, state), events: vec![event], notices }
}

#[tokio::test]
async fn a_brand_is_watched_when_something_came_or_ten_minutes_passed() {
    let world = World::new().await;
    let brands = async |now| {
        let found = world.store.brands_to_watch(now).await.unwrap();
        found.iter().map(|series| series.brand).collect::<Vec<_>>()
    };
    assert_eq!(brands(START).await, world.brands);
    world.store.save_watch(world.brands.clone(), Vec::new(), START).await.unwrap();
    assert!(brands(minutes(1)).await.is_empty());
    // A poll dated before the last watch commits after it: it is not missed (R1).
    world.poll(0, minutes(-1), vec![world.item("1", "Acme", ToneLabel::Neutral)]).await;
    assert_eq!(brands(minutes(2)).await, world.brands[..1]);
    // One that commits between the reading and the saving is not either.
    world.poll(0, minutes(2), vec![world.item("2", "Acme encore", ToneLabel::Neutral)]).await;
    world.store.save_watch(world.brands.clone(), Vec::new(), minutes(3)).await.unwrap();
    assert_eq!(brands(minutes(4)).await, world.brands[..1]);
    world.store.save_watch(world.brands.clone(), Vec::new(), minutes(4)).await.unwrap();
    assert!(brands(minutes(5)).await.is_empty());
    assert_eq!(brands(minutes(14)).await, world.brands);
}

#[tokio::test]
async fn the_series_has_no_gaps_and_its_last_bin_ends_now() {
    let world = World::new().await;
    let now = hours(30).plus_millis(20 * MINUTE_MS);
    world.poll(0, minutes(90), vec![world.item("1", "Acme un", ToneLabel::Negative)]).await;
    world.poll(0, now.plus_millis(-61 * MINUTE_MS), vec![world.item("2", "Acme deux", ToneLabel::Positive)]).await;
    let late = NewItem { counted: false, ..world.item("3", "Acme trois", ToneLabel::Neutral) };
    world.poll(0, now, vec![world.item("4", "Acme quatre", ToneLabel::Negative), late]).await;
    let series = world.series(world.brands[0], now).await;
    assert_eq!(series.hours.iter().map(|hour| hour.mentions).collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0]);
    assert_eq!(series.hours[0].hour, START);
    assert_eq!(series.recent.len(), 24);
    let tail: Vec<_> = series.recent[22..].iter().map(|bin| (bin.mentions, bin.negative, bin.late)).collect();
    assert_eq!(tail, [(1, 0, 0), (1, 1, 1)]);
    assert_eq!(series.recent[23].hour, now.plus_millis(-HOUR_MS));
    assert_eq!(series.latest.iter().map(|arrival| arrival.first).collect::<Vec<_>>(), [true, true, true]);
    assert!(series.latest.is_sorted_by_key(|arrival| arrival.at));
}

#[tokio::test]
async fn an_incident_and_its_notices_are_written_once_r1_r2() {
    let world = World::new().await;
    let opened = || write(&world, IncidentState::Open, IncidentEvent::Opened { finding: finding(START) }, "open");
    let ids = world.store.save_watch(world.brands.clone(), vec![opened()], START).await.unwrap();
    assert_eq!(world.store.save_watch(world.brands.clone(), vec![opened()], START).await.unwrap(), ids);
    assert_eq!(world.store.outbox_rows(9).await.unwrap().len(), 1);
    assert_eq!(world.store.timeline(ids[0]).await.unwrap().len(), 1);
    let (saved, brand) = world.store.incident(ids[0]).await.unwrap().unwrap();
    assert_eq!((brand.as_str(), saved.id, saved.finding.z), ("Acme", Some(ids[0]), 9.0));
    assert!(saved.finding.return_days > 1e300);
    let watched = world.store.brands_to_watch(minutes(1)).await.unwrap();
    assert_eq!(watched[0].incident.as_ref().and_then(|incident| incident.id), Some(ids[0]));
}

#[tokio::test]
async fn an_acknowledgement_is_taken_once_and_stands_against_a_write_under_way() {
    let world = World::new().await;
    let opened = || write(&world, IncidentState::Open, IncidentEvent::Opened { finding: finding(START) }, "open");
    let id = world.store.save_watch(Vec::new(), vec![opened()], START).await.unwrap()[0];
    let taken = world.store.acknowledge(id, "Léa", minutes(1)).await.unwrap().unwrap();
    assert_eq!(taken.acknowledged, Some(("Léa".to_owned(), minutes(1))));
    assert!(world.store.acknowledge(id, "Marc", minutes(2)).await.unwrap().is_none());
    world.store.save_watch(Vec::new(), vec![opened()], minutes(3)).await.unwrap();
    let (kept, _) = world.store.incident(id).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.acknowledged), (IncidentState::Acknowledged, Some(("Léa".to_owned(), minutes(1)))));
    let closed = write(&world, IncidentState::Closed, IncidentEvent::Closed, "end");
    world.store.save_watch(Vec::new(), vec![closed], minutes(4)).await.unwrap();
    assert!(world.store.incidents(true, 9).await.unwrap().is_empty());
    assert_eq!(world.store.incidents(false, 9).await.unwrap().len(), 1);
    let events = world.store.timeline(id).await.unwrap();
    assert_eq!(events.last().unwrap().event, IncidentEvent::Closed);
}
