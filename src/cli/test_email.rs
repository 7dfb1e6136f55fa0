//! `vigie test-email`: does mail leave?

use std::io::Write;

use anyhow::{Result, bail};
use clap::Args;

use super::output::out;
use super::{Context, Exit, open};
use crate::daemon::{Clock, mail_style};
use crate::locale::{detail, tell};
use crate::model::{MailRoute, Outcome, Recipient, message_id};
use crate::notify::render;
use crate::notify::send::{COMMAND_TIMEOUT, Sender};

/// Arguments of `vigie test-email`.
#[derive(Args)]
pub(super) struct TestEmail {
    #[arg(long)]
    to: Option<String>,
}

/// Sends a mail that asks for nothing, by the way that an alert would take, and says exactly what the relay answered.
pub(super) async fn run(args: TestEmail, context: &Context) -> Result<Exit> {
    let config = open::config(context)?;
    let sender = Sender::new(&config.mail.route, &config.mail.from, COMMAND_TIMEOUT)?;
    let now = Clock::system().now();
    let style = mail_style(&config, "test");
    let known =
        config.recipients.iter().filter(|r| args.to.as_deref().is_none_or(|to| to == r.name || to == r.address));
    let recipients: Vec<Recipient> = known.cloned().collect();
    if recipients.is_empty() {
        bail!(tell(context.locale, "cli-no-recipient", &[("name", args.to.unwrap_or_default().into())]));
    }
    let mut out = out();
    let mut exit = Exit::Well;
    for recipient in recipients {
        let mail = render::test_mail(recipient.locale, &recipient.time_zone, now, &style);
        let topic = format!("test.{}", now.millis());
        let id = message_id(&style.instance, &topic, &recipient.address, &style.domain);
        let (key, why) = match sender.send(&mail, &id, &recipient.address, now, 0).await {
            Outcome::Sent => ("cli-test-sent", String::new()),
            Outcome::Retry { why, .. } | Outcome::Dead { why } => {
                exit = Exit::Failed;
                ("cli-test-failed", why)
            }
        };
        let facts = [
            ("to", recipient.address.into()),
            ("route", route(&config.mail.route).into()),
            ("why", detail(context.locale, &why).into()),
        ];
        writeln!(out, "{}", tell(context.locale, key, &facts))?;
    }
    out.flush()?;
    Ok(exit)
}

fn route(route: &MailRoute) -> String {
    match route {
        MailRoute::Smtp { host, port, .. } => format!("{host}:{port}"),
        MailRoute::File { dir } => dir.display().to_string(),
    }
}
