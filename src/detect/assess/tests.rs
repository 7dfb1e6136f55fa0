use crate::model::{SourceId, StoryId};
use proptest::prelude::*;

use super::*;

const DAYS: i64 = 28;
/// 23 minutes past an hour: nothing depends on whole hours.
const NOW: i64 = 20_000 * DAY_MS + 14 * HOUR_MS + 23 * MINUTE_MS;

/// A brand with a usual past, and what came in lately.
struct World {
    hours: Vec<HourCount>,
    latest: Vec<Arrival>,
    watched_since: Timestamp,
    coverage: f64,
}

fn minutes_ago(minutes: i64) -> Timestamp {
    Timestamp::from_millis(NOW - minutes * MINUTE_MS)
}

impl World {
    /// One mention every `every` minutes, one in ten negative, for `days` days.
    fn usual(every: i64, days: i64) -> Self {
        let hour = |ago: i64| {
            let mentions = u32::try_from((60 / every).max(i64::from(ago % (every / 60).max(1) == 0))).unwrap();
            let hour = minutes_ago(ago * 60 + 23);
            let negative = u32::from(ago % 10 == 0) * mentions;
            HourCount { hour, mentions, stories: mentions, negative, positive: 0, late: 0, coverage: 1.0 }
        };
        let hours = (24..days * 24).rev().map(hour).collect();
        let mut world = Self { hours, latest: Vec::new(), watched_since: minutes_ago(days * 24 * 60), coverage: 1.0 };
        let lately = (72 * 60).min(days * 24 * 60);
        for minute in (1..lately).rev().filter(|minute| minute % every == 0) {
            let tone = if minute / every % 10 == 0 { ToneLabel::Negative } else { ToneLabel::Neutral };
            world = world.came(minute, 1_000_000 + minute, minute % 5, tone);
        }
        world
    }

    fn came(mut self, minutes: i64, story: i64, source: i64, tone: ToneLabel) -> Self {
        let story = StoryId(story);
        let first = !self.latest.iter().any(|arrival| arrival.story == story);
        self.latest.push(Arrival { at: minutes_ago(minutes), story, first, tone, source: SourceId(source) });
        self.latest.sort_by_key(|arrival| arrival.at);
        self
    }

    /// `count` mentions of as many stories, over the last `span` minutes, from `sources` sources.
    fn burst(self, count: i64, span: i64, sources: i64, tone: ToneLabel) -> Self {
        (0..count).fold(self, |world, at| world.came(span - 1 - at * span / count, at, at % sources, tone))
    }

    fn look(&self) -> Assessment {
        let recent: Vec<HourCount> = (0..24)
            .rev()
            .map(|ago| {
                let hour = minutes_ago((ago + 1) * 60);
                let inside = |arrival: &&Arrival| arrival.at > hour && arrival.at <= minutes_ago(ago * 60);
                let mentions = count(self.latest.iter().filter(inside));
                let stories = count(self.latest.iter().filter(inside).filter(|arrival| arrival.first));
                let coverage = if ago < 12 { self.coverage } else { 1.0 };
                HourCount { hour, mentions, stories, negative: 0, positive: 0, late: 0, coverage }
            })
            .collect();
        let (hours, latest) = (&self.hours, &self.latest);
        let watch = Watch { hours, recent: &recent, latest, watched_since: self.watched_since };
        assess(&watch, &Policy::default(), minutes_ago(0))
    }
}

use ToneLabel::{Negative, Neutral, Positive};

#[track_caller]
fn check(world: &World, want: Option<(Trigger, Severity)>) -> Assessment {
    let found = world.look();
    let got = found.fires.then_some((found.finding.trigger, found.finding.severity));
    assert_eq!(got, want, "{found:#?}");
    found
}

#[test]
fn the_usual_is_calm() {
    for every in [10, 60, 600] {
        let found = check(&World::usual(every, DAYS), None);
        assert!(found.calm, "{found:#?}");
    }
}

#[test]
fn forty_negatives_in_ten_minutes_are_a_crisis_at_once() {
    let found = check(&World::usual(60, DAYS).burst(40, 10, 4, Negative), Some((Trigger::Both, Severity::Critical)));
    let finding = found.finding;
    assert!(finding.mentions >= 40 && finding.expected_high < 12.0, "{finding:#?}");
    assert!(minutes_ago(70) <= finding.since && finding.since <= minutes_ago(8), "{finding:#?}");
    assert!(!found.calm && found.rise_mentions >= 40);
}

#[test]
fn praise_is_never_a_crisis() {
    check(&World::usual(60, DAYS).burst(60, 20, 4, Positive), Some((Trigger::Volume, Severity::Warning)));
}

