//! Upkeep: what is old goes, what people corrected is learnt, and vigie tells when it goes blind (R5).

use std::sync::Arc;

use anyhow::Result;
use tracing::warn;

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
    mend_clock(&app, now).await?;
    let rows = app.store.source_rows(now).await?;
    blindness::tell(&app, &rules, &rows, now).await?;
    let keep = &rules.config.retention;
    let (items, mentions) = (now.minus(keep.items), now.minus(keep.mentions));
    let touched = app.store.prune(items, mentions, items.min(mentions).plus_millis(-TOMBSTONES_MS), now).await?;
    // More than a slice is waiting: go on soon, but let others write in between.
    Ok(Next::At(now.plus_millis(if touched > 0 { 1_000 } else { EVERY_MS })))
}

/// The clock was ahead and was put right: what was to be done some time after a wrong hour would be left alone for as
/// long as that, and be told as done meanwhile (F30).
pub async fn mend_clock(app: &App, now: Timestamp) -> Result<()> {
    let Some(sources) = app.store.put_back(now).await? else { return Ok(()) };
    warn!("The clock was put back: {sources} sources that were asked after now are asked again");
    let wake = &app.wake;
    for wake in [&wake.poll, &wake.watch, &wake.deliver, &wake.digest] {
        wake.notify_one();
    }
    Ok(())
}
