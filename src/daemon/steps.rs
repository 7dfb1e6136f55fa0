//! How a loop runs its step, whatever the step does.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use futures_util::FutureExt;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::{error, info};

use super::App;
use crate::model::Timestamp;

/// However far the next deadline, a loop looks again after this long: the wall clock may have jumped.
const LONGEST_SLEEP: Duration = Duration::from_secs(20);
/// Pause after a step that failed, doubled at each failure in a row.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// When a step wants to run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// At an instant.
    At(Timestamp),
    /// When it is woken.
    Woken,
}

impl Next {
    /// At the instant, if there is one.
    pub fn at_or_woken(instant: Option<Timestamp>) -> Self {
        instant.map_or(Self::Woken, Self::At)
    }

    fn wait_from(self, now: Timestamp) -> Duration {
        match self {
            Self::At(instant) => now.until(instant).min(LONGEST_SLEEP),
            Self::Woken => LONGEST_SLEEP,
        }
    }
}

/// Runs `step` whenever it is due or woken, until `stopping`. A step that fails or panics is logged once, counted, and run
/// again after a pause that grows; the other loops go on (R6).
pub async fn run_loop<F, Fut>(
    name: &'static str,
    app: Arc<App>,
    wake: Arc<Notify>,
    stopping: CancellationToken,
    step: F,
) where
    F: Fn(Arc<App>, Timestamp) -> Fut,
    Fut: Future<Output = Result<Next>>,
{
    let mut failures = 0_u32;
    while !stopping.is_cancelled() {
        let now = app.clock.now();
        let wait = match AssertUnwindSafe(step(Arc::clone(&app), now)).catch_unwind().await {
            Ok(Ok(next)) => {
                if failures > 0 {
                    info!(loop.name = name, "The {name} loop works again");
                }
                failures = 0;
                app.beats.beat(name);
                next.wait_from(app.clock.now())
            }
            outcome => {
                let why = match outcome {
                    Ok(Err(failure)) => format!("{failure:#}"),
                    Err(panic) => format!("panic: {}", panic_text(&*panic)),
                    Ok(Ok(_)) => continue,
                };
                app.metrics.loop_failed(name);
                if failures == 0 {
                    error!(loop.name = name, "The {name} loop failed: {why}");
                }
                failures = failures.saturating_add(1);
                FIRST_PAUSE.saturating_mul(1 << failures.min(6)).min(LONGEST_SLEEP)
            }
        };
        tokio::select! {
            () = stopping.cancelled() => {}
            () = wake.notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// What a panic said.
pub(super) fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
