//! The polls in flight: how many at once, and never two of one source.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::model::SourceId;

/// Polls in flight at the same time. Most of a poll is waiting.
pub(super) const AT_ONCE: usize = 64;

/// The polls in flight. Each is its own task: a panic in one parser costs one poll (F16).
pub struct Polls {
    pub(super) slots: Arc<Semaphore>,
    in_flight: Mutex<HashSet<SourceId>>,
    /// Hosts of which a source could not be reached, and whether none has answered since.
    down: Mutex<HashMap<String, bool>>,
    pub(super) tasks: TaskTracker,
}

impl Default for Polls {
    fn default() -> Self {
        Self {
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            in_flight: Mutex::default(),
            down: Mutex::default(),
            tasks: TaskTracker::new(),
        }
    }
}

impl Polls {
    pub(super) fn claim(&self, id: SourceId) -> bool {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner).insert(id)
    }

    pub(super) fn release(&self, id: SourceId) {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// The sources that are being polled.
    pub(super) fn in_flight(&self) -> HashSet<SourceId> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn is_down(&self, host: &str) {
        self.hosts().insert(host.to_owned(), true);
    }

    /// Whether it was down until now; before this process began, `was_down` says so.
    pub(super) fn is_back(&self, host: &str, was_down: bool) -> bool {
        let mut hosts = self.hosts();
        match hosts.get_mut(host) {
            Some(is_down) => mem::take(is_down),
            None if was_down => hosts.insert(host.to_owned(), false).is_none(),
            None => false,
        }
    }

    fn hosts(&self) -> MutexGuard<'_, HashMap<String, bool>> {
        self.down.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the polls in flight have ended; none may be started meanwhile.
    pub async fn drain(&self) {
        self.tasks.close();
        self.tasks.wait().await;
        self.tasks.reopen();
    }
}
