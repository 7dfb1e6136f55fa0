//! The configuration and the store that a command works on.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};

use super::Context;
use crate::config::{self, Config};
use crate::daemon::{App, Clock};
use crate::locale::{say, tell};
use crate::store::Store;

/// The configuration file: the one asked for, else `vigie.toml` here, else the system's.
pub(super) fn config_path(context: &Context) -> PathBuf {
    if let Some(asked) = &context.config {
        return asked.clone();
    }
    let here = PathBuf::from("vigie.toml");
    let installed =
        std::env::var_os("CONFIGURATION_DIRECTORY").map_or_else(|| PathBuf::from("/etc/vigie"), PathBuf::from);
    let installed = installed.join("vigie.toml");
    if !here.exists() && installed.exists() { installed } else { here }
}

/// The checked configuration; its findings are the error otherwise.
pub(super) fn config(context: &Context) -> Result<Config> {
    let path = config_path(context);
    if !path.exists() {
        let path = path.display().to_string();
        bail!(tell(context.locale, "cli-no-config", &[("path", path.into())]));
    }
    match config::load(&path, context.locale) {
        Ok(loaded) => Ok(loaded.config),
        Err(report) => bail!("{}\n{}", say(context.locale, "cli-config-wrong"), report.render(false)),
    }
}

/// The store beside a daemon that may be running: reads only.
pub(super) fn reader(context: &Context) -> Result<(Config, Store)> {
    let config = config(context)?;
    let path = database(&config, context)?;
    let store = Store::open_reader(&path)?;
    Ok((config, store))
}

/// The store beside a daemon that may be running: short writes.
pub(super) fn shared(context: &Context) -> Result<(Config, Store)> {
    let config = config(context)?;
    let path = database(&config, context)?;
    let store = Store::open_shared(&path)?;
    Ok((config, store))
}

/// All that the daemon has, for a command that works in its place.
pub(super) async fn app(context: &Context) -> Result<Arc<App>> {
    app_of(config(context)?).await
}

/// The same with a configuration that is no file.
pub(super) async fn app_of(config: Config) -> Result<Arc<App>> {
    std::fs::create_dir_all(&config.state_dir).with_context(|| config.state_dir.display().to_string())?;
    let clock = Clock::system();
    let store = Store::open(&config.state_dir.join("vigie.db"), clock.now())?;
    App::new(config, store, clock).await
}

fn database(config: &Config, context: &Context) -> Result<PathBuf> {
    let path = config.state_dir.join("vigie.db");
    if !path.exists() {
        let shown = path.display().to_string();
        bail!(tell(context.locale, "cli-no-database", &[("path", shown.into())]));
    }
    Ok(path)
}

/// What the daemon has, over a store that only reads: beside a daemon that may be running.
pub(super) async fn viewer(context: &Context) -> Result<Arc<App>> {
    let (config, store) = reader(context)?;
    App::viewer(config, store, Clock::system()).await
}
