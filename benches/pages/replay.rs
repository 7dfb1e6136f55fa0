//! One page over days: what is served when, what vigie makes of it, and whether that was right.

use std::fs;
use std::path::Path;

use url::Url;
use vigie::ingest::read::watch::{Watching, advance};
use vigie::ingest::read::{Input, read};
use vigie::model::{ChangeKind, DiffPart, MINUTE_MS, NewChange, PageVersion, PageWatch, ReadAs, Timestamp, WatchFor};

use super::dice::{below, shuffled};
use super::edits::{self, Edit};
use super::family::{Family, Inject, Moment, Served};

/// 2026-03-02T00:00:00Z.
const START: i64 = 1_772_409_600_000;
/// An edit is told within so many minutes, or missed.
const LATEST: i64 = 24 * 60;
const NOISES: usize = 4;
const DISTURBANCES: usize = 3;

/// A page and all that will happen to it.
pub(crate) struct World {
    kind: &'static str,
    seed: u64,
    family: &'static Family,
    page: String,
    edits: Vec<Edit>,
    noises: Vec<(&'static str, Inject)>,
    /// Which disturbance, and when it begins.
    disturbances: Vec<(usize, i64)>,
}

/// What came of a page's replay.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    /// Each edit, and how many minutes after the first poll that could see it it was told.
    pub(crate) edits: Vec<(&'static str, Option<i64>)>,
    pub(crate) wrong: Vec<String>,
    pub(crate) missed: Vec<String>,
    pub(crate) small: usize,
    /// All that was told.
    pub(crate) told: Vec<String>,
    pub(crate) polls: u64,
}

impl World {
    /// `None` for a page without enough paragraphs to edit.
    pub(crate) fn new(
        kind: &'static str,
        (seed, page): &(u64, String),
        content: &str,
        family: &'static Family,
        days: i64,
    ) -> Option<Self> {
        let (page, edits) = edits::plan(page, content, *seed, days, family)?;
        let known = version_lines(&page)?;
        if known < 15 {
            return None;
        }
        let all = family.noises();
        let mut order = shuffled(all.len(), &[*seed, 21]);
        order.truncate(NOISES);
        let noises = order.into_iter().map(|i| all[i]).collect();
        let mut disturbances: Vec<(usize, i64)> = shuffled(family.disturbances.len(), &[*seed, 22])[..DISTURBANCES]
            .iter()
            .enumerate()
            .map(|(i, &which)| {
                (which, (3 * i as u64 + 1).cast_signed() * 1_440 + below(1_300, &[*seed, 23, i as u64]).cast_signed())
            })
            .collect();
        disturbances.sort_by_key(|&(_, at)| at);
        Some(Self { kind, seed: *seed, family, page, edits, noises, disturbances })
    }

    pub(crate) const fn kind(&self) -> &'static str {
        self.kind
    }

    pub(crate) const fn seed(&self) -> u64 {
        self.seed
    }

    /// The page, and what is done to it.
    fn name(&self) -> String {
        let noises = self.noises.iter().map(|&(name, _)| name);
        let disturbances = self.disturbances.iter().map(|&(which, _)| self.family.disturbances[which].0);
        format!("{:06}: {}", self.seed, noises.chain(disturbances).collect::<Vec<_>>().join(", "))
    }

    /// What the server answers at that moment.
    fn served(&self, minute: i64, asked: u64) -> Served {
        let now = Moment { minute, asked, seed: self.seed };
        let mut page = self.page.clone();
        for edit in self.edits.iter().filter(|edit| edit.at <= minute) {
            if self.family.stale.is(edit.at, now) {
                continue;
            }
            page = edit.apply(&page);
        }
        for (_, inject) in &self.noises {
            page = inject(&page, now);
        }
        for &(which, at) in &self.disturbances {
            let (_, lasts, disturb) = self.family.disturbances[which];
            if minute >= at && minute - at < lasts {
                match disturb(&page, now) {
                    Served::Page(next) => page = next,
                    other @ Served::Status(_) => return other,
                }
            }
        }
        Served::Page(page)
    }

