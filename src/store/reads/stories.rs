//! Stories of a period, and totals over it.

use anyhow::Result;
use rusqlite::params_from_iter;

use super::mentions::Which;
use crate::model::{BrandId, NetText, StoryLine, Timestamp};
use crate::store::columns::{at, count};
use crate::store::{MentionTotals, Store};

impl Store {
    /// Stories of which something was seen in the period, most pickups within it first. Of all brands when none is named.
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
            let sql = format!(
                "SELECT t.title, t.url, s.name, t.first_seen_at, told.pickups, told.negative,
                     (SELECT COUNT(DISTINCT outlet) FROM items WHERE story_id = t.id) FROM (
                     SELECT story_id, COUNT(DISTINCT item_id) AS pickups,
                         COUNT(DISTINCT CASE WHEN tone = 'negative' THEN item_id END) AS negative
                     FROM mentions m {condition} GROUP BY story_id
                     ORDER BY pickups DESC, story_id DESC LIMIT {}) AS told
                 JOIN stories t ON t.id = told.story_id JOIN sources s ON s.id = t.source_id
                 ORDER BY told.pickups DESC, told.negative DESC, t.first_seen_at DESC, t.id DESC",
                which.place(i64::from(limit))
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(which.values), |row| {
                Ok(StoryLine {
                    title: NetText::new(row.get::<_, String>(0)?),
                    url: row.get(1)?,
                    source_name: row.get(2)?,
                    first_seen_at: at(row, 3)?,
                    pickups: count(row, 4)?,
                    negative: count(row, 5)?,
                    outlets: count(row, 6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
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
