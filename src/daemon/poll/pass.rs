//! One pass over the sources, for `vigie poll --once`: each is asked once, as many at a time as the daemon would.
//!
//! One that was not asked because others were waiting at its site is asked again when the site's gate says so: a pass ends
//! when all were asked.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::FutureExt;
use futures_util::future::try_join_all;
use tokio::sync::Mutex;

use super::lanes::{Lane, Lanes};
use super::{PollEnd, poll_source};
use crate::daemon::App;
use crate::daemon::polls::AT_ONCE;
use crate::model::{SourceId, Timestamp};
use crate::store::DueSource;

/// A gate that is never free must not keep a pass for ever.
const MOST_ROUNDS: usize = 100;

/// Polls the sources that are due at `due`, or all of them, and tells how each ended.
pub async fn pass(app: &Arc<App>, due: Option<Timestamp>, each: impl FnMut(&str, &PollEnd)) -> Result<()> {
    let rules = app.rules();
    let mut lanes = Lanes::of_all(&rules);
    let told = RefCell::new(each);
    for _ in 0..MOST_ROUNDS {
        let later = serve(app, lanes, due, &told).await?;
        let Some(wait) = later.iter().map(|(_, wait)| *wait).min() else { break };
        tokio::time::sleep(wait.max(Duration::from_millis(50))).await;
        lanes = Lanes::of(&rules, later.into_iter().map(|(id, _)| id));
    }
    Ok(())
}

/// Serves the lanes to their ends; gives the sources that were not asked, and when to try again.
///
/// So many workers take one lane after the other: a poll needs no task, and no memory, of its own.
async fn serve(
    app: &Arc<App>,
    lanes: Lanes,
    due: Option<Timestamp>,
    told: &RefCell<impl FnMut(&str, &PollEnd)>,
) -> Result<Vec<(SourceId, Duration)>> {
    let lanes = Mutex::new(lanes);
    let later = RefCell::new(Vec::new());
    let worker = async || {
        loop {
            let now = app.clock.now();
            let next = lanes.lock().await.next(now);
            let Some((mut lane, opens)) = next else { return anyhow::Ok(()) };
            tokio::time::sleep(now.until(opens)).await;
            while let Some(source) = take(&lanes, &mut lane, app, due).await? {
                let id = source.id;
                let poll = poll_source(Arc::clone(app), source, lane.is_done());
                let Ok(end) = AssertUnwindSafe(poll).catch_unwind().await else {
                    tracing::error!(source.id = %id, "A poll panicked");
                    continue;
                };
                let end = end?;
                let rules = app.rules();
                match (end.busy, rules.sources.get(&id)) {
                    (Some(wait), _) => later.borrow_mut().push((id, wait)),
                    (None, Some(source)) => (told.borrow_mut())(&source.config.name, &end),
                    (None, None) => {}
                }
                let now = app.clock.now();
                if let Some(opens) = rules.fetcher.opens(&lane.site, now) {
                    lanes.lock().await.wait(lane, opens);
                    break;
                }
            }
        }
    };
    try_join_all((0..AT_ONCE).map(|_| worker())).await?;
    Ok(later.into_inner())
}

async fn take(lanes: &Mutex<Lanes>, lane: &mut Lane, app: &App, due: Option<Timestamp>) -> Result<Option<DueSource>> {
    match lane.take() {
        Some(source) => Ok(Some(source)),
        None => lanes.lock().await.read(lane, app, due).await,
    }
}
