//! One mail to its items: usually one, several for a digest whose shape is clear.
//!
//! Only mails of the configured senders are looked into. The plain text is preferred, unless it only says that there is
//! HTML; answers that it quotes are left out. Deliberately absent: attachments other than mails.

use mail_parser::{Message, MessageParser, PartType};
use sha2::{Digest as _, Sha256};

use super::digest;
use crate::ingest::read::{self, Piece};
use crate::model::{Complaint, ComplaintKind, Draft, MailIntake, NetText, Timestamp, hex};

const MAX_TEXT: usize = 65_536;
const MAX_TITLE: usize = 1_000;
/// A plain text that is shorter than this says that the mail should be read as HTML.
const TOO_SHORT: usize = 40;

/// The items of a mail; none when its sender or its subject is not asked for.
pub fn mails(raw: &[u8], intake: &MailIntake) -> (Vec<Draft>, Vec<Complaint>) {
    let complain = |detail: &str| vec![Complaint { kind: ComplaintKind::Rejected, detail: detail.to_owned() }];
    let Some(message) = MessageParser::new().parse(raw) else {
        return (Vec::new(), complain("a mail could not be read"));
    };
    if !is_wanted(&message, intake) {
        return (Vec::new(), Vec::new());
    }
    let within = message.attachments().filter_map(|part| match &part.body {
        PartType::Message(message) => Some(message),
        _ => None,
    });
    let within = within.take(digest::MOST_ITEMS).collect::<Vec<_>>();
    let drafts = if within.len() > 1 {
        within.into_iter().filter_map(|message| one(message, None)).collect::<Vec<_>>()
    } else {
        let body = Body::of(&message);
        let whole = one(&message, Some(&body));
        digest::split(&message, &body, whole.as_ref()).unwrap_or_else(|| whole.into_iter().collect())
    };
    let complaints = if drafts.is_empty() { complain("a mail has neither subject nor text") } else { Vec::new() };
    (drafts, complaints)
}

/// What a mail says, twice where it says it twice.
pub(super) struct Body {
    /// The text that is kept.
    pub(super) text: String,
    /// The HTML, cut at its links.
    pub(super) pieces: Vec<Piece>,
}

impl Body {
    fn of(message: &Message<'_>) -> Self {
        let html = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(html) => Some(html.as_ref()),
            _ => None,
        });
        let html = html.collect::<Vec<_>>().join("\n");
        let plain = message.text_bodies().filter_map(|part| match &part.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        });
        let plain = unquoted(&plain.collect::<Vec<_>>().join("\n"));
        let text =
            if html.is_empty() || plain.trim().chars().count() >= TOO_SHORT { plain } else { read::visible(&html) };
        Self { text, pieces: if html.is_empty() { Vec::new() } else { read::pieces(&html) } }
    }
}

fn is_wanted(message: &Message<'_>, intake: &MailIntake) -> bool {
    let sender = message.from().and_then(|from| from.first()).and_then(|from| from.address()).unwrap_or_default();
    let sender = sender.trim().to_lowercase();
    let is_one = |wanted: &String| match wanted.strip_prefix('@') {
        Some(domain) => sender.rsplit_once('@').is_some_and(|(_, of)| of == domain),
        None => sender == *wanted,
    };
    let subject = message.subject().unwrap_or_default().to_lowercase();
    intake.from.iter().any(is_one) && intake.subject.as_ref().is_none_or(|words| subject.contains(words.as_str()))
}

/// The mail as one item.
fn one(message: &Message<'_>, body: Option<&Body>) -> Option<Draft> {
    let own;
    let body = if let Some(body) = body {
        body
    } else {
        own = Body::of(message);
        &own
    };
    let title = NetText::new(clip(message.subject().unwrap_or_default().trim(), MAX_TITLE));
    let text = NetText::new(clip(&body.text, MAX_TEXT));
    if title.is_blank() && text.is_blank() {
        return None;
    }
    let from = message.from().and_then(|from| from.first());
    let author = from.and_then(|from| from.name().or(from.address())).map(|name| NetText::new(clip(name, MAX_TITLE)));
    let links = body.pieces.iter().filter_map(|piece| Some((piece.text.as_str(), piece.link.as_deref()?)));
    let url =
        links.filter(|(text, _)| !digest::is_about_the_mail(text)).find_map(|(_, link)| super::row::address(link));
    Some(Draft {
        guid: Some(id(message)),
        url: url.or_else(|| digest::addresses(&body.text).next()),
        title,
        author,
        text,
        published: published(message),
        ..Draft::default()
    })
}

/// The Message-ID; of a mail that has none, its sender, date and subject.
pub(super) fn id(message: &Message<'_>) -> String {
    if let Some(id) = message.message_id().map(str::trim).filter(|id| !id.is_empty() && id.len() <= 1_000) {
        return id.to_owned();
    }
    let raw = ["From", "Date", "Subject"].map(|name| message.header_raw(name).unwrap_or_default());
    hex(&Sha256::digest(raw.join("\n").as_bytes())[..16])
}

pub(super) fn published(message: &Message<'_>) -> Option<Timestamp> {
    let date = message.date().filter(|date| date.is_valid())?;
    Some(Timestamp::from_millis(date.to_timestamp().checked_mul(1_000)?))
}

/// The text without the answers that it quotes, and without what stands below the line of a signature.
fn unquoted(text: &str) -> String {
    let lines =
        text.lines().take_while(|line| line.trim_end() != "--").filter(|line| !line.trim_start().starts_with('>'));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

pub(super) fn clip(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
