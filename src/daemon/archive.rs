//! Searching what is kept with the query language: the index narrows, the query decides. For the command and the page.

use anyhow::Result;

use crate::model::Mention;
use crate::store::{MentionFilter, Store};
use crate::understand::query::Query;

/// Mentions read from the store at one time.
const PAGE: u32 = 200;

/// What a search came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Searched {
    /// Mentions that were given.
    pub found: usize,
    /// Nothing else could be found.
    pub whole: bool,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Mentions that are given at most.
    pub most: usize,
    /// Mentions that are looked at at most: what an index cannot narrow would read the whole archive.
    pub looked_at: usize,
}

/// Gives the mentions that the query hits, newest first.
pub async fn search(
    store: &Store,
    query: Option<&Query>,
    filter: MentionFilter,
    reach: Reach,
    mut each: impl FnMut(&Mention) -> Result<()>,
) -> Result<Searched> {
    let mut filter = MentionFilter { words: query.map(Query::prefilter), limit: PAGE, ..filter };
    let (mut found, mut looked_at) = (0, 0);
    loop {
        let page = store.mentions(filter.clone()).await?;
        let Some(last) = page.last().map(|mention| mention.id) else { return Ok(Searched { found, whole: true }) };
        for mention in page.iter().filter(|mention| query.is_none_or(|query| query.hits_mention(mention).is_some())) {
            if found == reach.most {
                return Ok(Searched { found, whole: false });
            }
            found += 1;
            each(mention)?;
        }
        looked_at += page.len();
        if looked_at >= reach.looked_at {
            return Ok(Searched { found, whole: false });
        }
        filter.before = Some(last);
    }
}
