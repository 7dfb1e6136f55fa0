//! R8: SIGKILL is a normal stop. The real process is killed at each step of the way of one crisis, from the poll to the
//! mail, and what it left behind must amount to one incident and one Message-ID.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;
use vigie::daemon::Clock;

use crate::support::{Relay, Reply, Web, complaints};

/// After which write the process is killed.
#[derive(Clone, Copy, Debug)]
enum After {
    /// Write 1: the crisis's mentions are stored.
    Poll,
    /// Write 2: the incident and its notice are stored.
    Watch,
    /// Write 3: the notice is leased.
    Lease,
    /// The relay has taken the mail in, and write 4 has not happened.
    Dot,
}

#[tokio::test(flavor = "multi_thread")]
async fn r8_killed_after_any_write_there_is_one_incident_and_one_message_id() {
    for after in [After::Poll, After::Watch, After::Lease, After::Dot] {
        killed(after).await;
    }
}

async fn killed(after: After) {
    let (web, relay) = (Web::start().await, Relay::start().await);
    let folder = settings(&web, &relay);
    web.feed("forum", &[]);
    web.feed("blog", &[]);
    let first = start(folder.path());
    let database = folder.path().join(".vigie/vigie.db");
    wait_until("both sources were read", || {
        count(&database, "SELECT COUNT(*) FROM sources WHERE last_ok_at IS NOT NULL") == 2
    });
    if matches!(after, After::Dot) {
        relay.script(&[Reply::DieAfterDot]);
    }
    publish_crisis(&web);
    wait_until(&format!("{after:?}"), || match after {
        After::Poll => count(&database, "SELECT COUNT(*) FROM mentions") > 0,
        After::Watch => count(&database, "SELECT COUNT(*) FROM incidents") > 0,
        After::Lease => count(&database, "SELECT COUNT(*) FROM outbox WHERE attempts > 0 OR state <> 'waiting'") > 0,
        After::Dot => !relay.mails().is_empty(),
    });
    kill(first);
    let second = start(folder.path());
    wait_until("the crisis mail was accepted", || relay.mails().iter().any(|mail| mail.acknowledged));
    // Whatever would be told twice is told by the next rounds of the loops.
    std::thread::sleep(Duration::from_secs(3));
    kill(second);
    let roots = relay.mails().into_iter().filter(|mail| mail.in_reply_to.is_none()).map(|mail| mail.message_id);
    assert_eq!(roots.collect::<BTreeSet<_>>().len(), 1, "{after:?}: one Message-ID");
    assert_eq!(count(&database, "SELECT COUNT(*) FROM incidents"), 1, "{after:?}: one incident");
    assert_eq!(count(&database, "SELECT COUNT(*) FROM mentions"), 13, "{after:?}: each mention once");
}

fn settings(web: &Web, relay: &Relay) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "[[brand]]\nname = \"Acme\"\n\
         [[source]]\nname = \"Forum\"\nurl = \"{}\"\nevery = \"1 s\"\n[[source]]\nname = \"Blog\"\nurl = \"{}\"\nevery = \"1 s\"\n\
         [[recipient]]\nname = \"Léa\"\nmail = \"lea@acme.example\"\nalerts = \"watch\"\n\
         [mail]\nfrom = \"vigie@acme.example\"\nrelay = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n\
         [web]\nlisten = \"off\"\n[fetch]\nallow_hosts = [\"{}\"]\nper_host_interval = \"0 s\"\n",
        web.url("forum"),
        web.url("blog"),
        relay.address.port(),
        web.address
    );
    std::fs::write(folder.path().join("vigie.toml"), text).unwrap();
    folder
}

fn publish_crisis(web: &Web) {
    let now = Clock::system().now();
    let mut said = complaints(13, now);
    web.feed("blog", &said.split_off(9));
    web.feed("forum", &said);
}

fn start(folder: &Path) -> Child {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_vigie"))
        .current_dir(folder)
        .arg("run")
        .env_remove("JOURNAL_STREAM")
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .unwrap()
}

fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A patient wait: the deadline is for a machine that hangs, not for one that is slow.
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn count(database: &Path, sql: &str) -> i64 {
    let Ok(connection) = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY) else { return 0 };
    connection.query_row(sql, [], |row| row.get(0)).unwrap_or(0)
}
