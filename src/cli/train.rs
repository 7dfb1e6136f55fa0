//! `vigie train`: makes the tables of the tone anew from labelled texts. The same files give the same bytes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use super::output::out;
use super::{Context, Exit, eval};
use crate::locale::tell;
use crate::understand::tone::{self, Head};

/// Arguments of `vigie train`.
#[derive(Args)]
pub(super) struct Train {
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Trains every table and writes it down.
pub(super) fn run(args: &Train, context: &Context) -> Result<Exit> {
    let mut said = out();
    for head in Head::ALL {
        let mut parts = Vec::new();
        for part in head.parts() {
            let (_, read) = eval::read(&args.data.join(format!("{}.jsonl.gz", part.file)))?;
            parts.push((read, part.weight));
        }
        let count: usize = parts.iter().map(|(rows, _)| rows.len()).sum();
        let table = tone::train(head, &parts, &head.plan());
        let path = args.out.join(head.file());
        fs::write(&path, &table).with_context(|| format!("writing {}", path.display()))?;
        let facts = [("file", path.display().to_string().into()), ("n", count.into()), ("bytes", table.len().into())];
        writeln!(said, "{}", tell(context.locale, "cli-train-line", &facts))?;
        said.flush()?;
    }
    Ok(Exit::Well)
}
