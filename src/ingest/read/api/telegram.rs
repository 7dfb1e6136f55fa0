//! The public page of a Telegram channel, `t.me/s/…`: the only open door, and HTML.

use scraper::ElementRef;
use url::Url;

use super::{MAX_ITEMS, finish};
use crate::ingest::read::html::{self, Effort, MAX_HTML};
use crate::ingest::read::{Input, Reading, complain, date, page};
use crate::model::{ComplaintKind, Draft, NetText};

pub(super) fn channel(input: &Input<'_>) -> Reading {
    let mut reading = Reading::default();
    let source = input.decoded(MAX_HTML, &mut reading.complaints);
    let tree = html::parse_telling(&source, &mut reading.complaints);
    reading.title = Some(page::title(&tree)).filter(|title| !title.is_blank());
    let effort = Effort::of(&source);
    let mut drafts = Vec::new();
    for element in tree.select(selector!(".tgme_widget_message[data-post]")).take(MAX_ITEMS) {
        if !effort.look_into(element) {
            complain(&mut reading.complaints, ComplaintKind::Truncated, "too much of the page stands in messages");
            break;
        }
        let Some(post) = element.value().attr("data-post") else { continue };
        let first = |selector| element.select(selector).next();
        let text_of = |found: Option<ElementRef<'_>>| found.map(|it| html::text(it, &[], &effort)).unwrap_or_default();
        let url = first(selector!("a.tgme_widget_message_date"))
            .and_then(|link| input.url.join(link.value().attr("href")?).ok());
        let published =
            first(selector!("time[datetime]")).and_then(|time| date::parse(time.value().attr("datetime")?, None));
        let owner = first(selector!(".tgme_widget_message_owner_name"));
        let said = first(selector!(".tgme_widget_message_text.js-message_text"));
        drafts.push(Draft {
            guid: Some(format!("t.me/{}", post.chars().take(200).collect::<String>())),
            url: url.as_ref().filter(|url| matches!(url.scheme(), "http" | "https")).map(Url::to_string),
            author: Some(NetText::new(text_of(owner)).clipped(200)).filter(|name| !name.is_blank()),
            text: text_of(said).into(),
            published,
            ..Draft::default()
        });
    }
    if drafts.is_empty() {
        complain(&mut reading.complaints, ComplaintKind::WrongKind, "no message on the page: is the channel public?");
    }
    finish(drafts, &mut reading);
    reading
}
