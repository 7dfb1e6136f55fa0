//! Lists that move on by themselves: an entry leaves at one end and another one comes at the other, like the next days of
//! an agenda or the last subjects of a board.
//!
//! A list that did so once may be news; one that did so twice does it again. What is left out then is no more than that:
//! an entry that changes in the middle of the list is told.

use std::collections::HashMap;

use super::compare::{Line, Unit};
use super::tokens::mix;

/// Entries that stay, at least.
const STAY: usize = 2;
/// Elements in common by which a block is known to stand in the same list.
const PARENTS: usize = 2;
/// Paths that are looked at.
const MAX_PATHS: usize = 40;

/// A list that moved on.
#[derive(Debug)]
pub(super) struct Roll {
    /// Which one, and which way.
    pub(super) key: u64,
    /// What left, and what came.
    pub(super) gone: Vec<usize>,
    pub(super) come: Vec<usize>,
}

impl Roll {
    /// Whether a unit is all the list's moving on.
    pub(super) fn holds(&self, unit: &Unit) -> bool {
        unit.before.is_none_or(|i| self.gone.contains(&i)) && unit.after.is_none_or(|i| self.come.contains(&i))
    }
}

/// The lists that moved on.
pub(super) fn rolls(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Roll> {
    let (before, after) = (lists(old), lists(new));
    after
        .iter()
        .filter_map(|(path, lists)| Some((path, lists, before.get(path)?)))
        .flat_map(of_path(old, new))
        .collect()
}

type Lists<'l> = HashMap<&'l str, Vec<Vec<usize>>>;
type AtPath<'l> = (&'l &'l str, &'l Vec<Vec<usize>>, &'l Vec<Vec<usize>>);

fn of_path<'l>(old: &'l [Line<'_>], new: &'l [Line<'_>]) -> impl Fn(AtPath<'l>) -> Vec<Roll> {
    move |(path, after, before)| {
        let roll = |come: &Vec<usize>| {
            let first = come.iter().find(|&&i| new[i].matched)?;
            let gone = before.iter().find(|gone| gone.iter().any(|&i| old[i].exact == new[*first].exact))?;
            roll(path, (old, gone), (new, come))
        };
        after.iter().filter_map(roll).collect()
    }
}

fn roll(path: &str, (old, before): (&[Line<'_>], &[usize]), (new, after): (&[Line<'_>], &[usize])) -> Option<Roll> {
    let split =
        |lines: &[Line<'_>], at: &[usize]| -> (Vec<usize>, Vec<usize>) { at.iter().partition(|&&i| lines[i].matched) };
    let ((stayed, gone), (stays, come)) = (split(old, before), split(new, after));
    let is_same = stayed.iter().map(|&i| old[i].exact).eq(stays.iter().map(|&i| new[i].exact));
    if gone.is_empty() || come.is_empty() || stays.len() < STAY || !is_same {
        return None;
    }
    let forward = before.starts_with(&gone) && after.ends_with(&come);
    let backward = before.ends_with(&gone) && after.starts_with(&come);
    (forward || backward).then(|| Roll { key: mix(("roll", path, forward)), gone, come })
}

/// The lines of each path at which something differs, list by list: without lines of others between them.
fn lists<'l>(lines: &'l [Line<'_>]) -> Lists<'l> {
    let mut lists: Lists<'l> = HashMap::new();
    let mut paths: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| !line.matched) {
        if !paths.contains(&line.place.path.as_str()) && paths.len() < MAX_PATHS {
            paths.push(&line.place.path);
        }
    }
    for path in paths {
        let parent = parent(path);
        let mut here = vec![Vec::new()];
        for (i, line) in lines.iter().enumerate() {
            if line.place.path == path {
                here.last_mut().into_iter().for_each(|list| list.push(i));
            } else if !line.place.path.contains(parent) && here.last().is_some_and(|list| !list.is_empty()) {
                here.push(Vec::new());
            }
        }
        lists.insert(path, here);
    }
    lists
}

/// The elements that hold a block's element, the innermost of them.
fn parent(path: &str) -> &str {
    let outside = path.rfind('>').map_or("", |at| &path[..at]);
    let from = outside.rmatch_indices('>').nth(PARENTS - 1).map_or(0, |(at, _)| at + 1);
    &outside[from..]
}
