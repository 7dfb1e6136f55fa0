//! A host that was down and answers again: its other sources need not wait for as long as they failed.
//!
//! Each source puts itself off by its own failures. Those that began to fail after anything of the host had last answered
//! failed with it; one that failed while others answered has a reason of its own, and waits.

use std::time::Duration;

use anyhow::Result;
use url::{Position, Url};

use crate::daemon::App;
use crate::daemon::rules::{Rules, WatchedSource};
use crate::model::{SourceStatus, Timestamp};
use crate::store::DueSource;

/// Sources of one site share one request a minute.
const APART: Duration = Duration::from_mins(1);

/// Notes that the host is down, or brings its other sources forward because it is back.
pub(super) async fn note(
    app: &App,
    rules: &Rules,
    source: &WatchedSource,
    due: &DueSource,
    status: SourceStatus,
    now: Timestamp,
) -> Result<()> {
    let host = host(&source.config.url);
    if status == SourceStatus::Unreachable {
        app.polls.is_down(host);
        return Ok(());
    }
    let was_down = due.state.health.status == SourceStatus::Unreachable;
    if !status.is_well() || !app.polls.is_back(host, was_down) {
        return Ok(());
    }
    let others = rules.sources.iter().filter(|(id, other)| *id != due.id && self::host(&other.config.url) == host);
    let others = others.map(|(id, _)| id).collect();
    let apart = APART.max(rules.config.fetch.per_host_interval);
    app.store.bring_back(others, due.state.health.last_ok_at, now, apart).await
}

fn host(url: &Url) -> &str {
    &url[Position::BeforeHost..Position::AfterPort]
}
