//! The letter as plain text: the same facts, 72 columns, full addresses, readable by eye, by ear and by `grep`.

use std::fmt::Write as _;

use super::letter::{Block, Changed, Entry, Letter};
use crate::model::DiffPart;

const COLUMNS: usize = 72;

/// The whole mail in plain text.
pub(super) fn print(letter: &Letter) -> String {
    let mut out = String::new();
    wrap(&mut out, "", &format!("[{}] {}", letter.tag, letter.about));
    out.push('\n');
    wrap(&mut out, "", &letter.headline);
    out.push('\n');
    wrap(&mut out, "", &letter.lead);
    for block in &letter.blocks {
        piece(&mut out, block);
    }
    gap(&mut out);
    out.push_str("-- \n");
    for item in &letter.footer {
        entry(&mut out, "", item);
    }
    out
}

/// Some blocks by themselves.
pub(super) fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        piece(&mut out, block);
    }
    out
}

fn piece(out: &mut String, block: &Block) {
    match block {
        Block::Heading(text) => {
            let rule = "-".repeat(text.chars().count().min(COLUMNS));
            gap(out);
            let _ = write!(out, "{text}\n{rule}\n");
        }
        Block::Text(text) | Block::Note(text) => wrap(out, "", text),
        Block::Figures(figures) => {
            gap(out);
            for figure in figures {
                let note = if figure.note.is_empty() { String::new() } else { format!(" ({})", figure.note) };
                wrap(out, "  ", &format!("{} {}{note}", figure.value, figure.label));
            }
            gap(out);
        }
        Block::Actions(actions) => {
            for action in actions {
                gap(out);
                let _ = write!(out, "{}\n{}\n", action.label, action.url);
            }
        }
        Block::Quote(quote) => {
            let marked: String = quote.runs.iter().map(|run| marked(&run.text, run.brand, run.tone)).collect();
            wrap(out, "> ", &marked);
            entry(out, "  ", &quote.item);
            wrap(out, "  ", &quote.why);
            out.push('\n');
        }
        Block::Rows(table) => {
            for row in &table.rows {
                for (i, (cell, name)) in row.iter().zip(&table.head).enumerate() {
                    let sub = if cell.sub.is_empty() { String::new() } else { format!(" ({})", cell.sub) };
                    if i == 0 {
                        wrap(out, "", &format!("{}{sub}", cell.main));
                    } else {
                        wrap(out, "  ", &format!("{name} {}{sub}", cell.main));
                    }
                }
            }
        }
        Block::List(entries) => {
            for item in entries {
                entry(out, "- ", item);
            }
        }
        Block::Diff(change) => {
            let (lead, quote) = if change.nested { ("  ", "  > ") } else { ("", "> ") };
            entry(out, lead, &change.page);
            let text = words_of(change);
            if !text.is_empty() {
                wrap(out, quote, &text);
            }
            out.push('\n');
        }
        Block::Curve(curve) => {
            wrap(out, "", &curve.alt);
            wrap(out, "", &curve.legend);
        }
    }
}

/// One empty line, whatever stood before.
fn gap(out: &mut String) {
    out.truncate(out.trim_end_matches('\n').len());
    out.push_str("\n\n");
}

/// `*brand*` and `_tone_`, with the spaces outside the marks.
fn marked(text: &str, brand: bool, tone: bool) -> String {
    let mark = if brand {
        "*"
    } else if tone {
        "_"
    } else {
        return text.to_owned();
    };
    let inner = text.trim_matches(' ');
    if inner.is_empty() { text.to_owned() } else { text.replacen(inner, &format!("{mark}{inner}{mark}"), 1) }
}

/// What came and went.
pub(super) fn words_of(change: &Changed) -> String {
    let mut text = String::new();
    for (at, part) in change.parts.iter().enumerate() {
        if change.is_apart(at) {
            text.push(' ');
        }
        text.push_str(&changed(part));
    }
    text
}

fn changed(part: &DiffPart) -> String {
    match part {
        DiffPart::Same(text) => text.to_string(),
        DiffPart::Removed(text) => format!("[-{text}-]"),
        DiffPart::Added(text) => format!("{{+{text}+}}"),
        DiffPart::Skipped => "[…]".to_owned(),
    }
}

fn entry(out: &mut String, lead: &str, item: &Entry) {
    wrap(out, lead, &item.text);
    let indent = if lead == "- " { "  " } else { lead };
    if !item.note.is_empty() {
        wrap(out, indent, &item.note);
    }
    if let Some(url) = &item.url {
        let _ = writeln!(out, "{indent}{url}");
    }
}

/// Writes the words in lines of at most 72 columns. Breaks at plain spaces only, so that French punctuation stays by
/// its word; a longer word is cut, unless it is an address. `- ` leads the first line alone, other leads every line.
fn wrap(out: &mut String, lead: &str, text: &str) {
    let next = if lead == "- " { "  " } else { lead };
    let room = COLUMNS - lead.len();
    let mut line = String::new();
    let mut width = 0;
    let mut first = true;
    let mut flush = |line: &mut String| {
        let _ = writeln!(out, "{}{line}", if first { lead } else { next });
        first = false;
        line.clear();
    };
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > room {
            flush(&mut line);
            width = 0;
        }
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        for c in word.chars() {
            if width >= room && !word.starts_with("http") {
                flush(&mut line);
                width = 0;
            }
            line.push(c);
            width += 1;
        }
    }
    if width > 0 {
        flush(&mut line);
    }
}
