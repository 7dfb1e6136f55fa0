//! What became of each clause of terms that changed: its words before and after, and what they do to the reader.
//!
//! An effect is told only where it can be read off the words without judging them: a period that became another one,
//! an amount, a negation or a duty that came or went. Deliberately absent: whether a clause is lawful, or fair.

use super::super::diff::diff;
use super::compare::{Compared, Unit};
use super::terms;
use super::tokens::Token;
use super::weigh::{differing, written};
use crate::model::{ChangeReason, ClauseEffect, ClauseFate, NetText, PageVersion, PeriodUnit};

/// Clauses of one change that are told with their words.
const MAX_CLAUSES: usize = 12;
const MAX_EFFECTS: usize = 4;

/// The clauses that changed, in the order of the page.
pub(super) fn of(compared: &Compared<'_>, sure: &[Unit]) -> Vec<ChangeReason> {
    let mut clauses: Vec<(NetText, Vec<&Unit>)> = Vec::new();
    for unit in sure {
        let heading = terms::clause_of(compared, unit).unwrap_or_default();
        match clauses.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, units)) => units.push(unit),
            None => clauses.push((heading, vec![unit])),
        }
    }
    clauses.into_iter().take(MAX_CLAUSES).map(|(heading, units)| clause(compared, heading, &units)).collect()
}

fn clause(compared: &Compared<'_>, heading: NetText, units: &[&Unit]) -> ChangeReason {
    let text = |lines: Vec<&str>| PageVersion { text: lines.join("\n").into(), ..PageVersion::default() };
    let before = text(units.iter().filter_map(|unit| unit.before).map(|i| compared.old[i].text).collect());
    let after = text(units.iter().filter_map(|unit| unit.after).map(|i| compared.new[i].text).collect());
    // A clause came or went as a whole when its heading did.
    let is_title = |line: &&str| !heading.is_blank() && *line == heading.as_str();
    let is_heading = |line: &str| line.starts_with(heading.as_str().trim_end_matches('…')) && !heading.is_blank();
    let fate = if units.iter().all(|unit| unit.before.is_none()) && after.text.as_str().lines().any(is_heading) {
        ClauseFate::Added
    } else if units.iter().all(|unit| unit.after.is_none()) && before.text.as_str().lines().any(is_heading) {
        ClauseFate::Removed
    } else {
        ClauseFate::Reworded
    };
    let mut effects: Vec<ClauseEffect> = units.iter().flat_map(|unit| effects(compared, unit)).collect();
    effects.truncate(MAX_EFFECTS);
    // Its title is told already.
    let without = |version: PageVersion| {
        let kept: Vec<&str> = version.text.as_str().lines().filter(|line| !is_title(line)).collect();
        if kept.is_empty() { version.clone() } else { text(kept) }
    };
    let diff = diff(&without(before), &without(after));
    ChangeReason::Clause { heading, fate, effects, diff }
}

fn effects(compared: &Compared<'_>, unit: &Unit) -> Vec<ClauseEffect> {
    let (Some(before), Some(after)) = (unit.before, unit.after) else { return Vec::new() };
    let (old, new) = (periods(&compared.old[before].tokens), periods(&compared.new[after].tokens));
    let mut effects = Vec::new();
    if old.len() == new.len() {
        let changed = old.iter().zip(&new).filter(|(old, new)| old != new);
        effects.extend(changed.map(|(&before, &after)| ClauseEffect::Period { before, after }));
    }
    let (gone, come) = differing(compared, unit);
    let amounts = |tokens: &[&Token]| -> Vec<NetText> {
        let amount = |token: &&Token| match token {
            Token::Amount(value, unit) => Some(written(*value, unit)),
            _ => None,
        };
        tokens.iter().filter_map(amount).collect()
    };
    if let ([before], [after]) = (amounts(&gone).as_slice(), amounts(&come).as_slice()) {
        effects.push(ClauseEffect::Amount { before: before.clone(), after: after.clone() });
    }
    let count = |tokens: &[&Token], words: &[&str]| {
        tokens.iter().filter(|token| matches!(token, Token::Word(word) if words.contains(&word.as_str()))).count()
    };
    for (words, effect) in [
        (NEGATIONS, (|added| ClauseEffect::Negation { added }) as fn(bool) -> ClauseEffect),
        (DUTIES, |added| ClauseEffect::Duty { added }),
    ] {
        let (lost, won) = (count(&gone, words), count(&come, words));
        if (lost == 0) != (won == 0) {
            effects.push(effect(won > 0));
        }
    }
    effects
}

/// As tokens write them, without letters that encodings disagree on.
pub(super) const NEGATIONS: &[&str] =
    &["not", "never", "no", "cannot", "without", "ne", "n", "pas", "jamais", "aucun", "aucune", "sans"];
const DUTIES: &[&str] =
    &["must", "shall", "required", "mandatory", "doit", "doivent", "devra", "devront", "obligatoire", "tenu", "tenue"];

/// Numbers followed by a unit of time.
fn periods(tokens: &[Token]) -> Vec<(u32, PeriodUnit)> {
    let period = |pair: &[Token]| match pair {
        [Token::Number(number), Token::Word(word)] => Some((number.parse().ok()?, unit(word)?)),
        _ => None,
    };
    tokens.windows(2).filter_map(period).collect()
}

fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "hour" | "hours" | "heure" | "heures" => PeriodUnit::Hours,
        "day" | "days" | "jour" | "jours" => PeriodUnit::Days,
        "week" | "weeks" | "semaine" | "semaines" => PeriodUnit::Weeks,
        "month" | "months" | "mois" => PeriodUnit::Months,
        "year" | "years" | "an" | "ans" | "anne" | "annes" => PeriodUnit::Years,
        _ => return None,
    })
}
