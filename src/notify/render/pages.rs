//! Watched pages in a digest: what changed, in the page's words, and why it matters.

use super::clauses;
use super::health::rest;
use super::letter::{Block, Changed, Entry, Letter};
use super::links;
use super::words::{Words, line};
use crate::model::{ChangeKind, ChangeReason, DAY_MS, DiffPart, DigestFacts, Locale, NetText, PageLine};

const MOST_PAGES: usize = 5;
/// Pages that are watched from now on, named in one mail.
const MOST_NEW: usize = 8;
/// Characters of one page's change.
const LONGEST_DIFF: usize = 700;
/// Clauses of terms, in one mail.
const MOST_CLAUSES: usize = 8;
const MOST_REASONS: usize = 4;

/// Adds what changed, then what is watched from now on.
pub(super) fn add(letter: &mut Letter, facts: &DigestFacts, page: Option<&str>, words: Words<'_>) {
    let (watched, changed): (Vec<&PageLine>, Vec<&PageLine>) =
        facts.pages.iter().partition(|line| line.change.kind == ChangeKind::Watched);
    if !changed.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-digest-pages")));
        letter.blocks.push(Block::Note(words.say("mail-digest-pages-key")));
        let mut most_clauses = MOST_CLAUSES;
        for change in changed.iter().take(MOST_PAGES) {
            let (first, mut clauses) = blocks(change, &mut most_clauses, words);
            letter.blocks.push(Block::Diff(first));
            letter.blocks.append(&mut clauses);
        }
        rest(letter, changed.len(), MOST_PAGES, page, words);
    }
    if !watched.is_empty() {
        letter.blocks.push(Block::Heading(words.say("mail-digest-watched")));
        letter.blocks.push(Block::List(watched.iter().take(MOST_NEW).map(|line| entry(line, words)).collect()));
        rest(letter, watched.len(), MOST_NEW, page, words);
    }
}

/// A change, and the clauses that it concerns, as far as there is room for them.
pub(super) fn blocks(change: &PageLine, most_clauses: &mut usize, words: Words<'_>) -> (Changed, Vec<Block>) {
    let clauses = clauses::blocks(&change.change.reasons, most_clauses, words);
    // Some changes are said whole by their reason, and terms clause by clause.
    let parts = if clauses.is_empty() { shortened(&change.change.diff, LONGEST_DIFF) } else { Vec::new() };
    (Changed { page: entry(change, words), parts, nested: false }, clauses)
}

fn entry(change: &PageLine, words: Words<'_>) -> Entry {
    let mut note = seen(change, words);
    for why in reasons(change, words) {
        note.push_str(" · ");
        note.push_str(&why);
    }
    Entry { text: line(&change.source_name, 80), url: links::safe(&change.url), note }
}

/// What kind of change, and when.
pub(super) fn seen(change: &PageLine, words: Words<'_>) -> String {
    let at = ("at", words.date_time(change.at).into());
    words.tell("mail-page-at", &[("kind", change.change.kind.as_str().into()), at])
}

/// Why it matters.
pub(super) fn reasons(change: &PageLine, words: Words<'_>) -> Vec<String> {
    change.change.reasons.iter().filter_map(|reason| why(reason, change, words)).take(MOST_REASONS).collect()
}

/// A reason in words; a clause has a block of its own.
fn why(reason: &ChangeReason, change: &PageLine, words: Words<'_>) -> Option<String> {
    let is_told_whole = change.change.reasons.iter().any(|reason| matches!(reason, ChangeReason::Clause { .. }));
    Some(match reason {
        ChangeReason::Clause { .. } => return None,
        ChangeReason::Share { share } => words.tell("mail-page-share", &[("share", words.percent(*share).into())]),
        ChangeReason::Amount { before, after, change } => {
            let args = [
                ("before", amount(before, words).into()),
                ("after", amount(after, words).into()),
                ("known", if change.is_some() { "yes" } else { "no" }.into()),
                ("change", change.map(|part| words.changed_by(part)).unwrap_or_default().into()),
            ];
            words.tell("mail-page-amount", &args)
        }
        ChangeReason::Named => words.say("mail-page-named"),
        ChangeReason::Clauses { clauses, count } => {
            let named: Vec<String> = clauses.iter().map(|clause| line(clause.as_str(), 60)).collect();
            let args = [
                ("count", (*count).into()),
                ("clauses", named.join(", ").into()),
                ("named", if is_told_whole { "no" } else { "yes" }.into()),
            ];
            words.tell("mail-page-clauses", &args)
        }
        ChangeReason::Effective { date } => {
            words.tell("mail-page-effective", &[("date", line(date.as_str(), 40).into())])
        }
        ChangeReason::Availability { before, after } => {
            let args = [("before", availability(before, words).into()), ("after", availability(after, words).into())];
            words.tell("mail-page-availability", &args)
        }
        ChangeReason::Certificate { until } => {
            let days = u32::try_from(until.since(change.at).max(0) / DAY_MS).unwrap_or(u32::MAX);
            words.tell("mail-page-certificate", &[("until", words.date(*until).into()), ("days", days.into())])
        }
        ChangeReason::Slow { first_byte_ms } => {
            words.tell("mail-page-slow", &[("seconds", (f64::from(*first_byte_ms) / 1_000.0).into())])
        }
        ChangeReason::Noindex => words.say("mail-page-noindex"),
    })
}

/// `49.00 €` in the reader's way.
pub(super) fn amount(amount: &NetText, words: Words<'_>) -> String {
    let text = line(amount.as_str(), 40);
    match words.locale {
        Locale::Fr => text.replace('.', ",").replace(' ', "\u{a0}"),
        Locale::En => text.replace(' ', "\u{a0}"),
    }
}

/// How an offer can be had, in the reader's words, or in the shop's own.
fn availability(word: &NetText, words: Words<'_>) -> String {
    let known = match word.as_str() {
        "in_stock" => "in-stock",
        "limited" => "limited",
        "on_order" => "on-order",
        "out_of_stock" => "out-of-stock",
        "discontinued" => "discontinued",
        other => return line(other, 40),
    };
    words.tell("mail-availability", &[("word", known.into())])
}

/// The first parts of a change, flat, up to the longest that a mail bears.
pub(super) fn shortened(diff: &[DiffPart], longest: usize) -> Vec<DiffPart> {
    let mut left = longest;
    let mut parts = Vec::new();
    for part in diff.iter().take(200) {
        if left == 0 {
            parts.push(DiffPart::Skipped);
            break;
        }
        let mut cut = |text: &NetText| {
            let cut = NetText::new(line(text.as_str(), left));
            left = left.saturating_sub(cut.as_str().chars().count());
            cut
        };
        parts.push(match part {
            DiffPart::Same(text) => DiffPart::Same(cut(text)),
            DiffPart::Removed(text) => DiffPart::Removed(cut(text)),
            DiffPart::Added(text) => DiffPart::Added(cut(text)),
            DiffPart::Skipped => DiffPart::Skipped,
        });
    }
    parts
}
