//! `vigie explain ID`: why this mention is one, and where its tone comes from.

mod place;

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::revisions::{self, Edit};
use crate::locale::{date_time, decimal, percent, say, tell};
use crate::model::{DiffPart, Evidence, Field, Locale, Mention, MentionId};
use crate::understand::moderation::{self, Offence};
use crate::understand::taught::{Subject, Taught};

/// Arguments of `vigie explain`.
#[derive(Args)]
pub(super) struct Explain {
    id: i64,
    #[arg(long)]
    json: bool,
}

/// Says which term hit where, and which words decided the tone.
pub(super) async fn run(args: &Explain, context: &Context) -> Result<Exit> {
    let (config, store) = open::reader(context)?;
    let locale = context.locale;
    let Some(mention) = store.mention(MentionId(args.id)).await? else {
        bail!(tell(locale, "cli-no-mention", &[("id", args.id.to_string().into())]));
    };
    let mut out = out();
    let edits = revisions::of(&store, &mention).await?;
    if args.json {
        let mut object = json!(mention);
        let edits = edits.iter().map(|edit| json!({ "before": edit.before, "diff": edit.diff }));
        object["edits"] = edits.collect();
        writeln!(out, "{object}")?;
        out.flush()?;
        return Ok(Exit::Well);
    }
    let facts = [
        ("id", mention.id.to_string().into()),
        ("brand", mention.brand_name.as_str().into()),
        ("source", mention.source_name.as_str().into()),
        ("at", date_time(locale, mention.published.unwrap_or(mention.seen_at), &config.time_zone).into()),
        ("language", say(locale, &format!("cli-language-{}", mention.language.as_str())).into()),
    ];
    writeln!(out, "{}", tell(locale, "cli-explain-what", &facts))?;
    writeln!(out, "{}\n{}\n", mention.title, mention.url.as_deref().unwrap_or_default())?;
    writeln!(out, "{}", say(locale, "cli-explain-terms"))?;
    for hit in &mention.hits {
        let words = surroundings(&mention, hit.field, hit.start, hit.end);
        let facts = [("field", say(locale, field_key(hit.field)).into()), ("words", words.into())];
        writeln!(out, "  {:<24} {}", hit.term, tell(locale, "cli-explain-hit", &facts))?;
    }
    let tone = &mention.tone;
    let facts = [
        ("tone", say(locale, &format!("cli-tone-{}", tone.label.as_str())).into()),
        ("score", decimal(locale, tone.score, 2).into()),
        ("confidence", percent(locale, tone.confidence).into()),
    ];
    writeln!(out, "\n{}", tell(locale, "cli-explain-tone", &facts))?;
    if let Some(said) = revisions::said(&mention, &config.time_zone, locale) {
        writeln!(out, "{said}")?;
    }
    write_words(&mut out, &tone.evidence, &mention, locale)?;
    write_learnt(&mut out, &Taught::learn(&store.lessons().await?), &mention, locale)?;
    write_flags(&mut out, &mention, locale)?;
    let counted = if mention.counted { "cli-explain-counted" } else { "cli-explain-not-counted" };
    writeln!(out, "\n{}", say(locale, counted))?;
    write_edits(&mut out, &edits, locale, &config.time_zone)?;
    place::write(&mut out, &store, &mention, (locale, &config.time_zone)).await?;
    out.flush()?;
    Ok(Exit::Well)
}

/// Words that speak for a tone or against it, each with how much it weighs.
fn write_words(out: &mut impl Write, words: &[Evidence], mention: &Mention, locale: Locale) -> Result<()> {
    for word in words {
        let sign = if word.weight < 0.0 { "" } else { "+" };
        let weight = format!("{sign}{}", decimal(locale, word.weight, 2));
        writeln!(out, "  {weight:<7} {}", surroundings(mention, word.field, word.start, word.end))?;
    }
    Ok(())
}

