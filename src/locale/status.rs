//! How a source is doing, in a person's words.

use super::say;
use crate::model::{Locale, SourceStatus};

/// The word for it on the page and in the terminal.
pub fn source_status(locale: Locale, status: SourceStatus) -> String {
    let key = match status {
        SourceStatus::New => "web-status-new",
        SourceStatus::Ok => "web-status-ok",
        SourceStatus::Unreachable => "web-status-unreachable",
        SourceStatus::Unreadable => "web-status-unreadable",
        SourceStatus::Blocked => "web-status-blocked",
        SourceStatus::Throttled => "web-status-throttled",
        SourceStatus::Forbidden => "web-status-forbidden",
        SourceStatus::Refused => "web-status-refused",
        SourceStatus::Missing => "web-status-missing",
        SourceStatus::Gone => "web-status-gone",
        SourceStatus::Silent => "web-status-silent",
        SourceStatus::SelectorLost => "web-status-selector-lost",
    };
    say(locale, key)
}
