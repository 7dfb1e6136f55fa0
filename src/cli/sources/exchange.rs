//! `vigie sources import` and `export`: lists of feeds, as feed readers exchange them (OPML).
//!
//! What would be added is shown first: a list from elsewhere is somebody else's choice of what this machine asks.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::cli::output::{complain, out};
use crate::cli::{Context, Exit, open};
use crate::config::append::{NotAdded, append, quoted};
use crate::config::{self, Config};
use crate::daemon::fetch_policy;
use crate::ingest::fetch::Fetcher;
use crate::ingest::{charset, opml};
use crate::locale::{detail, say, tell};
use crate::model::{Locale, SourceKind, shown};

const MAX_FILE: u64 = 16 << 20;

/// Shows what a list would add, and adds it unless `dry`.
pub(super) fn import(context: &Context, file: Option<&str>, dry: bool) -> Result<Exit> {
    let Some(file) = file else { bail!(say(context.locale, "cli-import-file")) };
    let mut bytes = Vec::new();
    let opened = fs::File::open(file).with_context(|| file.to_owned())?;
    opened.take(MAX_FILE).read_to_end(&mut bytes).with_context(|| file.to_owned())?;
    let (text, _) = charset::decode(&bytes, None, None);
    let (outlines, complaints) = opml::read(&text);
    let listed = !outlines.is_empty();
    let path = open::config_path(context);
    let config = super::expand::checked(context)?;
    let fetcher = Fetcher::new(fetch_policy(&config))?;
    let mut out = out();
    let (mut block, mut added) = (String::new(), 0_usize);
    let mut names: Vec<String> = config.sources.iter().map(|source| source.name.clone()).collect();
    for outline in outlines {
        if let Some(why) = refused(&outline, &config, &fetcher, context.locale) {
            writeln!(out, "- {} ({why})", shown(outline.url.as_str()))?;
            continue;
        }
        let name = free_name(outline.title.as_str(), &names);
        writeln!(out, "+ {name}  {}", shown(outline.url.as_str()))?;
        write!(block, "[[source]]\nname = {}\nurl = {}\n\n", quoted(&name), quoted(outline.url.as_str()))?;
        names.push(name);
        added += 1;
    }
    for complaint in &complaints {
        writeln!(out, "- {}", detail(context.locale, &complaint.detail))?;
    }
    let is_written = !dry && added > 0;
    if added > 0 {
        write_block(&path, &block, dry, context.locale)?;
    }
    let key = match (is_written, added) {
        (true, _) => "cli-import-done",
        (false, 0) => "cli-import-nothing",
        (false, _) => "cli-import-preview",
    };
    let facts = [("added", added.into()), ("path", path.display().to_string().into())];
    writeln!(out, "{}", tell(context.locale, key, &facts))?;
    out.flush()?;
    Ok(if listed { Exit::Well } else { Exit::Failed })
}

/// What the connector would refuse (a private host, say) is not even written down.
fn refused(outline: &opml::Outline, config: &Config, fetcher: &Fetcher, locale: Locale) -> Option<String> {
    if let Err(refusal) = fetcher.check(outline.url.as_str()) {
        return Some(detail(locale, &refusal.detail));
    }
    let known = config.sources.iter().any(|source| source.url == outline.url);
    known.then(|| say(locale, "cli-import-known"))
}

/// Names are unique: a second one of a name is numbered.
fn free_name(wanted: &str, taken: &[String]) -> String {
    let wanted: String = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    let numbered = (2..).map(|n| format!("{wanted} ({n})"));
    let mut all = std::iter::once(wanted.clone()).chain(numbered);
    all.find(|name| !taken.contains(name)).unwrap_or(wanted)
}

/// Adds the block to the config file; its findings are the error.
pub(in crate::cli) fn write_block(path: &Path, block: &str, dry: bool, locale: Locale) -> Result<config::Loaded> {
    let waits = || complain(&tell(locale, "cli-add-waits", &[("path", path.display().to_string().into())]));
    match append(path, block, dry, locale, waits) {
        Ok(loaded) => Ok(loaded),
        Err(NotAdded::Refused(report)) => bail!("{}\n{}", say(locale, "cli-config-spoilt"), report.render(false)),
        Err(NotAdded::Unwritable(why)) => bail!("{}: {why}", path.display()),
    }
}

/// Prints the feeds of the config as OPML.
pub(super) fn export(context: &Context) -> Result<Exit> {
    let config = super::expand::checked(context)?;
    let mut out = out();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">")?;
    writeln!(out, "<head><title>vigie</title></head>\n<body>")?;
    for source in config.sources.iter().filter(|source| source.read_as.kind() == SourceKind::Feed) {
        let (name, url) = (escaped(&source.name), escaped(source.url.as_str()));
        writeln!(out, "<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{url}\"/>")?;
    }
    writeln!(out, "</body>\n</opml>")?;
    out.flush()?;
    Ok(Exit::Well)
}

fn escaped(text: &str) -> String {
    html_escape::encode_double_quoted_attribute(text).into_owned()
}
