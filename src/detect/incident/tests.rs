use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::model::{MINUTE_MS, Severity};

const BRAND: BrandId = BrandId(7);
const HOUR: i64 = 60;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_millis(1_772_442_300_000 + minute * MINUTE_MS)
}

fn look(minute: i64, severity: Severity, mentions: u32) -> Assessment {
    let finding = Finding {
        at: at(minute),
        trigger: Trigger::Volume,
        severity,
        window_minutes: 60,
        mentions,
        stories: mentions,
        negative: 0,
        expected: 2.0,
        expected_low: 0.0,
        expected_high: 5.0,
        usual_negative_share: 0.1,
        z: 2.0,
        return_days: 20.0,
        coverage: 1.0,
        learning: false,
        since: at(minute - 10),
    };
    Assessment { finding, fires: true, calm: false, rise_mentions: mentions, usual_per_hour: 2.0 }
}

fn quiet(minute: i64) -> Assessment {
    Assessment { fires: false, calm: true, ..look(minute, Severity::Notice, 0) }
}

/// A brand whose looks are taken one after the other.
#[derive(Default)]
struct Life {
    current: Option<Incident>,
    last_closed: Option<Incident>,
}

impl Life {
    fn look(&mut self, minute: i64, assessment: &Assessment) -> Advance {
        let policy = Policy::default();
        let done = advance(self.current.as_ref(), self.last_closed.as_ref(), assessment, BRAND, &policy, at(minute));
        self.current.clone_from(&done.incident);
        if done.incident.as_ref().is_some_and(|incident| incident.state == IncidentState::Closed) {
            self.last_closed = self.current.take();
        }
        done
    }

    fn acknowledge(&mut self) {
        self.current.as_mut().unwrap().state = IncidentState::Acknowledged;
    }
}

/// Looks as (minute, severity, mentions); what is told of each.
#[track_caller]
fn check(looks: &[(i64, Severity, u32)], want: &[Option<Stage>]) {
    let mut life = Life::default();
    let told: Vec<_> =
        looks.iter().map(|&(minute, severity, n)| life.look(minute, &look(minute, severity, n)).tell).collect();
    assert_eq!(told, want);
}

use Severity::{Critical, Notice, Warning};

#[test]
fn a_worse_severity_is_told_at_once() {
    let want = [Some(Stage::Opened), Some(Stage::Update(1)), Some(Stage::Update(2)), None];
    check(&[(0, Notice, 5), (1, Warning, 5), (2, Critical, 6), (3, Warning, 6)], &want);
}

/// E12: at 5, 15 and 60 minutes, when it grew by half; then once an hour at most.
#[test]
fn growth_is_told_at_its_times_only() {
    let looks = [(0, Warning, 10), (4, Warning, 30), (5, Warning, 30), (19, Warning, 90), (20, Warning, 90)];
    check(&looks, &[Some(Stage::Opened), None, Some(Stage::Update(1)), None, Some(Stage::Update(2))]);
    let looks = [(0, Warning, 10), (5, Warning, 14), (60, Warning, 15), (119, Warning, 99), (120, Warning, 99)];
    check(&looks, &[Some(Stage::Opened), None, Some(Stage::Update(1)), Some(Stage::Update(2)), None]);
    let looks = [
        (0, Warning, 10),
        (5, Warning, 15),
        (20, Warning, 25),
        (79, Warning, 99),
        (80, Warning, 99),
        (139, Warning, 999),
    ];
    let want =
        [Some(Stage::Opened), Some(Stage::Update(1)), Some(Stage::Update(2)), None, Some(Stage::Update(3)), None];
    check(&looks, &want);
}

#[test]
fn who_has_taken_it_on_is_told_of_worse_only() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 5));
    life.acknowledge();
    assert_eq!(life.look(90, &look(90, Warning, 50)).tell, None);
    assert_eq!(life.look(91, &look(91, Critical, 50)).tell, Some(Stage::Update(1)));
    assert_eq!(life.current.unwrap().state, IncidentState::Acknowledged);
}

#[test]
fn tone_joins_the_incident_of_volume() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 5));
    let mut tone = look(1, Warning, 5);
    tone.finding.trigger = Trigger::Tone;
    life.look(1, &tone);
    assert_eq!(life.current.unwrap().finding.trigger, Trigger::Both);
}

