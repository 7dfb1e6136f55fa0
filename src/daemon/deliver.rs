//! Deliver: lease, render, send, settle. Writes 3 and 4.
//!
//! Each notice goes to one recipient on its own, so that a dead address or a slow relay holds up nobody else (R6), and is
//! settled as soon as its answer is known, so that a crash can repeat at most the mails that were in the air (R2).

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::{StreamExt, stream};
use tracing::{info, warn};

use super::{App, Next, Rules};
use crate::model::{Notice, Outcome, Timestamp};
use crate::notify::render;

/// Longer than a send can take, so that no two workers hold one notice.
const LEASE: Duration = Duration::from_mins(5);
const BATCH: u32 = 16;
const AT_ONCE: usize = 4;

/// Sends what is due.
pub async fn step(app: Arc<App>, now: Timestamp) -> Result<Next> {
    let rules = app.rules();
    loop {
        let notices = app.store.lease_notices(now, LEASE, BATCH).await?;
        if notices.is_empty() {
            break;
        }
        let sends = notices.into_iter().map(|notice| deliver(&app, &rules, notice));
        let mut sends = stream::iter(sends).buffer_unordered(AT_ONCE);
        while let Some(settled) = sends.next().await {
            settled?;
            // A full batch to a relay that stalls takes minutes, and is no dead loop.
            app.beats.beat("deliver");
        }
    }
    Ok(Next::at_or_woken(app.store.next_notice_due().await?))
}

async fn deliver(app: &App, rules: &Rules, notice: Notice) -> Result<()> {
    let mail = render::mail(&notice, &rules.style);
    let outcome = rules
        .sender
        .send(&mail, &notice.draft.message_id, &notice.draft.recipient, app.clock.now(), notice.attempts)
        .await;
    app.metrics.mail(&outcome);
    let (topic, recipient) = (&notice.draft.topic, &notice.draft.recipient);
    match &outcome {
        Outcome::Sent => info!(notice.id = %notice.id, "Sent {topic} to {recipient}"),
        Outcome::Retry { at, why } => {
            warn!(notice.id = %notice.id, "Could not send {topic} to {recipient}, next try at {at}: {why}");
        }
        Outcome::Dead { why } => warn!(notice.id = %notice.id, "Gave up sending {topic} to {recipient}: {why}"),
    }
    app.store.settle(vec![(notice.id, outcome)], app.clock.now()).await
}
