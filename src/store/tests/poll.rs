//! The config in the store, polls, their counts and their coverage.

use std::collections::HashMap;

use super::*;
use crate::model::{ChangeKind, Complaint, ComplaintKind, NewChange, PageVersion, PageWatch, SiteNote, TopicMark};
use crate::store::{ChangeFilter, PageFind};

#[tokio::test]
async fn sources_are_due_oldest_first_and_retire() {
    let world = World::new().await;
    let due = world.store.due_sources(START, 10).await.unwrap();
    assert_eq!(due.len(), 2);
    world.poll(0, minutes(1), Vec::new()).await;
    assert_eq!(world.store.next_poll_due().await.unwrap(), Some(START));
    let due = world.store.due_sources(minutes(20), 1).await.unwrap();
    assert_eq!(due[0].id, world.sources[1]);
    world.store.sync(entries(&["press"]), brands(&["Acme"]), minutes(2)).await.unwrap();
    let left = world.store.sources_after(SourceId(0), None, 9).await.unwrap();
    assert_eq!(left.into_iter().map(|source| source.name).collect::<Vec<_>>(), ["press"]);
    assert_eq!(world.store.brands().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_changed_address_starts_afresh_even_under_a_poll_in_flight() {
    let world = World::new().await;
    world.poll(0, minutes(1), Vec::new()).await;
    let mut moved = entries(&["forum", "press"]);
    moved[0].url = "https://new.example/feed".to_owned();
    let synced = world.store.sync(moved, brands(&["Acme", "Rival"]), minutes(3)).await.unwrap();
    assert_eq!(synced.sources, world.sources);
    // Asked for before the change, answered after it.
    world.poll(0, minutes(2), vec![plain("1", "x")]).await;
    let source =
        world.store.due_sources(minutes(3), 10).await.unwrap().into_iter().find(|s| s.name == "forum").unwrap();
    assert_eq!(source.state.url, "https://new.example/feed");
    assert_eq!(source.state.validators, Validators::default());
}

#[tokio::test]
async fn a_changed_query_starts_a_fresh_baseline() {
    let world = World::new().await;
    let mut changed = brands(&["Acme", "Rival"]);
    changed[0].query = "other".to_owned();
    world.store.sync(entries(&["forum"]), changed, hours(5)).await.unwrap();
    let since = async |brand| world.series(brand, hours(6)).await.watched_since;
    assert_eq!((since(world.brands[0]).await, since(world.brands[1]).await), (hours(5), START));
}

#[tokio::test]
async fn the_same_record_twice_adds_nothing_r3() {
    let world = World::new().await;
    let items = vec![world.item("1", "Acme un", ToneLabel::Negative), plain("2", "autre")];
    let record = world.record(0, START, items);
    let first = world.store.record_poll(record.clone()).await.unwrap();
    assert_eq!(first, PollSummary { items: 2, mentions: 1, counted: 1, ..PollSummary::default() });
    assert_eq!(world.store.record_poll(record).await.unwrap(), PollSummary::default());
    let hour = world.store.hours(world.brands[0], START, hours(1)).await.unwrap()[0];
    assert_eq!((hour.mentions, hour.stories, hour.negative, hour.late), (1, 1, 1, 0));
    let row = &world.store.source_rows(START).await.unwrap()[0];
    assert_eq!((row.items, row.mentions), (2, 1));
    assert_eq!((row.coverage.expected, row.coverage.succeeded), (1, 1));
}

#[tokio::test]
async fn syndication_is_one_story_and_a_late_item_never_counts_f47_f49() {
    let world = World::new().await;
    let told = |guid: &str, minima, counted| NewItem {
        sketch: Some(sketch(minima)),
        counted,
        ..world.item(guid, &format!("Acme {guid}"), ToneLabel::Neutral)
    };
    let mut old = told("old", [1, 2, 3, 4], false);
    old.draft.published = Some(START);
    world.poll(0, START, vec![old]).await;
    world.poll(0, minutes(1), vec![told("a", [1, 2, 3, 9], true), told("b", [1, 2, 3, 4], true)]).await;
    world.poll(1, minutes(2), vec![told("c", [1, 2, 3, 8], true), told("other", [7, 7, 7, 7], true)]).await;
    let hour = world.store.hours(world.brands[0], START, hours(1)).await.unwrap()[0];
    assert_eq!((hour.mentions, hour.stories, hour.late), (4, 2, 1));
    let stories = world.store.stories(Vec::new(), START, hours(1), false, 10).await.unwrap();
    assert_eq!(stories.iter().map(|story| story.pickups).collect::<Vec<_>>(), [4, 1]);
    assert_eq!(stories[0].title.as_str(), "Titre Acme old");
    // After 72 hours the same words are a story of their own.
    world.poll(0, hours(73), vec![told("late", [1, 2, 3, 4], true)]).await;
    assert_eq!(world.store.figures().await.unwrap().stories, 3);
}

#[tokio::test]
async fn what_a_first_poll_finds_in_an_archive_is_told_by_no_period_f47() {
    let world = World::new().await;
    let dated = |guid: &str, hours: i64| {
        let mut item = NewItem { counted: false, ..world.item(guid, &format!("Acme {guid}"), ToneLabel::Negative) };
        item.draft.published = Some(START.plus_millis(-hours * HOUR_MS));
        item
    };
    world.poll(0, START, vec![dated("yesterday", 20), dated("long ago", 24 * 20)]).await;
    let to = START.plus_millis(24 * HOUR_MS);
    assert_eq!(world.store.totals(world.brands[0], START, to, false).await.unwrap().mentions, 1);
    assert_eq!(world.store.totals(world.brands[0], START, to, true).await.unwrap().mentions, 0);
}

#[tokio::test]
async fn an_edit_keeps_tone_and_changes_words_f48() {
    let world = World::new().await;
    world.poll(0, START, vec![world.item("1", "Acme arnaque", ToneLabel::Negative)]).await;
    for n in 1..=50 {
        let item = world.item("1", &format!("Acme corrigé {n}"), ToneLabel::Positive);
        assert_eq!(world.poll(0, minutes(n), vec![item]).await.edited, 1);
    }
    let found = world.store.mentions(super::super::MentionFilter { limit: 9, ..Default::default() }).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].text.as_str(), found[0].tone.label), ("Acme corrigé 50", ToneLabel::Negative));
    let kept =
        world.store.read(|db| Ok(db.query_row("SELECT COUNT(*) FROM revisions", [], |row| row.get::<_, i64>(0))?));
    assert_eq!(kept.await.unwrap(), 20);
}

