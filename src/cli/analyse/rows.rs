//! Texts that come one a line: JSON objects, records of comma-separated values under a line that names them, or the
//! texts alone.
//!
//! One row is in memory at a time, whatever the file's length; a row that cannot be read is told with its place and the
//! next one is read.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read as _};

use serde::Deserialize;

use crate::ingest::intake;

/// A row is cut off at this length: what is longer is no text that a person wrote (R7).
const LONGEST: u64 = 4 << 20;

/// And a quotation at this one.
const LONGEST_QUOTED: usize = 64 << 10;

/// A text to be understood.
#[derive(Debug, Default, Deserialize, PartialEq)]
pub(super) struct Row {
    /// As it came: text or number.
    #[serde(default)]
    pub(super) id: serde_json::Value,
    pub(super) text: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) lang: Option<String>,
    /// What the tone is towards, in its own words.
    #[serde(default)]
    pub(super) target: Option<String>,
    /// Where it stands in the text, in characters.
    #[serde(default)]
    pub(super) from: Option<usize>,
    #[serde(default)]
    pub(super) to: Option<usize>,
}

/// The rows of a stream.
pub(super) struct Rows<R> {
    input: R,
    line: usize,
    form: Form,
    /// Whether lines may be texts and no more; else their first has to say what they are.
    may_be_bare: bool,
    /// Lines that were read ahead in vain.
    again: VecDeque<String>,
}

/// What a line is, as the first of them shows.
enum Form {
    Unseen,
    Json,
    /// A record, under the line that names the columns.
    Table(String, Columns),
    /// A text.
    Bare,
    /// Nothing that could be read.
    Unknown,
}

/// Why a line is no row.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    /// The first line names no column of texts.
    NoText,
    TooLong,
    /// In its byte so many, from 1.
    Json {
        column: usize,
        why: String,
    },
}

/// Puts a field where it belongs.
type Set = fn(&mut Row, String);

struct Columns {
    text: usize,
    others: [(Option<usize>, Set); 6],
}

/// One row, or why it is none, with the line where it begins.
pub(super) type Next = (usize, Result<Row, Fault>);

impl<R: BufRead> Rows<R> {
    pub(super) fn new(input: R, may_be_bare: bool) -> Self {
        Self { input, line: 0, form: Form::Unseen, may_be_bare, again: VecDeque::new() }
    }

    /// Blank lines are left out; an error is of the stream.
    pub(super) fn next(&mut self) -> io::Result<Option<Next>> {
        while let Some(mut line) = self.line()? {
            let at = self.line;
            if at == 1 {
                line = line.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(line);
            }
            if line.trim().is_empty() {
                continue;
            }
            if let Form::Unseen = self.form {
                self.form = form(&line, self.may_be_bare);
                match self.form {
                    Form::Table(..) => continue,
                    Form::Unknown => return Ok(Some((at, Err(Fault::NoText)))),
                    _ => {}
                }
            }
            if line.len() as u64 >= LONGEST {
                return Ok(Some((at, Err(Fault::TooLong))));
            }
            return Ok(match &self.form {
                Form::Unseen | Form::Unknown => None,
                Form::Json => Some((at, serde_json::from_str(&line).map_err(|error| fault(&error)))),
                Form::Bare => Some((at, Ok(Row { text: line, ..Row::default() }))),
                Form::Table(..) => {
                    self.finish_quotation(&mut line)?;
                    Some((at, Ok(self.record(&line))))
                }
            });
        }
        Ok(None)
    }

    fn record(&self, line: &str) -> Row {
        let mut row = Row::default();
        let Form::Table(head, columns) = &self.form else { return row };
        for (at, field) in intake::fields(head, line).into_iter().enumerate() {
            if at == columns.text {
                row.text = field;
            } else if let Some((_, set)) = columns.others.iter().find(|(column, _)| *column == Some(at)) {
                set(&mut row, field);
            }
        }
        row
    }

    /// A quotation may hold line ends: the record goes on until it is closed. One that nothing closes ends with its line,
    /// and what was read in search of its end is read again.
    fn finish_quotation(&mut self, line: &mut String) -> io::Result<()> {
        let alone = line.len();
        let mut ahead = Vec::new();
        while is_open(line) {
            let more = if line.len() < LONGEST_QUOTED { self.line()? } else { None };
            let Some(more) = more else {
                line.truncate(alone);
                self.line -= ahead.len();
                ahead.into_iter().rev().for_each(|line| self.again.push_front(line));
                return Ok(());
            };
            line.push('\n');
            line.push_str(&more);
            ahead.push(more);
        }
        Ok(())
    }

    fn line(&mut self) -> io::Result<Option<String>> {
        if let Some(line) = self.again.pop_front() {
            self.line += 1;
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read as u64 == LONGEST && bytes.last() != Some(&b'\n') {
            self.pass_over_line()?;
        }
        // The end of the stream is no line.
        self.line += usize::from(read > 0);
        let end = bytes.strip_suffix(b"\n").map_or(bytes.len(), <[u8]>::len);
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes[..end]).into_owned()))
    }

    fn pass_over_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let (long, done) = (end.map_or(buffer.len(), |end| end + 1), end.is_some() || buffer.is_empty());
            self.input.consume(long);
            if done {
                return Ok(());
            }
        }
    }
}

