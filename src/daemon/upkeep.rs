//! Upkeep: what is old goes, what people corrected is learnt, and vigie tells when it goes blind (R5).

use std::sync::Arc;

use anyhow::Result;

use super::{App, Next, blindness};
use crate::model::{DAY_MS, MINUTE_MS, Timestamp};

const EVERY_MS: i64 = MINUTE_MS;
/// Tombstones outlive their items by a year: a feed that comes back whole brings nothing new (F45).
const TOMBSTONES_MS: i64 = 365 * DAY_MS;

/// Prunes a slice, and tells operators of sources that stopped or work again.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    let rules = app.rules();
    // A command beside the daemon may have taken a person's word.
    rules.learn(&app.store).await?;
    blindness::tell(&app, &rules, now).await?;
    let keep = &rules.config.retention;
    let (items, mentions) = (now.minus(keep.items), now.minus(keep.mentions));
    let touched = app.store.prune(items, mentions, items.min(mentions).plus_millis(-TOMBSTONES_MS), now).await?;
    // More than a slice is waiting: go on soon, but let others write in between.
    Ok(Next::At(now.plus_millis(if touched > 0 { 1_000 } else { EVERY_MS })))
}
