//! `vigie sources`: what is polled, and how it is doing; with a word behind it, what stands behind it and how to
//! change it.

mod exchange;
mod expand;
mod health;
mod probe;

use anyhow::Result;
use clap::{Args, ValueEnum};

pub(super) use exchange::write_block;

use super::{Context, Exit};

/// Arguments of `vigie sources`.
#[derive(Args)]
pub(super) struct Sources {
    #[arg(value_enum, hide_possible_values = true)]
    action: Option<Action>,
    target: Option<String>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

/// What is done with the sources, beside listing them.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Action {
    /// Every address.
    Expand,
    /// Every service that is known by name.
    Presets,
    /// Asks each once.
    Probe,
    /// Adds a list of feeds.
    Import,
    /// Prints the list of feeds.
    Export,
}

/// Lists the sources, or does what was asked.
pub(super) async fn run(args: &Sources, context: &Context) -> Result<Exit> {
    match args.action {
        None => health::list(context, args.json).await,
        Some(Action::Presets) => expand::known(context, args.json),
        Some(Action::Expand) if args.all => expand::known(context, args.json),
        Some(Action::Expand) => expand::configured(context, args.json),
        Some(Action::Probe) => probe::run(context, args.target.as_deref(), args.json).await,
        Some(Action::Import) => exchange::import(context, args.target.as_deref(), args.dry_run),
        Some(Action::Export) => exchange::export(context),
    }
}
