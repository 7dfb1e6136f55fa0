//! Who comes in how often, and one at a time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::{MutexGuard, Semaphore, SemaphorePermit};

use crate::model::{MINUTE_MS, SourceId, Timestamp};

/// Posts of one source in a minute.
const MOST_POSTS: u32 = 60;

/// Bodies that are read at one time before their senders have proven anything.
const UNPROVEN: usize = 8;

/// What is remembered of each source that things are handed in to, while the page is served.
pub(super) struct Doors {
    by_source: Mutex<HashMap<SourceId, Arc<Door>>>,
    unproven: Semaphore,
}

impl Default for Doors {
    fn default() -> Self {
        Self { by_source: Mutex::default(), unproven: Semaphore::new(UNPROVEN) }
    }
}

/// The door of one source.
#[derive(Default)]
pub(super) struct Door {
    /// The minute that is counted, and the posts in it.
    posts: Mutex<(i64, u32)>,
    /// Two posts of one item must not both find it new.
    turn: tokio::sync::Mutex<()>,
}

impl Doors {
    /// The door of a source, for one more post; nothing when there were too many in this minute.
    pub(super) fn let_in(&self, id: SourceId, now: Timestamp) -> Option<Arc<Door>> {
        let door = Arc::clone(self.by_source.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default());
        door.lets_in(now).then_some(door)
    }

    /// A place for a body whose proof is in it: strangers wait for one another, and are not counted as anybody's posts.
    pub(super) async fn unproven(&self) -> Option<SemaphorePermit<'_>> {
        self.unproven.acquire().await.ok()
    }
}

/// What is said to who comes too often.
pub(super) fn full() -> Response {
    let wait = [(header::RETRY_AFTER, "60")];
    (StatusCode::TOO_MANY_REQUESTS, wait, format!("More than {MOST_POSTS} posts in a minute.\n")).into_response()
}

impl Door {
    /// Waits for one's turn.
    pub(super) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    fn lets_in(&self, now: Timestamp) -> bool {
        let mut posts = self.posts.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.millis().div_euclid(MINUTE_MS);
        if posts.0 != minute {
            *posts = (minute, 0);
        }
        posts.1 = posts.1.saturating_add(1);
        posts.1 <= MOST_POSTS
    }
}
