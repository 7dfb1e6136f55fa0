//! Words written nearly so: how many letters to add, drop, change or swap, and what such a word must still hold.

/// The most edits that a term may allow.
const MOST: u8 = 2;
/// Letters of a word, longer ones are not compared.
const LONGEST: usize = 64;

/// A word, and how far another may be from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edits {
    letters: Vec<char>,
    most: usize,
}

impl Edits {
    /// None when so many edits would leave too little of the folded word.
    pub(super) fn new(word: &str, most: u8) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let most = usize::from(most);
        let is_long_enough = letters.len() >= 3 * most && letters.len() <= LONGEST;
        (is_long_enough && (1..=usize::from(MOST)).contains(&most)).then_some(Self { letters, most })
    }

    pub(super) fn allow(&self, word: &str) -> bool {
        let close = |count: usize| count.abs_diff(self.letters.len()) <= self.most;
        // A letter has at most four bytes.
        if word.len() > 4 * LONGEST || !close(word.chars().count()) {
            return false;
        }
        let word: Vec<char> = word.chars().collect();
        between(&self.letters, &word) <= self.most
    }

    /// Texts of which a word that is near enough holds at least one; a blank is a word's border.
    ///
    /// The word is cut into one piece more than there may be edits: an edit spoils one piece, so one stays whole. Only two
    /// letters that change places across a cut spoil two; the word is then looked for with both swapped already.
    pub(super) fn anchors(&self) -> Vec<String> {
        let mut found = Vec::new();
        let bordered: Vec<char> = std::iter::once(' ').chain(self.letters.iter().copied()).chain([' ']).collect();
        pieces(&bordered, self.most, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn pieces(word: &[char], edits: usize, found: &mut Vec<String>) {
    let cuts: Vec<usize> = (0..=edits + 1).map(|nth| nth * word.len() / (edits + 1)).collect();
    found.extend(cuts.windows(2).map(|cut| word[cut[0]..cut[1]].iter().collect::<String>()));
    if edits == 0 {
        return;
    }
    for &cut in &cuts[1..=edits] {
        if word[cut - 1] != ' ' && word[cut] != ' ' {
            let mut swapped = word.to_vec();
            swapped.swap(cut - 1, cut);
            pieces(&swapped, edits - 1, found);
        }
    }
}

/// How many letters to add, drop, change or swap.
pub(super) fn distance(a: &str, b: &str) -> usize {
    between(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
}

fn between(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(word: &str, most: u8, other: &str, want: bool) {
        let edits = Edits::new(word, most).unwrap();
        assert_eq!(edits.allow(other), want, "{word}~{most} on {other}");
    }

    #[test]
    fn an_edit_adds_drops_changes_or_swaps_a_letter() {
        for other in ["acme", "acmee", "acm", "axme", "amce", "éacme"] {
            check("acme", 1, other, true);
        }
        for other in ["am", "mace", "acmeville", "axxe", ""] {
            check("acme", 1, other, false);
        }
        check("carrefour", 2, "carefoor", true);
        check("carrefour", 2, "carefo", false);
        check("carrefour", 2, &"carrefour".repeat(100), false);
        assert_eq!(Edits::new("ab", 1), None);
        assert_eq!(Edits::new("acme", 2), None);
    }

    proptest! {
        #[test]
        fn a_word_that_is_near_enough_holds_an_anchor(word in "[a-d]{3,9}", other in "[a-d]{1,11}", most in 1..=2_u8) {
            if let Some(edits) = Edits::new(&word, most) && edits.allow(&other) {
                let bordered = format!(" {other} ");
                prop_assert!(edits.anchors().iter().any(|anchor| bordered.contains(anchor)), "{word} {other}");
            }
        }
    }
}
