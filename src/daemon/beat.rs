//! Which loops are alive.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The last beat of each loop, on the monotonic clock: a jump of the wall clock is no sign of death.
#[derive(Debug, Default)]
pub struct Beats(Mutex<BTreeMap<&'static str, Instant>>);

impl Beats {
    /// The loop has finished a step.
    pub fn beat(&self, name: &'static str) {
        if let Ok(mut beats) = self.0.lock() {
            beats.insert(name, Instant::now());
        }
    }

    /// The loops of `expected` that have not beaten for `limit`.
    pub fn missing(&self, expected: &[&'static str], limit: Duration) -> Vec<&'static str> {
        let Ok(beats) = self.0.lock() else { return expected.to_vec() };
        expected.iter().copied().filter(|name| beats.get(name).is_none_or(|at| at.elapsed() > limit)).collect()
    }
}
