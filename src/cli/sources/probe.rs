//! `vigie sources probe`: asks each source once, through the guarded connector, and says what it found. Nothing is
//! stored, and the daemon's own schedule is not touched.

use std::io::Write;
use std::time::Duration;

use anyhow::{Result, bail};
use serde_json::json;
use url::Url;

use crate::cli::output::{complain, out};
use crate::cli::preview::Preview;
use crate::cli::{Context, Exit, open};
use crate::config::{Config, SourceConfig};
use crate::daemon::poll::{is_stream, not_now, resume};
use crate::daemon::{Clock, fetch_policy};
use crate::ingest::fetch::{Accept, Answer, Fetcher, Page, Request};
use crate::ingest::intake;
use crate::ingest::read::{self, Input, Reading};
use crate::locale::{detail, say, source_status, span, tell};
use crate::model::{ReadAs, SourceKind, SourceStatus, Timestamp, Validators, shown};

/// So much of what a stream has told is listened to.
const LISTENED: Duration = Duration::from_mins(1);
/// So long a source waits until the one before it of the same site has been asked.
const PATIENCE: Duration = Duration::from_secs(30);

/// What one address answered.
struct Found {
    url: Url,
    read_as: ReadAs,
    outcome: Outcome,
}

/// Asks the sources of that name, or all.
pub(super) async fn run(context: &Context, name: Option<&str>, as_json: bool) -> Result<Exit> {
    let config = open::config(context)?;
    let fetcher = Fetcher::new(fetch_policy(&config))?;
    let clock = Clock::system();
    let is_meant = |source: &&SourceConfig| {
        let group = source.preset.as_ref().and_then(|used| used.group.as_deref());
        name.is_none_or(|name| source.name == name || group == Some(name))
    };
    let sources: Vec<&SourceConfig> = config.sources.iter().filter(is_meant).collect();
    if let (Some(name), true) = (name, sources.is_empty()) {
        bail!(tell(context.locale, "cli-no-source", &[("name", name.into())]));
    }
    let mut all_well = true;
    for source in sources {
        for found in ask(&fetcher, source, &clock, context).await {
            all_well &= found.outcome.is_ok();
            print(&found, source, &config, context, as_json)?;
        }
    }
    Ok(if all_well { Exit::Well } else { Exit::Failed })
}

/// The first address that answers ends it; those before it are told too.
async fn ask(fetcher: &Fetcher, source: &SourceConfig, clock: &Clock, context: &Context) -> Vec<Found> {
    if let ReadAs::Intake(intake) = &source.read_as {
        let taken = intake::take(intake, None, clock.now());
        let reading = Reading { drafts: taken.drafts, complaints: taken.complaints, ..Reading::default() };
        let outcome = taken.failed.map_or(Ok(reading), Err);
        return vec![Found { url: source.url.clone(), read_as: source.read_as.clone(), outcome }];
    }
    let fallbacks = source.preset.as_ref().map(|used| used.fallbacks.as_slice()).unwrap_or_default();
    let others = fallbacks.iter().map(|place| (&place.url, &place.read_as));
    let mut found = Vec::new();
    for (url, read_as) in std::iter::once((&source.url, &source.read_as)).chain(others) {
        let mut asked = ask_one(fetcher, source, url, read_as, clock.now()).await;
        if let Err(Busy(wait)) = asked
            && wait <= PATIENCE
        {
            // Its turn comes, and nobody asks meanwhile.
            let facts = [("name", source.name.as_str().into()), ("span", span(context.locale, wait).into())];
            complain(&tell(context.locale, "cli-probe-turn", &facts));
            tokio::time::sleep(wait).await;
            asked = ask_one(fetcher, source, url, read_as, clock.now()).await;
        }
        let outcome = asked.unwrap_or_else(|Busy(wait)| {
            let seconds = wait.as_secs();
            let why = format!("another source of this site was asked a moment ago: try again in {seconds} s");
            Err((SourceStatus::Throttled, why))
        });
        let is_well = outcome.is_ok();
        found.push(Found { url: url.clone(), read_as: read_as.clone(), outcome });
        if is_well {
            break;
        }
    }
    found
}

/// What came of asking one address.
type Outcome = Result<Reading, (SourceStatus, String)>;

