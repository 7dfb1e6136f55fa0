//! One pass over the sources, for `vigie poll --once`: each is asked once, as many at a time as the daemon would.
//!
//! Sources are read in pages, so that a pass over ten thousand holds a few hundred. One that was not asked because others
//! were waiting at its site is asked again when the site's gate says so: a pass ends when all were asked.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::future::try_join_all;
use futures_util::{FutureExt, Stream, TryStreamExt, stream};
use tokio::sync::Mutex;

use super::recording::PollEnd;
use super::source::poll_source;
use crate::daemon::App;
use crate::daemon::polls::AT_ONCE;
use crate::model::{SourceId, Timestamp};
use crate::store::DueSource;

/// Sources read from the store at one time.
const PAGE: u32 = 512;
/// A gate that is never free must not keep a pass for ever.
const MOST_ROUNDS: usize = 100;

/// Polls the sources that are due at `due`, or all of them, and tells how each ended.
pub async fn pass(app: &Arc<App>, due: Option<Timestamp>, each: impl FnMut(&str, &PollEnd)) -> Result<()> {
    let pages = stream::try_unfold(SourceId(0), async |after| {
        let page = app.store.sources_after(after, due, PAGE).await?;
        let last = page.last().map(|source| source.id);
        anyhow::Ok(last.map(|last| (stream::iter(page.into_iter().map(anyhow::Ok)), last)))
    });
    let told = RefCell::new(each);
    let mut later = run(app, pages.try_flatten(), &told).await?;
    for _ in 0..MOST_ROUNDS {
        let Some(wait) = later.iter().map(|(_, wait)| *wait).min() else { break };
        tokio::time::sleep(wait.max(Duration::from_millis(50))).await;
        let mut again = Vec::with_capacity(later.len());
        for (id, _) in std::mem::take(&mut later) {
            again.extend(app.store.due_source(id).await?.map(anyhow::Ok));
        }
        later = run(app, stream::iter(again), &told).await?;
    }
    Ok(())
}

/// Polls to their ends; gives those that were not asked, and when to try again.
///
/// So many workers take one source after the other: a poll needs no task, and no memory, of its own.
async fn run(
    app: &Arc<App>,
    sources: impl Stream<Item = Result<DueSource>>,
    told: &RefCell<impl FnMut(&str, &PollEnd)>,
) -> Result<Vec<(SourceId, Duration)>> {
    let sources = Mutex::new(Box::pin(sources));
    let later = RefCell::new(Vec::new());
    let worker = async |polled: &Cell<Option<SourceId>>| {
        loop {
            let next = sources.lock().await.try_next().await?;
            let Some(due) = next else { return anyhow::Ok(()) };
            let id = due.id;
            polled.set(Some(id));
            let end = poll_source(Arc::clone(app), due).await?;
            polled.take();
            let rules = app.rules();
            match (end.busy, rules.sources.get(id)) {
                (Some(wait), _) => later.borrow_mut().push((id, wait)),
                (None, Some(source)) => (told.borrow_mut())(&source.config.name, &end),
                (None, None) => {}
            }
        }
    };
    // Around the worker and not around each poll, whose future would be moved for it: a panic costs that one poll.
    let lasting = async || {
        let polled = Cell::new(None);
        loop {
            match (AssertUnwindSafe(worker(&polled)).catch_unwind().await, polled.take()) {
                (Ok(ended), _) => return ended,
                (Err(_), Some(id)) => tracing::error!(source.id = %id, "A poll panicked"),
                (Err(panic), None) => resume_unwind(panic),
            }
        }
    };
    try_join_all((0..AT_ONCE).map(|_| lasting())).await?;
    Ok(later.into_inner())
}
