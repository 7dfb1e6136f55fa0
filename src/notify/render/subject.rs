//! Subjects: a stable word for filters, the brand, the fact with its number, all on one line of at most 70 characters
//! with the number among the first 40. Nothing from the network stands in a subject.

use super::health;
use super::letter::Level;
use super::rise::{self, Rise};
use super::words::{Words, line};
use crate::model::{AlertFacts, BrandFigures, DigestFacts, HealthFacts, Role, Stage, Timestamp};

const LONGEST: usize = 70;
/// Leaves room for the word and the number in the first 40 characters.
const LONGEST_BRAND: usize = 24;

/// The subject of an alert.
pub(super) fn alert(facts: &AlertFacts, level: Level, written: Timestamp, words: Words<'_>) -> String {
    let (tag, brand) = (words.say(level.key()), line(&facts.brand, LONGEST_BRAND));
    let about = if rise::is_volume(facts) { "volume" } else { "negative" };
    let rise = Rise::of(facts, written, words);
    let ratio = rise::ratio(facts);
    let subject = match facts.stage {
        Stage::Opened => words.tell(
            "mail-subject-open",
            &[
                ("tag", tag.into()),
                ("brand", brand.into()),
                ("about", about.into()),
                ("count", rise.count.into()),
                ("span", rise.span.into()),
                ("risen", if ratio.is_some() { "yes" } else { "no" }.into()),
                ("ratio", words.about(ratio.unwrap_or(0.0)).into()),
            ],
        ),
        // Without its number: who was not told of the first updates would look for them.
        Stage::Update(_) => words.tell(
            "mail-subject-update",
            &[
                ("tag", tag.into()),
                ("brand", brand.into()),
                ("about", about.into()),
                ("count", rise.total.into()),
                ("span", rise.lasted.into()),
            ],
        ),
        Stage::Closed => words.tell(
            "mail-subject-end",
            &[("tag", tag.into()), ("brand", brand.into()), ("span", words.between(facts.opened_at, written).into())],
        ),
    };
    line(&subject, LONGEST)
}

/// The subject of a digest.
pub(super) fn digest(facts: &DigestFacts, words: Words<'_>) -> String {
    let shown = shown(facts);
    let mentions: u32 = shown.iter().fold(0, |sum, brand| sum.saturating_add(brand.mentions));
    let negative: u32 = shown.iter().fold(0, |sum, brand| sum.saturating_add(brand.negative));
    let name = brands(facts, words);
    let tell = |period: &str| {
        let args = [
            ("tag", words.say(Level::Info.key()).into()),
            ("brand", name.clone().into()),
            ("period", period.into()),
            ("quiet", if mentions == 0 { "yes" } else { "no" }.into()),
            ("count", mentions.into()),
            ("negative", negative.into()),
            // The end of the period is the first instant that is not in it.
            ("date", words.date(facts.to.plus_millis(-1)).into()),
        ];
        words.tell("mail-subject-digest", &args)
    };
    let full = tell(facts.period.as_str());
    // Without its date rather than with half of it.
    line(&if full.chars().count() > LONGEST { tell("bare") } else { full }, LONGEST)
}

/// The brand that a digest is about, or how many they are.
pub(super) fn brands(facts: &DigestFacts, words: Words<'_>) -> String {
    match shown(facts).as_slice() {
        [only] => line(&only.brand, LONGEST_BRAND),
        many => words.tell("mail-brands", &[("count", many.len().into())]),
    }
}

fn shown(facts: &DigestFacts) -> Vec<&BrandFigures> {
    let own: Vec<_> = facts.brands.iter().filter(|brand| brand.role == Role::Own).collect();
    if own.is_empty() { facts.brands.iter().collect() } else { own }
}

/// The subject of a health notice.
pub(super) fn health_notice(facts: &HealthFacts, level: Level, words: Words<'_>) -> String {
    let only =
        if facts.blind.is_empty() { facts.recovered.first() } else { facts.blind.first().map(|line| &line.name) };
    let args = [
        ("tag", words.say(level.key()).into()),
        ("state", health::state(facts).into()),
        ("count", if facts.blind.is_empty() { facts.recovered.len() } else { facts.blind.len() }.into()),
        ("name", only.map(|name| line(name, LONGEST_BRAND)).unwrap_or_default().into()),
    ];
    line(&words.tell("mail-subject-health", &args), LONGEST)
}
