//! Plays the story: publishes each event in its time.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::world::World;
use crate::locale::tell;
use crate::model::{Locale, NetText};

/// Publishes what is still to come, and says so.
pub(super) async fn play(world: World, locale: Locale, stop: CancellationToken) {
    let start = Instant::now();
    for event in world.to_come() {
        let due = start + Duration::from_secs(u64::try_from(event.at).unwrap_or_default());
        tokio::select! {
            () = stop.cancelled() => return,
            () = sleep_until(due) => {}
        }
        world.publish(&event);
        let place = tell(locale, &format!("cli-demo-place-{}", event.place.word()), &[]);
        let what = NetText::new(event.title.as_ref().unwrap_or(&event.text).as_str()).clipped(76);
        let key = if event.topic.is_some() { "cli-demo-post" } else { "cli-demo-event" };
        let author = event.author.as_str().into();
        let args = [("place", place.into()), ("author", author), ("what", what.to_string().into())];
        info!("{}", tell(locale, key, &args));
    }
}
