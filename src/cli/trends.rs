//! `vigie trends`: what is said of the brands that was not said before, who is new, and who is taken up.

use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, duration, mentions, open};
use crate::daemon::{Clock, trends};
use crate::locale::{decimal, say, tell};
use crate::model::{BrandTrends, RisingTopic};

const QUOTES: usize = 3;
const WEEK: Duration = Duration::from_hours(7 * 24);

/// Arguments of `vigie trends`.
#[derive(Args)]
pub(super) struct Trends {
    #[arg(long)]
    brand: Option<String>,
    #[arg(long, value_parser = duration)]
    since: Option<Duration>,
    #[arg(long)]
    json: bool,
}

/// Tells the trends of one brand, or of all.
pub(super) async fn run(args: &Trends, context: &Context) -> Result<Exit> {
    let (_, store) = open::reader(context)?;
    let asked = mentions::brand(&store, args.brand.as_deref(), context).await?;
    let to = Clock::system().now();
    let from = to.minus(args.since.unwrap_or(WEEK));
    let mut out = out();
    for brand in store.brands().await? {
        if !asked.is_empty() && !asked.contains(&brand.id) {
            continue;
        }
        let found = trends::of_brand(&store, (brand.id, &brand.name), from, to, QUOTES).await?;
        if args.json {
            writeln!(out, "{}", json!(found))?;
        } else {
            write(&mut out, &found, context)?;
        }
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn write(out: &mut impl Write, found: &BrandTrends, context: &Context) -> Result<()> {
    let locale = context.locale;
    let facts = [
        ("brand", found.brand.as_str().into()),
        ("stories", found.stories.into()),
        ("past", found.past_stories.into()),
    ];
    writeln!(out, "{}", tell(locale, "cli-trends-head", &facts))?;
    if found.is_empty() {
        writeln!(out, "  {}", say(locale, "trend-none"))?;
    }
    for topic in &found.rising {
        writeln!(out, "  {}", topic_line(topic))?;
        let facts = [
            ("stories", topic.stories.into()),
            ("expected", decimal(locale, topic.expected, 1).into()),
            ("outlets", topic.outlets.into()),
            ("negative", topic.negative.into()),
            ("mentions", topic.mentions.into()),
        ];
        writeln!(out, "      {}", tell(locale, "trend-topic", &facts))?;
        for quote in &topic.quotes {
            writeln!(out, "      #{} {}: {}", quote.mention, quote.source_name, quote.text.clipped(160))?;
        }
    }
    for voice in &found.voices {
        let facts = [
            ("kind", voice.kind.as_str().into()),
            ("name", voice.name.to_string().into()),
            ("mentions", voice.mentions.into()),
            ("negative", voice.negative.into()),
        ];
        writeln!(out, "  {}", tell(locale, "trend-voice", &facts))?;
    }
    for one in &found.relayed {
        let facts = [
            ("outlet", one.outlet.to_string().into()),
            ("stories", one.stories.into()),
            ("relays", one.relays.into()),
            ("title", one.title.clipped(90).to_string().into()),
        ];
        writeln!(out, "  {}", tell(locale, "trend-relayed", &facts))?;
    }
    Ok(())
}

fn topic_line(topic: &RisingTopic) -> String {
    let words = std::iter::once(&topic.term).chain(&topic.companions).map(|word| word.clipped(60).to_string());
    words.collect::<Vec<_>>().join(" · ")
}
