//! How good the flags are, against texts that people labelled.

use super::{flags, offence};
use crate::model::{FlagKind, Language};
use crate::understand::bootstrap;
use crate::understand::tone::{Report, Row, report};

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moderated {
    /// Of attacks and all other texts.
    pub report: Report,
    /// Share of the texts said to attack that do.
    pub precision: f64,
    /// Share of the attacks that were found.
    pub recall: f64,
    /// 95 % interval of the precision.
    pub precision_ci95: (f64, f64),
    /// 95 % interval of the recall.
    pub recall_ci95: (f64, f64),
    /// Of the labels that are kinds of flags: in how many of how many texts that kind was found.
    pub kinds: Vec<(FlagKind, usize, usize)>,
}

/// Labels of texts that attack nobody, in the sets that people measure by.
const CLEAN: [&str; 5] = ["not-offensive", "not-hate", "normal", "neither", "none"];

/// Whether a label can be measured here.
pub fn is_label(label: &str) -> bool {
    CLEAN.contains(&label) || ["offensive", "hate"].contains(&label) || kind_of(label).is_some()
}

fn kind_of(label: &str) -> Option<FlagKind> {
    FlagKind::ALL.into_iter().find(|kind| kind.as_str() == label)
}

/// Measures flags and table on rows of one language.
pub fn evaluate(rows: impl Iterator<Item = Row>, language: Language) -> Moderated {
    let (mut said, mut right, mut attacks) = (0_usize, 0_usize, 0_usize);
    let mut kinds: Vec<(FlagKind, usize, usize)> = Vec::new();
    let pairs = rows.map(|row| {
        let found = flags("", &row.text, language);
        let table = offence("", &row.text, &found, language);
        let is_attack = match &table {
            Some(table) => table.is_likely(),
            None => found.iter().any(crate::model::Flag::attacks),
        };
        let label = if CLEAN.contains(&row.label.as_str()) { "not-offensive" } else { "offensive" };
        said += usize::from(is_attack);
        attacks += usize::from(label == "offensive");
        right += usize::from(is_attack && label == "offensive");
        if let Some(kind) = kind_of(&row.label) {
            let hit = usize::from(found.iter().any(|flag| flag.kind == kind && flag.attacks()));
            match kinds.iter_mut().find(|known| known.0 == kind) {
                Some(known) => (known.1, known.2) = (known.1 + hit, known.2 + 1),
                None => kinds.push((kind, hit, 1)),
            }
        }
        (label.to_owned(), if is_attack { "offensive" } else { "not-offensive" })
    });
    let report = report(pairs);
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let interval = |of: usize| {
        let [found] = bootstrap::intervals(of, |rows| [share(rows.iter().filter(|&&row| row < right).count(), of)]);
        found
    };
    Moderated {
        report,
        precision: share(right, said),
        recall: share(right, attacks),
        precision_ci95: interval(said),
        recall_ci95: interval(attacks),
        kinds,
    }
}
