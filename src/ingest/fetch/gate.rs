//! Politeness: one gate a site. A site is a registrable domain, so that forty blogs of one host wait for one another.
//!
//! Places in the queue are given on arrival, in time, from the caller's `now`: no clock is read here. A wait that is
//! too long is not waited: the caller is told when to come back, and its task is free for other sources. A waiter that
//! is dropped leaves an empty place behind, which costs one interval and nothing else.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::{Host, Position, Url};

use super::answer::Answer;
use super::headers::LONGEST;
use super::notes::Notes;
use crate::model::{SiteNote, Timestamp};

/// First wait after a refusal without `Retry-After`, and the least that is waited with one.
const FIRST_BACKOFF: Duration = Duration::from_mins(1);
/// Longest wait that we take upon ourselves.
const LAST_BACKOFF: Duration = Duration::from_hours(24);
/// Gates kept; idle ones beyond it are forgotten.
const MAX_GATES: usize = 4_096;

/// The gates of all sites.
pub(super) struct Gates {
    interval: Duration,
    width: usize,
    by_site: Mutex<HashMap<String, Arc<Gate>>>,
    notes: Notes,
}

struct Gate {
    places: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Clone, Copy)]
struct State {
    /// The next free place in the queue.
    free_at: Option<Timestamp>,
    /// The site asked for peace until then, or we took it upon ourselves.
    shut_until: Option<Timestamp>,
    /// The same for whoever looks after a site of their own: what the site said, and no doubling of ours.
    shut_to_owner: Option<Timestamp>,
    /// What the last refusal answered.
    refused_with: Option<u16>,
    /// Refusals in a row.
    refusals: u32,
    /// Time between two places.
    interval: Duration,
}

/// Leave to visit one site, until it is dropped.
pub(super) struct Pass {
    site: String,
    by_owner: bool,
    gate: Arc<Gate>,
    notes: Notes,
    _place: OwnedSemaphorePermit,
}

/// What a gate is keyed by: the registrable domain; host and port where there is none.
pub fn site(url: &Url) -> Cow<'_, str> {
    let with_port = |host: &str| format!("{host}:{}", url.port_or_known_default().unwrap_or_default());
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            psl::domain_str(name).map_or_else(|| with_port(name).into(), Cow::Borrowed)
        }
        Some(_) if url.port().is_some() => url[Position::BeforeHost..Position::AfterPort].into(),
        Some(_) => with_port(url.host_str().unwrap_or_default()).into(),
        None => "".into(),
    }
}

impl Gates {
    pub(super) fn new(interval: Duration, width: usize) -> Self {
        Self { interval, width: width.max(1), by_site: Mutex::default(), notes: Notes::default() }
    }

    /// Where refusals are noted.
    pub(super) const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// A site had asked for peace before a restart.
    pub(super) fn shut(&self, site: &str, until: Timestamp, refusals: u32, now: Timestamp) {
        let gate = self.gate(site, now);
        let mut state = gate.state();
        state.shut_until = state.shut_until.max(Some(until));
        if refusals == 0 {
            // Only an owner has asked: nothing of it was our own doubling.
            state.shut_to_owner = state.shut_to_owner.max(Some(until));
        }
        state.refusals = state.refusals.max(refusals);
    }

    /// Waits for a place, at most `patience`; else says when to come back.
    pub(super) async fn enter(
        &self,
        site: &str,
        now: Timestamp,
        patience: Duration,
        by_owner: bool,
    ) -> Result<Pass, Answer> {
        let gate = self.gate(site, now);
        let wait = gate.book(now, patience, by_owner)?;
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        if let Ok(place) = Arc::clone(&gate.places).try_acquire_owned() {
            return self.entered(site, gate, place, now, by_owner);
        }
        let interval = gate.state().interval;
        let waits = async {
            // The visit before is still going on: the interval counts from its end.
            let place = Arc::clone(&gate.places).acquire_owned().await;
            tokio::time::sleep(interval).await;
            place
        };
        match tokio::time::timeout(patience, waits).await {
            Ok(Ok(place)) => self.entered(site, gate, place, now, by_owner),
            // The semaphore is never closed; the second arm is time.
            Ok(Err(_)) | Err(_) => Err(Answer::Busy { after: patience.max(interval).max(Duration::from_secs(1)) }),
        }
    }

