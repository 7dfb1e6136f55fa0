//! `vigie correct ID`: a person's word on a mention, which vigie learns from.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::Clock;
use crate::locale::{say, tell};
use crate::model::{Mention, MentionId, ToneLabel, Verdict};
use crate::store::Store;
use crate::understand::taught::not_terms;

/// Arguments of `vigie correct`.
#[derive(Args)]
pub(super) struct Correct {
    id: i64,
    #[arg(long, value_parser = super::mentions::tone, required_unless_present_any = ["not_about_us", "about_us"])]
    tone: Option<ToneLabel>,
    #[arg(long, conflicts_with_all = ["tone", "about_us"])]
    not_about_us: bool,
    #[arg(long, conflicts_with = "tone")]
    about_us: bool,
    #[arg(long)]
    by: Option<String>,
}

impl Correct {
    fn verdict(&self) -> Verdict {
        match self.tone {
            Some(tone) => Verdict::Tone(tone),
            None if self.not_about_us => Verdict::NotAboutUs,
            None => Verdict::AboutUs,
        }
    }
}

/// Takes a person's word, beside a daemon that may be running.
pub(super) async fn run(args: Correct, context: &Context) -> Result<Exit> {
    let (_, store) = open::shared(context)?;
    let verdict = args.verdict();
    let by = args.by.or_else(|| std::env::var("USER").ok()).unwrap_or_else(|| "vigie".to_owned());
    let corrected = store.correct(MentionId(args.id), verdict, &by, Clock::system().now()).await?;
    let Some(mention) = corrected else {
        store.close().await?;
        bail!(tell(context.locale, "cli-no-mention", &[("id", args.id.to_string().into())]));
    };
    let mut out = out();
    say_done(&mut out, &mention, verdict, context)?;
    if verdict == Verdict::NotAboutUs {
        propose(&mut out, &store, &mention, context).await?;
    }
    store.close().await?;
    out.flush()?;
    Ok(Exit::Well)
}

fn say_done(out: &mut impl Write, mention: &Mention, verdict: Verdict, context: &Context) -> Result<()> {
    let tone = |label: ToneLabel| say(context.locale, &format!("cli-tone-{}", label.as_str()));
    let read = mention.correction.as_ref().map_or(mention.tone.label, |said| said.read);
    let facts = [
        ("id", mention.id.to_string().into()),
        ("brand", mention.brand_name.as_str().into()),
        ("tone", tone(mention.tone.label).into()),
        ("read", tone(read).into()),
    ];
    let key = match verdict {
        Verdict::Tone(_) => "cli-correct-tone",
        Verdict::NotAboutUs => "cli-correct-not-about-us",
        Verdict::AboutUs => "cli-correct-about-us",
    };
    Ok(writeln!(out, "{}", tell(context.locale, key, &facts))?)
}

/// Terms that the brand's query might exclude.
async fn propose(out: &mut impl Write, store: &Store, mention: &Mention, context: &Context) -> Result<()> {
    let lessons: Vec<_> = store.lessons().await?.into_iter().filter(|lesson| lesson.brand == mention.brand).collect();
    let terms = not_terms(&lessons);
    if terms.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", tell(context.locale, "cli-correct-terms", &[("brand", mention.brand_name.as_str().into())]))?;
    for term in terms {
        writeln!(out, "  {}", term.told(context.locale))?;
    }
    Ok(())
}
