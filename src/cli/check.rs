//! `vigie check`: is the configuration right?

use std::io::{IsTerminal, Write};

use anyhow::Result;
use clap::Args;

use super::output::out;
use super::{Context, Exit, open};
use crate::config;
use crate::locale::tell;

/// Arguments of `vigie check`.
#[derive(Args)]
pub(super) struct Check {
    #[arg(long)]
    strict: bool,
}

/// Says all that is wrong at once, or what will be watched.
pub(super) fn run(args: &Check, context: &Context) -> Result<Exit> {
    let path = open::config_path(context);
    let colour = std::io::stdout().is_terminal();
    let mut out = out();
    match config::check(&path, context.locale) {
        Err(report) => {
            writeln!(out, "{}", report.render(colour))?;
            out.flush()?;
            Ok(Exit::Failed)
        }
        Ok(loaded) => {
            let warned = !loaded.warnings.is_empty();
            for warning in &loaded.warnings {
                writeln!(out, "{}\n", warning.render(colour))?;
            }
            let config = &loaded.config;
            let facts = [
                ("path", path.display().to_string().into()),
                ("brands", config.brands.len().into()),
                ("sources", config.sources.len().into()),
                ("recipients", config.recipients.len().into()),
            ];
            writeln!(out, "{}", tell(context.locale, "cli-check-well", &facts))?;
            if let Some(proxy) = &config.fetch.proxy {
                let facts = [("proxy", proxy.address.to_string().into())];
                writeln!(out, "{}", tell(context.locale, "cli-check-proxy", &facts))?;
            }
            out.flush()?;
            Ok(if warned && args.strict { Exit::Failed } else { Exit::Well })
        }
    }
}
