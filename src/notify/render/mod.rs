//! Notices to mails. Pure.
//!
//! Each kind of notice composes one `letter::Letter`; the HTML and the plain text are two prints of that letter,
//! so that neither can say what the other hides. Text from the network is only ever an escaped value.

mod alert;
mod chart;
mod clauses;
mod curve;
mod digest;
mod health;
mod html;
mod letter;
mod links;
mod pages;
mod paint;
mod plain;
mod quote;
mod rise;
mod subject;
#[cfg(test)]
mod tests;
mod trends;
mod words;

use crate::model::{DiffPart, Locale, Message, Notice, PageLine, Priority, Severity, Stage, Timestamp};

use letter::{Block, Changed, Letter};
use words::Words;

/// What mails say of the instance that writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailStyle {
    /// The sender, as `Name <address>` or an address.
    pub from: String,
    /// Name of this instance, shown in the footer and part of the list ids.
    pub instance: String,
    /// Domain of list ids and Message-IDs.
    pub domain: String,
    /// Where the program is described; the footer links it.
    pub program_url: Option<String>,
}

/// A picture inside a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its Content-ID, without brackets.
    pub cid: String,
    /// A PNG.
    pub png: Vec<u8>,
    /// The trend, in words.
    pub alt: String,
}

/// A mail without its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// At most 70 characters, on one line, without any text from the network.
    pub subject: String,
    /// The whole mail in plain text, at most 72 columns but for addresses.
    pub text: String,
    /// The whole mail in HTML.
    pub html: String,
    /// The curve.
    pub chart: Option<Chart>,
    /// Headers beside From, To, Date, Subject and Message-ID.
    pub headers: Vec<(&'static str, String)>,
    /// How soon a failed try is repeated.
    pub priority: Priority,
}

/// The mail that a notice becomes, in its recipient's language and time zone.
pub fn mail(notice: &Notice, style: &MailStyle) -> Mail {
    let draft = &notice.draft;
    let words = Words::new(draft.locale, &draft.time_zone);
    let letter = match &draft.message {
        Message::Alert(facts) => alert::compose(facts, notice.created_at, words, style),
        Message::Digest(facts) => digest::compose(facts, words, style),
        Message::Health(facts) => health::compose(facts, words, style),
    };
    let mut headers = common_headers(&letter, draft.locale, style);
    if let Some(root) = draft.root_message_id.as_ref().filter(|root| **root != draft.message_id) {
        headers.extend([("In-Reply-To", root.clone()), ("References", root.clone())]);
    }
    match &draft.message {
        Message::Alert(facts) if facts.severity == Severity::Critical && facts.stage != Stage::Closed => {
            headers.extend([("Importance", "high".to_owned()), ("X-Priority", "1".to_owned())]);
        }
        Message::Digest(_) => headers.extend(links::unsubscribe(style, &draft.topic)),
        Message::Alert(_) | Message::Health(_) => {}
    }
    print(letter, headers, draft.priority)
}

/// A change of a watched page, as digests tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldChange {
    /// What kind of change, and when.
    pub seen: String,
    /// Why it matters.
    pub reasons: Vec<String>,
    /// What came and went; empty when the reasons, or the clauses, say it whole.
    pub parts: Vec<DiffPart>,
    /// The clauses of terms that it concerns.
    pub clauses: Vec<ToldClause>,
    /// Parts and clauses in plain text, line by line.
    pub lines: Vec<String>,
}

/// A clause that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldClause {
    /// Its number and title.
    pub title: String,
    /// What became of it.
    pub note: String,
    /// What came and went.
    pub parts: Vec<DiffPart>,
}

/// What a digest would tell of the change.
pub fn page_change(change: &PageLine, locale: Locale, time_zone: &str) -> ToldChange {
    const MOST_CLAUSES: usize = 20;
    let words = Words::new(locale, time_zone);
    let mut most = MOST_CLAUSES;
    let (first, blocks) = pages::blocks(change, &mut most, words);
    let told = plain::words_of(&first);
    let lines = std::iter::once(told.as_str()).filter(|told| !told.is_empty()).map(str::to_owned);
    let plain = plain::blocks(&blocks);
    let clause = |block: Block| match block {
        Block::Diff(Changed { page, parts, .. }) => Some(ToldClause { title: page.text, note: page.note, parts }),
        _ => None,
    };
    ToldChange {
        seen: pages::seen(change, words),
        reasons: pages::reasons(change, words),
        lines: lines.chain(plain.lines().filter(|line| !line.is_empty()).map(str::to_owned)).collect(),
        parts: first.parts,
        clauses: blocks.into_iter().filter_map(clause).collect(),
    }
}

/// The mail of `vigie test-email`: it shows that the way to this recipient works, and what an hour looks like there.
pub fn test_mail(locale: Locale, time_zone: &str, now: Timestamp, style: &MailStyle) -> Mail {
    let words = Words::new(locale, time_zone);
    let mut letter = Letter::new(words, letter::Level::Info, words.say("mail-test-subject"), style);
    letter.about = words.say("mail-test-about");
    letter.headline = words.say("mail-test-headline");
    letter.lead = words.tell("mail-test-lead", &[("at", words.date_time(now).into())]);
    letter.blocks.push(Block::Note(words.say("mail-test-next")));
    let headers = common_headers(&letter, locale, style);
    print(letter, headers, Priority::High)
}

fn common_headers(letter: &Letter, locale: Locale, style: &MailStyle) -> Vec<(&'static str, String)> {
    vec![
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "All".to_owned()),
        ("Content-Language", locale.tag().to_owned()),
        ("List-Id", links::list_id(&letter.list, style)),
    ]
}

fn print(letter: Letter, headers: Vec<(&'static str, String)>, priority: Priority) -> Mail {
    let (text, html) = (plain::print(&letter), html::print(&letter));
    Mail { subject: letter.subject, text, html, chart: letter.chart, headers, priority }
}