#[test]
fn calm_for_half_a_day_is_the_end() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 5));
    assert_eq!(life.look(HOUR, &quiet(HOUR)).events, [IncidentEvent::Calmed]);
    assert_eq!(life.look(13 * HOUR - 1, &quiet(13 * HOUR - 1)).events, []);
    let end = life.look(13 * HOUR, &quiet(13 * HOUR));
    assert_eq!((end.tell, end.events), (Some(Stage::Closed), vec![IncidentEvent::Closed]));
    assert_eq!(life.last_closed.unwrap().closed_at, Some(at(13 * HOUR)));
}

#[test]
fn a_rare_brand_has_to_be_calm_for_a_day() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 5));
    let rare = |minute| Assessment { usual_per_hour: 0.2, ..quiet(minute) };
    life.look(HOUR, &rare(HOUR));
    assert_eq!(life.look(24 * HOUR, &rare(24 * HOUR)).tell, None);
    assert_eq!(life.look(25 * HOUR, &rare(25 * HOUR)).tell, Some(Stage::Closed));
}

#[test]
fn a_rise_while_calming_is_the_same_incident() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 10));
    life.look(3 * HOUR, &quiet(3 * HOUR));
    assert_eq!(life.look(5 * HOUR, &look(5 * HOUR, Warning, 10)).tell, None);
    assert_eq!(life.look(16 * HOUR, &quiet(16 * HOUR)).tell, None);
    assert_eq!(life.current.unwrap().key.opened_at, at(0));
}

#[test]
fn what_comes_back_soon_must_be_worse() {
    let mut life = Life::default();
    life.look(0, &look(0, Warning, 5));
    life.look(HOUR, &quiet(HOUR));
    life.look(13 * HOUR, &quiet(13 * HOUR));
    assert_eq!(life.look(20 * HOUR, &look(20 * HOUR, Warning, 50)).incident, None);
    assert_eq!(life.look(21 * HOUR, &look(21 * HOUR, Critical, 50)).tell, Some(Stage::Opened));
    let mut later = Life { current: None, last_closed: life.last_closed };
    assert_eq!(later.look(38 * HOUR, &look(38 * HOUR, Notice, 50)).tell, Some(Stage::Opened));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// R1, R2: opened, updated 1, 2, 3, closed, in this order and never twice; growth is never told too often.
    #[test]
    fn every_life_is_one_thread(steps in prop::collection::vec((0_u8..5, 1_i64..400, 0_u32..200, any::<bool>()), 1..120)) {
        let mut life = Life::default();
        let (mut open, mut updates, mut worst, mut minute) = (false, 0, None, 0_i64);
        let mut told = Vec::new();
        for (kind, wait, mentions, ack) in steps {
            minute += wait;
            let assessment = match kind {
                0 => quiet(minute),
                1 => Assessment { calm: false, ..quiet(minute) },
                2 => look(minute, Notice, mentions),
                3 => look(minute, Warning, mentions),
                _ => look(minute, Critical, mentions),
            };
            let done = life.look(minute, &assessment);
            match done.tell {
                Some(Stage::Opened) => {
                    prop_assert!(!open && assessment.fires);
                    (open, updates, worst) = (true, 0, Some(assessment.finding.severity));
                    told = vec![minute];
                }
                Some(Stage::Update(number)) => {
                    prop_assert!(open && number == updates + 1);
                    updates = number;
                    let worse = Some(assessment.finding.severity) > worst;
                    worst = worst.max(Some(assessment.finding.severity));
                    let least = [5, 15, 60][(number as usize - 1).min(2)];
                    prop_assert!(worse || minute - told[told.len() - 1] >= least);
                    told.push(minute);
                }
                Some(Stage::Closed) => {
                    prop_assert!(open && !assessment.fires);
                    open = false;
                }
                None => {}
            }
            prop_assert_eq!(open, life.current.is_some());
            if ack && open {
                life.acknowledge();
            }
        }
    }

    #[test]
    fn no_policy_is_a_panic(seconds in any::<u64>(), now in any::<i64>(), mentions in any::<u32>()) {
        let long = Duration::from_secs(seconds);
        let policy = Policy { update_after: [long; 3], calm_for: long, close_after: long, cooldown: long, ..Policy::default() };
        let first = advance(None, None, &look(0, Warning, mentions), BRAND, &policy, Timestamp::from_millis(now));
        let open = first.incident.unwrap();
        advance(Some(&open), Some(&open), &look(1, Notice, u32::MAX), BRAND, &policy, Timestamp::from_millis(i64::MAX));
        advance(Some(&open), None, &quiet(1), BRAND, &policy, Timestamp::from_millis(i64::MIN));
    }
}
