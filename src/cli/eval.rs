//! `vigie eval` and `vigie backtest`: how good are the judgements, on data that one can name?

mod measures;
mod references;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use super::output::{complain, out};
use super::{Context, Exit, open, polls};
use crate::detect::series::{self, SeriesError};
use crate::locale::{detail, say};
use crate::model::Language;
use crate::understand::tone::{self, Reader, Row};

/// Arguments of `vigie eval`.
#[derive(Args)]
pub(super) struct Eval {
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Arguments of `vigie backtest`.
#[derive(Args)]
pub(super) struct Backtest {
    #[arg(long, value_enum, default_value_t = Kind::Series)]
    kind: Kind,
    #[arg(long, value_name = "FILE", required_if_eq("kind", "polls"))]
    data: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value_t = 24.0)]
    budget: f64,
}

/// What is replayed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Counts.
    Series,
    /// Dates of publications.
    Polls,
}

#[derive(Deserialize)]
struct Labelled {
    text: String,
    label: String,
    lang: String,
    from: Option<usize>,
    to: Option<usize>,
}

/// Prints, for each file, every figure that it lets measure.
pub(super) fn run(args: &Eval, context: &Context) -> Result<Exit> {
    // A configuration that is asked for by name is what is measured; one that lies about is not.
    let reader = if context.config.is_some() { open::config(context)?.tone } else { Reader::default() };
    let mut out = out();
    writeln!(out, "{}", say(context.locale, "cli-eval-head"))?;
    for path in &args.files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = if path.extension().is_some_and(|extension| extension == "txt") {
            measures::stories(path)?
        } else {
            measures::judgements(path, read(path)?, &reader, context.locale)?
        };
        measures::write(&mut out, &name, &found, context.locale)?;
        out.flush()?;
    }
    Ok(Exit::Well)
}

/// The rows of a file, and their language.
pub(super) fn read(path: &Path) -> Result<(Language, Vec<Row>)> {
    let file = fs::File::open(path).with_context(|| path.display().to_string())?;
    let file: Box<dyn Read> = if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut rows = Vec::new();
    let mut language = Language::Other;
    for (i, line) in BufReader::new(file).lines().enumerate() {
        let place = || format!("{}:{}", path.display(), i + 1);
        let labelled: Labelled = serde_json::from_str(&line.with_context(place)?).with_context(place)?;
        language = match labelled.lang.as_str() {
            "fr" => Language::Fr,
            "en" => Language::En,
            _ => Language::Other,
        };
        rows.push(row(labelled));
    }
    Ok((language, rows))
}

fn row(labelled: Labelled) -> Row {
    let target = labelled.from.zip(labelled.to);
    let target = target.and_then(|(from, to)| tone::bytes_of_chars(&labelled.text, from, to));
    Row { label: labelled.label, target, text: labelled.text }
}

/// Reads a series on standard input, writes it with its anomaly scores and alerts on standard output; or replays polls.
pub(super) fn backtest(args: &Backtest, context: &Context) -> Result<Exit> {
    if let (Kind::Polls, Some(data)) = (args.kind, &args.data) {
        return polls::backtest(data, args.budget, context);
    }
    let mut out = out();
    match series::run(std::io::stdin().lock(), &mut out) {
        Ok(()) => out.flush()?,
        Err(SeriesError::Io(failure)) => return Err(failure.into()),
        Err(failure) => {
            out.flush()?;
            complain(&detail(context.locale, &failure.to_string()));
            return Ok(Exit::Failed);
        }
    }
    Ok(Exit::Well)
}
