//! What changed in a mention since it was found, and what its source did: for the page.

use super::Failure;
use super::language::Speak;
use crate::daemon::revisions;
use crate::locale::date_time;
use crate::model::{DiffPart, Mention, NetText, SourceEvent};
use crate::store::Store;

/// One edit.
pub(super) struct EditRow {
    pub(super) head: String,
    pub(super) parts: Vec<Part>,
}

/// A run of words; `op` is same, removed or added.
pub(super) struct Part {
    pub(super) op: &'static str,
    pub(super) text: NetText,
}

/// Edits shown of one mention; `vigie explain` shows them all.
const MOST: usize = 3;

/// How often it was edited, in words, and its last edits.
pub(super) async fn rows(
    store: &Store,
    speak: Speak,
    mention: &Mention,
    zone: &str,
) -> Result<(String, Vec<EditRow>), Failure> {
    let edits = revisions::of(store, mention).await?;
    let row = |edit: &revisions::Edit| EditRow {
        head: edit.head(zone, speak.0),
        parts: edit.diff.iter().map(part).collect(),
    };
    let edited = speak.tell("web-edits", &[("count", edits.len().into())]);
    Ok((edited, edits.iter().take(MOST).map(row).collect()))
}

pub(super) fn part(part: &DiffPart) -> Part {
    match part {
        DiffPart::Same(text) => Part { op: "same", text: text.clone() },
        DiffPart::Removed(text) => Part { op: "removed", text: text.clone() },
        DiffPart::Added(text) => Part { op: "added", text: text.clone() },
        DiffPart::Skipped => Part { op: "same", text: "…".into() },
    }
}

/// A note on a source.
pub(super) fn event(speak: Speak, event: SourceEvent, zone: &str) -> String {
    let what = speak.tell(&format!("cli-event-{}", event.kind.as_str()), &[("items", event.items.into())]);
    let at = date_time(speak.0, event.at, zone);
    speak.tell("cli-event", &[("at", at.into()), ("what", what.into())])
}
