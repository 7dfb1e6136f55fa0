//! Handing a mail over, and saying what became of it.
//!
//! Three answers: sent, later (with the time), never (with the reason). A mail is "sent" only when the relay answered
//! 250 to its last line; whatever is unclear is tried again under the same Message-ID (R1, R2). Each recipient has
//! its own conversation, so that one refused address cannot hold up another (R6).

mod backoff;
mod file;
mod message;
mod relay;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use lettre::message::Mailbox;

use super::render::Mail;
use crate::model::{MailRoute, Outcome, Timestamp};
use message::Form;
use relay::{Relay, Verdict};

/// What one command of the relay may take, unless told otherwise; a whole delivery takes three of them at most.
pub const COMMAND_TIMEOUT: Duration = Duration::from_secs(20);

/// A way out for mails.
pub struct Sender {
    way: Way,
    from: Mailbox,
    /// Until when the relay is not asked, because it refused the login: one mail's refusal speaks for all (F27).
    barred_until: Mutex<Option<Timestamp>>,
}

enum Way {
    Relay(Box<Relay>),
    Folder(PathBuf),
}

impl Sender {
    /// Checks what can be checked without connecting: the sender's address, the CA file, that clear text stays home.
    pub fn new(route: &MailRoute, from: &str, timeout: Duration) -> Result<Self> {
        let from = from.parse().with_context(|| format!("{from:?} is not a mail address to send from"))?;
        let way = match route {
            MailRoute::Smtp { host, port, security, login, ca_file } => {
                Way::Relay(Box::new(Relay::new(host, *port, *security, login.as_ref(), ca_file.as_deref(), timeout)?))
            }
            MailRoute::File { dir } => Way::Folder(dir.clone()),
        };
        Ok(Self { way, from, barred_until: Mutex::default() })
    }

    /// Tries once to deliver the mail to one recipient. `attempts` is how often that was tried before.
    pub async fn send(&self, mail: &Mail, message_id: &str, to: &str, now: Timestamp, attempts: u32) -> Outcome {
        let Ok(to) = to.parse::<Mailbox>() else {
            return Outcome::Dead { why: format!("{to:?} is not a mail address") };
        };
        let build = |form| message::build(mail, &self.from, &to, message_id, now, form);
        let whole = match build(Form::Whole) {
            Ok(message) => message,
            Err(error) => return Outcome::Dead { why: format!("the mail cannot be written: {error:#}") },
        };
        let relay = match &self.way {
            Way::Folder(dir) => {
                return match file::write(dir.clone(), message_id.to_owned(), whole.formatted(), now).await {
                    Ok(()) => Outcome::Sent,
                    Err(error) => backoff::later(mail.priority, message_id, attempts, now, format!("{error:#}")),
                };
            }
            Way::Relay(relay) => relay,
        };
        if let Some(until) = self.barred().filter(|&until| until > now) {
            let why = "the relay refused the login of another mail: it is asked again later".to_owned();
            return backoff::not_before(until.since(now), message_id, attempts, now, why);
        }
        let verdict = match relay.deliver(&whole).await {
            Verdict::Content(first) => match build(Form::PlainOnly) {
                // A content filter may dislike the HTML: the words alone still warn.
                Ok(plain) => match relay.deliver(&plain).await {
                    Verdict::Content(why) => Verdict::Never(format!("{why} (and before, with the HTML part: {first})")),
                    other => other,
                },
                Err(error) => Verdict::Never(format!("{first}; and the plain mail cannot be written: {error:#}")),
            },
            other => other,
        };
        match verdict {
            Verdict::Sent => Outcome::Sent,
            Verdict::Later(why) => backoff::later(mail.priority, message_id, attempts, now, why),
            Verdict::LoginRefused(why) => {
                *self.barred() = Some(now.plus_millis(backoff::LOGIN_PAUSE));
                backoff::not_before(backoff::LOGIN_PAUSE, message_id, attempts, now, why)
            }
            Verdict::Never(why) | Verdict::Content(why) => Outcome::Dead { why },
        }
    }
    fn barred(&self) -> MutexGuard<'_, Option<Timestamp>> {
        self.barred_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
