//! The learnt schedule: what `detect::pace` predicts, under one budget of requests for all sources.
//!
//! Three things are put above the prediction, here and in `schedule`: what the user fixed (`every`), what the server
//! wishes (`Cache-Control`, `Retry-After`), and the site: its sources share one request a minute, so a source with
//! many neighbours is asked at longer pauses. A brand in trouble has its sources asked sooner, but only those that can
//! answer "nothing new" (304), which costs a site next to nothing.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use tokio::sync::OnceCell;

use super::rules::WatchedSource;
use crate::config::{Pacing, SourceConfig};
use crate::detect::pace::{Arrivals, Bounds, Crowd, Outlook, Purse};
use crate::model::{BrandId, DAY_MS, Draft, HOUR_MS, Health, SourceStatus, Timestamp};
use crate::store::{DueSource, Store};

/// A source is not left unasked for longer, unless the user or the server says so.
const MOST: u32 = 120;
/// Least pause, in minutes, for a source that can answer "nothing new", and for one that sends all of itself each time.
const LEAST: (u32, u32) = (5, 15);
/// Longest pause, in minutes, while a brand that is looked for in the source is in trouble.
const MOST_IN_TROUBLE: u32 = 10;
/// History that a first answer brings and that is learnt from.
const HISTORY_MS: i64 = 28 * DAY_MS;

/// What the sources share: the hours they keep, the budget, and which brands are in trouble. Only the sources' own
/// statistics are in the store; the rest is found again from them.
pub struct Pacer {
    shared: Mutex<Shared>,
    /// Set once the hours of all sources were read.
    hours: OnceCell<()>,
}

struct Shared {
    crowd: Crowd,
    purse: Purse,
    budget: f64,
    troubled: HashSet<BrandId>,
}

impl Default for Pacer {
    fn default() -> Self {
        let budget = 24.0;
        let (crowd, purse) = (Crowd::default(), Purse::new(budget, 1));
        let shared = Shared { crowd, purse, budget, troubled: HashSet::new() };
        Self { shared: Mutex::new(shared), hours: OnceCell::new() }
    }
}

impl Pacer {
    /// Learns the hours of all sources, when something is first to be learnt or predicted: a pass over sources that have
    /// no news and fixed times needs none of them.
    pub(super) async fn know_hours(&self, store: &Store) -> Result<()> {
        let learnt = self.hours.get_or_try_init(|| async {
            let mut crowd = Crowd::default();
            for source in store.paces().await?.iter().filter_map(|bytes| Arrivals::from_bytes(bytes)) {
                crowd.add(&source);
            }
            crowd.settle();
            self.shared().crowd = crowd;
            anyhow::Ok(())
        });
        learnt.await.copied()
    }

    /// Sets how many requests a source and day may have on average, and how many sources there are.
    pub(crate) fn allow(&self, budget: f64, sources: usize) {
        let mut shared = self.shared();
        if (shared.budget - budget).abs() > f64::EPSILON {
            (shared.budget, shared.purse) = (budget, Purse::new(budget, sources));
        }
        shared.purse.share_among(sources);
    }

    /// Says whether a brand is in trouble; true when it is and was not before.
    pub(crate) fn trouble(&self, brand: BrandId, troubled: bool) -> bool {
        let mut shared = self.shared();
        if troubled {
            shared.troubled.insert(brand)
        } else {
            shared.troubled.remove(&brand);
            false
        }
    }

    /// What is learnt from an answer's new items; nothing when there is none.
    pub(super) fn learn(&self, due: &DueSource, drafts: &[&Draft], now: Timestamp) -> Option<Arrivals> {
        let mut dates: Vec<Timestamp> = drafts.iter().map(|draft| draft.published.unwrap_or(now).min(now)).collect();
        let known = due.pace.as_deref().and_then(Arrivals::from_bytes);
        // Learnt while the clock was ahead: all that is published until then would count as simultaneous.
        let known = known.filter(|known| known.last().is_none_or(|last| last.since(now) < HOUR_MS));
        if dates.is_empty() && known.is_some() {
            return None;
        }
        dates.sort_unstable();
        dates.retain(|&date| now.since(date) < HISTORY_MS);
        let mut source = known.unwrap_or_else(|| {
            // A feed that opens with its last twenty items has been watched since the first of them.
            let with_history = drafts.iter().filter_map(|draft| draft.published).any(|date| date < now);
            Arrivals::new(dates.first().copied().filter(|_| with_history).unwrap_or(now))
        });
        let rhythm = self.shared().crowd.rhythm(&source);
        for date in dates {
            source.learn(date, &rhythm);
        }
        Some(source)
    }

