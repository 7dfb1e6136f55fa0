//! One pass over the sources, for `vigie poll --once`: each is asked once, as many at a time as the daemon would.
//!
//! Sources are read in pages, so that a pass over ten thousand holds a few hundred. One that was not asked because others
//! were waiting at its site is asked again when the site's gate says so: a pass ends when all were asked.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::{StreamExt, stream};

use super::{PollEnd, poll_source};
use crate::daemon::App;
use crate::daemon::polls::AT_ONCE;
use crate::model::{SourceId, Timestamp};
use crate::store::DueSource;

/// Sources read from the store at one time.
const PAGE: u32 = 256;
/// A gate that is never free must not keep a pass for ever.
const MOST_ROUNDS: usize = 100;

/// Polls the sources that are due at `due`, or all of them, and tells how each ended.
pub async fn pass(app: &Arc<App>, due: Option<Timestamp>, mut each: impl FnMut(&str, &PollEnd)) -> Result<()> {
    let pages = stream::try_unfold(SourceId(0), async |after| {
        let page = app.store.sources_after(after, due, PAGE).await?;
        let last = page.last().map(|source| source.id);
        anyhow::Ok(last.map(|last| (stream::iter(page.into_iter().map(anyhow::Ok)), last)))
    });
    let sources = stream::StreamExt::boxed_local(stream::TryStreamExt::try_flatten(pages));
    let mut later = run(app, sources, &mut each).await?;
    for _ in 0..MOST_ROUNDS {
        let Some(wait) = later.iter().map(|(_, wait)| *wait).min() else { break };
        tokio::time::sleep(wait.max(Duration::from_millis(50))).await;
        let waiting = std::mem::take(&mut later);
        later = run(app, stream::iter(waiting.into_iter().map(|(due, _)| anyhow::Ok(due))), &mut each).await?;
    }
    Ok(())
}

/// Polls to their ends; gives those that were not asked, and when to try again.
async fn run(
    app: &Arc<App>,
    sources: impl futures_util::Stream<Item = Result<DueSource>>,
    each: &mut impl FnMut(&str, &PollEnd),
) -> Result<Vec<(DueSource, Duration)>> {
    let polls = sources.map(|due| async {
        let due = due?;
        let kept = due.clone();
        let ended = tokio::spawn(poll_source(Arc::clone(app), due)).await;
        anyhow::Ok((kept, ended))
    });
    let mut polls = std::pin::pin!(polls.buffer_unordered(AT_ONCE));
    let mut later = Vec::new();
    while let Some(ended) = polls.next().await {
        match ended? {
            (due, Ok(end)) => {
                let end = end?;
                match end.busy {
                    Some(wait) => later.push((due, wait)),
                    None => each(&due.name, &end),
                }
            }
            (due, Err(panic)) => tracing::error!("The poll of {} panicked: {panic}", due.name),
        }
    }
    Ok(later)
}
