//! `vigie query`: is a query right, what does it ask, does it hit what it should?

use std::fs;
use std::process::Command;

#[track_caller]
fn check(args: &[&str], well: bool, want: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    file("acme.query", "# the brand\nacme OR globex AND nul\n");
    file("wrong.query", "acme NAER/3 nul");
    file("trials.txt", "? acme NOT search:jobs\n+ Acme recule // alone\n- Acme recrute // a job\n+ Globex // wrong\n");
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .current_dir(folder.path())
        .env_remove("CONFIGURATION_DIRECTORY")
        .args(["query"])
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), well, "{said}");
    for part in want {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
}

#[test]
fn a_query_is_checked_said_in_words_and_tested_on_texts() {
    let doubts = ["AND and OR stand side by side", "acme OR (globex AND nul)"];
    check(&["--lang", "en", "check", "acme.query"], true, &doubts);
    check(&["--lang", "en", "check", "wrong.query"], false, &["acme NAER/3 nul\n       ^^^^^^", "NEAR/5"]);
    check(&["--lang", "fr", "check", "titel:acme"], false, &["Vouliez-vous dire title:"]);
    check(&["--lang", "en", "check", "acme sentiment:negative"], true, &["known of mentions only"]);
    check(&["--lang", "en", "explain", "acme NOT emploi"], true, &["all of:\n  the word acme\n  not:\n    the word"]);
    check(&["--lang", "fr", "explain", "acme SENT nul"], true, &["dans la même phrase"]);
    check(&["--lang", "en", "test", "trials.txt"], false, &["Line 4: acme NOT search:jobs does not hit: Globex"]);
    check(&["--lang", "en", "test", "trials.txt"], false, &["3 texts tested, 1 wrong."]);
}

#[test]
fn the_cases_of_the_language_can_be_tested_by_anybody() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/queries");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        check(&["--lang", "en", "test", path.to_str().unwrap()], true, &[" 0 wrong."]);
    }
}
