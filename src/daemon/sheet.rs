//! Mentions as rows of a table, for a report or a spreadsheet.

use crate::locale::{row, say};
use crate::model::{Locale, Mention};

/// The names of the columns are words of the page; their order is that of [`line`].
const COLUMNS: [&str; 10] =
    ["id", "published", "seen", "brand", "source", "author", "title", "text", "tone", "address"];

/// The first line.
pub fn head(locale: Locale) -> String {
    let names = COLUMNS.map(|column| say(locale, &format!("sheet-{column}")));
    row(names.iter().map(String::as_str))
}

/// One mention. Instants are UTC, so that a table can be sorted and read by programs.
pub fn line(locale: Locale, mention: &Mention) -> String {
    let tone = say(locale, &format!("cli-tone-{}", mention.tone.label.as_str()));
    row([
        mention.id.to_string().as_str(),
        &mention.published.map(|at| at.to_string()).unwrap_or_default(),
        &mention.seen_at.to_string(),
        &mention.brand_name,
        &mention.source_name,
        mention.author.as_ref().map(crate::model::NetText::as_str).unwrap_or_default(),
        mention.title.as_str(),
        mention.text.as_str(),
        &tone,
        mention.url.as_deref().unwrap_or_default(),
    ])
}