#[tokio::test]
async fn an_edit_that_brings_in_a_brand_is_a_mention() {
    let world = World::new().await;
    world.poll(0, START, vec![plain("1", "rien")]).await;
    let summary = world.poll(0, minutes(1), vec![world.item("1", "Acme", ToneLabel::Neutral)]).await;
    assert_eq!((summary.edited, summary.mentions), (1, 1));
}

#[tokio::test]
async fn pages_topics_and_complaints_are_kept() {
    let world = World::new().await;
    let find = |text: &str, kind| {
        let base = PageVersion { title: "Tarifs".into(), text: text.into(), places: Vec::new() };
        let change = NewChange { kind, importance: 0.6, ..NewChange::default() };
        let recent = vec![(u64::MAX, START)];
        let watch = PageWatch { recent, ..PageWatch::new(base, START) };
        PageFind { watch, change: Some(change) }
    };
    let complaint = Complaint { kind: ComplaintKind::Repaired, detail: "entry 4".to_owned() };
    let topic = TopicMark {
        url: "https://forum.example/t/1".to_owned(),
        activity: "12".to_owned(),
        last_page: None,
        posts: "1 a a".to_owned(),
    };
    let mut record = world.record(0, START, Vec::new());
    record.page = Some(find("10 €", ChangeKind::Watched));
    record.complaints = vec![complaint.clone()];
    record.topics = vec![topic.clone()];
    assert!(!world.store.record_poll(record).await.unwrap().page_changed);
    let mut record = world.record(0, minutes(10), Vec::new());
    let changed = find("12 €", ChangeKind::Price);
    record.page = Some(changed.clone());
    record.complaints = vec![complaint.clone()];
    assert!(world.store.record_poll(record.clone()).await.unwrap().page_changed);
    assert!(!world.store.record_poll(record).await.unwrap().page_changed);
    // A 304 says nothing of the answer before it.
    world.poll(0, minutes(20), Vec::new()).await;
    assert_eq!(world.store.page_watch(world.sources[0]).await.unwrap(), Some(changed.watch));
    assert_eq!(changes(&world, 0.0, None, None, 9).await.len(), 2);
    assert_eq!(changes(&world, 0.7, None, None, 9).await.len(), 0);
    assert_eq!(changes(&world, 0.0, None, Some(true), 9).await, [0]);
    assert_eq!(changes(&world, 0.0, None, Some(false), 9).await, [10]);
    assert_eq!(world.store.source_rows(START).await.unwrap()[0].complaints, [complaint]);
    assert_eq!(
        world.store.due_sources(hours(1), 9).await.unwrap().iter().find(|s| s.name == "forum").unwrap().topics,
        [topic]
    );
}

