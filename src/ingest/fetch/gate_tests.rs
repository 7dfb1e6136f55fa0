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
    let book = |after: u32| gates.gate("a.test", NOW).book(NOW.plus(after * SECOND), 30 * SECOND, false);
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
    let pass = gates.enter("a.test", NOW, SECOND, false).await.ok().unwrap();
    assert!(gates.enter("a.test", NOW, SECOND / 10, false).await.is_err());
    assert!(gates.enter("b.test", NOW, SECOND, false).await.is_ok());
    drop(pass);
    assert!(gates.enter("a.test", NOW, SECOND, false).await.is_ok());
}

#[tokio::test]
async fn a_waiter_that_is_dropped_blocks_nobody() {
    let gates = Gates::new(Duration::ZERO, 1);
    let pass = gates.enter("a.test", NOW, SECOND, false).await.ok().unwrap();
    let waiter = tokio::time::timeout(SECOND / 10, gates.enter("a.test", NOW, 9 * SECOND, false)).await;
    assert!(waiter.is_err());
    drop(pass);
    assert!(gates.enter("a.test", NOW, SECOND, false).await.is_ok());
}

#[tokio::test]
async fn a_refusal_shuts_the_whole_site_f61() {
    let gates = Gates::new(Duration::ZERO, 1);
    let pass = gates.enter("a.test", NOW, SECOND, false).await.ok().unwrap();
    assert_eq!(pass.refused(NOW, 503, Some(300 * SECOND)), 300 * SECOND);
    assert_eq!(pass.refused(NOW, 503, Some(SECOND)), FIRST_BACKOFF);
    drop(pass);
    let sent_away = gates.enter("a.test", NOW.plus(SECOND), SECOND, false).await.err();
    assert!(matches!(sent_away, Some(Answer::Later { after, .. }) if after == 299 * SECOND), "{sent_away:?}");
    let pass = gates.enter("a.test", NOW.plus(300 * SECOND), SECOND, false).await.ok().unwrap();
    assert_eq!(pass.refused(NOW, 503, None), 4 * FIRST_BACKOFF);
    pass.welcomed();
    assert_eq!(pass.refused(NOW, 503, None), FIRST_BACKOFF);
    for _ in 0..40 {
        pass.refused(NOW, 503, None);
    }
    assert_eq!(pass.refused(NOW, 503, None), LAST_BACKOFF);
}

#[tokio::test]
async fn an_owner_obeys_what_the_site_says_and_no_doubling_of_ours() {
    let gates = Gates::new(Duration::ZERO, 1);
    let visit = |after: u32, by_owner| gates.enter("a.test", NOW.plus(after * SECOND), SECOND, by_owner);
    for (after, waits) in [(0, FIRST_BACKOFF), (60, 2 * FIRST_BACKOFF), (180, 4 * FIRST_BACKOFF)] {
        let pass = visit(after, false).await.ok().unwrap();
        assert_eq!(pass.refused(NOW.plus(after * SECOND), 503, None), waits);
    }
    assert!(matches!(visit(239, true).await, Err(Answer::Later { status: Some(503), .. })));
    let owner = visit(240, true).await.ok().unwrap();
    assert_eq!(owner.refused(NOW.plus(240 * SECOND), 503, None), FIRST_BACKOFF);
    assert_eq!(owner.refused(NOW.plus(240 * SECOND), 429, Some(300 * SECOND)), 300 * SECOND);
    drop(owner);
    assert!(matches!(visit(539, true).await, Err(Answer::Later { status: Some(429), .. })));
    let guest = visit(540, false).await.ok().unwrap();
    assert_eq!(
        guest.refused(NOW.plus(540 * SECOND), 503, None),
        8 * FIRST_BACKOFF,
        "the owner's refusals do not count"
    );
}

#[tokio::test]
async fn a_clock_set_back_does_not_shut_a_site() {
    let gates = Gates::new(SECOND, 1);
    drop(gates.enter("a.test", NOW.plus(30 * LAST_BACKOFF), SECOND, false).await);
    assert!(gates.enter("a.test", NOW, SECOND, false).await.is_ok());
}
