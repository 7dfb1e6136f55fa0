//! `vigie backtest --kind polls`: how long do items wait for the poll that finds them, at so many requests?
//!
//! The rules are those of the public comparison of polling policies: 56 days, 28 of them measured, no feed twice in three
//! minutes. Fixed intervals stand beside the learnt schedule, once with as many requests in every minute, as that
//! comparison has it, and once as the service asks: as many over the days, more of them when more is published.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::MultiGzDecoder;

use super::output::out;
use super::{Context, Exit};
use crate::detect::pace::Bounds;
use crate::detect::pace::replay::{Policy, Rules, Score, run, window};
use crate::locale::{decimal, say, tell};

/// Longest file that is read, decompressed.
const LONGEST: u64 = 256 << 20;
/// Unless the user says otherwise, no source is left unasked for longer than two hours.
const BOUNDS: Bounds = Bounds { least: 3, most: 120 };

/// Replays the arrivals of the file, and prints what each policy makes of them.
pub(super) fn backtest(data: &Path, budget: f64, context: &Context) -> Result<Exit> {
    let windows = read(data)?;
    let mut out = out();
    writeln!(out, "{}", say(context.locale, "cli-backtest-polls-head"))?;
    for (policy, name) in [(Policy::Fixed, "fixed"), (Policy::Learnt, "learnt"), (Policy::Priced, "priced")] {
        let score = run(&windows, policy, Rules { budget, bounds: BOUNDS });
        writeln!(out, "{}", line(&score, name, context))?;
        out.flush()?;
    }
    Ok(Exit::Well)
}

fn line(score: &Score, name: &str, context: &Context) -> String {
    let minutes = |value: f64| decimal(context.locale, value, 1);
    let facts = [
        ("policy", say(context.locale, &format!("cli-backtest-polls-{name}")).into()),
        ("feeds", score.feeds.into()),
        ("items", score.items.into()),
        ("polls", decimal(context.locale, score.polls, 2).into()),
        ("mean", decimal(context.locale, score.mean, 2).into()),
        ("half", minutes(score.quantiles[0]).into()),
        ("most", minutes(score.quantiles[1]).into()),
        ("nearly", minutes(score.quantiles[2]).into()),
        ("per_feed", minutes(score.per_feed).into()),
        ("longest", minutes(score.longest).into()),
    ];
    tell(context.locale, "cli-backtest-polls-line", &facts)
}

fn read(path: &Path) -> Result<Vec<Vec<f64>>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    let file: Box<dyn Read> = if zipped { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut windows = Vec::new();
    for (i, line) in BufReader::new(file.take(LONGEST)).lines().enumerate() {
        let place = || format!("{}:{}", path.display(), i + 1);
        let line = line.with_context(place)?;
        let (_, items) = window(&line).context("not a name, a start and gaps in seconds").with_context(place)?;
        windows.push(items);
    }
    Ok(windows)
}
