//! Terms of use: which clauses changed, and from when on.

use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::clauses;
use super::compare::{Compared, Line, Unit};
use crate::model::{ChangeKind, ChangeReason, ClauseFate, NetText, NewChange};

const MAX_CLAUSES: usize = 5;
/// What a clause weighs that came, went, or has another period, amount, duty or negation.
const GRAVE: f64 = 0.8;
/// A heading is no longer than this.
const LONGEST_HEADING: usize = 120;
/// An effective date is looked for in so many of a page's first lines, and in what changed.
const HEAD: usize = 40;

/// Tells a change as one of terms: its clauses and the date on which it takes effect.
pub(super) fn tell(change: &mut NewChange, compared: &Compared<'_>, sure: &[Unit]) {
    let mut clauses: Vec<NetText> = Vec::new();
    for unit in sure {
        if let Some(found) = clause_of(compared, unit)
            && !clauses.contains(&found)
        {
            clauses.push(found);
        }
    }
    let changed = sure.iter().filter_map(|unit| unit.after).map(|i| &compared.new[i]);
    let date = changed.chain(compared.new.iter().take(HEAD)).find_map(|line| effective(line.text));
    let words = change.kind == ChangeKind::Text || !clauses.is_empty();
    change.kind = ChangeKind::Terms;
    if words {
        // A clause of three words may undo a contract: no change of a clause is small.
        change.importance = change.importance.max(NewChange::DAILY);
    }
    let told = clauses::of(compared, sure);
    let is_grave = |reason: &ChangeReason| match reason {
        ChangeReason::Clause { fate, effects, .. } => *fate != ClauseFate::Reworded || !effects.is_empty(),
        _ => false,
    };
    if told.iter().any(is_grave) {
        change.importance = change.importance.max(GRAVE);
    }
    if !clauses.is_empty() {
        let count = u32::try_from(clauses.len()).unwrap_or(u32::MAX);
        clauses.truncate(MAX_CLAUSES);
        change.reasons.push(ChangeReason::Clauses { clauses, count });
    }
    change.reasons.extend(told);
    change.reasons.extend(date.map(|date| ChangeReason::Effective { date }));
}

/// The heading of the clause that a unit stands in.
pub(super) fn clause_of(compared: &Compared<'_>, unit: &Unit) -> Option<NetText> {
    match (unit.after, unit.before) {
        (Some(i), _) => clause(&compared.new, i),
        (None, Some(i)) => clause(&compared.old, i),
        (None, None) => None,
    }
}

/// The heading that a line stands under, or is.
fn clause(lines: &[Line<'_>], at: usize) -> Option<NetText> {
    let heads = lines[..=at].iter().rev().take(200);
    let mut by_element = None;
    for line in heads {
        if line.text.len() <= LONGEST_HEADING && NUMBERED.is_match(line.text) {
            return Some(NetText::new(line.text).clipped(60));
        }
        // A numbered paragraph carries its number itself.
        if let Some(number) = NUMBER.find(line.text) {
            return Some(NetText::new(number.as_str().trim()));
        }
        let is_heading = matches!(line.place.element(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if is_heading && by_element.is_none() {
            by_element = Some(NetText::new(line.text).clipped(60));
        }
    }
    by_element
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*((article|art\.|section|clause|chapitre|chapter|§)\s*[0-9ivx]+|[0-9]{1,3}(\.[0-9]{1,3})*\s*[.):–-]?\s+\p{Lu}|[IVX]{1,6}\s*[.)–-]\s)",
    )
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*([0-9]{1,3}(\.[0-9]{1,3})+)[.)]?\s"));

/// The date on which terms take effect, as the page writes it.
fn effective(text: &str) -> Option<NetText> {
    let found = EFFECTIVE.captures(text)?.name("date")?;
    Some(NetText::new(found.as_str().trim()).clipped(40))
}

static EFFECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(en vigueur|applicables?|prennent effet|prend effet|take effect|effective( date)?|in effect|in force)[^0-9]{0,40}?(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2}(er|st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+[0-9]{4}|\p{L}{3,9}\s+[0-9]{1,2}(st|nd|rd|th)?,?\s+[0-9]{4})",
    )
});
