//! Digests: what happened in a day or a week, on the recipient's own calendar.

mod facts;
mod schedule;

use std::sync::Arc;

use anyhow::Result;
use tracing::info;

pub use facts::compose;

use super::{App, Next, Rules};
use crate::model::{DigestPeriod, Message, NoticeDraft, Priority, Recipient, Timestamp, message_id};
use schedule::Slot;

/// A digest that could not leave at its hour (the machine was off) still leaves within this time, once (F30, F35).
const CATCH_UP_MS: i64 = 36 * crate::model::HOUR_MS;

/// One that was written so long before its hour was written by a clock that was ahead, of a day that had not come (F30).
const EARLY_MS: i64 = 12 * crate::model::HOUR_MS;

/// Writes the digests that are due and have not been written yet.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    let rules = app.rules();
    let mut next: Option<Timestamp> = None;
    for recipient in &rules.config.recipients {
        for period in [DigestPeriod::Daily, DigestPeriod::Weekly] {
            let Some(slot) = schedule::slot(recipient, period, now) else { continue };
            if let Some(draft) = due(&app, &rules, recipient, period, &slot, now).await? {
                app.store.enqueue(vec![draft], now).await?;
                app.wake.deliver.notify_one();
                info!("Wrote the {} digest for {}", period.as_str(), recipient.name);
            }
            next = Some(next.map_or(slot.next, |earliest| earliest.min(slot.next)));
        }
    }
    Ok(Next::at_or_woken(next))
}

async fn due(
    app: &App,
    rules: &Rules,
    recipient: &Recipient,
    period: DigestPeriod,
    slot: &Slot,
    now: Timestamp,
) -> Result<Option<NoticeDraft>> {
    if now.since(slot.at) > CATCH_UP_MS || slot.at < app.store.created_at().await? {
        return Ok(None);
    }
    let mut topic = format!("{}.{}", period.as_str(), slot.name);
    let id = |topic: &str| message_id(&app.store.instance().id, topic, &recipient.address, &rules.style.domain);
    if app.store.notice_written_at(&id(&topic)).await?.is_some_and(|at| slot.at.since(at) > EARLY_MS) {
        topic.push_str(".again");
    }
    let id = id(&topic);
    if app.store.notice_exists(&id).await? {
        return Ok(None);
    }
    let facts = compose(app, rules, recipient, period, slot.from, slot.at, now).await?;
    let message = Message::Digest(Box::new(facts));
    Ok(Some(NoticeDraft::new(recipient, topic, id, Priority::Low, now, message)))
}

/// The period that a digest asked for now would cover: up to now, from as far back as a regular one.
pub fn preview_period(recipient: &Recipient, period: DigestPeriod, now: Timestamp) -> (Timestamp, Timestamp) {
    (schedule::back(now, &recipient.time_zone, period), now)
}