    /// Hourly polls, and those out of turn that are asked for.
    pub(crate) fn replay(&self, days: i64) -> Outcome {
        let mut outcome = Outcome { kind: self.kind, name: self.name(), ..Outcome::default() };
        let what = WatchFor::Text;
        let watching = Watching { what: &what, is_named: &|_| false };
        let mut watch: Option<PageWatch> = None;
        let mut told: Vec<Option<i64>> = vec![None; self.edits.len()];
        let (mut minute, mut next_regular) = (0, 60);
        while minute < days * 1_440 {
            let served = self.served(minute, outcome.polls);
            outcome.polls += 1;
            let mut soon = None;
            if let Served::Page(body) = served
                && let Some(version) = version(&body)
            {
                let now = Timestamp::from_millis(START + minute * MINUTE_MS);
                let step = advance(watch.take(), version, now, &watching);
                watch = Some(step.watch);
                soon = step.come_back.map(|soon| i64::try_from(soon.as_secs().div_ceil(60)).unwrap_or(60));
                if let Some(change) = step.change {
                    self.judge(&change, minute, &mut told, &mut outcome);
                }
            }
            minute = match soon {
                Some(soon) if minute + soon < next_regular => minute + soon,
                _ => {
                    let next = next_regular;
                    next_regular += 60;
                    next
                }
            };
        }
        for (edit, told) in self.edits.iter().zip(&told) {
            if told.is_none() {
                outcome.missed.push(format!("{} at {} min: {:?}", edit.change.kind, edit.at, edit.change.says));
            }
            outcome.edits.push((edit.change.kind, *told));
        }
        outcome
    }

    fn judge(&self, change: &NewChange, minute: i64, told: &mut [Option<i64>], outcome: &mut Outcome) {
        if change.kind == ChangeKind::Watched || change.importance < NewChange::WEEKLY {
            return;
        }
        let words: String = change.diff.iter().filter_map(changed).collect::<Vec<_>>().join(" ");
        outcome.told.push(format!("{minute} min {:?} {:.2}: {words}", change.kind, change.importance));
        // What was told once already is no news.
        let mut is_news = false;
        for (edit, told) in self.edits.iter().zip(told.iter_mut()).filter(|(_, told)| told.is_none()) {
            if (0..=LATEST).contains(&(minute - edit.at)) && edit.is_said(&words) {
                is_news = true;
                if change.importance >= NewChange::DAILY {
                    *told = Some(minute - (edit.at + 59) / 60 * 60);
                }
            }
        }
        if change.importance < NewChange::DAILY {
            outcome.small += 1;
        } else if !is_news {
            let words: String = words.chars().take(160).collect();
            outcome.wrong.push(format!("{minute} min {:?} {:.2}: {words}", change.kind, change.importance));
        }
    }

    /// Writes what polls at a fixed pace would be answered, for another program; gives the page's name and its edits.
    pub(crate) fn write(&self, days: i64, every: usize, to: &Path) -> std::io::Result<(String, serde_json::Value)> {
        let name = format!("{}-{}", self.family.name, self.seed);
        let folder = to.join(&name);
        fs::create_dir_all(&folder)?;
        // The middle of each pause: with one poll a day, an edit is seen on its own day.
        let first = if every > 60 { i64::try_from(every / 2).unwrap_or_default() } else { 0 };
        for (asked, minute) in (first..days * 1_440).step_by(every).enumerate() {
            let (status, body) = match self.served(minute, asked as u64) {
                Served::Page(body) => (200, body),
                Served::Status(status) => (status, String::new()),
            };
            fs::write(folder.join(format!("{minute:05}-{status}.html")), body)?;
        }
        let edit = |edit: &Edit| serde_json::json!({"at": edit.at, "kind": edit.change.kind, "says": edit.change.says});
        Ok((name, self.edits.iter().map(edit).collect()))
    }
}

fn changed(part: &DiffPart) -> Option<&str> {
    match part {
        DiffPart::Removed(text) | DiffPart::Added(text) => Some(text.as_str()),
        DiffPart::Same(_) | DiffPart::Skipped => None,
    }
}

fn version(body: &str) -> Option<PageVersion> {
    let url = Url::parse("https://site.example/page").ok()?;
    let input = Input { bytes: body.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None };
    read(&input, &ReadAs::Page { region: None, ignore: Vec::new(), watch: WatchFor::Text }).page
}

fn version_lines(page: &str) -> Option<usize> {
    Some(version(page)?.text.as_str().lines().count())
}
