//! Whether two texts are one text, edited.
//!
//! Cheaper and coarser than `story`: it is asked of two texts that something else already suggests to be one.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Words looked at; what follows does not make another text of it.
const MOST_WORDS: usize = 2_000;
/// A print says something of at least so many words.
const FEWEST_WORDS: usize = 8;
/// Prints of one text, edited, differ by no more bits.
const NEAR_BITS: u32 = 3;

/// The words that both have, as a share of the shorter one's.
pub fn share(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    let fewer = a.len().min(b.len());
    if fewer == 0 { 0.0 } else { a.intersection(&b).count() as f64 / fewer as f64 }
}

/// A print of the text that a small edit hardly changes (simhash, 64 bits); absent for a few words, which many texts
/// have in common.
pub fn near_print(title: &str, text: &str) -> Option<i64> {
    let mut balance = [0_i32; 64];
    let mut count = 0;
    for word in split(title).chain(split(text)).take(MOST_WORDS) {
        let hash = hash(&word);
        for (bit, sum) in balance.iter_mut().enumerate() {
            *sum += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
        count += 1;
    }
    let print = balance.iter().enumerate().filter(|(_, sum)| **sum > 0).fold(0_u64, |print, (bit, _)| print | 1 << bit);
    (count >= FEWEST_WORDS).then_some(print.cast_signed())
}

/// Whether two prints are of one text.
pub const fn is_near(a: i64, b: i64) -> bool {
    (a ^ b).count_ones() <= NEAR_BITS
}

fn words(text: &str) -> HashSet<u64> {
    split(text).take(MOST_WORDS).map(|word| hash(&word)).collect()
}

fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Prints are kept for a month: a build that hashes otherwise forgets no more than that.
fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_near_and_another_text_is_not() {
        let before = "Le rappel concerne dix mille biberons vendus depuis mars dans toute la France par Acme, selon la \
                      direction, qui promet un remboursement sous quinze jours et présente ses excuses aux familles \
                      touchées ; une enquête est ouverte et les magasins ont été prévenus dès lundi matin par courrier.";
        let after = before.replace("quinze", "vingt");
        let print = |text: &str| near_print("Acme", text).unwrap();
        assert!(is_near(print(before), print(before)));
        let bits = (print(before) ^ print(&after)).count_ones();
        assert!(bits <= 6, "{bits}");
        assert!(!is_near(print(before), print("Un tout autre sujet que celui-ci, sans aucun mot en commun avec lui.")));
        assert!(share(before, &after) > 0.9 && share(before, "Rien à voir ici") < 0.2);
        assert_eq!((near_print("Merci", "bien"), share("", "a")), (None, 0.0));
    }
}
