//! When a failed delivery is tried again. A crisis is tried again within a minute (greylisting answers "later" once);
//! everything is tried for five days (RFC 5321, 4.5.4.1), then kept as dead with its reason.
//!
//! The jitter is derived from the Message-ID, so that many mails do not come back at once and tests are exact.

use sha2::{Digest, Sha256};

use crate::model::{DAY_MS, HOUR_MS, MINUTE_MS, Outcome, Priority, SECOND_MS, Timestamp};

/// Between two tries of a refused login: a relay that counts them would lock the account.
pub(super) const LOGIN_PAUSE: i64 = 10 * MINUTE_MS;
const GIVE_UP_AFTER: i64 = 5 * DAY_MS;
const CRISIS: [i64; 8] = [
    20 * SECOND_MS,
    40 * SECOND_MS,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    20 * MINUTE_MS,
    40 * MINUTE_MS,
];
const OTHERS: [i64; 5] = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];

/// The next try after `attempts` earlier ones, or the end of trying.
pub(super) fn later(priority: Priority, message_id: &str, attempts: u32, now: Timestamp, why: String) -> Outcome {
    let steps: &[i64] = if priority == Priority::High { &CRISIS } else { &OTHERS };
    let nth = usize::try_from(attempts).unwrap_or(usize::MAX);
    let beyond = i64::try_from(nth.saturating_sub(steps.len())).unwrap_or(i64::MAX);
    let waited = steps.iter().take(nth).sum::<i64>().saturating_add(beyond.saturating_mul(HOUR_MS));
    if waited >= GIVE_UP_AFTER {
        return Outcome::Dead { why: format!("given up after five days and {} tries: {why}", nth.saturating_add(1)) };
    }
    let wait = steps.get(nth).copied().unwrap_or(HOUR_MS);
    not_before(wait, message_id, attempts, now, why)
}

/// Not before `wait`, and up to a tenth later.
pub(super) fn not_before(wait: i64, message_id: &str, attempts: u32, now: Timestamp, why: String) -> Outcome {
    let digest = Sha256::new().chain_update(message_id).chain_update(attempts.to_be_bytes()).finalize();
    let jitter = wait / 10 * i64::from(digest[0]) / 255;
    Outcome::Retry { at: now.plus_millis(wait + jitter), why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(priority: Priority, attempts: u32) -> Option<i64> {
        let now = Timestamp::from_millis(1_000_000);
        match later(priority, "<v1.a@b>", attempts, now, String::new()) {
            Outcome::Retry { at, .. } => Some(at.since(now)),
            _ => None,
        }
    }

    #[test]
    fn f20_a_crisis_comes_back_within_a_minute_and_never_waits_over_an_hour_and_a_tenth() {
        assert!((20_000..=22_000).contains(&wait(Priority::High, 0).unwrap()));
        assert!((40_000..=44_000).contains(&wait(Priority::High, 1).unwrap()));
        assert!((60_000..=66_000).contains(&wait(Priority::Low, 0).unwrap()));
        assert!((0..120).all(|n| wait(Priority::High, n).is_some_and(|wait| wait <= HOUR_MS * 11 / 10)));
        assert_eq!(wait(Priority::High, 3), wait(Priority::High, 3));
    }

    #[test]
    fn f19_five_days_are_tried_before_giving_up() {
        let tries = (0..1_000).take_while(|&n| wait(Priority::Normal, n).is_some()).count();
        assert!((119..130).contains(&tries), "{tries}");
        assert_eq!(wait(Priority::Normal, u32::MAX), None);
    }
}