/// It was not asked: others of ours were at its site. How long until its turn.
struct Busy(Duration);

async fn ask_one(
    fetcher: &Fetcher,
    source: &SourceConfig,
    url: &Url,
    read_as: &ReadAs,
    now: Timestamp,
) -> Result<Outcome, Busy> {
    let url = match fetcher.check(url.as_str()) {
        Ok(url) => url,
        Err(failure) => return Ok(Err((failure.kind.status(), failure.detail))),
    };
    let (url, accept) = match read_as {
        stream if is_stream(stream) => resume(&url, LISTENED, &Validators::default(), now),
        other if other.kind() == SourceKind::Feed => (url, Accept::Feed),
        _ => (url, Accept::Page),
    };
    let (robots, by_owner) = (source.respect_robots, source.is_own_site());
    let request = Request { robots, by_owner, ..Request::new(&url, accept) };
    let token = source.preset.as_ref().and_then(|used| used.token.as_ref());
    Ok(match fetcher.fetch_as(&request, token, now).await {
        Answer::Fresh(page) => {
            let reading = reading(&page, read_as);
            let whole = reading.complaints.iter().find_map(|one| Some((one.kind.status()?, one.detail.clone())));
            whole.map_or(Ok(reading), Err)
        }
        Answer::Same { .. } => Ok(Reading::default()),
        Answer::Gone => Err((SourceStatus::Gone, "410 Gone: the publisher says that it will not come back".to_owned())),
        Answer::Later { after, status } => Err((SourceStatus::Throttled, not_now(status, after))),
        Answer::Busy { after } => return Err(Busy(after)),
        Answer::Failed(failure) => Err((failure.kind.status(), failure.detail)),
    })
}

fn reading(page: &Page, read_as: &ReadAs) -> Reading {
    let content_type = page.content_type.as_deref();
    read::read(&Input { bytes: &page.bytes, content_type, url: &page.url, text: None }, read_as)
}

fn print(found: &Found, source: &SourceConfig, config: &Config, context: &Context, as_json: bool) -> Result<()> {
    let mut out = out();
    let (word, why) = match &found.outcome {
        Ok(_) => (SourceStatus::Ok, None),
        Err((status, detail)) => (*status, Some(detail.as_str())),
    };
    let nothing = Reading::default();
    let reading = found.outcome.as_ref().unwrap_or(&nothing);
    let preview = Preview::of(&reading.drafts, Some(&source.name), &config.brands);
    if as_json {
        let object = json!({
            "name": source.name, "url": shown(found.url.as_str()), "format": super::expand::format(&found.read_as),
            "status": word.as_str(), "detail": why, "found": preview.json(), "topics": reading.topics.len(),
            "page_chars": reading.page.as_ref().map(|page| page.text.as_str().chars().count()),
            "complaints": reading.complaints,
        });
        writeln!(out, "{object}")?;
        out.flush()?;
        return Ok(());
    }
    writeln!(out, "{} – {}", source.name, source_status(context.locale, word))?;
    let is_local = matches!(source.read_as, ReadAs::Intake(_));
    writeln!(out, "    {}", if is_local { super::expand::place(source, config) } else { shown(found.url.as_str()) })?;
    if let Some(english) = why {
        writeln!(out, "    {}", detail(context.locale, english))?;
    } else if source.read_as.kind() == SourceKind::Webhook {
        writeln!(out, "    {}", say(context.locale, "cli-probe-sent"))?;
    } else {
        // Of a page, what matters is its text.
        let lines = if reading.page.is_some() && reading.drafts.is_empty() {
            Vec::new()
        } else {
            preview.lines(context.locale, &config.time_zone)
        };
        for line in lines {
            writeln!(out, "    {line}")?;
        }
        if !reading.topics.is_empty() {
            let facts = [("topics", reading.topics.len().into())];
            writeln!(out, "    {}", tell(context.locale, "cli-probe-topics", &facts))?;
        }
        if let Some(page) = &reading.page {
            writeln!(out, "    · {}", page.text.clipped(200))?;
        }
    }
    for complaint in reading.complaints.iter().take(5) {
        writeln!(out, "    ! {}", detail(context.locale, &complaint.detail))?;
    }
    out.flush()?;
    Ok(())
}
