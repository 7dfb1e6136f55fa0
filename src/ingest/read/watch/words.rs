//! What each block says, found once for all the versions that one answer is compared with.
//!
//! An answer is held against what was told, what waits and what is known to pass, and most of its blocks stand in all of
//! them: to find a block's values is by far the dearest part of comparing.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::super::pattern;
use super::bag::Bag;
use super::tokens::{Grip, Token, key, tokens};

/// What blocks say, by their text.
#[derive(Debug, Default)]
pub(super) struct Words(RefCell<HashMap<Box<str>, Said>>);

/// What one block says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) tokens: Rc<[Token]>,
    pub(super) bag: Rc<Bag>,
    pub(super) exact: u64,
    pub(super) skeleton: u64,
    pub(super) is_dated: bool,
    pub(super) is_placeholder: bool,
}

impl Words {
    pub(super) fn of(&self, text: &str) -> Said {
        if let Some(said) = self.0.borrow().get(text) {
            return said.clone();
        }
        let tokens = tokens(text);
        let (exact, skeleton) = (key(&tokens, Grip::Exact), key(&tokens, Grip::Skeleton));
        let is_dated = tokens.iter().any(|token| matches!(token, Token::Day(_)));
        let (bag, is_placeholder) = (Rc::new(Bag::new(&tokens)), PLACEHOLDER.is_match(text));
        let said = Said { tokens: tokens.into(), bag, exact, skeleton, is_dated, is_placeholder };
        self.0.borrow_mut().insert(text.into(), said.clone());
        said
    }
}

/// What stands where a script will put something.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:loading|(?:en cours de )?chargement|(?:please )?wait|(?:veuillez )?patiente[rz])\b[\w\s'’]{0,40}(?:…|\.{3}|\.)?$",
    )
});
