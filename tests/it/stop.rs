//! F18: SIGTERM while a mail is in the air. The mail is taken over by the relay, or goes again under the same
//! Message-ID; vigie is gone in less than ten seconds either way.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::process::{Running, count, kill, start, wait_until};
use crate::support::world::{in_clear, publish_crisis, settings};
use crate::support::{Relay, Reply, Web};

const READ: &str = "SELECT COUNT(*) FROM source_polls WHERE last_ok_at IS NOT NULL";
/// Of the mails that open a thread: on a busy machine the second source's complaints may bring an update meanwhile.
const SENT: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'sent' AND root_message_id IS NULL";

#[tokio::test(flavor = "multi_thread")]
async fn f18_a_mail_that_a_slow_relay_takes_is_waited_for_and_not_sent_again() {
    let told = stopped_while_mailing(Reply::SlowAfterDot, |database| assert_eq!(count(database, SENT), 1)).await;
    assert_eq!(told.len(), 1, "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn f18_a_mail_that_a_relay_does_not_answer_goes_again_under_its_message_id() {
    let told = stopped_while_mailing(Reply::HangAfterDot, |database| assert_eq!(count(database, SENT), 0)).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), 1, "one Message-ID: {told:?}");
}

/// The Message-IDs that the relay was told, over a stop in the middle of DATA and a second start.
async fn stopped_while_mailing(reply: Reply, after_the_stop: fn(&Path)) -> Vec<String> {
    let (web, relay) = (Web::start().await, Relay::start().await);
    let folder = settings(&web, &in_clear(&relay));
    let database = folder.path().join(".vigie/vigie.db");
    let first = start(folder.path());
    wait_until("both sources were read", || count(&database, READ) == 2);
    relay.script(&[reply]);
    publish_crisis(&web);
    wait_until("the mail is in the air", || !relay.mails().is_empty());
    terminate(first);
    after_the_stop(&database);
    let second = start(folder.path());
    wait_until("the mail was settled", || count(&database, SENT) == 1);
    // Whatever would be told twice is told by the next rounds of the loops.
    std::thread::sleep(Duration::from_secs(2));
    kill(second);
    let roots = relay.mails().into_iter().filter(|mail| mail.in_reply_to.is_none());
    roots.map(|mail| mail.message_id).collect()
}

fn terminate(process: Running) {
    let asked = Instant::now();
    let status = process.terminate();
    assert!(status.success(), "{status}");
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
}