    /// How long a source rests after an answer.
    pub(super) fn pause(
        &self,
        due: &DueSource,
        source: &WatchedSource,
        learnt: Option<&Arrivals>,
        spares: bool,
        now: Timestamp,
    ) -> Duration {
        let Pacing::Learnt { freshness } = source.config.pacing else { return source.config.every };
        let kept;
        let arrivals = if let Some(learnt) = learnt {
            learnt
        } else {
            kept = due.pace.as_deref().and_then(Arrivals::from_bytes).unwrap_or_else(|| Arrivals::new(now));
            &kept
        };
        let mut shared = self.shared();
        let bounds = bounds(source, freshness, spares, shared.in_trouble(source));
        let rhythm = shared.crowd.rhythm(arrivals);
        let pause = Outlook::new(arrivals, now).due(&rhythm, shared.purse.price(), bounds);
        shared.purse.spend(pause);
        Duration::from_mins(u64::from(pause))
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    fn in_trouble(&self, source: &WatchedSource) -> bool {
        source
            .brands
            .as_ref()
            .map_or(!self.troubled.is_empty(), |brands| brands.iter().any(|brand| self.troubled.contains(brand)))
    }
}

/// The longest that a source rests while it is well: later items are late.
pub(super) fn longest_pause(config: &SourceConfig) -> Duration {
    match config.pacing {
        Pacing::Fixed => config.every,
        Pacing::Learnt { .. } => Duration::from_mins(u64::from(MOST)),
    }
}

fn bounds(source: &WatchedSource, freshness: Option<Duration>, spares: bool, trouble: bool) -> Bounds {
    let least = if spares { LEAST.0 } else { LEAST.1 };
    // An item waits for half a pause on average, if it comes at any time.
    let wished = freshness.map(|mean| u32::try_from(mean.as_secs() / 30).unwrap_or(MOST));
    let most = wished.unwrap_or(MOST).min(if trouble && spares { MOST_IN_TROUBLE } else { MOST });
    let least = least.min(wished.unwrap_or(least)).max(source.neighbours);
    Bounds { least: least.max(1), most: most.max(least) }
}

/// How improbable a silence must be before it is worth a word, and before the server's "nothing new" is doubted.
const IMPROBABLE: f64 = 0.001;
/// A doubt is looked into this long after the last full answer, then each time twice as long after it (F60).
const DOUBT_MS: i64 = DAY_MS;

/// Whether a source that has only said "nothing new" for long is to be asked for all of itself once (F60): its own
/// rate makes so long a silence improbable. The wait doubles with the silence, so that a source that died is asked in
/// full a handful of times and not every day.
pub(super) fn doubts(due: &DueSource, now: Timestamp) -> bool {
    let Some((asked, learnt)) = due.state.last_polled_at.zip(due.pace.as_deref().and_then(Arrivals::from_bytes)) else {
        return false;
    };
    let Some(spoke) = learnt.last() else { return false };
    if learnt.silence(now).1 >= IMPROBABLE {
        return false;
    }
    // Between the last poll and this one, the silence passed one, two, four, eight … days.
    let age = |at: Timestamp| (at.since(spoke) / DOUBT_MS).max(0);
    let (before, after) = (age(asked), age(now));
    after > 0 && (before == 0 || after.ilog2() > before.ilog2())
}

/// Marks a source that is read, used to publish, and has not for so long that it is improbable.
pub(super) fn mark_silence(health: &mut Health, learnt: &Arrivals, now: Timestamp) {
    const LEAST_DAYS: f64 = 2.0;
    let (days, probability) = learnt.silence(now);
    if probability < IMPROBABLE && days >= LEAST_DAYS && learnt.last().is_some() {
        health.status = SourceStatus::Silent;
        health.detail = Some(format!("nothing new for {days:.0} days, although it used to publish more often"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MINUTE_MS, SourceId, SourceKind, Validators, Wishes};
    use crate::store::{Counting, PollRecord, SourceEntry, SourceState};

    const START: Timestamp = Timestamp::from_millis(1_772_438_400_000);

    /// A source that published every hour for ten days, last asked at `asked`.
    fn lively(asked: Timestamp) -> DueSource {
        let mut learnt = Arrivals::new(START);
        let rhythm = Crowd::default().rhythm(&learnt);
        for hour in 1..=240 {
            learnt.learn(START.plus_millis(hour * HOUR_MS), &rhythm);
        }
        let health = Health {
            status: SourceStatus::Ok,
            detail: None,
            failures: 0,
            failing_since: None,
            last_ok_at: Some(asked),
        };
        let state = SourceState {
            url: String::new(),
            validators: Validators::default(),
            moved: None,
            health,
            last_polled_at: Some(asked),
            next_due_at: None,
            wishes: Wishes::default(),
        };
        let pace = Some(learnt.to_bytes());
        DueSource {
            id: SourceId(1),
            name: String::new(),
            state,
            topics: Vec::new(),
            pace,
            counting: Counting::default(),
        }
    }

    #[test]
    fn f60_a_304_that_lasts_improbably_long_is_doubted_at_growing_pauses() {
        let died = START.plus_millis(240 * HOUR_MS);
        let doubted = (1..=60 * 24).filter(|&hour| {
            let now = died.plus_millis(hour * HOUR_MS + MINUTE_MS);
            doubts(&lively(now.plus_millis(-HOUR_MS)), now)
        });
        assert_eq!(doubted.map(|hour| hour / 24).collect::<Vec<_>>(), [1, 2, 4, 8, 16, 32]);
    }

    #[test]
    fn a_source_that_used_to_publish_is_marked_silent_and_a_rare_one_is_not() {
        let died = START.plus_millis(240 * HOUR_MS);
        let status = |due: &DueSource, learnt: &Arrivals, days: i64| {
            let mut health = due.state.health.clone();
            mark_silence(&mut health, learnt, died.plus_millis(days * DAY_MS));
            health.status
        };
        let due = lively(died);
        let learnt = Arrivals::from_bytes(due.pace.as_deref().unwrap()).unwrap();
        assert_eq!(status(&due, &learnt, 0), SourceStatus::Ok);
        assert_eq!(status(&due, &learnt, 14), SourceStatus::Silent);
        let mut rare = Arrivals::new(START);
        rare.learn(died, &Crowd::default().rhythm(&rare));
        assert_eq!(status(&due, &rare, 14), SourceStatus::Ok);
    }

    #[test]
    fn a_first_answer_teaches_its_history_and_an_empty_one_nothing() {
        let now = START.plus_millis(10 * DAY_MS);
        let drafts: Vec<Draft> = (0..20)
            .map(|day| Draft { published: Some(now.plus_millis(-day * DAY_MS / 2)), ..Draft::default() })
            .collect();
        let new = DueSource { pace: None, ..lively(now) };
        let pacer = Pacer::default();
        let learnt = pacer.learn(&new, &drafts.iter().collect::<Vec<_>>(), now).unwrap();
        assert_eq!(learnt.last(), Some(now));
        assert_eq!(pacer.learn(&lively(now), &[], now), None);
    }

    #[tokio::test]
    async fn the_hours_that_the_store_holds_are_known_once_they_are_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(&dir.path().join("vigie.db"), START).unwrap();
        let press = SourceEntry {
            name: "press".to_owned(),
            kind: SourceKind::Feed,
            url: "https://a.example/feed".to_owned(),
            every: Duration::from_mins(15),
        };
        let id = store.sync(vec![press], Vec::new(), START).await.unwrap().sources[0];
        let due = store.due_source(id).await.unwrap().unwrap();
        let nightly = |nights: i64| {
            let mut source = Arrivals::new(START);
            for night in 1..=nights {
                source.learn(START.plus_millis(night * DAY_MS), &Crowd::default().rhythm(&source));
            }
            source
        };
        let record =
            PollRecord { pace: Some(nightly(200).to_bytes()), ..PollRecord::new(id, START, due.state, Some(true)) };
        store.record_poll(record).await.unwrap();
        let pacer = Pacer::default();
        // A source that has published little is taken to keep the hours of the others.
        let its_hour = || pacer.shared().crowd.rhythm(&nightly(3)).at((START.millis() / MINUTE_MS) as f64);
        let before = its_hour();
        pacer.know_hours(&store).await.unwrap();
        assert!(its_hour() > before, "{before} {}", its_hour());
    }
}
