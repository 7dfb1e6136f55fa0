//! One look at a brand: is the volume unusual, is the tone, how bad is it together.
//!
//! The last hours are cut to end exactly now, so a spike is scored at any minute; the last half hour is scored from the
//! arrivals themselves, so that a burst of ten minutes is found at once. An alarm needs a minimum of independent voices,
//! because nobody wants a mail about two posts, however rare two posts are for the brand.
//!
//! R4: what came late, from a first poll or from a catch-up is not in the counts, copies of a story do not add volume,
//! and an hour that was hardly read is neither learnt nor scored. Deliberately absent: a threshold in mentions.

mod severity;
#[cfg(test)]
mod tests;

use super::past::{self, Past};
use super::tone::{self, ToneArrival, ToneFinding, ToneHistory};
use super::volume::{Score, Window, return_days};
use super::{Policy, negbin};
use crate::model::{Arrival, DAY_MS, Finding, HOUR_MS, HourCount, MINUTE_MS, Severity, Timestamp, ToneLabel, Trigger};
use severity::Voices;

/// The shortest window, scored from arrivals.
const BURST_MINUTES: u32 = 30;
/// How much wider the expectation is while the past is short: after so many hours it is doubled.
const DOUBT_HOURS: f64 = 24.0;
/// What tone evidence, as a share of its bar, still counts as unusual.
const TONE_CALM_UNDER: f64 = 0.5;
/// Tone looks back over this, and learns from before it.
const TONE_HOURS: i64 = 72;
/// `z` when nothing could be scored.
const Z_UNKNOWN: f64 = -9.0;

/// What the daemon knows of a brand when it looks.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    /// Closed hours, oldest first, without gaps, up to 56 days.
    pub hours: &'a [HourCount],
    /// The last 24 hours, cut so that the last one ends now.
    pub recent: &'a [HourCount],
    /// Counted mentions of the last 72 hours, oldest first.
    pub latest: &'a [Arrival],
    /// Since when the brand is watched with its present query.
    pub watched_since: Timestamp,
}

/// What one look found.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The figures; meant to be told only when it fires.
    pub finding: Finding,
    /// Whether an incident has to be open.
    pub fires: bool,
    /// Whether the figures are back to the usual. Neither holds in a doubtful or blind hour.
    pub calm: bool,
    /// Fresh mentions since the rise began.
    pub rise_mentions: u32,
    /// Usual stories an hour.
    pub usual_per_hour: f64,
}

/// Volume in the window where it is most unusual.
struct Spike {
    window: Window,
    expected: f64,
    z: f64,
}

impl Spike {
    /// A past without any variation makes every other count remarkable; but nobody is told of a count that lies within
    /// the bounds which the mail itself calls usual.
    fn is_beyond_usual(&self) -> bool {
        self.window.count > negbin::interval_90(self.expected).1
    }
}

/// Looks at a brand.
pub fn assess(watch: &Watch, policy: &Policy, now: Timestamp) -> Assessment {
    let past = past::run(watch.hours, watch.recent, watch.watched_since, now);
    let tone = tone::assess(&voices(watch.latest), &tone_history(watch, &past, now), now);
    let doubt = if past.learning { 1.0 + DOUBT_HOURS / (past.learned.max(1) as f64) } else { 1.0 };
    let scored = past.last.filter(|score| score.covered);
    let spike = scored.map(|score| most_unusual(&score, watch.latest, doubt, now));

    let lately = |arrival: &&Arrival| arrival.at <= now && now.since(arrival.at) < millis(policy.calm_for);
    let still_on = watch.latest.iter().any(|arrival| lately(&arrival));
    // Evidence of tone fades over days; once nobody complains any more, it is the past's.
    let complained_of = watch.latest.iter().filter(lately).any(|arrival| arrival.tone == ToneLabel::Negative);
    let volume_fires = spike.as_ref().is_some_and(|spike| {
        spike.z >= policy.z_on
            && spike.is_beyond_usual()
            && still_on
            && Voices::of(watch.latest, minutes(spike.window.hours), now).suffice()
    });
    let tone_fires = tone.alarm && still_on;
    let fires = volume_fires || tone_fires;
    let quiet = scored.is_some_and(|score| is_quiet(&score, watch.latest, doubt, policy, now));
    let finding = describe(watch, &past, spike.as_ref(), &tone, (volume_fires, tone_fires), now);
    Assessment {
        rise_mentions: count(watch.latest.iter().filter(|arrival| arrival.at >= finding.since && arrival.at <= now)),
        usual_per_hour: past.last.map_or(0.0, |score| score.level),
        calm: quiet && !fires && (tone.level < TONE_CALM_UNDER || !complained_of),
        finding,
        fires,
    }
}

fn most_unusual(score: &Score, latest: &[Arrival], doubt: f64, now: Timestamp) -> Spike {
    let shortest = score.windows[0];
    let hours = f64::from(BURST_MINUTES) / 60.0;
    let burst = Window {
        hours,
        count: f64::from(stories(latest, i64::from(BURST_MINUTES) * MINUTE_MS, now)),
        expected: score.expected * hours,
        ..shortest
    };
    let spikes = [burst].into_iter().chain(score.windows).map(|window| {
        let expected = window.expected * doubt;
        Spike { z: window.z_of(negbin::surprise(window.count, expected)), expected, window }
    });
    let longest = Spike { window: shortest, expected: shortest.expected * doubt, z: f64::MIN };
    spikes.fold(longest, |best, spike| if spike.z > best.z { spike } else { best })
}

