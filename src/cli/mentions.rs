//! `vigie mentions QUERY`: the archive, searched with the query language.

use std::io::Write;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, duration, open};
use crate::daemon::archive::{Reach, search};
use crate::daemon::watch::quote;
use crate::daemon::{Clock, revisions, sheet};
use crate::locale::{MARK, date_time, say, stars, tell};
use crate::model::{BrandId, Locale, Mention, ToneLabel};
use crate::store::{MentionFilter, Store};
use crate::understand::query::{self, Library, Query};

/// Arguments of `vigie mentions`.
#[derive(Args)]
pub(super) struct Mentions {
    query: Option<String>,
    #[arg(long)]
    brand: Option<String>,
    #[arg(long, value_parser = duration)]
    since: Option<Duration>,
    #[arg(long, value_parser = tone)]
    tone: Option<ToneLabel>,
    #[arg(long, default_value_t = 20)]
    limit: usize,
    #[arg(long)]
    json: bool,
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub(super) fn tone(word: &str) -> Result<ToneLabel, String> {
    let spelled = |label: &ToneLabel| {
        let key = format!("cli-tone-{}", label.as_str());
        label.as_str() == word || Locale::ALL.into_iter().any(|locale| say(locale, &key) == word)
    };
    ToneLabel::ALL.into_iter().find(spelled).ok_or_else(|| "cli-takes-tone".to_owned())
}

/// Lists the mentions that the query hits. The index narrows, the query decides.
pub(super) async fn run(args: Mentions, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let parsed = args.query.as_deref().map(|text| parse(text, &config.searches, context)).transpose()?;
    let filter = MentionFilter {
        brands: brand(&store, args.brand.as_deref(), context).await?,
        from: args.since.map(|since| Clock::system().now().minus(since)),
        tone: args.tone,
        ..MentionFilter::default()
    };
    let mut out = out();
    if args.csv {
        write!(out, "{}{}", MARK, sheet::head(context.locale))?;
    }
    let reach = Reach { most: args.limit, looked_at: usize::MAX };
    let searched = search(&store, parsed.as_ref(), filter, reach, |mention| {
        if args.csv {
            return Ok(write!(out, "{}", sheet::line(context.locale, mention))?);
        }
        print(&mut out, mention, &config.time_zone, args.json, context)
    });
    if searched.await?.found == 0 && !args.json && !args.csv {
        writeln!(out, "{}", say(context.locale, "cli-mentions-none"))?;
    }
    out.flush()?;
    Ok(Exit::Well)
}

fn parse(text: &str, searches: &Library, context: &Context) -> Result<Query> {
    match Query::parse_with(text, searches) {
        Ok(parsed) => Ok(parsed.query),
        Err(errors) => bail!("\n{}", query::render(text, &errors, context.locale)),
    }
}

pub(super) async fn brand(store: &Store, name: Option<&str>, context: &Context) -> Result<Vec<BrandId>> {
    let Some(name) = name else { return Ok(Vec::new()) };
    let brands = store.brands().await?;
    if let Some(brand) = brands.iter().find(|brand| brand.name.to_lowercase() == name.to_lowercase()) {
        return Ok(vec![brand.id]);
    }
    let known = brands.iter().map(|brand| brand.name.as_str()).collect::<Vec<_>>().join(", ");
    bail!(tell(context.locale, "cli-no-brand", &[("name", name.into()), ("known", known.into())]))
}

fn print(out: &mut impl Write, mention: &Mention, zone: &str, json: bool, context: &Context) -> Result<()> {
    if json {
        return Ok(writeln!(out, "{}", json!(mention))?);
    }
    let quoted = quote(mention);
    let facts = [
        ("id", mention.id.to_string().into()),
        ("at", date_time(context.locale, quoted.at, zone).into()),
        ("brand", mention.brand_name.as_str().into()),
        ("source", mention.source_name.as_str().into()),
        ("tone", say(context.locale, &format!("cli-tone-{}", mention.tone.label.as_str())).into()),
    ];
    let stars = mention.rating.map(|rating| format!(" · {}", stars(context.locale, rating))).unwrap_or_default();
    writeln!(out, "{}{stars}", tell(context.locale, "cli-mention", &facts))?;
    if let Some(said) = revisions::said(mention, zone, context.locale) {
        writeln!(out, "  {said}")?;
    }
    if !mention.title.is_blank() {
        writeln!(out, "  {}", mention.title.clipped(120))?;
    }
    writeln!(out, "  {}", quoted.text)?;
    if let Some(url) = &mention.url {
        writeln!(out, "  {url}")?;
    }
    Ok(writeln!(out)?)
}
