//! `vigie init`: a first configuration, from five answers.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use super::output::{complain, out};
use super::{Context, Exit};
use crate::config::init::{Answers, EXAMPLE, is_mail, write};
use crate::locale::{say, tell};
use crate::model::Locale;

/// Arguments of `vigie init`. Those that are missing are asked for, on a terminal.
#[derive(Args)]
pub(super) struct Init {
    #[arg(long)]
    brand: Option<String>,
    #[arg(long)]
    site: Option<String>,
    #[arg(long)]
    mail: Option<String>,
    #[arg(long)]
    relay: Option<String>,
    #[arg(long)]
    non_interactive: bool,
    #[arg(long)]
    force: bool,
    #[arg(long)]
    example: bool,
}

/// Asks, and writes the file.
pub(super) fn run(args: &Init, context: &Context) -> Result<Exit> {
    if args.example {
        let mut out = out();
        write!(out, "{EXAMPLE}")?;
        out.flush()?;
        return Ok(Exit::Well);
    }
    let path = context.config.clone().unwrap_or_else(|| "vigie.toml".into());
    if path.exists() && !args.force {
        bail!(tell(context.locale, "cli-init-exists", &[("path", path.display().to_string().into())]));
    }
    let asking = !args.non_interactive && std::io::stdin().is_terminal();
    let locale = language(asking, context.locale)?;
    let ask = |given: &Option<String>, key: &str, needed: bool| answer(given.clone(), key, needed, asking, locale);
    let answers = Answers {
        brand: ask(&args.brand, "cli-init-brand", true)?.unwrap_or_default(),
        site: ask(&args.site, "cli-init-site", false)?,
        mail: mail(args, asking, locale)?,
        relay: ask(&args.relay, "cli-init-relay", false)?,
        locale,
    };
    keep(&path, &write(&answers))?;
    let mut out = out();
    writeln!(out, "{}", tell(locale, "cli-init-done", &[("path", path.display().to_string().into())]))?;
    out.flush()?;
    Ok(Exit::Well)
}

/// An address that mails can go to: asked for again until it is one.
fn mail(args: &Init, asking: bool, locale: Locale) -> Result<String> {
    loop {
        let mail = answer(args.mail.clone(), "cli-init-mail", true, asking, locale)?.unwrap_or_default();
        if is_mail(&mail) {
            return Ok(mail);
        }
        let why = tell(locale, "config-mail", &[("value", mail.into())]);
        let why = format!("{why} {}", say(locale, "config-mail-remedy"));
        if args.mail.is_some() || !asking {
            bail!(why);
        }
        complain(&why);
    }
}

fn language(asking: bool, locale: Locale) -> Result<Locale> {
    let answer = answer(None, "cli-init-language", false, asking, locale)?;
    Ok(answer.map_or(locale, |tag| Locale::from_tag(&tag)))
}

/// The answer given as a flag, or typed; an empty line leaves an optional one out.
fn answer(given: Option<String>, key: &str, needed: bool, asking: bool, locale: Locale) -> Result<Option<String>> {
    if given.is_some() || !asking {
        if needed && given.is_none() {
            bail!(tell(locale, "cli-init-missing", &[("what", say(locale, key).into())]));
        }
        return Ok(given);
    }
    loop {
        let mut out = out();
        write!(out, "{} ", say(locale, key))?;
        out.flush()?;
        drop(out);
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line)? == 0 {
            bail!(say(locale, "cli-init-aborted"));
        }
        match line.trim() {
            "" if needed => {}
            "" => return Ok(None),
            typed => return Ok(Some(typed.to_owned())),
        }
    }
}

/// Written whole or not at all.
fn keep(path: &Path, text: &str) -> Result<()> {
    let fresh = path.with_extension("toml.new");
    std::fs::write(&fresh, text).with_context(|| fresh.display().to_string())?;
    std::fs::rename(&fresh, path).with_context(|| path.display().to_string())
}
