//! The real program in a folder of its own, and what it leaves in its database.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

/// `vigie run`, with its log in the file `log` of the folder.
pub(crate) fn start(folder: &Path) -> Child {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    vigie(folder).arg("run").stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

/// One command, to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    vigie(folder).args(arguments).output().unwrap()
}

/// The program, to be started in the folder.
pub(crate) fn vigie(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.current_dir(folder).env_remove("JOURNAL_STREAM");
    command
}

pub(crate) fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A patient wait: the deadline is for a machine that hangs, not for one that is slow.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

pub(crate) fn count(database: &Path, sql: &str) -> i64 {
    let Ok(connection) = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY) else { return 0 };
    connection.query_row(sql, [], |row| row.get(0)).unwrap_or(0)
}
