//! The mails that the story must bring about, ticked off as the relay accepts them.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use mail_parser::{HeaderValue, Message};

use crate::locale::say;
use crate::model::Locale;

/// What has been accepted so far.
pub(super) struct Expected {
    locale: Locale,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    roots: HashSet<String>,
    threaded: bool,
    digest: bool,
}

impl Expected {
    pub(super) fn new(locale: Locale) -> Self {
        Self { locale, seen: Mutex::default() }
    }

    /// In which language the demonstration is told.
    pub(super) const fn locale(&self) -> Locale {
        self.locale
    }

    /// Ticks off what this mail is.
    pub(super) fn accept(&self, mail: &Message<'_>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let subject = mail.subject().unwrap_or_default();
        let crisis = subject.starts_with("[CRISE]") || subject.starts_with("[CRISIS]");
        let answers = match mail.in_reply_to() {
            HeaderValue::Text(id) => Some(id.to_string()),
            HeaderValue::TextList(ids) => ids.first().map(ToString::to_string),
            _ => None,
        };
        match answers {
            Some(root) => seen.threaded |= seen.roots.contains(&root),
            None if crisis => seen.roots.extend(mail.message_id().map(str::to_owned)),
            None => seen.digest |= mail.header_raw("List-Unsubscribe").is_some(),
        }
    }

    /// What has not come, in words.
    pub(super) fn missing(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = [
            (!seen.roots.is_empty(), "cli-demo-root"),
            (seen.threaded, "cli-demo-update"),
            (seen.digest, "cli-demo-digest"),
        ];
        wanted.into_iter().filter(|(came, _)| !came).map(|(_, key)| say(self.locale, key)).collect()
    }
}
