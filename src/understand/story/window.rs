//! The stories of the last three days in memory: for texts that come one after the other without a store.
//!
//! A story is met by its first text and by a few that differ from it; its face stays the first.

use super::recent::Recent;
use super::verdict::{Met, is_like, is_worth_keeping};
use crate::model::{HOUR_MS, Sketch, Timestamp};

/// How long a story takes up what looks like it.
pub const OPEN_MS: i64 = 72 * HOUR_MS;

/// Texts by arrival, each with the story that it tells.
#[derive(Debug)]
pub struct Window {
    kept: Recent<Kept>,
    /// Texts placed so far.
    placed: usize,
}

#[derive(Debug)]
struct Kept {
    sketch: Box<Sketch>,
    site: Option<Box<str>>,
    story: usize,
}

impl Window {
    /// A window that compares with the last `most` texts at most.
    pub fn new(most: usize) -> Self {
        Self { kept: Recent::new(most), placed: 0 }
    }

    /// The story that the text tells, as the number of its first text: texts are numbered from nought as they come.
    pub fn place(&mut self, sketch: Sketch, site: Option<&str>, at: Timestamp) -> usize {
        let number = self.placed;
        self.placed += 1;
        self.kept.forget(at.plus_millis(-OPEN_MS));
        if sketch.shingles == 0 {
            return number;
        }
        let met = self.find(&sketch, site, at);
        let story = met.map_or(number, |(story, _)| story);
        let known_by = || self.kept.iter().filter(|kept| kept.story == story).count();
        if met.is_some_and(|(_, met)| !is_worth_keeping(met, known_by())) {
            return story;
        }
        let minima = sketch.minima.clone();
        self.kept.push(&minima, at, Kept { sketch: Box::new(sketch), site: site.map(Box::from), story });
        story
    }

    /// Texts that the next one is compared with.
    pub fn len(&self) -> usize {
        self.kept.iter().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.iter().next().is_none()
    }

    fn find(&self, sketch: &Sketch, site: Option<&str>, at: Timestamp) -> Option<(usize, Met)> {
        self.kept.alike(&sketch.minima).find_map(|(seen_at, kept)| {
            let one_site = site.is_some() && site == kept.site.as_deref();
            Some((kept.story, is_like(&kept.sketch, sketch, at.since(seen_at), one_site)?))
        })
    }
}
