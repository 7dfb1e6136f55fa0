//! What changed on watched pages of late, as digests tell it: for the page.

use anyhow::Result;

use super::App;
use crate::model::{ChangeKind, DAY_MS, Locale, NewChange, PageLine, Timestamp};
pub use crate::notify::render::ToldChange;
use crate::notify::render::page_change;

const DAYS: i64 = 7;
const LOOKED_AT: u32 = 50;

/// The last changes that a digest tells, newest first, at most so many; each with its page's name and address.
pub async fn recent(
    app: &App,
    most: usize,
    locale: Locale,
    zone: &str,
    now: Timestamp,
) -> Result<Vec<(PageLine, ToldChange)>> {
    let (from, to) = (now.plus_millis(-DAYS * DAY_MS), now.plus_millis(1));
    let changes = app.store.page_changes(from, to, NewChange::WEEKLY, LOOKED_AT).await?;
    let told = changes.into_iter().filter(|change| change.change.kind != ChangeKind::Watched).take(most);
    Ok(told
        .map(|change| {
            let line = PageLine::from(change);
            let told = page_change(&line, locale, zone);
            (line, told)
        })
        .collect())
}
