use super::*;

const NOW: Timestamp = Timestamp::from_millis(1_772_442_300_000);
const SECOND: Duration = Duration::from_secs(1);

#[test]
fn sites_are_registrable_domains() {
    for (url, want) in [
        ("https://www.forum.example.co.uk/a", "example.co.uk"),
        ("https://a.example.org:8080/", "example.org"),
        ("https://alice.github.io/", "alice.github.io"),
        ("http://localhost:8081/", "localhost:8081"),
        ("http://1.1.1.1/", "1.1.1.1:80"),
        ("https://[2606:4700::1111]/", "[2606:4700::1111]:443"),
        ("https://example.org./", "example.org"),
    ] {
        assert_eq!(site(&url.parse().unwrap()), want);
    }
}

#[test]
fn visits_are_spaced_and_those_too_far_back_are_sent_away() {
    let gates = Gates::new(10 * SECOND, 1);
    let book = |after: u32| gates.gate("a.test", NOW).book(NOW.plus(after * SECOND), 30 * SECOND);
    // Five that arrive together, and one that comes when the queue has moved on.
    let queue = [(0, Ok(0)), (0, Ok(10)), (0, Ok(20)), (0, Ok(30)), (0, Err(40)), (15, Ok(25)), (90, Ok(0))];
    for (after, want) in queue {
        let sent_away = |answer: Answer| match answer {
            Answer::Busy { after } => after.as_secs(),
            other => panic!("{other:?}"),
        };
        assert_eq!(book(after).map(|wait| wait.as_secs()).map_err(sent_away), want);
    }
}

#[tokio::test]
async fn one_visit_of_a_site_at_a_time_and_others_do_not_wait_r6() {
    let gates = Gates::new(Duration::ZERO, 1);
    let pass = gates.enter("a.test", NOW, SECOND).await.ok().unwrap();
    assert!(gates.enter("a.test", NOW, SECOND / 10).await.is_err());
    assert!(gates.enter("b.test", NOW, SECOND).await.is_ok());
    drop(pass);
    assert!(gates.enter("a.test", NOW, SECOND).await.is_ok());
}

#[tokio::test]
async fn a_waiter_that_is_dropped_blocks_nobody() {
    let gates = Gates::new(Duration::ZERO, 1);
    let pass = gates.enter("a.test", NOW, SECOND).await.ok().unwrap();
    let waiter = tokio::time::timeout(SECOND / 10, gates.enter("a.test", NOW, 9 * SECOND)).await;
    assert!(waiter.is_err());
    drop(pass);
    assert!(gates.enter("a.test", NOW, SECOND).await.is_ok());
}

#[tokio::test]
async fn a_refusal_shuts_the_whole_site_f61() {
    let gates = Gates::new(Duration::ZERO, 1);
    let pass = gates.enter("a.test", NOW, SECOND).await.ok().unwrap();
    assert_eq!(pass.refused(NOW, Some(300 * SECOND)), 300 * SECOND);
    assert_eq!(pass.refused(NOW, Some(SECOND)), FIRST_BACKOFF);
    drop(pass);
    let sent_away = gates.enter("a.test", NOW.plus(SECOND), SECOND).await.err();
    assert!(matches!(sent_away, Some(Answer::Later { after }) if after == 299 * SECOND), "{sent_away:?}");
    let pass = gates.enter("a.test", NOW.plus(300 * SECOND), SECOND).await.ok().unwrap();
    assert_eq!(pass.refused(NOW, None), 4 * FIRST_BACKOFF);
    pass.welcomed();
    assert_eq!(pass.refused(NOW, None), FIRST_BACKOFF);
    for _ in 0..40 {
        pass.refused(NOW, None);
    }
    assert_eq!(pass.refused(NOW, None), LAST_BACKOFF);
}

#[tokio::test]
async fn a_clock_set_back_does_not_shut_a_site() {
    let gates = Gates::new(SECOND, 1);
    drop(gates.enter("a.test", NOW.plus(30 * LAST_BACKOFF), SECOND).await);
    assert!(gates.enter("a.test", NOW, SECOND).await.is_ok());
}
