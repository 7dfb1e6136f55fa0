//! Upkeep: what is old goes, and vigie tells when it goes blind (R5).

use std::sync::Arc;

use anyhow::Result;
use tracing::{info, warn};

use super::watch::facts::blind;
use super::{App, Next, Rules};
use crate::model::{
    DAY_MS, HOUR_MS, HealthFacts, MINUTE_MS, Message, NoticeDraft, Priority, SourceLine, SourceStatus, Timestamp,
    message_id,
};
use crate::store::SourceRow;

const EVERY_MS: i64 = MINUTE_MS;
/// A source is told as blind after so long and so many failures in a row: not for a server's short nap.
const BLIND_AFTER_MS: i64 = 6 * HOUR_MS;
const BLIND_AFTER_POLLS: u32 = 6;
/// A site of one's own is down after so many failures in a row.
const DOWN_AFTER_POLLS: u32 = 2;
/// One that is asked rarely, or asked to wait for long, has had fewer polls to fail by then.
const BLIND_ANYWAY_AFTER_MS: i64 = DAY_MS;
/// Tombstones outlive their items by a year: a feed that comes back whole brings nothing new (F45).
const TOMBSTONES_MS: i64 = 365 * DAY_MS;

/// Prunes a slice, and tells operators of sources that stopped or work again.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    let rules = app.rules();
    tell_blindness(&app, &rules, now).await?;
    let keep = &rules.config.retention;
    let (items, mentions) = (now.minus(keep.items), now.minus(keep.mentions));
    let touched = app.store.prune(items, mentions, items.min(mentions).plus_millis(-TOMBSTONES_MS), now).await?;
    // More than a slice is waiting: go on soon, but let others write in between.
    Ok(Next::At(now.plus_millis(if touched > 0 { 1_000 } else { EVERY_MS })))
}

async fn tell_blindness(app: &App, rules: &Rules, now: Timestamp) -> Result<()> {
    let rows = app.store.source_rows(now).await?;
    let is_our_site = |row: &SourceRow| rules.sources.get(&row.id).is_some_and(|source| source.config.is_own_site());
    let is_down = |row: &SourceRow| is_our_site(row) && row.state.health.failures >= DOWN_AFTER_POLLS;
    let newly = rows
        .iter()
        .filter(|row| row.told_blind_at.is_none() && (is_down(row) || is_blind(row, now)))
        .collect::<Vec<_>>();
    let back = rows
        .iter()
        .filter(|row| row.told_blind_at.is_some() && row.state.health.status == SourceStatus::Ok)
        .collect::<Vec<_>>();
    if newly.is_empty() && back.is_empty() {
        return Ok(());
    }
    for row in &newly {
        warn!(source.id = %row.id, "Source {} has not been read for long: telling the operators", row.name);
    }
    for row in &back {
        info!(source.id = %row.id, "Source {} is read again: telling the operators", row.name);
    }
    let told = newly.iter().map(|row| row.name.as_str()).collect::<Vec<_>>();
    let facts = HealthFacts {
        blind: blind(&rows).into_iter().filter(|line: &SourceLine| told.contains(&line.name.as_str())).collect(),
        recovered: back.iter().map(|row| row.name.clone()).collect(),
        sources: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        page_url: rules.page_url(""),
    };
    let notices = rules.config.recipients.iter().filter(|recipient| recipient.operator).map(|recipient| {
        let topic = format!("health.{}", now.millis());
        let id = message_id(&app.store.instance().id, &topic, &recipient.address, &rules.style.domain);
        NoticeDraft::new(recipient, topic, id, Priority::Normal, now, Message::Health(Box::new(facts.clone())))
    });
    let notices = notices.collect();
    let ids = |rows: &[&SourceRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    app.store.save_health(ids(&newly), ids(&back), notices, now).await?;
    app.wake.deliver.notify_one();
    Ok(())
}

fn is_blind(row: &SourceRow, now: Timestamp) -> bool {
    let health = &row.state.health;
    let failing = health.failing_since.map_or(0, |since| now.since(since));
    let long = failing >= BLIND_AFTER_MS && health.failures >= BLIND_AFTER_POLLS;
    match health.status {
        SourceStatus::Gone | SourceStatus::Refused | SourceStatus::Silent => true,
        status => !status.is_well() && (long || failing >= BLIND_ANYWAY_AFTER_MS && health.failures > 1),
    }
}
