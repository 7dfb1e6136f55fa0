//! The bytes of a mail: headers and MIME parts, by lettre, which encodes and folds every header.

use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use super::super::render::Mail;
use crate::model::Timestamp;

/// How much of a mail is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text, HTML and picture.
    Whole,
    /// The text alone.
    PlainOnly,
}

/// The mail as it goes over the wire. Its Message-ID and its date are what they are told to be.
pub(super) fn build(
    mail: &Mail,
    from: &Mailbox,
    to: &Mailbox,
    message_id: &str,
    now: Timestamp,
    form: Form,
) -> Result<Message> {
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    let mut builder = Message::builder()
        .from(from.clone())
        .to(to.clone())
        .subject(one_line(&mail.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
        .raw_header(header("Message-ID", message_id)?)
        .raw_header(header("MIME-Version", "1.0")?);
    for (name, value) in &mail.headers {
        builder = builder.raw_header(header(name, value)?);
    }
    let text = SinglePart::plain(mail.text.clone());
    let message = if form == Form::PlainOnly {
        builder.singlepart(text)
    } else {
        let html = SinglePart::html(mail.html.clone());
        let parts = MultiPart::alternative().singlepart(text);
        builder.multipart(match &mail.chart {
            Some(chart) => {
                let png = ContentType::parse("image/png").context("the type of the chart")?;
                let picture = Attachment::new_inline(chart.cid.clone()).body(chart.png.clone(), png);
                parts.multipart(MultiPart::related().singlepart(html).singlepart(picture))
            }
            None => parts.singlepart(html),
        })
    };
    message.context("building the message")
}

/// A header whose value stays one line of text, whatever is in it. Ids and addresses in angle brackets are kept as
/// they are when they are plain ASCII, since an encoded id would be another id.
fn header(name: &str, value: &str) -> Result<HeaderValue> {
    let name = HeaderName::new_from_ascii(name.to_owned()).with_context(|| format!("header name {name:?}"))?;
    let value = one_line(value);
    let verbatim = value.starts_with('<') && value.bytes().all(|b| b.is_ascii_graphic()) && value.len() < 900;
    Ok(if verbatim {
        HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
    } else {
        HeaderValue::new(name, value)
    })
}

fn one_line(value: &str) -> String {
    value.split(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')).collect::<Vec<_>>().join(" ")
}
