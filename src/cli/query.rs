//! `vigie query`: is a query right, what does it ask, does it hit what it should?

use std::io::{Read as _, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};

use super::output::out;
use super::{Context, Exit, open};
use crate::locale::{say, tell};
use crate::model::Locale;
use crate::understand::query::{self, Library, Parsed, trial};

/// Bytes of a file of queries or trials.
const LONGEST: u64 = 4 << 20;

/// Arguments of `vigie query`.
#[derive(Args)]
pub(super) struct Query {
    #[arg(value_enum, hide_possible_values = true)]
    action: Action,
    file: String,
}

/// What is done with the file.
#[derive(Clone, Copy, ValueEnum)]
enum Action {
    /// Whether the query can be asked, and its plain form.
    Check,
    /// What it asks, in words.
    Explain,
    /// Whether queries hit the texts that they should.
    Test,
}

/// Does what was asked with the query, or with the file of trials.
pub(super) fn run(args: &Query, context: &Context) -> Result<Exit> {
    let text = text(&args.file, context.locale)?;
    let searches = searches(context)?;
    let mut out = out();
    let exit = match args.action {
        Action::Check => check(&mut out, &text, &searches, context.locale)?,
        Action::Explain => explain(&mut out, &text, &searches, context.locale)?,
        Action::Test => test(&mut out, &text, &searches, context.locale)?,
    };
    out.flush()?;
    Ok(exit)
}

/// What stands in the file; of what is no file, the words themselves; of `-`, standard input.
fn text(file: &str, locale: Locale) -> Result<String> {
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().take(LONGEST).read_to_string(&mut text)?;
        return Ok(text);
    }
    let path = Path::new(file);
    if !path.is_file() {
        return Ok(file.to_owned());
    }
    let opened = std::fs::File::open(path).with_context(|| file.to_owned())?;
    opened.take(LONGEST + 1).read_to_string(&mut text).with_context(|| file.to_owned())?;
    if text.len() as u64 > LONGEST {
        bail!(say(locale, "cli-query-too-long"));
    }
    Ok(text)
}

/// The saved searches of the configuration, if there is one.
fn searches(context: &Context) -> Result<Arc<Library>> {
    if context.config.is_none() && !open::config_path(context).exists() {
        return Ok(Arc::new(Library::new([])));
    }
    Ok(open::config(context)?.searches)
}

fn check(out: &mut impl Write, text: &str, searches: &Library, locale: Locale) -> Result<Exit> {
    let Some(parsed) = parsed(out, text, searches, locale)? else { return Ok(Exit::Failed) };
    if !parsed.of_mentions.is_empty() {
        writeln!(out, "{}\n{}\n", say(locale, "query-of-mentions"), say(locale, "query-of-mentions-remedy"))?;
    }
    writeln!(out, "{}\n  {}", say(locale, "cli-query-well"), parsed.query)?;
    Ok(Exit::Well)
}

fn explain(out: &mut impl Write, text: &str, searches: &Library, locale: Locale) -> Result<Exit> {
    let Some(parsed) = parsed(out, text, searches, locale)? else { return Ok(Exit::Failed) };
    for (depth, line) in parsed.query.explained(locale) {
        writeln!(out, "{}{line}", "  ".repeat(depth))?;
    }
    Ok(Exit::Well)
}

/// The query, its doubts said; none when it cannot be asked, and why is said.
fn parsed(out: &mut impl Write, text: &str, searches: &Library, locale: Locale) -> Result<Option<Parsed>> {
    match query::Query::parse_with(text, searches) {
        Err(errors) => {
            write!(out, "{}", query::render(text, &errors, locale))?;
            Ok(None)
        }
        Ok(parsed) => {
            for warning in &parsed.warnings {
                writeln!(out, "{}\n{}\n", warning.message(locale), warning.remedy(locale))?;
            }
            Ok(Some(parsed))
        }
    }
}

fn test(out: &mut impl Write, text: &str, searches: &Library, locale: Locale) -> Result<Exit> {
    let (trials, unread) = trial::read(text);
    let mut failed = 0;
    for line in unread {
        failed += 1;
        writeln!(out, "{}", tell(locale, "cli-query-no-trial", &[("line", line.to_string().into())]))?;
    }
    for same in trials.chunk_by(|a, b| a.query == b.query) {
        let asked = match query::Query::parse_with(&same[0].query, searches) {
            Ok(parsed) => parsed.query,
            Err(errors) => {
                failed += same.len();
                write!(out, "{}", query::render(&same[0].query, &errors, locale))?;
                continue;
            }
        };
        for trial in same.iter().filter(|trial| trial.hits(&asked) != trial.wanted) {
            failed += 1;
            let key = if trial.wanted { "cli-query-missed" } else { "cli-query-hit" };
            let facts = [
                ("line", trial.line.to_string().into()),
                ("query", trial.query.as_str().into()),
                ("text", trial.written.as_str().into()),
            ];
            writeln!(out, "{}", tell(locale, key, &facts))?;
        }
    }
    let facts = [("count", trials.len().into()), ("failed", failed.into())];
    writeln!(out, "{}", tell(locale, "cli-query-tested", &facts))?;
    Ok(if failed == 0 && !trials.is_empty() { Exit::Well } else { Exit::Failed })
}
