//! What goes to the terminal and to the log.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::prelude::*;
use tracing_subscriber::{EnvFilter, fmt as log};

use crate::locale::{detail, say};
use crate::model::Locale;

/// Standard output, locked and buffered.
pub(super) fn out() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::new(io::stdout().lock())
}

/// Says on standard error what went wrong.
pub(super) fn complain(message: &str) {
    // Nobody is left to tell when standard error is closed too.
    let _ = writeln!(io::stderr(), "{message}");
}

/// What went wrong, cause by cause, in a person's language.
pub(super) fn causes(locale: Locale, failure: &anyhow::Error) -> String {
    let mut told: Vec<String> = Vec::new();
    for cause in failure.chain() {
        let words = match cause.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(io::ErrorKind::NotFound) => say(locale, "cli-io-missing"),
            Some(io::ErrorKind::PermissionDenied) => say(locale, "cli-io-denied"),
            Some(io::ErrorKind::StorageFull) => say(locale, "cli-io-full"),
            Some(io::ErrorKind::AddrInUse) => say(locale, "cli-io-taken"),
            _ => detail(locale, &cause.to_string()),
        };
        // SQLite says everything twice.
        if !told.contains(&words) && !words.starts_with("Error code ") {
            told.push(words);
        }
    }
    told.join(if locale == Locale::Fr { "\u{a0}: " } else { ": " })
}

/// Whether the reader of our output has gone (`vigie mentions | head`): no failure.
pub(super) fn is_closed_pipe(failure: &anyhow::Error) -> bool {
    failure.chain().any(|cause| {
        let written = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let as_json = || cause.downcast_ref::<serde_json::Error>()?.io_error_kind();
        written.or_else(as_json) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// Who reads the log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LogReader {
    /// A person who runs one command: only what went wrong.
    Command,
    /// A person who watches the demonstration: what happens, on standard output.
    Watcher,
    /// An operator: journald when it listens, else standard error.
    Operator,
}

/// Starts the log; `VIGIE_LOG` filters it (`debug`, `vigie::daemon=trace`).
pub(super) fn start_log(reader: LogReader) {
    // refinery tells at each start that there was nothing to migrate; a certificate that is refused is told with its source.
    let level = match reader {
        LogReader::Command => "error,rustls_platform_verifier=off",
        // The mailbox of the demonstration tells itself what it receives.
        LogReader::Watcher => "info,refinery_core=warn,rustls_platform_verifier=off,vigie::daemon::deliver=warn",
        LogReader::Operator => "info,refinery_core=warn,rustls_platform_verifier=off",
    };
    let filter = EnvFilter::try_from_env("VIGIE_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let registry = tracing_subscriber::registry().with(filter);
    match reader {
        LogReader::Operator if std::env::var_os("JOURNAL_STREAM").is_some() => match tracing_journald::layer() {
            Ok(journal) => registry.with(journal).init(),
            Err(_) => registry.with(log::layer().with_writer(io::stderr).with_ansi(false)).init(),
        },
        LogReader::Watcher => {
            let colour = io::stdout().is_terminal();
            let words = log::format::debug_fn(|writer, field, value| match field.name() {
                "message" => write!(writer, "{value:?}"),
                _ => Ok(()),
            });
            let layer = log::layer().with_timer(Elapsed::default()).with_writer(io::stdout).with_ansi(colour);
            registry.with(layer.with_target(false).fmt_fields(words)).init();
        }
        LogReader::Operator | LogReader::Command => {
            registry.with(log::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal())).init();
        }
    }
}

/// Seconds since the start: what a watcher compares.
struct Elapsed(std::time::Instant);

impl Default for Elapsed {
    fn default() -> Self {
        Self(std::time::Instant::now())
    }
}

impl FormatTime for Elapsed {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        write!(writer, "{:>5.1} s", self.0.elapsed().as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    /// What nobody reads any more.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_reader_who_has_gone_is_known_behind_whatever_tells_of_it() {
        let written = || writeln!(Closed, "a");
        assert!(is_closed_pipe(&written().unwrap_err().into()));
        assert!(is_closed_pipe(&written().context("mentions").context("row 2").unwrap_err()));
        assert!(is_closed_pipe(&serde_json::to_writer(Closed, &[1]).unwrap_err().into()));
        assert!(is_closed_pipe(&serde_json::to_writer(Closed, &[1]).context("row 2").unwrap_err()));
        assert!(!is_closed_pipe(&anyhow::Error::from(io::Error::from(io::ErrorKind::NotFound))));
    }
}
