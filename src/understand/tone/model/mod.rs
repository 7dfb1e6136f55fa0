//! The trained model: a table a language, and one for what is said of somebody.
//!
//! Linear on purpose: an answer costs some microseconds, the words that decided are exact, and training takes seconds. The
//! tables come from `vigie train`; where they come from and what they reach stands in `config/models/README.md`.

mod calibrate;
mod features;
mod recipe;
mod scales;
mod table;
#[cfg(test)]
mod tests;
mod train;
mod tutor;

use std::sync::LazyLock;

use super::reading::Passage;
use super::{rules, scorn};
use crate::model::Language;
use features::Seen;
pub use recipe::{Part, Tutor};
use table::Table;
pub use train::{Plan, train};

/// How much the written rules count before the model speaks.
const PRIOR: f32 = 2.0;

/// A table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// French that names nobody.
    French,
    /// French, of somebody.
    FrenchTarget,
    /// English that names nobody.
    English,
    /// English, of somebody.
    EnglishTarget,
    /// Whether an English text attacks somebody: no tone, but the same table and the same trainer.
    EnglishOffence,
}

impl Head {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::French, Self::FrenchTarget, Self::English, Self::EnglishTarget, Self::EnglishOffence];

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::French => "fr.tone",
            Self::FrenchTarget => "fr-target.tone",
            Self::English => "en.tone",
            Self::EnglishTarget => "en-target.tone",
            Self::EnglishOffence => "en.offence",
        }
    }

    const fn language(self) -> Language {
        match self {
            Self::French | Self::FrenchTarget => Language::Fr,
            Self::English | Self::EnglishTarget | Self::EnglishOffence => Language::En,
        }
    }

    const fn targeted(self) -> bool {
        matches!(self, Self::EnglishTarget | Self::FrenchTarget)
    }

    fn of(language: Language, named: bool) -> Option<Self> {
        match (language, named) {
            (Language::Fr, false) => Some(Self::French),
            (Language::Fr, true) => Some(Self::FrenchTarget),
            (Language::En, false) => Some(Self::English),
            (Language::En, true) => Some(Self::EnglishTarget),
            (Language::Other, _) => None,
        }
    }

    fn table(self) -> Option<&'static Table> {
        static FRENCH: LazyLock<Option<Table>> =
            LazyLock::new(|| Table::read(include_bytes!("../../../../config/models/fr.tone")));
        static FRENCH_TARGET: LazyLock<Option<Table>> =
            LazyLock::new(|| Table::read(include_bytes!("../../../../config/models/fr-target.tone")));
        static ENGLISH: LazyLock<Option<Table>> =
            LazyLock::new(|| Table::read(include_bytes!("../../../../config/models/en.tone")));
        static TARGET: LazyLock<Option<Table>> =
            LazyLock::new(|| Table::read(include_bytes!("../../../../config/models/en-target.tone")));
        static OFFENCE: LazyLock<Option<Table>> =
            LazyLock::new(|| Table::read(include_bytes!("../../../../config/models/en.offence")));
        match self {
            Self::EnglishOffence => OFFENCE.as_ref(),
            Self::French => FRENCH.as_ref(),
            Self::FrenchTarget => FRENCH_TARGET.as_ref(),
            Self::English => ENGLISH.as_ref(),
            Self::EnglishTarget => TARGET.as_ref(),
        }
    }
}

/// What the model says.
pub(super) struct Answer {
    /// Against, neither, for.
    pub shares: [f64; 3],
    /// What each token of each passage added to being for rather than against.
    pub added: Vec<Vec<f64>>,
}

/// The answer on a mention's passages; none where the language has no table.
pub(super) fn answer(passages: &[Passage], language: Language) -> Option<Answer> {
    let named = passages.iter().any(|passage| !passage.brand.is_empty());
    let head = Head::of(language, named)?;
    let table = head.table()?;
    let seen = features::seen(passages, head.targeted());
    let added = passages.iter().map(|passage| vec![0.0; passage.tokens.len()]).collect();
    Some(judge(table, &seen, short(rules::balance(passages)), added))
}

/// Whether an English text attacks somebody; `marks` are what the moderation lists found in it.
pub(super) fn offence(passages: &[Passage], marks: &[u64]) -> Option<Answer> {
    let table = Head::EnglishOffence.table()?;
    let mut seen = features::seen(passages, false);
    features::mark(marks, &mut seen);
    features::mark(&scorn::marks(passages), &mut seen);
    let added = passages.iter().map(|passage| vec![0.0; passage.tokens.len()]).collect();
    Some(judge(table, &seen, short(rules::balance(passages)), added))
}

fn judge(table: &Table, seen: &[Seen], balance: f32, mut added: Vec<Vec<f64>>) -> Answer {
    let mut sums = [-PRIOR * balance, 0.0, PRIOR * balance];
    for seen in seen {
        let [against, towards] = table.row(seen.row);
        sums[0] += against * seen.value;
        sums[2] += towards * seen.value;
        let (passage, first, last) = seen.place;
        let tokens = added.get_mut(usize::from(passage)).and_then(|all| all.get_mut(first.into()..=last.into()));
        if let Some(tokens) = tokens.filter(|tokens| !tokens.is_empty()) {
            let each = f64::from((towards - against) * seen.value) / tokens.len() as f64;
            for amount in tokens {
                *amount += each;
            }
        }
    }
    let sums = sums.map(|sum| sum / table.temperature());
    Answer { shares: probabilities(sums).map(f64::from), added }
}

fn probabilities(sums: [f32; 3]) -> [f32; 3] {
    let top = sums[0].max(sums[1]).max(sums[2]);
    let parts = sums.map(|sum| (sum - top).exp());
    parts.map(|part| part / (parts[0] + parts[1] + parts[2]))
}

#[expect(clippy::cast_possible_truncation, reason = "shares and weights need no more than seven digits")]
fn short(number: f64) -> f32 {
    number as f32
}