#[tokio::test]
async fn of_the_changes_of_some_pages_none_is_crowded_out_by_those_of_others() {
    let world = World::new().await;
    let change = NewChange { kind: ChangeKind::Price, importance: 0.6, ..NewChange::default() };
    let watch = PageWatch::new(PageVersion::default(), START);
    for (source, minute) in [(1, 0), (0, 1), (0, 2), (0, 3)] {
        let find = PageFind { watch: watch.clone(), change: Some(change.clone()) };
        let record = PollRecord { page: Some(find), ..world.record(source, minutes(minute), Vec::new()) };
        world.store.record_poll(record).await.unwrap();
    }
    assert_eq!(changes(&world, 0.0, Some(1), None, 2).await, [0]);
    assert_eq!(changes(&world, 0.0, None, None, 2).await, [3, 2]);
}

/// The minutes of the first hour's changes, newest first.
async fn changes(
    world: &World,
    importance: f64,
    source: Option<usize>,
    first_looks: Option<bool>,
    limit: u32,
) -> Vec<i64> {
    let sources = source.map(|source| vec![world.sources[source]]);
    let which = ChangeFilter { from: START, to: hours(1), importance, sources, first_looks, limit };
    let found = world.store.page_changes(which).await.unwrap();
    found.iter().map(|change| change.at.since(START) / MINUTE_MS).collect()
}

#[tokio::test]
async fn an_hour_without_daemon_has_no_coverage() {
    let world = World::new().await;
    world.store.sync(entries(&["forum"]), brands(&["Acme", "Rival"]), START).await.unwrap();
    for n in 0..6 {
        world.poll(0, minutes(n * 10), Vec::new()).await;
    }
    let shares = async |now: Timestamp| {
        let hours = world.store.hours(world.brands[0], START, now).await.unwrap();
        hours.iter().map(|hour| (hour.coverage * 100.0).round()).collect::<Vec<_>>()
    };
    // Down since; not yet polled again.
    assert_eq!(shares(hours(4)).await, [100.0, 0.0, 0.0, 0.0]);
    world.poll(0, hours(4), Vec::new()).await;
    assert_eq!(shares(hours(5)).await, [100.0, 0.0, 0.0, 0.0, 100.0]);
    // A failed poll is expected all the same, and so are those that a back-off leaves out.
    let mut failed = world.record(0, minutes(300), Vec::new());
    (failed.covered, failed.state) = (Some(false), state(minutes(300), false));
    failed.state.next_due_at = Some(hours(6));
    world.store.record_poll(failed).await.unwrap();
    world.poll(0, hours(6), Vec::new()).await;
    assert!(shares(hours(6)).await[5].abs() < 0.5);
    assert_eq!(world.store.coverage(hours(5), hours(6)).await.unwrap().expected, 6);
}

#[tokio::test]
async fn each_source_keeps_its_id_wherever_the_list_names_it() {
    let world = World::new().await;
    let sync = async |names: &[&str]| {
        let synced = world.store.sync(entries(names), Vec::new(), START).await.unwrap();
        names.iter().map(|name| (*name).to_owned()).zip(synced.sources).collect::<HashMap<_, _>>()
    };
    let first = sync(&["a", "b", "c", "d"]).await;
    let lists = [&["a", "b", "c", "d"][..], &["d", "c", "b", "a"], &["a", "new", "c", "d"], &["c"], &["b", "d", "a"]];
    // A list that is as it was at the last start is recognised as a whole.
    for names in lists.into_iter().flat_map(|names| [names; 2]) {
        for (name, id) in sync(names).await {
            assert_eq!(first.get(&name).unwrap_or(&id), &id, "{name} of {names:?}");
        }
        let kept = world.store.sources_after(SourceId(0), None, 9).await.unwrap();
        assert_eq!(kept.len(), names.len(), "{names:?}");
    }
}

