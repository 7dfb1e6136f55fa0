//! `vigie … | head`: who stops reading is told nothing, and nothing has failed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::process::Stdio;

use crate::support::process::vigie;

#[test]
fn a_reader_who_has_gone_ends_every_command_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let rows = (0..20_000).fold("timestamp,value\n".to_owned(), |mut rows, hour| {
        let (day, hour) = (hour / 24, hour % 24);
        let _ =
            writeln!(rows, "{:04}-{:02}-{:02}T{hour:02}:00:00Z,7", 2020 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        rows
    });
    fs::write(path.join("series.csv"), rows).unwrap();
    fs::write(path.join("rows.csv"), format!("text\n{}", "Acme est nul\n".repeat(2_000))).unwrap();
    fs::write(path.join("page.html"), format!("<h1>Acme</h1>{}", "<p>Acme est en panne.</p>".repeat(2_000))).unwrap();
    fs::write(
        path.join("vigie.toml"),
        "[[brand]]\nname = \"Acme\"\n[[source]]\nurl = \"https://a.example/f\"\n[mail]\nrelay = \"localhost\"\n\
         from = \"a@a.example\"\n[[recipient]]\nmail = \"a@a.example\"\n",
    )
    .unwrap();
    let commands = [
        "--help",
        "help",
        "help backtest",
        "backtest",
        "analyse rows.csv",
        "read page.html",
        "read --json page.html",
        "sources expand -c vigie.toml",
        "sources export -c vigie.toml",
        "sources presets",
        "check -c vigie.toml",
        "query check Acme",
        "query explain Acme",
    ];
    for command in commands {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let input = File::open(path.join("series.csv")).unwrap();
        let ended = vigie(path).args(command.split(' ')).stdin(input).stdout(writer).stderr(Stdio::piped()).output();
        let ended = ended.unwrap();
        assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""), "{command}");
    }
}
