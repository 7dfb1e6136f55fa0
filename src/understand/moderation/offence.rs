//! Whether a whole text attacks somebody: flags where there are some, a trained table where it is English.
//!
//! The table knows tweets in English; for French there is no freely usable text to train one on, and the lists answer.

use super::field_flags;
use crate::model::{Evidence, Field, Flag, Language};
use crate::understand::tone;

/// From this share on, the table says that a text attacks. Chosen on folds of the training rows.
pub(super) const FROM: f64 = 0.55;

/// What the table says of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Offence {
    /// How likely it attacks somebody, from 0 to 1.
    pub share: f64,
    /// The words that say so, strongest first.
    pub evidence: Vec<Evidence>,
}

impl Offence {
    /// Whether it is likely enough to be looked at.
    pub fn is_likely(&self) -> bool {
        self.share >= FROM
    }
}

/// The table's word on an English text; none in other languages.
pub fn offence(title: &str, text: &str, flags: &[Flag], language: Language) -> Option<Offence> {
    if language != Language::En {
        return None;
    }
    let (share, evidence) = tone::offence(title, text, &codes(flags))?;
    Some(Offence { share, evidence })
}

/// What the lists find, as the table is told.
pub(crate) fn marks(text: &str) -> Vec<u64> {
    codes(&field_flags(Field::Text, text, Language::En))
}

/// One number for each kind and voice, one for each kind, one for any.
fn codes(flags: &[Flag]) -> Vec<u64> {
    let mut out: Vec<u64> = Vec::new();
    for flag in flags {
        let (kind, voice) = (flag.kind as u64, flag.voice as u64);
        out.extend([1 + kind, 10 + kind * 10 + voice, 100 + u64::from(flag.severity), 200]);
    }
    if out.is_empty() {
        out.push(201);
    }
    out.sort_unstable();
    out.dedup();
    out
}
