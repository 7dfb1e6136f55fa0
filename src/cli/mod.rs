//! The command line: one file a command.
//!
//! After clig.dev: examples first, `--json` where a program may read, no prompt without a terminal, the next command
//! suggested. What a person reads is in their language (`LANG`); what a program reads is not translated.

mod ack;
mod add;
mod analyse;
mod check;
mod correct;
mod demo;
mod digest;
mod discover;
mod eval;
mod explain;
mod help;
mod incidents;
mod init;
mod listed;
mod mentions;
mod open;
mod output;
mod pages;
mod poll;
mod polls;
mod preview;
mod query;
mod read;
mod retone;
mod run;
mod sources;
mod stats;
mod status;
mod test_email;
mod train;
mod trends;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::{FromArgMatches, Parser, Subcommand};

use crate::model::Locale;
use crate::{config, locale};
use output::LogReader;

/// vigie, the lookout: what is said of a brand, by mail when it matters.
#[derive(Parser)]
#[command(name = "vigie", version, arg_required_else_help = true, max_term_width = 100)]
#[command(disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
struct Arguments {
    #[arg(long, short, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
    lang: Option<Locale>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Init(init::Init),
    Check(check::Check),
    Run,
    Poll(poll::Poll),
    Read(read::Read),
    Sources(sources::Sources),
    Pages(pages::Pages),
    Discover(discover::Discover),
    Add(add::Add),
    Mentions(mentions::Mentions),
    Explain(explain::Explain),
    Correct(correct::Correct),
    Retone(retone::Retone),
    Query(query::Query),
    Incidents(incidents::Incidents),
    Trends(trends::Trends),
    Ack(ack::Ack),
    Digest(digest::Digest),
    TestEmail(test_email::TestEmail),
    Stats(stats::Stats),
    Analyse(analyse::Analyse),
    Status,
    Eval(eval::Eval),
    Train(train::Train),
    Backtest(eval::Backtest),
    Help(help::Help),
}

impl Command {
    fn log_reader(&self) -> LogReader {
        match self {
            Self::Demo(_) => LogReader::Watcher,
            Self::Run => LogReader::Operator,
            _ => LogReader::Command,
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// As wished.
    Well,
    /// Not as wished; the command has said why.
    Failed,
}

/// What a command is given beside its own arguments.
struct Context {
    config: Option<PathBuf>,
    locale: Locale,
}

/// Parses the command line and runs the command.
pub fn main() -> ExitCode {
    let wanted = asked_language(std::env::args()).and_then(|tag| Locale::of_tag(&tag));
    let known = wanted.or_else(|| Locale::of_tag(&environment_language()));
    let spoken = known.unwrap_or_default();
    let parsed = help::command(spoken).try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(mistake) => return usage::refuse(&mistake, spoken),
    };
    let mut context = Context { config: arguments.config, locale: spoken };
    // A fresh machine's terminal has no language: the configuration then says who reads.
    if let (None, Some(configured)) = (known, config::language(&open::config_path(&context))) {
        context.locale = configured;
    }
    let spoken = context.locale;
    output::start_log(arguments.command.log_reader());
    let outcome = runtime(&arguments.command)
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(dispatch(arguments.command, &context)));
    match outcome {
        Ok(Exit::Well) => ExitCode::SUCCESS,
        Ok(Exit::Failed) => ExitCode::FAILURE,
        Err(failure) if output::is_closed_pipe(&failure) => ExitCode::SUCCESS,
        Err(failure) => {
            let why = output::causes(spoken, &failure);
            output::complain(&locale::tell(spoken, "cli-failed", &[("why", why.into())]));
            ExitCode::FAILURE
        }
    }
}

/// One pass waits on the network and reads on a few threads beside it: more workers would only hand polls to one another.
fn runtime(command: &Command) -> std::io::Result<tokio::runtime::Runtime> {
    let mut builder = match command {
        Command::Poll(_) => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    if matches!(command, Command::Poll(_)) {
        builder.max_blocking_threads(poll::THREADS);
    }
    builder.enable_all().build()
}

async fn dispatch(command: Command, context: &Context) -> Result<Exit> {
    match command {
        Command::Demo(args) => demo::run(args, context.locale).await,
        Command::Init(args) => init::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Run => run::run(context).await,
        Command::Poll(args) => poll::run(args, context).await,
        Command::Read(args) => read::run(&args, context),
        Command::Sources(args) => sources::run(&args, context).await,
        Command::Pages(args) => pages::run(&args, context).await,
        Command::Discover(args) => discover::run(&args, context).await,
        Command::Add(args) => add::run(&args, context),
        Command::Mentions(args) => mentions::run(args, context).await,
        Command::Explain(args) => explain::run(&args, context).await,
        Command::Correct(args) => correct::run(args, context).await,
        Command::Retone(args) => retone::run(&args, context).await,
        Command::Query(args) => query::run(&args, context),
        Command::Incidents(args) => incidents::run(&args, context).await,
        Command::Trends(args) => trends::run(&args, context).await,
        Command::Ack(args) => ack::run(args, context).await,
        Command::Digest(args) => digest::run(args, context).await,
        Command::TestEmail(args) => test_email::run(args, context).await,
        Command::Stats(args) => stats::run(&args, context).await,
        Command::Status => status::run(context).await,
        Command::Analyse(args) => analyse::run(&args, context),
        Command::Eval(args) => eval::run(&args, context),
        Command::Train(args) => train::run(&args, context),
        Command::Backtest(args) => eval::backtest(&args, context),
        Command::Help(args) => help::run(&args, context),
    }
}

/// The language that the command line asks for, needed before it is parsed: what is wrong with it is told in it.
fn asked_language(words: impl Iterator<Item = String>) -> Option<String> {
    let mut words = words.take_while(|word| word != "--");
    let word = words.find(|word| word == "--lang" || word.starts_with("--lang="))?;
    word.strip_prefix("--lang=").map(str::to_owned).or_else(|| words.next())
}

/// Reads a language on the command line.
fn language(text: &str) -> Result<Locale, String> {
    Locale::of_tag(text).ok_or_else(|| "cli-takes-language".to_owned())
}

/// The environment's language, in the order of POSIX.
fn environment_language() -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default()
}

/// Reads a length of time on the command line, as the configuration writes it (`90s`, `15 min`, `30d`). Its error is the key
/// of what it takes, for `usage`.
fn duration(text: &str) -> Result<Duration, String> {
    crate::config::duration(text).ok_or_else(|| "cli-takes-time".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, want: Option<&str>) {
        assert_eq!(asked_language(line.split(' ').map(str::to_owned)).as_deref(), want, "{line}");
    }

    #[test]
    fn the_language_is_read_however_it_is_written() {
        check("vigie --lang fr check", Some("fr"));
        check("vigie check --lang=fr", Some("fr"));
        check("vigie check", None);
        check("vigie query check -- --lang=fr", None);
    }
}
