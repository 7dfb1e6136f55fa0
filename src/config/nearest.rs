//! The valid word that a person probably meant.

use std::cmp::Reverse;

/// The candidate nearest to `word` by edit distance (a swap of neighbours counts one), when it is near enough to be
/// a slip of the hand; a candidate that differs only by case always is. Of two as near, the longer: letters get lost
/// more often than added.
pub(super) fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = word.to_lowercase().chars().take(64).collect();
    let near_enough = ((wanted.len() + 1) / 3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase().chars().take(64).collect::<Vec<_>>()), candidate))
        .filter(|(distance, _)| *distance <= near_enough)
        .min_by_key(|(distance, candidate)| (*distance, Reverse(candidate.len())))
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment over three rows.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, &to) in b.iter().enumerate() {
            let swapped = i > 0 && j > 0 && a[i - 1] == to && b[j - 1] == from;
            let best = (above[j] + usize::from(from != to)).min(above[j + 1] + 1).min(row[j] + 1);
            row[j + 1] = if swapped { best.min(before[j - 1] + 1) } else { best };
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, want: Option<&str>) {
        assert_eq!(nearest(word, ["name", "query", "sources", "recipient", "minutes"]), want);
    }

    #[test]
    fn slips_of_the_hand_are_recognised_and_other_words_are_not() {
        check("nmae", Some("name"));
        check("NAME", Some("name"));
        check("minuts", Some("minutes"));
        check("recipent", Some("recipient"));
        check("colour", None);
        check("n", None);
        check("", None);
    }
}
