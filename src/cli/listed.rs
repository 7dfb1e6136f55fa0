//! `vigie poll --once --opml …`: the configuration that a list of subscriptions and a list of brands make.
//!
//! A list may come from anybody, so its private addresses are not asked unless the person says so beside it (A13).

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::Context;
use crate::config::{self, Config, Lists, Unlisted};
use crate::ingest::read::opml;
use crate::locale::{say, tell};

/// What is listed on the command line.
#[derive(Args)]
pub(super) struct Listed {
    #[arg(long, value_name = "FILE", requires_all = ["brands", "state"], conflicts_with = "config")]
    opml: Option<PathBuf>,
    #[arg(long, visible_alias = "keywords", value_name = "FILE", requires = "opml")]
    brands: Option<PathBuf>,
    #[arg(long, value_name = "DIR", requires = "opml")]
    state: Option<PathBuf>,
    #[arg(long, value_name = "HOSTS", value_delimiter = ',', requires = "opml")]
    allow_hosts: Vec<String>,
    #[arg(long, value_name = "TIME", value_parser = super::duration, requires = "opml")]
    per_host_interval: Option<Duration>,
}

/// The most that is taken of a list.
const MAX_LIST: u64 = 64 << 20;
/// The most feeds of one pass.
const MAX_FEEDS: usize = 100_000;

impl Listed {
    /// The configuration that is listed; none when the file of the configuration is meant.
    pub(super) fn config(&self, context: &Context) -> Result<Option<Config>> {
        let (Some(path), Some(brands), Some(state)) = (&self.opml, &self.brands, &self.state) else { return Ok(None) };
        let locale = context.locale;
        let (feeds, complaints) = opml::addresses(&text(path)?, MAX_FEEDS);
        for complaint in complaints {
            tracing::warn!("{}: {}", path.display(), complaint.detail);
        }
        let names = text(brands)?;
        let names = names.lines().enumerate().map(|(at, line)| (at + 1, line.trim().to_owned()));
        let lists = Lists {
            feeds,
            brands: names.filter(|(_, name)| !name.is_empty()).collect(),
            state_dir: state.clone(),
            allow_hosts: self.allow_hosts.iter().map(|host| host.trim().to_lowercase()).collect(),
            per_host_interval: self.per_host_interval,
        };
        match config::listed(lists, locale) {
            Ok(config) => Ok(Some(config)),
            Err(Unlisted::Brand(line, why)) => {
                let facts = [("path", brands.display().to_string().into()), ("line", line.into()), ("why", why.into())];
                bail!(tell(locale, "cli-poll-brand", &facts))
            }
            Err(Unlisted::Host(host)) => bail!(tell(locale, "cli-poll-host", &[("host", host.into())])),
            Err(Unlisted::Nothing) => bail!(say(locale, "cli-poll-nothing")),
            Err(Unlisted::Model(report)) => bail!("\n{}", report.render(false)),
        }
    }
}

fn text(path: &Path) -> Result<String> {
    let shown = || path.display().to_string();
    let file = File::open(path).with_context(shown)?;
    let length = file.metadata().map_or(0, |meta| meta.len().min(MAX_LIST));
    let mut bytes = Vec::with_capacity(usize::try_from(length)? + 1);
    file.take(MAX_LIST).read_to_end(&mut bytes).with_context(shown)?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}
