//! The app of a story: the real steps, on a temporary database, with a clock that the story sets.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt, stream};
use tempfile::TempDir;
use vigie::daemon::poll::{PollEnd, poll_source};
use vigie::daemon::{App, Clock, deliver, digest, upkeep, watch};
use vigie::model::{Locale, Timestamp};
use vigie::store::{DueSource, Store};
use vigie::{config, model};

use super::relay::{Kept, Relay};
use super::web::Web;

/// The instant of a UTC time such as `2026-03-02T09:05`.
pub(crate) fn at(time: &str) -> Timestamp {
    let instant: jiff::Timestamp = format!("{time}:00Z").parse().unwrap();
    instant.into()
}

/// Polls these sources to their ends, each in a task of its own as the daemon does.
pub(crate) async fn poll_all(app: &Arc<App>, sources: Vec<DueSource>, mut each: impl FnMut(&str, &PollEnd)) {
    let polls = sources.into_iter().map(|due| {
        let name = due.name.clone();
        let task = tokio::spawn(poll_source(Arc::clone(app), due));
        async move { (name, task.await) }
    });
    let mut polls = stream::iter(polls).buffer_unordered(64);
    while let Some((name, ended)) = polls.next().await {
        each(&name, &ended.unwrap().unwrap());
    }
}

/// The app, its web and its relay.
pub(crate) struct TestApp {
    pub(crate) app: Arc<App>,
    pub(crate) web: Web,
    pub(crate) relay: Relay,
    clock: Clock,
    folder: TempDir,
    read: AtomicUsize,
}

impl TestApp {
    /// Starts with one own brand, one competitor, one recipient, and these sources (name, path, more settings).
    pub(crate) async fn start(now: &str, sources: &[(&str, &str, &str)]) -> Self {
        Self::with_pages(now, sources, "listen = \"off\"").await
    }

    /// The same, with these settings of the pages.
    pub(crate) async fn with_pages(now: &str, sources: &[(&str, &str, &str)], pages: &str) -> Self {
        let (web, relay) = (Web::start().await, Relay::start().await);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.toml");
        std::fs::write(&path, settings(&web, &relay, sources, pages)).unwrap();
        let clock = Clock::standing_at(at(now));
        let app = open(&path, &clock).await;
        Self { app, web, relay, clock, folder, read: AtomicUsize::new(0) }
    }

    /// Sets the clock and lets everything happen that is due.
    pub(crate) async fn at(&self, now: &str) -> Vec<(String, PollEnd)> {
        self.at_instant(at(now)).await
    }

    pub(crate) async fn at_instant(&self, now: Timestamp) -> Vec<(String, PollEnd)> {
        self.clock.set(now);
        let due = self.app.store.due_sources(now, u32::MAX).await.unwrap();
        let mut ended = Vec::new();
        poll_all(&self.app, due, |name, end| ended.push((name.to_owned(), end.clone()))).await;
        watch::step(Arc::clone(&self.app), now).await.unwrap();
        digest::step(Arc::clone(&self.app), now).await.unwrap();
        upkeep::step(Arc::clone(&self.app), now).await.unwrap();
        deliver::step(Arc::clone(&self.app), now).await.unwrap();
        ended
    }

    /// The mails since the last look.
    pub(crate) fn inbox(&self) -> Vec<Kept> {
        let mails = self.relay.mails();
        let read = self.read.swap(mails.len(), Ordering::Relaxed);
        mails[read..].to_vec()
    }

    /// Drops the app without a goodbye and starts another one on the same files.
    pub(crate) async fn restart(self) -> Self {
        let path = self.folder.path().join("vigie.toml");
        let Self { app, clock, .. } = &self;
        app.store.clone().close().await.unwrap();
        let fresh = open(&path, clock).await;
        let mut next = self;
        next.app = fresh;
        next
    }

    /// Where its configuration and its database are.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) async fn mentions(&self) -> Vec<model::Mention> {
        let filter = vigie::store::MentionFilter { limit: 1_000, ..Default::default() };
        self.app.store.mentions(filter).await.unwrap()
    }
}

/// A story that ends with mails it did not look at has not said what should happen.
impl Drop for TestApp {
    fn drop(&mut self) {
        let unread = self.relay.mails().len() - self.read.load(Ordering::Relaxed);
        if !std::thread::panicking() {
            assert_eq!(unread, 0, "mails that the story did not look at");
        }
    }
}

/// The app of this configuration file, on this clock.
pub(super) async fn open(path: &Path, clock: &Clock) -> Arc<App> {
    let loaded = config::load(path, Locale::En).unwrap_or_else(|report| panic!("{}", report.render(false)));
    std::fs::create_dir_all(&loaded.config.state_dir).unwrap();
    let store = Store::open(&loaded.config.state_dir.join("vigie.db"), clock.now()).unwrap();
    App::new(loaded.config, store, clock.clone()).await.unwrap()
}

fn settings(web: &Web, relay: &Relay, sources: &[(&str, &str, &str)], pages: &str) -> String {
    let mut text = format!(
        r#"
        time_zone = "Europe/Paris"
        [[brand]]
        name = "Acme"
        query = "acme"
        [[brand]]
        name = "Globex"
        role = "competitor"
        query = "globex"
        [[recipient]]
        name = "Léa"
        mail = "lea@acme.example"
        language = "fr"
        alerts = "watch"
        daily = "08:00"
        operator = true
        [mail]
        from = "vigie@acme.example"
        relay = "127.0.0.1"
        port = {0}
        security = "none"
        [web]
        {pages}
        public_url = "https://vigie.acme.example"
        [fetch]
        allow_hosts = ["{1}", "{2}"]
        per_host_interval = "0 s"
        "#,
        relay.address.port(),
        web.address,
        web.address.to_string().replace("127.0.0.1", "localhost"),
    );
    for (name, path, more) in sources {
        // A source that nobody is asked for says all of itself.
        if ["maildir", "csv", "jsonl", "webhook"].iter().any(|kind| more.contains(&format!("kind = \"{kind}\""))) {
            write!(text, "[[source]]\nname = \"{name}\"\n{more}\n").unwrap();
            continue;
        }
        // The same server is another site under another name.
        let url = match path.strip_prefix("localhost/") {
            Some(path) => web.url(path).replace("127.0.0.1", "localhost"),
            None => web.url(path),
        };
        write!(text, "[[source]]\nname = \"{name}\"\nurl = \"{url}\"\n{more}\n").unwrap();
    }
    text
}
