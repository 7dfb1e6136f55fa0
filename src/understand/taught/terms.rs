//! Words to exclude in a brand's query: those of the texts that people rejected, and of hardly any that they kept.

use std::collections::{BTreeMap, HashSet};

use super::Lesson;
use super::words::near;
use crate::locale::tell;
use crate::model::Locale;

/// Terms proposed, at most.
const MOST: usize = 5;
/// A word of one text is chance.
const FEWEST: usize = 2;
/// Kept texts that a term may cost for each rejected text that it removes.
const COST: f64 = 0.1;

/// A term that may be excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTerm {
    /// As the query writes it.
    pub term: String,
    /// Rejected texts that hold it.
    pub removes: usize,
    /// Kept texts that hold it.
    pub costs: usize,
    /// Of so many rejected texts.
    pub rejected: usize,
    /// Of so many that were kept.
    pub kept: usize,
}

impl NotTerm {
    /// What it would remove, and what that would cost, for people.
    pub fn told(&self, locale: Locale) -> String {
        let facts = [
            ("term", self.term.as_str().into()),
            ("removes", self.removes.into()),
            ("rejected", self.rejected.into()),
            ("costs", self.costs.into()),
            ("kept", self.kept.into()),
        ];
        tell(locale, "cli-correct-term", &facts)
    }
}

/// The terms that would have spared most rejections, best first; each removes texts that those before it leave.
pub fn not_terms<'l>(lessons: impl IntoIterator<Item = &'l Lesson>) -> Vec<NotTerm> {
    let (mut rejected, mut kept) = (Vec::new(), Vec::new());
    let mut written: BTreeMap<u64, String> = BTreeMap::new();
    for lesson in lessons {
        let read = near(&lesson.title, &lesson.text, &lesson.hits);
        let keys: HashSet<u64> = read.words.iter().map(|word| word.key).collect();
        if lesson.about == Some(false) {
            for word in &read.words {
                let text = word.written.to_lowercase();
                let whole = text.chars().all(|c| c.is_alphanumeric() || c == ' ');
                if whole {
                    written.entry(word.key).or_insert(if word.run { format!("\"{text}\"") } else { text });
                }
            }
            rejected.push(keys);
        } else {
            kept.push(keys);
        }
    }
    let mut left: Vec<usize> = (0..rejected.len()).collect();
    let mut out = Vec::new();
    while out.len() < MOST {
        let best = written
            .iter()
            .map(|(key, text)| {
                let removes = left.iter().filter(|&&at| rejected[at].contains(key)).count();
                let costs = kept.iter().filter(|keys| keys.contains(key)).count();
                (removes, costs, *key, text)
            })
            .filter(|&(removes, costs, ..)| removes >= FEWEST && costs as f64 <= COST * removes as f64)
            // Of two that remove as many, the one word before the pair, and the shorter.
            .max_by_key(|&(removes, costs, _, text)| {
                (removes, std::cmp::Reverse(costs), !text.starts_with('"'), std::cmp::Reverse(text.len()), text.clone())
            });
        let Some((_, costs, key, text)) = best else { break };
        let removes = rejected.iter().filter(|keys| keys.contains(&key)).count();
        out.push(NotTerm { term: text.clone(), removes, costs, rejected: rejected.len(), kept: kept.len() });
        left.retain(|&at| !rejected[at].contains(&key));
    }
    out
}