#[test]
fn a_crisis_on_one_forum_is_found() {
    let world = World::usual(600, DAYS).burst(12, 40, 1, Negative);
    assert!(world.look().fires);
}

#[test]
fn two_posts_are_no_incident_however_rare() {
    check(&World::usual(3_000, DAYS).burst(2, 5, 2, Negative), None);
}

/// R4: forty sites print one text.
#[test]
fn syndication_is_no_incident() {
    let world = (0..40).fold(World::usual(60, DAYS), |world, copy| world.came(copy / 2, 1, copy, Neutral));
    check(&world, None);
}

#[test]
fn a_burst_that_is_mostly_one_story_is_a_notice() {
    let world = World::usual(60, DAYS).burst(30, 25, 4, Neutral);
    let world = (0..120).fold(world, |world, copy| world.came(copy % 25, 1, copy, Neutral));
    check(&world, Some((Trigger::Volume, Severity::Notice)));
}

/// R4: while hardly anything could be read, nothing is known: neither unusual nor calm.
#[test]
fn a_blind_hour_neither_fires_nor_calms() {
    let world = World { coverage: 0.2, ..World::usual(60, DAYS).burst(40, 10, 4, Neutral) };
    let found = check(&world, None);
    assert!(!found.calm);
}

#[test]
fn a_silent_crisis_is_found_by_its_tone() {
    let usual = World::usual(60, DAYS);
    let latest = usual.latest.iter().map(|arrival| {
        let late = arrival.at > minutes_ago(10 * 60);
        Arrival { tone: if late { Negative } else { arrival.tone }, ..*arrival }
    });
    let world = World { latest: latest.collect(), ..usual };
    let found = world.look();
    assert!(found.fires && found.finding.trigger == Trigger::Tone, "{found:#?}");
    assert!(found.finding.severity >= Severity::Warning);
}

#[test]
fn a_brand_watched_for_an_hour_is_only_noticed_but_a_true_crisis_is_told() {
    let young = |tone| World { hours: Vec::new(), ..World::usual(3_000, 0) }.burst(40, 30, 4, tone);
    let young = |tone| World { watched_since: minutes_ago(50), ..young(tone) };
    let found = check(&young(Neutral), Some((Trigger::Volume, Severity::Notice)));
    assert!(found.finding.learning);
    assert_eq!(young(Negative).look().finding.severity, Severity::Critical);
}

/// R4: the first hours of a busy brand are not a crisis.
#[test]
fn the_first_hours_of_a_busy_brand_are_no_incident() {
    let world = World { hours: Vec::new(), ..World::usual(10, 0) };
    let world = (0..24).fold(world, |world, at| world.came(at * 10, at, at % 5, Neutral));
    check(&World { watched_since: minutes_ago(240), ..world }, None);
}

#[test]
fn what_is_over_is_calm_though_the_day_was_not() {
    let mut world = World::usual(60, DAYS).burst(40, 10, 4, Neutral);
    for arrival in &mut world.latest {
        if arrival.story.0 < 1_000_000 {
            arrival.at = arrival.at.plus_millis(-4 * HOUR_MS);
        }
    }
    world.latest.sort_by_key(|arrival| arrival.at);
    let later =
        World { latest: world.latest.into_iter().filter(|arrival| arrival.at < minutes_ago(130)).collect(), ..world };
    let found = check(&later, None);
    assert!(found.calm, "{found:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_input_is_a_panic(
        hours in prop::collection::vec((any::<i64>(), any::<u32>(), any::<u32>(), any::<f64>()), 0..60),
        latest in prop::collection::vec((any::<i64>(), 0_i64..9, any::<bool>(), 0_i64..5), 0..60),
        since in any::<i64>(), now in any::<i64>(),
    ) {
        let hour = |&(hour, mentions, negative, coverage): &(i64, u32, u32, f64)| HourCount {
            hour: Timestamp::from_millis(hour), mentions, stories: mentions, negative, positive: 0, late: 0, coverage,
        };
        let hours: Vec<_> = hours.iter().map(hour).collect();
        let arrival = |&(at, story, first, source): &(i64, i64, bool, i64)| Arrival {
            at: Timestamp::from_millis(at), story: StoryId(story), first, tone: Negative, source: SourceId(source),
        };
        let latest: Vec<_> = latest.iter().map(arrival).collect();
        let (closed, recent) = hours.split_at(hours.len() / 2);
        let watch = Watch { hours: closed, recent, latest: &latest, watched_since: Timestamp::from_millis(since) };
        assess(&watch, &Policy::default(), Timestamp::from_millis(now));
    }
}