/// Whether what came in the last `calm_for` is no surprise. The longer windows remember the spike for a day: they would
/// hold an incident open that everybody sees is over.
fn is_quiet(score: &Score, latest: &[Arrival], doubt: f64, policy: &Policy, now: Timestamp) -> bool {
    let span = millis(policy.calm_for);
    let came = f64::from(stories(latest, span, now));
    let expected = score.expected * doubt * span as f64 / HOUR_MS as f64;
    score.windows[0].z_of(negbin::surprise(came, expected)) < policy.z_on / 2.0
}

fn describe(
    watch: &Watch,
    past: &Past,
    spike: Option<&Spike>,
    tone: &ToneFinding,
    (volume_fires, tone_fires): (bool, bool),
    now: Timestamp,
) -> Finding {
    let tone_alone = tone_fires && !volume_fires;
    let trigger = match (volume_fires, tone_fires) {
        (true, true) => Trigger::Both,
        (false, true) => Trigger::Tone,
        _ => Trigger::Volume,
    };
    let hours = if tone_alone { 24.0 } else { spike.map_or(1.0, |spike| spike.window.hours) };
    let window = Voices::of(watch.latest, minutes(hours), now);
    let usual = spike.map_or(0.0, |spike| {
        if tone_alone { spike.window.expected / spike.window.hours * 24.0 } else { spike.window.expected }
    });
    let widest =
        spike.map_or(usual, |spike| usual * (spike.expected / spike.window.expected.max(f64::MIN_POSITIVE)).max(1.0));
    let z = spike.map_or(Z_UNKNOWN, |spike| spike.z);
    let whole_hours =
        past.hours.iter().rev().take_while(|hour| now.since(hour.start) <= millis_of_hours(hours)).count();
    let severity = match trigger {
        _ if !(volume_fires || tone_fires) => Severity::Notice,
        Trigger::Tone => severity::of_tone(&window),
        _ => severity::of_spike(z, past, tone, &window),
    };
    Finding {
        at: now,
        trigger,
        severity,
        window_minutes: minutes(hours),
        mentions: window.mentions,
        stories: window.stories,
        negative: window.negative,
        expected: usual,
        expected_low: negbin::interval_90(usual).0,
        expected_high: negbin::interval_90(widest).1,
        usual_negative_share: tone.usual_share,
        z,
        return_days: return_days(z),
        coverage: past.coverage(whole_hours),
        learning: past.learning,
        since: since(watch, past, tone.since.filter(|_| tone_fires), volume_fires, hours, now),
    }
}

/// The start of the rise: of volume when it is on, else of the negative share, as exactly as the arrivals tell.
fn since(
    watch: &Watch,
    past: &Past,
    tone: Option<Timestamp>,
    volume_fires: bool,
    hours: f64,
    now: Timestamp,
) -> Timestamp {
    let window_start = now.plus_millis(-millis_of_hours(hours));
    let rise = if volume_fires || tone.is_none() { past.rise_began() } else { None };
    let from = rise.unwrap_or(window_start);
    let first =
        watch.latest.iter().find(|arrival| arrival.at >= from && arrival.at <= now).map_or(from, |first| first.at);
    match tone {
        Some(tone) if volume_fires => tone.min(first),
        Some(tone) => tone,
        None => first,
    }
}

fn tone_history(watch: &Watch, past: &Past, now: Timestamp) -> ToneHistory {
    let before = now.plus_millis(-TONE_HOURS * HOUR_MS);
    let (mut negative, mut total, mut newer) = (0.0, 0.0, 0.0);
    for hour in watch.hours.iter().rev().filter(|hour| hour.hour.plus_millis(HOUR_MS) <= before) {
        let days = now.since(hour.hour).max(0) as f64 / DAY_MS as f64;
        let weight = 0.5_f64.powf(days / tone::FORGET_DAYS + newer / tone::FORGET_MENTIONS);
        let mentions = f64::from(hour.mentions);
        negative += weight * f64::from(hour.negative.min(hour.mentions));
        total += weight * mentions;
        newer += mentions;
    }
    let a_month = past.last.map_or(0.0, |score| score.level) * 24.0 * 30.0;
    ToneHistory { negative, total, mentions_a_month: a_month }
}

fn voices(latest: &[Arrival]) -> Vec<ToneArrival> {
    let voice = |arrival: &Arrival| ToneArrival {
        at: arrival.at,
        negative: arrival.tone == ToneLabel::Negative,
        first_of_story: arrival.first,
        source: arrival.source,
    };
    latest.iter().map(voice).collect()
}

fn stories(latest: &[Arrival], span: i64, now: Timestamp) -> u32 {
    count(latest.iter().filter(|arrival| arrival.first && arrival.at <= now && now.since(arrival.at) < span))
}

fn count<'a>(arrivals: impl Iterator<Item = &'a Arrival>) -> u32 {
    u32::try_from(arrivals.count()).unwrap_or(u32::MAX)
}

fn millis(span: std::time::Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[expect(clippy::cast_possible_truncation, reason = "a window is at most a day long")]
fn millis_of_hours(hours: f64) -> i64 {
    (hours * HOUR_MS as f64) as i64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window is at most a day long")]
fn minutes(hours: f64) -> u32 {
    (hours * 60.0).round() as u32
}
