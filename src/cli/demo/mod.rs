//! `vigie demo`: the main job on a self-contained world.
//!
//! A small web on loopback, an SMTP sink on loopback, and between them the real daemon with an ordinary configuration:
//! nothing in it knows that this is a demonstration. Deliberately absent: any shortcut past HTTP, SQLite or SMTP.

mod expected;
mod pages;
mod script;
mod settings;
mod sink;
mod world;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::{Exit, duration};
use crate::config;
use crate::daemon::{self, Options};
use crate::locale::{say, tell};
use crate::model::Locale;
use expected::Expected;

/// Arguments of `vigie demo`.
#[derive(Args)]
pub(super) struct Demo {
    #[arg(long = "for", value_name = "TIME", value_parser = duration)]
    span: Option<Duration>,
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Runs the demonstration until its time is over or Ctrl-C.
pub(super) async fn run(args: Demo, locale: Locale) -> Result<Exit> {
    let folder = match args.dir {
        Some(dir) => dir,
        None => std::env::temp_dir().join(format!("vigie-demo-{}", std::process::id())),
    };
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let stop = CancellationToken::new();
    let expected = Arc::new(Expected::new(locale));
    let world = world::start(stop.clone()).await?;
    let mails = folder.join("mails");
    let relay = sink::start(mails.clone(), Arc::clone(&expected), stop.clone()).await?;
    let page = settings::free_port()?;
    let config_path = folder.join("vigie.toml");
    std::fs::write(&config_path, settings::text(world.address, relay, page, locale))
        .with_context(|| config_path.display().to_string())?;
    let loaded = config::load(&config_path, locale).map_err(|report| anyhow::anyhow!("{}", report.render(false)))?;
    info!("{}", say(locale, "cli-demo-start"));
    info!("{}", tell(locale, "cli-demo-page", &[("page", format!("http://{page}/").into())]));
    info!("{}", tell(locale, "cli-demo-mails", &[("mails", mails.display().to_string().into())]));
    tokio::spawn(script::play(world, locale, stop.clone()));
    if let Some(span) = args.span {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::time::sleep(span).await;
            stop.cancel();
        });
    }
    let options = Options { config_path, locale, stop };
    daemon::run(
        loaded.config,
        options,
        Box::new(|app, listener, stop| Box::pin(crate::web::serve(app, listener, stop))),
    )
    .await?;
    Ok(finish(&expected, args.span.is_some(), locale))
}

fn finish(expected: &Expected, timed: bool, locale: Locale) -> Exit {
    let missing = expected.missing();
    if missing.is_empty() {
        info!("{}", say(locale, "cli-demo-complete"));
        return Exit::Well;
    }
    info!("{}", tell(locale, "cli-demo-incomplete", &[("missing", missing.join(", ").into())]));
    if timed { Exit::Failed } else { Exit::Well }
}
