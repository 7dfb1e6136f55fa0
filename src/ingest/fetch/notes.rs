//! What visits teach of sites, waiting to be written down with the poll that learnt it: an answer that teaches nothing
//! costs no write.

use std::sync::{Arc, Mutex, PoisonError};

use crate::model::SiteNote;

/// Notes kept; those beyond it are lost, which costs a request after a restart.
const MOST: usize = 1_024;
/// A longer robots.txt is asked again after a restart rather than kept.
const LONGEST: usize = 64 << 10;

/// Notes that nobody has written down yet. Clones share them.
#[derive(Clone, Default)]
pub(super) struct Notes(Arc<Mutex<Vec<SiteNote>>>);

impl Notes {
    pub(super) fn add(&self, note: SiteNote) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = !matches!(&note, SiteNote::Robots { body, .. } if body.len() > LONGEST);
        if fits && notes.len() < MOST {
            notes.push(note);
        }
    }

    pub(super) fn take(&self) -> Vec<SiteNote> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