    /// A place was got; whoever was in front may have been refused meanwhile.
    fn entered(
        &self,
        site: &str,
        gate: Arc<Gate>,
        place: OwnedSemaphorePermit,
        now: Timestamp,
        by_owner: bool,
    ) -> Result<Pass, Answer> {
        gate.open(now, by_owner).map(|()| Pass {
            site: site.to_owned(),
            by_owner,
            gate,
            notes: self.notes.clone(),
            _place: place,
        })
    }

    fn gate(&self, site: &str, now: Timestamp) -> Arc<Gate> {
        let mut by_site = unpoisoned(&self.by_site);
        if by_site.len() >= MAX_GATES {
            by_site.retain(|_, gate| Arc::strong_count(gate) > 1 || gate.state().matters(now));
        }
        if let Some(gate) = by_site.get(site) {
            return Arc::clone(gate);
        }
        let made = || {
            let state = State {
                free_at: None,
                shut_until: None,
                shut_to_owner: None,
                refused_with: None,
                refusals: 0,
                interval: self.interval,
            };
            Arc::new(Gate { places: Arc::new(Semaphore::new(self.width)), state: Mutex::new(state) })
        };
        Arc::clone(by_site.entry(site.to_owned()).or_insert_with(made))
    }
}

impl State {
    fn matters(&self, now: Timestamp) -> bool {
        self.free_at.max(self.shut_until).is_some_and(|at| at > now)
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        unpoisoned(&self.state)
    }

    /// Whether the site has not asked for peace.
    fn open(&self, now: Timestamp, by_owner: bool) -> Result<(), Answer> {
        let state = *self.state();
        let shut_until = if by_owner { state.shut_to_owner } else { state.shut_until };
        match shut_until.filter(|&until| until > now && now.until(until) <= LONGEST) {
            Some(until) => Err(Answer::Later { after: now.until(until), status: state.refused_with }),
            None => Ok(()),
        }
    }

    /// Takes the next place in the queue: how long until then.
    fn book(&self, now: Timestamp, patience: Duration, by_owner: bool) -> Result<Duration, Answer> {
        self.open(now, by_owner)?;
        let mut state = self.state();
        let mut wait = state.free_at.map_or(Duration::ZERO, |at| now.until(at));
        // No place is ever given so far ahead: the clock was set back.
        if wait > patience * 4 + state.interval {
            wait = Duration::ZERO;
        }
        if wait > patience {
            return Err(Answer::Busy { after: wait });
        }
        state.free_at = Some(now.plus(wait).plus(state.interval));
        Ok(wait)
    }
}

impl Pass {
    /// Whether this pass is for that site.
    pub(super) fn is_for(&self, site: &str) -> bool {
        self.site == site
    }

    /// Whether a site of one's own is looked after.
    pub(super) const fn is_by_owner(&self) -> bool {
        self.by_owner
    }

    /// The site answered: earlier refusals are forgotten.
    pub(super) fn welcomed(&self) {
        self.gate.state().refusals = 0;
    }

    /// The site asked for patience (429, 503): nobody visits it before what it said, or before a wait that doubles
    /// with each refusal when it said nothing. Its owner asks at their own pace, and makes nobody else wait longer.
    pub(super) fn refused(&self, now: Timestamp, status: u16, asked: Option<Duration>) -> Duration {
        let mut state = self.gate.state();
        let doubled = FIRST_BACKOFF.saturating_mul(1 << state.refusals.min(12)).min(LAST_BACKOFF);
        if !self.by_owner {
            state.refusals = state.refusals.saturating_add(1);
        }
        let said = asked.unwrap_or_default().max(FIRST_BACKOFF);
        let wait = if self.by_owner || asked.is_some() { said } else { doubled };
        let until = now.plus(wait);
        state.shut_until = state.shut_until.max(Some(until));
        state.shut_to_owner = state.shut_to_owner.max(Some(now.plus(said)));
        state.refused_with = Some(status);
        self.notes.add(SiteNote::Shut { site: self.site.clone(), until, refusals: state.refusals });
        wait
    }

    /// robots.txt asks for this much time between visits, unless the policy already takes more.
    pub(super) fn slow_down(&self, now: Timestamp, interval: Duration) {
        let mut state = self.gate.state();
        if interval > state.interval {
            state.interval = interval;
            state.free_at = state.free_at.max(Some(now.plus(interval)));
        }
    }
}

fn unpoisoned<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
