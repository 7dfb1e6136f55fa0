//! Who hears of what: a recipient with a query of their own is told of what it hits, and of nothing else.
//!
//! An incident is for them once one of its mentions is: the mail then tells of the whole incident, for a crisis is not
//! understood by a part of it. Who was not told of an opening gets their first mail when a later one is written and the
//! query hits by then. Of a digest, the stories, the quotations and the incidents are theirs; its figures stay the brand's,
//! so that two readers of one brand never argue over two counts.

use std::collections::HashMap;

use anyhow::Result;

use super::archive::{Reach, search};
use super::topics::{LISTED, topics};
use super::{App, Rules};
use crate::model::{BrandId, Mention, Recipient, SourceId, StoryId, StoryLine, Timestamp, ToneLabel};
use crate::store::MentionFilter;
use crate::understand::query::Query;

/// Mentions of an incident or a digest that are looked at for one recipient, the newest first.
const LOOKED_AT: usize = 20_000;
/// Mentions that are weighed for the quotations.
const WEIGHED: u32 = 2_000;

/// The query of a recipient; none for those who hear of everything that they follow.
pub(super) fn query<'a>(rules: &'a Rules, recipient: &Recipient) -> Option<&'a Query> {
    rules.config.routes.get(&recipient.address)
}

/// Whether what becomes of a source is the recipient's business: a brand that they follow is looked for there, or no brand
/// at all (a page, say). A client of an agency does not read of another's.
pub(super) fn hears(rules: &Rules, recipient: &Recipient, source: SourceId) -> bool {
    let follows = |id: &BrandId| rules.brands.get(id).is_none_or(|brand| recipient.follows(&brand.config.name));
    recipient.brands.is_empty() || looked_for(rules, source).is_none_or(|brands| brands.iter().any(follows))
}

/// The brands that are looked for in a source; none where it is all of them, or no brand names it.
pub(super) fn looked_for(rules: &Rules, source: SourceId) -> Option<&[BrandId]> {
    rules.sources.get(source)?.brands.as_deref().filter(|brands| !brands.is_empty())
}

/// Whether a mention that counts between the two instants is for the recipient.
pub(super) async fn hits(
    app: &App,
    rules: &Rules,
    recipient: &Recipient,
    brand: BrandId,
    (from, to): (Timestamp, Timestamp),
) -> Result<bool> {
    let Some(query) = query(rules, recipient) else { return Ok(true) };
    let filter = MentionFilter {
        brands: vec![brand],
        from: Some(from),
        to: Some(to),
        counted_only: true,
        ..MentionFilter::default()
    };
    let reach = Reach { most: 1, looked_at: LOOKED_AT };
    Ok(search(&app.store, Some(query), filter, reach, |_| Ok(())).await?.found > 0)
}

/// The worst mentions that the query hits.
pub(super) async fn worst(
    app: &App,
    query: &Query,
    brands: Vec<BrandId>,
    period: (Timestamp, Timestamp),
    most: usize,
) -> Result<Vec<Mention>> {
    let query = query.clone();
    let is_theirs = move |mention: &Mention| query.hits_mention(mention).is_some();
    app.store.worst_wanted(brands, period, false, WEIGHED, most, is_theirs).await
}

/// The stories that the query hits, counted by what it hits of them.
pub(super) async fn stories(
    app: &App,
    query: &Query,
    brands: Vec<BrandId>,
    (from, to): (Timestamp, Timestamp),
    most: usize,
) -> Result<Vec<StoryLine>> {
    let mut told: HashMap<StoryId, (u32, u32)> = HashMap::new();
    let filter = MentionFilter { brands: brands.clone(), from: Some(from), to: Some(to), ..MentionFilter::default() };
    let reach = Reach { most: LOOKED_AT, looked_at: LOOKED_AT };
    search(&app.store, Some(query), filter, reach, |mention| {
        let (pickups, negative) = told.entry(mention.story).or_default();
        *pickups += 1;
        *negative += u32::from(mention.tone.label == ToneLabel::Negative);
        Ok(())
    })
    .await?;
    let mut told: Vec<_> = told.into_iter().collect();
    told.sort_by_key(|(story, (pickups, _))| std::cmp::Reverse((*pickups, story.0)));
    let mut lines = Vec::new();
    for (story, (pickups, negative)) in told.into_iter().take(LISTED as usize) {
        if let Some(line) = app.store.story_of(story, brands.clone()).await? {
            lines.push(StoryLine { pickups, negative, ..line });
        }
    }
    Ok(topics(lines, most))
}
