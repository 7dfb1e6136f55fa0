//! `vigie read`: what would be read of a file, without asking anybody and without storing anything.

use std::fs;
use std::io::{Read as _, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use url::Url;

use super::output::out;
use super::{Context, Exit};
use crate::ingest::charset;
use crate::ingest::read::{self, Document, FeedEntry, FeedReading, Input, Reading};
use crate::model::{ApiShape, Draft, NetText, ReadAs, Timestamp, WatchFor};

/// Arguments of `vigie read`.
#[derive(Args)]
pub(super) struct Read {
    file: PathBuf,
    #[arg(long, value_enum, default_value = "auto", hide_possible_values = true)]
    kind: Kind,
    #[arg(long)]
    url: Option<Url>,
    #[arg(long)]
    content_type: Option<String>,
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A feed when there is one in it, else a page.
    Auto,
    Feed,
    Page,
    /// A page as it is watched.
    Watch,
    Forum,
    Reviews,
    /// A list of feeds.
    Opml,
    /// What a page sells.
    Offers,
    /// A service's answer in JSON; all are read by the same hand.
    Json,
    Telegram,
}

impl Kind {
    /// As which source an answer is read, where a person may configure one so.
    fn source(self) -> Option<ReadAs> {
        match self {
            Self::Watch => Some(ReadAs::Page { region: None, ignore: Vec::new(), watch: WatchFor::Text }),
            Self::Forum => Some(ReadAs::Forum(Box::default())),
            Self::Reviews => Some(ReadAs::Reviews),
            Self::Json => Some(ReadAs::Api { shape: ApiShape::Mastodon }),
            Self::Telegram => Some(ReadAs::Api { shape: ApiShape::Telegram }),
            Self::Auto | Self::Feed | Self::Page | Self::Opml | Self::Offers => None,
        }
    }
}

/// The most that is taken of a file: what is taken of an answer.
const MAX_FILE: u64 = 8 * 1_024 * 1_024;

/// Reads the file, and prints what is in it.
pub(super) fn run(args: &Read, _context: &Context) -> Result<Exit> {
    let mut bytes = Vec::new();
    let file = fs::File::open(&args.file).with_context(|| args.file.display().to_string())?;
    file.take(MAX_FILE).read_to_end(&mut bytes).with_context(|| args.file.display().to_string())?;
    let url = match &args.url {
        Some(url) => url.clone(),
        None => Url::parse(NOWHERE)?,
    };
    let input = Input { bytes: &bytes, content_type: args.content_type.as_deref(), url: &url, text: None };
    let special = match args.kind.source() {
        Some(how) => Some(reading_json(&read::read(&input, &how))),
        None if args.kind == Kind::Opml => Some(list_json(&bytes)),
        None if args.kind == Kind::Offers => Some(json!({ "kind": "offers", "items": read::offers(&input) })),
        None => None,
    };
    if let Some(told) = special {
        let mut out = out();
        writeln!(out, "{}", if args.json { told.to_string() } else { format!("{told:#}") })?;
        out.flush()?;
        return Ok(Exit::Well);
    }
    let feed = (args.kind != Kind::Page).then(|| read::feed(&input));
    let is_feed = args.kind == Kind::Feed || feed.as_ref().is_some_and(|feed| !feed.entries.is_empty());
    let mut out = out();
    match feed.filter(|_| is_feed) {
        Some(feed) if args.json => writeln!(out, "{}", feed_json(&feed))?,
        Some(feed) => feed.entries.iter().try_for_each(|entry| print(&mut out, &entry.draft))?,
        None => {
            let page = read::document(&input);
            if args.json {
                writeln!(out, "{}", document_json(&page))?;
            } else {
                writeln!(out, "{}\n\n{}", page.title.as_str(), page.text.as_str())?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}

/// Against which nothing resolves.
const NOWHERE: &str = "about:blank";

fn print(out: &mut impl Write, draft: &Draft) -> Result<()> {
    let published = draft.published.map(|at| format!("  {at}")).unwrap_or_default();
    writeln!(out, "{}{published}", draft.title.as_str())?;
    if let Some(url) = &draft.url {
        writeln!(out, "  {url}")?;
    }
    Ok(())
}

fn feed_json(feed: &FeedReading) -> Value {
    let items: Vec<Value> = feed
        .entries
        .iter()
        .map(|entry| {
            let mut item = draft_json(&entry.draft);
            item["id"] = json!(entry.id);
            item["author"] = json!(author(entry));
            item["html"] = json!(entry.html);
            item["summary"] = json!(entry.summary);
            item
        })
        .collect();
    let title = feed.title.as_ref().map_or("", NetText::as_str);
    json!({ "kind": "feed", "title": title, "items": items, "complaints": feed.complaints })
}

/// The author as mails write one: `Name <address>`.
fn author(entry: &FeedEntry) -> Option<String> {
    let name = entry.draft.author.as_ref()?.as_str();
    Some(match entry.email.as_deref().map(NetText::new).filter(|mail| mail.as_str() != name) {
        Some(mail) => format!("{name} <{mail}>"),
        None => name.to_owned(),
    })
}

fn document_json(page: &Document) -> Value {
    let posts: Vec<Value> = page.posts.iter().map(draft_json).collect();
    json!({
        "kind": page.kind.as_str(),
        "title": page.title.as_str(),
        "author": page.author.as_ref().map(NetText::as_str),
        "published": instant(page.published),
        "text": page.text.as_str(),
        "posts": posts,
        "offers": page.offers,
        "standing": page.standing,
        "complaints": page.complaints,
    })
}

/// What a source of that kind would take of the answer.
fn reading_json(reading: &Reading) -> Value {
    let topics: Vec<Value> = reading
        .topics
        .iter()
        .map(|topic| json!({ "url": topic.url, "title": topic.title.as_str(), "last_page": topic.last_page }))
        .collect();
    json!({
        "title": reading.title.as_ref().map(NetText::as_str),
        "items": reading.drafts.iter().map(draft_json).collect::<Vec<_>>(),
        "topics": topics,
        "text": reading.page.as_ref().map(|page| page.text.as_str()),
        "standing": reading.standing,
        "complaints": reading.complaints,
    })
}

fn list_json(bytes: &[u8]) -> Value {
    let (outlines, complaints) = read::opml::read(&charset::decode(bytes, None, None).0);
    let outlines: Vec<Value> = outlines
        .iter()
        .map(|outline| {
            let folder = outline.folder.as_ref().map(NetText::as_str);
            json!({ "url": outline.url, "title": outline.title.as_str(), "folder": folder })
        })
        .collect();
    json!({ "kind": "opml", "items": outlines, "complaints": complaints })
}

fn draft_json(draft: &Draft) -> Value {
    json!({
        "id": draft.guid,
        "url": draft.url,
        "title": draft.title.as_str(),
        "author": draft.author.as_ref().map(NetText::as_str),
        "published": instant(draft.published),
        "updated": instant(draft.updated),
        "rating": draft.rating,
        "text": draft.text.as_str(),
    })
}

fn instant(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}
