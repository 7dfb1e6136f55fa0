//! Polling policies over recorded arrivals, at an equal number of requests.
//!
//! 56 days of each feed: 28 to learn from nothing, 28 to be measured. A request finds every item since the last one; the
//! delay of an item is the time from its publication to that request. In two policies every minute has the same number
//! of requests for all feeds together, and only the choice of the feeds differs; the third may also choose the hours.

use super::arrivals::Arrivals;
use super::outlook::{Bounds, Outlook};
use super::purse::Purse;
use super::rhythm::{Crowd, Rhythm};

const DAY: usize = 1_440;
const LEARNT_FROM: usize = 28 * DAY;
const END: usize = 56 * DAY;
/// The minute of the replay that stands for Monday, 00:00 UTC: the epoch was a Thursday.
const MONDAY: f64 = 4.0 * 1_440.0;

/// How requests are given out.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Requests a feed and day, on average.
    pub budget: f64,
    /// How soon and how late a feed is asked again.
    pub bounds: Bounds,
}

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// One after the other.
    Fixed,
    /// Whoever has the highest index, as many in every minute.
    Learnt,
    /// Whoever's index passes the price that keeps the budget over the days: what the service does.
    Priced,
}

/// What came of it, in minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Feeds.
    pub feeds: usize,
    /// Items measured.
    pub items: usize,
    /// Requests a feed and day.
    pub polls: f64,
    /// Mean delay.
    pub mean: f64,
    /// Half, nine tenths and 99 hundredths of the items came sooner.
    pub quantiles: [f64; 3],
    /// Mean over feeds of their mean delay.
    pub per_feed: f64,
    /// Longest time that a feed was not asked.
    pub longest: f64,
}

/// Reads `name, start, gaps in seconds`, separated by tabs: minutes of the items, and the name.
pub fn window(line: &str) -> Option<(&str, Vec<f64>)> {
    let mut columns = line.trim_end().split('\t');
    let (name, _, gaps) = (columns.next()?, columns.next()?, columns.next()?);
    let mut at = 0.0;
    let minutes = gaps.split_ascii_whitespace().map(|gap| {
        let gap: f64 = gap.parse().ok()?;
        at += gap;
        (gap >= 0.0 && at.is_finite()).then_some(at / 60.0)
    });
    Some((name, minutes.collect::<Option<_>>()?))
}

/// Replays all windows together.
pub fn run(windows: &[Vec<f64>], policy: Policy, rules: Rules) -> Score {
    let mut replay = Replay::new(windows);
    let mut turns = match policy {
        Policy::Priced => Turns::Due(Purse::new(rules.budget, windows.len())),
        Policy::Fixed | Policy::Learnt => Turns::Equal { credit: 0.0, order: (0..windows.len()).collect() },
    };
    for minute in 0..END {
        match &mut turns {
            Turns::Due(purse) => replay.ask_those_due(minute, purse, rules),
            Turns::Equal { credit, order } => replay.ask_the_most_urgent(minute, policy, rules, credit, order),
        }
        if minute % DAY == DAY - 1 && policy != Policy::Fixed {
            replay.learn_the_hours();
        }
    }
    replay.score()
}

/// How turns are given.
enum Turns {
    /// When a feed's index reaches the price.
    Due(Purse),
    /// As many in every minute; what was not spent is credit.
    Equal { credit: f64, order: Vec<usize> },
}

struct Replay<'a> {
    feeds: Vec<Feed<'a>>,
    polls: usize,
    longest: f64,
    /// Of items that were measured: the feed, and minutes.
    delays: Vec<(usize, f64)>,
}

struct Feed<'a> {
    items: &'a [f64],
    found: usize,
    asked: f64,
    due: usize,
    learnt: Arrivals,
    rhythm: Rhythm,
    outlook: Outlook,
}

impl<'a> Replay<'a> {
    fn new(windows: &'a [Vec<f64>]) -> Self {
        let crowd = Crowd::default();
        let feeds = windows.iter().enumerate().map(|(i, items)| feed(items, i, &crowd)).collect();
        Self { feeds, polls: 0, longest: 0.0, delays: Vec::new() }
    }

    fn ask_those_due(&mut self, minute: usize, purse: &mut Purse, rules: Rules) {
        for feed in 0..self.feeds.len() {
            if self.feeds[feed].due <= minute {
                self.ask(feed, minute);
                let Feed { outlook, rhythm, due, .. } = &mut self.feeds[feed];
                let pause = outlook.clone().due(rhythm, purse.price(), rules.bounds);
                purse.spend(pause);
                *due = minute + pause as usize;
            }
        }
    }

    fn ask_the_most_urgent(
        &mut self,
        minute: usize,
        policy: Policy,
        rules: Rules,
        credit: &mut f64,
        order: &mut [usize],
    ) {
        let urgency = self.feeds.iter_mut().map(|feed| feed.urgency(minute, policy, rules)).collect::<Vec<_>>();
        let feeds = self.feeds.len();
        *credit = (*credit + feeds as f64 * rules.budget / DAY as f64).min(feeds as f64);
        let turns = whole(*credit).min(feeds);
        if turns == 0 {
            return;
        }
        order.select_nth_unstable_by(turns - 1, |&a, &b| urgency[b].total_cmp(&urgency[a]));
        for &turn in order[..turns].iter().filter(|&&turn| urgency[turn] >= 0.0) {
            *credit -= 1.0;
            self.ask(turn, minute);
        }
    }

