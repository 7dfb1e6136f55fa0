//! Prints the figures on the validation rows, where they are at hand.

use std::path::Path;
use std::process::Command;

use super::{Reader, Report, Row, bytes_of_chars, evaluate};
use crate::model::Language;

/// The rows of a gzipped JSONL file; `None`, said aloud, where there is none.
pub(crate) fn rows(name: &str) -> Option<Vec<Row>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let path = root.join("shared/corpora/sentiment").join(format!("{name}.jsonl.gz"));
    if !path.exists() {
        println!("skipped {name}: {} is not here", path.display());
        return None;
    }
    let out = Command::new("gzip").arg("-dc").arg(&path).output().ok().filter(|out| out.status.success())?;
    Some(String::from_utf8_lossy(&out.stdout).lines().map(row).collect())
}

/// Reads one labelled row.
pub(crate) fn row(line: &str) -> Row {
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let text = value["text"].as_str().unwrap().to_owned();
    let place = |key: &str| value[key].as_u64().and_then(|at| usize::try_from(at).ok());
    let target = place("from").zip(place("to")).and_then(|(from, to)| bytes_of_chars(&text, from, to));
    Row { label: value["label"].as_str().unwrap().to_owned(), target, text }
}

/// One line of a table.
pub(crate) fn line(name: &str, report: &Report) -> String {
    let percent = |share: f64| 100.0 * share;
    format!(
        "{name:32} n {:5}  macro-recall {:5.1} [{:.1}-{:.1}]  macro-F1 {:5.1}  accuracy {:5.1}",
        report.n,
        percent(report.macro_recall),
        percent(report.ci95.0),
        percent(report.ci95.1),
        percent(report.macro_f1),
        percent(report.accuracy)
    )
}

#[test]
fn the_rules_beat_chance_on_every_validation_set() {
    let sets = [
        ("tweets_en_tweeteval_val", Language::En),
        ("target_en_newsmtsc_rw_val", Language::En),
        ("target_en_newsmtsc_mt_val", Language::En),
        ("tweets_fr_umsab_val", Language::Fr),
        ("reviews_fr_mabsa_val", Language::Fr),
    ];
    for (name, language) in sets {
        let Some(rows) = rows(name) else { continue };
        let report = evaluate(rows.into_iter(), language, &Reader::default());
        println!("{}", line(name, &report));
        assert!(report.macro_recall > 0.45, "{name}: {report:?}");
    }
}
