//! The sources of a pass, in one lane a site: a lane's sources are asked one after the other, as soon as the site's gate is
//! open, and whoever finds it shut serves another lane meanwhile.
//!
//! So no worker waits at a gate while another site could be asked, and what a site costs while it is visited, its
//! connection above all, is held for as many sites as there are workers, not for all. Sources are read from the store some
//! hundred at a time: a pass may be over ten thousand.

use std::collections::{BTreeMap, HashMap, VecDeque};

use anyhow::Result;

use crate::daemon::App;
use crate::daemon::app::Rules;
use crate::ingest::fetch::site;
use crate::model::{SourceId, Timestamp};
use crate::store::DueSource;

/// Sources read from the store at one time.
const PAGE: usize = 512;
/// Of those, at most so many of one lane: a source takes 600 bytes until its turn comes.
const SHARE: usize = 8;

/// The lanes that nobody is serving.
#[derive(Default)]
pub(super) struct Lanes {
    /// In the order of their first sources.
    fresh: VecDeque<Lane>,
    /// Those that wait at their site's gate, by when it opens.
    waiting: BTreeMap<(Timestamp, u64), Lane>,
    /// Lanes that have waited so far; tells two of one instant apart.
    waits: u64,
}

/// The sources of one site that are still to be asked.
pub(super) struct Lane {
    pub(super) site: String,
    unread: VecDeque<SourceId>,
    read: VecDeque<DueSource>,
}

impl Lane {
    /// Whether all its sources were taken.
    pub(super) fn is_done(&self) -> bool {
        self.read.is_empty() && self.unread.is_empty()
    }

    /// The next source, of those that were read.
    pub(super) fn take(&mut self) -> Option<DueSource> {
        self.read.pop_front()
    }
}

impl Lanes {
    /// All sources of the rules.
    pub(super) fn of_all(rules: &Rules) -> Self {
        Self::of(rules, rules.sources.keys().copied())
    }

    /// Some of them.
    pub(super) fn of(rules: &Rules, ids: impl IntoIterator<Item = SourceId>) -> Self {
        let mut lanes = Self::default();
        let mut places = HashMap::new();
        for id in ids {
            let Some(source) = rules.sources.get(&id) else { continue };
            let site = site(&source.config.url);
            let place = *places.entry(site).or_insert_with_key(|site| {
                lanes.fresh.push_back(Lane { site: site.clone(), unread: VecDeque::new(), read: VecDeque::new() });
                lanes.fresh.len() - 1
            });
            lanes.fresh[place].unread.push_back(id);
        }
        lanes
    }

    /// The lane to serve next, and when its gate opens; none when all are served or being served.
    pub(super) fn next(&mut self, now: Timestamp) -> Option<(Lane, Timestamp)> {
        let open = self.waiting.first_key_value().is_some_and(|((opens, _), _)| *opens <= now);
        if !open && let Some(lane) = self.fresh.pop_front() {
            return Some((lane, now));
        }
        self.waiting.pop_first().map(|((opens, _), lane)| (lane, opens))
    }

    /// Puts a lane back until its gate opens.
    pub(super) fn wait(&mut self, lane: Lane, opens: Timestamp) {
        self.waits += 1;
        self.waiting.insert((opens, self.waits), lane);
    }

    /// Reads on, and gives the lane's next source; none when it has no more. What is due at `due` alone, where that is given.
    pub(super) async fn read(
        &mut self,
        lane: &mut Lane,
        app: &App,
        due: Option<Timestamp>,
    ) -> Result<Option<DueSource>> {
        while lane.read.is_empty() && !lane.unread.is_empty() {
            self.read_page(lane, app, due).await?;
        }
        Ok(lane.take())
    }

    /// Reads sources of the lane, and of those whose turn comes next: one question for many lanes of one source each.
    async fn read_page(&mut self, lane: &mut Lane, app: &App, due: Option<Timestamp>) -> Result<()> {
        let mut shares: Vec<(&mut Lane, usize)> = Vec::new();
        let mut ids = Vec::with_capacity(PAGE);
        let next = self.fresh.iter_mut().skip_while(|lane| !lane.read.is_empty());
        for lane in std::iter::once(lane).chain(next) {
            let share = lane.unread.len().min(SHARE);
            if ids.len() + share > PAGE {
                break;
            }
            ids.extend(lane.unread.drain(..share));
            shares.push((lane, share));
        }
        let found = app.store.sources_of(ids.clone(), due).await?;
        let mut found: HashMap<SourceId, DueSource> = found.into_iter().map(|source| (source.id, source)).collect();
        let mut ids = ids.iter();
        for (lane, share) in shares {
            lane.read.extend(ids.by_ref().take(share).filter_map(|id| found.remove(id)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_waits_for_its_gate_and_others_are_served_meanwhile() {
        let lane = |site: &str| Lane { site: site.to_owned(), unread: VecDeque::new(), read: VecDeque::new() };
        let at = Timestamp::from_millis;
        let mut lanes = Lanes { fresh: ["a", "b", "c"].map(lane).into(), ..Lanes::default() };
        let next = |lanes: &mut Lanes, now| {
            let (lane, opens) = lanes.next(at(now)).unwrap();
            (lane, opens.millis())
        };
        let (first, opens) = next(&mut lanes, 0);
        assert_eq!((first.site.as_str(), opens), ("a", 0));
        lanes.wait(first, at(2_000));
        let (second, _) = next(&mut lanes, 10);
        assert_eq!(second.site, "b");
        lanes.wait(second, at(2_010));
        // The first gate is open again: those who wait there go before those who have not begun.
        let (first, opens) = next(&mut lanes, 2_000);
        assert_eq!((first.site.as_str(), opens), ("a", 2_000));
        assert_eq!(next(&mut lanes, 2_000).0.site, "c");
        // Nothing else is left: the one that opens first, ahead of its time.
        let (second, opens) = next(&mut lanes, 2_000);
        assert_eq!((second.site.as_str(), opens), ("b", 2_010));
        assert!(lanes.next(at(3_000)).is_none());
    }
}
