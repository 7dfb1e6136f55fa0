//! What the watch step reads, and write 2: incidents, their timeline and their notices in one transaction, so that an
//! alert is in the outbox as soon as its incident exists (R1), and only once (R2).

use std::collections::HashMap;
use std::sync::PoisonError;

use anyhow::Result;
use rusqlite::Connection;

use super::answers::BrandSeries;
use super::columns::large;
use super::records::IncidentWrite;
use super::{Store, incidents, outbox, series};
use crate::model::{BrandId, IncidentId, MINUTE_MS, Timestamp};

/// A brand is looked at this often even when nothing arrives: incidents end by silence.
const AT_LEAST_EVERY_MS: i64 = 10 * MINUTE_MS;

impl Store {
    /// Brands with mentions newer than their last watch, with an incident that is not closed, or not watched for ten
    /// minutes.
    pub async fn brands_to_watch(&self, now: Timestamp) -> Result<Vec<BrandSeries>> {
        let (found, touches) = self.read(move |connection| to_watch(connection, now)).await?;
        self.0.touches_seen.lock().unwrap_or_else(PoisonError::into_inner).extend(touches);
        Ok(found)
    }

    /// Write 2: all brands of one watch step in one transaction. Idempotent: an incident with the same key is updated, an
    /// outbox row with the same `message_id` is left alone.
    pub async fn save_watch(
        &self,
        watched: Vec<BrandId>,
        incidents: Vec<IncidentWrite>,
        now: Timestamp,
    ) -> Result<Vec<IncidentId>> {
        let seen = self.0.touches_seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.write(move |connection| {
            let ids = incidents.into_iter().map(|write| save(connection, write, now)).collect::<Result<_>>()?;
            for brand in watched {
                mark(connection, brand, seen.get(&brand).copied(), now)?;
            }
            Ok(ids)
        })
        .await
    }
}

fn to_watch(connection: &Connection, now: Timestamp) -> Result<(Vec<BrandSeries>, HashMap<BrandId, i64>)> {
    let mut statement = connection.prepare_cached(
        "SELECT id, touches FROM brands
         WHERE retired_at IS NULL
           AND (touches > touches_watched OR watched_at IS NULL OR watched_at <= $1 OR watched_at > $2
                OR EXISTS (SELECT 1 FROM incidents WHERE brand_id = brands.id AND state <> 'closed'))
         ORDER BY id",
    )?;
    // A last watch in the future means that the clock was set back: look at once.
    let rows = statement.query_map([now.millis() - AT_LEAST_EVERY_MS, now.millis()], |row| {
        Ok((BrandId(row.get(0)?), i64::try_from(large(row, 1)?).unwrap_or(i64::MAX)))
    })?;
    let touches = rows.collect::<Result<Vec<_>, _>>()?;
    let found = touches.iter().map(|(brand, _)| series::of_brand(connection, *brand, now)).collect::<Result<_>>()?;
    Ok((found, touches.into_iter().collect()))
}

fn save(connection: &Connection, write: IncidentWrite, now: Timestamp) -> Result<IncidentId> {
    let id = incidents::save(connection, &write.incident)?;
    for event in &write.events {
        incidents::add_event(connection, id, event, now)?;
    }
    for notice in (write.notices)(id) {
        outbox::add(connection, &notice, now)?;
    }
    Ok(id)
}

/// Without a reading of this process to go by, what arrived stays to be looked at.
fn mark(connection: &Connection, brand: BrandId, seen: Option<i64>, now: Timestamp) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE brands SET watched_at = $1,
                 touches_watched = CASE WHEN touches_watched < $2 THEN $2 ELSE touches_watched END
             WHERE id = $3",
        )?
        .execute([now.millis(), seen.unwrap_or(0), brand.0])?;
    Ok(())
}
