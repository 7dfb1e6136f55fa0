//! Lists that move on by themselves: an entry leaves at one end and another one comes at the other, like the next days of
//! an agenda or the last subjects of a board.
//!
//! A list that did so once may be news; one that did so twice does it again. What is left out then is no more than that:
//! an entry that changes in the middle of the list is told.

use super::compare::{Line, Unit};
use super::dated::is_dated;
use super::tokens::{Grip, Token, key, mix};

/// Entries that stay, at least.
const STAY: usize = 2;
/// Elements in common by which a block is known to stand in the same list.
const PARENTS: usize = 2;
/// Paths that are looked at.
const MAX_PATHS: usize = 40;
/// Words that an entry is known by, at least.
const WORDS: usize = 2;
/// Entries of a list that are looked at.
const MAX_LIST: usize = 100;

/// A list that moved on.
#[derive(Debug)]
pub(super) struct Roll {
    /// Which one, and which way.
    pub(super) key: u64,
    /// What left, and what came, if anything did.
    pub(super) gone: Vec<usize>,
    pub(super) come: Vec<usize>,
    /// Its lines in the older and in the newer version.
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Roll {
    /// Whether a unit is all the list's moving on.
    pub(super) fn holds(&self, unit: &Unit) -> bool {
        unit.before.is_none_or(|i| self.old.contains(&i)) && unit.after.is_none_or(|i| self.new.contains(&i))
    }

    /// The list's lines in one version.
    pub(super) fn lines(&self, newer: bool) -> &[usize] {
        if newer { &self.new } else { &self.old }
    }
}

/// The lists that moved on.
pub(super) fn rolls(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Roll> {
    let mut paths: Vec<&str> = Vec::new();
    for line in old.iter().chain(new).filter(|line| !line.matched) {
        if paths.len() < MAX_PATHS && !paths.contains(&line.place.path.as_str()) {
            paths.push(&line.place.path);
        }
    }
    let mut rolls = Vec::new();
    for path in paths {
        let before = lists(old, path);
        for after in lists(new, path) {
            rolls.extend(before.iter().find_map(|before| roll(path, (old, before), (new, &after))));
        }
    }
    rolls
}

/// Whether what one version of a list ends with is what the other one begins with.
fn roll(path: &str, (old, before): (&[Line<'_>], &[usize]), (new, after): (&[Line<'_>], &[usize])) -> Option<Roll> {
    let texts = |lines: &[Line<'_>], at: &[usize]| -> Vec<u64> { at.iter().map(|&i| entry(&lines[i])).collect() };
    let (was, is) = (texts(old, before), texts(new, after));
    let most = was.len().saturating_sub(1).min(is.len()).min(MAX_LIST);
    for stay in (STAY..=most).rev() {
        let (lost, won) = (was.len() - stay, is.len() - stay);
        if stay * 3 < was.len() {
            break;
        }
        let (gone, come, forward) = if was[lost..] == is[..stay] {
            (&before[..lost], &after[stay..], true)
        } else if was[..stay] == is[won..] {
            (&before[stay..], &after[..won], false)
        } else {
            continue;
        };
        // What only loses entries loses them by the calendar, or somebody took them away.
        if come.is_empty() && !gone.iter().all(|&i| is_dated(&old[i])) {
            return None;
        }
        let key = mix(("roll", path, forward, come.is_empty()));
        let (gone, come) = (gone.to_vec(), come.to_vec());
        return Some(Roll { key, gone, come, old: before.to_vec(), new: after.to_vec() });
    }
    None
}

/// What an entry is known by: its words and prices; figures of it may be how old it is.
fn entry(line: &Line<'_>) -> u64 {
    let words = line.tokens.iter().filter(|token| matches!(token, Token::Word(_))).count();
    if words >= WORDS { key(&line.tokens, Grip::Spans) } else { line.exact }
}

/// The lines of a path, list by list: without lines of others between them.
fn lists(lines: &[Line<'_>], path: &str) -> Vec<Vec<usize>> {
    let parent = parent(path);
    let mut lists = vec![Vec::new()];
    for (i, line) in lines.iter().enumerate() {
        if line.place.path == path {
            lists.last_mut().into_iter().for_each(|list| list.push(i));
        } else if !line.place.path.contains(parent) && lists.last().is_some_and(|list| !list.is_empty()) {
            lists.push(Vec::new());
        }
    }
    lists.retain(|list| list.len() >= STAY);
    lists.truncate(MAX_PATHS);
    lists
}

/// The elements that hold a block's element, the innermost of them.
pub(super) fn parent(path: &str) -> &str {
    let outside = path.rfind('>').map_or("", |at| &path[..at]);
    let from = outside.rmatch_indices('>').nth(PARENTS - 1).map_or(0, |(at, _)| at + 1);
    &outside[from..]
}
