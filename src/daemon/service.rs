//! The life of the process: start, signals, watchdog, drain.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use sd_notify::NotifyState;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::{App, Clock, deliver, digest, poll, run_loop, upkeep, watch};
use crate::config::{self, Config};
use crate::model::Locale;
use crate::store::Store;

const LOOPS: [&str; 5] = ["poll", "watch", "deliver", "digest", "upkeep"];
/// A loop that has not beaten for so long is stuck (loops beat at least every 20 s, a delivery may take a minute).
const STUCK_AFTER: Duration = Duration::from_secs(150);
/// What polls and mails in flight are given to end after SIGTERM (F18).
const DRAIN: Duration = Duration::from_secs(8);

/// What a run is started with.
pub struct Options {
    /// The configuration file, read again at SIGHUP.
    pub config_path: PathBuf,
    /// Language of messages about the configuration.
    pub locale: Locale,
    /// Ends the run, as SIGTERM would.
    pub stop: CancellationToken,
}

/// Serves what the web room gives on the listener until the token is cancelled.
pub(super) type Serve = Box<
    dyn FnOnce(Arc<App>, TcpListener, CancellationToken) -> futures_util::future::BoxFuture<'static, Result<()>> + Send,
>;

/// Runs until SIGTERM, SIGINT or the stop token.
pub async fn run(config: Config, options: Options, serve: Serve) -> Result<()> {
    let clock = Clock::system();
    let store = open_store(&config, &clock)?;
    let listener = bind(&config).await?;
    let app = App::new(config, store, clock).await?;
    app.store.ping(app.clock.now()).await.context("The database does not take writes")?;
    let stop = options.stop.clone();
    let mut tasks = start_loops(&app, &stop);
    if let Some(listener) = listener {
        info!("The page is at http://{}/", listener.local_addr().context("the page's address")?);
        tasks.spawn(log_end("web", serve(Arc::clone(&app), listener, stop.clone())));
    }
    tasks.spawn(feed_watchdog(Arc::clone(&app), stop.clone()));
    let status = watching(&app);
    tell_systemd(&[NotifyState::Ready, NotifyState::Status(&status)]);
    info!("{status}");
    obey_signals(&app, &options).await?;
    drain(app, tasks, &stop).await
}

fn open_store(config: &Config, clock: &Clock) -> Result<Store> {
    std::fs::create_dir_all(&config.state_dir)
        .with_context(|| format!("making the state folder {}", config.state_dir.display()))?;
    Store::open(&config.state_dir.join("vigie.db"), clock.now())
}

async fn bind(config: &Config) -> Result<Option<TcpListener>> {
    let Some(address) = config.web.listen else { return Ok(None) };
    let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address} for the page"))?;
    Ok(Some(listener))
}

fn start_loops(app: &Arc<App>, stop: &CancellationToken) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    let wake = &app.wake;
    let with = || (Arc::clone(app), stop.clone());
    let (a, s) = with();
    tasks.spawn(run_loop("poll", a, Arc::clone(&wake.poll), s, poll::step));
    let (a, s) = with();
    tasks.spawn(run_loop("watch", a, Arc::clone(&wake.watch), s, watch::step));
    let (a, s) = with();
    tasks.spawn(run_loop("deliver", a, Arc::clone(&wake.deliver), s, deliver::step));
    let (a, s) = with();
    tasks.spawn(run_loop("digest", a, Arc::clone(&wake.digest), s, digest::step));
    let (a, s) = with();
    tasks.spawn(run_loop("upkeep", a, Arc::clone(&wake.upkeep), s, upkeep::step));
    tasks
}

async fn log_end(name: &'static str, task: impl Future<Output = Result<()>>) {
    if let Err(failure) = task.await {
        error!("The {name} task ended: {failure:#}");
    }
}

/// Feeds systemd's watchdog while every loop beats and a write goes through (F17): a side task that fed it whatever
/// happens would keep a zombie alive.
async fn feed_watchdog(app: Arc<App>, stop: CancellationToken) {
    let Some(limit) = sd_notify::watchdog_enabled() else { return };
    let mut tick = tokio::time::interval(limit / 3);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => {}
        }
        let stuck = app.beats.missing(&LOOPS, STUCK_AFTER);
        match app.store.ping(app.clock.now()).await {
            Ok(()) if stuck.is_empty() => tell_systemd(&[NotifyState::Watchdog]),
            Ok(()) => warn!("The watchdog is not fed: stuck loops {stuck:?}"),
            Err(failure) => warn!("The watchdog is not fed: the database does not take writes: {failure:#}"),
        }
    }
}

async fn obey_signals(app: &App, options: &Options) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("listening for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("listening for SIGINT")?;
    let mut hang_up = signal(SignalKind::hangup()).context("listening for SIGHUP")?;
    loop {
        tokio::select! {
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            () = options.stop.cancelled() => return Ok(()),
            _ = hang_up.recv() => reload(app, options).await,
        }
    }
}

/// The new configuration is checked beside the old one, and swapped in whole or not at all (R9, F69).
async fn reload(app: &App, options: &Options) {
    tell_systemd(&[NotifyState::Reloading]);
    let outcome = match config::load(&options.config_path, options.locale) {
        Ok(loaded) => app.reload(loaded.config).await.map_err(|failure| {
            let why = format!("{failure:#}");
            (why.clone(), why)
        }),
        Err(report) => Err((report.summary(), report.render(false))),
    };
    let status = match outcome {
        Ok(()) => {
            info!("Configuration read again from {}", options.config_path.display());
            format!("Configuration read again. {}", watching(app))
        }
        Err((first, whole)) => {
            error!("Configuration refused, the old one stays in force:\n{whole}");
            format!("Configuration refused, the old one stays in force: {first}")
        }
    };
    tell_systemd(&[NotifyState::Ready, NotifyState::Status(&status)]);
}

/// What `systemctl status` shows.
fn watching(app: &App) -> String {
    let rules = app.rules();
    let counted = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    format!("Watching {} in {}", counted(rules.brands.len(), "brand"), counted(rules.sources.len(), "source"))
}

/// Polls and mails in flight end or are left for the next start: every row says where it stands.
async fn drain(app: Arc<App>, mut tasks: JoinSet<()>, stop: &CancellationToken) -> Result<()> {
    info!("Stopping");
    tell_systemd(&[NotifyState::Stopping]);
    stop.cancel();
    app.stopping.cancel();
    let drained = tokio::time::timeout(DRAIN, async {
        while tasks.join_next().await.is_some() {}
        app.polls.drain().await;
    });
    if drained.await.is_err() {
        warn!("Some work was still in flight after {} s; the next start takes it up", DRAIN.as_secs());
        tasks.abort_all();
    }
    app.store.clone().close().await.context("closing the database")
}

fn tell_systemd(states: &[NotifyState<'_>]) {
    if let Err(failure) = sd_notify::notify(states) {
        warn!("systemd could not be told: {failure}");
    }
}
