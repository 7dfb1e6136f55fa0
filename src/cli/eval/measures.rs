//! The figures of a file, as rows of one table: what is measured, how much, how sure, and what others reach.

use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::references;
use crate::locale::{decimal, say, tell};
use crate::model::{FlagKind, Language, Locale};
use crate::understand::tone::{self, Reader, Row};
use crate::understand::{language, moderation, story};

/// One figure.
pub(super) struct Measure {
    /// Its name in the tables of words, after `cli-eval-measure-`.
    name: &'static str,
    share: f64,
    interval: (f64, f64),
    /// What else there is to say of it.
    note: String,
}

/// The figures of one file.
pub(super) struct Measured {
    texts: usize,
    measures: Vec<Measure>,
}

fn measure(name: &'static str, share: f64, interval: (f64, f64)) -> Measure {
    Measure { name, share, interval, note: String::new() }
}

/// Tone or moderation, by what the rows are labelled with; and the language that they are told to be in.
pub(super) fn judgements(
    path: &Path,
    (told, rows): (Language, Vec<Row>),
    reader: &Reader,
    locale: Locale,
) -> Result<Measured> {
    let texts = rows.len();
    let languages = rows.iter().map(|row| Row { label: told.as_str().to_owned(), ..row.clone() });
    let languages = language::evaluate(languages, None);
    let mut measures = if rows.iter().all(|row| moderation::is_label(&row.label)) {
        moderated(rows, told, locale)
    } else if let Some(odd) = rows.iter().find(|row| !tone::is_label(&row.label)) {
        bail!("{}: label {:?}: write negative, neutral or positive", path.display(), odd.label);
    } else {
        let report = tone::evaluate(rows.into_iter(), told, reader);
        vec![
            measure("tone-recall", report.macro_recall, report.ci95),
            measure("tone-f1", report.macro_f1, report.f1_ci95),
            measure("tone-accuracy", report.accuracy, report.accuracy_ci95),
        ]
    };
    // What a target stands in is cut out of its text: too little to tell a language by.
    if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("target")) {
        measures.push(measure("language", languages.accuracy, languages.accuracy_ci95));
    }
    Ok(Measured { texts, measures })
}

fn moderated(rows: Vec<Row>, told: Language, locale: Locale) -> Vec<Measure> {
    let found = moderation::evaluate(rows.into_iter(), told);
    let kind = |&(kind, found, of): &(FlagKind, usize, usize)| {
        format!("{} {found}/{of}", say(locale, &format!("cli-flag-{}", kind.as_str())))
    };
    let kinds = found.kinds.iter().map(kind).collect::<Vec<_>>().join(", ");
    vec![
        measure("moderation-f1", found.report.macro_f1, found.report.f1_ci95),
        measure("moderation-precision", found.precision, found.precision_ci95),
        Measure { note: kinds, ..measure("moderation-recall", found.recall, found.recall_ci95) },
    ]
}

/// Which texts are one story, of a file of blocks.
pub(super) fn stories(path: &Path) -> Result<Measured> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let Some(texts) = story::labelled(&text) else {
        bail!("{}: write blocks of “@ STORY | SITE | TITLE” and the text below", path.display());
    };
    let report = story::evaluate(&texts);
    let names = ["stories-f1", "stories-precision", "stories-recall"];
    let measures =
        names.into_iter().zip(report.figures).map(|(name, (share, interval))| measure(name, share, interval));
    Ok(Measured { texts: report.texts, measures: measures.collect() })
}

/// One line a figure under the file's name.
pub(super) fn write(out: &mut impl Write, file: &str, found: &Measured, locale: Locale) -> Result<()> {
    writeln!(out, "{}", tell(locale, "cli-eval-file", &[("file", file.into()), ("n", found.texts.into())]))?;
    let share = |share: f64| decimal(locale, share * 100.0, 1);
    for row in &found.measures {
        let facts = [
            ("measure", say(locale, &format!("cli-eval-measure-{}", row.name)).into()),
            ("share", share(row.share).into()),
            ("low", share(row.interval.0).into()),
            ("high", share(row.interval.1).into()),
            ("others", references::of(row.name, file).unwrap_or("no").into()),
            ("note", if row.note.is_empty() { "no".into() } else { row.note.as_str().into() }),
        ];
        writeln!(out, "  {}", tell(locale, "cli-eval-figure", &facts))?;
    }
    Ok(())
}
