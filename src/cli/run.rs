//! `vigie run`: the daemon.

use anyhow::Result;
use tokio_util::sync::CancellationToken;

use super::{Context, Exit, open};
use crate::daemon::{self, Options};

/// Runs until SIGTERM.
pub(super) async fn run(context: &Context) -> Result<Exit> {
    let config = open::config(context)?;
    let options =
        Options { config_path: open::config_path(context), locale: context.locale, stop: CancellationToken::new() };
    daemon::run(config, options, Box::new(|app, listener, stop| Box::pin(crate::web::serve(app, listener, stop))))
        .await?;
    Ok(Exit::Well)
}
