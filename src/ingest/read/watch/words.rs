//! What each block says, found once for all the versions that one answer is compared with.
//!
//! An answer is held against what was told, what waits and what is known to pass, and most of its blocks stand in all of
//! them: to find a block's values is by far the dearest part of comparing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::tokens::{Grip, Token, key, tokens};

/// What blocks say, by their text.
#[derive(Debug, Default)]
pub(super) struct Words(RefCell<HashMap<Box<str>, Said>>);

/// What one block says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) tokens: Rc<[Token]>,
    pub(super) exact: u64,
    pub(super) skeleton: u64,
}

impl Words {
    pub(super) fn of(&self, text: &str) -> Said {
        if let Some(said) = self.0.borrow().get(text) {
            return said.clone();
        }
        let tokens = tokens(text);
        let (exact, skeleton) = (key(&tokens, Grip::Exact), key(&tokens, Grip::Skeleton));
        let said = Said { tokens: tokens.into(), exact, skeleton };
        self.0.borrow_mut().insert(text.into(), said.clone());
        said
    }
}
