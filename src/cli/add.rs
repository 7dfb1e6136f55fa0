//! `vigie add`: a source more, at the end of the config file, once the whole file with it has been checked.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::output::out;
use super::sources::write_block;
use super::{Context, Exit, open};
use crate::config::SourceConfig;
use crate::config::append::quoted;
use crate::daemon::fetch_policy;
use crate::ingest::fetch::Fetcher;
use crate::locale::{detail, say, tell};

/// Arguments of `vigie add`.
#[derive(Args)]
pub(super) struct Add {
    /// An address, or `key=value` of a preset.
    what: Vec<String>,
    #[arg(long, value_name = "KIND")]
    preset: Option<String>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    every: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

/// Adds the source, or shows what would be added.
pub(super) fn run(args: &Add, context: &Context) -> Result<Exit> {
    let block = block(args, context)?;
    let path = open::config_path(context);
    if !path.exists() {
        bail!(tell(context.locale, "cli-no-config", &[("path", path.display().to_string().into())]));
    }
    let loaded = write_block(&path, &block, true, context.locale)?;
    let known = open::config(context)?.sources;
    let fetcher = Fetcher::new(fetch_policy(&loaded.config))?;
    let is_new = |source: &&SourceConfig| !known.iter().any(|known| known.name == source.name);
    for source in loaded.config.sources.iter().filter(is_new) {
        // What would never be asked is not even written down.
        if let Err(failure) = fetcher.check(source.url.as_str()) {
            bail!(refused(detail(context.locale, &failure.detail), source.url.host_str().unwrap_or_default(), context));
        }
    }
    if !args.dry_run {
        write_block(&path, &block, false, context.locale)?;
    }
    let mut out = out();
    writeln!(out, "{block}")?;
    for warning in &loaded.warnings {
        writeln!(out, "{warning}")?;
    }
    let key = if args.dry_run { "cli-add-preview" } else { "cli-add-done" };
    writeln!(out, "{}", tell(context.locale, key, &[("path", path.display().to_string().into())]))?;
    out.flush()?;
    Ok(Exit::Well)
}

/// Why, and what to write where the machine is one's own.
fn refused(why: String, host: &str, context: &Context) -> String {
    tell(context.locale, "cli-add-refused", &[("why", why.into()), ("host", host.to_owned().into())])
}

/// The `[[source]]`. Values are quoted: whatever is written, it is a value.
fn block(args: &Add, context: &Context) -> Result<String> {
    let mut lines = vec!["[[source]]".to_owned()];
    if let Some(name) = &args.name {
        lines.push(format!("name = {}", quoted(name)));
    }
    match (&args.preset, args.what.as_slice()) {
        (Some(kind), given) => {
            lines.push(format!("kind = {}", quoted(kind)));
            for pair in given {
                let Some((key, value)) = pair.split_once('=').filter(|(key, _)| is_key(key)) else {
                    bail!(tell(context.locale, "cli-add-pair", &[("pair", pair.as_str().into())]));
                };
                let values: Vec<String> = match key {
                    // Commas belong to words and addresses.
                    "query" | "url" => vec![quoted(value)],
                    _ => value.split(',').map(|value| quoted(value.trim())).collect(),
                };
                let value =
                    if let [one] = values.as_slice() { one.clone() } else { format!("[{}]", values.join(", ")) };
                lines.push(format!("{key} = {value}"));
            }
        }
        (None, [url]) if !url.contains("://") => lines.push(format!("url = {}", quoted(&format!("https://{url}")))),
        (None, [url]) => lines.push(format!("url = {}", quoted(url))),
        (None, _) => bail!(say(context.locale, "cli-add-what")),
    }
    if let Some(every) = &args.every {
        lines.push(format!("every = {}", quoted(every)));
    }
    Ok(lines.join("\n"))
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
