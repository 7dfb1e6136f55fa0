//! `vigie status`: is everything all right?

use std::io::Write;

use anyhow::Result;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::{date_time, detail, percent, source_status, tell};
use crate::model::{DAY_MS, NoticeState};

/// Says what is stored, what is blind and what waits; fails when a person should look.
pub(super) async fn run(context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let now = Clock::system().now();
    let locale = context.locale;
    let figures = store.figures().await?;
    let coverage = store.coverage(now.plus_millis(-DAY_MS), now).await?;
    let outbox = store.outbox_summary(now).await?;
    let blind =
        store.source_rows(now).await?.into_iter().filter(|row| !row.state.health.status.is_well()).collect::<Vec<_>>();
    let mut out = out();
    let facts = [
        ("sources", figures.sources.into()),
        ("items", figures.items.into()),
        ("mentions", figures.mentions.into()),
        ("incidents", figures.open_incidents.into()),
        ("megabytes", (figures.bytes as f64 / 1e6).into()),
        ("coverage", percent(locale, coverage.share()).into()),
        ("waiting", outbox.waiting.into()),
        ("sent", outbox.sent.into()),
        ("dead", outbox.dead.into()),
    ];
    writeln!(out, "{}", tell(locale, "cli-status", &facts))?;
    for row in &blind {
        let told = detail(locale, row.state.health.detail.as_deref().unwrap_or_default());
        let facts = [
            ("name", row.name.as_str().into()),
            ("status", source_status(locale, row.state.health.status).into()),
            ("detail", told.into()),
        ];
        writeln!(out, "{}", tell(locale, "cli-status-blind", &facts))?;
    }
    for row in store.outbox_rows(50).await?.iter().filter(|row| row.state != NoticeState::Sent) {
        let facts = [
            ("topic", row.topic.as_str().into()),
            ("to", row.recipient.as_str().into()),
            ("at", date_time(locale, row.due_at, &config.time_zone).into()),
            ("attempts", row.attempts.into()),
            ("why", detail(locale, row.last_error.as_deref().unwrap_or_default()).into()),
        ];
        let key = if row.state == NoticeState::Dead { "cli-status-dead" } else { "cli-status-waiting" };
        writeln!(out, "{}", tell(locale, key, &facts))?;
    }
    out.flush()?;
    Ok(if outbox.stuck_since(now).is_some() || outbox.dead > 0 || !blind.is_empty() {
        Exit::Failed
    } else {
        Exit::Well
    })
}
