use proptest::prelude::*;

use super::*;

const NOW: i64 = 20_000 * DAY_MS;

/// Arrivals one every `minutes`, ending now: `n` negative, `.` not, `c` a negative copy; sources change round.
fn arrivals(pattern: &str, minutes: i64, sources: i64) -> Vec<ToneArrival> {
    let count = i64::try_from(pattern.len()).unwrap();
    let arrival = |(at, letter): (i64, char)| ToneArrival {
        at: Timestamp::from_millis(NOW - (count - 1 - at) * minutes * 60_000),
        negative: letter != '.',
        first_of_story: letter != 'c',
        source: SourceId(at % sources),
    };
    (0..).zip(pattern.chars()).map(arrival).collect()
}

fn history(negative: f64, total: f64) -> ToneHistory {
    ToneHistory { negative, total, mentions_a_month: total }
}

#[track_caller]
fn check(pattern: &str, minutes: i64, sources: i64, past: ToneHistory, want: bool) {
    let found = assess(&arrivals(pattern, minutes, sources), &past, Timestamp::from_millis(NOW));
    assert_eq!(found.alarm, want, "{found:?}");
}

#[test]
fn a_run_of_negatives_is_an_alarm() {
    check("..n...nnnn.nnnnn", 60, 4, history(40.0, 300.0), true);
}

#[test]
fn the_usual_share_is_none() {
    check("..n......n......n.....", 60, 4, history(40.0, 300.0), false);
}

#[test]
fn what_is_always_negative_is_usual() {
    check("nnnnnnnn.nnnnnn", 60, 4, history(270.0, 300.0), false);
}

#[test]
fn two_negatives_are_never_enough() {
    check("..nn", 60, 4, history(1.0, 20.0), false);
}

/// R4: one text on forty sites is one voice.
#[test]
fn copies_of_a_story_weigh_nothing() {
    check(&format!("...n{}", "c".repeat(40)), 5, 40, history(40.0, 300.0), false);
}

#[test]
fn a_small_brand_is_heard_when_three_sources_agree() {
    check("nnnnn", 120, 3, history(0.0, 20.0), true);
}

#[test]
fn a_brand_without_a_past_has_the_usual_share_of_brands() {
    let found = assess(&[], &ToneHistory::default(), Timestamp::from_millis(NOW));
    assert!((found.usual_share - 2.0 / 15.0).abs() < 1e-12 && !found.alarm && found.since.is_none(), "{found:?}");
}

#[test]
fn the_rise_begins_with_its_first_negative() {
    let all = arrivals("..........nnnnnn", 30, 4);
    let found = assess(&all, &history(40.0, 300.0), Timestamp::from_millis(NOW));
    assert_eq!(found.since, Some(all[10].at));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_input_is_a_panic(
        all in prop::collection::vec((any::<i64>(), any::<bool>(), any::<bool>(), 0_i64..5), 0..60),
        negative in any::<f64>(), total in any::<f64>(), mentions_a_month in any::<f64>(), now in any::<i64>(),
    ) {
        let arrival = |&(at, negative, first_of_story, source): &(i64, bool, bool, i64)| ToneArrival {
            at: Timestamp::from_millis(at), negative, first_of_story, source: SourceId(source),
        };
        let all: Vec<_> = all.iter().map(arrival).collect();
        let found = assess(&all, &ToneHistory { negative, total, mentions_a_month }, Timestamp::from_millis(now));
        prop_assert!((0.0..=1.0).contains(&found.usual_share) && found.level.is_finite());
    }
}
