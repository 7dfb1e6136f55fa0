//! `vigie retone`: reads the archive anew with what was learnt since, and says what changes.

use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, duration, mentions, open};
use crate::daemon::Clock;
use crate::locale::{say, tell};
use crate::model::{Mention, Tone, ToneLabel};
use crate::store::{MentionFilter, Reread};
use crate::understand::taught::{Subject, Taught};
use crate::understand::tone::Reader;

/// Mentions read at one time, and written in one transaction.
const PAGE: u32 = 200;
/// A score that moves by less is the same.
const SAME: f64 = 0.02;

/// Arguments of `vigie retone`.
#[derive(Args)]
pub(super) struct Retone {
    #[arg(long)]
    brand: Option<String>,
    #[arg(long, value_parser = duration)]
    since: Option<Duration>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

/// Reads mentions anew, newest first. What a person said of them stays.
pub(super) async fn run(args: &Retone, context: &Context) -> Result<Exit> {
    let (config, store) = if args.dry_run { open::reader(context)? } else { open::shared(context)? };
    let taught = Taught::learn(&store.lessons().await?);
    let mut filter = MentionFilter {
        brands: mentions::brand(&store, args.brand.as_deref(), context).await?,
        from: args.since.map(|since| Clock::system().now().minus(since)),
        excluded_too: true,
        limit: PAGE,
        ..MentionFilter::default()
    };
    let mut out = out();
    let (mut read, mut changed) = (0_usize, 0_usize);
    loop {
        let page = store.mentions(filter.clone()).await?;
        let Some(last) = page.last().map(|mention| mention.id) else { break };
        let mut rereads = Vec::new();
        for mention in &page {
            read += 1;
            let (tone, excluded) = reread(&taught, &config.tone, mention);
            let shows = tone.label != mention.tone.label || excluded != mention.excluded;
            if shows {
                changed += 1;
                print(&mut out, mention, tone.label, excluded, args.json, context)?;
            }
            if shows || (tone.score - mention.tone.score).abs() > SAME {
                rereads.push(Reread { id: mention.id, tone, excluded });
            }
        }
        if !args.dry_run {
            store.reread(rereads).await?;
        }
        filter.before = Some(last);
    }
    if !args.json {
        let key = if args.dry_run { "cli-retone-would" } else { "cli-retone-done" };
        writeln!(out, "{}", tell(context.locale, key, &[("read", read.into()), ("changed", changed.into())]))?;
    }
    store.close().await?;
    out.flush()?;
    Ok(Exit::Well)
}

fn reread(taught: &Taught, reader: &Reader, mention: &Mention) -> (Tone, bool) {
    let (title, text, hits) = (mention.title.as_str(), mention.text.as_str(), mention.hits.as_slice());
    let said = mention.correction.as_ref();
    let tone = match said.and_then(|said| said.tone) {
        Some(_) => mention.tone.clone(),
        None => taught.tone(&Subject::of(mention), reader.towards(title, text, hits, mention.language)),
    };
    let excluded = match said {
        Some(said) => !said.about,
        None => taught.sets_aside(&Subject::of(mention)),
    };
    (tone, excluded)
}

fn print(
    out: &mut impl Write,
    mention: &Mention,
    tone: ToneLabel,
    excluded: bool,
    json: bool,
    context: &Context,
) -> Result<()> {
    if json {
        let change = json!({
            "id": mention.id, "brand": mention.brand_name, "tone": tone, "before": mention.tone.label,
            "excluded": excluded, "excluded_before": mention.excluded,
        });
        return Ok(writeln!(out, "{change}")?);
    }
    let name = |label: ToneLabel| say(context.locale, &format!("cli-tone-{}", label.as_str()));
    let facts = [
        ("id", mention.id.to_string().into()),
        ("brand", mention.brand_name.as_str().into()),
        ("before", name(mention.tone.label).into()),
        ("after", name(tone).into()),
        ("title", mention.title.clipped(80).as_str().into()),
    ];
    let key = match (mention.excluded, excluded) {
        (false, true) => "cli-retone-aside",
        (true, false) => "cli-retone-back",
        _ => "cli-retone-tone",
    };
    Ok(writeln!(out, "{}", tell(context.locale, key, &facts))?)
}
