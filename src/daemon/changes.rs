//! What changed on watched pages of late, as digests tell it: for the page.

use anyhow::Result;

use super::App;
use crate::model::{DAY_MS, Locale, NewChange, PageLine, Timestamp};
use crate::notify::render::page_change;
pub use crate::notify::render::{ToldChange, ToldClause};
use crate::store::ChangeFilter;

const DAYS: i64 = 7;

/// The last changes that a digest tells, newest first, at most so many; each with its page's name and address.
pub async fn recent(
    app: &App,
    most: u32,
    locale: Locale,
    zone: &str,
    now: Timestamp,
) -> Result<Vec<(PageLine, ToldChange)>> {
    let which = ChangeFilter {
        from: now.plus_millis(-DAYS * DAY_MS),
        to: now.plus_millis(1),
        importance: NewChange::WEEKLY,
        sources: None,
        first_looks: Some(false),
        limit: most,
    };
    let told = app.store.page_changes(which).await?.into_iter();
    Ok(told
        .map(|change| {
            let line = PageLine::from(change);
            let told = page_change(&line, locale, zone);
            (line, told)
        })
        .collect())
}
