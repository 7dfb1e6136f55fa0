//! A file of counts through the detector: what `vigie backtest --kind series` does between its two pipes.
//!
//! In: CSV with a header; `timestamp,value` and, by name and in any order, `late`, `stories`, `coverage`; other columns
//! are ignored. The step is the difference of the first two timestamps; bins that are missing count as not covered. Out:
//! `timestamp,value,anomaly_score,alert`, a row for each row, timestamp and value as they were read.
//!
//! One line is held at a time, and a row of the output depends on no later row of the input. The columns are so plain
//! that quoted commas are not supported, only quotes round a cell.

mod row;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Read as _, Write};
use std::time::Duration;

use super::volume::Detector;
use crate::model::{Bin, Timestamp};
use row::{Columns, Row};

/// A line longer than this is no line of counts.
const LINE_MAX: u64 = 64 * 1024;
/// Missing bins are made up for at most so many: the detector has forgotten most of what was before.
const GAP_MAX: i64 = 100_000;
const SECOND_MS: i64 = crate::model::SECOND_MS;
/// Steps that are accepted, in seconds.
const STEP_SECONDS: std::ops::RangeInclusive<i64> = 60..=86_400;

/// Why a series could not be read to its end.
#[derive(Debug, thiserror::Error)]
pub enum SeriesError {
    /// A line is not what it should be; the remedy is to mend it.
    #[error("line {line}: {what}")]
    Row {
        /// From 1, the header included.
        line: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Scores a series, line by line.
pub fn run(input: impl BufRead, mut output: impl Write) -> Result<(), SeriesError> {
    let mut lines = Lines { input, line: Vec::new(), number: 0 };
    let header = lines.next()?.ok_or(SeriesError::Row { line: 1, what: "the header is missing" })?;
    let columns = Columns::of(header).map_err(|what| SeriesError::Row { line: lines.number, what })?;
    output.write_all(b"timestamp,value,anomaly_score,alert\n")?;

    // The step is known with the second row only: the first one waits for it.
    let mut first: Option<Row> = None;
    let mut running: Option<Running> = None;
    while let Some(line) = lines.next()? {
        let row = columns.row(line);
        let number = lines.number;
        let wrong = |what| SeriesError::Row { line: number, what };
        let row = row.map_err(wrong)?;
        if let Some(running) = &mut running {
            running.take(&row, &mut output)?;
        } else if let Some(first) = first.take() {
            let step = row.at.since(first.at);
            if !STEP_SECONDS.contains(&(step / SECOND_MS)) {
                return Err(wrong("the first two timestamps must be 60 s to 86400 s apart"));
            }
            let running = running.insert(Running::new(step, first.at));
            running.take(&first, &mut output)?;
            running.take(&row, &mut output)?;
        } else {
            first = Some(row);
        }
    }
    if let Some(only) = first {
        Running::new(crate::model::HOUR_MS, only.at).take(&only, &mut output)?;
    }
    output.flush()?;
    Ok(())
}

struct Running {
    detector: Detector,
    step: i64,
    due: Timestamp,
}

impl Running {
    fn new(step: i64, first: Timestamp) -> Self {
        let span = Duration::from_millis(step.unsigned_abs());
        Self { detector: Detector::new(span), step, due: first }
    }

    fn take(&mut self, row: &Row, output: &mut impl Write) -> io::Result<()> {
        // Half a step of jitter is no gap.
        let gap = (row.at.since(self.due) + self.step / 2).div_euclid(self.step).clamp(0, GAP_MAX);
        for missing in 0..gap {
            self.detector.step(&bin(self.due.plus_millis(missing * self.step), 0.0, 0.0));
        }
        self.due = row.at.plus_millis(self.step);
        let score = self.detector.step(&bin(row.at, row.volume, row.coverage));
        output.write_all(&row.timestamp)?;
        output.write_all(b",")?;
        output.write_all(&row.value)?;
        writeln!(output, ",{:.6},{}", score.anomaly_score(), u8::from(score.alert))
    }
}

fn bin(start: Timestamp, volume: f64, coverage: f64) -> Bin {
    Bin { start, volume, mentions: volume, negative: 0.0, coverage }
}

struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next line that is not blank, without its end.
    fn next(&mut self) -> Result<Option<&[u8]>, SeriesError> {
        loop {
            self.line.clear();
            let read = (&mut self.input).take(LINE_MAX + 1).read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if read as u64 > LINE_MAX {
                return Err(SeriesError::Row { line: self.number, what: "the line is too long" });
            }
            if !self.line.trim_ascii().is_empty() {
                return Ok(Some(self.line.trim_ascii_end()));
            }
        }
    }
}
