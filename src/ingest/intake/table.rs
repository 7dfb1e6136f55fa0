//! A file of rows, or a folder of such files, that is looked at again and again.
//!
//! What was read is remembered by its content: up to where, and a print of all before it. A file that grew is read on
//! from there; one that was written anew is read from its start, and the store knows again what it has.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::csv::Records;
use super::file::{self, Found, MAX_FILE};
use super::{MOST_ITEMS, Taken, json, row};
use crate::ingest::charset;
use crate::model::{Column, ComplaintKind, RowFormat, SourceStatus, TableIntake, Timestamp, hex};

/// Files of one folder that are read.
const MOST_FILES: usize = 1_000;
/// A last line without its end is taken for whole once nobody has written for so long.
const SETTLED_MS: i64 = 10_000;

/// How far a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    /// Size and last change when it was last read; zero while there is more to read.
    stamp: (u64, i64, i64),
    /// Up to where, in its text.
    at: usize,
    /// Of all before it.
    print: String,
}

type Marks = BTreeMap<String, Mark>;

/// Reads what has been added since the last look.
pub(super) fn take(table: &TableIntake, cursor: Option<&str>, now: Timestamp) -> Taken {
    // Under other names of the columns, every row says something else.
    let columns = print(&format!("{:?}", table.columns));
    let known = cursor.and_then(|cursor| cursor.strip_prefix(columns.as_str()));
    let before: Marks = known.and_then(|known| serde_json::from_str(known).ok()).unwrap_or_default();
    let mut taken = Taken { same: true, ..Taken::default() };
    let files = match files(table, &mut taken) {
        Ok(files) => files,
        Err((status, detail)) => return Taken::failed(status, detail),
    };
    let mut marks = Marks::new();
    let mut wrong = None;
    for found in &files {
        let known = before.get(&found.name).cloned().unwrap_or_default();
        let mark = if known.stamp == stamp(found) || taken.drafts.len() >= MOST_ITEMS {
            taken.more |= known.stamp != stamp(found);
            known
        } else {
            taken.same = false;
            match read(found, table, &known, now, &mut taken) {
                Ok(mark) => mark,
                Err(refused) => {
                    taken.complain(ComplaintKind::Rejected, refused.1.clone());
                    wrong = Some(refused);
                    Mark { stamp: stamp(found), ..Mark::default() }
                }
            }
        };
        marks.insert(found.name.clone(), mark);
    }
    // One file that cannot be read is a complaint; nothing else to read makes it the state of the source.
    if let Some((status, detail)) = wrong.filter(|_| files.len() == 1) {
        return Taken::failed(status, detail);
    }
    taken.cursor = serde_json::to_string(&marks).ok().map(|marks| columns + &marks);
    taken
}

fn files(table: &TableIntake, taken: &mut Taken) -> Result<Vec<Found>, file::Refused> {
    let (path, meta) = file::target(&table.path)?;
    if meta.is_file() {
        let name = table.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Ok(vec![Found { path, name, meta }]);
    }
    let (mut files, left_out) = file::list(&path)?;
    if left_out > 0 {
        taken.complain(ComplaintKind::Rejected, format!("{left_out} links or special files were not followed"));
    }
    files.retain(|found| is_of(&found.name, table.format));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if files.len() > MOST_FILES {
        taken.complain(ComplaintKind::Truncated, format!("only the first {MOST_FILES} files are read"));
        files.truncate(MOST_FILES);
    }
    Ok(files)
}

fn is_of(name: &str, format: RowFormat) -> bool {
    let wanted: &[&str] = match format {
        RowFormat::Csv => &["csv", "tsv", "txt"],
        RowFormat::Jsonl => &["jsonl", "ndjson", "json"],
    };
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !name.starts_with('.') && wanted.contains(&extension.as_str())
}

fn stamp(found: &Found) -> (u64, i64, i64) {
    (found.meta.len(), found.meta.mtime(), found.meta.ctime().wrapping_mul(1_000_000_000) + found.meta.ctime_nsec())
}

