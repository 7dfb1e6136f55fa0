//! `watch` of a page: what it is watched for, and the keys that go with it.

use std::time::Duration;

use crate::config::notes::as_written;
use crate::config::section::Section;
use crate::model::WatchFor;

/// The words of `watch`, with what they mean before their own keys are read.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Terms,
    Offer,
    Site,
}

const KINDS: &[(&str, Kind)] =
    &[("text", Kind::Text), ("terms", Kind::Terms), ("offer", Kind::Offer), ("site", Kind::Site)];

/// A visitor has left by then.
const SLOW_AFTER: Duration = Duration::from_secs(5);
/// What is less is the network's doing as often as the site's.
const SLOW_AFTER_LEAST: Duration = Duration::from_secs(1);
/// Words that a site is expected to show.
const MAX_WORDS: usize = 50;

pub(super) fn read(section: &Section<'_>) -> WatchFor {
    let kind = section.choice("watch", KINDS).unwrap_or(Kind::Text);
    let only = |key: &str, owner: Kind, word: &str| {
        if section.has(key) && kind != owner {
            let args = [("key", key.into()), ("watch", word.into())];
            section.notes.error(&section.place(key), "config-key-of-watch", &args);
        }
    };
    only("price_change", Kind::Offer, "offer");
    only("expect", Kind::Site, "site");
    only("slow_after", Kind::Site, "site");
    match kind {
        Kind::Text => WatchFor::Text,
        Kind::Terms => WatchFor::Terms,
        Kind::Offer => WatchFor::Offer { price_change: price_change(section).unwrap_or(0) },
        Kind::Site => {
            let words = section.texts("expect");
            let words = words.iter().map(|text| text.value.trim().to_owned()).take(MAX_WORDS);
            let slow_after = section.duration("slow_after", SLOW_AFTER_LEAST).unwrap_or(SLOW_AFTER);
            WatchFor::Site { expect: words.collect(), slow_after }
        }
    }
}

/// A share such as `5 %` or `2,5 %`, in hundredths of a percent.
fn price_change(section: &Section<'_>) -> Option<u32> {
    let text = section.text_or("price_change", "config-type-share")?;
    let share = hundredths(text.value).filter(|share| (1..=10_000).contains(share));
    if share.is_none() {
        section.notes.error(&text.span, "config-share", &[("value", as_written(text.value).into())]);
    }
    share
}

fn hundredths(text: &str) -> Option<u32> {
    let number = text.trim().strip_suffix('%')?.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let (whole, part): (u32, u32) = (whole.parse().ok()?, format!("{part:0<2}").parse().ok()?);
    Some(whole * 100 + part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_with_a_comma_or_a_point() {
        for (text, want) in [("5 %", 500), ("2,5%", 250), ("0.75 %", 75), ("10\u{a0}%", 1_000)] {
            assert_eq!(hundredths(text), Some(want), "{text}");
        }
        for text in ["5", "%", "-5 %", "five %", "1.234 %"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }
}
