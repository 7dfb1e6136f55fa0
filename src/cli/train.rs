//! `vigie train`: makes the tables of the tone anew from labelled texts. The same files give the same bytes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;

use super::output::out;
use super::{Context, Exit, eval};
use crate::locale::tell;
use crate::understand::tone::{self, Head, Tutor};

/// Arguments of `vigie train`.
#[derive(Args)]
pub(super) struct Train {
    #[arg(long, value_name = "DIR", required = true)]
    data: Vec<PathBuf>,
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Trains every table and writes it down.
pub(super) fn run(args: &Train, context: &Context) -> Result<Exit> {
    let mut said = out();
    for head in Head::ALL {
        let mut parts = Vec::new();
        for part in head.parts() {
            let (_, read) = eval::read(&find(&args.data, part.file)?)?;
            parts.push((read, part.weight));
        }
        let count: usize = parts.iter().map(|(rows, _)| rows.len()).sum();
        let tutor = |tutor: &Tutor| anyhow::Ok(eval::read(&find(&args.data, tutor.file)?)?.1);
        let tutors = head.tutors().iter().map(tutor).collect::<Result<Vec<_>>>()?;
        let table = tone::train(head, &parts, &tutors, &head.plan());
        let path = args.out.join(head.file());
        fs::write(&path, &table).with_context(|| path.display().to_string())?;
        let facts = [("file", path.display().to_string().into()), ("n", count.into()), ("bytes", table.len().into())];
        writeln!(said, "{}", tell(context.locale, "cli-train-line", &facts))?;
        said.flush()?;
    }
    Ok(Exit::Well)
}

/// The file of this name in the first folder that has it, packed or not.
fn find(folders: &[PathBuf], name: &str) -> Result<PathBuf> {
    let candidates =
        folders.iter().flat_map(|folder| ["jsonl.gz", "jsonl"].map(|ending| folder.join(format!("{name}.{ending}"))));
    let found = candidates.into_iter().find(|path| path.exists());
    found.with_context(|| format!("no folder of --data holds {name}.jsonl.gz or {name}.jsonl"))
}
