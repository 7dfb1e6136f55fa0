//! Which loops are alive.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The last beat of each loop, on the monotonic clock: a jump of the wall clock is no sign of death.
#[derive(Debug)]
pub struct Beats {
    /// A loop whose first step still runs is as old as the process, not dead.
    started: Instant,
    last: Mutex<BTreeMap<&'static str, Instant>>,
}

impl Default for Beats {
    fn default() -> Self {
        Self { started: Instant::now(), last: Mutex::default() }
    }
}

impl Beats {
    /// The loop has finished a step, or got on with a long one.
    pub fn beat(&self, name: &'static str) {
        if let Ok(mut beats) = self.last.lock() {
            beats.insert(name, Instant::now());
        }
    }

    /// The loops of `expected` that have not beaten for `limit`.
    pub fn missing(&self, expected: &[&'static str], limit: Duration) -> Vec<&'static str> {
        let Ok(beats) = self.last.lock() else { return expected.to_vec() };
        expected.iter().copied().filter(|name| beats.get(name).unwrap_or(&self.started).elapsed() > limit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f17_a_loop_in_its_first_step_is_not_stuck_before_the_limit() {
        let beats = Beats::default();
        beats.beat("poll");
        assert!(beats.missing(&["poll", "watch"], Duration::from_mins(1)).is_empty());
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(beats.missing(&["poll", "watch"], Duration::from_millis(1)), ["poll", "watch"]);
    }
}
