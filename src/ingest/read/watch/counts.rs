//! Figures that are counts: the noun beside them says so, or the term above them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::compare::{Compared, Line, Unit};
use super::weigh::line;

/// A block that holds little more than a counter: it says nothing when it comes, goes or replaces another one.
pub(super) fn is_count(line: &Line<'_>) -> bool {
    const SHORT: usize = 4;
    line.tokens.len() <= SHORT && is_counted(line)
}

/// Whether a number is one of a counter: its noun says so, unless what stands before it names something else that has so
/// many of them (`Staff: 86 people`).
pub(super) fn is_counted(line: &Line<'_>) -> bool {
    let text = line.text.to_lowercase();
    let label = LABEL.captures(&text).and_then(|found| found.name("label"));
    COUNTS.is_match(&text) && label.is_none_or(|label| COUNTER.is_match(label.as_str()))
}

/// What stands before a number and a colon.
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?P<label>\p{L}[^\d:]{2,40}?)[\s\u{a0}\u{202f}]*:\s*\d[\d\s.,]*\p{L}"));

/// Whether a line is the word of a counter.
pub(super) fn names_a_count(line: &Line<'_>) -> bool {
    COUNTER.is_match(&line.text.to_lowercase())
}

/// The term above a figure alone, which says what it is of, and stayed.
pub(super) fn term_of<'c, 'a>(compared: &'c Compared<'a>, unit: &Unit) -> Option<&'c Line<'a>> {
    let (before, after) = (unit.before?.checked_sub(1)?, unit.after?.checked_sub(1)?);
    let (line, term) = (line(compared, unit), &compared.new[after]);
    (line.tokens.len() == 1 && line.place.element() == "dd" && term.place.element() == "dt")
        .then_some(term)
        .filter(|term| term.exact == compared.old[before].exact)
}

/// What counters count.
const COUNTED: &str = "vues?|views?|comment(?:s|aires?)?|likes?|j.aime|partages?|shares?|avis|reviews?|ratings?|notes?|membres?|members?|online|en ligne|visit(?:eur|or)s?|visites?|visits?|followers?|abonn[ée]s?|subscribers?|messages?|posts?|r[ée]ponses?|replies|votes?|points?|t[ée]l[ée]chargements?|downloads?|sold|vendus?|watching|consultations?|signatures?|people|personnes?|lectures?|reads?|min read|guests?|invit[ée]s|users?|utilisateurs?";

/// A number beside the word of a counter, before or behind it.
static COUNTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\d\s*(?:{COUNTED})\b|\b(?:{COUNTED})\s*[:(]?\s*\d")));
/// The word of a counter alone.
static COUNTER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{COUNTED})\b")));