fn read(
    found: &Found,
    table: &TableIntake,
    known: &Mark,
    now: Timestamp,
    taken: &mut Taken,
) -> Result<Mark, file::Refused> {
    let bytes = file::read(found, MAX_FILE)?;
    let (text, mended) = charset::decode(&bytes, None, Some("fr"));
    drop(bytes);
    if mended {
        taken.complain(ComplaintKind::Repaired, format!("{} is in no encoding that fits all of it", found.name));
    }
    let went_on = text.get(..known.at).is_some_and(|head| known.at > 0 && print(head) == known.print);
    let from = if went_on { known.at } else { 0 };
    let is_settled = now.millis() - found.meta.mtime().saturating_mul(1_000) > SETTLED_MS;
    let (to, is_all) = match table.format {
        RowFormat::Csv => rows(&text, from, table, is_settled, taken)?,
        RowFormat::Jsonl => lines(&text, from, table, is_settled, taken),
    };
    taken.more |= !is_all && to > from;
    // A line that is not whole yet is looked at again even if nobody ends it.
    let stamp = if is_all { stamp(found) } else { (0, 0, 0) };
    Ok(Mark { stamp, at: to, print: print(&text[..to]) })
}

fn rows(
    text: &str,
    from: usize,
    table: &TableIntake,
    is_settled: bool,
    taken: &mut Taken,
) -> Result<(usize, bool), file::Refused> {
    let mut records = Records::new(text);
    // An empty file has nothing to say yet.
    let Some((names, _)) = records.next() else { return Ok((0, is_settled)) };
    let places = Column::ALL.map(|column| row::find(&names, column, &table.columns));
    if places[Column::Title as usize].is_none() && places[Column::Text as usize].is_none() {
        let names = names.iter().take(12).map(|name| name.trim()).collect::<Vec<_>>().join(", ");
        let detail =
            format!("no column is known for a title or a text: name one in [source.columns] (there are {names:.200})");
        return Err((SourceStatus::Unreadable, detail));
    }
    if from > 0 {
        records.go_to(from);
    }
    let mut left = MOST_ITEMS.saturating_sub(taken.drafts.len());
    loop {
        let at = records.at();
        if left == 0 {
            return Ok((at, false));
        }
        let Some((fields, closed)) = records.next() else { return Ok((text.len(), true)) };
        if !closed && !is_settled {
            return Ok((at, false));
        }
        let get = |column: Column| places[column as usize].and_then(|place| fields.get(place).cloned());
        match row::draft(get, &table.columns) {
            Some(draft) => taken.drafts.push(draft),
            None => taken.complain(ComplaintKind::Rejected, "a row has neither title nor text".to_owned()),
        }
        left -= 1;
    }
}

fn lines(text: &str, from: usize, table: &TableIntake, is_settled: bool, taken: &mut Taken) -> (usize, bool) {
    let mut at = from;
    let mut left = MOST_ITEMS.saturating_sub(taken.drafts.len());
    // A whole list in one file is no lines, but clear enough.
    if from == 0 && text.trim_start().starts_with('[') && text.len() <= 4 * 1_024 * 1_024 {
        match json::items(text, &table.columns) {
            Ok((drafts, complaints)) => {
                taken.drafts.extend(drafts);
                taken.complaints.extend(complaints);
                return (text.len(), true);
            }
            Err(_) if !is_settled => return (0, false),
            Err(why) => taken.complain(ComplaintKind::Rejected, format!("this is not JSON: {why}")),
        }
    }
    while at < text.len() {
        if left == 0 {
            return (at, false);
        }
        let rest = &text[at..];
        let end = rest.find('\n');
        if end.is_none() && !is_settled {
            return (at, false);
        }
        let line = &rest[..end.unwrap_or(rest.len())];
        at += line.len() + usize::from(end.is_some());
        if !line.trim().is_empty() {
            json::one_line(line, &table.columns, &mut taken.drafts, &mut taken.complaints);
            left -= 1;
        }
    }
    (text.len(), true)
}

fn print(head: &str) -> String {
    hex(&Sha256::digest(head.as_bytes())[..16])
}
