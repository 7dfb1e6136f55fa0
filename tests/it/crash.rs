//! R8: SIGKILL is a normal stop. The real process is killed at each step of the way of one crisis, from the poll to the
//! mail, and what it left behind must amount to one incident and one Message-ID.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::process::{count, kill, start, wait_until};
use crate::support::world::{in_clear, publish_crisis, settings};
use crate::support::{Relay, Reply, Web};

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
    let folder = settings(&web, &in_clear(&relay));
    let first = start(folder.path());
    let database = folder.path().join(".vigie/vigie.db");
    wait_until("both sources were read", || {
        count(&database, "SELECT COUNT(*) FROM source_polls WHERE last_ok_at IS NOT NULL") == 2
    });
    if matches!(after, After::Dot) {
        // Were it told that the connection died, it would put the next attempt off, if that came before the kill.
        relay.script(&[Reply::HangAfterDot]);
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
