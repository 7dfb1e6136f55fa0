//! Stories of a period, and totals over it.

use anyhow::Result;
use rusqlite::{OptionalExtension as _, Row, params_from_iter};

use super::mentions::Which;
use crate::model::{BrandId, NetText, StoryId, StoryLine, Timestamp};
use crate::store::columns::{at, count, places};
use crate::store::{MentionTotals, Store};

/// What a story shows of the mention `f`.
const FACE: &str = "i.title, i.url, s.name, f.seen_at, \
                    (SELECT COUNT(DISTINCT outlet) FROM items o WHERE o.story_id = f.story_id)";
const JOINED: &str = "JOIN items i ON i.id = f.item_id JOIN sources s ON s.id = f.source_id";

/// The first mention of these brands, whose values are the first ones; of all when none is named.
fn first(brands: &[BrandId]) -> String {
    let of = if brands.is_empty() { String::new() } else { format!(" AND brand_id IN ({})", places(0, brands.len())) };
    format!("SELECT MIN(id) FROM mentions WHERE excluded = 0{of}")
}

fn face(row: &Row<'_>) -> rusqlite::Result<StoryLine> {
    Ok(StoryLine {
        title: NetText::new(row.get::<_, String>(0)?),
        url: row.get(1)?,
        source_name: row.get(2)?,
        first_seen_at: at(row, 3)?,
        outlets: count(row, 4)?,
        pickups: 0,
        negative: 0,
    })
}

/// A face with its counts behind it.
pub(super) fn line(row: &Row<'_>) -> rusqlite::Result<StoryLine> {
    Ok(StoryLine { pickups: count(row, 5)?, negative: count(row, 6)?, ..face(row)? })
}

impl Store {
    /// Stories of which something was seen in the period, most pickups within it first. Of all brands when none is named.
    /// Each has the face of its first mention of these brands: who asks may have no business with the source before it.
    pub async fn stories(
        &self,
        brands: Vec<BrandId>,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
        limit: u32,
    ) -> Result<Vec<StoryLine>> {
        self.read(move |connection| {
            let mut which = Which::told(&brands, from, to, !counted_only);
            let condition = which.condition();
            // An item that names two brands is one pickup, negative when it is so towards one of them.
            let first = first(&brands);
            let sql = format!(
                "SELECT {FACE}, told.pickups, told.negative FROM (
                     SELECT story_id, COUNT(DISTINCT item_id) AS pickups,
                         COUNT(DISTINCT CASE WHEN tone = 'negative' THEN item_id END) AS negative
                     FROM mentions m {condition} GROUP BY story_id
                     ORDER BY pickups DESC, story_id DESC LIMIT {}) AS told
                 JOIN mentions f ON f.id = ({first} AND story_id = told.story_id) {JOINED}
                 ORDER BY told.pickups DESC, told.negative DESC, f.seen_at DESC, told.story_id DESC",
                which.place(i64::from(limit))
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(which.values), line)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .await
    }

    /// A story with the face of its first mention of these brands, nothing of it counted.
    pub async fn story_of(&self, story: StoryId, brands: Vec<BrandId>) -> Result<Option<StoryLine>> {
        self.read(move |connection| {
            let first = first(&brands);
            let place = brands.len() + 1;
            let sql = format!("SELECT {FACE} FROM mentions f {JOINED} WHERE f.id = ({first} AND story_id = ${place})");
            let values = brands.iter().map(|brand| brand.0).chain([story.0]);
            Ok(connection.prepare_cached(&sql)?.query_row(params_from_iter(values), face).optional()?)
        })
        .await
    }

    /// Totals over what was seen from `from` on and before `to`.
    pub async fn totals(
        &self,
        brand: BrandId,
        from: Timestamp,
        to: Timestamp,
        counted_only: bool,
    ) -> Result<MentionTotals> {
        self.read(move |connection| {
            let which = Which::told(&[brand], from, to, !counted_only);
            let sql = format!(
                "SELECT COUNT(*), COUNT(DISTINCT story_id), COUNT(CASE WHEN tone = 'negative' THEN 1 END),
                     COUNT(CASE WHEN tone = 'positive' THEN 1 END) FROM mentions m {}",
                which.condition()
            );
            Ok(connection.prepare_cached(&sql)?.query_row(params_from_iter(which.values), |row| {
                Ok(MentionTotals {
                    mentions: count(row, 0)?,
                    stories: count(row, 1)?,
                    negative: count(row, 2)?,
                    positive: count(row, 3)?,
                })
            })?)
        })
        .await
    }
}
