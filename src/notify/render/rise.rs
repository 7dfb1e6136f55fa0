//! The figures that an alert tells, and over which time.
//!
//! Detection looks at windows; a reader wants to know since when it rises. While the rise is younger than the window that
//! found it, the whole rise is told over its own length; later, the window is.

use super::words::Words;
use crate::model::{AlertFacts, MINUTE_MS, Timestamp, Trigger};

/// Mentions of the rise, and the time in which they came.
pub(super) struct Rise {
    /// Whether the rise is younger than the window that found it.
    pub(super) young: bool,
    /// What the alert is about: negative mentions, unless volume alone rose.
    pub(super) count: u32,
    /// Of the whole rise.
    pub(super) total: u32,
    /// In which `count` came.
    pub(super) span: String,
    /// Since the rise began.
    pub(super) lasted: String,
}

impl Rise {
    pub(super) fn of(facts: &AlertFacts, written: Timestamp, words: Words<'_>) -> Self {
        let finding = &facts.finding;
        let volume = is_volume(facts);
        let young = written.since(finding.since) < i64::from(finding.window_minutes) * MINUTE_MS;
        let total = if volume { facts.total_mentions } else { facts.total_negative };
        // Less than a minute would promise more than polls can know.
        let lasted = words.between(finding.since, written.max(finding.since.plus_millis(MINUTE_MS)));
        let in_window = if volume { finding.mentions } else { finding.negative };
        let (count, span) =
            if young { (total, lasted.clone()) } else { (in_window, words.minutes(finding.window_minutes)) };
        Self { young, count, total, span, lasted }
    }
}

/// Whether the number of mentions alone is unusual, and not their tone.
pub(super) fn is_volume(facts: &AlertFacts) -> bool {
    facts.finding.trigger == Trigger::Volume
}

/// How many times the expected. None where volume is not what rose, or where so little is expected that the ratio
/// would only be large because its base is small.
pub(super) fn ratio(facts: &AlertFacts) -> Option<f64> {
    let finding = &facts.finding;
    let ratio = f64::from(finding.stories) / finding.expected;
    let told = finding.trigger != Trigger::Tone && finding.expected >= 0.5 && ratio >= 1.5;
    told.then(|| if ratio >= 2.0 { ratio.round() } else { ratio })
}

/// What is usual, in the shortest unit of time that holds at least one story.
pub(super) fn usual(facts: &AlertFacts) -> (&'static str, f64) {
    let hourly = hourly(facts).unwrap_or(0.0);
    match hourly {
        1.0.. => ("hour", hourly),
        rate if rate * 24.0 >= 1.0 => ("day", rate * 24.0),
        rate => ("week", rate * 168.0),
    }
}

/// Stories expected in one hour.
pub(super) fn hourly(facts: &AlertFacts) -> Option<f64> {
    let minutes = f64::from(facts.finding.window_minutes.max(1));
    let expected = facts.finding.expected * 60.0 / minutes;
    (expected.is_finite() && expected > 0.0).then_some(expected)
}
