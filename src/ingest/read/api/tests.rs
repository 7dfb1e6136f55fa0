//! Answers that are not what they should be.

use super::*;

fn of(text: &str, shape: ApiShape) -> Reading {
    let url = Url::parse("https://a.example/forum/search.json").unwrap();
    read(&Input { bytes: text.as_bytes(), content_type: None, url: &url, text: None }, shape)
}

#[track_caller]
fn check(text: &str, shape: ApiShape, want: &str) {
    let reading = of(text, shape);
    let told: Vec<String> = reading.complaints.iter().map(|c| format!("{:?}: {}", c.kind, c.detail)).collect();
    assert_eq!((reading.drafts.len(), told), (0, vec![want.to_owned()]));
}

#[test]
fn an_error_in_the_services_own_words_is_told() {
    check(
        r#"{"error_id":502,"error_message":"too many requests","error_name":"throttle_violation"}"#,
        ApiShape::StackExchange,
        "WrongKind: the service answered: too many requests",
    );
    check(
        r#"{"error":{"message":"Invalid OAuth access token.","code":190}}"#,
        ApiShape::FacebookPage,
        "WrongKind: the service answered: Invalid OAuth access token.",
    );
    check(r#"{"a":1}"#, ApiShape::Bluesky, "WrongKind: the answer is JSON of another shape");
    check("nope", ApiShape::Mastodon, "WrongKind: the answer is not JSON");
    check(
        "<title>Just a moment...</title><body><p>Checking your browser",
        ApiShape::Lemmy,
        "Blocked: an anti-robot wall answered in the page's place",
    );
    check(
        "<title>Telegram: Contact @acme</title><p>acme",
        ApiShape::Telegram,
        "WrongKind: no message on the page: is the channel public?",
    );
}

#[test]
fn a_pause_that_the_answer_asks_for_is_kept() {
    let reading = of(r#"{"items":[],"backoff":30}"#, ApiShape::StackExchange);
    assert_eq!((reading.wait, reading.complaints), (Some(Duration::from_secs(30)), Vec::new()));
}

#[test]
fn an_empty_search_is_no_complaint() {
    for (text, shape) in [
        (r#"{"hits":[]}"#, ApiShape::HackerNews),
        ("[]", ApiShape::Mastodon),
        (r#"{"meta":{"result_count":0}}"#, ApiShape::X),
        ("{}", ApiShape::GoogleReviews),
        (r#"{"feed":{}}"#, ApiShape::AppStoreJson),
        (r#"{"posts":[]}"#, ApiShape::Bluesky),
    ] {
        assert_eq!(of(text, shape), Reading::default(), "{text}");
    }
}

#[test]
fn r7_hostile_json_is_bounded() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let many = format!("{{\"hits\":[{}]}}", vec![r#"{"objectID":1,"title":"t"}"#; 20_000].join(","));
    for shape in ApiShape::ALL {
        assert!(of(&deep, shape).drafts.is_empty());
        assert!(of(&many, shape).drafts.len() <= MAX_ITEMS, "{shape:?}");
    }
    let long = format!(r#"{{"hits":[{{"objectID":1,"title":"t","story_text":"{}"}}]}}"#, "é".repeat(100_000));
    assert!(of(&long, ApiShape::HackerNews).drafts[0].text.as_str().len() <= MAX_TEXT);
}

proptest::proptest! {
    #[test]
    fn no_answer_makes_a_reader_fall(text in "[\\[\\]{}\":,a-z0-9<>/@# é]{0,200}") {
        for shape in ApiShape::ALL {
            let _ = of(&text, shape);
        }
    }
}
