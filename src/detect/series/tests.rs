use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;

fn scored(input: &str) -> String {
    let mut output = Vec::new();
    run(input.as_bytes(), &mut output).unwrap();
    String::from_utf8(output).unwrap()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Equal but for the last decimal of the score.
#[track_caller]
fn assert_same(ours: &str, theirs: &str) {
    assert_eq!(ours.lines().count(), theirs.lines().count());
    for (number, (a, b)) in ours.lines().zip(theirs.lines()).enumerate().skip(1) {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let (a, b) = (cells(a), cells(b));
        assert_eq!((&a[0], &a[1], &a[3]), (&b[0], &b[1], &b[3]), "line {}", number + 1);
        let (x, y): (f64, f64) = (a[2].parse().unwrap(), b[2].parse().unwrap());
        assert!((x - y).abs() <= 1.5e-6, "line {}: {x} and {y}", number + 1);
    }
}

#[test]
fn scores_are_those_of_the_reference_program() {
    assert_same(&scored(&read("tests/data/detect/hours.csv")), &read("tests/data/detect/hours.expected.csv"));
}

/// R4: an outage and its catch-up raise nothing; the two crises do.
#[test]
fn the_recorded_series_has_its_crises_and_no_other_alert() {
    let output = scored(&read("tests/data/detect/hours.csv"));
    let days: Vec<&str> = output.lines().filter(|line| line.ends_with(",1")).map(|line| &line[..10]).collect();
    assert!(days.contains(&"2026-01-25") && days.contains(&"2026-02-07"), "{days:?}");
    assert!(!days.iter().any(|day| ["2026-02-01", "2026-02-02"].contains(day)), "{days:?}");
}

/// Output of a Python program, when there is a Python that runs it.
fn python(program: &Path, args: &[&Path], stdin: Stdio) -> Option<String> {
    let done = Command::new("python3").arg(program).args(args).stdin(stdin).stderr(Stdio::null()).output().ok()?;
    done.status.success().then(|| String::from_utf8(done.stdout).unwrap())
}

#[test]
fn labelled_series_score_at_least_as_the_reference_program_where_both_are_at_hand() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (corpus, bench) = (shared.join("corpora/spikes"), shared.join("bench/spikes"));
    let Ok(files) = fs::read_dir(corpus.join("data")) else {
        println!("skipped: no labelled series here");
        return;
    };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let theirs = python(&bench.join("reference.py"), &[], fs::File::open(&files[0]).unwrap().into());
    let Some(theirs) = theirs else {
        println!("skipped: no python3 here");
        return;
    };
    assert_same(&scored(&fs::read_to_string(&files[0]).unwrap()), &theirs);

    let outputs = tempfile::tempdir().unwrap();
    let labels = corpus.join("labels.json");
    let mut args = vec![Path::new("--labels").to_path_buf(), labels];
    for file in &files {
        let output = outputs.path().join(file.file_name().unwrap());
        fs::write(&output, scored(&fs::read_to_string(file).unwrap())).unwrap();
        args.push(output);
    }
    let args: Vec<&Path> = args.iter().map(std::path::PathBuf::as_path).collect();
    let report = python(&bench.join("score_nab.py"), &args, Stdio::null()).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    println!("{}, {} of {} windows", report["normalised"], report["hit"], report["windows"]);
    assert!(report["normalised"]["standard"].as_f64().unwrap() > 90.9, "{report}");
}

#[track_caller]
fn check_error(input: &str, want: &str) {
    let error = run(input.as_bytes(), io::sink()).expect_err("a mistake");
    assert_eq!(error.to_string(), want);
}

#[test]
fn a_mistake_is_told_with_its_line() {
    check_error("", "line 1: the header is missing");
    check_error("time,value\n", "line 1: the header has no column timestamp");
    let head = "timestamp,value,coverage\n2026-01-01 00:00:00,1,1\n";
    check_error(&format!("{head}2026-01-01 01:00:00,many,1\n"), "line 3: value is not a number");
    check_error(&format!("{head}2026-01-01 01:00:00,-1,1\n"), "line 3: value is under zero");
    check_error(&format!("{head}\n2026-01-01 01:00:00,NaN,1\n"), "line 4: value is not a number");
    check_error(&format!("{head}2026-01-01 01:00:00\n"), "line 3: the value is missing");
    check_error(&format!("{head}yesterday,1,1\n"), "line 3: the timestamp is not YYYY-MM-DD HH:MM:SS");
    let step = "line 3: the first two timestamps must be 60 s to 86400 s apart";
    check_error(&format!("{head}2026-01-01 00:00:00,1,1\n"), step);
    check_error(&format!("timestamp,value\n{}\n", "9".repeat(70_000)), "line 2: the line is too long");
}

#[test]
fn columns_stand_in_any_order_and_cells_may_be_quoted() {
    let plain = "timestamp,value,stories\n2026-01-01 00:00:00,1,1\n2026-01-01 01:00:00,40,30\n";
    let mixed = "\u{feff}\"stories\",other,\"value\",\"timestamp\"\r\n1,x,1,\"2026-01-01 00:00:00\"\r\n30,,40,2026-01-01 01:00:00\r\n";
    assert_eq!(scored(plain), scored(mixed));
}

#[test]
fn missing_rows_are_hours_that_nobody_read() {
    let head = "timestamp,value,coverage\n2026-01-01 00:00:00,5,1\n2026-01-01 01:00:00,5,1\n";
    let tail = "2026-01-01 04:00:00,9,1\n";
    let unread = "2026-01-01 02:00:00,0,0\n2026-01-01 03:00:00,0,0\n";
    let (missing, told) = (scored(&format!("{head}{tail}")), scored(&format!("{head}{unread}{tail}")));
    assert_eq!(missing.lines().last(), told.lines().last());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_output_of_a_prefix_is_the_prefix_of_the_output(values in prop::collection::vec(0_u32..60, 2..400), cut in 1_usize..400) {
        let start = Timestamp::from_millis(1_772_442_300_000);
        let line = |(index, value): (usize, &u32)| {
            let at = start.plus_millis(i64::try_from(index).unwrap() * 900_000).to_string();
            format!("{at},{value}\n")
        };
        let lines: Vec<String> = values.iter().enumerate().map(line).collect();
        let whole = scored(&format!("timestamp,value\n{}", lines.concat()));
        let part = scored(&format!("timestamp,value\n{}", lines[..cut.min(lines.len())].concat()));
        prop_assert!(whole.starts_with(&part));
    }

    #[test]
    fn no_input_is_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = run(bytes.as_slice(), io::sink());
        let mut rows = b"timestamp,value,late,coverage\n2026-01-01 00:00:00,1,2,1\n".to_vec();
        rows.extend(bytes);
        let _ = run(rows.as_slice(), io::sink());
    }
}
