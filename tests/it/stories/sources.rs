//! R5: a source that is not read is told, whatever keeps it from being read; a cut network is one thing.

use vigie::model::{MINUTE_MS, SourceStatus};

use crate::support::{Entry, TestApp, at};

const SOURCES: &[(&str, &str, &str)] = &[("Forum", "forum", "every = \"5 min\"")];

#[tokio::test]
async fn r5_a_source_that_is_always_asked_to_wait_is_told_f61() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    app.web.feed("forum", &[Entry::new("1", "Acme", "Acme ouvre une boutique.", at("2026-03-02T08:00"))]);
    app.at("2026-03-02T09:00").await;
    app.web.status("forum", 503, &[]);
    let ended = app.at("2026-03-02T09:10").await;
    assert_eq!(ended[0].1.status, SourceStatus::Throttled);
    assert_eq!(app.inbox().len(), 0, "one refusal is no blindness");
    for quarter in 1..=36 {
        app.at_instant(at("2026-03-02T09:15").plus_millis(quarter * 15 * MINUTE_MS)).await;
    }
    let told = app.inbox();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].text.contains("Forum"), "{}", told[0].text);
    let asked = app.web.log().iter().filter(|(path, _)| path == "/forum").count();
    assert!(asked < 15, "asked {asked} times: the wait grows with each refusal");
}

const THREE: &[(&str, &str, &str)] = &[
    ("Forum", "forum", "every = \"5 min\""),
    ("Blog", "blog", "every = \"5 min\""),
    ("Gazette", "localhost/gazette", "every = \"1 h\""),
];

fn publish(app: &TestApp, paths: &[&str]) {
    for path in paths {
        app.web.feed(path, &[Entry::new("1", "Acme", "Acme ouvre une boutique.", at("2026-03-02T08:00"))]);
    }
}

fn cut(app: &TestApp, paths: &[&str]) {
    for path in paths {
        app.web.status(path, 500, &[]);
    }
}

