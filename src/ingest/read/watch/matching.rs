//! Lines of two versions that say the same, wherever they stand.

use std::collections::{HashMap, HashSet};

use super::compare::Line;
use super::tokens::mix;

/// Runs of so many tokens tell whether a block stands within another version's text.
const RUN: usize = 5;
/// So many copies, and a quarter of the page, are a page given twice over.
const COPIES: usize = 5;

/// Matches lines with the same key, each with one other.
pub(super) fn match_by(old: &mut [Line<'_>], new: &mut [Line<'_>], key: impl Fn(&Line<'_>) -> Option<u64>) {
    let mut waiting: HashMap<u64, Vec<usize>> = HashMap::new();
    for (i, line) in old.iter().enumerate().rev().filter(|(_, line)| !line.matched) {
        if let Some(key) = key(line) {
            waiting.entry(key).or_default().push(i);
        }
    }
    for line in new.iter_mut().filter(|line| !line.matched) {
        let Some(found) = key(line).and_then(|key| waiting.get_mut(&key)).and_then(Vec::pop) else { continue };
        (old[found].matched, line.matched) = (true, true);
    }
}

/// Matches longer lines that stand, in pieces or as a piece, in the other version.
pub(super) fn match_within<'a>(old: &mut [Line<'a>], new: &mut [Line<'a>]) {
    let (in_old, in_new) = (runs(old), runs(new));
    for (side, runs) in [(old, in_new), (new, in_old)] {
        for line in side.iter_mut().filter(|line| !line.matched && line.tokens.len() >= RUN) {
            line.matched = line.bag.ids.windows(RUN).all(|run| runs.contains(&mix(run)));
        }
    }
}

/// Matches what the other version says already, where a page is given twice over: once for wide screens, once for small.
pub(super) fn match_copies<'a>(old: &mut [Line<'a>], new: &mut [Line<'a>]) {
    let texts = |lines: &[Line<'_>]| -> HashSet<u64> { lines.iter().map(|line| line.exact).collect() };
    let (in_old, in_new) = (texts(old), texts(new));
    for (side, said) in [(old, in_new), (new, in_old)] {
        let copies = side.iter().filter(|line| !line.matched && said.contains(&line.exact)).count();
        if copies >= COPIES && copies * 4 >= side.len() {
            for line in side.iter_mut() {
                line.matched |= said.contains(&line.exact);
            }
        }
    }
}

/// All runs of tokens of a version, over the ends of its lines.
fn runs(lines: &[Line<'_>]) -> HashSet<u64> {
    // Where every line matched, nobody asks.
    if lines.iter().all(|line| line.matched) {
        return HashSet::new();
    }
    let all: Vec<u64> = lines.iter().flat_map(|line| line.bag.ids.iter().copied()).collect();
    all.windows(RUN).map(mix).collect()
}
