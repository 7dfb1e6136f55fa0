//! Which block became which: what went, paired with what came, by what they say and by where they stood.
//!
//! What says much the same is the same block, whatever else came to where it stood; so likeness is asked of all before the
//! place is. Every block is held against a few neighbours.

use std::collections::{HashMap, HashSet};

use super::cards;
use super::compare::{Line, SAME, Unit, likeness};
use super::tokens::mix;

/// Neighbours that a block is paired with at most.
const NEAR: usize = 8;
const ALIKE: f64 = 0.3;
/// Blocks of any path that a block is compared with at most, and how alike they have to be.
const FAR: usize = 60;

/// Pairs what went with what came at the same path, then what is left by its words, wherever a new layout put it.
pub(super) fn pair(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Unit> {
    let left = |lines: &[Line<'_>]| -> Vec<usize> {
        lines.iter().enumerate().filter(|(_, line)| !line.matched).map(|(i, _)| i).collect()
    };
    let (gone, come) = (left(old), left(new));
    let mut at_path: HashMap<&str, Vec<usize>> = HashMap::new();
    for &i in gone.iter().rev() {
        at_path.entry(old[i].place.path.as_str()).or_default().push(i);
    }
    let best = |near: &[usize], how_alike: &dyn Fn(usize) -> f64| {
        let near = near.iter().enumerate().map(|(at, &i)| (at, how_alike(i)));
        near.max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
    };
    let (mut befores, mut taken): (HashMap<usize, usize>, HashSet<usize>) = (HashMap::new(), HashSet::new());
    for by_words in [true, false] {
        for &after in &come {
            if befores.contains_key(&after) {
                continue;
            }
            let line = &new[after];
            let waiting = at_path.entry(line.place.path.as_str()).or_default();
            let from = waiting.len().saturating_sub(NEAR);
            let same_label = |i: usize| line.label.is_some() && cards::label_of(old, i) == cards::label_of(new, after);
            let alike = |i: usize| if same_label(i) { 1.0 } else { likeness(&old[i], line) };
            let is_it = |at: usize, likeness: f64| {
                if by_words {
                    likeness >= SAME
                } else {
                    likeness >= ALIKE || old[waiting[from + at]].anchor == line.anchor
                }
            };
            let found = best(&waiting[from..], &alike).filter(|&(at, likeness)| is_it(at, likeness));
            if let Some(before) = found.map(|(at, _)| waiting.remove(from + at)) {
                taken.insert(before);
                befores.insert(after, before);
            }
        }
    }
    // The first ones stand last.
    let mut gone: Vec<usize> = gone.into_iter().rev().filter(|i| !taken.contains(i)).collect();
    let (with, alone): (Vec<usize>, Vec<usize>) = come.into_iter().partition(|after| befores.contains_key(after));
    let mut units: Vec<Unit> =
        with.into_iter().map(|after| unit(befores.get(&after).copied(), Some(after), old, new)).collect();
    for after in alone {
        let from = gone.len().saturating_sub(FAR);
        let found = best(&gone[from..], &|i| likeness(&old[i], &new[after])).filter(|&(_, likeness)| likeness >= SAME);
        let before = found.map(|(at, _)| gone.remove(from + at));
        units.push(unit(before, Some(after), old, new));
    }
    units.extend(gone.into_iter().rev().map(|before| unit(Some(before), None, old, new)));
    units
}

fn unit(before: Option<usize>, after: Option<usize>, old: &[Line<'_>], new: &[Line<'_>]) -> Unit {
    let key = mix((before.map(|i| old[i].stable), after.map(|i| new[i].stable)));
    Unit { key, before, after }
}
