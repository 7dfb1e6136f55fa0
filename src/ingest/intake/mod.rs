//! What comes in by itself: mails of a Maildir, rows of files, items handed in.
//!
//! Nobody is asked and nothing is changed: files are opened for reading only, links out of a watched folder are not
//! followed, and what is no plain file (a pipe, a device) is refused. What was read is remembered by content in a
//! cursor that the store keeps with the items; reading something twice is harmless, since identity is decided there.
//! Deliberately absent: a watch on the file system. A look at a folder costs less than the events of a busy one.

mod csv;
mod digest;
mod file;
mod json;
mod mail;
mod maildir;
mod row;
mod table;

pub use json::items;
pub use mail::mails;

use crate::model::{Complaint, ComplaintKind, Draft, Intake, SourceStatus, Timestamp};

/// The fields of one record of comma-separated values, under the line that names them; with none, of that line itself.
pub fn fields(head: &str, record: &str) -> Vec<String> {
    let head = head.trim_end_matches(['\r', '\n']);
    let both = if head.is_empty() { record.to_owned() } else { format!("{head}\n{record}") };
    let mut records = csv::Records::new(&both);
    if !head.is_empty() {
        records.next();
    }
    records.next().map(|(fields, _)| fields).unwrap_or_default()
}

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The items.
    pub drafts: Vec<Draft>,
    /// What was mended or left out.
    pub complaints: Vec<Complaint>,
    /// Up to where it was read, for the next look.
    pub cursor: Option<String>,
    /// Nothing has changed since the last look.
    pub same: bool,
    /// There is more than one look takes.
    pub more: bool,
    /// Why nothing could be read.
    pub failed: Option<(SourceStatus, String)>,
}

/// The most items that one look takes.
const MOST_ITEMS: usize = 5_000;
/// The most complaints that are kept of one look.
const MOST_COMPLAINTS: usize = 50;

/// Looks at what has come in since `cursor`. Blocks on the file system.
pub fn take(intake: &Intake, cursor: Option<&str>, now: Timestamp) -> Taken {
    match intake {
        Intake::Maildir(mails) => maildir::take(mails, cursor, now),
        Intake::Table(table) => table::take(table, cursor, now),
        // It is handed in, at any time.
        Intake::Webhook(_) => Taken { same: true, ..Taken::default() },
    }
}

impl Taken {
    fn failed(status: SourceStatus, detail: String) -> Self {
        Self { failed: Some((status, detail)), ..Self::default() }
    }

    fn complain(&mut self, kind: ComplaintKind, detail: String) {
        if self.complaints.len() < MOST_COMPLAINTS {
            self.complaints.push(Complaint { kind, detail });
        }
    }
}
