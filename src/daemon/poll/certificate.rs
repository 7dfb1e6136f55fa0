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
