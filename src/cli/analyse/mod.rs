//! `vigie analyse`: what vigie thinks of texts that one hands it, outside of any archive.
//!
//! On one thread, one text in memory at a time. Deliberately absent: a database. What is to be kept comes in by a source.

mod rows;

use std::fs::File;
use std::io::{BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::output::{complain, out};
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::{decimal, percent, say, tell};
use crate::model::{BrandId, Field, Language, NetText, TermHit, Tone, outlet};
use crate::understand::query::{About, Document, Matcher, Query};
use crate::understand::story::{Window, sketch};
use crate::understand::tone::{self, Reader};
use crate::understand::{language, moderation};
use rows::{Fault, Row, Rows};

/// Texts that a new one is compared with, with `--stories`.
const COMPARED: usize = 20_000;
/// Complaints that are told one by one.
const COMPLAINTS: usize = 20;
/// Characters of a text that a person is shown.
const SHOWN: usize = 72;

/// Arguments of `vigie analyse`.
#[derive(Args)]
pub(super) struct Analyse {
    #[arg(default_value = "-")]
    file: PathBuf,
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    brands: Vec<String>,
    #[arg(long)]
    stories: bool,
    #[arg(long)]
    json: bool,
}

/// The brands that are looked for.
struct Brands {
    names: Vec<String>,
    matcher: Matcher,
    reader: Reader,
}

/// Understands every text of the file, in its order.
pub(super) fn run(args: &Analyse, context: &Context) -> Result<Exit> {
    let brands = brands(args, context)?;
    let (input, bytes): (Box<dyn Read>, u64) = if args.file.as_os_str() == "-" {
        (Box::new(std::io::stdin().lock()), 0)
    } else {
        let file = File::open(&args.file).with_context(|| args.file.display().to_string())?;
        let bytes = file.metadata()?.len();
        (Box::new(file), bytes)
    };
    let bar = progress(bytes);
    let mut rows = Rows::new(BufReader::new(bar.wrap_read(input)), may_be_bare(&args.file));
    let mut window = args.stories.then(|| Window::new(COMPARED));
    let (started, now) = (Instant::now(), Clock::system().now());
    let (mut read, mut refused) = (0_usize, 0_usize);
    let mut out = out();
    while let Some((line, row)) = rows.next()? {
        let row = match row {
            Ok(row) => row,
            Err(fault) => {
                refused += 1;
                if refused <= COMPLAINTS {
                    complain(&format!("{}:{line}{}", args.file.display(), told(&fault, context)));
                }
                continue;
            }
        };
        read += 1;
        let mut thought = Thought::of(&row, &brands);
        thought.story = window.as_mut().map(|window| {
            let title = row.title.as_str();
            window.place(sketch(title, &row.text), outlet(row.id.as_str().unwrap_or_default()).as_deref(), now)
        });
        if args.json {
            writeln!(out, "{}", thought.json(&row, &brands))?;
        } else {
            thought.write(&mut out, &row, &brands, context)?;
        }
    }
    out.flush()?;
    bar.finish_and_clear();
    let seconds = started.elapsed().as_secs_f64();
    let rate = if seconds > 0.0 { read as f64 / seconds } else { 0.0 };
    let facts = [
        ("count", read.into()),
        ("refused", refused.into()),
        ("seconds", decimal(context.locale, seconds, 2).into()),
        ("rate", decimal(context.locale, rate, 0).into()),
    ];
    complain(&tell(context.locale, "cli-analyse-summary", &facts));
    Ok(if refused == 0 { Exit::Well } else { Exit::Failed })
}

/// Plain text has an ending that says so, or none.
fn may_be_bare(file: &Path) -> bool {
    file.extension().is_none_or(|ending| ending.eq_ignore_ascii_case("txt"))
}

/// What follows the number of the line.
fn told(fault: &Fault, context: &Context) -> String {
    match fault {
        Fault::NoText => format!(": {}", say(context.locale, "cli-analyse-no-text")),
        Fault::TooLong => format!(": {}", say(context.locale, "cli-analyse-too-long")),
        Fault::Json { column, why } => {
            format!(":{column}: {}", tell(context.locale, "cli-analyse-json", &[("why", why.as_str().into())]))
        }
    }
}

/// Those that are named; else those of the configuration, if there is one; else none.
fn brands(args: &Analyse, context: &Context) -> Result<Brands> {
    let mut queries = Vec::new();
    for name in args.brands.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let Ok(parsed) = Query::parse(&format!("\"{}\"", name.replace('"', ""))) else {
            bail!(tell(context.locale, "cli-analyse-brand", &[("name", name.into())]));
        };
        queries.push((name.to_owned(), parsed.query));
    }
    let is_configured = context.config.is_some() || open::config_path(context).exists();
    let mut reader = Reader::default();
    if context.config.is_some() || (queries.is_empty() && is_configured) {
        let config = open::config(context)?;
        reader = config.tone;
        if queries.is_empty() {
            queries = config.brands.into_iter().map(|brand| (brand.name, brand.query)).collect();
        }
    }
    let names = queries.iter().map(|(name, _)| name.clone()).collect();
    let numbered = (0..).zip(queries).map(|(nth, (_, query))| (BrandId(nth), query));
    Ok(Brands { names, matcher: Matcher::new(numbered), reader })
}

