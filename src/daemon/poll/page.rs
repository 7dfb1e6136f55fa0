//! A watched page: what its new version changed.

use anyhow::{Context, Result};

use crate::daemon::App;
use crate::ingest::read;
use crate::model::{DiffPart, PageVersion};
use crate::store::DueSource;

/// The version with its diff, unless it says the same as the last one.
pub(super) async fn compare(
    app: &App,
    due: &DueSource,
    version: PageVersion,
) -> Result<Option<(PageVersion, Vec<DiffPart>)>> {
    let Some(before) = app.store.last_page(due.id).await? else { return Ok(Some((version, Vec::new()))) };
    if before.text == version.text {
        return Ok(None);
    }
    let task = tokio::task::spawn_blocking(move || {
        let diff = read::diff(&before, &version);
        (version, diff)
    });
    let (version, diff) = task.await.context("comparing two versions of the page")?;
    Ok((!diff.is_empty()).then_some((version, diff)))
}