#[tokio::test]
async fn f39_a_cut_network_is_told_once_and_soon_and_its_return_is_one_mail() {
    let all = ["forum", "blog", "gazette"];
    let app = TestApp::start("2026-03-02T09:00", THREE).await;
    publish(&app, &all);
    app.at("2026-03-02T09:00").await;
    cut(&app, &all);
    for step in 1..=60 {
        app.at_instant(at("2026-03-02T09:00").plus_millis(step * 5 * MINUTE_MS)).await;
    }
    let told = app.inbox();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].subject.contains("réseau de la veille"), "{}", told[0].subject);
    publish(&app, &all);
    for minute in 1..=120 {
        app.at_instant(at("2026-03-02T14:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let back = app.inbox();
    assert_eq!(back.len(), 1, "{back:#?}");
    assert!(["Forum", "Blog", "Gazette"].iter().all(|name| back[0].text.contains(name)), "{}", back[0].text);
    assert_eq!(app.mentions().await.len(), 3);
}

#[tokio::test]
async fn where_one_source_answers_the_network_is_not_cut() {
    let app = TestApp::start("2026-03-02T09:00", THREE).await;
    publish(&app, &["forum", "blog", "gazette"]);
    app.at("2026-03-02T09:00").await;
    cut(&app, &["forum", "gazette"]);
    for step in 1..=24 {
        app.at_instant(at("2026-03-02T09:00").plus_millis(step * 5 * MINUTE_MS)).await;
    }
    assert_eq!(app.inbox().len(), 0);
}

#[tokio::test]
async fn what_is_published_within_the_second_of_an_answer_is_not_hidden_by_a_304() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    let (then, later) = ("Mon, 02 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 2026 09:10:00 GMT");
    // A blog whose ETag is made of the second of its last change, as WordPress makes it.
    let says = |items: &[&str], sent| {
        let items = items.iter().map(|text| format!("<item><title>{text}</title><guid>{text}</guid></item>"));
        let feed =
            format!("<rss version=\"2.0\"><channel><title>x</title>{}</channel></rss>", items.collect::<String>());
        let stamps = [("ETag", "\"09:00:00\""), ("Last-Modified", then), ("Date", sent)];
        app.web.answer("forum", 200, &stamps, &feed);
    };
    says(&["Acme ne répond plus"], then);
    app.at("2026-03-02T09:00").await;
    says(&["Acme a répondu", "Acme ne répond plus"], later);
    app.at("2026-03-02T09:10").await;
    assert_eq!(app.mentions().await.len(), 2);
    app.at("2026-03-02T09:30").await;
    let statuses = app.web.log().into_iter().filter(|(path, _)| path == "/forum").map(|(_, status)| status);
    assert_eq!(statuses.collect::<Vec<_>>(), [200, 200, 304]);
}

const SHOP: &[(&str, &str, &str)] =
    &[("Boutique", "boutique", "kind = \"page\"\nwatch = \"site\"\nevery = \"5 min\"\nexpect = [\"Panier\"]")];

#[tokio::test]
async fn a_site_of_ones_own_is_told_as_a_site_when_it_is_down_when_it_is_odd_and_when_it_is_back() {
    let app = TestApp::start("2026-03-02T09:00", SHOP).await;
    let shop = |words: &str| format!("<html><body><h1>Boutique</h1><p>{words} de la maison Acme.</p></body></html>");
    app.web.page("boutique", "text/html", &shop("Panier"));
    app.at("2026-03-02T09:00").await;
    app.web.status("boutique", 502, &[]);
    for minute in 6..=30 {
        app.at_instant(at("2026-03-02T09:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let down = app.inbox();
    assert_eq!(down.len(), 1, "{down:#?}");
    assert_eq!(down[0].subject.replace('\u{a0}', " "), "[ALERTE] Boutique : site en panne");
    let text = down[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains(&app.web.url("boutique")), "{text}");
    assert!(text.contains("502 · depuis le") && text.contains("dernier contrôle réussi le"), "{text}");
    // Asked at its own pace while it is down: its owner waits.
    for step in 1..=36 {
        app.at_instant(at("2026-03-02T09:30").plus_millis(step * 5 * MINUTE_MS)).await;
    }
    app.web.page("boutique", "text/html", &shop("Panier"));
    for minute in 31..=37 {
        app.at_instant(at("2026-03-02T12:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let back = app.inbox();
    assert_eq!(back.len(), 1, "{back:#?}");
    assert_eq!(back[0].subject.replace('\u{a0}', " "), "[FIN] Boutique : site rétabli");
    app.web.page("boutique", "text/html", &shop("Catalogue"));
    for minute in 40..=60 {
        app.at_instant(at("2026-03-02T12:00").plus_millis(minute * MINUTE_MS)).await;
    }
    let odd = app.inbox();
    assert_eq!(odd.len(), 1, "{odd:#?}");
    assert_eq!(odd[0].subject.replace('\u{a0}', " "), "[ALERTE] Boutique : site à vérifier");
    assert!(odd[0].text.replace('\n', " ").contains("Panier"), "{}", odd[0].text);
}

const TWO_OF_ONE_HOST: &[(&str, &str, &str)] =
    &[("Un", "un", "every = \"10 min\""), ("Deux", "deux", "every = \"1h\""), ("Trois", "trois", "every = \"1h\"")];

#[tokio::test]
async fn a_host_that_is_back_is_asked_for_all_that_failed_with_it() {
    let app = TestApp::start("2026-03-02T09:00", TWO_OF_ONE_HOST).await;
    let start = at("2026-03-02T09:00");
    let entry = Entry::new("1", "Acme", "Acme est en panne.", start);
    // One failed by itself, before.
    app.web.status("trois", 500, &[]);
    app.web.feed("un", std::slice::from_ref(&entry));
    app.web.feed("deux", std::slice::from_ref(&entry));
    app.at_instant(start).await;
    let mut asked = Vec::new();
    for minute in 1..=300 {
        match minute {
            5 => ["un", "deux"].into_iter().for_each(|path| app.web.status(path, 502, &[])),
            180 => ["un", "deux"].into_iter().for_each(|path| app.web.feed(path, std::slice::from_ref(&entry))),
            _ => {}
        }
        let polls = app.at_instant(start.plus_millis(minute * MINUTE_MS)).await;
        asked.extend(polls.into_iter().map(|(name, end)| (minute, name, end.status)));
    }
    let first_well =
        |wanted: &str| asked.iter().find(|(minute, name, status)| *minute > 60 && name == wanted && status.is_well());
    let (one, other) = (first_well("Un").unwrap().0, first_well("Deux").unwrap().0);
    assert!(one.min(other) >= 180 && (1..=3).contains(&one.abs_diff(other)), "{one} {other}");
    let third: Vec<_> = asked.iter().filter(|(_, name, _)| name == "Trois").map(|(minute, ..)| *minute).collect();
    let waits: Vec<_> = third.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.iter().all(|wait| *wait >= 60), "{third:?}");
}

const CLIENTS: &[(&str, &str, &str)] = &[
    ("Page d’Acme", "acme", "kind = \"page\"\nevery = \"10 min\""),
    ("Page d’Initech", "initech", "kind = \"page\"\nevery = \"10 min\""),
    (
        "Forum",
        "forum",
        "every = \"10 min\"
         [[brand]]
         name = \"Initech\"
         sources = [\"Page d’Initech\"]
         [[recipient]]
         mail = \"client@initech.example\"
         brands = [\"Initech\"]
         daily = \"12:00\"",
    ),
];

#[tokio::test]
async fn a_digest_tells_nothing_of_the_sources_of_brands_that_its_reader_does_not_follow() {
    let app = TestApp::start("2026-03-02T08:00", CLIENTS).await;
    for path in ["acme", "initech"] {
        app.web.page(path, "text/html", "<html><body><p>Nos tarifs et nos services pour tous.</p></body></html>");
    }
    app.web.status("forum", 404, &[]);
    for step in 0..=24 {
        app.at_instant(at("2026-03-02T08:00").plus_millis(step * 10 * MINUTE_MS)).await;
    }
    let mails = app.inbox();
    let text = |to: &str| mails.iter().find(|mail| mail.to == to).map(|mail| mail.text.replace('\n', " ")).unwrap();
    let client = text("client@initech.example");
    assert!(client.contains("Page d’Initech"), "{client}");
    assert!(!client.contains("Page d’Acme") && !client.contains("Forum"), "{client}");
    assert!(client.contains("All that should have been read was read"), "{client}");
}

const SHARED: &[(&str, &str, &str)] = &[
    ("Blog d’Acme", "acme", "every = \"10 min\""),
    (
        "Blog d’Initech",
        "initech",
        "every = \"10 min\"
         [[brand]]
         name = \"Initech\"
         sources = [\"Blog d’Initech\"]
         [[recipient]]
         mail = \"client@initech.example\"
         brands = [\"Initech\"]
         daily = \"12:00\"",
    ),
];

#[tokio::test]
async fn a_story_that_another_clients_source_told_first_has_the_face_that_its_reader_may_see() {
    let app = TestApp::start("2026-03-02T08:00", SHARED).await;
    let text =
        "Acme et Initech ouvrent ensemble une boutique de réparation dans le quartier du vieux port de Marseille.";
    let entry = |id: &str| Entry::new(id, "Ouverture", text, at("2026-03-02T07:50"));
    app.web.feed("acme", &[]);
    app.web.feed("initech", &[]);
    app.at("2026-03-02T08:00").await;
    app.web.feed("acme", &[entry("a1")]);
    app.at("2026-03-02T08:11").await;
    app.web.feed("initech", &[entry("i1")]);
    app.at("2026-03-02T08:22").await;
    app.at("2026-03-02T12:00").await;
    let mails = app.inbox();
    let client = mails.iter().find(|mail| mail.to == "client@initech.example").unwrap();
    assert!(client.text.contains("Blog d’Initech") && client.text.contains("i1"), "{}", client.text);
    assert!(!client.text.contains("Blog d’Acme") && !client.text.contains("a1"), "{}", client.text);
    assert!(!client.text.contains("Negative mentions to read"), "{}", client.text);
    assert!(!client.text.contains("the day before"), "nobody watched then: {}", client.text);
    app.at("2026-03-05T12:00").await;
    let mails = app.inbox();
    let later = mails.iter().rfind(|mail| mail.to == "client@initech.example").unwrap();
    assert!(later.text.contains("(as before)"), "{}", later.text);
}

#[tokio::test]
async fn f30_a_clock_that_was_ahead_leaves_no_source_alone_once_it_is_put_right() {
    let app = TestApp::start("2026-03-02T09:00", SOURCES).await;
    publish(&app, &["forum"]);
    app.at("2026-03-02T09:00").await;
    app.at("2026-04-11T09:00").await;
    app.at("2026-03-02T09:10").await;
    let before = app.web.log().len();
    app.at("2026-03-02T09:11").await;
    assert!(app.web.log().len() > before, "asked again, not in forty days");
    app.inbox();
}

#[tokio::test]
async fn f30_what_is_installed_while_the_clock_is_ahead_works_once_it_is_put_right() {
    let app = TestApp::start("2026-04-11T09:00", SOURCES).await;
    publish(&app, &["forum"]);
    app.at("2026-04-11T09:00").await;
    app.at("2026-04-12T07:00").await;
    let digests = || {
        let mails = app.inbox().into_iter().filter(|mail| mail.subject.starts_with("[INFO]"));
        mails.map(|mail| format!("{}: {}", mail.subject, mail.text)).collect::<Vec<_>>()
    };
    let ahead = digests();
    assert_eq!(ahead.len(), 1, "the digest of a day that has not come: {ahead:#?}");
    app.at("2026-03-02T09:10").await;
    let polls = || app.web.log().into_iter().filter(|(path, _)| path == "/forum").count();
    let asked = async |now: &str| {
        let before = polls();
        app.at(now).await;
        polls() - before
    };
    assert_eq!(asked("2026-03-02T09:11").await, 1);
    assert_eq!(asked("2026-03-02T09:12").await, 0, "at its own pace again");
    app.at("2026-03-03T07:00").await;
    let morning = digests();
    assert_eq!(morning.len(), 1, "{morning:#?}");
    app.at("2026-04-12T07:00").await;
    let come = digests();
    assert_eq!(come.len(), 1, "the day has come: {come:#?}");
}
