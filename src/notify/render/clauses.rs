//! Terms of use that changed, clause by clause: number and title, what it does, the words before and after.

use super::letter::{Block, Changed, Entry};
use super::pages::{amount, shortened};
use super::words::{Words, line};
use crate::model::{ChangeReason, ClauseEffect, DiffPart, NetText, PeriodUnit};

/// Characters of one clause's words.
const LONGEST: usize = 400;

/// One block for each clause, up to the most that are left; none for a change of anything else.
pub(super) fn blocks(reasons: &[ChangeReason], most: &mut usize, words: Words<'_>) -> Vec<Block> {
    let clauses = reasons.iter().filter_map(|reason| match reason {
        ChangeReason::Clause { heading, fate, effects, diff } => {
            let mut note = words.tell("mail-clause", &[("fate", fate.as_str().into())]);
            for effect in effects {
                note.push_str(" · ");
                note.push_str(&said(effect, words));
            }
            Some(block(heading, note, diff, words))
        }
        _ => None,
    });
    let blocks: Vec<Block> = clauses.take(*most).collect();
    *most -= blocks.len();
    blocks
}

fn block(heading: &NetText, note: String, diff: &[DiffPart], words: Words<'_>) -> Block {
    let text = if heading.is_blank() { words.say("mail-clause-untitled") } else { line(heading.as_str(), 80) };
    Block::Diff(Changed { page: Entry { text, url: None, note }, parts: shortened(diff, LONGEST), nested: true })
}

fn said(effect: &ClauseEffect, words: Words<'_>) -> String {
    match effect {
        ClauseEffect::Period { before: (old, old_unit), after: (new, new_unit) } => {
            let hours = |(count, unit): (u32, PeriodUnit)| u64::from(count) * unit.hours();
            let falls = hours((*new, *new_unit)) < hours((*old, *old_unit));
            let args = [
                ("sense", if falls { "falls" } else { "rises" }.into()),
                // The unit is said once when it is the same.
                (
                    "before",
                    if old_unit == new_unit { words.integer(*old) } else { period(*old, *old_unit, words) }.into(),
                ),
                ("after", period(*new, *new_unit, words).into()),
            ];
            words.tell("mail-clause-period", &args)
        }
        ClauseEffect::Amount { before, after } => {
            let args = [("before", amount(before, words).into()), ("after", amount(after, words).into())];
            words.tell("mail-clause-amount", &args)
        }
        ClauseEffect::Negation { added } => words.tell("mail-clause-negation", &[("sense", sense(*added).into())]),
        ClauseEffect::Duty { added } => words.tell("mail-clause-duty", &[("sense", sense(*added).into())]),
    }
}

const fn sense(added: bool) -> &'static str {
    if added { "added" } else { "removed" }
}

fn period(count: u32, unit: PeriodUnit, words: Words<'_>) -> String {
    words.tell("mail-clause-time", &[("unit", unit.as_str().into()), ("count", count.into())])
}
