//! The content of a mail before it is printed as HTML and as plain text.

use super::words::{Words, line};
use super::{Chart, MailStyle, links};
use crate::model::{DiffPart, Severity};

/// How grave a mail looks: one colour each, and always a word beside the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Critical,
    Warning,
    Notice,
    Calm,
    Info,
}

impl Level {
    /// The key of the word in the subject.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Critical => "mail-tag-critical",
            Self::Warning => "mail-tag-warning",
            Self::Notice => "mail-tag-notice",
            Self::Calm => "mail-tag-end",
            Self::Info => "mail-tag-info",
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::Critical,
            Severity::Warning => Self::Warning,
            Severity::Notice => Self::Notice,
        }
    }
}

/// A mail's content.
pub(super) struct Letter {
    pub(super) lang: &'static str,
    pub(super) level: Level,
    /// The word of the level.
    pub(super) tag: String,
    /// What stands beside the tag: the brand, or the kind of mail.
    pub(super) about: String,
    pub(super) subject: String,
    /// Name of the list in List-Id.
    pub(super) list: String,
    pub(super) headline: String,
    pub(super) lead: String,
    pub(super) blocks: Vec<Block>,
    pub(super) footer: Vec<Entry>,
    pub(super) chart: Option<Chart>,
}

impl Letter {
    pub(super) fn new(words: Words<'_>, level: Level, subject: String, style: &MailStyle) -> Self {
        let signature = words.tell("mail-footer", &[("instance", line(&style.instance, 60).into())]);
        let url = style.program_url.as_deref().and_then(links::safe);
        Self {
            lang: words.locale.tag(),
            level,
            tag: words.say(level.key()),
            about: line(&style.instance, 60),
            subject,
            list: String::new(),
            headline: String::new(),
            lead: String::new(),
            blocks: Vec::new(),
            footer: vec![Entry { text: signature, url, note: String::new() }],
            chart: None,
        }
    }
}

/// One piece of a letter.
pub(super) enum Block {
    /// Opens a section.
    Heading(String),
    Text(String),
    /// Less weighty than text.
    Note(String),
    /// The figures that matter, large.
    Figures(Vec<Figure>),
    /// What the reader can do; the first is the main one.
    Actions(Vec<Action>),
    Quote(Quoted),
    Rows(Rows),
    List(Vec<Entry>),
    Diff(Changed),
    /// The chart of the letter stands here.
    Curve(Curve),
}

/// A large figure.
pub(super) struct Figure {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) note: String,
}

/// A button.
pub(super) struct Action {
    pub(super) label: String,
    pub(super) url: String,
}

/// A line of a list, linked when it has an address.
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) url: Option<String>,
    pub(super) note: String,
}

/// A quotation with its reasons.
pub(super) struct Quoted {
    pub(super) runs: Vec<Run>,
    /// BCP 47 tag of the quotation, when known.
    pub(super) lang: Option<&'static str>,
    /// Title and address of the item.
    pub(super) item: Entry,
    /// Why it counts.
    pub(super) why: String,
}

/// Words of a quotation of one kind.
pub(super) struct Run {
    pub(super) text: String,
    /// The brand is named here.
    pub(super) brand: bool,
    /// These words decided the tone.
    pub(super) tone: bool,
}

/// A table whose first column names the row.
pub(super) struct Rows {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell with a second, smaller line.
pub(super) struct Cell {
    pub(super) main: String,
    pub(super) sub: String,
}

/// A change of a page.
pub(super) struct Changed {
    pub(super) page: Entry,
    /// Word by word; empty when its note says it whole.
    pub(super) parts: Vec<DiffPart>,
    /// It is a part of the change above.
    pub(super) nested: bool,
}

impl Changed {
    /// Whether a space stands before the part at `at`: none does before what closes a sentence or a bracket.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        let closes = |text: &str| text.starts_with(['.', ',', ')', ']', '…', '’']);
        at > 0 && !matches!(self.parts.get(at), Some(DiffPart::Same(text)) if closes(text.as_str()))
    }
}

/// The words round a chart.
pub(super) struct Curve {
    pub(super) cid: String,
    pub(super) alt: String,
    pub(super) legend: String,
    /// First, peak and last point.
    pub(super) labels: [String; 3],
}
