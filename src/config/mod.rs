//! One TOML file to a checked configuration.
//!
//! Reading never stops at the first bad thing: every finding of the file is reported at once, each with its file, line
//! and column, the line quoted, and what to do about it, in the reader's language (invariant R9). Only slips of syntax
//! are reported before all others: what the file says is not clear until they are mended. The rest of the program
//! is given a `Config` in which nothing is left to check, or nothing at all: a file is taken whole or refused whole, so
//! that a reload can keep the old one.
//!
//! Deliberately absent: environment variables as settings, includes (but for a saved search), and secrets. A password is in a file of its own or
//! in a systemd credential, and never in what is rendered here.

mod address;
/// Adding to a config file.
pub mod append;
mod brands;
mod checked;
mod finding;
mod hosts;
/// The text of a fresh config file.
pub mod init;
mod keys;
mod listed;
mod literal;
mod login;
mod mail;
mod names;
mod nearest;
mod notes;
mod proxy;
mod queries;
mod recipients;
mod redact;
mod searches;
mod secrets;
mod section;
mod service;
/// `[[source]]`, and the services that are known by name.
pub mod sources;
mod surroundings;
mod syntax;
#[cfg(test)]
mod tests;
mod tone;
mod units;
mod zones;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use notes::{Notes, words};
use section::Section;

pub use checked::{
    AlertsConfig, BrandConfig, Config, FetchConfig, MailConfig, Pacing, RetentionConfig, SourceConfig, WebConfig,
};
pub use finding::{Finding, Level, Report};
pub use listed::{Lists, Unlisted, listed};
pub use queries::Query;
pub use surroundings::Surroundings;

/// A length of time as people write it, in French or English: `15 min`, `1 h 30`, `2 jours`.
pub fn duration(text: &str) -> Option<std::time::Duration> {
    units::duration(text).ok()
}

use crate::model::Locale;

/// Keys of the whole file stand before its sections.
const LONGEST_START: u64 = 64 << 10;

/// Whether the address names this machine or its own network, and `allow_hosts` does not name it.
pub fn is_shut(url: &url::Url, allow_hosts: &[String]) -> bool {
    hosts::is_private(url) && !hosts::allows(allow_hosts, url)
}

/// A configuration that was taken, and what a person should know about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// Doubts; none of them an error.
    pub warnings: Vec<Finding>,
}

/// Reads and checks the file for the service. Complaints are in `locale`, whatever the file's own language.
pub fn load(path: &Path, locale: Locale) -> Result<Loaded, Report> {
    load_in(path, &Surroundings::of(path), locale)
}

/// Like [`load`], for a person at a terminal: a systemd credential that only the service is given is a warning, and
/// the relay's login then stays empty. Not for sending mails.
pub fn check(path: &Path, locale: Locale) -> Result<Loaded, Report> {
    load_in(path, &Surroundings { only_checking: true, ..Surroundings::of(path) }, locale)
}

/// The language that the file gives for messages, whatever else is wrong in it.
pub fn language(path: &Path) -> Option<Locale> {
    let mut start = Vec::new();
    // Opening a pipe would wait for its writer (A43).
    std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    std::fs::File::open(path).ok()?.take(LONGEST_START).read_to_end(&mut start).ok()?;
    let start = String::from_utf8_lossy(&start);
    let mut top = start.lines().map(str::trim).take_while(|line| !line.starts_with('['));
    let value = top.find_map(|line| line.strip_prefix("language")?.trim_start().strip_prefix('='))?;
    Locale::of_tag(value.trim().get(1..3)?)
}

/// Checks the text of a config file. Touches no file but those that the text names for its secrets.
pub fn parse(source: &str, file_name: &str, around: &Surroundings, locale: Locale) -> Result<Loaded, Report> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let notes = Notes::new(file_name, source, locale);
    let (document, broken_lines) = syntax::parse(&notes, source);
    if !broken_lines.is_empty() {
        return Err(Report { findings: notes.into_findings() });
    }
    let config = config(&Section::new(&notes, "", 0..0, document.get_ref()), around, locale);
    let findings = notes.into_findings();
    match config {
        Some(config) if findings.iter().all(|finding| finding.level == Level::Warning) => {
            Ok(Loaded { config, warnings: findings })
        }
        _ => Err(Report { findings }),
    }
}

/// Sections are read in the order in which they name one another. All of them are, whatever is wrong in the first.
fn config(root: &Section<'_>, around: &Surroundings, reader: Locale) -> Option<Config> {
    let locale = root.choice("language", recipients::LANGUAGES).unwrap_or(reader);
    let time_zone = zones::read(root).or_else(|| around.time_zone.clone()).unwrap_or_else(|| "UTC".to_owned());
    let state_dir = state_dir(root, around);
    let fetch = root.section("fetch", "fetch");
    let allow_hosts = hosts::allow_list(&fetch);
    let (sources, source_names) = sources::read(root, locale, &allow_hosts, around);
    let searches = searches::read(root, around);
    let (mut brands, brand_names) = brands::read(root, &source_names, &searches);
    sources::spread_groups(&mut brands, &sources);
    let defaults = recipients::Defaults { locale, time_zone: time_zone.clone() };
    let (recipients, routes) = recipients::read(root, &defaults, &brand_names, &searches);
    let mail = mail::read(root, around, &state_dir);
    let web = service::web(root, sources::has_webhooks(&sources));
    Some(Config {
        brands,
        searches,
        sources,
        tone: tone::read(root, around),
        recipients,
        routes,
        web,
        fetch: service::fetch(&fetch, allow_hosts, proxy::read(root, around), around),
        retention: service::retention(root),
        alerts: service::alerts(root),
        time_zone,
        state_dir,
        mail: mail?,
    })
}

fn state_dir(root: &Section<'_>, around: &Surroundings) -> PathBuf {
    match (root.text("state_dir"), &around.state_dir) {
        (Some(text), _) => around.base_dir.join(text.value),
        (None, Some(dir)) => dir.clone(),
        (None, None) => around.base_dir.join(".vigie"),
    }
}

fn load_in(path: &Path, around: &Surroundings, locale: Locale) -> Result<Loaded, Report> {
    let name = path.display().to_string();
    match read_bounded(path) {
        Ok(source) => parse(&source, &name, around, locale),
        Err((key, reason)) => {
            let words = words(locale, key, &[("reason", reason.into())]);
            Err(Report { findings: vec![Finding::of_file(locale, &name, words)] })
        }
    }
}

/// The text of the file, or which complaint fits and the system's reason.
fn read_bounded(path: &Path) -> Result<String, (&'static str, String)> {
    String::from_utf8(bytes_bounded(path, 4 << 20)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].split(|byte| *byte == b'\n').count();
        ("config-file-not-text", line.to_string())
    })
}

fn bytes_bounded(path: &Path, longest: u64) -> Result<Vec<u8>, (&'static str, String)> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ("config-file-missing", String::new()),
        std::io::ErrorKind::PermissionDenied => ("config-file-denied", String::new()),
        kind => ("config-file-unreadable", kind.to_string()),
    };
    let mut bytes = Vec::new();
    // A pipe would block at opening, and a device has no end: what it is, is asked first.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(("config-file-unreadable", std::io::ErrorKind::InvalidInput.to_string()));
    }
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(longest + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > longest {
        return Err(("config-file-too-long", String::new()));
    }
    Ok(bytes)
}
