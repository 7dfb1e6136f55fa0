//! A configuration in which everything has been checked. The rest of the program never sees the file.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::queries::Query;
use super::sources::presets::PresetUse;
use crate::model::{MailRoute, Proxy, ReadAs, Recipient, Role, WatchFor};
use crate::understand::query::Library;
use crate::understand::tone::Reader;

/// The whole configuration. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub struct Config {
    /// What is watched; at least one.
    pub brands: Vec<BrandConfig>,
    /// The saved searches that queries may say.
    pub searches: Arc<Library>,
    /// What is polled; at least one.
    pub sources: Vec<SourceConfig>,
    /// Who reads the tone.
    pub tone: Reader,
    /// Who is told; at least one.
    pub recipients: Vec<Recipient>,
    /// The queries of recipients who hear only of what they hit, by address.
    pub routes: HashMap<String, Query>,
    /// How mails leave.
    pub mail: MailConfig,
    /// The pages.
    pub web: WebConfig,
    /// How sources are asked.
    pub fetch: FetchConfig,
    /// How long things are kept.
    pub retention: RetentionConfig,
    /// The rhythm of alerts.
    pub alerts: AlertsConfig,
    /// Default IANA time zone.
    pub time_zone: String,
    /// Where the store and what goes with it live.
    pub state_dir: PathBuf,
}

/// A watched brand.
#[derive(Clone, Debug)]
pub struct BrandConfig {
    /// Unique name, shown to people.
    pub name: String,
    /// Own brand, competitor or sector.
    pub role: Role,
    /// The query as written, or the quoted name.
    pub query_text: String,
    /// The query, parsed.
    pub query: Query,
    /// Names of the sources that it is looked for in; all when empty.
    pub sources: Vec<String>,
}

/// A polled source.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// Unique name, shown to people.
    pub name: String,
    /// Address.
    pub url: Url,
    /// How its answers are read.
    pub read_as: ReadAs,
    /// How often it is polled; with a learnt schedule, the scale of waits after failures.
    pub every: Duration,
    /// Whether `every` is kept, or the schedule is learnt.
    pub pacing: Pacing,
    /// Whether robots.txt is obeyed.
    pub respect_robots: bool,
    /// The service known by name that it reads, with what that gives it.
    pub preset: Option<Box<PresetUse>>,
    /// Whether the pages of new entries are fetched for their whole text.
    pub full_text: bool,
}

impl SourceConfig {
    /// Whether it is a site of one's own, whose failures are told early.
    pub const fn is_own_site(&self) -> bool {
        matches!(self.read_as, ReadAs::Page { watch: WatchFor::Site { .. }, .. })
    }
}

/// What says when a source is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pacing {
    /// `every`, as the user wrote it, or the default of its kind.
    Fixed,
    /// When it is worth it, as far as it can be told from what the source has published.
    Learnt {
        /// How long an item may wait on average, at most.
        freshness: Option<Duration>,
    },
}

/// How mails leave.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// Address in `From`.
    pub from: String,
    /// To a relay or into a folder.
    pub route: MailRoute,
}

/// The pages.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// Where they are served; nowhere when absent.
    pub listen: Option<SocketAddr>,
    /// Their address for people, put into mails.
    pub public_url: Option<Url>,
    /// Whether hubs are asked to tell of feeds' news (WebSub): `public_url` can be reached from outside.
    pub websub: bool,
}

/// How sources are asked.
#[derive(Clone, Debug)]
pub struct FetchConfig {
    /// `User-Agent` of every request.
    pub user_agent: String,
    /// Hosts that may be asked though they are not public: `host`, `host:port`, an address or a network.
    pub allow_hosts: Vec<String>,
    /// A file of authorities that are believed beside the machine's.
    pub ca_file: Option<PathBuf>,
    /// Through which proxy the others are asked; directly when absent.
    pub proxy: Option<Proxy>,
    /// A whole request takes no longer.
    pub timeout: Duration,
    /// An answer is no longer, once decompressed.
    pub max_body_bytes: u64,
    /// Pause between two requests to one host.
    pub per_host_interval: Duration,
    /// Requests a source and day, on average over the sources whose schedule is learnt.
    pub requests_per_day: u32,
}

/// How long things are kept.
#[derive(Clone, Debug)]
pub struct RetentionConfig {
    /// Items that no query hits.
    pub items: Duration,
    /// Mentions.
    pub mentions: Duration,
}

/// The rhythm of alerts. What is absent is detection's own default: it is written down there, once.
#[derive(Clone, Debug, Default)]
pub struct AlertsConfig {
    /// Time from one mail of an incident to its next update: first, second, all later ones.
    pub update_after: Option<[Duration; 3]>,
    /// Calm for so long, an incident is calming down.
    pub calm_for: Option<Duration>,
    /// Calm for so long, it is over.
    pub close_after: Option<Duration>,
    /// After its end, no new one for so long.
    pub cooldown: Option<Duration>,
}
