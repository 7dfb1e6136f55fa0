//! The configurations that we ship are right, read by the binary that we ship.

use std::process::Command;

fn check(file: &str, language: &str) -> (bool, String) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["--lang", language, "--config", &path, "check"])
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn shipped_examples_pass_the_check() {
    for file in ["config/vigie.toml", "config/minimal.toml"] {
        let (well, said) = check(file, "en");
        assert!(well, "{file}: {said}");
    }
}

#[test]
fn a_working_watch_takes_at_most_twelve_lines() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config/minimal.toml")).unwrap();
    assert!(text.lines().count() <= 12, "{}", text.lines().count());
}

#[test]
fn what_init_writes_passes_the_check_in_both_languages() {
    for language in ["fr", "en"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vigie.toml");
        let init = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["--lang", language, "--config"])
            .arg(&path)
            .args([
                "init",
                "--non-interactive",
                "--brand",
                "L’Étoile",
                "--site",
                "https://etoile.example",
                "--mail",
                "a@etoile.example",
            ])
            .output()
            .unwrap();
        assert!(init.status.success(), "{}", String::from_utf8_lossy(&init.stderr));
        let checked =
            Command::new(env!("CARGO_BIN_EXE_vigie")).arg("--config").arg(&path).arg("check").output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}
