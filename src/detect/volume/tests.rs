use proptest::prelude::*;

use super::*;
use crate::model::Timestamp;

fn bin(index: usize, volume: f64, coverage: f64) -> Bin {
    let start = Timestamp::from_millis(i64::try_from(index).unwrap() * HOUR_MS);
    Bin { start, volume, mentions: volume, negative: 0.0, coverage }
}

/// Hours at which an alert is raised.
fn alerts(hours: impl IntoIterator<Item = (f64, f64)>) -> Vec<usize> {
    let mut detector = Detector::new(Duration::from_hours(1));
    let scored = hours.into_iter().enumerate().map(|(at, (x, coverage))| detector.step(&bin(at, x, coverage)).alert);
    scored.enumerate().filter(|(_, alert)| *alert).map(|(at, _)| at).collect()
}

/// Three an hour, more or less: four weeks of it, then what is asked. The noise is a multiplicative hash.
fn usual(then: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let noise = |at: u32| (f64::from(at.wrapping_mul(2_654_435_761) >> 24) * 6.0 / 255.0).round();
    let hours = (0..28 * 24).map(|at| (noise(at), 1.0));
    hours.chain(then.iter().copied()).collect()
}

const MONTH: usize = 28 * 24;

#[track_caller]
fn check(then: &[(f64, f64)], want: &[usize]) {
    let late: Vec<usize> = alerts(usual(then)).into_iter().filter_map(|at| at.checked_sub(MONTH)).collect();
    assert_eq!(late, want);
}

#[test]
fn a_burst_is_an_alert_in_its_first_hour() {
    check(&[(3.0, 1.0), (40.0, 1.0), (12.0, 1.0)], &[1]);
}

#[test]
fn the_usual_is_no_alert() {
    check(&[(4.0, 1.0), (2.0, 1.0), (5.0, 1.0)], &[]);
}

/// R4: what was missed for half a day comes in within two hours, less what aged out of the feeds.
#[test]
fn an_outage_and_its_catch_up_are_no_alert() {
    let mut hours = vec![(0.0, 0.0); 12];
    hours.extend([(7.0, 1.0), (4.0, 1.0), (3.0, 1.0)]);
    check(&hours, &[]);
}

#[test]
fn a_blind_hour_raises_nothing_whatever_it_counts() {
    check(&[(500.0, 0.2)], &[]);
}

#[test]
fn rare_peaks_come_back_after_many_days() {
    for (z, days) in [(1.6, 14.0), (2.1, 27.0), (2.8, 65.0)] {
        assert!((return_days(z) - days).abs() < 0.5, "{z}: {}", return_days(z));
    }
    assert!(return_days(1e9) <= 36_500.0 && return_days(-1e9) >= 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_is_never_less_unusual(past in prop::collection::vec(0_u32..20, 30..300), x in 0.0..500.0_f64, more in 0.0..500.0_f64) {
        let mut detector = Detector::new(Duration::from_hours(1));
        for (at, count) in past.iter().enumerate() {
            detector.step(&bin(at, f64::from(*count), 1.0));
        }
        let mut other = detector.clone();
        let (less, more) = (detector.step(&bin(past.len(), x, 1.0)), other.step(&bin(past.len(), x + more, 1.0)));
        prop_assert!(less.z <= more.z, "{} {}", less.z, more.z);
    }

    #[test]
    fn no_bin_is_a_panic(bins in prop::collection::vec((any::<i64>(), any::<f64>(), any::<f64>()), 1..200), step in any::<u32>()) {
        let mut detector = Detector::new(Duration::from_secs(u64::from(step)));
        for (at, volume, coverage) in bins {
            let start = Timestamp::from_millis(at);
            let score = detector.step(&Bin { start, volume, mentions: volume, negative: 0.0, coverage });
            prop_assert!(score.z.is_finite() && (0.0..=1.0).contains(&score.anomaly_score()));
        }
    }
}