#[tokio::test]
async fn polls_are_not_missed_while_a_source_is_retired() {
    let world = World::new().await;
    let mut failed = world.record(0, START, Vec::new());
    (failed.covered, failed.state) = (Some(false), state(START, false));
    world.store.record_poll(failed).await.unwrap();
    let sync = async |names: &[&str], at| world.store.sync(entries(names), brands(&["Acme"]), at).await.unwrap();
    sync(&["press"], minutes(1)).await;
    sync(&["press", "forum"], hours(9)).await;
    world.poll(0, hours(9), Vec::new()).await;
    assert_eq!(world.store.coverage(hours(1), hours(10)).await.unwrap().expected, 1);
}

#[tokio::test]
async fn r6_a_poll_that_cannot_be_written_does_not_take_those_beside_it_with_it() {
    let world = World::new().await;
    let coming: Vec<_> = (0..8).map(|_| world.store.poll_begins()).collect();
    let good = world.record(0, START, vec![plain("a", "un")]);
    let bad = PollRecord { source: SourceId(99), ..world.record(0, START, vec![plain("b", "deux")]) };
    let late = world.record(1, START, vec![plain("c", "trois")]);
    let store = &world.store;
    let (good, bad, late) = tokio::join!(store.record_poll(good), store.record_poll(bad), store.record_poll(late));
    assert_eq!((good.unwrap().items, late.unwrap().items), (1, 1));
    assert!(bad.is_err());
    drop(coming);
    assert_eq!(world.store.figures().await.unwrap().items, 2);
}

#[tokio::test]
async fn a_poll_is_quiet_when_it_moved_nothing_but_dates() {
    let world = World::new().await;
    world.poll(0, START, Vec::new()).await;
    let before = world.store.due_source(world.sources[0]).await.unwrap().unwrap();
    let mut record = world.record(0, minutes(10), Vec::new());
    assert_eq!(record.quiet(&before), None, "the validators are others");
    record.state.validators = before.state.validators.clone();
    let quiet = record.quiet(&before).unwrap();
    assert_eq!((quiet.at, quiet.last_ok_at, quiet.next_due_at), (minutes(10), Some(minutes(10)), Some(minutes(20))));
    let sites = vec![SiteNote::Shut { site: "a.example".to_owned(), until: minutes(60), refusals: 1 }];
    for other in [
        PollRecord { covered: Some(false), ..record.clone() },
        PollRecord { pace: Some(vec![1]), ..record.clone() },
        PollRecord { sites, ..record.clone() },
    ] {
        assert_eq!(other.quiet(&before), None);
    }
}

#[tokio::test]
async fn quiet_polls_are_seen_by_whoever_looks_r3() {
    let world = World::new().await;
    world.poll(0, START, vec![plain("a", "un")]).await;
    let quiet = async |at: Timestamp| {
        let due = world.store.due_source(world.sources[0]).await.unwrap().unwrap();
        let mut record = world.record(0, at, Vec::new());
        record.state.validators = due.state.validators.clone();
        record.quiet(&due).unwrap()
    };
    world.store.record_quiet(quiet(minutes(10)).await).await.unwrap();
    assert!(world.store.due_sources(minutes(15), 9).await.unwrap().iter().all(|due| due.id != world.sources[0]));
    let hour = world.store.hours(world.brands[0], START, hours(1)).await.unwrap()[0];
    assert!((hour.coverage - 1.0).abs() < 0.01, "{hour:?}");
    world.store.record_quiet(quiet(minutes(20)).await).await.unwrap();
    let path = world.path();
    world.store.close().await.unwrap();
    let again = Store::open(&path, minutes(21)).unwrap();
    let kept = again.due_source(world.sources[0]).await.unwrap().unwrap();
    assert_eq!(kept.state.last_polled_at, Some(minutes(20)));
}