/// Whether a quotation that begins a field is not closed yet.
fn is_open(record: &str) -> bool {
    let mut rest = record;
    loop {
        let quoted = rest.strip_prefix('"');
        if let Some(mut inside) = quoted {
            loop {
                let Some(end) = inside.find('"') else { return true };
                inside = &inside[end + 1..];
                let Some(after) = inside.strip_prefix('"') else { break };
                inside = after;
            }
            rest = inside;
        }
        let Some(next) = rest.find([',', ';', '\t', '\n']) else { return false };
        rest = &rest[next + 1..];
    }
}

fn form(first: &str, may_be_bare: bool) -> Form {
    if first.trim_start().starts_with('{') {
        return Form::Json;
    }
    match columns(first) {
        Some(columns) => Form::Table(first.to_owned(), columns),
        None if may_be_bare => Form::Bare,
        None => Form::Unknown,
    }
}

/// The parser counts lines of its own, of which there is one.
fn fault(error: &serde_json::Error) -> Fault {
    let told = error.to_string();
    let why = told.rsplit_once(" at line ").map_or(told.as_str(), |(why, _)| why);
    Fault::Json { column: error.column(), why: why.to_owned() }
}

fn columns(head: &str) -> Option<Columns> {
    let names = intake::fields("", head);
    let place = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.trim().to_lowercase().as_str()));
    let text = place(&["text", "texte", "body", "content", "contenu", "message"])?;
    Some(Columns {
        text,
        others: [
            (place(&["id", "identifiant"]), |row, field| row.id = field.into()),
            (place(&["title", "titre"]), |row, field| row.title = field),
            (place(&["lang", "language", "langue"]), |row, field| row.lang = Some(field)),
            (place(&["target", "cible"]), |row, field| row.target = Some(field).filter(|field| !field.is_empty())),
            (place(&["from"]), |row, field| row.from = field.trim().parse().ok()),
            (place(&["to"]), |row, field| row.to = field.trim().parse().ok()),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line, and the id and text of its row.
    type Seen = (usize, Result<(String, String), Fault>);

    fn read(text: &str) -> Vec<Seen> {
        read_as(text, false)
    }

    fn read_as(text: &str, may_be_bare: bool) -> Vec<Seen> {
        let mut rows = Rows::new(text.as_bytes(), may_be_bare);
        let mut out = Vec::new();
        while let Some((line, row)) = rows.next().unwrap() {
            out.push((line, row.map(|row| (row.id.to_string(), row.text))));
        }
        out
    }

    fn row(line: usize, id: &str, text: &str) -> Seen {
        (line, Ok((id.to_owned(), text.to_owned())))
    }

    #[test]
    fn rows_are_read_one_by_one_and_a_bad_one_harms_no_other_r6() {
        let lines = "{\"id\": 7, \"text\": \"un\"}\n\nnot json\n{\"text\": \"deux\", \"other\": []}";
        let fault = Fault::Json { column: 2, why: "expected ident".to_owned() };
        assert_eq!(read(lines), [row(1, "7", "un"), (3, Err(fault)), row(4, "null", "deux")]);
    }

    #[test]
    fn a_table_is_read_by_the_names_of_its_columns() {
        let table = "\u{feff}Identifiant;Texte\r\na;\"dit \"\"non\"\"\r\nsur deux lignes\"\r\nb;seul\r\n";
        assert_eq!(read(table), [row(2, "\"a\"", "dit \"non\"\r\nsur deux lignes"), row(4, "\"b\"", "seul")]);
        assert_eq!(read("a,b\n1,2\n3,4\n"), [(1, Err(Fault::NoText))], "told once, not of every line");
    }

    #[test]
    fn lines_that_name_nothing_are_texts_where_they_may_be() {
        let lines = "\u{feff}\nBravo, Acme\n\nAcme : nul\n";
        assert_eq!(read_as(lines, true), [row(2, "null", "Bravo, Acme"), row(4, "null", "Acme : nul")]);
        assert_eq!(read_as("id,texte\n1,seul\n", true), [row(2, "\"1\"", "seul")]);
    }

    #[test]
    fn a_quotation_that_nothing_closes_swallows_no_other_row_r6() {
        let table = "id,text\n1,un écran de 27\" cassé\n2,deux\n3,\"trois\n4,quatre\n";
        let texts: Vec<_> = read(table).into_iter().map(|(line, row)| (line, row.unwrap().1)).collect();
        let want = [(2, "un écran de 27\" cassé"), (3, "deux"), (4, "\"trois"), (5, "quatre")];
        assert_eq!(texts, want.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn a_line_without_end_is_bounded_r7() {
        let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"x\"}}", "a".repeat(5 << 20));
        assert_eq!(read(&long), [(1, Err(Fault::TooLong)), row(2, "null", "x")]);
    }
}
