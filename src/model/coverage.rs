//! How much of what should have been read was read.

use serde::{Deserialize, Serialize};

/// The share of expected polls that succeeded in a period. Every figure shown to a person stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Polls that should have been made.
    pub expected: u64,
    /// Polls that were answered with something readable, a 304 included.
    pub succeeded: u64,
}

impl Coverage {
    /// The share, from 0 to 1; 1 when nothing was expected.
    pub fn share(self) -> f64 {
        if self.expected == 0 { 1.0 } else { (self.succeeded as f64 / self.expected as f64).min(1.0) }
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { expected: self.expected + other.expected, succeeded: self.succeeded + other.succeeded }
    }
}
