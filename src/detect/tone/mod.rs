//! A shift of the negative share: a crisis may be silent, as many mentions as ever and all of them negative.
//!
//! Two detectors, and either alarms. The cumulated likelihood ratio (CUSUM) is quick: each mention tells for or against a
//! risen share, old evidence fades, and the bar rises with the logarithm of the brand's mentions a month, so that large
//! and small brands get equally few false alarms. The comparison of two shares (Beta-binomial, 24 hours against the
//! past) needs three sources, and finds what a small brand's few mentions tell.
//!
//! The classifier errs. Its rates of error stand in the likelihoods: a weak classifier makes the alarm slower, not
//! wrong. Copies of a story weigh nothing: forty sites that print one text are one voice.

#[cfg(test)]
mod tests;

use crate::model::{DAY_MS, HOUR_MS, SourceId, Timestamp};

/// Share of truly negative mentions that the classifier calls negative. Measured on labelled mentions, all languages
/// together; a lower figure than the best language's only makes the alarm slower.
const SENSITIVITY: f64 = 0.75;
/// Share of the others that it does not call negative.
const SPECIFICITY: f64 = 0.92;
/// A share that has risen: these odds against the usual ones, and at least this much.
const ODDS_RATIO: f64 = 6.0;
const LEAST_RISEN_SHARE: f64 = 0.35;
/// Half-life of the evidence.
const FADE_HOURS: f64 = 72.0;
/// The bar above ln(mentions a month); chosen for 0.3 false alarms a brand and month.
const BAR: f64 = -1.75;
const LEAST_MENTIONS_A_MONTH: f64 = 15.0;
const LEAST_NEGATIVE: u32 = 3;
/// The past: Beta(2, 13) before anything is known, forgotten by mentions and by days, slower while the evidence is high.
const PRIOR_NEGATIVE: f64 = 2.0;
const PRIOR_TOTAL: f64 = 15.0;
pub(super) const FORGET_MENTIONS: f64 = 400.0;
pub(super) const FORGET_DAYS: f64 = 45.0;
const DOUBTFUL: f64 = 2.5;
const DOUBTFUL_WEIGHT: f64 = 0.25;
/// The comparison of shares: how much more, how sure, and on how much.
const RISE: f64 = 0.15;
const SURE: f64 = 0.99;
const FAIRLY_SURE: f64 = 0.95;
const LEAST_MENTIONS: u32 = 5;
const LEAST_SOURCES: usize = 3;
/// More mentions than these say nothing more to the comparison, and would need a finer grid.
const MOST_WEIGHT: f64 = 400.0;

/// A counted mention, as tone detection sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToneArrival {
    /// When it was seen.
    pub at: Timestamp,
    /// Whether its tone is against the brand.
    pub negative: bool,
    /// Whether it is the first mention of its story: copies weigh nothing.
    pub first_of_story: bool,
    /// Where.
    pub source: SourceId,
}

/// What the brand is used to, before the arrivals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ToneHistory {
    /// Negative mentions, the older weighing less.
    pub negative: f64,
    /// Mentions, likewise.
    pub total: f64,
    /// Mentions a month.
    pub mentions_a_month: f64,
}

/// What tone detection found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneFinding {
    /// Whether the share has risen beyond doubt.
    pub alarm: bool,
    /// Whether it is fairly sure that it has risen: enough to colour a volume spike, not to alarm.
    pub risen: bool,
    /// Usual negative share.
    pub usual_share: f64,
    /// Evidence as a share of the bar.
    pub level: f64,
    /// When the rise began.
    pub since: Option<Timestamp>,
}

/// Looks at the arrivals (oldest first, the last 72 hours) against the brand's past.
pub fn assess(arrivals: &[ToneArrival], history: &ToneHistory, now: Timestamp) -> ToneFinding {
    let mut cusum = Cusum::new(history);
    let usual_share = cusum.usual_share();
    let voices = || arrivals.iter().filter(|arrival| arrival.first_of_story && arrival.at <= now);
    for arrival in voices() {
        cusum.take(arrival.at, arrival.negative);
    }
    let today = || voices().filter(|arrival| now.since(arrival.at) < DAY_MS);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (n, k) = (count(today().count()), count(today().filter(|arrival| arrival.negative).count()));
    let sure = probability_of_rise(n, k, history);
    let sources = count_sources(today().map(|arrival| arrival.source));
    let by_share = sure >= SURE && sources >= LEAST_SOURCES;
    let level = cusum.level(now);
    let first_negative = today().find(|arrival| arrival.negative).map(|arrival| arrival.at);
    ToneFinding {
        alarm: by_share || (level >= 1.0 && cusum.negative >= LEAST_NEGATIVE),
        risen: sure >= FAIRLY_SURE,
        usual_share,
        level,
        since: cusum.since.or(first_negative),
    }
}

/// Sources told apart, up to as many as anybody asks for.
pub(super) fn count_sources(sources: impl Iterator<Item = SourceId>) -> usize {
    let mut seen: Vec<SourceId> = Vec::with_capacity(LEAST_SOURCES);
    for source in sources {
        if !seen.contains(&source) {
            seen.push(source);
        }
        if seen.len() >= LEAST_SOURCES {
            break;
        }
    }
    seen.len()
}