    fn ask(&mut self, feed: usize, minute: usize) {
        let now = end_of(minute);
        if minute >= LEARNT_FROM {
            self.polls += 1;
            self.longest = self.longest.max(now - self.feeds[feed].asked);
        }
        self.feeds[feed].ask(now, feed, &mut self.delays);
    }

    fn learn_the_hours(&mut self) {
        let mut crowd = Crowd::default();
        for feed in &self.feeds {
            crowd.add(&feed.learnt);
        }
        crowd.settle();
        for feed in &mut self.feeds {
            feed.rhythm = crowd.rhythm(&feed.learnt);
        }
    }

    fn score(self) -> Score {
        let feeds = self.feeds.len();
        let mut by_feed = vec![(0.0, 0_usize); feeds];
        for &(feed, delay) in &self.delays {
            by_feed[feed].0 += delay;
            by_feed[feed].1 += 1;
        }
        let means = by_feed.iter().filter(|(_, items)| *items > 0).map(|&(sum, items)| sum / items as f64);
        let (with_items, per_feed) = means.fold((0.0, 0.0), |(n, sum), mean| (n + 1.0, sum + mean));
        let mut sorted: Vec<f64> = self.delays.into_iter().map(|(_, delay)| delay).collect();
        sorted.sort_by(f64::total_cmp);
        let items = sorted.len();
        let quantile = |share: f64| sorted.get(whole(share * items as f64)).copied().unwrap_or_default();
        Score {
            feeds,
            items,
            polls: self.polls as f64 / feeds.max(1) as f64 / ((END - LEARNT_FROM) / DAY) as f64,
            mean: sorted.iter().sum::<f64>() / items.max(1) as f64,
            quantiles: [quantile(0.5), quantile(0.9), quantile(0.99)],
            per_feed: per_feed / f64::max(with_items, 1.0),
            longest: self.longest,
        }
    }
}

fn feed<'a>(items: &'a [f64], i: usize, crowd: &Crowd) -> Feed<'a> {
    let learnt = Arrivals::watched_from(MONDAY);
    // Feeds that have all been asked at the same instant would be told apart by nothing.
    let asked = -1.0 - (i * 7_919 % 1_000) as f64 / 2_000.0;
    let (rhythm, outlook) = (crowd.rhythm(&learnt), Outlook::from_minute(&learnt, MONDAY));
    Feed { items, found: 0, asked, due: i * 7_919 % 60, learnt, rhythm, outlook }
}

/// A request in a minute sees what the minute brought.
fn end_of(minute: usize) -> f64 {
    minute as f64 + 1.0
}

impl Feed<'_> {
    fn urgency(&mut self, minute: usize, policy: Policy, rules: Rules) -> f64 {
        let age = end_of(minute) - self.asked;
        let index = if policy == Policy::Learnt { self.outlook.wait(&self.rhythm) } else { age };
        match age {
            age if age < f64::from(rules.bounds.least) => -1.0,
            age if age >= f64::from(rules.bounds.most) => 1e12 + age,
            _ => index,
        }
    }

    fn ask(&mut self, now: f64, feed: usize, delays: &mut Vec<(usize, f64)>) {
        while let Some(&item) = self.items.get(self.found).filter(|&&item| item <= now) {
            self.found += 1;
            self.learnt.learn_minute(MONDAY + item, &self.rhythm);
            if item >= LEARNT_FROM as f64 && now > LEARNT_FROM as f64 {
                delays.push((feed, now - item));
            }
        }
        self.asked = now;
        self.outlook = Outlook::from_minute(&self.learnt, MONDAY + now);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
fn whole(value: f64) -> usize {
    value.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { budget: 24.0, bounds: Bounds { least: 3, most: 120 } };

    /// Feeds that speak a few times in a row every so many days, in office hours, at odds with one another.
    fn windows() -> Vec<Vec<f64>> {
        let fits = |feed: usize| {
            (0..56).filter(move |day| day % (1 + feed % 5) == 0).flat_map(move |day| {
                let start = (day * DAY + 9 * 60 + feed * 37 % 480) as f64;
                (0..6).map(move |item| start + f64::from(item) * 11.0)
            })
        };
        (0..12).map(|feed| fits(feed).collect()).collect()
    }

    #[test]
    fn the_learnt_policy_finds_items_sooner_with_as_many_requests() {
        let windows = windows();
        let (fixed, learnt) = (run(&windows, Policy::Fixed, RULES), run(&windows, Policy::Learnt, RULES));
        assert!((fixed.polls - learnt.polls).abs() < 0.1, "{} {}", fixed.polls, learnt.polls);
        assert!(learnt.mean * 1.5 < fixed.mean, "{} {}", learnt.mean, fixed.mean);
        assert!(learnt.longest <= 121.0, "{}", learnt.longest);
    }

    #[test]
    fn the_price_chooses_the_hours_too_within_the_same_budget() {
        let windows = windows();
        let (learnt, priced) = (run(&windows, Policy::Learnt, RULES), run(&windows, Policy::Priced, RULES));
        assert!((priced.polls - RULES.budget).abs() < 0.5, "{}", priced.polls);
        assert!(priced.mean < learnt.mean, "{} {}", priced.mean, learnt.mean);
        assert!(priced.longest <= 120.0, "{}", priced.longest);
    }

    #[test]
    fn lines_of_gaps_are_read() {
        assert_eq!(window("a/b\t0\t60 30\n"), Some(("a/b", vec![1.0, 1.5])));
        for broken in ["", "a\t0", "a\t0\tx", "a\t0\t-5"] {
            assert_eq!(window(broken), None, "{broken}");
        }
    }
}
