//! How bad it is: how rare, and how negative. Volume alone is never a crisis.

use std::collections::{HashMap, HashSet};

use super::Arrival;
use crate::detect::past::Past;
use crate::detect::tone::ToneFinding;
use crate::detect::volume::return_days;
use crate::model::{MINUTE_MS, Severity, Timestamp, ToneLabel};

/// Voices that open an incident: so many stories from so many sources, so that neither one wire text nor one loud
/// author does.
const LEAST_STORIES: usize = 3;
const LEAST_SOURCES: usize = 2;
/// Or so many mentions in one source: a crisis may live on one forum.
const LEAST_IN_ONE_SOURCE: u32 = 8;
/// A peak as rare as this is a warning by itself.
const WARNING_DAYS: f64 = 60.0;
/// Half of it negative, so many, from two sources: a crisis whatever the usual share is.
const CRISIS_SHARE: f64 = 0.5;
const CRISIS_NEGATIVE: u32 = 8;
/// One story with more than this share of the mentions is a syndication burst.
const ONE_STORY_SHARE: f64 = 0.7;

/// Who spoke in a window.
pub(super) struct Voices {
    pub(super) mentions: u32,
    pub(super) stories: u32,
    pub(super) negative: u32,
    distinct: usize,
    sources: usize,
    negative_sources: usize,
    most_in_one_source: u32,
    most_of_one_story: u32,
}

impl Voices {
    pub(super) fn of(latest: &[Arrival], minutes: u32, now: Timestamp) -> Self {
        let span = i64::from(minutes) * MINUTE_MS;
        let (mut mentions, mut stories, mut negative) = (0, 0, 0);
        let (mut by_story, mut by_source) = (HashMap::new(), HashMap::new());
        let mut negative_sources = HashSet::new();
        for arrival in latest.iter().filter(|arrival| arrival.at <= now && now.since(arrival.at) < span) {
            mentions += 1;
            stories += u32::from(arrival.first);
            *by_story.entry(arrival.story).or_insert(0_u32) += 1;
            *by_source.entry(arrival.source).or_insert(0_u32) += 1;
            if arrival.tone == ToneLabel::Negative {
                negative += 1;
                negative_sources.insert(arrival.source);
            }
        }
        Self {
            mentions,
            stories,
            negative,
            distinct: by_story.len(),
            sources: by_source.len(),
            negative_sources: negative_sources.len(),
            most_in_one_source: by_source.into_values().max().unwrap_or(0),
            most_of_one_story: by_story.into_values().max().unwrap_or(0),
        }
    }

    /// Whether they are enough to open an incident on.
    pub(super) fn suffice(&self) -> bool {
        let spread = self.stories as usize >= LEAST_STORIES && self.sources >= LEAST_SOURCES;
        spread || (self.most_in_one_source >= LEAST_IN_ONE_SOURCE && self.distinct >= LEAST_STORIES)
    }

    fn negative_share(&self) -> f64 {
        f64::from(self.negative) / f64::from(self.mentions.max(1))
    }

    fn is_crisis(&self) -> bool {
        self.negative_share() >= CRISIS_SHARE
            && self.negative >= CRISIS_NEGATIVE
            && self.negative_sources >= LEAST_SOURCES
    }

    fn is_one_story(&self) -> bool {
        f64::from(self.most_of_one_story) > ONE_STORY_SHARE * f64::from(self.mentions)
    }
}

/// Of a volume spike. While the past is short its rarity is unknown: then only negatives make it worse than a notice.
pub(super) fn of_spike(z: f64, past: &Past, tone: &ToneFinding, window: &Voices) -> Severity {
    let risen = tone.risen || tone.alarm;
    if window.is_crisis() || (risen && z > past.record && !past.learning) {
        Severity::Critical
    } else if risen {
        Severity::Warning
    } else if window.is_one_story() || past.learning || return_days(z) < WARNING_DAYS {
        Severity::Notice
    } else {
        Severity::Warning
    }
}

/// Of a shift of tone without a spike.
pub(super) fn of_tone(window: &Voices) -> Severity {
    if window.is_crisis() { Severity::Critical } else { Severity::Warning }
}
