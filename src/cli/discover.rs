//! `vigie discover`: what can be polled at an address that a person knows, best first, each with what it brings.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;
use url::Url;

use super::output::out;
use super::preview::Preview;
use super::{Context, Exit, open};
use crate::config::append::quoted;
use crate::config::{self, Config, Surroundings};
use crate::daemon::{Clock, fetch_policy};
use crate::ingest::discover::{Candidate, Engine, How, Looked, Tried, look, ranked, try_all, usual};
use crate::ingest::fetch::{FetchPolicy, Fetcher};
use crate::ingest::read::Reading;
use crate::locale::{detail, say, tell};
use crate::model::{Locale, ReadAs, Timestamp, shown};

/// Arguments of `vigie discover`.
#[derive(Args)]
pub(super) struct Discover {
    url: String,
    #[arg(long)]
    json: bool,
}

/// Looks, tries, and shows what was found as lines for the config.
pub(super) async fn run(args: &Discover, context: &Context) -> Result<Exit> {
    // Without a configuration, the defaults look: it is how a first one is made.
    let config = open::config_path(context).exists().then(|| open::config(context)).transpose()?;
    let policy = config.as_ref().map_or_else(FetchPolicy::default, fetch_policy);
    let fetcher = Fetcher::new(policy)?;
    let now = Clock::system().now();
    let (url, looked) = match first_look(&fetcher, &args.url, now).await {
        Ok(found) => found,
        Err(why) => {
            bail!(tell(context.locale, "cli-discover-refused", &[("why", detail(context.locale, &why).into())]))
        }
    };
    let (tried, engine) = find(&fetcher, &url, looked, now).await;
    let found = show(&tried, engine.as_ref(), config.as_ref(), args.json, context.locale)?;
    Ok(if found { Exit::Well } else { Exit::Failed })
}

/// Looks at the address; one without a scheme is tried with https, then with http. Why not, in English.
async fn first_look(fetcher: &Fetcher, typed: &str, now: Timestamp) -> Result<(Url, Looked), String> {
    let tries = if typed.contains("://") {
        vec![typed.to_owned()]
    } else {
        vec![format!("https://{typed}"), format!("http://{typed}")]
    };
    let mut first_why = None;
    for address in tries {
        let url = fetcher.check(&address).map_err(|failure| failure.detail)?;
        match look(fetcher, &url, now).await {
            Ok(looked) => return Ok((url, looked)),
            Err(why) => first_why = first_why.or(Some(why)),
        }
    }
    Err(first_why.unwrap_or_default())
}

/// The feed that the address is, else what the page leads to, else what is usual.
async fn find(
    fetcher: &Fetcher,
    url: &Url,
    looked: Looked,
    now: Timestamp,
) -> (Vec<Tried>, Option<(KnownEngine, Url)>) {
    let here = looked.url.clone().unwrap_or_else(|| url.clone());
    if let Some(reading) = looked.itself {
        let candidate = Candidate { url: here, read_as: ReadAs::Feed, how: How::Itself };
        return (vec![Tried { candidate, outcome: Ok(reading) }], None);
    }
    let engine = looked.engine.and_then(|engine| Some((engine, engine.base(&here)?)));
    let mut candidates = looked.candidates;
    if let Some((engine, base)) = &engine {
        candidates.extend(of_engine(engine, base));
    }
    let mut tried = try_all(fetcher, ranked(candidates), now).await;
    if !tried.iter().any(|tried| tried.outcome.is_ok()) {
        let known: Vec<Url> = tried.iter().map(|tried| tried.candidate.url.clone()).collect();
        let more = usual(&here).into_iter().filter(|candidate| !known.contains(&candidate.url)).collect();
        tried.extend(try_all(fetcher, ranked(more), now).await);
    }
    (tried, engine)
}

type KnownEngine = &'static Engine;

/// The addresses that the engine's preset makes of the site.
fn of_engine(engine: &Engine, base: &Url) -> Vec<Candidate> {
    let text =
        format!("[[brand]]\nname = \"x\"\n[[recipient]]\nmail = \"x@example.org\"\n{}", engine_block(engine, base));
    let Ok(loaded) = config::parse(&text, "", &Surroundings::default(), Locale::En) else { return Vec::new() };
    let sources = loaded.config.sources.into_iter();
    sources.map(|source| Candidate { url: source.url, read_as: source.read_as, how: How::Engine }).collect()
}

fn engine_block(engine: &Engine, base: &Url) -> String {
    format!("[[source]]\nkind = {}\nurl = {}", quoted(engine.kind), quoted(base.as_str().trim_end_matches('/')))
}

fn show(
    tried: &[Tried],
    engine: Option<&(KnownEngine, Url)>,
    config: Option<&Config>,
    as_json: bool,
    locale: Locale,
) -> Result<bool> {
    let mut out = out();
    let (zone, brands) = config.map_or(("UTC", &[][..]), |config| (config.time_zone.as_str(), &config.brands[..]));
    let mut found = 0_usize;
    let mut order: Vec<&Tried> = tried.iter().collect();
    // Of what was found in the same way, the fuller feed first.
    order.sort_by_key(|tried| {
        let items = tried.outcome.as_ref().map_or(0, |reading| reading.drafts.len());
        (tried.outcome.is_err(), tried.candidate.how, std::cmp::Reverse(items))
    });
    for tried in order {
        let how = say(locale, &format!("cli-discover-{}", tried.candidate.how.as_str()));
        let block = block_of(tried, engine);
        let preview = tried.outcome.as_ref().ok().map(|reading| Preview::of(&reading.drafts, None, brands));
        if as_json {
            let object = json!({
                "url": tried.candidate.url.as_str(), "how": tried.candidate.how.as_str(), "block": block,
                "title": tried.outcome.as_ref().ok().and_then(title), "why_not": tried.outcome.as_ref().err(),
                "found": preview.as_ref().map(Preview::json),
            });
            writeln!(out, "{object}")?;
            found += usize::from(preview.is_some());
            continue;
        }
        let Some(preview) = preview else {
            let why = tried.outcome.as_ref().err().map(|english| detail(locale, english)).unwrap_or_default();
            writeln!(out, "  – {} ({how}): {why}", shown(tried.candidate.url.as_str()))?;
            continue;
        };
        found += 1;
        let named = tried.outcome.as_ref().ok().and_then(title).unwrap_or_default();
        writeln!(out, "{found}. {named} ({how})")?;
        for line in preview.lines(locale, zone) {
            writeln!(out, "   {line}")?;
        }
        writeln!(out, "\n{block}\n")?;
    }
    if !as_json {
        let key = if found > 0 { "cli-discover-next" } else { "cli-discover-nothing" };
        writeln!(out, "{}", say(locale, key))?;
    }
    out.flush()?;
    Ok(found > 0)
}

fn title(reading: &Reading) -> Option<String> {
    reading.title.as_ref().map(|title| title.clipped(100).to_string())
}

/// The lines for the config, under the title that the feed gives itself.
fn block_of(tried: &Tried, engine: Option<&(KnownEngine, Url)>) -> String {
    let block = match (tried.candidate.how, engine) {
        (How::Engine, Some((engine, base))) => engine_block(engine, base),
        _ => format!("[[source]]\nurl = {}", quoted(tried.candidate.url.as_str())),
    };
    let named = tried.outcome.as_ref().ok().and_then(title).filter(|title| !title.trim().is_empty());
    match named {
        Some(title) => block.replacen("[[source]]", &format!("[[source]]\nname = {}", quoted(&title)), 1),
        None => block,
    }
}
