//! The rules in force: what a checked configuration becomes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result};

use crate::config::{BrandConfig, Config, SourceConfig};
use crate::ingest::fetch::{FetchPolicy, Fetcher, site};
use crate::model::{BrandId, SourceId, Timestamp};
use crate::notify::render::MailStyle;
use crate::notify::send::{COMMAND_TIMEOUT, Sender};
use crate::store::{BrandEntry, SourceEntry, Store, Synced};
use crate::understand::query::Matcher;
use crate::understand::taught::Taught;

/// What a checked configuration becomes: swapped whole at a reload, or not at all (R9).
pub struct Rules {
    /// The configuration; its sources are in `sources`.
    pub config: Config,
    /// All brands' queries in one automaton.
    pub matcher: Matcher,
    /// Brands by id.
    pub brands: HashMap<BrandId, WatchedBrand>,
    /// Sources by id.
    pub sources: WatchedSources,
    /// The guarded connector.
    pub fetcher: Fetcher,
    /// The way out for mails.
    pub sender: Sender,
    /// Who the mails are from.
    pub style: MailStyle,
    /// What people's corrections taught, and the last of them.
    taught: RwLock<(i64, Arc<Taught>)>,
}

/// A brand with its id.
pub struct WatchedBrand {
    /// Its id.
    pub id: BrandId,
    /// Its configuration.
    pub config: BrandConfig,
}

/// A source with its id.
#[derive(Clone)]
pub struct WatchedSource {
    /// Its configuration.
    pub config: SourceConfig,
    /// Brands that are looked for in it; all when absent.
    pub brands: Option<Vec<BrandId>>,
    /// Sources at the same site, itself included.
    pub neighbours: u32,
}

/// Sources in the order of their ids: there may be ten thousand, and a map takes twice the room. Ids stand alone, so that
/// looking for one reads no sources on the way.
pub struct WatchedSources {
    ids: Vec<SourceId>,
    sources: Vec<WatchedSource>,
}

impl WatchedSources {
    /// The source of that id.
    pub fn get(&self, id: SourceId) -> Option<&WatchedSource> {
        self.ids.binary_search(&id).ok().map(|at| &self.sources[at])
    }

    /// How many.
    pub const fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &WatchedSource)> {
        self.ids.iter().copied().zip(&self.sources)
    }
}

impl FromIterator<(SourceId, WatchedSource)> for WatchedSources {
    fn from_iter<T: IntoIterator<Item = (SourceId, WatchedSource)>>(sources: T) -> Self {
        let mut sources: Vec<_> = sources.into_iter().collect();
        sources.sort_by_key(|(id, _)| *id);
        let (ids, sources) = sources.into_iter().unzip();
        Self { ids, sources }
    }
}

impl Rules {
    /// Brings the configuration into the store and makes the rules.
    pub(super) async fn new(config: Config, store: &Store, now: Timestamp) -> Result<Self> {
        let synced = store.sync(source_entries(&config), brand_entries(&config), now).await?;
        let rules = Self::of(config, store, &synced)?;
        rules.fetcher.remember(store.site_notes(now).await?, now);
        rules.learn(store).await?;
        Ok(rules)
    }

    /// The same of what the store knows already.
    pub(super) fn of(mut config: Config, store: &Store, synced: &Synced) -> Result<Self> {
        let fetcher = Fetcher::new(fetch_policy(&config)).context("The HTTP client cannot be set up")?;
        let sender = Sender::new(&config.mail.route, &config.mail.from, COMMAND_TIMEOUT)
            .context("The mail route cannot be set up")?;
        let style = mail_style(&config, &store.instance().id);
        let matcher = Matcher::new(synced.brands.iter().copied().zip(config.brands.iter().map(|b| b.query.clone())));
        let id_of: HashMap<&str, BrandId> =
            config.brands.iter().map(|brand| brand.name.as_str()).zip(synced.brands.iter().copied()).collect();
        let sources = std::mem::take(&mut config.sources);
        let neighbours = neighbours(&sources);
        let sources = synced.sources.iter().copied().zip(sources).zip(neighbours).map(|((id, source), neighbours)| {
            let brands = brands_of(&config, &source, &id_of);
            (id, WatchedSource { config: source, brands, neighbours })
        });
        let sources = sources.collect();
        let brands = synced.brands.iter().copied().zip(config.brands.iter().cloned());
        let brands = brands.map(|(id, config)| (id, WatchedBrand { id, config })).collect();
        let taught = RwLock::default();
        Ok(Self { config, matcher, brands, sources, fetcher, sender, style, taught })
    }

