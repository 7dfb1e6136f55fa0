//! The one place that reads the clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::model::Timestamp;

/// Where `now` comes from. Every step is given an instant; only loops and pages ask.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still until it is set.
    pub fn standing_at(now: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(now.millis()))))
    }

    /// Puts a standing clock to `now`; the machine's clock is left alone.
    pub fn set(&self, now: Timestamp) {
        if let Some(standing) = &self.0 {
            standing.store(now.millis(), Ordering::Relaxed);
        }
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Some(standing) => Timestamp::from_millis(standing.load(Ordering::Relaxed)),
            None => jiff::Timestamp::now().into(),
        }
    }
}
