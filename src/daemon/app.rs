//! What every step is given.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Result;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::beat::Beats;
use super::clock::Clock;
use super::hubs::told::Hubs;
use super::metrics::Metrics;
use super::pace::Pacer;
use super::polls::Polls;
use super::rules::Rules;
use crate::config::Config;
use crate::store::{Store, Synced};

/// The store, the clock, the rules in force, and what loops share. One for the process.
pub struct App {
    /// Where everything that matters is.
    pub store: Store,
    /// Where `now` comes from.
    pub clock: Clock,
    /// What the daemon counts of itself.
    pub metrics: Metrics,
    /// Which loops are alive.
    pub beats: Beats,
    /// Polls in flight.
    pub polls: Polls,
    /// When sources are worth asking.
    pub pacer: Pacer,
    /// Hubs that tell of sources' news.
    pub hubs: Hubs,
    /// Cancelled when the process is to end: a poll that waits for a server is given up.
    pub stopping: CancellationToken,
    /// Hints between loops.
    pub wake: Wakes,
    rules: RwLock<Arc<Rules>>,
}

/// One hint a loop.
#[derive(Default)]
pub struct Wakes {
    /// A poll slot is free, or sources changed.
    pub poll: Arc<Notify>,
    /// Mentions came, or an incident was acknowledged.
    pub watch: Arc<Notify>,
    /// Notices were written.
    pub deliver: Arc<Notify>,
    /// The calendar changed.
    pub digest: Arc<Notify>,
    /// The configuration changed.
    pub upkeep: Arc<Notify>,
}

impl App {
    /// Brings the configuration into the store and makes the rules.
    pub async fn new(config: Config, store: Store, clock: Clock) -> Result<Arc<Self>> {
        let rules = Rules::new(config, &store, clock.now()).await?;
        let app = Self::with(rules, store, clock);
        app.allow_requests(&app.rules());
        app.hubs.remember(app.store.subscriptions().await?);
        Ok(app)
    }

    /// The same over a store that only reads: brands and sources that it does not know yet are left out.
    pub async fn viewer(mut config: Config, store: Store, clock: Clock) -> Result<Arc<Self>> {
        let (brands, sources) = (store.brands().await?, store.source_rows(clock.now()).await?);
        let brands: HashMap<_, _> = brands.into_iter().map(|known| (known.name, known.id)).collect();
        let sources: HashMap<_, _> = sources.into_iter().map(|known| (known.name, known.id)).collect();
        config.brands.retain(|brand| brands.contains_key(&brand.name));
        config.sources.retain(|source| sources.contains_key(&source.name));
        let synced = Synced {
            brands: config.brands.iter().map(|brand| brands[&brand.name]).collect(),
            sources: config.sources.iter().map(|source| sources[&source.name]).collect(),
        };
        let rules = Rules::of(config, &store, &synced)?;
        rules.learn(&store).await?;
        Ok(Self::with(rules, store, clock))
    }

    fn with(rules: Rules, store: Store, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            store,
            clock,
            metrics: Metrics::default(),
            beats: Beats::default(),
            polls: Polls::default(),
            pacer: Pacer::default(),
            hubs: Hubs::default(),
            stopping: CancellationToken::new(),
            wake: Wakes::default(),
            rules: RwLock::new(Arc::new(rules)),
        })
    }

    /// The rules in force. A step takes them once and keeps them to its end.
    pub fn rules(&self) -> Arc<Rules> {
        Arc::clone(&self.rules.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Swaps the rules for those of another configuration; on error the old ones stay.
    pub async fn reload(&self, config: Config) -> Result<()> {
        let rules = Rules::new(config, &self.store, self.clock.now()).await?;
        self.allow_requests(&rules);
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
        for wake in [&self.wake.poll, &self.wake.watch, &self.wake.deliver, &self.wake.digest, &self.wake.upkeep] {
            wake.notify_one();
        }
        Ok(())
    }

    fn allow_requests(&self, rules: &Rules) {
        self.pacer.allow(f64::from(rules.config.fetch.requests_per_day), rules.sources.len());
    }
}
