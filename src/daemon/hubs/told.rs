//! Which hubs were asked, and which of them tell.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::{SourceId, Subscription, Timestamp};

/// Which hubs tell of which sources.
#[derive(Default)]
pub struct Hubs(Mutex<HashMap<SourceId, Told>>);

struct Told {
    subscription: Subscription,
    /// It has told something, and nothing was found since that it did not tell.
    is_true: bool,
}

impl Hubs {
    /// Takes up what was agreed before a start.
    pub(crate) fn remember(&self, subscriptions: Vec<(SourceId, Subscription)>) {
        let told = |(id, subscription)| (id, Told { subscription, is_true: false });
        *self.all() = subscriptions.into_iter().map(told).collect();
    }

    /// Whether the source's hub tells what there is to tell.
    pub(crate) fn tells(&self, id: SourceId, now: Timestamp) -> bool {
        self.all()
            .get(&id)
            .is_some_and(|told| told.is_true && told.subscription.leased_until.is_some_and(|until| until > now))
    }

    /// A hub told something, or a poll found what it had not told.
    pub(crate) fn heard(&self, id: SourceId, is_true: bool) {
        if let Some(told) = self.all().get_mut(&id) {
            told.is_true = is_true;
        }
    }

    pub(super) fn get(&self, id: SourceId) -> Option<Subscription> {
        self.all().get(&id).map(|told| told.subscription.clone())
    }

    pub(super) fn set(&self, id: SourceId, subscription: Subscription) {
        let told = Told { subscription, is_true: false };
        let kept = self.all().insert(id, told).is_some_and(|before| before.is_true);
        self.heard(id, kept);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<SourceId, Told>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