fn progress(bytes: u64) -> ProgressBar {
    if bytes == 0 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// What is thought of one text.
struct Thought {
    language: Language,
    /// Towards the target, or the whole where none is named.
    tone: Tone,
    /// Of each brand, where its query hits and the tone towards it.
    brands: Vec<(usize, Vec<TermHit>, Tone)>,
    flags: Vec<crate::model::Flag>,
    story: Option<usize>,
}

impl Thought {
    fn of(row: &Row, brands: &Brands) -> Self {
        let (title, text) = (row.title.as_str(), row.text.as_str());
        let language = language::detect(&format!("{title}\n{text}"), row.lang.as_deref());
        let told = || language;
        let document = Document {
            title,
            text,
            author: None,
            url: None,
            source: "",
            language: &told,
            about: About { kind: None, rating: None, published: None, mention: None },
        };
        let (hits, reader) = (brands.matcher.hits(&document).into_iter(), &brands.reader);
        let brands = hits.map(|hit| {
            let tone = reader.towards(title, text, &hit.hits, language);
            (usize::try_from(hit.brand.0).unwrap_or_default(), hit.hits, tone)
        });
        let brands: Vec<_> = brands.collect();
        let target = target(row);
        // The tone towards a brand that is named alone is that of the text, as far as anybody asks.
        let tone = match brands.as_slice() {
            [(_, _, only)] if target.is_empty() => only.clone(),
            _ => reader.towards(title, text, &target, language),
        };
        Self { language, tone, brands, flags: moderation::flags(title, text, language), story: None }
    }

    fn json(&self, row: &Row, brands: &Brands) -> Value {
        let mut kinds: Vec<Value> = Vec::new();
        for flag in &self.flags {
            let kind = json!(flag.kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let mut object = json!({
            "id": row.id, "lang": self.language, "label": self.tone.label, "score": rounded(self.tone.score),
            "confidence": rounded(self.tone.confidence), "moderation": kinds,
        });
        if !brands.names.is_empty() {
            let mention = |(nth, hits, tone): &(usize, Vec<TermHit>, Tone)| {
                json!({
                    "brand": brands.names.get(*nth), "label": tone.label, "score": rounded(tone.score),
                    "confidence": rounded(tone.confidence), "terms": hits.len(),
                })
            };
            object["mentions"] = self.brands.iter().map(mention).collect();
        }
        if let Some(story) = self.story {
            object["story"] = story.into();
        }
        object
    }

    fn write(&self, out: &mut impl Write, row: &Row, brands: &Brands, context: &Context) -> Result<()> {
        let id = row.id.as_str().map_or_else(|| row.id.to_string(), str::to_owned);
        let text = NetText::new(row.text.clone()).clipped(SHOWN);
        let text = text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let judged = |tone: &Tone| {
            let label = say(context.locale, &format!("cli-tone-{}", tone.label.as_str()));
            format!("{label} {} ({})", decimal(context.locale, tone.score, 2), percent(context.locale, tone.confidence))
        };
        let id = NetText::new(if row.id.is_null() { String::new() } else { id }).clipped(40);
        writeln!(out, "{id}  {}  {}  {text}", self.language.as_str(), judged(&self.tone))?;
        for (nth, _, tone) in &self.brands {
            writeln!(out, "    {}  {}", brands.names.get(*nth).map_or("", String::as_str), judged(tone))?;
        }
        Ok(())
    }
}

/// Where the target stands: as told, or else wherever its words do.
fn target(row: &Row) -> Vec<TermHit> {
    let hit = |start, end| TermHit { field: Field::Text, start, end, term: String::new() };
    if let Some((from, to)) = row.from.zip(row.to)
        && let Some((start, end)) = tone::bytes_of_chars(&row.text, from, to)
    {
        return vec![hit(start, end)];
    }
    let Some(target) = row.target.as_deref().filter(|target| !target.trim().is_empty()) else { return Vec::new() };
    row.text.match_indices(target).take(64).map(|(start, found)| hit(start, start + found.len())).collect()
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