/// What corrections taught of this brand, as far as it speaks here.
fn write_learnt(out: &mut impl Write, taught: &Taught, mention: &Mention, locale: Locale) -> Result<()> {
    let subject = Subject::of(mention);
    let reasons = taught.reasons(&subject);
    if !reasons.is_empty() {
        let brand = mention.brand_name.as_str().into();
        writeln!(out, "\n{}", tell(locale, "cli-explain-learnt", &[("brand", brand)]))?;
        write_words(out, &reasons, mention, locale)?;
    }
    if let Some(bias) = taught.bias(subject.kind) {
        let [against, neither, towards] = bias.added.map(|added| decimal(locale, added, 2).into());
        let facts = [
            ("kind", subject.kind.as_str().into()),
            ("lessons", bias.lessons.into()),
            ("against", against),
            ("neither", neither),
            ("towards", towards),
        ];
        writeln!(out, "\n{}", tell(locale, "cli-explain-bias", &facts))?;
    }
    let elsewhere = taught.elsewhere(&subject);
    if elsewhere >= 0.5 {
        let share = percent(locale, elsewhere).into();
        writeln!(out, "\n{}", tell(locale, "cli-explain-elsewhere", &[("share", share)]))?;
    }
    Ok(())
}

/// What a moderator may have to look at, with how grave it is and whose words they are.
fn write_flags(out: &mut impl Write, mention: &Mention, locale: Locale) -> Result<()> {
    let flags = &mention.flags;
    let table = moderation::offence(mention.title.as_str(), mention.text.as_str(), flags, mention.language)
        .filter(Offence::is_likely);
    if flags.is_empty() && table.is_none() {
        return Ok(());
    }
    writeln!(out, "\n{}", say(locale, "cli-explain-flags"))?;
    for flag in flags {
        let facts = [
            ("kind", say(locale, &format!("cli-flag-{}", flag.kind.as_str())).into()),
            ("severity", u32::from(flag.severity).into()),
            ("voice", say(locale, &format!("cli-voice-{}", flag.voice.as_str())).into()),
        ];
        let place = surroundings(mention, flag.field, flag.start, flag.end);
        writeln!(out, "  {} {place}", tell(locale, "cli-explain-flag", &facts))?;
    }
    if let Some(table) = table {
        let share = percent(locale, table.share).into();
        writeln!(out, "  {}", tell(locale, "cli-explain-offence", &[("share", share)]))?;
        for word in table.evidence.iter().take(3) {
            writeln!(out, "    {}", surroundings(mention, word.field, word.start, word.end))?;
        }
    }
    Ok(())
}

/// Word by word, as `wdiff` writes it: `[-gone-]`, `{+come+}`.
fn write_edits(out: &mut impl Write, edits: &[Edit], locale: Locale, zone: &str) -> Result<()> {
    if edits.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", tell(locale, "cli-explain-edits", &[("count", edits.len().into())]))?;
    for edit in edits {
        writeln!(out, "  {}", edit.head(zone, locale))?;
        let diff = edit.diff.iter().map(|part| match part {
            DiffPart::Same(text) => text.to_string(),
            DiffPart::Removed(text) => format!("[-{text}-]"),
            DiffPart::Added(text) => format!("{{+{text}+}}"),
            DiffPart::Skipped => "…".to_owned(),
        });
        let diff = diff.collect::<Vec<_>>().join(" ");
        writeln!(out, "    {}", diff.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    Ok(())
}

const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Title => "cli-field-title",
        Field::Text => "cli-field-text",
        Field::Author => "cli-field-author",
        Field::Url => "cli-field-url",
    }
}

/// The span between square brackets, with a few words before and after.
fn surroundings(mention: &Mention, field: Field, start: usize, end: usize) -> String {
    const AROUND: usize = 40;
    let source = match field {
        Field::Title => mention.title.as_str(),
        Field::Text => mention.text.as_str(),
        Field::Author => mention.author.as_ref().map(crate::model::NetText::as_str).unwrap_or_default(),
        Field::Url => mention.url.as_deref().unwrap_or_default(),
    };
    let (Some(before), Some(inside), Some(after)) = (source.get(..start), source.get(start..end), source.get(end..))
    else {
        return String::new();
    };
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let line = format!("{}[{inside}]{}", &before[from..], &after[..to]);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
