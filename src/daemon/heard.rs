//! The sources that somebody hears of: how much of them was read, and which are silent. What a mail does not know.

use anyhow::Result;

use super::App;
use crate::model::{Coverage, SourceId, SourceLine, SourceStatus, Timestamp};
use crate::store::SourceRow;

/// Sources, and whether they are all.
pub(crate) struct Heard {
    rows: Vec<SourceRow>,
    are_all: bool,
}

impl Heard {
    /// Those of which `is_heard` says so.
    pub(crate) async fn of(app: &App, is_heard: impl Fn(SourceId) -> bool, now: Timestamp) -> Result<Self> {
        let mut rows = app.store.source_rows(now).await?;
        let all = rows.len();
        rows.retain(|row| is_heard(row.id));
        Ok(Self { are_all: rows.len() == all, rows })
    }

    /// Their ids; none when they are all.
    pub(crate) fn ids(&self) -> Option<Vec<SourceId>> {
        (!self.are_all).then(|| self.rows.iter().map(|row| row.id).collect())
    }

    /// How much of them was read in the period: by the hour of all, by whole days (UTC) of some.
    pub(crate) async fn coverage(&self, app: &App, from: Timestamp, to: Timestamp) -> Result<Coverage> {
        match self.ids() {
            None => app.store.coverage(from, to).await,
            Some(ids) => app.store.coverage_of(ids, from, to).await,
        }
    }

    /// Those that are not being read.
    pub(crate) fn blind(&self) -> Vec<SourceLine> {
        blind(&self.rows)
    }
}

/// The sources that are not being read, the longest first.
pub(crate) fn blind(rows: &[SourceRow]) -> Vec<SourceLine> {
    let mut blind = rows.iter().filter(|row| is_not_heard(row.state.health.status)).map(line).collect::<Vec<_>>();
    blind.sort_by_key(|line| line.since);
    blind
}

const fn is_not_heard(status: SourceStatus) -> bool {
    !status.is_well() || matches!(status, SourceStatus::Silent)
}

/// How a source is doing.
pub(crate) fn line(row: &SourceRow) -> SourceLine {
    let health = &row.state.health;
    SourceLine {
        name: row.name.clone(),
        status: health.status,
        detail: health.detail.clone(),
        since: health.failing_since,
        last_ok: health.last_ok_at,
        url: None,
    }
}