/// Cumulated evidence that the share has risen.
struct Cusum {
    negative_past: f64,
    total_past: f64,
    bar: f64,
    evidence: f64,
    negative: u32,
    since: Option<Timestamp>,
    last: Option<Timestamp>,
}

impl Cusum {
    fn new(history: &ToneHistory) -> Self {
        let total = sound(history.total);
        Self {
            negative_past: sound(history.negative).min(total),
            total_past: total,
            bar: sound(history.mentions_a_month).max(LEAST_MENTIONS_A_MONTH).ln() + BAR,
            evidence: 0.0,
            negative: 0,
            since: None,
            last: None,
        }
    }

    fn usual_share(&self) -> f64 {
        (self.negative_past + PRIOR_NEGATIVE) / (self.total_past + PRIOR_TOTAL)
    }

    fn take(&mut self, at: Timestamp, negative: bool) {
        let usual = self.usual_share();
        let risen = risen_share(usual);
        let ratio = if negative { risen / usual } else { (1.0 - risen) / (1.0 - usual) };
        self.evidence = (self.faded(at) + ratio.ln()).max(0.0);
        if self.evidence > 0.0 {
            self.since.get_or_insert(at);
            self.negative += u32::from(negative);
        } else {
            (self.since, self.negative) = (None, 0);
        }
        self.learn(at, negative);
        self.last = Some(at);
    }

    fn learn(&mut self, at: Timestamp, negative: bool) {
        let weight = if self.evidence > DOUBTFUL { DOUBTFUL_WEIGHT } else { 1.0 };
        let days = self.last.map_or(0, |last| at.since(last).max(0)) as f64 / DAY_MS as f64;
        let keep = 0.5_f64.powf(weight / FORGET_MENTIONS + days / FORGET_DAYS);
        self.negative_past = self.negative_past * keep + if negative { weight } else { 0.0 };
        self.total_past = self.total_past * keep + weight;
    }

    fn faded(&self, now: Timestamp) -> f64 {
        let hours = self.last.map_or(0, |last| now.since(last).max(0)) as f64 / HOUR_MS as f64;
        self.evidence * 0.5_f64.powf(hours / FADE_HOURS)
    }

    fn level(&self, now: Timestamp) -> f64 {
        self.faded(now) / self.bar
    }
}

fn sound(figure: f64) -> f64 {
    if figure.is_finite() { figure.max(0.0) } else { 0.0 }
}

/// The share of negative labels after a rise of the true share, given the usual share of negative labels (Rogan-Gladen
/// there and back).
fn risen_share(usual: f64) -> f64 {
    let informed = SENSITIVITY + SPECIFICITY - 1.0;
    let truly = ((usual - (1.0 - SPECIFICITY)) / informed).clamp(0.01, 0.9);
    let odds = truly / (1.0 - truly) * ODDS_RATIO;
    let risen = (odds / (1.0 + odds)).max(LEAST_RISEN_SHARE);
    // A brand that is always negative cannot get more negative: then no mention tells for a rise.
    (risen * SENSITIVITY + (1.0 - risen) * (1.0 - SPECIFICITY)).max(usual)
}

/// Posterior probability that the true share now lies more than [`RISE`] above the usual one.
fn probability_of_rise(n: u32, k: u32, history: &ToneHistory) -> f64 {
    /// Points on which the two densities are compared.
    const GRID: usize = 500;
    if n < LEAST_MENTIONS || k < LEAST_NEGATIVE {
        return 0.0;
    }
    // A rise of the true share by so much moves the share of labels by so much less.
    let shift = RISE * (SENSITIVITY + SPECIFICITY - 1.0);
    let negative = sound(history.negative) + PRIOR_NEGATIVE;
    let total = (sound(history.total) + PRIOR_TOTAL).max(negative);
    let now = density::<GRID>(f64::from(k), f64::from(n), 1.0);
    let usual = density::<GRID>(negative, total, 0.0);
    let mut above = [0.0; GRID];
    let mut sum = 0.0;
    for place in (0..GRID).rev() {
        sum += now[place];
        above[place] = sum;
    }
    let point = |place: usize| (place as f64 + 0.5) / GRID as f64;
    let mut probability = 0.0;
    let mut from = 0;
    for (place, weight) in usual.iter().enumerate() {
        while from < GRID && point(from) <= point(place) + shift {
            from += 1;
        }
        probability += weight * above.get(from).copied().unwrap_or(0.0);
    }
    probability
}

/// Beta(k + flat, n - k + flat) on a grid, summing to one.
fn density<const GRID: usize>(k: f64, n: f64, flat: f64) -> [f64; GRID] {
    let scale = (MOST_WEIGHT / n).min(1.0);
    let (a, b) = (k * scale + flat - 1.0, (n - k) * scale + flat - 1.0);
    let mut logs = [0.0_f64; GRID];
    for (place, log) in logs.iter_mut().enumerate() {
        let share = (place as f64 + 0.5) / GRID as f64;
        *log = a * share.ln() + b * (1.0 - share).ln();
    }
    let most = logs.iter().copied().fold(f64::MIN, f64::max);
    let weights = logs.map(|log| (log - most).exp());
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}