    /// What people's corrections taught.
    pub fn taught(&self) -> Arc<Taught> {
        Arc::clone(&self.taught.read().unwrap_or_else(PoisonError::into_inner).1)
    }

    /// Learns from the corrections, if there are new ones.
    pub async fn learn(&self, store: &Store) -> Result<()> {
        let last = store.last_correction().await?;
        if self.taught.read().unwrap_or_else(PoisonError::into_inner).0 == last {
            return Ok(());
        }
        let lessons = store.lessons().await?;
        let taught = tokio::task::spawn_blocking(move || Taught::learn(&lessons)).await.context("learning panicked")?;
        *self.taught.write().unwrap_or_else(PoisonError::into_inner) = (last, Arc::new(taught));
        Ok(())
    }

    /// The public address of a page, when one is configured.
    pub fn page_url(&self, path: &str) -> Option<String> {
        let base = self.config.web.public_url.as_ref()?;
        Some(format!("{}/{path}", base.as_str().trim_end_matches('/')))
    }
}

/// How many sources are at the site of each.
fn neighbours(sources: &[SourceConfig]) -> Vec<u32> {
    let sites = || sources.iter().map(|source| site(&source.url));
    let mut at_site: HashMap<Cow<'_, str>, u32> = HashMap::new();
    for site in sites() {
        *at_site.entry(site).or_default() += 1;
    }
    sites().map(|site| at_site[&site]).collect()
}

/// The brands that are looked for in a source: a brand that names its sources is looked for in those alone.
fn brands_of(config: &Config, source: &SourceConfig, id_of: &HashMap<&str, BrandId>) -> Option<Vec<BrandId>> {
    if config.brands.iter().all(|brand| brand.sources.is_empty()) {
        return None;
    }
    let looked_for = config.brands.iter().filter(|b| b.sources.is_empty() || b.sources.contains(&source.name));
    Some(looked_for.filter_map(|brand| id_of.get(brand.name.as_str()).copied()).collect())
}

/// What the connector may do under a configuration.
pub(crate) fn fetch_policy(config: &Config) -> FetchPolicy {
    FetchPolicy {
        user_agent: config.fetch.user_agent.clone(),
        allow_hosts: config.fetch.allow_hosts.clone(),
        ca_file: config.fetch.ca_file.clone(),
        proxy: config.fetch.proxy.clone(),
        timeout: config.fetch.timeout,
        max_body_bytes: usize::try_from(config.fetch.max_body_bytes).unwrap_or(usize::MAX),
        per_host_interval: config.fetch.per_host_interval,
        ..FetchPolicy::default()
    }
}

/// Who the mails of an instance are from.
pub(crate) fn mail_style(config: &Config, instance: &str) -> MailStyle {
    MailStyle {
        from: config.mail.from.clone(),
        instance: instance.to_owned(),
        domain: mail_domain(config).to_owned(),
        program_url: None,
    }
}

/// The domain of Message-IDs: that of the sender.
fn mail_domain(config: &Config) -> &str {
    config.mail.from.trim_end_matches('>').rsplit_once('@').map_or("localhost", |(_, domain)| domain)
}

fn source_entries(config: &Config) -> Vec<SourceEntry> {
    let entry = |source: &SourceConfig| SourceEntry {
        name: source.name.clone(),
        kind: source.read_as.kind(),
        url: source.url.as_str().to_owned(),
        every: source.every,
    };
    config.sources.iter().map(entry).collect()
}

fn brand_entries(config: &Config) -> Vec<BrandEntry> {
    let entry = |b: &BrandConfig| BrandEntry { name: b.name.clone(), role: b.role, query: b.query_text.clone() };
    config.brands.iter().map(entry).collect()
}
