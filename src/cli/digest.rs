//! `vigie digest --preview`: the digest as it would leave now.

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::digest::{compose, preview_period};
use crate::locale::{say, tell};
use crate::model::{DigestPeriod, Message, Notice, NoticeDraft, NoticeId, Priority, message_id};
use crate::notify::render;

/// Arguments of `vigie digest`.
#[derive(Args)]
pub(super) struct Digest {
    #[arg(long)]
    preview: bool,
    #[arg(long)]
    weekly: bool,
    #[arg(long)]
    to: Option<String>,
    #[arg(long)]
    html: bool,
}

/// Composes from the archive, prints, and leaves no trace.
pub(super) async fn run(args: Digest, context: &Context) -> Result<Exit> {
    if !args.preview {
        bail!(say(context.locale, "cli-digest-preview"));
    }
    let app = open::viewer(context).await?;
    let rules = app.rules();
    let wanted = |name: &str, address: &str| args.to.as_deref().is_none_or(|to| to == name || to == address);
    let Some(recipient) = rules.config.recipients.iter().find(|r| wanted(&r.name, &r.address)) else {
        let to = args.to.unwrap_or_default();
        bail!(tell(context.locale, "cli-no-recipient", &[("name", to.into())]));
    };
    let period = if args.weekly { DigestPeriod::Weekly } else { DigestPeriod::Daily };
    let now = app.clock.now();
    let (from, to) = preview_period(recipient, period, now);
    let facts = compose(&app, &rules, recipient, period, from, to, now).await?;
    let topic = format!("{}.preview", period.as_str());
    let id = message_id(&app.store.instance().id, &topic, &recipient.address, &rules.style.domain);
    let draft = NoticeDraft::new(recipient, topic, id, Priority::Low, now, Message::Digest(Box::new(facts)));
    let mail = render::mail(&Notice { id: NoticeId(0), attempts: 0, created_at: now, draft }, &rules.style);
    let mut out = out();
    if args.html {
        writeln!(out, "{}", mail.html)?;
    } else {
        writeln!(out, "{}\n\n{}", mail.subject, mail.text)?;
    }
    out.flush()?;
    Ok(Exit::Well)
}
