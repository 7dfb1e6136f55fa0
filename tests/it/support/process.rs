//! The real program in a folder of its own, and what it leaves in its database.

use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

/// A program that runs, and is killed with the test that started it.
pub(crate) struct Running(Child);

impl Running {
    /// Asks it to stop (SIGTERM), and waits until it has.
    pub(crate) fn terminate(mut self) -> ExitStatus {
        assert!(Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap().success());
        self.0.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a command.
pub(crate) fn spawn(command: &mut Command) -> Running {
    Running(command.spawn().unwrap())
}

/// `vigie run`, with its log in the file `log` of the folder.
pub(crate) fn start(folder: &Path) -> Running {
    let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    spawn(vigie(folder).arg("run").stdout(Stdio::null()).stderr(log))
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

/// SIGKILL.
pub(crate) fn kill(process: Running) {
    drop(process);
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
