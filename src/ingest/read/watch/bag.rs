//! The tokens of a block by number, so that two blocks are held against each other without hashing a word again.

use super::tokens::{Token, mix};

/// Tokens as numbers: in the order of the text, and sorted, each with where it stands.
#[derive(Debug)]
pub(super) struct Bag {
    pub(super) ids: Box<[u64]>,
    sorted: Box<[(u64, u32)]>,
}

impl Bag {
    pub(super) fn new(tokens: &[Token]) -> Self {
        let ids: Box<[u64]> = tokens.iter().map(mix).collect();
        let mut sorted: Vec<(u64, u32)> = ids.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        Self { ids, sorted: sorted.into() }
    }

    /// How many tokens two blocks have in common.
    pub(super) fn common(&self, other: &Self) -> usize {
        let mut common = 0;
        self.walk(other, |mine, its| common += usize::from(mine.is_some() && its.is_some()));
        common
    }

    /// Whether two blocks hold the same tokens, in whatever order.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let ids = |bag: &'_ Self| -> Vec<u64> { bag.sorted.iter().map(|&(id, _)| id).collect() };
        self.ids.len() == other.ids.len() && ids(self) == ids(other)
    }

    /// Where tokens stand that the other block does not have, or not so often: for either, in the order of the text.
    pub(super) fn differing(&self, other: &Self) -> (Vec<usize>, Vec<usize>) {
        let (mut mine, mut its) = (Vec::new(), Vec::new());
        self.walk(other, |here, there| match (here, there) {
            (Some(here), None) => mine.push(here as usize),
            (None, Some(there)) => its.push(there as usize),
            _ => {}
        });
        mine.sort_unstable();
        its.sort_unstable();
        (mine, its)
    }

    /// Each token of either block, with its equal in the other one as long as there is one.
    fn walk(&self, other: &Self, mut step: impl FnMut(Option<u32>, Option<u32>)) {
        let (mut mine, mut its) = (self.sorted.iter().peekable(), other.sorted.iter().peekable());
        loop {
            match (mine.peek(), its.peek()) {
                (None, None) => return,
                (Some((one, at)), Some((other, there))) if one == other => {
                    step(Some(*at), Some(*there));
                    mine.next();
                    its.next();
                }
                (Some((one, at)), other) if other.is_none_or(|(other, _)| one < other) => {
                    step(Some(*at), None);
                    mine.next();
                }
                (_, Some((_, there))) => {
                    step(None, Some(*there));
                    its.next();
                }
                (Some(_), None) => {}
            }
        }
    }
}
