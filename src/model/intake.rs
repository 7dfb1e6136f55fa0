//! Sources that nobody is asked for: mails that are delivered here, files that somebody puts down, items that a program
//! of the user's hands in. So what closed networks publish comes in by a way that their terms allow.

use std::path::PathBuf;

use super::{Secret, SourceKind};

/// Where items come in by themselves, and what they look like there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intake {
    /// Mails in a Maildir.
    Maildir(MailIntake),
    /// Rows of a file, or of the files of a folder.
    Table(TableIntake),
    /// Items posted to the page's listener.
    Webhook(WebhookIntake),
}

/// Mails that are read as items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailIntake {
    /// The Maildir, or a folder that is one's `new`.
    pub path: PathBuf,
    /// Senders that are read, in lower case: an address, or `@` and a domain. No other mail is looked into.
    pub from: Vec<String>,
    /// Words of the subject, in lower case; all subjects when absent.
    pub subject: Option<String>,
}

/// How a file's rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// Comma, semicolon or tabulator between fields, a line of names first.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Rows that are read as items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableIntake {
    /// A file, or a folder of which every file of this format is read.
    pub path: PathBuf,
    /// How rows are written.
    pub format: RowFormat,
    /// Which field is what.
    pub columns: Columns,
}

/// Items that are handed in over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookIntake {
    /// What the sender proves to know; absent where the config was only looked at.
    pub secret: Option<Secret>,
    /// How it proves it.
    pub proof: Proof,
    /// Which field is what.
    pub columns: Columns,
}

/// How a webhook's sender shows that it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// `Authorization: Bearer SECRET`.
    Bearer,
    /// `X-Hub-Signature-256: sha256=HEX`, the HMAC of the body under the secret.
    Hmac,
}

/// Names of the fields; where a name is absent, the usual ones are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The names, in the order of [`Column::ALL`].
    pub names: [Option<String>; Column::ALL.len()],
    /// IANA zone of dates without one.
    pub time_zone: Option<String>,
    /// The best of the ratings that do not say theirs.
    pub best_rating: Option<u32>,
}

/// What a field may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The publisher's id of it.
    Id,
    /// Its title.
    Title,
    /// Its text.
    Text,
    /// Its address.
    Url,
    /// Who wrote it.
    Author,
    /// When it was published.
    Date,
    /// Stars.
    Rating,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Id, Self::Title, Self::Text, Self::Url, Self::Author, Self::Date, Self::Rating];

    /// The word of the config file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Text => "text",
            Self::Url => "url",
            Self::Author => "author",
            Self::Date => "date",
            Self::Rating => "rating",
        }
    }
}

impl Columns {
    /// The name that the config gives to a field.
    pub fn named(&self, column: Column) -> Option<&str> {
        self.names[column as usize].as_deref()
    }
}

impl Intake {
    /// The kind of source that it is.
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::Maildir(_) => SourceKind::Maildir,
            Self::Table(TableIntake { format: RowFormat::Csv, .. }) => SourceKind::Csv,
            Self::Table(TableIntake { format: RowFormat::Jsonl, .. }) => SourceKind::Jsonl,
            Self::Webhook(_) => SourceKind::Webhook,
        }
    }
}
