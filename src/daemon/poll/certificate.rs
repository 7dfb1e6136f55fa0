//! The certificate of a site of one's own: its end is told ahead, three times, each once.
//!
//! When it has ended, the handshake fails, and the site is told as down.

use crate::model::{ChangeKind, ChangeReason, DAY_MS, Timestamp};
use crate::store::PageFind;

/// Days ahead.
const AHEAD: [u32; 3] = [1, 7, 21];

/// Adds the certificate's end to what is told of the page, when one of the days has come.
pub(super) fn look(find: &mut PageFind, until: Option<Timestamp>, now: Timestamp) {
    let Some(until) = until else { return };
    let left = until.since(now);
    let due = AHEAD.into_iter().find(|&days| left <= i64::from(days) * DAY_MS);
    let Some(days) = due else {
        find.watch.certificate = None;
        return;
    };
    let is_told = find.watch.certificate.is_some_and(|(told, ahead)| told == until && ahead <= days);
    // The first version is told as being watched: the next look is soon enough.
    if is_told || find.change.as_ref().is_some_and(|change| change.kind == ChangeKind::Watched) {
        return;
    }
    find.watch.certificate = Some((until, days));
    let change = find.change.get_or_insert_default();
    (change.kind, change.importance) = (ChangeKind::Site, 1.0);
    change.reasons.insert(0, ChangeReason::Certificate { until });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewChange, PageVersion, PageWatch};

    const NOON: i64 = 1_772_452_800_000;

    fn find() -> PageFind {
        PageFind { watch: PageWatch::new(PageVersion::default(), Timestamp::from_millis(NOON)), change: None }
    }

    /// Looks six times a day; gives the days before the end at which it was told.
    fn told(find: &mut PageFind, end: Timestamp, from: i64, to: i64) -> Vec<i64> {
        let mut told = Vec::new();
        for left in (to * 6..=from * 6).rev() {
            find.change = None;
            look(find, Some(end), end.plus_millis(-left * DAY_MS / 6));
            if let Some(change) = &find.change {
                assert_eq!(
                    (change.kind, &change.reasons),
                    (ChangeKind::Site, &vec![ChangeReason::Certificate { until: end }])
                );
                told.push(left / 6);
            }
        }
        told
    }

    #[test]
    fn a_certificates_end_is_told_three_times_and_again_when_the_next_one_ends() {
        let mut find = find();
        let end = Timestamp::from_millis(NOON + 90 * DAY_MS);
        assert_eq!(told(&mut find, end, 60, 0), [21, 7, 1]);
        let next = end.plus_millis(90 * DAY_MS);
        assert_eq!(told(&mut find, next, 88, 5), [21, 7]);
        // One of a few days tells only what is still to come.
        assert_eq!(told(&mut find, next.plus_millis(DAY_MS), 5, 0), [5, 1]);
    }

    #[test]
    fn the_end_stands_beside_another_change_and_not_beside_the_first_look() {
        let end = Timestamp::from_millis(NOON);
        let mut both = find();
        both.change =
            Some(NewChange { kind: ChangeKind::Text, reasons: vec![ChangeReason::Named], ..NewChange::default() });
        look(&mut both, Some(end), end.plus_millis(-DAY_MS));
        assert_eq!(both.change.unwrap().reasons, [ChangeReason::Certificate { until: end }, ChangeReason::Named]);
        let mut first = find();
        first.change = Some(NewChange { kind: ChangeKind::Watched, ..NewChange::default() });
        look(&mut first, Some(end), end.plus_millis(-DAY_MS));
        assert_eq!(first.change.unwrap().kind, ChangeKind::Watched);
        assert_eq!(first.watch.certificate, None, "it is told at the next look");
    }
}
