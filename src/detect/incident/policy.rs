//! What a user may set of an incident's life.

use std::time::Duration;

use crate::detect::volume::Z_ON;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// When an incident opens, is told again and ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Deviation that opens: about one false alert per brand in a fortnight.
    pub z_on: f64,
    /// Waits before the first, second and every later update that is due to growth (E12).
    pub update_after: [Duration; 3],
    /// So long must nothing unusual have come for the incident to be calm.
    pub calm_for: Duration,
    /// So long must it stay calm to be closed.
    pub close_after: Duration,
    /// The same for a brand with less than one story an hour: its silences say less.
    pub close_after_rare: Duration,
    /// So long after the end an incident of no worse severity is not opened.
    pub cooldown: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            z_on: Z_ON,
            update_after: [5, 15, 60].map(|minutes| Duration::from_secs(minutes * MINUTE)),
            calm_for: Duration::from_secs(2 * HOUR),
            close_after: Duration::from_secs(12 * HOUR),
            close_after_rare: Duration::from_secs(24 * HOUR),
            cooldown: Duration::from_secs(24 * HOUR),
        }
    }
}

impl Policy {
    pub(super) fn wait(&self, updates: u32) -> Duration {
        let place = usize::try_from(updates).unwrap_or(usize::MAX).min(self.update_after.len() - 1);
        self.update_after[place]
    }

    pub(super) fn close_after(&self, usual_per_hour: f64) -> Duration {
        if usual_per_hour < 1.0 { self.close_after_rare } else { self.close_after }
    }
}
