//! The stories of the last three days in memory: for texts that come one after the other without a store.
//!
//! A story is met by its first text and by a few that differ from it; its face stays the first. What is kept is bounded
//! by time and by number: a flood makes the window shorter, never larger (R7).

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::verdict::{Met, is_like, is_worth_keeping};
use crate::model::{HOUR_MS, Sketch, Timestamp};

/// How long a story takes up what looks like it.
pub const OPEN_MS: i64 = 72 * HOUR_MS;
/// Texts looked at for one band: boilerplate makes bands that everything shares (R7).
pub const CANDIDATES: usize = 32;

/// Texts by arrival, each with the story that it tells.
#[derive(Debug)]
pub struct Window {
    kept: VecDeque<Kept>,
    most: usize,
    /// How many kept texts have left.
    gone: usize,
    /// Texts placed so far.
    placed: usize,
    /// By band, the numbers of the kept texts that have it, oldest first.
    bands: HashMap<i64, VecDeque<usize>>,
    /// Of the stories that are known by more than their first text, by how many.
    known_by: HashMap<usize, usize>,
}

#[derive(Debug)]
struct Kept {
    sketch: Sketch,
    site: Option<String>,
    at: Timestamp,
    story: usize,
}

impl Window {
    /// A window that compares with the last `most` texts at most.
    pub fn new(most: usize) -> Self {
        let (bands, known_by) = (HashMap::new(), HashMap::new());
        Self { kept: VecDeque::new(), most, gone: 0, placed: 0, bands, known_by }
    }

    /// The story that the text tells, as the number of its first text: texts are numbered from nought as they come.
    pub fn place(&mut self, sketch: Sketch, site: Option<&str>, at: Timestamp) -> usize {
        let number = self.placed;
        self.placed += 1;
        self.forget(at);
        if sketch.shingles == 0 {
            return number;
        }
        let Some((story, met)) = self.find(&sketch, site, at) else {
            self.keep(Kept { sketch, site: site.map(str::to_owned), at, story: number });
            return number;
        };
        let known_by = self.known_by.entry(story).or_insert(1);
        if is_worth_keeping(met, *known_by) {
            *known_by += 1;
            self.keep(Kept { sketch, site: site.map(str::to_owned), at, story });
        }
        story
    }

    /// Texts that the next one is compared with.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    fn find(&self, sketch: &Sketch, site: Option<&str>, at: Timestamp) -> Option<(usize, Met)> {
        let sharing = sketch.bands.iter().filter_map(|band| self.bands.get(band));
        let candidates: BTreeSet<usize> = sharing.flat_map(|found| found.iter().take(CANDIDATES)).copied().collect();
        candidates.into_iter().find_map(|number| {
            let kept = self.kept.get(number.checked_sub(self.gone)?)?;
            let one_site = site.is_some() && site == kept.site.as_deref();
            Some((kept.story, is_like(&kept.sketch, sketch, at.since(kept.at), one_site)?))
        })
    }

    fn keep(&mut self, kept: Kept) {
        let number = self.gone + self.kept.len();
        for band in &kept.sketch.bands {
            self.bands.entry(*band).or_default().push_back(number);
        }
        self.kept.push_back(kept);
    }

    fn forget(&mut self, now: Timestamp) {
        let is_old = |kept: &Kept| now.since(kept.at) > OPEN_MS;
        while self.kept.len() >= self.most || self.kept.front().is_some_and(is_old) {
            let Some(old) = self.kept.pop_front() else { break };
            self.gone += 1;
            self.known_by.remove(&old.story);
            for band in old.sketch.bands {
                let Some(numbers) = self.bands.get_mut(&band) else { continue };
                numbers.pop_front();
                if numbers.is_empty() {
                    self.bands.remove(&band);
                }
            }
        }
    }
}
